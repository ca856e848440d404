import type {
  TemplateComposite,
  TemplateField,
  TemplateLeaf,
  TemplateRepeating,
} from '../connectors/spotdraft/types.js';
import type { UserError, UserErrorCode } from '../domain/user-error.js';
import { closest } from './closest.js';
import { completeDuration, durationProblem } from './duration.js';
import { fitLeaf } from './fit-leaf.js';
import { shorten } from './show-value.js';

/** Where a value comes from; decides what a message tells people to do. */
export type ValueOrigin =
  | { readonly kind: 'mapping'; readonly path: readonly string[]; readonly expression: string }
  | { readonly kind: 'override'; readonly path: readonly string[] }
  /** No expression and no override. */
  | { readonly kind: 'none'; readonly path: readonly string[]; readonly templateId: string };

/** A value ready for `contract_data` (`undefined`: leave the key out), or what is wrong with it. */
export interface Fit {
  readonly value: unknown;
  readonly userErrors: readonly UserError[];
}

const ABSENT: Fit = { value: undefined, userErrors: [] };

/** SpotDraft refuses empty texts, so they count as no value, as null does. */
export function isAbsent(value: unknown): value is undefined | null | '' {
  return value === undefined || value === null || value === '';
}

/** Types one value against its template field. `origin.path` is where the value stands in the input. */
export function fitField(field: TemplateField, value: unknown, origin: ValueOrigin): Fit {
  switch (field.kind) {
    case 'leaf':
      return fitLeafField(field, value, origin, field.label);
    case 'composite':
      return fitComposite(field, value, origin, field.label);
    case 'repeating':
      return fitRepeating(field, value, origin);
  }
}

function fitLeafField(leaf: TemplateLeaf, value: unknown, origin: ValueOrigin, label: string): Fit {
  if (isAbsent(value)) {
    return leaf.required && !leaf.hasDefault ? missing(label, origin) : ABSENT;
  }
  const fit = fitLeaf(leaf, value);
  if (!fit.ok)
    return failed(
      'INVALID_VALUE',
      [...origin.path, ...fit.at],
      label,
      fit.problem,
      fit.found,
      origin,
    );
  if (fit.value === undefined) {
    return leaf.required && !leaf.hasDefault ? missing(label, origin) : ABSENT;
  }
  return { value: fit.value, userErrors: [] };
}

function fitComposite(
  field: TemplateComposite,
  value: unknown,
  origin: ValueOrigin,
  label: string,
): Fit {
  if (!isAbsent(value) && !isObject(value)) {
    const names = field.members.map((member) => member.name).join(', ');
    const problem = `needs an object with ${names}`;
    return failed('INVALID_VALUE', origin.path, label, problem, value, origin);
  }
  const given = Object.entries(value ?? {}).filter(([, member]) => !isAbsent(member));
  const isEmpty = given.length === 0 || (field.parentType === 'currency' && !given.some(isAmount));
  if (isEmpty) return field.required ? missing(label, origin) : ABSENT;

  const members = new Map(given);
  const fits = field.members.map((member) => {
    const child = { ...origin, path: [...origin.path, member.name] };
    const fit = fitLeafField(
      withUnitRule(field, member),
      members.get(member.name),
      child,
      `${label} > ${member.label}`,
    );
    return [member.name, fit] as const;
  });
  for (const [name, member] of given) {
    if (field.members.some((known) => known.name === name)) continue;
    // SpotDraft wants the days of a duration even where the template's description leaves them out.
    const isDays = field.parentType === 'duration' && name === 'days';
    const fit = isDays
      ? { value: member, userErrors: [] }
      : unknownMember(field, name, origin, label);
    fits.push([name, fit]);
  }
  const userErrors = fits.flatMap(([, fit]) => fit.userErrors);
  if (userErrors.length > 0) return { value: undefined, userErrors };
  const fitted = fits
    .map(([name, fit]) => [name, fit.value] as const)
    .filter(([, member]) => member !== undefined);
  const completed = new Map(field.parentType === 'duration' ? completeDuration(fitted) : fitted);
  const problem = specialProblem(field, completed);
  if (problem !== null) return failed('INVALID_VALUE', origin.path, label, problem, value, origin);
  return { value: Object.fromEntries(completed), userErrors: [] };
}

/** An amount says nothing without its currency or unit, whatever the template calls optional; days are computed. */
function withUnitRule(field: TemplateComposite, member: TemplateLeaf): TemplateLeaf {
  if (field.parentType !== 'currency' && field.parentType !== 'duration') return member;
  if (member.name === 'type') return { ...member, required: true, hasDefault: false };
  if (field.parentType === 'duration' && member.name === 'days') {
    return { ...member, required: false };
  }
  return member;
}

function isAmount([name]: readonly [string, unknown]): boolean {
  return name === 'value';
}

function specialProblem(
  field: TemplateComposite,
  members: ReadonlyMap<string, unknown>,
): string | null {
  if (field.parentType === 'duration') return durationProblem(members);
  const currency = members.get('type');
  if (field.parentType === 'currency' && !/^[A-Z]{3}$/.test(String(currency))) {
    return 'needs the three-letter code of a currency as its type, such as USD';
  }
  return null;
}

function unknownMember(
  field: TemplateComposite,
  name: string,
  origin: ValueOrigin,
  label: string,
): Fit {
  const names = field.members.map((member) => member.name);
  const message =
    `Field "${label}" has no part "${name}"${closest(name, names)}; it consists of ${names.join(', ')}. ` +
    remedyFor(origin);
  return {
    value: undefined,
    userErrors: [{ field: [...origin.path, name], code: 'UNKNOWN_FIELD', message }],
  };
}

function fitRepeating(field: TemplateRepeating, value: unknown, origin: ValueOrigin): Fit {
  if (isAbsent(value)) return field.required ? missing(field.label, origin) : ABSENT;
  // JSONata gives a list of one as the one.
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (rows.length === 0 && field.required) return missing(field.label, origin);
  const fits = rows.map((row, index) => fitRow(field, row, index, origin));
  const userErrors = fits.flatMap((fit) => fit.userErrors);
  return { value: userErrors.length > 0 ? undefined : fits.map((fit) => fit.value), userErrors };
}

function fitRow(field: TemplateRepeating, row: unknown, index: number, origin: ValueOrigin): Fit {
  const label = `${field.label} row ${index + 1}`;
  const rowOrigin = { ...origin, path: [...origin.path, String(index)] };
  if (!isObject(row)) {
    const names = field.row.map((child) => child.name).join(', ');
    return failed(
      'INVALID_VALUE',
      rowOrigin.path,
      label,
      `needs an object with ${names}`,
      row,
      origin,
    );
  }
  const userErrors: UserError[] = [];
  const fitted: Record<string, unknown> = {};
  for (const child of field.row) {
    const childOrigin = { ...origin, path: [...rowOrigin.path, child.name] };
    const childLabel = `${label} > ${child.label}`;
    const value = Object.hasOwn(row, child.name) ? row[child.name] : undefined;
    const fit =
      child.kind === 'leaf'
        ? fitLeafField(child, value, childOrigin, childLabel)
        : fitComposite(child, value, childOrigin, childLabel);
    userErrors.push(...fit.userErrors);
    if (fit.value !== undefined) fitted[child.name] = fit.value;
  }
  const names = field.row.map((child) => child.name);
  for (const name of Object.keys(row).filter((key) => !names.includes(key))) {
    userErrors.push({
      field: [...rowOrigin.path, name],
      code: 'UNKNOWN_FIELD',
      message:
        `Field "${label}" has no column "${name}"${closest(name, names)}; its columns are ${names.join(', ')}. ` +
        remedyFor(origin),
    });
  }
  return { value: fitted, userErrors };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function missing(label: string, origin: ValueOrigin): Fit {
  const name = fieldName(origin);
  const message = {
    mapping: () =>
      `Field "${name}" (${label}) is required, but ${expressionOf(origin)} found no value in the deal. ` +
      `Fill it in on the CRM record, or pass it in data.`,
    override: () => `Field "${name}" (${label}) is required, but data gives it no value. Pass one.`,
    none: () =>
      `Field "${name}" (${label}) is required and the mapping has no expression for it. ` +
      `Pass it in data, or add it to the mapping of this template.`,
  }[origin.kind]();
  return { value: undefined, userErrors: [{ field: origin.path, code: 'REQUIRED', message }] };
}

function failed(
  code: UserErrorCode,
  path: readonly string[],
  label: string,
  problem: string,
  found: unknown,
  origin: ValueOrigin,
): Fit {
  const message =
    `Field "${fieldName(origin)}" (${label}) ${problem}, but ${expressionOf(origin)} gives ${shorten(found)}. ` +
    remedyFor(origin);
  return { value: undefined, userErrors: [{ field: path, code, message }] };
}

function fieldName(origin: ValueOrigin): string {
  return origin.path.slice(1).join('.');
}

function expressionOf(origin: ValueOrigin): string {
  return origin.kind === 'mapping' ? `the expression ${origin.expression}` : 'data';
}

function remedyFor(origin: ValueOrigin): string {
  return origin.kind === 'mapping'
    ? 'Correct the CRM record or the expression, or pass the value in data.'
    : 'Correct it in data.';
}
