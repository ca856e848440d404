import type { Reader } from '../../auth/caller.js';
import type { Contracts } from '../../connectors/spotdraft/contracts.js';
import type { ExtraAttachment, Lifecycle } from '../../connectors/spotdraft/lifecycle.js';
import type { AttachmentFormat } from '../../domain/attachment-format.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import type { Store } from '../../store/store.js';
import { emailListErrors } from '../email-errors.js';
import { makeOnce } from '../once/make-once.js';
import type { MakeOnceParts } from '../once/make-once.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { stateErrors } from './contract-acts.js';
import type { ContractActs, ContractResult } from './contract-acts.js';
import { SENDING_CREATION, sendingSubject } from './sending-creations.js';
import { said } from '../../domain/said.js';

export interface SendContractInput {
  readonly contractId: string;
  readonly toEmails?: readonly string[];
  readonly ccEmails?: readonly string[];
  readonly bccEmails?: readonly string[];
  readonly attachmentFormats?: readonly AttachmentFormat[];
  readonly extraAttachments?: readonly ExtraAttachment[];
  readonly subject?: string;
  readonly message?: string;
  readonly idempotencyKey?: string;
}

export type SendContract = (reader: Reader, input: SendContractInput) => Promise<ContractResult>;

const MAX_ATTACHMENTS = 20;
const MIME_TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Sends a contract to its counterparties for review: by the addresses given, else to those that SpotDraft has of them. Once for
 * one wish: SpotDraft writes to them each time.
 */
export function createContractSender(
  parts: MakeOnceParts & {
    readonly store: Store;
    readonly spotdraft: Lifecycle & Pick<Contracts, 'getStatus'>;
    readonly acts: ContractActs;
  },
): SendContract {
  const { spotdraft, acts } = parts;
  return async (reader, input) => {
    const view = await acts.requireVisible(reader, input.contractId);
    const wrong = [...stateErrors(view, 'SEND'), ...inputErrors(input)];
    if (wrong.length > 0) return { contract: view, userErrors: wrong };
    const { contractId: _id, idempotencyKey, ...request } = input;
    const { id } = view.contract;
    const outcome = await makeOnce<null>(parts, reader, {
      kind: SENDING_CREATION,
      what: said`a mail to the counterparties`,
      scope: [id],
      input: request,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      subject: (options) => sendingSubject(spotdraft, id, options),
      send: async (options) => {
        await spotdraft.sendToCounterparties(id, request, options);
        return null;
      },
      // A mail has no id that anything would tell.
      idOf: () => id,
    });
    if (outcome.done) return acts.refreshed(reader, view);
    // Refused, or perhaps sent though the answer was lost: either way what we know of it may be behind.
    await parts.store.queues.sync.mark([id]);
    return { contract: view, userErrors: outcome.userErrors };
  };
}

function inputErrors(input: SendContractInput): UserError[] {
  return [
    ...emailListErrors('toEmails', input.toEmails),
    ...emailListErrors('ccEmails', input.ccEmails),
    ...emailListErrors('bccEmails', input.bccEmails),
    ...lengthErrors({
      subject: { text: input.subject, max: LONGEST.subject },
      message: { text: input.message, max: LONGEST.message },
    }),
    ...attachmentErrors(input.extraAttachments ?? []),
  ];
}

function attachmentErrors(attachments: readonly ExtraAttachment[]): UserError[] {
  if (attachments.length > MAX_ATTACHMENTS) {
    const message = said`${attachments.length} files are more than the ${MAX_ATTACHMENTS} that go along with one mail.`;
    return [{ field: ['extraAttachments'], code: 'INVALID_VALUE', message }];
  }
  return attachments.flatMap(({ fileName, mimeType, contentBase64 }, index) => {
    const at = (name: string, message: string): UserError => ({
      field: ['extraAttachments', String(index), name],
      code: 'INVALID_VALUE',
      message,
    });
    const isName = !isBlank(fileName) && fileName.length <= 255 && !/[/\\\p{Cc}]/u.test(fileName);
    return [
      ...(isName
        ? []
        : [
            at(
              'fileName',
              said`A file name has 1 to 255 characters and no slashes, such as "terms.pdf".`,
            ),
          ]),
      ...(MIME_TYPE.test(mimeType)
        ? []
        : [at('mimeType', said`A file has a type such as "application/pdf".`)]),
      ...(contentBase64 !== '' && BASE64.test(contentBase64)
        ? []
        : [at('contentBase64', said`A file is its bytes in base64, on one line.`)]),
    ];
  });
}
