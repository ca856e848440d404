import { isRecord } from '../../domain/is-record.js';
import type {
  TemplateComposite,
  TemplateField,
  TemplateLeaf,
  TemplateRepeating,
} from '../../connectors/spotdraft/template.js';
import { completeDuration, durationProblem, durationUnitProblem } from './duration.js';
import { missing, mismatched, unknownPart } from './field-problem.js';
import type { FieldProblem, ValueOrigin } from './field-problem.js';
import { fitLeaf } from './fit-leaf.js';
import { isAbsent } from './is-absent.js';
import type { Mismatch } from './fit-leaf.js';
import { said } from '../../domain/said.js';

/** A value ready for `contract_data` (`undefined`: leave the key out), or what is wrong with it. */
export interface Fit {
  readonly value: unknown;
  readonly problems: readonly FieldProblem[];
}

const ABSENT: Fit = { value: undefined, problems: [] };

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
    return leaf.required && !leaf.hasDefault ? refused(missing(label, origin)) : ABSENT;
  }
  const fit = fitLeaf(leaf, value, origin.kind === 'mapping' ? origin.scalar : null);
  if (!fit.ok) return refused(mismatched(fit, label, origin, [...origin.path, ...fit.at]));
  if (fit.value === undefined) {
    return leaf.required && !leaf.hasDefault ? refused(missing(label, origin)) : ABSENT;
  }
  return { value: fit.value, problems: [] };
}

function fitComposite(
  field: TemplateComposite,
  value: unknown,
  origin: ValueOrigin,
  label: string,
): Fit {
  if (!isAbsent(value) && !isRecord(value)) {
    return refused(mismatched(notInParts(field.members, value), label, origin));
  }
  const given = Object.entries(isRecord(value) ? value : {}).filter(
    ([, member]) => !isAbsent(member),
  );
  const isEmpty = given.length === 0 || (field.parentType === 'currency' && !given.some(isAmount));
  if (isEmpty) return field.required ? refused(missing(label, origin)) : ABSENT;

  const members = new Map(given);
  const fits = membersInForce(field).map((member) => {
    const child = { ...origin, path: [...origin.path, member.name] };
    const fit = fitLeafField(member, members.get(member.name), child, `${label} > ${member.label}`);
    return [member.name, fit] as const;
  });
  for (const [name, member] of given) {
    if (field.members.some((known) => known.name === name)) continue;
    // SpotDraft wants the days of a duration even where the template's description leaves them out.
    const isDays = field.parentType === 'duration' && name === 'days';
    const fit = isDays
      ? { value: member, problems: [] }
      : refused(unknownPart('part', name, namesOf(field.members), label, origin));
    fits.push([name, fit]);
  }
  const problems = fits.flatMap(([, fit]) => fit.problems);
  if (problems.length > 0) return { value: undefined, problems };
  const fitted = fits
    .map(([name, fit]) => [name, fit.value] as const)
    .filter(([, member]) => member !== undefined);
  const completed = new Map(field.parentType === 'duration' ? completeDuration(fitted) : fitted);
  const problem = specialProblem(field, completed);
  if (problem !== null) {
    return refused(mismatched({ problem, hint: null, found: value }, label, origin));
  }
  return { value: Object.fromEntries(completed), problems: [] };
}

/**
 * The members as they are asked for: an amount says nothing without its currency or unit, whatever the template calls
 * optional, and days are computed.
 */
export function membersInForce(field: TemplateComposite): readonly TemplateLeaf[] {
  return field.members.map((member) => withUnitRule(field, member));
}

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
  return unitProblem(field.parentType, members.get('type'));
}

/** What is wrong with the unit of an amount or a duration; null for other composites. */
export function unitProblem(
  parentType: TemplateComposite['parentType'],
  unit: unknown,
): string | null {
  if (parentType === 'currency' && !/^[A-Z]{3}$/.test(String(unit))) {
    return said`must have the three-letter code of its currency, such as USD`;
  }
  return parentType === 'duration' ? durationUnitProblem(unit) : null;
}

function fitRepeating(field: TemplateRepeating, value: unknown, origin: ValueOrigin): Fit {
  if (isAbsent(value)) return field.required ? refused(missing(field.label, origin)) : ABSENT;
  // JSONata gives a list of one as the one.
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (rows.length === 0 && field.required) return refused(missing(field.label, origin));
  const fits = rows.map((row, index) => fitRow(field, row, index, origin));
  const problems = fits.flatMap((fit) => fit.problems);
  return { value: problems.length > 0 ? undefined : fits.map((fit) => fit.value), problems };
}

function fitRow(field: TemplateRepeating, row: unknown, index: number, origin: ValueOrigin): Fit {
  const label = said`${field.label} row ${index + 1}`;
  const rowOrigin = { ...origin, path: [...origin.path, String(index)] };
  if (!isRecord(row)) {
    return refused(mismatched(notInParts(field.row, row), label, rowOrigin));
  }
  const problems: FieldProblem[] = [];
  const fitted: [string, unknown][] = [];
  for (const child of field.row) {
    const childOrigin = { ...origin, path: [...rowOrigin.path, child.name] };
    const childLabel = `${label} > ${child.label}`;
    const value = Object.hasOwn(row, child.name) ? row[child.name] : undefined;
    const fit =
      child.kind === 'leaf'
        ? fitLeafField(child, value, childOrigin, childLabel)
        : fitComposite(child, value, childOrigin, childLabel);
    problems.push(...fit.problems);
    if (fit.value !== undefined) fitted.push([child.name, fit.value]);
  }
  const names = namesOf(field.row);
  for (const name of Object.keys(row).filter((key) => !names.includes(key))) {
    problems.push(unknownPart('column', name, names, label, rowOrigin));
  }
  return { value: Object.fromEntries(fitted), problems };
}

function namesOf(fields: readonly TemplateField[]): readonly string[] {
  return fields.map(({ name }) => name);
}

function notInParts(parts: readonly TemplateField[], found: unknown): Mismatch {
  return {
    problem: said`must be given in its parts, which are ${namesOf(parts).join(', ')}`,
    hint: 'an object',
    found,
  };
}

function refused(problem: FieldProblem): Fit {
  return { value: undefined, problems: [problem] };
}
