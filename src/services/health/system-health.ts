import type { Operator } from '../../auth/caller.js';
import { ACTIVITY_SYSTEMS } from '../../domain/activity.js';
import type { Activity, ActivitySystem } from '../../domain/activity.js';
import type { SharedParts } from '../create-services.js';

/** How the neighbours do, by what the own log says of the last minutes, in every process of the store. */
export interface SystemHealthService {
  /** Of SpotDraft, of Salesforce, and of the archive where there is one. Reads of the store; no upstream call. */
  all(operator: Operator): Promise<readonly SystemHealthView[]>;
}

export interface SystemHealthView {
  readonly system: ActivitySystem;
  /** From when on calls are counted: some minutes ago, or later where there were very many. */
  readonly since: Date;
  readonly calls: number;
  readonly failed: number;
  /** Half of the calls took no longer; null without any that was answered. */
  readonly medianMs: number | null;
  /** Of twenty calls nineteen took no longer. */
  readonly slowMs: number | null;
  /** The latest that failed. */
  readonly lastFailure: { readonly at: Date; readonly error: string } | null;
  /** Null where nothing is told of any. */
  readonly allowance: AllowanceView | null;
  readonly pausedUntil: Date | null;
}

/** What may be spent in a period, and what is left of it. */
export interface AllowanceView {
  readonly limit: number;
  /** Null where it is not told: what SpotDraft allows is counted by the second. */
  readonly left: number | null;
  readonly perSeconds: number;
  /** Calls of this process that wait for it. */
  readonly waiting: number;
}

const WINDOW_MS = 15 * 60_000;
/** A look is bounded, however much goes on. */
const MOST_CALLS = 500;
const DAY_SECONDS = 86_400;

export function createSystemHealthService(parts: SharedParts): SystemHealthService {
  const { store, crm, archive, pauses, rateBudget, flushActivities, clock } = parts;

  async function healthOf(system: ActivitySystem): Promise<SystemHealthView> {
    const from = new Date(clock.now().getTime() - WINDOW_MS);
    const [calls, pause] = await Promise.all([
      store.activities.list({ kinds: ['CALL'], system, since: from, limit: MOST_CALLS }),
      system === 'archive' ? null : pauses.active(system),
    ]);
    const oldest = calls.length < MOST_CALLS ? undefined : calls.at(-1);
    const failures = calls.filter(({ failed }) => failed);
    const durations = calls
      .flatMap(({ status, durationMs }) => (status === null ? [] : (durationMs ?? [])))
      .toSorted((a, b) => a - b);
    return {
      system,
      since: oldest?.at ?? from,
      calls: calls.length,
      failed: failures.length,
      medianMs: quantile(durations, 0.5),
      slowMs: quantile(durations, 0.95),
      lastFailure: failureOf(failures[0]),
      allowance: allowanceOf(system),
      pausedUntil: pause?.until ?? null,
    };
  }

  function allowanceOf(system: ActivitySystem): AllowanceView | null {
    if (system === 'spotdraft') {
      const { limitPerSecond, waiting } = rateBudget();
      return { limit: limitPerSecond, left: null, perSeconds: 1, waiting };
    }
    const usage = system === 'salesforce' ? crm.usage() : null;
    if (usage === null) return null;
    const { used, limit } = usage;
    return { limit, left: Math.max(0, limit - used), perSeconds: DAY_SECONDS, waiting: 0 };
  }

  return {
    async all() {
      await flushActivities();
      const shown = ACTIVITY_SYSTEMS.filter((system) => system !== 'archive' || archive !== null);
      return Promise.all(shown.map(healthOf));
    },
  };
}

function failureOf(activity: Activity | undefined): SystemHealthView['lastFailure'] {
  if (activity === undefined) return null;
  const { at, error, operation, status } = activity;
  const what = operation ?? 'a call';
  return {
    at,
    error: `${what}: ${error ?? (status === null ? 'no answer' : `answered ${status}`)}`,
  };
}

/** The smallest value that so large a share of the sorted values does not exceed. */
function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}
