import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import type { CreateContractInput, GivenPeople } from './contract-request.js';
import { dataSizeErrors } from '../data-size.js';
import { peopleErrors } from './people-errors.js';
import { said } from '../../domain/said.js';

/** What is wrong with what a caller gives in place of the mapping's, before it is held against mapping and template. */
export function overrideErrors({
  name,
  data,
  ...people
}: Pick<CreateContractInput, 'name' | 'data' | keyof GivenPeople>): UserError[] {
  return [...peopleErrors(people), ...valueErrors({ name, data })];
}

function valueErrors({
  name,
  data,
}: {
  readonly [Key in 'name' | 'data']: CreateContractInput[Key] | undefined;
}): UserError[] {
  const errors = lengthErrors({ name: { text: name, max: LONGEST.name } });
  if (name !== undefined && isBlank(name)) {
    errors.push({
      field: ['name'],
      code: 'INVALID_INPUT',
      message: said`"name" is blank; leave it out to have the contract named by the mapping.`,
    });
  }
  return [...errors, ...dataSizeErrors(['data'], data ?? {})];
}
