import { createHash } from 'node:crypto';
import { callerKey } from '../../auth/caller.js';
import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import { parseCrmFileId } from '../../domain/crm-file-id.js';
import { bytesInMemory } from '../../domain/document.js';
import type { Document } from '../../domain/document.js';
import type { UserError } from '../../domain/user-error.js';
import type { Store } from '../../store/store.js';
import { principalOf } from '../people/principal.js';
import { judgeDocument } from './judge-document.js';
import { keptBytes } from './kept-bytes.js';
import { said } from '../../domain/said.js';

/** A document as callers name it: exactly one of the two. */
export interface DocumentInput {
  /** A file of the CRM that the caller can read, or one of its versions. */
  readonly crmFileId?: string;
  readonly uploadId?: string;
}

export type Opened =
  | { readonly ok: true; readonly document: Document }
  /** Paths from `input`. */
  | { readonly ok: false; readonly userErrors: readonly UserError[] };

export type OpenDocument = (reader: Reader, input: DocumentInput) => Promise<Opened>;

/**
 * What can be said of it before anything is asked.
 * @throws InputError for a malformed id of a CRM file.
 */
export function documentErrors({ crmFileId, uploadId }: DocumentInput): UserError[] {
  if (crmFileId !== undefined) parseCrmFileId(crmFileId);
  if ((crmFileId === undefined) !== (uploadId === undefined)) return [];
  const message = said`Say which document it is by exactly one of crmFileId and uploadId.`;
  return [{ field: ['document'], code: 'INVALID_INPUT', message }];
}

/** Opens documents of which `documentErrors` has nothing to say. */
export function createOpenDocument(parts: {
  readonly crm: Pick<Crm, 'readFile'>;
  readonly store: Pick<Store, 'uploads'>;
  readonly uploadMaxBytes: number;
}): OpenDocument {
  const { crm, store, uploadMaxBytes: maxBytes } = parts;

  async function openUpload(reader: Reader, id: string): Promise<Opened> {
    const upload = await store.uploads.find(id, callerKey(reader));
    if (upload === null) {
      return refused(
        'NOT_FOUND',
        'uploadId',
        said`There is no such upload of yours. An upload belongs to who sent it, for an hour: send the file again to /uploads.`,
      );
    }
    const { sizeBytes, fileName, contentType, sha256 } = upload;
    const bytes = keptBytes(store.uploads, id, sizeBytes);
    return { ok: true, document: { ...bytes, fileName, contentType, sha256 } };
  }

  async function openCrmFile(reader: Reader, id: string): Promise<Opened> {
    const file = await crm.readFile(principalOf(reader), id, maxBytes);
    if (file === null) {
      return refused(
        'NOT_FOUND',
        'crmFileId',
        said`There is no such file in the CRM, or you have no access to it there.`,
      );
    }
    if (file.kind === 'too-large') {
      return refused(
        'INVALID_VALUE',
        'crmFileId',
        said`The file has ${file.sizeBytes} bytes; at most ${maxBytes} are taken (UPLOAD_MAX_BYTES).`,
      );
    }
    const bytes = bytesInMemory(file.bytes);
    const judged = await judgeDocument(bytes);
    if (!judged.ok) return refused('INVALID_VALUE', 'crmFileId', judged.message);
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    const { fileName } = file;
    return { ok: true, document: { ...bytes, fileName, contentType: judged.contentType, sha256 } };
  }

  return async (reader, { crmFileId, uploadId = '' }) =>
    crmFileId === undefined ? openUpload(reader, uploadId) : openCrmFile(reader, crmFileId);
}

function refused(code: UserError['code'], member: string, message: string): Opened {
  return { ok: false, userErrors: [{ field: ['document', member], code, message }] };
}
