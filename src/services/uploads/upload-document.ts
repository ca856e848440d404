import { createHash, randomUUID } from 'node:crypto';
import { callerKey } from '../../auth/caller.js';
import type { Reader } from '../../auth/caller.js';
import { InputError } from '../../domain/errors.js';
import { isBlank, wellFormed } from '../../domain/well-formed.js';
import { UPLOAD_PIECE_BYTES } from '../../store/uploads.js';
import type { Incoming, Upload } from '../../store/uploads.js';
import type { Store } from '../../store/store.js';
import { HEAD_BYTES, judgeDocument, judgeHead } from './judge-document.js';
import { keptBytes } from './kept-bytes.js';
import { said } from '../../domain/said.js';

export type UploadOutcome =
  | { readonly kind: 'taken'; readonly upload: Upload }
  /** Not a document that SpotDraft takes; the message is for people. */
  | { readonly kind: 'unsupported'; readonly message: string }
  | { readonly kind: 'too-large'; readonly maxBytes: number }
  /** The caller, or all callers together, have handed in as much as is kept. */
  | { readonly kind: 'no-room'; readonly isOwners: boolean };

export interface IncomingDocument {
  readonly fileName: string;
  /** How long it is said to be; null when nobody says. */
  readonly announcedBytes: number | null;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Takes a document in, piece by piece as it comes. Rejects with the error of `bytes` when these fail. */
export type UploadDocument = (reader: Reader, document: IncomingDocument) => Promise<UploadOutcome>;

const LIFETIME_MS = 60 * 60_000;
/** How long a part of a document waits for the rest when its process is gone; a slow line says something sooner. */
const IDLE_MS = 2 * 60_000;
/** How much is kept of one caller, and of all: so many of the largest documents, or so many pieces where these are more. */
const LARGEST_OF_OWNER = 10;
const LARGEST_IN_ALL = 20;
const PIECES_OF_OWNER = 1_000;
const PIECES_IN_ALL = 2_000;
const MAX_NAME_LENGTH = 255;

export function createUploadDocument(parts: {
  readonly store: Pick<Store, 'uploads'>;
  readonly uploadMaxBytes: number;
}): UploadDocument {
  const { uploads } = parts.store;
  const { uploadMaxBytes: maxBytes } = parts;
  const piecesOfLargest = Math.ceil(maxBytes / UPLOAD_PIECE_BYTES);

  /** Keeps the bytes in pieces; null when all are there. */
  async function keep(
    incoming: Incoming,
    bytes: AsyncIterable<Uint8Array>,
    onBytes: (bytes: Uint8Array) => void,
  ): Promise<Exclude<UploadOutcome, { kind: 'taken' }> | null> {
    let sizeBytes = 0;
    let pieces = 0;
    let isHeadJudged = false;
    const append = async (piece: Uint8Array) => {
      const kept = await uploads.append(incoming, pieces, piece);
      pieces += 1;
      if (kept === 'gone') throw new Error('An upload was removed while it came in.');
      return kept === 'kept'
        ? null
        : ({ kind: 'no-room', isOwners: kept === 'owner-full' } as const);
    };
    let held = Buffer.alloc(0);
    for await (const chunk of bytes) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > maxBytes) return { kind: 'too-large', maxBytes };
      onBytes(chunk);
      held = Buffer.concat([held, chunk]);
      if (!isHeadJudged && held.byteLength >= HEAD_BYTES) {
        isHeadJudged = true;
        // What can't be a document is not even waited for.
        const message = judgeHead(held.subarray(0, HEAD_BYTES));
        if (message !== null) return { kind: 'unsupported', message };
      }
      while (held.byteLength >= UPLOAD_PIECE_BYTES) {
        const refused = await append(held.subarray(0, UPLOAD_PIECE_BYTES));
        if (refused !== null) return refused;
        held = held.subarray(UPLOAD_PIECE_BYTES);
      }
    }
    if (sizeBytes === 0) return { kind: 'unsupported', message: said`The file is empty.` };
    return held.byteLength === 0 ? null : append(held);
  }

  return async (reader, document) => {
    const fileName = parseFileName(document.fileName);
    if ((document.announcedBytes ?? 0) > maxBytes) return { kind: 'too-large', maxBytes };
    const incoming: Incoming = {
      id: randomUUID(),
      owner: callerKey(reader),
      idleMs: IDLE_MS,
      maxPieces: {
        ofOwner: Math.max(LARGEST_OF_OWNER * piecesOfLargest, PIECES_OF_OWNER),
        inAll: Math.max(LARGEST_IN_ALL * piecesOfLargest, PIECES_IN_ALL),
      },
    };
    const hash = createHash('sha256');
    let sizeBytes = 0;
    let isTaken = false;
    try {
      const refused = await keep(incoming, document.bytes, (chunk) => {
        hash.update(chunk);
        sizeBytes += chunk.byteLength;
      });
      if (refused !== null) return refused;
      const judged = await judgeDocument(keptBytes(uploads, incoming.id, sizeBytes));
      if (!judged.ok) return { kind: 'unsupported', message: judged.message };
      const { contentType } = judged;
      const facts = { fileName, contentType, sizeBytes, sha256: hash.digest('hex') };
      const upload = await uploads.finish(incoming.id, facts, LIFETIME_MS);
      if (upload === null) throw new Error('An upload was removed while it came in.');
      isTaken = true;
      return { kind: 'taken', upload };
    } finally {
      // Should the store fail at this, too, it gives up by itself what is not finished.
      if (!isTaken) await uploads.discard(incoming.id).catch(() => undefined);
    }
  };
}

/** @throws InputError for what is no name of a file. */
function parseFileName(text: string): string {
  const name = wellFormed(text).trim();
  if (isBlank(name) || name.length > MAX_NAME_LENGTH || /[\p{Cc}/\\]/u.test(name)) {
    throw new InputError(
      said`"fileName" is the name of a file: 1 to ${MAX_NAME_LENGTH} characters, without slashes, backslashes and control characters.`,
    );
  }
  return name;
}
