import { z } from 'zod';
import type { ArchiveRow } from './archive-ledger.js';

const digests = z.object({
  sha256: z.string(),
  sha1: z.string(),
  md5: z.string(),
  dropbox: z.string(),
  quickXor: z.string(),
});

/** What both engines keep of a row as JSON text; the rest are columns, for look-ups. */
export const storedArchiveRow = z.object({
  versionId: z.string().nullable(),
  ordinal: z.number(),
  attempts: z.number(),
  planned: z.object({ folder: z.array(z.string()).readonly(), name: z.string() }).nullable(),
  sizeBytes: z.number().nullable(),
  sent: digests.nullable(),
  stored: z
    .object({
      name: z.enum(['sha256', 'sha1', 'md5', 'dropbox', 'quickXor']),
      value: z.string(),
    })
    .nullable(),
  at: z.object({ id: z.string(), path: z.string(), url: z.string().nullable() }).nullable(),
  destinationVersionId: z.string().nullable(),
  resume: z.string().nullable(),
  rule: z.string().nullable(),
  isRecorded: z.boolean(),
});

export function toStoredArchiveRow(row: ArchiveRow): string {
  return JSON.stringify(storedArchiveRow.parse(row));
}
