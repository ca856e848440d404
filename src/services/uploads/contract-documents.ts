import type { Reader } from '../../auth/caller.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import type { SupportingDocument } from '../../domain/supporting-document.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import type { CreationKind } from '../../sync/index.js';
import { invalidState, stateErrors } from '../contracts/contract-acts.js';
import type { ContractResult } from '../contracts/contract-acts.js';
import type { SharedParts } from '../create-services.js';
import { makeOnce } from '../once/make-once.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { createOpenDocument, documentErrors } from './open-document.js';
import type { DocumentInput } from './open-document.js';
import { VERSION_UPLOAD, versionSubject } from './version-uploads.js';
import { said } from '../../domain/said.js';

/** Documents of contracts that are there already. */
export interface ContractDocuments {
  /** @throws InputError for malformed ids, NotFoundError for a contract that the reader does not see. */
  uploadVersion(reader: Reader, input: UploadVersionInput): Promise<ContractResult>;
  /** @throws as `uploadVersion` */
  addSupporting(reader: Reader, input: AddSupportingInput): Promise<SupportingDocumentResult>;
}

export interface UploadVersionInput {
  readonly contractId: string;
  readonly document: DocumentInput;
  /** It has all signatures. */
  readonly executed: boolean;
  /** Whether approvals have to be given anew. */
  readonly collectApprovals: boolean;
  readonly idempotencyKey?: string;
}

export interface AddSupportingInput {
  readonly contractId: string;
  readonly name: string;
  readonly document: DocumentInput;
  readonly idempotencyKey?: string;
}

export interface SupportingDocumentResult {
  /** Null when the request was refused. */
  readonly supportingDocument: SupportingDocument | null;
  readonly userErrors: readonly UserError[];
}

const SUPPORTING_UPLOAD = 'supporting document';

/** SpotDraft lists no supporting documents, so that a lost one can't be told from one that was never there. */
export function createSupportingUploads(): CreationKind {
  return { kind: SUPPORTING_UPLOAD, lookFor: null };
}

export function createContractDocuments(
  parts: SharedParts & { readonly spotdraft: SpotDraft },
): ContractDocuments {
  const { spotdraft, acts } = parts;
  const openDocument = createOpenDocument(parts);

  return {
    async uploadVersion(reader, input) {
      const wrong = documentErrors(input.document);
      const view = await acts.requireVisible(reader, input.contractId);
      const { id, status } = view.contract;
      const refuse = (userErrors: readonly UserError[]) => ({ contract: view, userErrors });
      wrong.push(...stateErrors(view, 'UPLOAD_CONTRACT_VERSION'));
      if (!input.executed && status === 'SIGN') {
        const message = said`Contract ${id} is out for signature and takes only a signed copy ("executed": true). Take it back from signature first.`;
        wrong.push(invalidState(message));
      }
      if (wrong.length > 0) return refuse(wrong);
      const opened = await openDocument(reader, input.document);
      if (!opened.ok) return refuse(opened.userErrors);
      const { document } = opened;
      const { executed: isExecuted, collectApprovals, idempotencyKey } = input;
      const outcome = await makeOnce(parts, reader, {
        kind: VERSION_UPLOAD,
        what: said`a version of this contract`,
        scope: [id],
        input: [document.sha256, isExecuted, collectApprovals],
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        async subject(options) {
          return versionSubject(id, await spotdraft.getDownloadLink(id, options));
        },
        send: (options) =>
          spotdraft.uploadVersion(id, { document, isExecuted, collectApprovals }, options),
        // SpotDraft gives it no name of its own in its answer.
        idOf: () => document.sha256,
      });
      return outcome.done ? acts.refreshed(reader, view) : refuse(outcome.userErrors);
    },

    async addSupporting(reader, input) {
      const wrong = documentErrors(input.document);
      const view = await acts.requireVisible(reader, input.contractId);
      const { id } = view.contract;
      const name = input.name.trim();
      wrong.push(...nameErrors(name), ...stateErrors(view, 'ADD_SUPPORTING_DOCUMENT'));
      if (wrong.length > 0) return { supportingDocument: null, userErrors: wrong };
      const opened = await openDocument(reader, input.document);
      if (!opened.ok) return { supportingDocument: null, userErrors: opened.userErrors };
      const { document } = opened;
      const { idempotencyKey } = input;
      const outcome = await makeOnce(parts, reader, {
        kind: SUPPORTING_UPLOAD,
        what: said`a supporting document of this contract`,
        scope: [id],
        input: [name, document.sha256],
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        subject: async () => id,
        send: (options) => spotdraft.addSupportingDocument(id, { name, document }, options),
        idOf: (made) => made.id,
      });
      if (!outcome.done) return { supportingDocument: null, userErrors: outcome.userErrors };
      // Of an earlier request nothing but its id is known: SpotDraft shows none of them again.
      const known = { id: outcome.id, name, createdAt: null };
      return { supportingDocument: outcome.made ?? known, userErrors: [] };
    },
  };
}

/** What is wrong with the name of something that is made, which people will read. */
export function nameErrors(name: string): UserError[] {
  if (!isBlank(name)) return lengthErrors({ name: { text: name, max: LONGEST.name } });
  return [{ field: ['name'], code: 'REQUIRED', message: said`Say in "name" what it is called.` }];
}
