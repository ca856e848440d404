import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import { creationActivity } from '../../sync/index.js';
import type { RecordActivity } from '../../domain/activity.js';
import { runBecauseOf, newCause } from '../../domain/cause.js';
import { DealdraftError, NotFoundError, NothingCreatedError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { UserError } from '../../domain/user-error.js';
import type { Automation } from '../../mapping/index.js';
import type { CreateContract } from '../contracts/contract-request.js';
import type { ContractService } from '../contracts/contracts.js';
import { ONE_PER_DEAL_KEY } from '../contracts/one-per-deal.js';
import { firstOfTemplate } from '../contracts/template-of.js';
import type { Store } from '../../store/store.js';

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

export interface MakeForDealParts {
  readonly createContract: CreateContract;
  readonly contracts: Pick<ContractService, 'ofDeals'>;
  readonly store: Pick<Store, 'inbox'>;
  readonly crm: Pick<Crm, 'readableOpportunities'>;
  readonly record: RecordActivity;
  readonly log: Log;
}

/** Makes the one contract of a rule for a deal that is right, unless the deal has one of the template already. */
export async function makeForDeal(
  parts: MakeForDealParts,
  { templateId, send }: Pick<Automation, 'templateId' | 'send'>,
  opportunityId: OpportunityId,
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
    const ask = (isSent: boolean) =>
      parts.createContract(AUTOMATION, {
        opportunityId,
        templateId,
        idempotencyKey: ONE_PER_DEAL_KEY,
        sendToCounterparties: isSent,
      });
    let result = await ask(send);
    // An earlier request is under way or done, from before the rule said otherwise: it is still the one.
    if (hasCode(result.userErrors, 'IDEMPOTENCY_MISMATCH')) result = await ask(!send);
    const { contract, created, userErrors } = result;
    if (userErrors.length === 0) {
      return { kind: 'made', contractId: contract?.contract.id ?? null, created };
    }
    if (hasCode(userErrors, 'CREATION_UNCERTAIN')) return { kind: 'waits', error: null };
    return { kind: 'failed', text: userErrors.map(({ message }) => message).join(' ') };
  }

  async function meaningOf(error: unknown): Promise<Making> {
    if (!(error instanceof DealdraftError)) {
      parts.log.error({ err: error, opportunityId, templateId }, 'an automation broke down');
      return { kind: 'failed', text: 'Something went wrong in dealdraft; its log says what.' };
    }
    // What an outage, spent allowance or refused credentials of ours say is nothing about the deal.
    if (error.retryable || !isVerdict(error)) return { kind: 'waits', error };
    if (error instanceof NotFoundError) {
      const readable = await parts.crm.readableOpportunities({ kind: 'integration' }, [
        opportunityId,
      ]);
      if (!readable.has(opportunityId)) return { kind: 'gone' };
    }
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

const hasCode = (errors: readonly UserError[], code: UserError['code']) =>
  errors.some((error) => error.code === code);

/** A contract of the template that the deal has, however it came to be; a deleted one is none. */
async function contractOf(
  { contracts, store }: Pick<MakeForDealParts, 'contracts' | 'store'>,
  templateId: string,
  deal: OpportunityId,
): Promise<string | null> {
  const found = (await contracts.ofDeals([deal])).get(deal) ?? [];
  if (found instanceof Error) throw found;
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
