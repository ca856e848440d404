import { invalidRequest, S3Error } from './s3-error.js';
import { chunkSignature, isSame, signatureMismatch, trailerSignature } from './signature.js';
import type { Signature } from './signature.js';

export interface DecodedBody {
  readonly bytes: Buffer;
  /** Headers that came after the bytes, names in lower case. */
  readonly trailer: Readonly<Record<string, string>>;
}

const MIN_CHUNK_BYTES = 8 * 1024;

/**
 * Takes the framing of `aws-chunked` off a body and checks it: lengths, the chain of signatures where the chunks are signed,
 * and the trailer. `expectedBytes` is `x-amz-decoded-content-length`.
 * @throws S3Error
 */
export function decodeAwsChunked(
  body: Buffer,
  signed: Signature,
  expectedBytes: number,
): DecodedBody {
  const isSigned = signed.payload.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
  const pieces: Buffer[] = [];
  let previous = signed.signature;
  let at = 0;
  for (;;) {
    const line = lineAt(body, at);
    const [sizeHex = '', extension = ''] = line.text.split(';');
    if (!/^[0-9a-f]+$/iu.test(sizeHex)) throw incomplete();
    const size = parseInt(sizeHex, 16);
    const data = body.subarray(line.next, line.next + size);
    if (data.length < size) throw incomplete();
    if (isSigned) {
      const stated = /^chunk-signature=([0-9a-f]{64})$/u.exec(extension)?.[1] ?? '';
      const expected = chunkSignature(signed, previous, data);
      if (!isSame(stated, expected)) throw signatureMismatch();
      previous = expected;
    }
    at = line.next + size;
    if (size === 0) break;
    if (body.toString('latin1', at, at + 2) !== '\r\n') throw incomplete();
    at += 2;
    const last = pieces.at(-1);
    // Only the last one may be smaller.
    if (last !== undefined && last.length < MIN_CHUNK_BYTES) {
      throw new S3Error(
        400,
        'InvalidChunkSizeError',
        'Only the last chunk is allowed to have a size less than 8192 bytes',
      );
    }
    pieces.push(data);
  }
  const bytes = Buffer.concat(pieces);
  if (bytes.length !== expectedBytes) throw incomplete();
  const trailer = parseTrailer(body.toString('latin1', at));
  if (isSigned && signed.payload.endsWith('-TRAILER')) checkTrailer(trailer, signed, previous);
  return { bytes, trailer };
}

function checkTrailer(
  trailer: Readonly<Record<string, string>>,
  signed: Signature,
  previous: string,
): void {
  const canonical = Object.entries(trailer)
    .filter(([name]) => name !== 'x-amz-trailer-signature')
    .map(([name, value]) => `${name}:${value}\n`)
    .join('');
  const expected = trailerSignature(signed, previous, canonical);
  if (!isSame(trailer['x-amz-trailer-signature'] ?? '', expected)) throw signatureMismatch();
}

function parseTrailer(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/u).filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      if (at < 0) throw invalidRequest('The request contained a trailer that can not be read.');
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
}

function lineAt(body: Buffer, at: number): { readonly text: string; readonly next: number } {
  const end = body.indexOf('\r\n', at, 'latin1');
  if (end < 0 || end - at > 1024) throw incomplete();
  return { text: body.toString('latin1', at, end), next: end + 2 };
}

function incomplete(): S3Error {
  return new S3Error(
    400,
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
  );
}
