import { statusBadgeClass, statusLabel } from 'c/dealdraftContractView';

const CHOICES = ['DRAFT', 'REDLINING', 'SIGN', 'EXECUTED', 'ON_HOLD', 'VOIDED'];

/** Those one can look for; what is deleted or unknown comes by itself. */
export const CONTRACT_STATUSES = CHOICES.map((value) => ({ value, label: statusLabel(value) }));

/** The words of the contract components, so that a list and a record page say the same. */
export function toStatusView(status) {
  return { label: statusLabel(status), class: statusBadgeClass(status) };
}
