import { defaultFieldResolver } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { UserError } from '../../domain/user-error.js';
import { said } from '../../domain/said.js';

/** More than anybody corrects at once; a list in the input may be wrong at each of its entries. */
const MAX_USER_ERRORS = 100;

/** Has every mutation of the schema tell no more of what is wrong than people read, so that no answer grows with what was sent. */
export function boundUserErrors(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (...args) => {
      const payload = (await resolve(...args)) as { readonly userErrors: readonly UserError[] };
      const { userErrors } = payload;
      return userErrors.length <= MAX_USER_ERRORS
        ? payload
        : { ...payload, userErrors: firstOf(userErrors) };
    };
  }
}

function firstOf(userErrors: readonly UserError[]): readonly UserError[] {
  const more = userErrors.length - MAX_USER_ERRORS;
  const message = said`There are ${more} more faults than the ${MAX_USER_ERRORS} that are told. Mend these first, or send less at a time.`;
  return [...userErrors.slice(0, MAX_USER_ERRORS), { field: null, code: 'INVALID_INPUT', message }];
}
