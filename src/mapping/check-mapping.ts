import type { FieldDescription, ObjectDescription } from '../connectors/crm.js';
import type { Template, TemplateLeaf } from '../connectors/spotdraft/types.js';
import { CONTRACT_STATUSES } from '../domain/contract.js';
import { closest } from './closest.js';
import { CrmModel } from './crm-model.js';
import type { Expression } from './expression.js';
import type {
  ContractMapping,
  ContractWriteback,
  Mapping,
  OpportunityWriteback,
} from './mapping.js';
import type { SourceLocation } from './source-location.js';
import { plainPath } from './plain-path.js';
import { typeFinding } from './static-fit.js';

export interface MappingFinding {
  readonly level: 'error' | 'warning' | 'ok';
  /** `file:line` */
  readonly where: string;
  readonly message: string;
}

export interface CheckMappingInput {
  readonly mapping: Mapping;
  /** By template id, null where SpotDraft has none; every mapped template has to be in it. */
  readonly templates: ReadonlyMap<string, Template | null>;
  readonly describe: (objectName: string) => Promise<ObjectDescription | null>;
  /** The object that holds deals. */
  readonly dealObject: string;
}

type Report = (level: MappingFinding['level'], location: SourceLocation, message: string) => void;

/**
 * Holds a mapping against both systems: templates, their fields, deal paths, types and write-back fields. Every
 * problem is a finding; each entry or part without one gets an `ok`. Throws only what `describe` throws.
 */
export async function checkMapping(input: CheckMappingInput): Promise<MappingFinding[]> {
  const { mapping, templates, describe, dealObject } = input;
  const findings: MappingFinding[] = [];
  const report: Report = (level, { fileName, line }, message) =>
    findings.push({ level, where: `${fileName}:${line}`, message });
  const model = new CrmModel(describe, dealObject);
  for (const contract of mapping.contracts.values()) {
    const before = findings.length;
    const template = templates.get(contract.templateId) ?? null;
    await checkPaths(contract, model, report);
    if (template === null) {
      const message = `SpotDraft has no template ${contract.templateId}, or it is archived; correct the id or remove the entry.`;
      report('error', contract.location, message);
      continue;
    }
    await checkTemplate(contract, template, model, report);
    if (findings.length === before) {
      const message = `template ${template.id} (${template.name}): ${contract.data.size} fields mapped, ${contract.paths.length} deal fields read`;
      report('ok', contract.location, message);
    }
  }
  const { contract, opportunity } = mapping.writeback;
  if (contract !== null) await checkContractWriteback(contract, describe, report);
  if (opportunity !== null) await checkDealWriteback(opportunity, dealObject, describe, report);
  return findings;
}

async function checkPaths(
  contract: ContractMapping,
  model: CrmModel,
  report: Report,
): Promise<void> {
  for (const path of contract.paths) {
    const found = await model.find(path);
    if (found.problem === null) continue;
    const isStandIn = path.at(-1) === 'CurrencyIsoCode';
    // Orgs with one currency lack the field; the setting that names their currency stands in for it.
    const level = isStandIn ? 'warning' : 'error';
    const hint = isStandIn ? ' SALESFORCE_DEFAULT_CURRENCY stands in for it.' : '';
    report(level, contract.location, `${path.join('.')}: ${found.problem}${hint}`);
  }
}

async function checkTemplate(
  contract: ContractMapping,
  template: Template,
  model: CrmModel,
  report: Report,
): Promise<void> {
  const { data, location } = contract;
  const names = template.fields.map((field) => field.name);
  for (const [name, expression] of data) {
    const field = template.fields.find((candidate) => candidate.name === name);
    if (field === undefined) {
      const message = `template ${template.id} has no field "${name}"${closest(name, names)}; remove or rename it.`;
      report('error', expression.location, message);
    } else if (field.kind === 'leaf') {
      await checkType(field, expression, model, report);
    }
  }
  for (const field of template.fields) {
    const hasDefault = field.kind === 'leaf' && field.hasDefault;
    if (!field.required || hasDefault || data.has(field.name)) continue;
    const message = `field "${field.name}" (${field.label}) of template ${template.id} is required and not mapped; map it, or every contract needs it in data.`;
    report('warning', location, message);
  }
  if (contract.counterparties.length === 0) {
    report(
      'error',
      location,
      'no counterparty is mapped, and SpotDraft needs one; add counterparties.',
    );
  }
  for (const [index, party] of contract.counterparties.entries()) {
    if (party.contact === null) {
      const message = `counterparty ${index + 1} has no contact, and SpotDraft needs one; add it.`;
      report('error', location, message);
    }
    const mayBePerson = template.counterpartyKind === 'individual' || party.isIndividual !== null;
    if (party.organizationName === null && !mayBePerson) {
      const message = `counterparty ${index + 1} has no organizationName, and template ${template.id} is for organisations; add it.`;
      report('error', location, message);
    }
  }
}

/** Only a plain path says before any deal is read what type of value it will give. */
async function checkType(
  leaf: TemplateLeaf,
  expression: Expression,
  model: CrmModel,
  report: Report,
): Promise<void> {
  const path = plainPath(expression.syntax);
  if (path === null) return;
  const { field } = await model.find(path);
  if (field === null) return;
  const finding = typeFinding(leaf, field, path.join('.'));
  if (finding !== null) report(finding.level, expression.location, finding.message);
}

async function checkContractWriteback(
  writeback: ContractWriteback,
  describe: CheckMappingInput['describe'],
  report: Report,
): Promise<void> {
  const { object, externalId, opportunity, fields, location } = writeback;
  const faults: string[] = [];
  const fault: Report = (level, at, message) => {
    faults.push(message);
    report(level, at, message);
  };
  const description = await describe(object);
  if (description === null) {
    const message = `the CRM has no object ${object}, or dealdraft may not see it; install the package's objects and permission set, or correct writeback.contract.object.`;
    fault('error', location, message);
    return;
  }
  const key = writableField(description, externalId, ['createable'], location, fault);
  if (key !== null && !(key.externalId && key.unique)) {
    const message = `${object}.${externalId} has to be an external id and unique, or two records could stand for one contract.`;
    fault('error', location, message);
  }
  if (opportunity !== null) {
    const lookup = writableField(
      description,
      opportunity,
      ['createable', 'updateable'],
      location,
      fault,
    );
    if (lookup !== null && lookup.type !== 'reference') {
      fault('error', location, `${object}.${opportunity} has to be a look-up to the deal.`);
    }
  }
  for (const [name, expression] of fields) {
    const at = expression.location;
    const field = writableField(description, name, ['createable', 'updateable'], at, fault);
    if (field !== null) checkStatusPicklist(`${object}.${name}`, field, expression, fault);
  }
  if (faults.length === 0) report('ok', location, `write-back to ${object}: ${fields.size} fields`);
}

async function checkDealWriteback(
  writeback: OpportunityWriteback,
  dealObject: string,
  describe: CheckMappingInput['describe'],
  report: Report,
): Promise<void> {
  const { fields, location } = writeback;
  const faults: string[] = [];
  const fault: Report = (level, at, message) => {
    faults.push(message);
    report(level, at, message);
  };
  const description = await describe(dealObject);
  if (description === null) {
    fault('error', location, `the CRM has no object ${dealObject}, or dealdraft may not see it.`);
    return;
  }
  for (const [name, expression] of fields) {
    const at = expression.location;
    const field = writableField(description, name, ['updateable'], at, fault);
    if (field !== null) checkStatusPicklist(`${dealObject}.${name}`, field, expression, fault);
  }
  if (faults.length === 0)
    report('ok', location, `write-back to ${dealObject}: ${fields.size} fields`);
}

function writableField(
  description: ObjectDescription,
  name: string,
  rights: readonly ('createable' | 'updateable')[],
  location: SourceLocation,
  report: Report,
): FieldDescription | null {
  const field = description.fields.get(name);
  if (field === undefined) {
    const hint = closest(name, description.fields.keys());
    const message = `${description.name} has no field ${name}${hint}, or dealdraft may not see it; correct the name or grant the field in the permission set.`;
    report('error', location, message);
    return null;
  }
  const lacking = rights.filter((right) => !field[right]);
  if (lacking.length > 0) {
    const message = `${description.name}.${name} is not ${lacking.join(' or ')} for dealdraft; grant edit access to the field, or take it out.`;
    report('error', location, message);
  }
  return field;
}

/** A restricted picklist refuses a row whose status it does not list, which nobody notices before it happens. */
function checkStatusPicklist(
  label: string,
  field: FieldDescription,
  expression: Expression,
  report: Report,
): void {
  const path = plainPath(expression.syntax);
  if (path?.at(-1) !== 'status' || field.picklistValues === null || !field.restrictedPicklist) {
    return;
  }
  const missing = CONTRACT_STATUSES.filter((status) => !field.picklistValues?.includes(status));
  if (missing.length === 0) return;
  const message = `${label} is a restricted picklist without ${missing.join(', ')}; add these values, or rows with such a status are refused.`;
  report('error', expression.location, message);
}
