import { addFieldError } from '../errors.js';
import type { FieldErrors } from '../errors.js';
import { isObject } from '../json.js';
import type { JsonObject } from '../json.js';
import type { Descriptor } from '../templates/sample-templates.js';

const REQUIRED = 'This field is required.';

/** Days in one unit as the published pairs have them; twelve months count as a year. */
const DAYS_PER_UNIT: Readonly<Record<string, number>> = { DAYS: 1, MONTHS: 30, YEARS: 365 };

export interface ContractDataOptions {
  /** Leaves out the checks for missing values, as an update of some fields does. */
  readonly isPartial?: boolean;
  readonly acceptUnknownKeys?: boolean;
}

/** Checks contract data against a template's descriptors; an empty result means valid. */
export function validateContractData(
  data: JsonObject,
  descriptors: readonly Descriptor[],
  options: ContractDataOptions = {},
): FieldErrors {
  const errors: FieldErrors = {};
  checkObject(data, descriptors, [], errors, options);
  return errors;
}

/** The descriptors of each composite field, by parent; leaves stand alone under their own name. */
export function groupDescriptors(
  descriptors: readonly Descriptor[],
): Map<string, { readonly isComposite: boolean; readonly members: readonly Descriptor[] }> {
  const groups = new Map<string, { isComposite: boolean; members: Descriptor[] }>();
  for (const descriptor of descriptors) {
    const key = descriptor.parent_variable ?? descriptor.variable;
    const group = groups.get(key) ?? { isComposite: false, members: [] };
    group.isComposite ||= descriptor.parent_variable !== undefined;
    group.members.push(descriptor);
    groups.set(key, group);
  }
  return groups;
}

function checkObject(
  data: JsonObject,
  descriptors: readonly Descriptor[],
  path: readonly string[],
  errors: FieldErrors,
  options: ContractDataOptions,
): void {
  const groups = groupDescriptors(descriptors);
  for (const [name, { isComposite, members }] of groups) {
    const value = data[name];
    const at = [...path, name];
    const [first] = members;
    if (value === undefined || value === null) {
      const isMissing = isComposite
        ? members.some((member) => member.parent_required === true)
        : first && isRequired(first);
      if (isMissing && !options.isPartial) addFieldError(errors, at, REQUIRED);
    } else if (isComposite) {
      checkComposite(value, members, at, errors);
    } else if (first?.type === 'repeating') {
      checkRows(value, first.attributes ?? [], at, errors, options);
    } else if (first) {
      const problem = leafProblem(value, first);
      if (problem) addFieldError(errors, at, problem);
    }
  }
  if (options.acceptUnknownKeys) return;
  for (const key of Object.keys(data)) {
    if (!groups.has(key)) addFieldError(errors, [...path, key], 'Unknown field.');
  }
}

function checkComposite(
  value: unknown,
  members: readonly Descriptor[],
  path: readonly string[],
  errors: FieldErrors,
): void {
  if (!isObject(value)) {
    addFieldError(errors, path, 'Input should be an object.');
    return;
  }
  const names = new Set<string>();
  for (const member of members) {
    const name = memberName(member);
    names.add(name);
    const child = value[name];
    if (child === undefined || child === null) {
      if (isRequired(member)) addFieldError(errors, [...path, name], REQUIRED);
      continue;
    }
    const problem = leafProblem(child, member);
    if (problem) addFieldError(errors, [...path, name], problem);
  }
  for (const key of Object.keys(value)) {
    if (!names.has(key)) addFieldError(errors, [...path, key], 'Unknown field.');
  }
  if (members[0]?.parent_type === 'duration' && !daysAgree(value)) {
    addFieldError(errors, [...path, 'days'], 'days does not agree with type and value.');
  }
}

function checkRows(
  value: unknown,
  attributes: readonly Descriptor[],
  path: readonly string[],
  errors: FieldErrors,
  options: ContractDataOptions,
): void {
  if (!Array.isArray(value)) {
    addFieldError(errors, path, 'Input should be a list of rows.');
    return;
  }
  for (const [index, row] of value.entries()) {
    const at = [...path, String(index)];
    if (isObject(row)) {
      checkObject(row, attributes, at, errors, { ...options, isPartial: false });
    } else {
      addFieldError(errors, at, 'Input should be an object.');
    }
  }
}

function leafProblem(value: unknown, descriptor: Descriptor): string | undefined {
  const { type, options = [] } = descriptor;
  switch (type) {
    case 'string':
      if (typeof value !== 'string') return 'Input should be a string.';
      return value === '' ? 'This field may not be blank.' : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'Input should be a boolean.';
    case 'int':
      return Number.isInteger(value) ? undefined : 'Input should be an integer.';
    case 'float':
      return Number.isFinite(value) ? undefined : 'Input should be a number.';
    case 'date':
      return isDate(value) ? undefined : 'Input should be a date in the form YYYY-MM-DD.';
    case 'enum':
      return options.some((option) => option.value === value)
        ? undefined
        : `Input should be one of ${options.map((option) => JSON.stringify(option.value)).join(', ')}.`;
    case 'array of strings':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'string')
        ? undefined
        : 'Input should be a list of strings.';
    case 'array of options':
      return Array.isArray(value) &&
        value.every((entry) => options.some((option) => option.value === entry))
        ? undefined
        : `Input should be a list of ${options.map((option) => JSON.stringify(option.value)).join(', ')}.`;
    case 'repeating':
      return 'Input should be a list of rows.';
  }
}

function isRequired(descriptor: Descriptor): boolean {
  return descriptor.required !== false && descriptor.default_value === undefined;
}

function memberName(descriptor: Descriptor): string {
  return descriptor.child_variable ?? descriptor.variable.replace(/^.*\./, '');
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

function daysAgree({ type, value, days }: JsonObject): boolean {
  if (days === undefined || days === null || typeof type !== 'string') return true;
  const perUnit = DAYS_PER_UNIT[type];
  if (perUnit === undefined || typeof value !== 'number') return true;
  if (type === 'MONTHS') return days === Math.floor(value / 12) * 365 + (value % 12) * 30;
  return days === value * perUnit;
}
