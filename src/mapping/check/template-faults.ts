import type { FieldDescription, RecordPath } from '../../connectors/crm.js';
import type {
  TemplateComposite,
  TemplateField,
  TemplateLeaf,
  TemplateOption,
} from '../../connectors/spotdraft/template.js';
import type { Expression } from '../expression/expression.js';
import { membersInForce, unitProblem } from '../fit/fit-field.js';
import { fitLeaf } from '../fit/fit-leaf.js';
import {
  ANY_MEMBER,
  multiplicityOf,
  type AbstractValue,
  type ComputedType,
} from '../reads/abstract-value.js';
import { closest } from '../wording/closest.js';
import { shorten } from '../wording/show-value.js';
import { isCalendarDate } from '../fit/calendar-date.js';
import { isEmail } from '../fit/email.js';
import { error, UNCALLED, warning, type Fault } from './report.js';
import { noted } from '../../domain/said.js';

/** The CRM's data model, as far as the entry reads of it. */
export interface DealModel {
  /** The field that a path leads to; null where there is none. */
  readonly find: (path: RecordPath) => FieldDescription | null;
  /** Whether a path leads to a child list. */
  readonly isList: (path: RecordPath) => boolean;
}

interface Place extends DealModel {
  readonly scalar: string | null;
}

/**
 * What is known, before any deal is read, to go wrong when an expression's value goes into a template field: types of
 * CRM fields, fixed values, results of functions and operators, each against the field's type, its options and its parts.
 */
export function templateFaults(
  field: TemplateField,
  { derivation, scalar }: Expression,
  model: DealModel,
): readonly Fault[] {
  return fieldFaults(field, derivation.result, { ...model, scalar });
}

function fieldFaults(field: TemplateField, value: AbstractValue, place: Place): readonly Fault[] {
  switch (field.kind) {
    case 'leaf':
      return [...severalFaults(field, value, place), ...leafFaults(field, value, place)];
    case 'composite':
      return [
        ...severalFaults(field, value, place),
        ...partsFaults(field, membersInForce(field), 'part', value, place),
        ...unitFaults(field, value),
      ];
    case 'repeating':
      return partsFaults(field, field.row, 'column', value, place);
  }
}

/** With one row in the CRM it goes well, with two it does not. After a filter there may well be one only. */
function severalFaults(
  field: TemplateLeaf | TemplateComposite,
  value: AbstractValue,
  { isList }: Place,
): readonly Fault[] {
  if (field.kind === 'leaf' && (field.type.startsWith('array') || field.type === 'unknown')) {
    return [];
  }
  if (multiplicityOf(value, isList) !== 'several') return [];
  return [
    warning(
      noted`${named(field)} takes one value, but the expression may give several; take one of them with [0], or join them with $join(…, ", ").`,
    ),
  ];
}

function leafFaults(leaf: TemplateLeaf, value: AbstractValue, place: Place): readonly Fault[] {
  const { find, scalar } = place;
  const ofFields = [...value.refs.values()].flatMap(({ path }) => {
    const field = find(path);
    return field === null ? [] : (fieldFault(leaf, field, path.join('.')) ?? []);
  });
  const ofLiterals = [...value.literals.values()].flatMap(
    (literal) => literalFault(leaf, literal, scalar) ?? [],
  );
  const ofComputed = [...value.computed].flatMap((type) => computedFault(leaf, type) ?? []);
  const isObject = value.members.size > 0 && leaf.type !== 'unknown';
  const ofMembers = isObject
    ? [error(noted`${named(leaf)} takes ${leaf.rawType}, but the expression gives an object`)]
    : [];
  return [...ofFields, ...ofLiterals, ...ofComputed, ...ofMembers, ...uncalledFaults(leaf, value)];
}

function uncalledFaults(field: TemplateField, { functions }: AbstractValue): readonly Fault[] {
  return functions.size === 0
    ? []
    : [error(noted`${named(field)} takes a value, but the expression gives ${UNCALLED}.`)];
}

/** The members of an object against the parts of a composite, or the columns of a table's rows. */
function partsFaults(
  field: TemplateField,
  parts: readonly TemplateField[],
  what: 'part' | 'column',
  value: AbstractValue,
  place: Place,
): readonly Fault[] {
  const names = parts.map(({ name }) => name);
  const isDuration = field.kind === 'composite' && field.parentType === 'duration';
  const faults: Fault[] = [...uncalledFaults(field, value)];
  const ways = names.map((name) => `${JSON.stringify(name)}: …`).join(', ');
  if (value.literals.size > 0 || value.computed.size > 0 || hasPlainField(value, place.find)) {
    faults.push(
      error(
        noted`${named(field)} is made of ${names.join(', ')}, but the expression gives a single value; write {${ways}}.`,
      ),
    );
  }
  for (const path of compoundsIn(value, place.find)) {
    if (names.some((name) => COMPOUND_PARTS.has(name))) continue;
    const message = noted`${named(field)} is made of ${names.join(', ')}, but ${path} has the CRM's own parts, such as street; write {${ways}} with fields of their own, such as BillingStreet.`;
    faults.push(error(message));
  }
  for (const [name, member] of value.members) {
    if (name === ANY_MEMBER) continue;
    const part = parts.find((candidate) => candidate.name === name);
    if (part !== undefined) {
      faults.push(...fieldFaults(part, member, { ...place, scalar: null }));
    } else if (!(isDuration && name === 'days')) {
      const message = noted`${named(field)} has no ${PARTS[what]} "${name}"${closest(name, names)}; it has ${names.join(', ')}.`;
      faults.push(error(message));
    }
  }
  // Something else may add what is missing here.
  const isWhole = value.members.size > 0 && value.refs.size === 0 && !value.members.has(ANY_MEMBER);
  for (const part of isWhole ? parts : []) {
    const hasDefault = part.kind === 'leaf' && part.hasDefault;
    if (!part.required || hasDefault || value.members.has(part.name)) continue;
    faults.push(
      error(
        noted`${named(field)} needs the ${PARTS[what]} "${part.name}" (${part.label}); add it.`,
      ),
    );
  }
  return faults;
}

const PARTS = { part: noted`part`, column: noted`column` } as const;

function hasPlainField(value: AbstractValue, find: DealModel['find']): boolean {
  return [...value.refs.values()].some(({ path }) => {
    const type = find(path)?.type ?? 'other';
    return type !== 'other' && type !== 'compound';
  });
}

/** Parts that an address or a place of the CRM always has. */
const COMPOUND_PARTS: ReadonlySet<string> = new Set(['street', 'latitude']);

function compoundsIn({ refs }: AbstractValue, find: DealModel['find']): readonly string[] {
  return [...refs.values()].flatMap(({ path }) =>
    find(path)?.type === 'compound' ? [path.join('.')] : [],
  );
}

/** Currencies and units that stand in the expression. */
function unitFaults(field: TemplateComposite, value: AbstractValue): readonly Fault[] {
  const units = value.members.get('type')?.literals ?? new Map<string, unknown>();
  return [...units.values()].flatMap((unit) => {
    const problem = unitProblem(field.parentType, unit);
    return problem === null
      ? []
      : [error(noted`${named(field)} ${problem}, but the expression gives ${shorten(unit)}.`)];
  });
}

function literalFault(
  leaf: TemplateLeaf,
  literal: string | number | boolean,
  scalar: string | null,
): Fault | null {
  // No value: what is required is judged on the deal, where another branch may give one.
  if (literal === '') return null;
  const fit = fitLeaf(leaf, literal, scalar);
  if (fit.ok) return null;
  const hint = fit.hint === null ? '' : ` (${fit.hint})`;
  const labels = (leaf.options ?? []).map(({ label }) => label);
  const near = typeof literal === 'string' ? closest(literal, labels) : '';
  return error(
    noted`${named(leaf)} ${fit.problem}${hint}, but the expression gives ${shorten(literal)}${near}.`,
  );
}

/** What can be what it has to be; a computed text may be anything that is written as text. */
const COMPUTED_FITS: Readonly<Partial<Record<TemplateLeaf['type'], readonly ComputedType[]>>> = {
  string: ['text', 'date', 'datetime'],
  boolean: ['boolean'],
  int: ['number'],
  float: ['number'],
  date: ['text', 'date', 'datetime'],
  'array of strings': ['text', 'date', 'datetime'],
  'array of files': [],
};

const CONVERSIONS: Readonly<Partial<Record<TemplateLeaf['type'], string>>> = {
  string: noted`; wrap it in $string(…)`,
  int: noted`; convert it with $number(…)`,
  float: noted`; convert it with $number(…)`,
};

function computedFault(leaf: TemplateLeaf, type: ComputedType): Fault | null {
  const fits = COMPUTED_FITS[leaf.type];
  const isOption = leaf.type === 'enum' || leaf.type === 'array of options';
  const isWrong = isOption
    ? !(leaf.options ?? []).some((option) => canBe(option, type))
    : fits !== undefined && !fits.includes(type);
  if (!isWrong) return null;
  return error(
    noted`${named(leaf)} is of type ${leaf.rawType}, but the expression gives a ${type}${CONVERSIONS[leaf.type] ?? ''}.`,
  );
}

type CrmType = FieldDescription['type'];

const isId = (text: string) => /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(text);

/** Types of which not every text is: how those look that are. */
const FORMS: Readonly<Partial<Record<CrmType | ComputedType, (text: string) => boolean>>> = {
  date: isCalendarDate,
  datetime: (text) => isCalendarDate(text.slice(0, 10)) && text.includes('T'),
  time: (text) => /^\d\d:\d\d/.test(text),
  email: isEmail,
  url: (text) => /[./]/.test(text),
  phone: (text) => /\d/.test(text),
  id: isId,
  reference: isId,
};

/** Whether a value of a type may be one of the option's two names. */
function canBe({ value, label }: TemplateOption, type: CrmType | ComputedType): boolean {
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'number' || NUMBERS.some((one) => one === type)) return typeof value === 'number';
  const hasForm = FORMS[type] ?? (() => true);
  return hasForm(label) || (typeof value === 'string' && hasForm(value));
}

const TEXTS: readonly CrmType[] = [
  'id',
  'text',
  'textarea',
  'email',
  'url',
  'phone',
  'picklist',
  'multipicklist',
  'reference',
  'time',
  'date',
  'datetime',
  'encrypted',
];
const NUMBERS: readonly CrmType[] = ['integer', 'number', 'currency', 'percent'];

/** CRM field types whose values can fit a template type as they are. */
const FIELD_FITS: Readonly<Partial<Record<TemplateLeaf['type'], readonly CrmType[]>>> = {
  string: TEXTS,
  boolean: ['boolean'],
  int: NUMBERS,
  float: NUMBERS,
  date: ['date', 'datetime'],
  'array of strings': TEXTS,
  'array of files': [],
};

/** What a CRM field that is mapped as it is will get wrong in a template leaf; null when nothing is known to. */
export function fieldFault(
  leaf: TemplateLeaf,
  field: FieldDescription,
  pathText: string,
): Fault | null {
  if (field.type === 'base64') {
    return error(
      noted`${pathText} is the body of a file, of which the CRM gives only the address; it can't go into a contract's field.`,
    );
  }
  if (field.type === 'compound' && leaf.type !== 'unknown') {
    return error(
      noted`${named(leaf)} takes one value, but ${pathText} is an object of parts; name one of them, such as ${pathText}.city or ${pathText}.latitude.`,
    );
  }
  if (field.type === 'other') return null;
  if (leaf.type === 'array of options' && field.type === 'multipicklist') {
    return error(
      noted`${named(leaf)} takes a list, but ${pathText} is a multi-select picklist, which gives one text; write $split(${pathText}, ";").`,
    );
  }
  if (leaf.options !== null && (leaf.type === 'enum' || leaf.type === 'array of options')) {
    return optionFault(leaf, leaf.options, field, pathText);
  }
  const fitting = FIELD_FITS[leaf.type];
  if (fitting !== undefined && !fitting.includes(field.type)) {
    return error(
      noted`${named(leaf)} is of type ${leaf.rawType}, but ${pathText} is a CRM field of type ${field.type}; convert it in the expression, or map another field.`,
    );
  }
  if (leaf.type === 'int' && field.type !== 'integer' && field.scale !== 0) {
    return warning(
      noted`${named(leaf)} takes whole numbers, but ${pathText} may have a fraction; use $round(${pathText}) if that is meant.`,
    );
  }
  if (field.type === 'encrypted') {
    return warning(
      noted`${pathText} is encrypted: whoever may not see it in the CRM gets a mask and can't make this contract without giving the value themselves.`,
    );
  }
  if (field.type === 'multipicklist') {
    const way =
      leaf.type === 'string' ? `$join($split(${pathText}, ";"), ", ")` : `$split(${pathText}, ";")`;
    return warning(noted`${pathText} is a multi-select picklist, which gives "A;B"; write ${way}.`);
  }
  return null;
}

/** Every picklist value has to be an option's value, or the label of exactly one option. */
function optionFault(
  leaf: TemplateLeaf,
  options: readonly TemplateOption[],
  field: FieldDescription,
  pathText: string,
): Fault | null {
  const shown = options.map((option) => option.label).join(', ');
  const kind = kindOf(field.type);
  if (kind !== null && !options.some((option) => canBe(option, field.type))) {
    return error(
      noted`${named(leaf)} has no option that is a ${kind}, but ${pathText} is a CRM field of type ${field.type}; its options are ${shown}. Translate it in the expression.`,
    );
  }
  const fits = (value: string) => fitLeaf({ ...leaf, type: 'enum' }, value).ok;
  const unknown = (field.picklistValues ?? []).filter((value) => !fits(value));
  if (unknown.length === 0) return null;
  return warning(
    noted`${named(leaf)} has no option for ${unknown.join(', ')} of ${pathText}; its options are ${shown}. Add them in SpotDraft, or translate them in the expression.`,
  );
}

/** What a value of the type is called where options are spoken of; null for texts, of which any may be an option. */
function kindOf(type: CrmType): string | null {
  if (NUMBERS.includes(type)) return 'number';
  return type === 'boolean' || FORMS[type] !== undefined ? type : null;
}

function named({ name, label }: TemplateField): string {
  return noted`field "${name}" (${label})`;
}
