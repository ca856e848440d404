import { SalesforceError } from '../errors.js';
import type { SObjectSchema } from '../schema/catalog.js';
import type { SObjectRecord } from '../schema/types.js';
import type { QueryContext } from './paths.js';

/**
 * What `USING SCOPE` leaves of the rows a user sees: `mine` are those they own, `everything` all of them.
 *
 * @throws SalesforceError INVALID_QUERY_SCOPE for a scope the object does not have, and for those the sandbox lacks.
 */
export function compileScope(
  { principal }: QueryContext,
  object: SObjectSchema,
  scope: string | undefined,
): (row: SObjectRecord) => boolean {
  const wanted = scope?.toLowerCase();
  if (wanted === undefined || wanted === 'everything') return () => true;
  if (wanted !== 'mine') {
    throw new SalesforceError(
      'INVALID_QUERY_SCOPE',
      `the sandbox has the scopes mine and everything, not ${scope ?? ''}`,
    );
  }
  if (object.field('OwnerId') === undefined) {
    throw new SalesforceError(
      'INVALID_QUERY_SCOPE',
      `The scope mine is not supported by ${object.name}: its rows have no owner`,
    );
  }
  return (row) => row.OwnerId === principal.userId;
}
