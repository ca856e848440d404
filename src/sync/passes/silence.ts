import { z } from 'zod';
import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { Inbox } from '../../store/inbox.js';
import { startWatch } from '../../work/start-watch.js';
import type { Watch } from '../../work/start-watch.js';
import type { Settings } from '../../store/settings.js';
import type { Store } from '../../store/store.js';

/**
 * A webhook that SpotDraft disabled can't be seen: its API has no way to ask. What can be seen is SpotDraft changing
 * while no delivery comes, so the passes that compare both systems note such changes here.
 */
const SETTING = 'last-undelivered-change';

/** Milliseconds since 1970. `heard`: when the last delivery had come when the change was noted. */
const undelivered = z.object({
  first: z.number(),
  last: z.number(),
  heard: z.number().nullable().default(null),
});

export interface Silence {
  /** Since the last delivery, or since the first change when none ever came; 0 while there is no silence. */
  readonly silentForMs: number;
  /** The last change in SpotDraft that no delivery announced; null while there is no silence. */
  readonly changedAt: Date | null;
}

/**
 * Notes that SpotDraft changed at `at` and no delivery told of it. For changes that some activity announces only: a
 * contract put ON_HOLD, or resumed, is announced by none.
 */
export async function noteUndeliveredChange(
  { settings, inbox }: Pick<Store, 'settings'> & { readonly inbox: Pick<Inbox, 'lastReceivedAt'> },
  at: Date,
): Promise<void> {
  const atMs = at.getTime();
  const known = await readSetting(settings);
  if (known !== null && known.first <= atMs && atMs <= known.last) return;
  const heard = (await inbox.lastReceivedAt())?.getTime() ?? null;
  const first = Math.min(known?.first ?? atMs, atMs);
  const last = Math.max(known?.last ?? atMs, atMs);
  await settings.set(SETTING, JSON.stringify({ first, last, heard }));
}

/** Any delivery after the change ends the silence, whatever it is about: the webhook works. */
export async function silence(
  settings: Settings,
  inbox: Pick<Inbox, 'lastReceivedAt'>,
  now: Date,
): Promise<Silence> {
  const [change, lastReceivedAt] = await Promise.all([
    readSetting(settings),
    inbox.lastReceivedAt(),
  ]);
  if (change === null) return { silentForMs: 0, changedAt: null };
  const receivedMs = lastReceivedAt?.getTime() ?? null;
  // A clock that was ahead tells of a delivery that it came, and not when.
  const cameAtMs = receivedMs !== null && receivedMs > now.getTime() ? null : receivedMs;
  const isAnnounced = receivedMs !== change.heard || (cameAtMs !== null && cameAtMs >= change.last);
  if (isAnnounced) return { silentForMs: 0, changedAt: null };
  const sinceMs = cameAtMs ?? change.first;
  return {
    silentForMs: Math.max(0, now.getTime() - sinceMs),
    changedAt: new Date(change.last),
  };
}

async function readSetting(settings: Settings): Promise<z.infer<typeof undelivered> | null> {
  const text = await settings.get(SETTING);
  if (text === null) return null;
  return undelivered.parse(JSON.parse(text));
}

const ALARM_AFTER_MS = 30 * 60_000;
const LOOK_EVERY_MS = 60_000;
const WARN_EVERY_MS = 60 * 60_000;

export interface SilenceWatchParts {
  readonly store: Pick<Store, 'inbox' | 'settings' | 'locks'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Warns once an hour, from one of all processes, while the silence lasts longer than half an hour. */
export function startSilenceWatch({ store, clock, log }: SilenceWatchParts): Watch {
  async function look(): Promise<void> {
    const { silentForMs, changedAt } = await silence(store.settings, store.inbox, clock.now());
    if (changedAt === null || silentForMs < ALARM_AFTER_MS) return;
    // Never released: its lease is what makes the warning come once an hour.
    const mayWarn = await store.locks.acquire('webhook-silence-warning', WARN_EVERY_MS);
    if (mayWarn === null) return;
    log.warn(
      { silentForMinutes: Math.floor(silentForMs / 60_000), changedAt: changedAt.toISOString() },
      'SpotDraft changes and no webhook delivery comes: the webhook may be disabled there. "dealdraft webhooks register" subscribes anew',
    );
  }

  return startWatch({
    name: 'silence watch',
    clock,
    everyMs: LOOK_EVERY_MS,
    look,
    onFailed: (error) => log.error({ err: error }, 'could not look for webhook silence'),
  });
}
