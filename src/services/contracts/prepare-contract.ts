import type { Reader } from '../../auth/caller.js';
import type { Crm, DealRecord } from '../../connectors/crm.js';
import type { Counterparties } from '../../connectors/spotdraft/counterparties.js';
import type { Template } from '../../connectors/spotdraft/template.js';
import type { Clock } from '../../domain/clock.js';
import { DealdraftError, InputError, NotFoundError } from '../../domain/errors.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { UserError } from '../../domain/user-error.js';
import {
  CrmModel,
  PLAIN_SETUP,
  describePaths,
  fixedText,
  mapDeal,
  unmappedTrace,
} from '../../mapping/index.js';
import type { ContractMapping, MappedContract, Mapping } from '../../mapping/index.js';
import { principalOf } from '../people/principal.js';
import { checkCounterpartyIds, chooseCounterparties } from './choose-counterparties.js';
import type { ChosenCounterparty, GivenPeople } from './contract-request.js';
import { parseTemplateId } from '../templates/templates.js';
import type { TemplateCache } from '../templates/templates.js';
import { wellFormed, wellFormedValue } from '../../domain/well-formed.js';
import { said } from '../../domain/said.js';

type DescribedPaths = Awaited<ReturnType<typeof describePaths>>;

export interface PrepareParts {
  readonly spotdraft: Pick<Counterparties, 'getCounterparty'>;
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
  /** In place of the mapping's. */
  readonly counterparties?: readonly ChosenCounterparty[] | undefined;
  readonly signatories?: GivenPeople['signatories'] | undefined;
}

export interface PreparedContract extends MappedContract {
  /** IANA name of the zone whose day `$today()` is. */
  readonly timezone: string;
  readonly opportunityId: OpportunityId;
  readonly template: Template;
}

/**
 * Everything that creating a contract needs, without sending anything: one CRM call, the template from the cache, and a call
 * for each counterparty that is named by its id.
 *
 * @throws NotFoundError when the reader can't see the deal, or SpotDraft has no such template.
 */
export async function prepareContract(
  parts: PrepareParts,
  reader: Reader,
  request: PrepareRequest,
): Promise<PreparedContract> {
  const opportunityId = parseOpportunityId(request.opportunityId);
  const templateId = parseTemplateId(request.templateId);
  checkCounterpartyIds(request.counterparties ?? []);
  // The deal first: whoever does not see it spends none of SpotDraft's calls.
  const deals = await readDeals(parts, reader, [opportunityId], templateId);
  if (!deals.records.has(opportunityId)) throw dealNotFound();
  const template = await requireTemplate(parts.templates, templateId);
  return prepareFromDeal(parts, deals, { ...request, opportunityId, template });
}

/** @throws NotFoundError when SpotDraft has no such template. */
export async function requireTemplate(templates: TemplateCache, id: string): Promise<Template> {
  const template = await templates.get(id);
  if (template === null) throw new NotFoundError(said`There is no template ${id} in SpotDraft.`);
  return template;
}

/** Deals as a reader sees them, with what a template's mapping reads of them. */
export interface ReadDeals {
  readonly records: ReadonlyMap<OpportunityId, DealRecord>;
  /** Why nothing but their being there could be read; null when all could. */
  readonly problem: string | null;
  /** As the reader sees them. */
  readonly fields: DescribedPaths;
}

/** One CRM call for 200 deals. A mapping that asks for fields this reader lacks is a problem to be shown to who sees the deal. */
export async function readDeals(
  { crm, mapping }: Pick<PrepareParts, 'crm' | 'mapping'>,
  reader: Reader,
  ids: readonly OpportunityId[],
  templateId: string,
): Promise<ReadDeals> {
  const principal = principalOf(reader);
  const contract = mapping.contracts.get(templateId);
  const read = (paths: ContractMapping['paths']) => crm.readDeals(principal, ids, paths);
  if (contract === undefined) return { records: await read([['Id']]), problem: null, fields: [] };
  try {
    const records = await read(contract.paths);
    return { records, problem: null, fields: await describeFields(crm, reader, contract) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { records: await read([['Id']]), problem: error.message, fields: [] };
  }
}

/**
 * The same for a deal that was read before. No CRM call.
 *
 * @throws NotFoundError when it is not among the deals.
 */
export async function prepareFromDeal(
  parts: Pick<PrepareParts, 'spotdraft' | 'mapping' | 'clock'>,
  { records, problem, fields }: ReadDeals,
  request: Omit<PrepareRequest, 'opportunityId' | 'templateId'> & {
    readonly opportunityId: OpportunityId;
    readonly template: Template;
  },
): Promise<PreparedContract> {
  const { opportunityId, template } = request;
  const deal = records.get(opportunityId);
  if (deal === undefined) throw dealNotFound();
  const contract = parts.mapping.contracts.get(template.id);
  const { timeZone: timezone } = parts.mapping;
  const nothing = {
    name: request.name,
    counterparties: [],
    signatories: [],
    setup: PLAIN_SETUP,
    drafted: { counterparties: [], signatories: [] },
    data: {},
    trace: unmappedTrace(template),
  };
  if (contract === undefined) {
    const userErrors = [mappingMissing(template)];
    return { ...nothing, timezone, opportunityId, template, userErrors };
  }
  if (problem !== null) {
    const message = problem + bareWordHint(contract, problem);
    const userErrors: UserError[] = [{ field: null, code: 'MAPPING_FAILED', message }];
    return { ...nothing, timezone, opportunityId, template, userErrors };
  }
  const mapped = await mapDeal({
    contract,
    deal,
    fields,
    template,
    overrides: wellFormedMembers(request.overrides),
    counterparties:
      request.counterparties === undefined
        ? undefined
        : await chooseCounterparties(parts.spotdraft, request.counterparties),
    signatories: request.signatories,
    name: request.name === null ? null : wellFormed(request.name),
    now: parts.clock.now(),
  });
  return { ...mapped, timezone, opportunityId, template };
}

function wellFormedMembers(overrides: PrepareRequest['overrides']): PrepareRequest['overrides'] {
  return Object.fromEntries(
    Object.entries(overrides).map(([name, value]) => [name, wellFormedValue(value)]),
  );
}

/** Same answer for a deal that is absent and one that the caller may not see. */
export function dealNotFound(): NotFoundError {
  return new NotFoundError(
    said`There is no such opportunity, or you have no access to it in the CRM.`,
  );
}

/** As the reader sees them; reading the deal has just asked for the same descriptions, so they cost nothing. */
async function describeFields(
  crm: Crm,
  reader: Reader,
  { paths }: ContractMapping,
): Promise<DescribedPaths> {
  const principal = principalOf(reader);
  const model = new CrmModel((objectName) => crm.describe(objectName, principal), crm.dealObject);
  try {
    return await describePaths(paths, model);
  } catch (error) {
    // Who may not describe may well read.
    if (!(error instanceof DealdraftError) || error.retryable) throw error;
    return [];
  }
}

/** `company` instead of `'"company"'` is the name of a field. */
function bareWordHint({ paths }: ContractMapping, problem: string): string {
  const word = paths.find(
    ([name = '', ...rest]) =>
      rest.length === 0 && /^[a-z][a-z ]*$/.test(name) && problem.includes(name),
  );
  return word === undefined
    ? ''
    : said` If ${word.join('')} is meant as a fixed text, the mapping has to say ${fixedText(word.join(''))}.`;
}

export function mappingMissing(template: Template): UserError {
  return {
    field: ['templateId'],
    code: 'MAPPING_MISSING',
    message: said`The mapping file has no entry for template ${template.id} (${template.name}). Ask your CRM admin to add one under "contracts".`,
  };
}
