import { z } from 'zod';

import { parseContractId } from '../../domain/contract-id.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import { SYNC_QUEUE } from '../queue-keys.js';

/** Makes of an answer what the port speaks of; a schema is one. */
export interface Reply<T> {
  parse(answer: unknown): T;
}

/** What Redis answers, parsed into what the port speaks of. Lua's `false` and missing fields come as null. */
export const contractIdReply = z.string().transform(parseContractId);
export const opportunityIdReply = z.string().transform(parseOpportunityId);
export const dirtyKeyReply = z.string().transform(SYNC_QUEUE.parseKey);
/** Fields of a hash are texts, also where they hold a number. */
export const numberField = z.string().transform(Number).pipe(z.number());
export const dateField = numberField.transform((ms) => new Date(ms));
/** 1 or 0. */
export const flagReply = z.number().transform((flag) => flag === 1);
/** For scripts and commands whose answer says nothing. */
export const nothingReply = z.unknown().transform(() => undefined);

/** A field with JSON in it. */
export function jsonField<T>(schema: z.ZodType<T>) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}
