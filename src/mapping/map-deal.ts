import type { DealRecord } from '../connectors/crm.js';
import type {
  CounterpartyRequest,
  Template,
  TemplateField,
} from '../connectors/spotdraft/types.js';
import type { DraftSource } from '../domain/draft-source.js';
import type { UserError } from '../domain/user-error.js';
import { mapCounterparties } from './counterparties.js';
import { deriveReads } from './derive-reads.js';
import { evaluateForDeal } from './evaluate-for-deal.js';
import { unreadable } from './field-problem.js';
import type { FieldProblem, ValueOrigin } from './field-problem.js';
import { fitField } from './fit-field.js';
import type { ContractMapping } from './mapping.js';
import { namedPaths } from './reads.js';
import { closest } from './closest.js';

export interface MapDealInput {
  readonly contract: ContractMapping;
  readonly deal: DealRecord;
  readonly template: Template;
  /** By template field name; win over the mapping, typed by the same rules. Null takes a value away. */
  readonly overrides: Readonly<Record<string, unknown>>;
  /** Wins over the mapping's name. */
  readonly name: string | null;
  readonly now: Date;
}

/** What would be sent to SpotDraft. With `userErrors` it must not be sent; `data` then holds what did fit. */
export interface MappedContract {
  readonly name: string | null;
  readonly counterparties: readonly CounterpartyRequest[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly userErrors: readonly UserError[];
  /** One line a template field, in the template's order. */
  readonly trace: readonly TraceLine[];
}

export interface TraceLine {
  readonly field: string;
  readonly label: string;
  /** The mapping's, whether or not an override wins over it. */
  readonly expression: string | null;
  /** What the expression reads of the deal, such as `Account.Name`. */
  readonly reads: readonly string[];
  /** As it would be sent; as it was found where it does not fit; null when there is none. */
  readonly value: unknown;
  /** `default`: nothing is sent and SpotDraft fills in the template's own value. */
  readonly source: DraftSource;
  /** Those of `userErrors` that belong to this field, in words for whoever fills in the form. */
  readonly problems: readonly UserError[];
}

/** Never throws for what people wrote or stored: every problem is a user error, and all of them are reported. */
export async function mapDeal(input: MapDealInput): Promise<MappedContract> {
  const { contract, deal, template, now } = input;
  const userErrors: UserError[] = unknownFields(input);
  const data: Record<string, unknown> = {};
  const trace: TraceLine[] = [];
  for (const field of template.fields) {
    const found = await findValue(field, input);
    const fit =
      found.problem === null
        ? fitField(field, found.value, found.origin)
        : { value: undefined, problems: [found.problem] };
    userErrors.push(...fit.problems.map(toUserError));
    if (fit.value !== undefined) data[field.name] = fit.value;
    const shown = fit.problems.length > 0 && found.problem === null ? found.value : fit.value;
    const source = found.problem === null ? found.origin.kind : 'none';
    trace.push({
      ...traceLine(field, contract, shown, source),
      problems: fit.problems.map(toPlainError),
    });
  }
  const parties = await mapCounterparties({ contract, deal, template, now });
  userErrors.push(...parties.userErrors);
  const name = await findName(input, userErrors);
  return { name, counterparties: parties.counterparties, data, userErrors, trace };
}

type Found =
  | { readonly problem: FieldProblem }
  | { readonly problem: null; readonly value: unknown; readonly origin: ValueOrigin };

async function findValue(field: TemplateField, input: MapDealInput): Promise<Found> {
  const { contract, deal, overrides, now } = input;
  const path = ['data', field.name];
  if (Object.hasOwn(overrides, field.name)) {
    return { problem: null, value: overrides[field.name], origin: { kind: 'override', path } };
  }
  const expression = contract.data.get(field.name);
  if (expression === undefined) {
    return { problem: null, value: undefined, origin: { kind: 'none', path } };
  }
  const subject = `Field "${field.name}" (${field.label})`;
  const result = await evaluateForDeal({ expression, deal, now, path, subject });
  if (result.userError !== null) return { problem: unreadable(field.label, result.userError) };
  const origin: ValueOrigin = { kind: 'mapping', path, expression: expression.text };
  return { problem: null, value: result.value, origin };
}

function toUserError({ field, code, message }: FieldProblem): UserError {
  return { field, code, message };
}

function toPlainError({ field, code, plainMessage }: FieldProblem): UserError {
  return { field, code, message: plainMessage };
}

/** The lines of a template whose deal could not be read: nothing but the template's defaults. */
export function unmappedTrace(template: Template): readonly TraceLine[] {
  return template.fields.map((field) => traceLine(field, null, null, 'none'));
}

function traceLine(
  field: TemplateField,
  contract: ContractMapping | null,
  value: unknown,
  origin: ValueOrigin['kind'],
): TraceLine {
  const expression = contract?.data.get(field.name);
  const base = {
    field: field.name,
    label: field.label,
    expression: expression?.text ?? null,
    reads:
      expression === undefined
        ? []
        : namedPaths(deriveReads(expression.syntax).reads).map((path) => path.join('.')),
    problems: [],
  };
  if (value !== undefined && value !== null && value !== '') {
    return { ...base, value, source: origin };
  }
  const hasDefault = field.kind === 'leaf' && field.hasDefault;
  return { ...base, value: null, source: hasDefault ? 'default' : 'none' };
}

async function findName(input: MapDealInput, userErrors: UserError[]): Promise<string | null> {
  const { contract, deal, name, now } = input;
  if (name !== null && name.trim() !== '') return name.trim();
  if (contract.name === null) return null;
  const subject = 'The name of the contract';
  const path = ['name'];
  const result = await evaluateForDeal({ expression: contract.name, deal, now, path, subject });
  if (result.userError !== null) {
    userErrors.push(result.userError);
    return null;
  }
  if (result.value === undefined || result.value === null) return null;
  if (typeof result.value === 'string')
    return result.value.trim() === '' ? null : result.value.trim();
  userErrors.push({
    field: path,
    code: 'INVALID_VALUE',
    message: `${subject} has to be a text, but ${contract.name.text} gives something else; wrap it in $string(…).`,
  });
  return null;
}

/** Keys of the overrides and of the mapping that the template lacks. A key in both is reported once, as the override. */
function unknownFields({ contract, template, overrides }: MapDealInput): UserError[] {
  const names = template.fields.map((field) => field.name);
  const inTemplate = new Set(names);
  const given = Object.keys(overrides).filter((key) => !inTemplate.has(key));
  const mapped = [...contract.data.keys()].filter(
    (key) => !inTemplate.has(key) && !given.includes(key),
  );
  const error = (key: string, remedy: string): UserError => ({
    field: ['data', key],
    code: 'UNKNOWN_FIELD',
    message: `Template ${template.id} (${template.name}) has no field "${key}"${closest(key, names)}. ${remedy}`,
  });
  return [
    ...given.map((key) => error(key, 'Leave it out of data.')),
    ...mapped.map((key) =>
      error(key, `Remove or rename it in the mapping of template ${template.id}.`),
    ),
  ];
}
