import type { RecordPath } from '../../connectors/crm.js';
import type {
  Template,
  TemplateComposite,
  TemplateLeaf,
} from '../../connectors/spotdraft/template.js';
import type { Expression } from '../expression/expression.js';
import {
  ADDRESS_LINES,
  COUNTERPARTY_PARTS,
  SIGNATORY_PARTS,
  WORKFLOW_PARTS,
  type ContractMapping,
  type CounterpartyMapping,
} from '../mapping.js';
import type { CrmModel, FoundField } from '../reads/crm-model.js';
import { closest } from '../wording/closest.js';
import { fixedTextHint } from '../wording/fixed-text.js';
import { pathFault } from './path-fault.js';
import { error, warning, type Fault, type Report } from './report.js';
import { checkSignatories } from './signatory-faults.js';
import { templateFaults, type DealModel } from './template-faults.js';
import { noted } from '../../domain/said.js';

/** Checks one entry; without its template only what its expressions read. */
export async function checkEntry(
  contract: ContractMapping,
  template: Template | null,
  model: CrmModel,
  report: Report,
): Promise<void> {
  const found = await findAll(contract.paths, model);
  reportPaths(contract, found, report);
  reportFields(contract, template, found, report);
}

/** Of `checkEntry`, what the CRM alone can tell: whether it has what the expressions read. */
export async function checkDealPaths(
  contract: ContractMapping,
  model: CrmModel,
  report: Report,
): Promise<void> {
  reportPaths(contract, await findAll(contract.paths, model), report);
}

/** Of `checkEntry`, what the template tells. Where `model` knows nothing, types of CRM fields are not judged. */
export async function checkTemplateFields(
  contract: ContractMapping,
  template: Template,
  model: CrmModel,
  report: Report,
): Promise<void> {
  reportFields(contract, template, await findAll(contract.paths, model), report);
}

function reportPaths(
  contract: ContractMapping,
  found: ReadonlyMap<string, FoundField>,
  report: Report,
): void {
  for (const expression of expressionsOf(contract)) {
    const faults = [
      ...pathFaults(expression, contract.paths, found),
      ...chanceFaults(expression.derivation.varying),
    ];
    for (const fault of faults) report.add(fault, expression.location);
  }
}

function reportFields(
  contract: ContractMapping,
  template: Template | null,
  found: ReadonlyMap<string, FoundField>,
  report: Report,
): void {
  const lists = new Set([...found.values()].flatMap(({ lists }) => lists.map(keyOf)));
  const dealModel: DealModel = {
    find: (path) => found.get(keyOf(path))?.field ?? null,
    isList: (path) => lists.has(keyOf(path)),
  };
  const check = (expression: Expression, field: Parameters<typeof templateFaults>[0]) => {
    for (const fault of templateFaults(field, expression, dealModel)) {
      report.add(fault, expression.location);
    }
  };
  if (contract.name !== null) check(contract.name, textLeaf('name', noted`name of the contract`));
  for (const [index, party] of contract.counterparties.entries()) {
    checkParty(party, index, check);
  }
  for (const { expression, field } of signingParts(contract)) check(expression, field);
  checkSignatories(contract, report);
  if (template === null) return;
  const names = template.fields.map((field) => field.name);
  for (const [name, expression] of contract.data) {
    const field = template.fields.find((candidate) => candidate.name === name);
    if (field !== undefined) check(expression, field);
    else {
      const message = noted`template ${template.id} has no field "${name}"${closest(name, names)}; remove or rename it.`;
      report.add(error(message), expression.location);
    }
  }
  for (const [name, { location }] of contract.hints) {
    if (contract.data.has(name) || names.includes(name)) continue;
    const message = noted`template ${template.id} has no field "${name}"${closest(name, names)}; remove or rename it.`;
    report.add(error(message), location);
  }
  checkCompleteness(contract, template, report);
}

async function findAll(
  paths: readonly RecordPath[],
  model: CrmModel,
): Promise<ReadonlyMap<string, FoundField>> {
  const found = new Map<string, FoundField>();
  for (const path of paths) found.set(keyOf(path), await model.find(path));
  return found;
}

function keyOf(path: RecordPath): string {
  return JSON.stringify(path);
}

/** The time may go on between a draft and its contract; what is drawn by lot must not differ. */
function chanceFaults(varying: readonly string[]): readonly Fault[] {
  return varying
    .filter((call) => call === '$random()' || call === '$shuffle()')
    .map((call) =>
      warning(
        noted`${call} gives another value each time: the contract will not say what its draft showed.`,
      ),
    );
}

function expressionsOf(contract: ContractMapping): Expression[] {
  const ofParties = contract.counterparties.flatMap((party) => [
    ...COUNTERPARTY_PARTS.map((part) => party[part]),
    ...ADDRESS_LINES.map((line) => party.address?.[line] ?? null),
  ]);
  const ofSigning = signingParts(contract).map(({ expression }) => expression);
  return [contract.name, ...ofParties, ...ofSigning, ...contract.data.values()].filter(
    (one) => one !== null,
  );
}

/** What an expression reads and the CRM does not have. */
function pathFaults(
  { derivation }: Expression,
  paths: readonly RecordPath[],
  found: ReadonlyMap<string, FoundField>,
): readonly Fault[] {
  // That a record is there shows in its id.
  const own = new Set(
    [...derivation.reads].flatMap(({ path }) => [keyOf(path), keyOf([...path, 'Id'])]),
  );
  return paths.flatMap((path) => {
    const key = keyOf(path);
    const problem = found.get(key)?.problem ?? null;
    if (problem === null || !own.has(key)) return [];
    return [pathFault(path, problem, path.length === 1 ? fixedTextHint(path.join('')) : '')];
  });
}

function checkParty(
  party: CounterpartyMapping,
  index: number,
  check: (expression: Expression, field: TemplateLeaf | TemplateComposite) => void,
): void {
  const label = (part: string) => noted`${part} of counterparty ${index + 1}`;
  for (const part of COUNTERPARTY_PARTS) {
    const expression = party[part];
    if (expression === null) continue;
    if (part === 'contact') check(expression, contactField(label(part)));
    else if (part === 'isIndividual')
      check(expression, ofType(textLeaf(part, label(part)), 'boolean'));
    else check(expression, textLeaf(part, label(part)));
  }
  for (const line of ADDRESS_LINES) {
    const expression = party.address?.[line] ?? null;
    if (expression !== null) check(expression, textLeaf(line, label(line)));
  }
}

/** Who signs, for which entity and how: each expression, and what it is for. */
function signingParts({
  signatories,
  entity,
  workflow,
  embedded,
}: ContractMapping): { readonly expression: Expression; readonly field: TemplateLeaf }[] {
  const ofSignatories = signatories.flatMap((signatory, index) =>
    SIGNATORY_PARTS.map((part) => {
      const leaf = textLeaf(part, noted`${part} of signatory ${index + 1}`);
      const isNumber = part === 'order' || part === 'counterparty';
      return { expression: signatory[part], field: isNumber ? ofType(leaf, 'int') : leaf };
    }),
  );
  const ofWorkflow = WORKFLOW_PARTS.map((part) => ({
    expression: workflow[part],
    field: ofType(textLeaf(part, `workflow.${part}`), 'boolean'),
  }));
  return [
    ...ofSignatories,
    { expression: entity, field: textLeaf('entity', 'entity') },
    ...ofWorkflow,
    { expression: embedded, field: ofType(textLeaf('embedded', 'embedded'), 'boolean') },
  ].flatMap(({ expression, field }) => (expression === null ? [] : [{ expression, field }]));
}

function ofType(leaf: TemplateLeaf, type: 'int' | 'boolean'): TemplateLeaf {
  return { ...leaf, type, rawType: type };
}

function textLeaf(name: string, label: string, required = false): TemplateLeaf {
  return {
    kind: 'leaf',
    name,
    label,
    required,
    type: 'string',
    rawType: 'string',
    options: null,
    hasDefault: false,
  };
}

function contactField(label: string): TemplateComposite {
  return {
    kind: 'composite',
    name: 'contact',
    label,
    required: true,
    parentType: null,
    members: [
      textLeaf('firstName', 'first name', true),
      textLeaf('lastName', 'last name'),
      textLeaf('email', 'e-mail address', true),
    ],
  };
}

function checkCompleteness(contract: ContractMapping, template: Template, report: Report): void {
  const { data, hints, location } = contract;
  for (const field of template.fields) {
    const hasDefault = field.kind === 'leaf' && field.hasDefault;
    if (!field.required || hasDefault || data.has(field.name) || hints.has(field.name)) continue;
    const message = noted`field "${field.name}" (${field.label}) of template ${template.id} is required and not mapped; map it, or every contract needs it in data.`;
    report.add(warning(message), location);
  }
  if (contract.counterparties.length === 0) {
    const message = noted`no counterparty is mapped, and SpotDraft needs one; add counterparties.`;
    report.add(error(message), location);
  }
  for (const [index, party] of contract.counterparties.entries()) {
    if (party.contact === null) {
      const message = noted`counterparty ${index + 1} has no contact, and SpotDraft needs one; add it.`;
      report.add(error(message), party.location);
    }
    const mayBePerson = template.counterpartyKind === 'individual' || party.isIndividual !== null;
    if (party.organizationName === null && !mayBePerson) {
      const message = noted`counterparty ${index + 1} has no organizationName, and template ${template.id} is for organisations; add it.`;
      report.add(error(message), party.location);
    }
  }
}
