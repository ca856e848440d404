import type { Lane } from '../domain/lane.js';
import type { Clock } from '../domain/clock.js';
import { RateLimitedError } from '../domain/errors.js';
import { isWithin } from '../domain/is-within.js';
import type { Log } from '../domain/log.js';
import { noted } from '../domain/said.js';

/** Calls spent and allowed in the CRM's rolling day, as its answers tell (`Sforce-Limit-Info`); null before the first. */
export type CrmUsage = { readonly used: number; readonly limit: number } | null;

/** What the day's allowance permits next: go on, go on after a wait, or wait until usage falls. */
export type AllowancePlan =
  | { readonly kind: 'go' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'stop' };

/** Shares of the allowance. All integrations of the org spend from it, so the last part is not ours to take. */
const BACKGROUND_SLOWS_AT = 0.8;
const BACKGROUND_STOPS_AT = 0.95;
const WEBHOOK_STOPS_AT = 0.99;
/** Between two background batches right before they stop; nothing at the point where they begin to slow. */
const SLOWEST_MS = 60_000;

/**
 * Decides by the share that is spent. A person's own action is never held up: the CRM itself says when it is too much.
 */
export function planAllowance(usage: CrmUsage, lane: Lane): AllowancePlan {
  if (usage === null || usage.limit <= 0 || lane === 'interactive') return { kind: 'go' };
  const share = usage.used / usage.limit;
  if (lane === 'webhook') return share >= WEBHOOK_STOPS_AT ? { kind: 'stop' } : { kind: 'go' };
  if (share >= BACKGROUND_STOPS_AT) return { kind: 'stop' };
  if (share < BACKGROUND_SLOWS_AT) return { kind: 'go' };
  const depth = (share - BACKGROUND_SLOWS_AT) / (BACKGROUND_STOPS_AT - BACKGROUND_SLOWS_AT);
  return { kind: 'slow', delayMs: Math.max(1, Math.round(depth * SLOWEST_MS)) };
}

export interface AllowanceGate {
  /**
   * Lets background work through as the allowance permits: at once, after a wait, or once usage has fallen.
   * @throws the signal's reason when it aborts first; for webhook work RateLimitedError instead of a wait.
   */
  admit(lane: Lane, signal?: AbortSignal): Promise<void>;
}

export interface AllowanceGateParts {
  readonly usage: () => CrmUsage;
  /** Asks the CRM anything at the cost of one call, so that `usage` is up to date. */
  readonly probe: (signal?: AbortSignal) => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * A stopped process makes no calls that would show usage falling: one is spent to look. Webhook work is paused meanwhile,
 * for longer each time, so that it looks ever less often by itself.
 */
const PROBE_EVERY_MS = 5 * 60_000;
const WEBHOOK_PROBE_EVERY_MS = 60_000;

export function createAllowanceGate({
  usage,
  probe,
  clock,
  log,
}: AllowanceGateParts): AllowanceGate {
  let probedAtMs = Number.NEGATIVE_INFINITY;

  async function probeIfStale(lane: Lane, signal: AbortSignal | undefined): Promise<void> {
    const nowMs = clock.now().getTime();
    const everyMs = lane === 'webhook' ? WEBHOOK_PROBE_EVERY_MS : PROBE_EVERY_MS;
    if (isWithin(everyMs, probedAtMs, nowMs)) return;
    probedAtMs = nowMs;
    await probe(signal);
  }

  return {
    async admit(lane, signal) {
      let told = false;
      for (;;) {
        let plan = planAllowance(usage(), lane);
        if (plan.kind === 'stop') {
          await probeIfStale(lane, signal);
          plan = planAllowance(usage(), lane);
        }
        if (plan.kind === 'go') return;
        if (!told) {
          told = true;
          log.warn(
            { lane, plan: plan.kind, ...usage() },
            "the CRM's daily allowance is running out",
          );
        }
        if (plan.kind === 'slow') {
          await clock.sleep(plan.delayMs, signal);
          return;
        }
        if (lane !== 'background') {
          throw new RateLimitedError(
            noted`Nearly all of Salesforce's daily requests are spent; the rest is left to people.`,
            {
              service: 'salesforce',
              operation: 'write-back',
              retryAfterMs: WEBHOOK_PROBE_EVERY_MS,
            },
          );
        }
        await clock.sleep(PROBE_EVERY_MS, signal);
      }
    },
  };
}
