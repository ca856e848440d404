import { z } from 'zod';
import type { KeyPointer, Recipient } from '../../domain/contract.js';
import type { NoteUnknown } from './note-unknown.js';

const text = z.string().nullish().catch(null);

const recipientWire = z.object({
  status: text,
  recipient: z
    .object({
      recipient_type: text,
      user: z.object({ name: text, email: text }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  recipient_action: z
    .object({ is_success: z.boolean().nullish().catch(null) })
    .nullish()
    .catch(null),
});

const items = z.object({ items: z.array(z.unknown()) }).transform((body) => body.items);
const results = z.object({ results: z.array(z.unknown()) }).transform((body) => body.results);

/** Documented as `{items}`; a bare array means the same. */
export const recipientsWire = z.union([z.array(z.unknown()), items, results]);

/** Rows that are no objects are left out; everything within one may be missing. */
export function toRecipients(rows: readonly unknown[], note: NoteUnknown): readonly Recipient[] {
  return rows.flatMap((row) => {
    const parsed = recipientWire.safeParse(row);
    if (!parsed.success) return [];
    const { recipient } = parsed.data;
    return [
      {
        name: recipient?.user?.name ?? null,
        email: recipient?.user?.email ?? null,
        status: toRecipientStatus(parsed.data, note),
      },
    ];
  });
}

/**
 * COMPLETED says that the recipient acted, not what they did: a decline is COMPLETED with `is_success` false. So
 * true is SIGNED, false is DECLINED, and without the flag it stays COMPLETED. An approver who agreed did not sign
 * and stays COMPLETED, too.
 */
function toRecipientStatus(row: z.infer<typeof recipientWire>, note: NoteUnknown): string | null {
  const status = row.status ?? null;
  if (status === null || status === '') return null;
  if (status === 'PENDING' || status === 'IN_PROGRESS') return status;
  if (status !== 'COMPLETED') {
    note('recipient status', status);
    return status;
  }
  const success = row.recipient_action?.is_success;
  if (success === false) return 'DECLINED';
  const signs = (row.recipient?.recipient_type ?? 'SIGNATORY') === 'SIGNATORY';
  return success === true && signs ? 'SIGNED' : 'COMPLETED';
}

const keyPointerWire = z.object({
  id: z.union([z.string(), z.number()]),
  label: text,
  field_name: text,
  /** As the documented examples spell it. */
  filed_name: text,
  value: z.unknown().optional(),
});

export const keyPointersWire = z.union([z.array(z.unknown()), items, results]);

export function toKeyPointers(rows: readonly unknown[], note: NoteUnknown): readonly KeyPointer[] {
  return rows.flatMap((row) => {
    const parsed = keyPointerWire.safeParse(row);
    const name = parsed.data?.field_name ?? parsed.data?.filed_name ?? parsed.data?.label;
    if (!parsed.success || name === null || name === undefined) {
      note('key pointer', 'a row without id or name');
      return [];
    }
    return [
      {
        id: String(parsed.data.id),
        name,
        label: parsed.data.label ?? null,
        value: parsed.data.value ?? null,
      },
    ];
  });
}
