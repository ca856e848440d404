import { randomBytes } from 'node:crypto';

import type { FileToPut, PutOptions } from '../destination.js';
import { DestinationError } from '../destination.js';
import { headerOf } from '../rest/rest-client.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { vendorUrl } from '../rest/vendor-url.js';
import type { DriveApi } from './drive-api.js';
import { toProperties } from './drive-metadata.js';
import { noted } from '../../../domain/said.js';

export interface UploadSizes {
  /** Up to here a file goes in one request, by Drive's bound. */
  readonly singleMaxBytes: number;
  /** A multiple of 256 KiB. */
  readonly pieceBytes: number;
}

export const UPLOAD_SIZES: UploadSizes = {
  singleMaxBytes: 5 * 1024 * 1024,
  pieceBytes: 16 * 1024 * 1024,
};

export interface PlannedUpload {
  readonly file: FileToPut;
  /** Given by Drive beforehand. */
  readonly fileId: string;
  readonly folderId: string;
}

/** `in-use`: a file of this id is there already, from an earlier try. `lost`: the session is not there any more. */
export type UploadEnd = 'done' | 'in-use' | 'lost';

const OPERATION = 'POST /files (upload)';

export async function uploadAtOnce(
  api: DriveApi,
  planned: PlannedUpload,
  { signal }: Pick<PutOptions, 'signal'>,
): Promise<UploadEnd> {
  const { file } = planned;
  const boundary = `dealdraft-${randomBytes(16).toString('hex')}`;
  const head = Buffer.from(
    [
      `--${boundary}`,
      'Content-Type: application/json; charset=UTF-8',
      '',
      JSON.stringify(metadataOf(planned)),
      `--${boundary}`,
      `Content-Type: ${file.contentType}`,
      '',
      '',
    ].join('\r\n'),
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const answer = await api.call({
    operation: OPERATION,
    method: 'POST',
    isUpload: true,
    path: '/files',
    query: { uploadType: 'multipart', fields: 'id' },
    headers: { 'content-type': `multipart/related; boundary=${boundary}` },
    body: {
      sizeBytes: head.length + file.sizeBytes + tail.length,
      async *pieces() {
        yield head;
        yield* file.bytes();
        yield tail;
      },
    },
    accepts: [409],
    signal,
  });
  return answer.status === 409 ? 'in-use' : 'done';
}

/** The address of a new session, which lives a week; null where a file of this id is there already. */
export async function startSession(
  api: DriveApi,
  planned: PlannedUpload,
  origin: string,
  { signal }: Pick<PutOptions, 'signal'>,
): Promise<string | null> {
  const answer = await api.call({
    operation: OPERATION,
    method: 'POST',
    isUpload: true,
    path: '/files',
    query: { uploadType: 'resumable', fields: 'id' },
    headers: {
      'x-upload-content-type': planned.file.contentType,
      'x-upload-content-length': String(planned.file.sizeBytes),
    },
    json: metadataOf(planned),
    accepts: [409],
    signal,
  });
  if (answer.status === 409) return null;
  return vendorUrl(headerOf(answer, 'location'), origin, OPERATION);
}

/** Sends what the session does not have yet, which may be less than was sent. */
export async function continueSession(
  api: DriveApi,
  file: FileToPut,
  url: string,
  { pieceBytes }: UploadSizes,
  { signal }: Pick<PutOptions, 'signal'>,
): Promise<UploadEnd> {
  let answer = await ask(api, file, url, signal);
  let stuck = 0;
  while (answer.status === 308) {
    const start = storedBytes(answer);
    const end = Math.min(start + pieceBytes, file.sizeBytes);
    answer = await sendPiece(api, file, url, { start, end }, signal);
    const isStuck = answer.status === 308 && storedBytes(answer) <= start;
    stuck = isStuck ? stuck + 1 : 0;
    if (stuck > 2) {
      throw new DestinationError(noted`Google Drive keeps nothing of what it is sent; later.`, {
        fault: 'unavailable',
        operation: 'PUT session',
      });
    }
  }
  if (answer.status === 404 || answer.status === 410) return 'lost';
  return answer.status === 409 ? 'in-use' : 'done';
}

async function ask(
  api: DriveApi,
  { sizeBytes }: FileToPut,
  url: string,
  signal: AbortSignal,
): Promise<RestAnswer> {
  return api.callSession({
    operation: 'PUT session (state)',
    method: 'PUT',
    url,
    headers: { 'content-range': `bytes */${sizeBytes}` },
    body: new Uint8Array(0),
    accepts: [308, 404, 409, 410],
    signal,
  });
}

async function sendPiece(
  api: DriveApi,
  file: FileToPut,
  url: string,
  { start, end }: { readonly start: number; readonly end: number },
  signal: AbortSignal,
): Promise<RestAnswer> {
  return api.callSession({
    operation: 'PUT session',
    method: 'PUT',
    url,
    headers: { 'content-range': `bytes ${start}-${end - 1}/${file.sizeBytes}` },
    body: { sizeBytes: end - start, pieces: () => file.bytes(start, end) },
    accepts: [308, 404, 409, 410],
    signal,
  });
}

/** Without the header nothing is kept yet. */
function storedBytes(answer: RestAnswer): number {
  const last = /^bytes=0-(\d+)$/u.exec(headerOf(answer, 'range') ?? '')?.[1];
  return last === undefined ? 0 : Number(last) + 1;
}

/** A type of Google's own editors would have the bytes converted, so that it is always said. */
function metadataOf({ file, fileId, folderId }: PlannedUpload): object {
  return {
    id: fileId,
    name: file.name,
    parents: [folderId],
    mimeType: file.contentType,
    ...toProperties(file),
  };
}
