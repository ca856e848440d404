import type { DealRecord } from '../../connectors/crm.js';
import type {
  CounterpartyRequest,
  SignatoryRequest,
} from '../../connectors/spotdraft/contract-creation.js';
import type { Template, TemplateField } from '../../connectors/spotdraft/template.js';
import type { DraftSource } from '../../domain/draft-source.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import { mapSetup, type ContractSetup } from './contract-setup.js';
import { mapCounterparties } from './counterparties.js';
import { requestsOf, type DraftedCounterparty, type DraftedSignatory } from './drafted.js';
import { evaluateForDeal } from './evaluate-for-deal.js';
import { unreadable } from './field-problem.js';
import type { FieldProblem, ValueOrigin } from './field-problem.js';
import { fitField } from './fit-field.js';
import { fitCounterparties, type GivenCounterparty } from './given-counterparties.js';
import { fitSignatories, type GivenSignatory } from './given-signatories.js';
import { isAbsent } from './is-absent.js';
import { readableDeal } from './readable-deal.js';
import type { ReadableDeal } from './readable-deal.js';
import { mapSignatories } from './signatories.js';
import type { DescribedPaths } from '../reads/crm-model.js';
import type { ContractMapping } from '../mapping.js';
import { namedPaths } from '../reads/reads.js';
import { shorten, shownExpression } from '../wording/show-value.js';
import { unknownField } from './unknown-field.js';
import { said } from '../../domain/said.js';

export interface MapDealInput {
  readonly contract: ContractMapping;
  readonly deal: DealRecord;
  /** What the CRM says of the fields in `deal`. */
  readonly fields: DescribedPaths;
  readonly template: Template;
  /** By template field name; win over the mapping, typed by the same rules. Null takes a value away. */
  readonly overrides: Readonly<Record<string, unknown>>;
  /** Wins over the mapping's name. */
  readonly name: string | null;
  /** In place of the mapping's. */
  readonly counterparties?: readonly GivenCounterparty[] | undefined;
  readonly signatories?: readonly GivenSignatory[] | undefined;
  readonly now: Date;
}

/** What would be sent to SpotDraft. With `userErrors` it must not be sent; `data` then holds what did fit. */
export interface MappedContract {
  readonly name: string | null;
  readonly counterparties: readonly CounterpartyRequest[];
  readonly signatories: readonly SignatoryRequest[];
  readonly setup: ContractSetup;
  readonly data: Readonly<Record<string, unknown>>;
  readonly userErrors: readonly UserError[];
  /** Each counterparty and signatory as far as it is known, those that do not fit included. */
  readonly drafted: DraftedPeople;
  /** One line a template field, in the template's order. */
  readonly trace: readonly TraceLine[];
}

export interface DraftedPeople {
  readonly counterparties: readonly DraftedCounterparty[];
  readonly signatories: readonly DraftedSignatory[];
}

export interface TraceLine {
  readonly field: string;
  readonly label: string;
  /** The mapping's, whether or not an override wins over it. */
  readonly expression: string | null;
  /** What the mapping has people told instead of the expression. */
  readonly hint: string | null;
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
  const { contract, template, now } = input;
  const deal = readableDeal(input.deal, input.fields);
  const userErrors: UserError[] = unknownFields(input);
  const data: [string, unknown][] = [];
  const trace: TraceLine[] = [];
  for (const field of template.fields) {
    const found = await findValue(field, input, deal);
    const fit =
      found.problem === null
        ? fitField(field, found.value, found.origin)
        : { value: undefined, problems: [found.problem] };
    userErrors.push(...fit.problems.map(toUserError));
    if (fit.value !== undefined) data.push([field.name, fit.value]);
    const shown = fit.problems.length > 0 && found.problem === null ? found.value : fit.value;
    const source = found.problem === null ? found.origin.kind : 'none';
    trace.push({
      ...traceLine(field, contract, shown, source),
      problems: fit.problems.map(toPlainError),
    });
  }
  const people = await findPeople(input, deal);
  userErrors.push(...people.userErrors);
  const { setup, userErrors: setupErrors } = await mapSetup({ contract, deal, now });
  userErrors.push(...setupErrors);
  const name = await findName(input, deal, userErrors);
  return {
    name,
    counterparties: requestsOf(people.drafted.counterparties),
    signatories: requestsOf(people.drafted.signatories),
    setup,
    data: Object.fromEntries(data),
    userErrors,
    drafted: people.drafted,
    trace,
  };
}

async function findPeople(
  { contract, template, now, ...given }: MapDealInput,
  deal: ReadableDeal,
): Promise<{ readonly drafted: DraftedPeople; readonly userErrors: readonly UserError[] }> {
  const parties =
    given.counterparties === undefined
      ? await mapCounterparties({ contract, deal, template, now })
      : fitCounterparties(given.counterparties, template);
  const signatories =
    given.signatories === undefined
      ? await mapSignatories({ contract, deal, now, parties: parties.drafted })
      : fitSignatories(given.signatories, parties.drafted);
  const drafted = { counterparties: parties.drafted, signatories: signatories.drafted };
  const userErrors = [parties, signatories].flatMap((list) => [
    ...list.userErrors,
    ...list.drafted.flatMap((one) => one.userErrors),
  ]);
  return { drafted, userErrors };
}

type Found =
  | { readonly problem: FieldProblem }
  | { readonly problem: null; readonly value: unknown; readonly origin: ValueOrigin };

async function findValue(
  field: TemplateField,
  { contract, overrides, now }: MapDealInput,
  deal: ReadableDeal,
): Promise<Found> {
  const path = ['data', field.name];
  if (Object.hasOwn(overrides, field.name)) {
    return { problem: null, value: overrides[field.name], origin: { kind: 'override', path } };
  }
  const expression = contract.data.get(field.name);
  if (expression === undefined) {
    return { problem: null, value: undefined, origin: { kind: 'none', path } };
  }
  const subject = said`Field "${field.name}" (${field.label})`;
  const result = await evaluateForDeal({ expression, deal, now, path, subject });
  if (result.userError !== null) {
    return { problem: unreadable(field.label, result.userError, result.failure) };
  }
  const shown = shownExpression(expression);
  const { scalar } = expression;
  const origin: ValueOrigin = { kind: 'mapping', path, expression: shown, scalar };
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
    hint: contract?.hints.get(field.name)?.text ?? null,
    reads:
      expression === undefined
        ? []
        : namedPaths(expression.derivation.reads).map((path) => path.join('.')),
    problems: [],
  };
  if (!isAbsent(value)) {
    return { ...base, value, source: origin };
  }
  const hasDefault = field.kind === 'leaf' && field.hasDefault;
  return { ...base, value: null, source: hasDefault ? 'default' : 'none' };
}

async function findName(
  { contract, name, now }: MapDealInput,
  deal: ReadableDeal,
  userErrors: UserError[],
): Promise<string | null> {
  if (name !== null && !isBlank(name)) return name.trim();
  if (contract.name === null) return null;
  const subject = said`The name of the contract`;
  const path = ['name'];
  const result = await evaluateForDeal({ expression: contract.name, deal, now, path, subject });
  if (result.userError !== null) {
    userErrors.push(result.userError);
    return null;
  }
  if (isAbsent(result.value)) return null;
  if (typeof result.value === 'string') return result.value.trim();
  if (contract.name.scalar !== null) return contract.name.scalar;
  userErrors.push({
    field: path,
    code: 'INVALID_VALUE',
    message: said`${subject} has to be a text, but ${shownExpression(contract.name)} gives ${shorten(result.value)}; wrap it in $string(…).`,
  });
  return null;
}

/** Keys of the overrides and of the mapping that the template lacks. A key in both is reported once, as the override. */
function unknownFields({ contract, template, overrides }: MapDealInput): UserError[] {
  const inTemplate = new Set(template.fields.map((field) => field.name));
  const given = Object.keys(overrides).filter((key) => !inTemplate.has(key));
  const mapped = [...contract.data.keys()].filter(
    (key) => !inTemplate.has(key) && !given.includes(key),
  );
  return [
    ...given.map((key) => unknownField(template, key, said`Leave it out of data.`)),
    ...mapped.map((key) =>
      unknownField(
        template,
        key,
        said`Remove or rename it in the mapping of template ${template.id}.`,
      ),
    ),
  ];
}
