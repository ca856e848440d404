import { callerKey, isOperator, requireReader } from '../../auth/caller.js';
import type { Caller } from '../../auth/caller.js';
import { judgeActions, PERSONAL_LINKS, refusalOf } from '../../domain/contract-action.js';
import type {
  ContractJudgement,
  JudgedContract,
  JudgedTerm,
} from '../../domain/contract-action.js';
import type { ContractId } from '../../domain/contract-id.js';
import { DealdraftError } from '../../domain/errors.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Opportunity } from '../../domain/opportunity.js';
import type { SharedParts } from '../create-services.js';
import { ownsDeal } from '../people/owns-deal.js';

export interface OfferedActions {
  /**
   * What the caller is offered to do with a contract that they have been shown, and why not the rest. Costs no call of
   * SpotDraft: a page shows it of every contract.
   */
  judge(caller: Caller, contract: ShownContract, read: WhatIsRead): Promise<ContractJudgement>;
}

export interface WhatIsRead {
  /** A deal with the caller's rights; asked only where its owner matters and is not known. */
  deal(id: OpportunityId): Promise<Opportunity | null>;
  /** What came of the contract's checks, from the store; asked only where they matter. */
  terms(id: ContractId): Promise<readonly JudgedTerm[]>;
}

export type ShownContract = JudgedContract & { readonly opportunityId: OpportunityId | null };

/** How long it is believed whose deal it is: pages that watch a deal ask at each change. What is done is judged anew. */
const OWNED_FOR_MS = 60_000;
const MAX_REMEMBERED = 10_000;

export function createOfferedActions({
  store,
  crm,
  clock,
  archive,
  mapping,
}: Pick<SharedParts, 'store' | 'crm' | 'clock' | 'archive' | 'mapping'>): OfferedActions {
  const ownership = new ExpiringCache<boolean>({ clock, maxEntries: MAX_REMEMBERED });

  /** As in personal-links.ts. */
  async function mayTakeLinks(
    caller: Caller,
    { opportunityId }: ShownContract,
    read: WhatIsRead,
  ): Promise<boolean> {
    if (isOperator(caller)) return true;
    if (caller.kind === 'key' || opportunityId === null) return false;
    try {
      return await ownership.fill(
        JSON.stringify([callerKey(caller), opportunityId]),
        async () => ownsDeal(crm, requireReader(caller), await read.deal(opportunityId)),
        { ttlMs: OWNED_FOR_MS },
      );
    } catch (error) {
      // Whose deal it is can't be asked now: two links less on a screen, and the contract with all the rest.
      if (!(error instanceof DealdraftError)) throw error;
      return false;
    }
  }

  async function termsOf(
    contract: ShownContract,
    read: WhatIsRead,
  ): Promise<readonly JudgedTerm[] | null> {
    if (mapping.checks.checks.length === 0) return null;
    if (refusalOf(contract, 'CONFIRM_TERM') !== null) return [];
    return read.terms(contract.id);
  }

  return {
    async judge(caller, contract, read) {
      const isLinkable = PERSONAL_LINKS.some((action) => refusalOf(contract, action) === null);
      const [recipients, isTaker, terms] = await Promise.all([
        contract.status === 'SIGN' ? store.contracts.recipients(contract.id) : null,
        isLinkable && mayTakeLinks(caller, contract, read),
        termsOf(contract, read),
      ]);
      return judgeActions(contract, {
        recipients,
        mayTakeLinks: isTaker,
        isArchiving: archive !== null,
        terms,
      });
    },
  };
}
