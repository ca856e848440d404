import type { UserError } from '../domain/user-error.js';
import type { CreateContractInput } from './services.js';

/** More than any template field holds, and far less than ends the stack of what walks through a value. */
const MAX_DATA_DEPTH = 50;

/** What is wrong with a name and data that a caller gives, before they are held against mapping and template. */
export function overrideErrors({
  name,
  data,
}: Pick<CreateContractInput, 'name' | 'data'>): UserError[] {
  const errors: UserError[] = [];
  for (const [field, value] of Object.entries(data ?? {})) {
    if (!isDeeperThan(value, MAX_DATA_DEPTH)) continue;
    errors.push({
      field: ['data', field],
      code: 'INVALID_INPUT',
      message: `The value of "${field}" is nested more than ${MAX_DATA_DEPTH} levels deep.`,
    });
  }
  if (name !== undefined && name.trim() === '') {
    errors.push({
      field: ['name'],
      code: 'INVALID_INPUT',
      message: '"name" is blank; leave it out to have the contract named by the mapping.',
    });
  }
  return errors;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}
