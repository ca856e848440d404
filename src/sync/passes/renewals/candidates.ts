import type { OpportunityId } from '../../../domain/opportunity-id.js';
import type { RenewalMapping } from '../../../mapping/index.js';
import type { StoredContract } from '../../../store/contracts.js';
import { daysBefore } from './end-date.js';
import { renewalRule } from './renewal-ledger.js';
import type { RenewalState } from './renewal-ledger.js';

/** An executed contract of a deal that may be renewed. */
export interface RenewalCandidate {
  readonly stored: StoredContract;
  readonly rule: RenewalMapping;
  readonly dealId: OpportunityId;
  readonly known: Exclude<RenewalState, { readonly state: 'made' }> | null;
}

/** What is not there today is asked for again after so long, twice as long each time. */
const FIRST_LOOK_MS = 60 * 60_000;
const LONGEST_LOOK_MS = 14 * 24 * 60 * 60_000;

/** Whether anybody has to be asked to know more of a contract than is known. */
export function isToBeAsked(
  { known, rule }: Pick<RenewalCandidate, 'known' | 'rule'>,
  at: { readonly today: string; readonly now: Date; readonly isChanged: boolean },
): boolean {
  if (known === null || at.isChanged || known.rule !== renewalRule(rule)) return true;
  return known.state === 'waits'
    ? at.today >= daysBefore(known.endDate, rule.noticeDays)
    : at.now >= known.nextAt;
}

export function nextLook(now: Date, tries: number): Date {
  const waitMs = Math.min(FIRST_LOOK_MS * 2 ** (tries - 1), LONGEST_LOOK_MS);
  return new Date(now.getTime() + waitMs);
}
