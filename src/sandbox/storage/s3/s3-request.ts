import { createHash } from 'node:crypto';

import { decodeAwsChunked } from './aws-chunked.js';
import { CHECKSUM_NAMES, checksumName, computeChecksum, isChecksumValue } from './checksum.js';
import type { ChecksumName } from './checksum.js';
import { checkMetadataIsAscii } from './object-settings.js';
import { invalidRequest, S3Error } from './s3-error.js';
import { decodeUri, parseQuery, verifySignature } from './signature.js';
import type { S3Credentials, Signature } from './signature.js';

/** What a server does with bodies in the framing `aws-chunked`; compatible ones refuse it, or store the framing. */
export type ChunkedBodyMode = 'decoded' | 'refused' | 'stored-as-sent';

/** A request as it came. */
export interface RawS3Request {
  readonly method: string;
  /** Path and query as in the request line. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A request whose signature holds. */
export interface S3Request {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string>>;
  readonly region: string;
  /** Without framing, and as its checksums say. */
  readonly body: Buffer;
  /** The checksum that came with it, in a header or after the body; not yet compared with anything. */
  readonly checksum: { readonly name: ChecksumName; readonly value: string } | null;
}

export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

interface Settings {
  readonly credentials: ReadonlyMap<string, S3Credentials>;
  readonly chunkedBodies: ChunkedBodyMode;
  /** Some servers take no notice of `x-amz-checksum-*`. */
  readonly checksChecksums: boolean;
  readonly now: Date;
}

const MAX_KEY_BYTES = 1_024;

/**
 * Verifies the signature, takes the framing off the body, and compares it with what its headers say of it.
 * @throws S3Error
 */
export function readS3Request(raw: RawS3Request, settings: Settings): S3Request {
  const [rawPath = '/', rawQuery = ''] = splitOnce(raw.url, '?');
  checkMetadataIsAscii(raw.headers);
  const signed = verifySignature(
    { method: raw.method, rawPath, rawQuery, headers: raw.headers },
    settings.credentials,
    settings.now,
  );
  const [bucket = '', ...key] = rawPath.slice(1).split('/').map(decodeUri);
  const { bytes, trailer } = readBody(raw, signed, settings.chunkedBodies);
  if (Buffer.byteLength(key.join('/')) > MAX_KEY_BYTES) {
    throw new S3Error(400, 'KeyTooLongError', 'Your key is too long', {
      Size: String(Buffer.byteLength(key.join('/'))),
      MaxSizeAllowed: String(MAX_KEY_BYTES),
    });
  }
  checkMd5(raw.headers, bytes);
  return {
    method: raw.method,
    bucket,
    key: key.join('/'),
    query: new Map(parseQuery(rawQuery)),
    headers: raw.headers,
    region: signed.region,
    body: bytes,
    checksum:
      settings.checksChecksums && trailer !== null ? statedChecksum(raw.headers, trailer) : null,
  };
}

function readBody(
  { method, headers, body }: RawS3Request,
  signed: Signature,
  mode: ChunkedBodyMode,
): {
  readonly bytes: Buffer;
  /** Null where the framing was not even seen. */
  readonly trailer: Readonly<Record<string, string>> | null;
} {
  const isFramed = signed.payload.startsWith('STREAMING-');
  const decodedLength = headers['x-amz-decoded-content-length'];
  const hasLength = headers['content-length'] !== undefined;
  if (isFramed && mode === 'refused' && !hasLength) throw missingLength();
  if (isFramed && mode === 'decoded') {
    if (decodedLength === undefined) throw missingLength();
    return decodeAwsChunked(body, signed, Number(decodedLength));
  }
  if (method === 'PUT' && !hasLength && !isFramed) throw missingLength();
  const isHashed = /^[0-9a-f]{64}$/u.test(signed.payload);
  if (isHashed && createHash('sha256').update(body).digest('hex') !== signed.payload) {
    throw new S3Error(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  if (!isHashed && !isFramed && signed.payload !== 'UNSIGNED-PAYLOAD') {
    throw invalidRequest('x-amz-content-sha256 must be UNSIGNED-PAYLOAD or a valid sha256 value.');
  }
  return { bytes: body, trailer: isFramed ? null : {} };
}

function checkMd5(headers: RawS3Request['headers'], bytes: Buffer): void {
  const md5 = headers['content-md5'];
  if (md5 === undefined) return;
  if (Buffer.from(md5, 'base64').length !== 16) {
    throw new S3Error(400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.');
  }
  if (createHash('md5').update(bytes).digest('base64') !== md5) {
    throw new S3Error(
      400,
      'BadDigest',
      'The Content-MD5 you specified did not match what we received.',
    );
  }
}

function statedChecksum(
  headers: RawS3Request['headers'],
  trailer: Readonly<Record<string, string>>,
): S3Request['checksum'] {
  const given = CHECKSUM_NAMES.flatMap((name) => {
    const value = headers[`x-amz-checksum-${name}`] ?? trailer[`x-amz-checksum-${name}`];
    return value === undefined ? [] : [{ name, value }];
  });
  const [checksum] = given;
  if (given.length > 1) {
    throw invalidRequest(
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  if (checksum === undefined) {
    checkAnnounced(headers, trailer);
    return null;
  }
  // A composite one has the number of its parts after it.
  const [value = ''] = checksum.value.split(/-\d+$/u);
  if (!isChecksumValue(checksum.name, value)) {
    throw invalidRequest(`Value for x-amz-checksum-${checksum.name} header is invalid.`);
  }
  return checksum;
}

/** @throws S3Error where the bytes are not those of the checksum. */
export function checkBodyChecksum({ body, checksum }: S3Request): void {
  if (checksum !== null && computeChecksum(checksum.name, body) !== checksum.value) {
    throw new S3Error(
      400,
      'BadDigest',
      `The ${checksum.name.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
}

/** A client that announces a checksum has to send it. */
function checkAnnounced(
  headers: RawS3Request['headers'],
  trailer: Readonly<Record<string, string>>,
): void {
  const inTrailer = headers['x-amz-trailer'];
  if (inTrailer !== undefined && trailer[inTrailer.toLowerCase()] === undefined) {
    throw new S3Error(
      400,
      'MalformedTrailerError',
      'The request contained trailing data that was not well-formed or did not conform to our published schema.',
    );
  }
  const announced = headers['x-amz-sdk-checksum-algorithm'];
  if (announced !== undefined && checksumName(announced) !== null) {
    throw invalidRequest(
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
}

function missingLength(): S3Error {
  return new S3Error(
    411,
    'MissingContentLength',
    'You must provide the Content-Length HTTP header.',
  );
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
