import { z } from 'zod';
import { placeAsId, RECIPIENT_TYPES } from '../domain/recipient.js';

/** Values that every engine keeps as JSON text, parsed when they come back: the store's files are an edge too. */
export const storedRecipients = z
  .array(
    z.object({
      name: z.string().nullable(),
      email: z.string().nullable(),
      status: z.string().nullable(),
      // Rows that an earlier version kept lack these.
      id: z.string().optional(),
      type: z.enum(RECIPIENT_TYPES).default('SIGNATORY'),
      title: z.string().nullable().default(null),
      order: z.number().nullable().default(null),
      signedAt: z.string().nullable().default(null),
      declineReason: z.string().nullable().default(null),
    }),
  )
  .transform((rows) =>
    rows.map((row, index) => ({
      ...row,
      id: row.id ?? placeAsId(index),
      declined: row.status === 'DECLINED',
    })),
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
