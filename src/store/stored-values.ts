import { z } from 'zod';

import type { ContractStore } from './store.js';

/** Values that every engine keeps as JSON text, parsed when they come back: the store's files are an edge too. */
export const storedRecipients = z.array(
  z.object({
    name: z.string().nullable(),
    email: z.string().nullable(),
    status: z.string().nullable(),
  }),
);

export const storedKeyPointers = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    label: z.string().nullable(),
    // JSON drops a member without a value.
    value: z.unknown().transform((value): unknown => value ?? null),
  }),
);

export const storedRow = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
);

/** The part of the contract store that is kept beside the projection. */
export type ContractDetails = Pick<
  ContractStore,
  | 'saveLookedUp'
  | 'lookedUp'
  | 'confirmedRows'
  | 'saveConfirmedRows'
  | 'saveRecipients'
  | 'saveKeyPointers'
  | 'recipients'
  | 'keyPointers'
>;
