import { z } from 'zod';

import type { FileToPut, PutOptions } from '../destination.js';
import { DestinationError } from '../destination.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { parsed } from './dropbox-api.js';
import type { DropboxApi } from './dropbox-api.js';
import { isRecord } from '../../../domain/is-record.js';
import { errorOf, tagsOf } from './dropbox-refusals.js';
import { noted } from '../../../domain/said.js';

/** A multiple of 4 MiB, Dropbox's own block. */
export const DROPBOX_PIECE_BYTES = 8 * 1024 * 1024;
/** How often the server may correct where it is before it counts as broken. */
const MAX_CORRECTIONS = 5;

const startedWire = z.object({ session_id: z.string().min(1) });
const resumeWire = z.object({ session: z.string() });

/** How a session ended: its `finish` was answered (with an error of the function, too), or it is of no more use. */
export type SessionEnd =
  { readonly kind: 'answered'; readonly answer: RestAnswer } | { readonly kind: 'lost' };

/**
 * Sends the file in pieces, from where an earlier try had come to, and commits it.
 * @param commit what `files/upload` would take as its argument, without the bytes' digest
 * @param pieceBytes a multiple of Dropbox's own block
 */
export async function uploadInPieces(
  api: DropboxApi,
  file: FileToPut,
  commit: object,
  pieceBytes: number,
  options: PutOptions,
): Promise<SessionEnd> {
  const earlier = resumedSession(options.resume);
  const sessionId = earlier ?? (await start(api, options));
  // Only the server knows how far an earlier try had come: asked with nothing to add, it corrects a wrong offset.
  let isAsking = earlier !== null;
  let offset = 0;
  let corrections = 0;
  for (;;) {
    const isLast = offset >= file.sizeBytes;
    const end = isAsking ? offset : Math.min(offset + pieceBytes, file.sizeBytes);
    const answer = isLast
      ? await finish(api, sessionId, file, commit, options)
      : await append(api, sessionId, file, offset, end, options);
    isAsking = false;
    if (answer.status !== 409) {
      if (isLast) return { kind: 'answered', answer };
      offset = end;
      continue;
    }
    const correct = correctOffset(errorOf(answer));
    if (correct === null) {
      if (isLost(answer)) return { kind: 'lost' };
      if (isLast) return { kind: 'answered', answer };
      throw api.refuse(answer, 'files/upload_session/append_v2');
    }
    corrections += 1;
    if (corrections > MAX_CORRECTIONS || correct > file.sizeBytes) return { kind: 'lost' };
    offset = correct;
  }
}

async function start(api: DropboxApi, { save, signal }: PutOptions): Promise<string> {
  const name = 'files/upload_session/start';
  const answer = await api.upload(
    name,
    { close: false, session_type: { '.tag': 'sequential' } },
    new Uint8Array(),
    { signal },
  );
  const { session_id: session } = parsed(startedWire, answer, name);
  await save(JSON.stringify({ session }));
  return session;
}

async function append(
  api: DropboxApi,
  sessionId: string,
  file: FileToPut,
  offset: number,
  end: number,
  { signal }: PutOptions,
): Promise<RestAnswer> {
  return api.upload(
    'files/upload_session/append_v2',
    { cursor: { session_id: sessionId, offset }, close: false },
    { sizeBytes: end - offset, pieces: () => file.bytes(offset, end) },
    { signal, accepts409: true },
  );
}

async function finish(
  api: DropboxApi,
  sessionId: string,
  file: FileToPut,
  commit: object,
  { signal }: PutOptions,
): Promise<RestAnswer> {
  return api.upload(
    'files/upload_session/finish',
    { cursor: { session_id: sessionId, offset: file.sizeBytes }, commit },
    new Uint8Array(),
    { signal, accepts409: true },
  );
}

function resumedSession(resume: string | null): string | null {
  if (resume === null) return null;
  try {
    return resumeWire.safeParse(JSON.parse(resume)).data?.session ?? null;
  } catch (cause) {
    throw new DestinationError(noted`What was kept of an upload to Dropbox can not be read.`, {
      fault: 'unavailable',
      cause,
    });
  }
}

/** Of an append it is said as it is, of a finish inside `lookup_failed`. */
function correctOffset(error: unknown): number | null {
  if (!isRecord(error)) return null;
  if (error['.tag'] === 'lookup_failed') return correctOffset(error.lookup_failed);
  const offset = error.correct_offset;
  return error['.tag'] === 'incorrect_offset' && typeof offset === 'number' ? offset : null;
}

/** It ended, or was committed: what lies at the path says which. */
function isLost(answer: RestAnswer): boolean {
  const tags = tagsOf(errorOf(answer));
  const isOfFinish = tags[0] === 'lookup_failed';
  return (
    (isOfFinish || tags.length === 1) &&
    ['not_found', 'closed', 'not_closed'].includes(tags.at(-1) ?? '')
  );
}
