import type { FieldType as SelectedField, QueryBase } from '@jetstreamapp/soql-parser-js';

import { SalesforceError } from '../errors.js';

const MAX_OFFSET = 2_000;

/** Where a statement stands: it decides which clauses it may have. */
type Place = 'query' | 'child' | 'semi-join';

/**
 * Refuses what the sandbox would otherwise pass over in silence: clauses it does not carry out, and clauses that the
 * platform does not take over REST or in this place.
 *
 * @throws SalesforceError with the code the REST API gives, or MALFORMED_QUERY naming what the sandbox lacks.
 */
export function checkClauses(query: QueryBase, place: Place): void {
  if (query.withAccessLevel !== undefined || query.withSecurityEnforced === true)
    throw malformed('WITH USER_MODE and WITH SECURITY_ENFORCED belong to Apex');
  if (query.for === 'UPDATE') throw malformed('FOR UPDATE belongs to Apex');
  if (query.for !== undefined) throw malformed(`the sandbox has no FOR ${query.for}`);
  if (query.update !== undefined) throw malformed(`the sandbox has no UPDATE ${query.update}`);
  if (query.withDataCategory !== undefined)
    throw malformed('the sandbox has no WITH DATA CATEGORY: none of its objects has categories');
  if (place !== 'query') {
    const what = place === 'child' ? 'A child subquery' : 'A semi join';
    if (query.groupBy !== undefined || query.having !== undefined)
      throw malformed(`${what} can not have GROUP BY or HAVING`);
    if (query.usingScope !== undefined) throw malformed(`${what} can not have USING SCOPE`);
  }
  if (place === 'semi-join') {
    if (query.orderBy !== undefined || query.limit !== undefined || query.offset !== undefined)
      throw malformed('a semi join has no ORDER BY, LIMIT or OFFSET');
  }
  if ((query.offset ?? 0) > MAX_OFFSET) {
    throw new SalesforceError(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `Maximum SOQL offset allowed is ${MAX_OFFSET}`,
    );
  }
}

/** The alias of a selected element, whichever form the parser gives it. */
export function aliasOf(selected: SelectedField): string | undefined {
  return 'alias' in selected && typeof selected.alias === 'string' ? selected.alias : undefined;
}

/** @throws SalesforceError for a row's field with an alias: only aggregate queries have them. */
export function refuseAlias(selected: SelectedField): void {
  if (aliasOf(selected) !== undefined)
    throw malformed('only aggregate expressions use field aliasing');
}

export function malformed(message: string): SalesforceError {
  return new SalesforceError('MALFORMED_QUERY', message);
}
