import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import { placeAsId, RECIPIENT_TYPES } from '../../domain/recipient.js';
import type { Recipient, RecipientType } from '../../domain/recipient.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { toUtc } from './contract.wire.js';
import type { NoteUnknown } from './note-unknown.js';
import { listWire } from './pages.js';
import { filledText, flag, numberId, readRows, readWord, text } from './wire-values.js';

export interface Recipients {
  getRecipients(id: ContractId, options: CallOptions): Promise<readonly Recipient[]>;
}

export function createRecipients({ caller, note }: CapabilityParts): Recipients {
  return {
    async getRecipients(id, options) {
      const rows = await caller.call('GET /contracts/{id}/recipients/', {
        path: { id },
        answer: listWire,
        options,
      });
      return toRecipients(rows, note);
    },
  };
}

const recipientWire = z.object({
  status: text,
  recipient: z
    .object({
      id: numberId.nullish().catch(null),
      recipient_type: text,
      user: z.object({ name: text, email: text }).nullish().catch(null),
      recipient_order: z.number().int().nullish().catch(null),
      title: text,
    })
    .nullish()
    .catch(null),
  recipient_action: z
    .object({ is_success: flag, action_notes: text, timestamp: text })
    .nullish()
    .catch(null),
});
type RecipientWire = z.infer<typeof recipientWire>;

/** Rows that are no objects are left out; everything within one may be missing. */
function toRecipients(rows: readonly unknown[], note: NoteUnknown): readonly Recipient[] {
  return readRows(rows, { row: recipientWire, what: 'recipient', note }).map((row, index) => {
    const { recipient, recipient_action: action } = row;
    const type = toType(row, note);
    const status = toRecipientStatus(row, type, note);
    const isDeclined = status === 'DECLINED';
    return {
      id: recipient?.id ?? placeAsId(index),
      type,
      name: recipient?.user?.name ?? null,
      email: recipient?.user?.email ?? null,
      title: filledText(recipient?.title),
      order: recipient?.recipient_order ?? null,
      status,
      signedAt: status === 'SIGNED' ? toUtc(action?.timestamp) : null,
      declined: isDeclined,
      declineReason: isDeclined ? filledText(action?.action_notes) : null,
    };
  });
}

/** Whoever gets a contract without a word on what for is to sign it. */
function toType({ recipient }: RecipientWire, note: NoteUnknown): RecipientType {
  const raw = filledText(recipient?.recipient_type);
  return raw === null
    ? 'SIGNATORY'
    : readWord(RECIPIENT_TYPES, raw, { what: 'recipient type', note });
}

/**
 * COMPLETED says that the recipient acted, not what they did: a decline is COMPLETED with `is_success` false. So
 * true is SIGNED, false is DECLINED, and without the flag it stays COMPLETED. An approver who agreed did not sign
 * and stays COMPLETED, too.
 */
function toRecipientStatus(
  row: RecipientWire,
  type: RecipientType,
  note: NoteUnknown,
): string | null {
  const status = row.status ?? null;
  if (status === null || status === '') return null;
  if (status === 'PENDING' || status === 'IN_PROGRESS') return status;
  if (status !== 'COMPLETED') {
    note('recipient status', status);
    return status;
  }
  const success = row.recipient_action?.is_success;
  if (success === false) return 'DECLINED';
  return success === true && type === 'SIGNATORY' ? 'SIGNED' : 'COMPLETED';
}
