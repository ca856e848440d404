import type { UserError } from '../domain/user-error.js';
import { lengthErrors, LONGEST } from './text-length.js';
import { said } from '../domain/said.js';

/** More than any template field holds, and far less than ends the stack of what walks through a value. */
const MAX_DATA_DEPTH = 50;

/** All of them at all levels: the largest table that anybody fills in, many times over. */
const MAX_DATA_VALUES = 20_000;
const MAX_DATA_NAME_LENGTH = 300;

/**
 * What is wrong with the size of data that people send, at its path from `input`: it would cost others more than it can be
 * worth, or is nested deeper than a walk through it may go.
 */
export function dataSizeErrors(path: readonly string[], data: object): UserError[] {
  const excess = excessOf(path.at(-1) ?? '', data);
  if (excess !== null) {
    return [{ field: path, code: 'INVALID_INPUT', message: said`${excess} Send less of it.` }];
  }
  return Object.entries(data)
    .filter(([, value]) => isDeeperThan(value, MAX_DATA_DEPTH))
    .map(([name]) => ({
      field: [...path, name],
      code: 'INVALID_INPUT',
      message: said`The value of "${name}" is nested more than ${MAX_DATA_DEPTH} levels deep.`,
    }));
}

/** What is wrong with a value of any shape that is kept as it is, and bounded as a text for that; nothing with one that is absent. */
export function jsonErrors(field: string, value: object | null | undefined): UserError[] {
  if (value === null || value === undefined) return [];
  // First: what nests too deeply can't even be written.
  const errors = dataSizeErrors([field], value);
  return errors.length > 0
    ? errors
    : lengthErrors({ [field]: { text: JSON.stringify(value), max: LONGEST.json } });
}

/** In what way the data is of a size that would cost others more than it can be worth; null when it is not. */
function excessOf(name: string, data: object): string | null {
  let values = 0;
  let longest = 0;
  const look = (value: unknown, levels: number): void => {
    values += 1;
    if (typeof value !== 'object' || value === null || levels === 0) return;
    for (const [key, member] of Object.entries(value)) {
      if (values > MAX_DATA_VALUES) return;
      longest = Math.max(longest, key.length);
      look(member, levels - 1);
    }
  };
  look(data, MAX_DATA_DEPTH);
  if (values > MAX_DATA_VALUES)
    return said`"${name}" holds more than ${MAX_DATA_VALUES} values, those within tables counted.`;
  return longest > MAX_DATA_NAME_LENGTH
    ? said`"${name}" has a name of ${longest} characters, more than the ${MAX_DATA_NAME_LENGTH} that any field has.`
    : null;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}
