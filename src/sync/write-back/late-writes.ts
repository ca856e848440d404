import type { Clock } from '../../domain/clock.js';
import { AmbiguousOutcomeError, UpstreamUnavailableError } from '../../domain/errors.js';
import type { WrittenKey } from '../../store/queue.js';
import type { Store } from '../../store/store.js';

/**
 * When records are compared with the CRM after a write whose answer is not known, or which a process may still send after
 * its lease: the first time soon, the second later than such a write can land.
 */
const FIRST_LOOK_MS = 60_000;
export const SECOND_LOOK_MS = 90_000;

/** Whether a call that failed so may have reached the CRM, and may even do so from now on. */
export function mayLandLate(error: unknown): boolean {
  return error instanceof AmbiguousOutcomeError || error instanceof UpstreamUnavailableError;
}

/** Remembers that a write to these records may land when newer ones have: they are compared with the CRM once more. */
export async function noteLateWrite(
  store: { readonly queues: Pick<Store['queues'], 'recheck'> },
  clock: Clock,
  keys: readonly WrittenKey[],
): Promise<void> {
  if (keys.length === 0) return;
  await store.queues.recheck.mark(keys, new Date(clock.now().getTime() + FIRST_LOOK_MS));
}
