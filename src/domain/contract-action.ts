import type { ContractStatus, Recipient } from './contract.js';

export const CONTRACT_ACTIONS = ['OPEN', 'OPEN_DOCUMENT', 'SEND', 'VOID', 'SYNC'] as const;
/** What a person who sees a contract may do with it. */
export type ContractAction = (typeof CONTRACT_ACTIONS)[number];

/** In which states each action makes sense. Screens offer by these rules, and the actions themselves refuse by them. */
const RULES: Readonly<Record<ContractAction, (status: ContractStatus) => boolean>> = {
  OPEN: (status) => status !== 'DELETED',
  OPEN_DOCUMENT: (status) => status === 'EXECUTED',
  // A status that we don't know may well be one before signing; SpotDraft has the last word.
  SEND: (status) => ['DRAFT', 'REDLINING', 'UNKNOWN'].includes(status),
  VOID: (status) => !['EXECUTED', 'VOIDED', 'DELETED'].includes(status),
  SYNC: () => true,
};

export function allows(status: ContractStatus, action: ContractAction): boolean {
  return RULES[action](status);
}

export function actionsIn(status: ContractStatus): readonly ContractAction[] {
  return CONTRACT_ACTIONS.filter((action) => allows(status, action));
}

/** Whether a contract that is out for signature still waits for this person: they may also have declined. */
export function isWaitedFor(recipient: Recipient): boolean {
  return recipient.status !== 'SIGNED';
}
