import { randomBytes } from 'node:crypto';

import type { DropboxAccount } from './account.js';
import type { Tagged } from './refusals.js';
import type { UploadSession } from './upload-session.js';

const SESSION_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

export function startSession(
  account: DropboxAccount,
  nowMs: number,
  bytes: Buffer,
  isClosed: boolean,
): UploadSession {
  const session: UploadSession = {
    id: `AAAA${randomBytes(24).toString('base64url')}`,
    startedAtMs: nowMs,
    pieces: [bytes],
    sizeBytes: bytes.length,
    isClosed,
    isCommitted: false,
  };
  account.sessions.set(session.id, session);
  return session;
}

/** Adds a piece at the cursor, or says why not. */
export function appendToSession(
  account: DropboxAccount,
  nowMs: number,
  cursor: { readonly session_id: string; readonly offset: number },
  bytes: Buffer,
): UploadSession | Tagged {
  const session = account.sessions.get(cursor.session_id);
  if (session === undefined || nowMs - session.startedAtMs >= SESSION_LIFE_MS) {
    return { '.tag': 'not_found' };
  }
  if (session.isCommitted) return { '.tag': account.settings.finishedTwice };
  if (cursor.offset !== session.sizeBytes) {
    return { '.tag': 'incorrect_offset', correct_offset: session.sizeBytes };
  }
  if (session.isClosed && bytes.length > 0) return { '.tag': 'closed' };
  if (bytes.length > 0) {
    session.pieces.push(bytes);
    session.sizeBytes += bytes.length;
  }
  return session;
}
