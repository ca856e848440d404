import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { NetworkFailure, tooLarge } from './network-failure.js';
import { noted } from '../../domain/said.js';

/** The pieces of an answer as they come, unpacked and counted. Ends the exchange when nobody takes them any more. */
export async function* streamedPieces(
  body: Readable,
  isPacked: boolean,
  maxBytes: number,
): AsyncIterable<Uint8Array> {
  // What fails on the way is thrown where the pieces are taken; the callback only keeps it from being nobody's.
  const pieces = isPacked ? pipeline(body, createGunzip(), () => undefined) : body;
  let sizeBytes = 0;
  try {
    for await (const piece of pieces as AsyncIterable<Buffer>) {
      sizeBytes += piece.length;
      if (sizeBytes > maxBytes) throw tooLarge(maxBytes);
      yield piece;
    }
  } catch (error) {
    throw isOfZlib(error)
      ? new NetworkFailure('UNPACK', noted`the packed answer is incomplete`)
      : error;
  } finally {
    body.destroy();
  }
}

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
