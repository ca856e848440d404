import type { ContractId } from '../../domain/contract-id.js';
import type { Queues } from '../../store/queue.js';

/**
 * Contracts that were given up and have been brought in line another way since (by hand, a repair pass, a backfill) become
 * due once more: their next run has nothing to write, ends what is parked, and settles their deliveries.
 */
export async function reviveParked(
  queue: Pick<Queues['sync'], 'states' | 'mark'>,
  inLine: readonly ContractId[],
): Promise<void> {
  if (inLine.length === 0) return;
  const states = await queue.states(inLine);
  const parked = inLine.filter((id) => states.get(id)?.state === 'parked');
  if (parked.length > 0) await queue.mark(parked);
}
