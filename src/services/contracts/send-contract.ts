import type { Reader } from '../../auth/caller.js';
import type { ExtraAttachment, Lifecycle } from '../../connectors/spotdraft/lifecycle.js';
import type { AttachmentFormat } from '../../domain/attachment-format.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import { emailListErrors } from '../email-errors.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { stateErrors } from './contract-acts.js';
import type { ContractActs, ContractResult } from './contract-acts.js';

export interface SendContractInput {
  readonly contractId: string;
  readonly toEmails?: readonly string[];
  readonly ccEmails?: readonly string[];
  readonly bccEmails?: readonly string[];
  readonly attachmentFormats?: readonly AttachmentFormat[];
  readonly extraAttachments?: readonly ExtraAttachment[];
  readonly subject?: string;
  readonly message?: string;
}

export type SendContract = (reader: Reader, input: SendContractInput) => Promise<ContractResult>;

const MAX_ATTACHMENTS = 20;
const MIME_TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Sends a contract to its counterparties for review: by the addresses given, else to those that SpotDraft has of them. */
export function createContractSender(parts: {
  readonly spotdraft: Lifecycle;
  readonly acts: ContractActs;
}): SendContract {
  const { spotdraft, acts } = parts;
  return async (reader, input) => {
    const view = await acts.requireVisible(reader, input.contractId);
    const wrong = [...stateErrors(view, 'SEND'), ...inputErrors(input)];
    if (wrong.length > 0) return { contract: view, userErrors: wrong };
    const { contractId: _id, ...request } = input;
    const outcome = await acts.act(reader, view, (id, options) =>
      spotdraft.sendToCounterparties(id, request, options),
    );
    return outcome.done
      ? acts.refreshed(reader, view)
      : { contract: view, userErrors: outcome.userErrors };
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
    const message = `${attachments.length} files are more than the ${MAX_ATTACHMENTS} that go along with one mail.`;
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
              'A file name has 1 to 255 characters and no slashes, such as "terms.pdf".',
            ),
          ]),
      ...(MIME_TYPE.test(mimeType)
        ? []
        : [at('mimeType', 'A file has a type such as "application/pdf".')]),
      ...(contentBase64 !== '' && BASE64.test(contentBase64)
        ? []
        : [at('contentBase64', 'A file is its bytes in base64, on one line.')]),
    ];
  });
}
