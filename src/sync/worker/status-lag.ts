import { CONTRACT_STATUSES } from '../../domain/contract.js';
import type { ContractStatus } from '../../domain/contract.js';
import type { WaitingDelivery } from '../../store/inbox.js';

/**
 * Ages of a delivery at which the contract is read once more while SpotDraft's reads don't show the status that the
 * delivery told. Then what is read stands: deliveries come in any order, so an old one may differ for good.
 */
const LOOK_AT_AGES_MS = [2_000, 7_000, 22_000];
/** When a delivery's own age can't be told, its contract is read once more after so long. */
export const LAST_LOOK_MS = 22_000;
/** Clocks of our own machines that differ by less are as good as one. */
const SAME_CLOCK_MS = 10_000;
/** Not a SpotDraft status of its own: a contract on hold, and one that is gone, keep the status that deliveries tell. */
const LAID_OVER: ReadonlySet<ContractStatus> = new Set<ContractStatus>(['ON_HOLD', 'DELETED']);

/**
 * When to read a contract again because its status may lag behind what its latest delivery told.
 *
 * @param read the status as just read
 * @returns milliseconds from now, or null when what was read is to be taken.
 */
export function rereadAfterMs(
  latest: Pick<WaitingDelivery, 'receivedAt' | 'identity'> | undefined,
  read: ContractStatus | undefined,
  now: Date,
): number | null {
  const raw = latest?.identity?.status?.toUpperCase();
  const told = CONTRACT_STATUSES.find((status) => status === raw);
  if (latest === undefined || told === undefined || read === undefined) return null;
  if (told === read || LAID_OVER.has(read) || isDatedAhead(latest, now)) return null;
  const ageMs = now.getTime() - latest.receivedAt.getTime();
  const nextMs = LOOK_AT_AGES_MS.find((lookAtMs) => lookAtMs > ageMs);
  return nextMs === undefined ? null : Math.min(nextMs - ageMs, nextMs);
}

/** Received by a clock that was ahead of this one: how old the delivery is can't be told. */
export function isDatedAhead(
  latest: Pick<WaitingDelivery, 'receivedAt'> | undefined,
  now: Date,
): boolean {
  return latest !== undefined && latest.receivedAt.getTime() - now.getTime() > SAME_CLOCK_MS;
}
