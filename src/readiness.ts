import type { Crm } from './connectors/crm.js';
import type { SpotDraft } from './connectors/spotdraft/types.js';
import type { Clock } from './domain/clock.js';
import type { Store } from './store/store.js';
import { backfilledAt } from './sync/index.js';
import type { Pauses } from './sync/index.js';

export interface Readiness {
  /** Decided by the store alone: without it nothing can be taken in. */
  readonly ready: boolean;
  readonly store: string;
  /** Stated, never decisive: while an upstream is down we still take deliveries and answer from the projection. */
  readonly spotdraft: string;
  readonly salesforce: string;
  readonly backfilled: boolean;
  /** Why sync work waits, with the time of the next try; absent while it does not. */
  readonly paused?: readonly string[];
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
  readonly clock: Clock;
}): () => Promise<Readiness> {
  const { store, crm, spotdraft, clock } = parts;
  const askSpotDraft = remembered(clock, (signal) =>
    spotdraft.ping({ lane: 'background', signal }),
  );
  const askCrm = remembered(clock, (signal) => crm.ping(signal));

  return async () => {
    const [storeState, spotdraftState, crmState] = await Promise.all([
      checkStore(store),
      askSpotDraft(),
      askCrm(),
    ]);
    const paused = storeState.ok ? await pausesOf(parts.pauses) : [];
    return {
      ready: storeState.ok,
      store: textOf(storeState),
      spotdraft: textOf(spotdraftState),
      salesforce: textOf(crmState),
      backfilled: storeState.ok && (await backfilledAt(store.settings)) !== null,
      ...(paused.length === 0 ? {} : { paused }),
    };
  };
}

async function pausesOf(pauses: Pick<Pauses, 'all'>): Promise<readonly string[]> {
  const active = await pauses.all();
  return active.map(({ reason, until }) => `${reason} Next try at ${until.toISOString()}.`);
}

async function checkStore(store: Store): Promise<Ping> {
  try {
    await store.checkWritable();
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : 'the write failed' };
  }
}

function remembered(
  clock: Clock,
  ask: (signal: AbortSignal) => Promise<Ping>,
): () => Promise<Ping> {
  let last: { readonly atMs: number; readonly answer: Promise<Ping> } | null = null;
  return () => {
    const nowMs = clock.now().getTime();
    if (last === null || nowMs - last.atMs >= UPSTREAM_FRESH_FOR_MS) {
      last = { atMs: nowMs, answer: ask(AbortSignal.timeout(UPSTREAM_TIMEOUT_MS)) };
    }
    return last.answer;
  };
}

function textOf(ping: Ping): string {
  return ping.ok ? 'ok' : ping.reason;
}
