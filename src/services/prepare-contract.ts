import type { Reader } from '../auth/caller.js';
import type { Crm, DealRecord } from '../connectors/crm.js';
import type { Template } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import { InputError, NotFoundError } from '../domain/errors.js';
import { parseOpportunityId } from '../domain/opportunity-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { UserError } from '../domain/user-error.js';
import { dealPaths, mapDeal, unmappedTrace } from '../mapping/index.js';
import type { MappedContract, Mapping } from '../mapping/index.js';
import { principalOf } from './principal.js';
import { isTemplateId } from './templates.js';
import type { TemplateCache } from './templates.js';

export interface PrepareParts {
  readonly crm: Crm;
  readonly mapping: Mapping;
  readonly templates: TemplateCache;
  readonly clock: Clock;
}

export interface PrepareRequest {
  readonly opportunityId: string;
  readonly templateId: string;
  readonly overrides: Readonly<Record<string, unknown>>;
  readonly name: string | null;
}

export interface PreparedContract extends MappedContract {
  readonly opportunityId: OpportunityId;
  readonly template: Template;
}

/**
 * Everything that creating a contract needs, without sending anything: one CRM call, and the template from the cache.
 *
 * @throws NotFoundError when the reader can't see the deal, or SpotDraft has no such template.
 */
export async function prepareContract(
  parts: PrepareParts,
  reader: Reader,
  request: PrepareRequest,
): Promise<PreparedContract> {
  const opportunityId = parseOpportunityId(request.opportunityId);
  const contract = parts.mapping.contracts.get(request.templateId);
  // The deal first: whoever does not see it spends none of SpotDraft's calls.
  const deal = await readDeal(
    parts.crm,
    reader,
    opportunityId,
    contract === undefined ? [['Id']] : dealPaths(contract),
  );
  if (deal.record === null) throw dealNotFound();
  const template = isTemplateId(request.templateId)
    ? await parts.templates.get(request.templateId)
    : null;
  if (template === null) {
    throw new NotFoundError(
      `There is no template ${request.templateId.slice(0, 40)} in SpotDraft.`,
    );
  }
  const trace = unmappedTrace(template);
  const nothing = { name: request.name, counterparties: [], data: {}, trace };
  if (contract === undefined) {
    return { ...nothing, opportunityId, template, userErrors: [mappingMissing(template)] };
  }
  if (deal.problem !== null) {
    const userErrors: UserError[] = [
      { field: null, code: 'MAPPING_FAILED', message: deal.problem },
    ];
    return { ...nothing, opportunityId, template, userErrors };
  }
  const mapped = await mapDeal({
    contract,
    deal: deal.record,
    template,
    overrides: request.overrides,
    name: request.name,
    now: parts.clock.now(),
  });
  return { ...mapped, opportunityId, template };
}

/** Same answer for a deal that is absent and one that the caller may not see. */
export function dealNotFound(): NotFoundError {
  return new NotFoundError('There is no such opportunity, or you have no access to it in the CRM.');
}

/** A mapping that asks for fields this reader lacks is a problem to be shown, once it is clear that they see the deal. */
async function readDeal(
  crm: Crm,
  reader: Reader,
  id: OpportunityId,
  paths: ReturnType<typeof dealPaths>,
): Promise<{ readonly record: DealRecord | null; readonly problem: string | null }> {
  const principal = principalOf(reader);
  try {
    return { record: await crm.readDeal(principal, id, paths), problem: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { record: await crm.readDeal(principal, id, [['Id']]), problem: error.message };
  }
}

function mappingMissing(template: Template): UserError {
  return {
    field: ['templateId'],
    code: 'MAPPING_MISSING',
    message: `The mapping file has no entry for template ${template.id} (${template.name}). Ask your CRM admin to add one under "contracts".`,
  };
}
