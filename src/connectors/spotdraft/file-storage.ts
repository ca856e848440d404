import type { FinishedCall } from '../../domain/activity.js';
import type { Document } from '../../domain/document.js';
import { UpstreamUnavailableError } from '../../domain/errors.js';
import { isLoopback } from '../../domain/secure-url.js';
import { NetworkFailure } from '../http/network-failure.js';
import { createOutbound } from '../http/outbound.js';
import { noted } from '../../domain/said.js';

/** Where SpotDraft has files brought and fetched, by an address that it gives for each: whoever has the address may do it. */
export interface FileStorage {
  /** @throws UpstreamUnavailableError when it did not take the file; the address is in no error. */
  put(address: string, file: Document, signal: AbortSignal | undefined): Promise<void>;
  /**
   * The file in pieces, each once; null when there is none (404).
   * @throws UpstreamUnavailableError, also in the middle, when it does not come whole; the signal's reason when it aborts.
   */
  get(address: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | null>;
  close(): Promise<void>;
}

const PIECE_BYTES = 512 * 1024;
const TIMEOUT_MS = 120_000;
const GET_TIMEOUT_MS = 15 * 60_000;
const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024 * 1024;

/** @param origin of the API: only a SpotDraft of this machine may have files brought to this machine. */
export function createFileStorage(
  origin: string,
  onCall?: (call: FinishedCall) => void,
): FileStorage {
  const outbound = createOutbound({ connections: 4, maxAnswerBytes: 64 * 1024, onCall });
  function placeOf(address: string): URL | null {
    const url = URL.canParse(address) ? new URL(address) : null;
    return url === null || (isLoopback(url) && !isLoopback(new URL(origin))) ? null : url;
  }

  return {
    async put(address, file, signal) {
      const url = placeOf(address);
      if (url === null) throw notTaken(noted`named no place for it`);
      const deadline = AbortSignal.timeout(TIMEOUT_MS);
      const ended = await outbound.exchange({
        method: 'PUT',
        url,
        // None of the API's: its credentials are not for the storage.
        headers: { 'content-type': file.contentType },
        body: { sizeBytes: file.sizeBytes, pieces: () => piecesOf(file) },
        label: { operation: 'PUT of a file' },
        signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
      });
      if (ended.kind === 'failure') throw notTaken(noted`could not be reached (${ended.reason})`);
      if (ended.status < 200 || ended.status > 299) throw notTaken(noted`answered ${ended.status}`);
    },
    async get(address, signal) {
      const url = placeOf(address);
      if (url === null) throw notGiven(noted`the link names no place`);
      const deadline = AbortSignal.timeout(GET_TIMEOUT_MS);
      const ended = await outbound.stream(
        // Nor for reading; a link of SpotDraft needs no headers.
        {
          method: 'GET',
          url,
          headers: {},
          label: { operation: 'GET of a file' },
          body: null,
          signal: AbortSignal.any([deadline, signal]),
        },
        { maxBytes: MAX_DOCUMENT_BYTES },
      );
      if (ended.kind === 'stream') return whole(ended.pieces, signal);
      signal.throwIfAborted();
      if (ended.kind === 'failure')
        throw notGiven(noted`it could not be reached (${ended.reason})`);
      if (ended.status === 404) return null;
      throw notGiven(noted`it answered ${ended.status}`);
    },
    close: () => outbound.close(),
  };
}

/** Pieces of a file that is there in full, or an error that says that it is not. */
async function* whole(
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    signal.throwIfAborted();
    throw notGiven(
      noted`it broke off (${error instanceof NetworkFailure ? error.code : noted`no answer`})`,
    );
  }
}

async function* piecesOf(file: Document): AsyncIterable<Uint8Array> {
  for (let start = 0; start < file.sizeBytes; start += PIECE_BYTES) {
    yield await file.slice(start, Math.min(start + PIECE_BYTES, file.sizeBytes));
  }
}

function notGiven(how: string): UpstreamUnavailableError {
  return new UpstreamUnavailableError(
    noted`SpotDraft's file storage did not give a document: ${how}. It is tried again.`,
    { service: 'spotdraft', operation: 'GET of a document' },
  );
}

function notTaken(how: string): UpstreamUnavailableError {
  return new UpstreamUnavailableError(
    noted`SpotDraft's file storage did not take a file: it ${how}. Try again in a moment.`,
    { service: 'spotdraft', operation: 'PUT of a file' },
  );
}
