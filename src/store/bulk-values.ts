import { z } from 'zod';
import { BULK_ROW_STATES } from '../domain/bulk.js';
import type { BulkRowState } from '../domain/bulk.js';
import { parseContractId } from '../domain/contract-id.js';
import type { UserErrorCode } from '../domain/user-error.js';
import type { BulkJob, BulkRow, BulkVerdict } from './bulk-jobs.js';

/** What both engines keep of a job, and of a row that has its verdict, as JSON text. */
export const storedBulkStarter = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), username: z.string(), email: z.string().nullable() }),
  z.object({ kind: z.literal('integration'), keyName: z.string() }),
]);

const storedUserError = z.object({
  field: z.array(z.string()).nullable(),
  code: z.string().transform((code) => code as UserErrorCode),
  message: z.string(),
  spotdraftCode: z
    .string()
    .nullish()
    .transform((code) => code ?? null),
});

export const storedBulkVerdict = z.object({
  contractId: z.string().transform(parseContractId).nullable(),
  userErrors: z.array(storedUserError),
});

export const NO_VERDICT: Pick<BulkRow, 'contractId' | 'userErrors'> = {
  contractId: null,
  userErrors: [],
};

export function toStoredVerdict({ contractId, userErrors }: BulkVerdict): string {
  return JSON.stringify({ contractId, userErrors });
}

export function toBulkCounts(counts: ReadonlyMap<string, number>): BulkJob['counts'] {
  return Object.fromEntries(
    BULK_ROW_STATES.map((state) => [state, counts.get(state) ?? 0]),
  ) as Record<BulkRowState, number>;
}
