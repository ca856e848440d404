import { said } from '../../domain/said.js';
/**
 * SpotDraft wants a duration's days beside its unit, and they must agree: published pairs are 6 MONTHS = 180,
 * 12 MONTHS = 365 and 2 YEARS = 730, that is 30-day months and twelve of them a year of 365 days.
 */

const UNITS = ['DAYS', 'MONTHS', 'YEARS'] as const;
type Unit = (typeof UNITS)[number];

/** Fewest and most days that a unit can stand for; days that a person gave are accepted within. */
const DAYS_PER_UNIT: Readonly<Record<Unit, readonly [number, number]>> = {
  DAYS: [1, 1],
  MONTHS: [28, 31],
  YEARS: [365, 366],
};

function toUnit(value: unknown): Unit | null {
  return UNITS.find((unit) => unit === value) ?? null;
}

/** The members with `days` added where they can be computed and were not given. */
export function completeDuration(
  members: readonly (readonly [string, unknown])[],
): readonly (readonly [string, unknown])[] {
  const byName = new Map(members);
  const unit = toUnit(byName.get('type'));
  const value = byName.get('value');
  if (byName.has('days') || unit === null || !isCount(value)) return members;
  return [...members, ['days', daysOf(unit, value)]];
}

/** What is wrong with a duration whose members have the right types; null when nothing is. */
export function durationProblem(members: ReadonlyMap<string, unknown>): string | null {
  const unit = toUnit(members.get('type'));
  const value = members.get('value');
  if (unit === null) return durationUnitProblem(members.get('type'));
  if (!isCount(value)) return said`must be a whole number of units, 0 or more`;
  const days = members.get('days');
  const [fewest, most] = DAYS_PER_UNIT[unit];
  if (!isCount(days) || days < fewest * value || days > most * value) {
    return said`must have days that agree with ${value} ${unit}, such as ${daysOf(unit, value)} (leave days out to have them computed)`;
  }
  return null;
}

export function durationUnitProblem(unit: unknown): string | null {
  return toUnit(unit) === null ? said`must be in ${UNITS.join(', ')}` : null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

export function daysOf(unit: Unit, value: number): number {
  switch (unit) {
    case 'DAYS':
      return value;
    case 'MONTHS':
      return Math.floor(value / 12) * 365 + (value % 12) * 30;
    case 'YEARS':
      return value * 365;
  }
}
