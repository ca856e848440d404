import { z } from 'zod';

import { parseContractId } from '../../domain/contract-id.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import { SYNC_QUEUE } from '../queue-keys.js';

/** Column types: what SQLite holds, parsed into what the port speaks of. */
export const contractIdColumn = z.string().transform(parseContractId);
export const opportunityIdColumn = z.string().transform(parseOpportunityId);
export const dateColumn = z.number().transform((ms) => new Date(ms));
export const dirtyKeyColumn = z.string().transform(SYNC_QUEUE.parseKey);
export const totalRow = z.object({ total: z.number() });

/** A TEXT column with JSON in it. */
export function jsonColumn<T>(schema: z.ZodType<T>) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}

/** A list as one parameter, for `IN (SELECT value FROM json_each(?))`: any length, one prepared statement. */
export function listParameter(values: Iterable<string | number>): string {
  return JSON.stringify([...values]);
}
