import { z } from 'zod';
import type { Clock } from '../../domain/clock.js';
import { isWithin } from '../../domain/is-within.js';
import type { Log } from '../../domain/log.js';
import type { Inbox } from '../../store/inbox.js';
import type { Settings } from '../../store/settings.js';
import { noted } from '../../domain/said.js';

/**
 * Deliveries whose signature fits no key. One of them may be a stranger's; while none is taken any more, it is our key that
 * is wrong, and SpotDraft shows that to nobody. Kept in the store, so that every process and the page can tell.
 */
const SETTING = 'refused-deliveries';
/** A stranger's flood must not become a flood of writes. */
const KEEP_AT_MOST_EVERY_MS = 5_000;

/**
 * Milliseconds since 1970. `takenAt` is when the last delivery was taken before: another one has been taken since when that is
 * another time, whichever clocks told the two.
 */
const refusals = z.object({
  count: z.number(),
  first: z.number(),
  last: z.number(),
  takenAt: z.number().nullable().default(null),
});

export interface RefusedDeliveries {
  /** Since the last delivery that was taken. */
  readonly count: number;
  readonly since: Date;
}

/** Null while deliveries are taken: one that fits ends the matter, whatever it is about. */
export async function refusedDeliveries(
  settings: Settings,
  inbox: Pick<Inbox, 'lastReceivedAt'>,
): Promise<RefusedDeliveries | null> {
  const [known, lastReceivedAt] = await Promise.all([
    readSetting(settings),
    inbox.lastReceivedAt(),
  ]);
  if (known === null) return null;
  if ((lastReceivedAt?.getTime() ?? null) !== known.takenAt) return null;
  return { count: known.count, since: new Date(known.first) };
}

/** What a person does about it. */
export const refusalCure = (): string =>
  noted`Set SPOTDRAFT_HMAC_KEY to what "dealdraft webhooks key" prints, or leave it out so that it is fetched.`;

/** What is wrong and what to do about it, for people. */
export function refusalText({ count, since }: RefusedDeliveries): string {
  const at = since.toISOString();
  const what =
    count === 1
      ? noted`1 delivery was refused since ${at} and none taken: the signature fits no key.`
      : noted`${count} deliveries were refused since ${at} and none taken: the signature fits no key.`;
  return `${what} ${refusalCure()}`;
}

/** Notes refusals as they come, and says in the log what to do about them. */
export function createRefusalNotes(parts: {
  readonly settings: Settings;
  readonly inbox: Pick<Inbox, 'lastReceivedAt'>;
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<void> {
  const { settings, inbox, clock, log } = parts;
  let unkept = 0;
  let firstUnkeptMs = 0;
  let keptAtMs = Number.NEGATIVE_INFINITY;

  return async () => {
    const nowMs = clock.now().getTime();
    if (unkept === 0) firstUnkeptMs = nowMs;
    unkept += 1;
    if (isWithin(KEEP_AT_MOST_EVERY_MS, keptAtMs, nowMs)) return;
    keptAtMs = nowMs;
    const fresh = unkept;
    unkept = 0;
    try {
      const known = await refusedDeliveries(settings, inbox);
      const count = (known?.count ?? 0) + fresh;
      const since = known?.since ?? new Date(firstUnkeptMs);
      const takenAt = (await inbox.lastReceivedAt())?.getTime() ?? null;
      await settings.set(
        SETTING,
        JSON.stringify({ count, first: since.getTime(), last: nowMs, takenAt } satisfies Kept),
      );
      log.error(
        { refused: count },
        `webhook deliveries are refused. ${refusalText({ count, since })}`,
      );
    } catch (error) {
      unkept += fresh;
      log.warn({ err: error }, 'refused deliveries could not be noted in the store');
    }
  };
}

type Kept = z.infer<typeof refusals>;

async function readSetting(settings: Settings): Promise<Kept | null> {
  const text = await settings.get(SETTING);
  return text === null ? null : refusals.parse(JSON.parse(text));
}
