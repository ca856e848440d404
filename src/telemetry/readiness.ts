import type { Crm } from '../connectors/crm.js';
import type { SpotDraft } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import type { UpstreamService } from '../domain/errors.js';
import { ExpiringCache } from '../domain/expiring-cache.js';
import type { Store } from '../store/store.js';
import { backfilledAt, refusalText, refusedDeliveries } from '../sync/index.js';
import type { Pauses } from '../work/pauses.js';

export interface Readiness {
  /** Decided by the store alone: without it nothing can be taken in. */
  readonly ready: boolean;
  readonly store: string;
  /** Stated, never decisive: while an upstream is down we still take deliveries and answer from the projection. */
  readonly spotdraft: string;
  readonly salesforce: string;
  /** Whether deliveries fit the key, and what to do when they do not. */
  readonly webhooks: string;
  readonly backfilled: boolean;
  /** Why sync work waits, with the time of the next try; absent while it does not. */
  readonly paused?: readonly string[];
  /** Destinations of the archive that are left alone, by name, with the cause and the time of the next try; absent while none is. */
  readonly archive?: Readonly<Record<string, string>>;
  /** What else is not as it should be, and what to do about it; absent while nothing is. */
  readonly notices?: readonly string[];
}

/** Where documents are archived, as far as it can be left alone. */
interface ArchiveReadiness {
  readonly rules: { readonly destinations: readonly { readonly name: string }[] };
  readonly pauses: {
    unended(destination: string): Promise<{ readonly reason: string; readonly until: Date } | null>;
  };
}

/** How long an upstream's answer is believed: a probe comes every few seconds, and each ask costs a call. */
const UPSTREAM_FRESH_FOR_MS = 10_000;
const UPSTREAM_TIMEOUT_MS = 2_000;

type Ping = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export function createReadiness(parts: {
  readonly store: Store;
  readonly crm: Crm;
  readonly spotdraft: SpotDraft;
  readonly pauses: Pick<Pauses, 'all'>;
  readonly notices: () => Promise<readonly { readonly title: string; readonly todo: string }[]>;
  /** Null where nothing is archived. */
  readonly archive: ArchiveReadiness | null;
  readonly clock: Clock;
}): () => Promise<Readiness> {
  const { store, crm, spotdraft, clock } = parts;
  const pings = new ExpiringCache<Ping>({ clock, maxEntries: 2 });
  const remembered = (service: UpstreamService, ask: (signal: AbortSignal) => Promise<Ping>) =>
    // What was not asked throws, and is no answer to be kept.
    pings.fill(service, () => ask(AbortSignal.timeout(UPSTREAM_TIMEOUT_MS)), {
      ttlMs: UPSTREAM_FRESH_FOR_MS,
    });

  return async () => {
    const [storeState, spotdraftState, crmState] = await Promise.all([
      checkStore(store),
      remembered('spotdraft', (signal) => spotdraft.ping({ lane: 'background', signal })).catch(
        (error: unknown) => ({ notAsked: messageOf(error) }),
      ),
      remembered('salesforce', (signal) => crm.ping(signal)),
    ]);
    const paused = storeState.ok ? await pausesOf(parts.pauses) : [];
    const notices = storeState.ok ? await parts.notices() : [];
    const archive = storeState.ok ? await archivePausesOf(parts.archive) : {};
    const refused = storeState.ok ? await refusedDeliveries(store.settings, store.inbox) : null;
    return {
      ready: storeState.ok,
      ...('notAsked' in spotdraftState
        ? {
            store: storeState.ok ? spotdraftState.notAsked : storeState.reason,
            spotdraft: 'not asked: the store does not take what is counted of its calls',
          }
        : { store: textOf(storeState), spotdraft: textOf(spotdraftState) }),
      salesforce: textOf(crmState),
      webhooks: refused === null ? 'ok' : refusalText(refused),
      backfilled: storeState.ok && (await backfilledAt(store.settings)) !== null,
      ...(paused.length === 0 ? {} : { paused }),
      ...(notices.length === 0
        ? {}
        : { notices: notices.map(({ title, todo }) => `${title} ${todo}`) }),
      ...(Object.keys(archive).length === 0 ? {} : { archive }),
    };
  };
}

async function pausesOf(pauses: Pick<Pauses, 'all'>): Promise<readonly string[]> {
  const active = await pauses.all();
  return active.map(({ reason, until }) => `${reason} Next try at ${until.toISOString()}.`);
}

async function archivePausesOf(
  archive: ArchiveReadiness | null,
): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(
    (archive?.rules.destinations ?? []).map(async ({ name }) => {
      const pause = (await archive?.pauses.unended(name)) ?? null;
      return pause === null
        ? []
        : [[name, `${pause.reason} Next try at ${pause.until.toISOString()}.`] as const];
    }),
  );
  return Object.fromEntries(found.flat());
}

async function checkStore(store: Store): Promise<Ping> {
  try {
    await store.checkWritable();
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'the write failed';
}

function textOf(ping: Ping): string {
  return ping.ok ? 'ok' : ping.reason;
}
