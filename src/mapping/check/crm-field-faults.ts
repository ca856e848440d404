import type { FieldDescription, RecordPath } from '../../connectors/crm.js';
import { CONTRACT_KINDS, CONTRACT_STATUSES } from '../../domain/contract.js';
import type { Expression } from '../expression/expression.js';
import { multiplicityOf, type AbstractValue, type ComputedType } from '../reads/abstract-value.js';
import {
  CLOSE_BLOCKERS,
  CONTRACT_VIEW,
  TERMS,
  type ViewType,
} from '../write-back/contract-view.js';
import { toCrmValue } from '../write-back/crm-value.js';
import { closest } from '../wording/closest.js';
import { error, UNCALLED, warning, type Fault } from './report.js';
import { noted } from '../../domain/said.js';

type CrmType = FieldDescription['type'];
type Given = ViewType | ComputedType;

const ANY_TEXT: readonly Given[] = ['any', 'text', 'status', 'link', 'email', 'date', 'datetime'];
const NUMBER: readonly Given[] = ['any', 'number'];

/** What can be right in a CRM field of each type; a worked-out text may be anything that is written as text. */
const FITTING: Readonly<Record<CrmType, readonly Given[]>> = {
  text: ANY_TEXT,
  textarea: ANY_TEXT,
  encrypted: ANY_TEXT,
  picklist: ['any', 'text', 'status', 'date'],
  multipicklist: ['any', 'text', 'status'],
  email: ['any', 'text', 'email'],
  url: ['any', 'text', 'link'],
  phone: ['any', 'text'],
  id: ['any', 'text'],
  reference: ['any', 'text'],
  boolean: ['any', 'boolean'],
  integer: NUMBER,
  number: NUMBER,
  currency: NUMBER,
  percent: NUMBER,
  date: ['any', 'text', 'date'],
  datetime: ['any', 'text', 'datetime'],
  time: ['any', 'text'],
  base64: [],
  compound: [],
  other: [],
};

/** Texts of a contract that are never what these fields hold, whatever a worked-out text may be. */
const NEVER_OF_CONTRACT: ReadonlySet<CrmType> = new Set<CrmType>([
  'date',
  'datetime',
  'time',
  'phone',
  'email',
  'url',
  'id',
  'reference',
]);

const SHOWN: Readonly<Record<Given, string>> = {
  any: noted`a value`,
  text: noted`a text`,
  status: noted`a contract's status`,
  link: noted`a link`,
  email: noted`an e-mail address`,
  date: noted`a date`,
  datetime: noted`a date with time`,
  number: noted`a number`,
  boolean: noted`true or false`,
};

/** What is known, before any contract is written, to be refused by the CRM field that an expression is for. */
export function crmFieldFaults(
  label: string,
  field: FieldDescription,
  { derivation, scalar }: Expression,
): readonly Fault[] {
  const { refs, literals, computed, members, functions } = derivation.result;
  const wrong = (given: string, hint = '') =>
    error(
      noted`${label} is a CRM field of type ${field.type}, but the expression gives ${given}${hint}.`,
    );
  const ofViews = [...refs.values()].flatMap(({ path }) => {
    const type = viewTypeOf(path);
    if (type === null)
      return [wrong(noted`${path.join('.')}, which is an object; name a part of it`)];
    const isOwnLookup = path.at(-1) === 'opportunityId' && field.type === 'reference';
    const fits =
      FITTING[field.type].includes(type) &&
      (type !== 'text' || isOwnLookup || !NEVER_OF_CONTRACT.has(field.type));
    return fits ? [] : [wrong(`${path.join('.')}, ${SHOWN[type]}`, hintFor(field.type, type))];
  });
  const ofComputed = [...computed]
    .filter((type) => !FITTING[field.type].includes(type))
    .map((type) => wrong(SHOWN[type], hintFor(field.type, type)));
  const ofLiterals = [...literals.values()].flatMap((literal) => {
    const fit = toCrmValue(
      field,
      typeof literal === 'number' && takesText(field) ? (scalar ?? literal) : literal,
    );
    if (fit.problem === null || literal === '') return [];
    const near = typeof literal === 'string' ? closest(literal, field.picklistValues ?? []) : '';
    return [error(noted`${label}, a CRM field of type ${field.type}, ${fit.problem}${near}.`)];
  });
  const ofChoices = [...refs.values()].flatMap(({ path }) => choiceFault(label, field, path) ?? []);
  const ofMembers = members.size > 0 ? [wrong(noted`an object, which no CRM field can hold`)] : [];
  const ofFunctions = functions.size > 0 ? [wrong(UNCALLED)] : [];
  return [
    ...ofViews,
    ...ofComputed,
    ...ofLiterals,
    ...ofChoices,
    ...ofMembers,
    ...ofFunctions,
    ...severalFaults(label, derivation.result),
  ];
}

/** A restricted picklist refuses a row whose word it does not list, which nobody notices before it happens. */
function choiceFault(label: string, field: FieldDescription, path: RecordPath): Fault | null {
  const { picklistValues, restrictedPicklist } = field;
  if (picklistValues === null || !restrictedPicklist) return null;
  const listed = new Set(picklistValues.map((value) => value.toLowerCase()));
  const missing = (words: readonly string[]) =>
    words.filter((word) => !listed.has(word.toLowerCase())).join(', ');
  const type = viewTypeOf(path);
  const what = path.at(-1) ?? '';
  const lacking =
    type === 'status'
      ? missing(CONTRACT_STATUSES)
      : type === 'text' && what === 'kind'
        ? missing(CONTRACT_KINDS)
        : null;
  if (lacking === '') return null;
  if (lacking !== null) {
    return error(
      noted`${label} is a restricted picklist without ${lacking}; add these values, or rows with such a ${what} are refused.`,
    );
  }
  return type === 'text'
    ? warning(
        noted`${label} is a restricted picklist, but ${path.join('.')} may be any text; rows with another than ${picklistValues.join(', ')} are refused. Translate it in the expression, or write it into a text field.`,
      )
    : null;
}

/** A field holds one value; a list of two would keep the record from being written. */
function severalFaults(label: string, value: AbstractValue): readonly Fault[] {
  const way = noted`take one of them with [0], or join them with $join(…, ", ")`;
  switch (multiplicityOf(value, isContractList)) {
    case 'one':
      return [];
    case 'maybe several':
      return [
        warning(noted`${label} holds one value, but the expression may give several; ${way}.`),
      ];
    case 'several':
      return [error(noted`${label} holds one value, but the expression gives several; ${way}.`)];
  }
}

function isContractList(path: RecordPath): boolean {
  const [first, second] = path;
  const isOfDeal = first === 'contracts';
  if (path.length === 1) return isOfDeal || first === CLOSE_BLOCKERS || isPartList(first);
  return path.length === 2 && isOfDeal && isPartList(second);
}

function isPartList(name: string | undefined): boolean {
  return name === 'archives' || name === TERMS;
}

function takesText(field: FieldDescription): boolean {
  return FITTING[field.type].includes('text');
}

function hintFor(type: CrmType, given: Given): string {
  if (type === 'date' && given === 'datetime') {
    return noted`; cut the time off with $substringBefore(…, "T")`;
  }
  if (FITTING[type].includes('text') && (given === 'number' || given === 'boolean')) {
    return noted`; wrap it in $string(…)`;
  }
  if (FITTING[type].includes('number') && given === 'text')
    return noted`; convert it with $number(…)`;
  return noted`; convert it, or choose another field`;
}

/** Null for an object; what is below an `any` is `any`. */
function viewTypeOf(path: RecordPath): ViewType | null {
  let level: object | ViewType =
    path[0] === 'contracts' ? { contracts: CONTRACT_VIEW } : CONTRACT_VIEW;
  for (const name of path) {
    if (typeof level === 'string') return level;
    const below: unknown = new Map<string, unknown>(Object.entries(level)).get(name);
    if (typeof below !== 'string' && (typeof below !== 'object' || below === null)) return 'any';
    level = below as object | ViewType;
  }
  return typeof level === 'string' ? level : null;
}
