import type { CrmPrincipal } from '../crm.js';
import { UpstreamUnavailableError } from '../../domain/errors.js';
import { upstreamCodeOf } from './failures.js';
import type { SoqlQueries } from './query.js';
import { select } from './soql.js';

/**
 * Tells an object that is not there from an API that is not: resources of an object answer NOT_FOUND for both. A query says
 * INVALID_TYPE of the object alone. Costs one call, and none for other errors.
 *
 * @returns the error that says more, else the one given.
 */
export async function explainNotFound(
  error: unknown,
  queries: SoqlQueries,
  principal: CrmPrincipal,
  objectName: string,
): Promise<unknown> {
  if (!isNotFound(error)) return error;
  try {
    await queries.rows(principal, select({ fields: ['Id'], from: objectName, limit: 1 }));
    return error;
  } catch (other) {
    return upstreamCodeOf(other) === 'INVALID_TYPE' ? other : error;
  }
}

export function isNotFound(error: unknown): boolean {
  return error instanceof UpstreamUnavailableError && error.upstreamCode === 'NOT_FOUND';
}
