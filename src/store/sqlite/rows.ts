import { z } from 'zod';

import { parseContractId } from '../../domain/contract-id.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import type { DirtyKey } from '../store.js';

/** Column types: what SQLite holds, parsed into what the port speaks of. */
export const contractIdColumn = z.string().transform(parseContractId);
export const opportunityIdColumn = z.string().transform(parseOpportunityId);
export const dateColumn = z.number().transform((ms) => new Date(ms));
export const dirtyKeyColumn = z.string().transform(parseDirtyKey);
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

function parseDirtyKey(text: string): DirtyKey {
  return /^#[1-9][0-9]{0,14}$/.test(text) ? `#${Number(text.slice(1))}` : parseContractId(text);
}
