import { isBlank } from '../../domain/well-formed.js';
import type { AttachmentFormat } from '../../domain/attachment-format.js';
import type { ContractId } from '../../domain/contract-id.js';
import { InputError } from '../../domain/errors.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { filled } from './filled.js';
import { noted } from '../../domain/said.js';

export interface Lifecycle {
  sendToCounterparties(id: ContractId, request: SendRequest, options: CallOptions): Promise<void>;
  /** With `affixStamp` said, stamps are put on it or not, where the workflow has stamping; else SpotDraft decides. */
  markForExecution(
    id: ContractId,
    how: { readonly affixStamp?: boolean },
    options: CallOptions,
  ): Promise<void>;
  unmarkForExecution(id: ContractId, note: string | undefined, options: CallOptions): Promise<void>;
  voidContract(id: ContractId, note: string, options: CallOptions): Promise<void>;
  /** Sends the mail anew to a signatory who has yet to sign. */
  resendToSignatory(id: ContractId, email: string, options: CallOptions): Promise<void>;
}

export interface SendRequest {
  readonly toEmails?: readonly string[];
  readonly ccEmails?: readonly string[];
  readonly bccEmails?: readonly string[];
  /** PDF without it: SpotDraft asks for at least one. */
  readonly attachmentFormats?: readonly AttachmentFormat[];
  readonly extraAttachments?: readonly ExtraAttachment[];
  readonly subject?: string;
  readonly message?: string;
}

/** A file that goes along beside the contract. */
export interface ExtraAttachment {
  readonly fileName: string;
  readonly mimeType: string;
  readonly contentBase64: string;
}

/** What counterparties get where nobody says otherwise. */
export const USUAL_FORMATS: readonly AttachmentFormat[] = ['PDF'];

export function createLifecycle({ caller }: CapabilityParts): Lifecycle {
  return {
    async sendToCounterparties(id, request, options) {
      await caller.call('POST /contracts/{id}/send_to_counterparties', {
        path: { id },
        body: {
          attachment_formats: filled(request.attachmentFormats) ?? USUAL_FORMATS,
          to_emails: filled(request.toEmails),
          cc_emails: filled(request.ccEmails),
          bcc_emails: filled(request.bccEmails),
          extra_attachments: filled(request.extraAttachments)?.map((file) => ({
            file_name: file.fileName,
            mime_type: file.mimeType,
            content_base64: file.contentBase64,
          })),
          subject: filled(request.subject),
          custom_message: filled(request.message),
        },
        options,
      });
    },

    async markForExecution(id, { affixStamp }, options) {
      await caller.call('POST /contracts/{id}/mark_for_execution/', {
        path: { id },
        body: { affix_stamp_documents: affixStamp },
        options,
      });
    },

    async unmarkForExecution(id, note, options) {
      await caller.call('POST /contracts/{id}/unmark_for_execution', {
        path: { id },
        body: { note: filled(note) },
        options,
      });
    },

    async voidContract(id, note, options) {
      if (isBlank(note)) {
        throw new InputError(noted`Say why the contract is voided: SpotDraft wants a note.`);
      }
      await caller.call('POST /contracts/{id}/status/void', {
        path: { id },
        body: { note },
        options,
      });
    },

    async resendToSignatory(id, email, options) {
      await caller.call('POST /contracts/{id}/signatories/resend_email/', {
        path: { id },
        body: { email_id: email },
        options,
      });
    },
  };
}
