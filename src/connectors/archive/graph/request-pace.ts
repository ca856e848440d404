import type { Clock } from '../../../domain/clock.js';
import { headerOf } from '../rest/rest-client.js';
import type { RestAnswer } from '../rest/rest-client.js';

/**
 * Slows down before Microsoft does: near the end of the app's budget its answers say how much of it is left until when, and what
 * is left is spread over that time.
 */
export interface RequestPace {
  look(answer: RestAnswer): void;
  wait(signal: AbortSignal): Promise<void>;
}

/** A call costs one to two units of the budget. */
const UNITS_PER_CALL = 2;
const LONGEST_WAIT_MS = 30_000;

export function createRequestPace(clock: Clock): RequestPace {
  let pauseMs = 0;

  return {
    look(answer) {
      const remaining = numberOf(answer, 'ratelimit-remaining');
      const resetS = numberOf(answer, 'ratelimit-reset');
      if (remaining === null || resetS === null) {
        // Only who is near the end is told.
        pauseMs = 0;
        return;
      }
      const calls = Math.max(1, Math.floor(remaining / UNITS_PER_CALL));
      pauseMs = Math.min(LONGEST_WAIT_MS, Math.ceil((resetS * 1_000) / calls));
    },

    async wait(signal) {
      if (pauseMs > 0) await clock.sleep(pauseMs, signal);
    },
  };
}

function numberOf(answer: RestAnswer, name: string): number | null {
  const text = headerOf(answer, name);
  return text !== null && /^\d{1,9}$/u.test(text) ? Number(text) : null;
}
