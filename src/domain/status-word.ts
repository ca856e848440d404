import type { ContractStatus } from './contract.js';
import { noted, told } from './said.js';

/** As the screens name them: the labels `status_…` of salesforce/labels. */
const WORDS: Readonly<Record<ContractStatus, string>> = {
  DRAFT: noted`Draft`,
  REDLINING: noted`In negotiation`,
  SIGN: noted`Out for signature`,
  EXECUTED: noted`Signed`,
  ON_HOLD: noted`On hold`,
  VOIDED: noted`Voided`,
  DELETED: noted`Deleted in SpotDraft`,
  UNKNOWN: noted`Unknown status`,
};

/** What people call a status, within a sentence of ours. */
export function statusWord(status: ContractStatus): string {
  return told(WORDS[status]);
}
