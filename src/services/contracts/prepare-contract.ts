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
  const contract = parts.mapping.contracts.get(templateId);
  // The deal first: whoever does not see it spends none of SpotDraft's calls.
  const deal = await readDeal(
    parts.crm,
    reader,
    opportunityId,
    contract === undefined ? [['Id']] : contract.paths,
  );
  if (deal.record === null) throw dealNotFound();
  const template = await parts.templates.get(templateId);
  if (template === null)
    throw new NotFoundError(`There is no template ${templateId} in SpotDraft.`);
  const { timeZone: timezone } = parts.mapping;
  const trace = unmappedTrace(template);
  const nothing = {
    name: request.name,
    counterparties: [],
    signatories: [],
    setup: PLAIN_SETUP,
    drafted: { counterparties: [], signatories: [] },
    data: {},
    trace,
  };
  if (contract === undefined) {
    const userErrors = [mappingMissing(template)];
    return { ...nothing, timezone, opportunityId, template, userErrors };
  }
  if (deal.problem !== null) {
    const message = deal.problem + bareWordHint(contract, deal.problem);
    const userErrors: UserError[] = [{ field: null, code: 'MAPPING_FAILED', message }];
    return { ...nothing, timezone, opportunityId, template, userErrors };
  }
  const mapped = await mapDeal({
    contract,
    deal: deal.record,
    fields: await describeFields(parts.crm, reader, contract),
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
  return new NotFoundError('There is no such opportunity, or you have no access to it in the CRM.');
}

/** A mapping that asks for fields this reader lacks is a problem to be shown, once it is clear that they see the deal. */
async function readDeal(
  crm: Crm,
  reader: Reader,
  id: OpportunityId,
  paths: ContractMapping['paths'],
): Promise<{ readonly record: DealRecord | null; readonly problem: string | null }> {
  const principal = principalOf(reader);
  try {
    return { record: await crm.readDeal(principal, id, paths), problem: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { record: await crm.readDeal(principal, id, [['Id']]), problem: error.message };
  }
}

/** As the reader sees them; reading the deal has just asked for the same descriptions, so they cost nothing. */
async function describeFields(
  crm: Crm,
  reader: Reader,
  { paths }: ContractMapping,
): Promise<Awaited<ReturnType<typeof describePaths>>> {
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
    : ` If ${word.join('')} is meant as a fixed text, the mapping has to say ${fixedText(word.join(''))}.`;
}

function mappingMissing(template: Template): UserError {
  return {
    field: ['templateId'],
    code: 'MAPPING_MISSING',
    message: `The mapping file has no entry for template ${template.id} (${template.name}). Ask your CRM admin to add one under "contracts".`,
  };
}
