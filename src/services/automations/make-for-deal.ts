import type { Reader } from '../../auth/caller.js';
import type { Template } from '../../connectors/spotdraft/template.js';
import { creationActivity } from '../../sync/index.js';
import type { RecordActivity } from '../../domain/activity.js';
import { runBecauseOf, newCause } from '../../domain/cause.js';
import { DealdraftError, NothingCreatedError } from '../../domain/errors.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Automation } from '../../mapping/index.js';
import type { ContractService } from '../contracts/contracts.js';
import { createOnePerDeal } from '../contracts/one-per-deal.js';
import type { OnePerDealParts } from '../contracts/one-per-deal.js';
import { prepareFromDeal, readDeals, requireTemplate } from '../contracts/prepare-contract.js';
import type { PrepareParts, ReadDeals } from '../contracts/prepare-contract.js';
import { firstOfTemplate } from '../contracts/template-of.js';
import { said } from '../../domain/said.js';

/** In the log, and where it is told who made something. */
export const AUTOMATION_ACTOR = 'automation';
const AUTOMATION: Reader = { kind: 'integration', keyName: AUTOMATION_ACTOR };

export type Making =
  | { readonly kind: 'made'; readonly contractId: string | null; readonly created: boolean }
  /** It is the deal's doing, or the file's: `text` says what is missing. */
  | { readonly kind: 'failed'; readonly text: string }
  /** A system does not answer, or has not said yet: later. */
  | { readonly kind: 'waits'; readonly error: unknown }
  /** The deal is not there any more. */
  | { readonly kind: 'gone' };

export interface MakeForDealParts extends OnePerDealParts, PrepareParts {
  readonly spotdraft: OnePerDealParts['spotdraft'];
  readonly contracts: Pick<ContractService, 'madeForDeal'>;
  readonly record: RecordActivity;
}

/** What a rule's contracts are made of, read for many deals together. */
export interface RuleFacts {
  /** As the integration user sees them. */
  readonly deals: ReadDeals;
  readonly template: Template;
}

/** One CRM call, and the template from the cache. */
export async function readRuleFacts(
  parts: MakeForDealParts,
  templateId: string,
  ids: readonly OpportunityId[],
): Promise<RuleFacts> {
  const deals = await readDeals(parts, AUTOMATION, ids, templateId);
  return { deals, template: await requireTemplate(parts.templates, templateId) };
}

/**
 * Makes the one contract of a rule for a deal that is right, unless the deal has one of the template already. One call of SpotDraft
 * once the store was filled.
 *
 * @param facts of several deals; asked only where there is something to make
 */
export async function makeForDeal(
  parts: MakeForDealParts,
  { templateId, send }: Pick<Automation, 'templateId' | 'send'>,
  opportunityId: OpportunityId,
  facts: () => Promise<RuleFacts>,
): Promise<Making> {
  return runBecauseOf({ ...newCause(), actor: AUTOMATION_ACTOR, opportunityId }, async () => {
    try {
      const existing = await contractOf(parts, templateId, opportunityId);
      return existing === null
        ? await make()
        : { kind: 'made', contractId: existing, created: false };
    } catch (error) {
      return meaningOf(error instanceof NothingCreatedError ? error.cause : error);
    }
  });

  async function make(): Promise<Making> {
    const { deals, template } = await facts();
    if (!deals.records.has(opportunityId)) return { kind: 'gone' };
    const made = await createOnePerDeal({ ...parts, record: recordDone }, AUTOMATION, {
      opportunityId,
      templateId,
      sendToCounterparties: send,
      job: AUTOMATION_ACTOR,
      prepare: () =>
        prepareFromDeal(parts, deals, { opportunityId, template, overrides: {}, name: null }),
    });
    switch (made.kind) {
      case 'created':
        return { kind: 'made', contractId: made.contractId, created: true };
      case 'existing':
        return { kind: 'made', contractId: made.contractId, created: false };
      case 'uncertain':
        return { kind: 'waits', error: null };
      case 'refused':
        return {
          kind: 'failed',
          text: made.userErrors.map(({ message }) => message).join(' '),
        };
    }
  }

  /** What a deal lacks is recorded by whoever knows whether it is news. */
  function recordDone(activity: Parameters<RecordActivity>[0]): void {
    if (activity.kind !== 'CREATION' || activity.failed !== true) parts.record(activity);
  }

  function meaningOf(error: unknown): Making {
    if (!(error instanceof DealdraftError)) {
      parts.log.error({ err: error, opportunityId, templateId }, 'an automation broke down');
      return { kind: 'failed', text: said`Something went wrong in dealdraft; its log says what.` };
    }
    // What an outage, spent allowance or refused credentials of ours say is nothing about the deal.
    if (error.retryable || !isVerdict(error)) return { kind: 'waits', error };
    return { kind: 'failed', text: error.message };
  }
}

const VERDICTS: ReadonlySet<string> = new Set([
  'BAD_USER_INPUT',
  'CONFLICT',
  'FORBIDDEN',
  'NOT_FOUND',
  'UPSTREAM_REJECTED',
]);

/** Whether the error is about this deal and this contract. */
const isVerdict = ({ code }: DealdraftError) => VERDICTS.has(code);

/** A contract of the template that the deal has, however it came to be; a deleted one is none. */
async function contractOf(
  { contracts, store }: Pick<MakeForDealParts, 'contracts' | 'store'>,
  templateId: string,
  deal: OpportunityId,
): Promise<string | null> {
  const found = await contracts.madeForDeal(deal);
  return (await firstOfTemplate(store, found, templateId))?.contract.id ?? null;
}

/** What is missing, in the history of the deal and among the failures. */
export function failedCreation(text: string): Parameters<RecordActivity>[0] {
  return creationActivity({
    kind: 'contract',
    outcome: 'refused',
    failed: true,
    error: text,
    told: text,
  });
}
