import type { Reader } from '../../auth/caller.js';
import type { Template } from '../../connectors/spotdraft/template.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { UserError } from '../../domain/user-error.js';
import type { BulkJob, BulkRow, BulkVerdict } from '../../store/bulk-jobs.js';
import type { StoredContract } from '../../store/contracts.js';
import { createOnePerDeal, standingContract } from '../contracts/one-per-deal.js';
import { dealNotFound, prepareFromDeal } from '../contracts/prepare-contract.js';
import type { ReadDeals } from '../contracts/prepare-contract.js';
import type { SharedParts } from '../create-services.js';

/** What is the same for the rows of a page, or was read for all of them together. */
export interface PageFacts {
  readonly reader: Reader;
  /** As the reader sees them. */
  readonly deals: ReadDeals;
  readonly template: Template;
  /** Of a dry run. */
  readonly onDeals: ReadonlyMap<OpportunityId, readonly StoredContract[]>;
  /** Of which deals it could not be learnt what they have, and why. */
  readonly unknown: ReadonlyMap<OpportunityId, Error>;
  readonly readAtMs: number;
}

/** Of one row. More than anybody mends at once, and longer than anybody reads. */
const MAX_ERRORS = 20;
const MAX_MESSAGE = 1_000;

/**
 * What becomes of one deal of a job: a contract, unless it has one or something is missing. One call of SpotDraft, none in a
 * dry run.
 *
 * @returns null where it is not known yet whether the contract was made
 * @throws NotFoundError for a deal that whoever started the job does not see, and what the calls throw
 */
export async function judgeRow(
  parts: SharedParts,
  job: BulkJob,
  { opportunityId }: BulkRow,
  { reader, deals, template, onDeals, unknown }: PageFacts,
): Promise<BulkVerdict | null> {
  if (!deals.records.has(opportunityId)) throw dealNotFound();
  const failure = unknown.get(opportunityId);
  if (failure !== undefined) throw failure;
  const prepare = () =>
    prepareFromDeal(parts, deals, { opportunityId, template, overrides: {}, name: null });
  if (job.dryRun) {
    const standing = await standingContract(
      parts.store,
      onDeals.get(opportunityId) ?? [],
      job.templateId,
    );
    if (standing !== null) return { state: 'EXISTING', contractId: standing.id, userErrors: [] };
    const { userErrors } = await prepare();
    return userErrors.length > 0
      ? refusal(userErrors)
      : { state: 'CREATABLE', contractId: null, userErrors: [] };
  }
  const made = await createOnePerDeal(parts, reader, {
    opportunityId,
    templateId: job.templateId,
    sendToCounterparties: false,
    job: job.id,
    prepare,
  });
  switch (made.kind) {
    case 'created':
      return { state: 'CREATED', contractId: made.contractId, userErrors: [] };
    case 'existing':
      return { state: 'EXISTING', contractId: made.contractId, userErrors: [] };
    case 'refused':
      return refusal(made.userErrors);
    case 'uncertain':
      return null;
  }
}

/** No more than is read, and well formed: what SpotDraft says stands in it. */
export function boundErrors(userErrors: readonly UserError[]): readonly UserError[] {
  return userErrors.slice(0, MAX_ERRORS).map(({ field, code, message, spotdraftCode }) => ({
    field,
    code,
    message: message.slice(0, MAX_MESSAGE).toWellFormed(),
    spotdraftCode: spotdraftCode ?? null,
  }));
}

function refusal(userErrors: readonly UserError[]): BulkVerdict {
  return { state: 'FAILED', contractId: null, userErrors: boundErrors(userErrors) };
}
