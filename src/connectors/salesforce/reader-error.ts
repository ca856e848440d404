import { ForbiddenError } from '../../domain/errors.js';
import type { CrmPrincipal } from '../crm.js';
import { upstreamCodeOf } from './failures.js';
import { noted } from '../../domain/said.js';

/**
 * An object that a user may not read looks to them as if it did not exist.
 * @param what its records, as people call them
 */
export function toReaderError(reader: CrmPrincipal, error: unknown, what: string): unknown {
  if (reader.kind !== 'user' || upstreamCodeOf(error) !== 'INVALID_TYPE') return error;
  return new ForbiddenError(noted`Salesforce does not show you any ${what}.`, {
    service: 'salesforce',
    operation: 'GET /query',
    upstreamCode: 'INVALID_TYPE',
    cause: error,
  });
}
