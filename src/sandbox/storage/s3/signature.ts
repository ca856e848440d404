import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import { S3Error } from './s3-error.js';

export interface S3Credentials {
  readonly secretAccessKey: string;
  /** Given where the credentials belong to a role. */
  readonly sessionToken?: string;
  /** By the sandbox's clock; without it they never end. */
  readonly expiresAt?: Date;
}

export interface SignedRequest {
  readonly method: string;
  /** As it stands in the request line. */
  readonly rawPath: string;
  readonly rawQuery: string;
  /** Names in lower case; several values of one name joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a valid signature says, and what chunks of the body are signed with. */
export interface Signature {
  readonly region: string;
  readonly accessKeyId: string;
  /** `x-amz-content-sha256`, or `UNSIGNED-PAYLOAD` of a signed link. */
  readonly payload: string;
  readonly signature: string;
  readonly signingKey: Buffer;
  /** `YYYYMMDDTHHMMSSZ` */
  readonly timestamp: string;
  readonly scope: string;
}

interface Claims {
  readonly credential: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly timestamp: string;
  readonly payload: string;
  readonly sessionToken: string | null;
  /** Seconds; null where the headers are signed instead of a link. */
  readonly expiresS: number | null;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MAX_SKEW_MS = 15 * 60 * 1000;
const MAX_LINK_S = 604_800;

/**
 * Verifies SigV4 as S3 does, from the headers or from a signed link.
 * @throws S3Error
 */
export function verifySignature(
  request: SignedRequest,
  credentials: ReadonlyMap<string, S3Credentials>,
  now: Date,
): Signature {
  const query = parseQuery(request.rawQuery);
  const claims = query.some(([name]) => name === 'X-Amz-Signature')
    ? linkClaims(query)
    : headerClaims(request);
  const [accessKeyId = '', date = '', region = '', service = '', end = ''] =
    claims.credential.split('/');
  if (service !== 's3' || end !== 'aws4_request' || claims.timestamp.slice(0, 8) !== date) {
    throw malformed('The authorization header is malformed; the credential scope is wrong.');
  }
  const known = credentials.get(accessKeyId);
  if (known === undefined) {
    throw new S3Error(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
      { AWSAccessKeyId: accessKeyId },
    );
  }
  checkTime(claims, now);
  checkToken(claims, known, now);
  checkAllSigned(request, claims);
  const scope = `${date}/${region}/s3/aws4_request`;
  const signingKey = deriveKey(known.secretAccessKey, date, region);
  const canonical = [
    request.method,
    canonicalPath(request.rawPath),
    canonicalQuery(query),
    ...claims.signedHeaders.map((name) => `${name}:${trimmed(request.headers[name] ?? '')}`),
    '',
    claims.signedHeaders.join(';'),
    claims.payload,
  ].join('\n');
  const stringToSign = [ALGORITHM, claims.timestamp, scope, sha256(canonical)].join('\n');
  if (!isSame(hmac(signingKey, stringToSign).toString('hex'), claims.signature)) {
    throw signatureMismatch({ StringToSign: stringToSign, CanonicalRequest: canonical });
  }
  return {
    region,
    accessKeyId,
    payload: claims.payload,
    signature: claims.signature,
    signingKey,
    timestamp: claims.timestamp,
    scope,
  };
}

export function signatureMismatch(details: Readonly<Record<string, string>> = {}): S3Error {
  return new S3Error(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    details,
  );
}

/** The signature of one chunk of a body: each is chained to the one before. */
export function chunkSignature(signed: Signature, previous: string, data: Uint8Array): string {
  return hmac(
    signed.signingKey,
    [
      'AWS4-HMAC-SHA256-PAYLOAD',
      signed.timestamp,
      signed.scope,
      previous,
      sha256(''),
      sha256(data),
    ].join('\n'),
  ).toString('hex');
}

/** The signature of the trailer after the last chunk. */
export function trailerSignature(signed: Signature, previous: string, trailer: string): string {
  return hmac(
    signed.signingKey,
    ['AWS4-HMAC-SHA256-TRAILER', signed.timestamp, signed.scope, previous, sha256(trailer)].join(
      '\n',
    ),
  ).toString('hex');
}

export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Names and values decoded, in the order of the request. @throws S3Error */
export function parseQuery(rawQuery: string): [name: string, value: string][] {
  return rawQuery
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [decodeUri(name), decodeUri(value)];
    });
}

/** @throws S3Error */
export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}

function headerClaims({ headers }: SignedRequest): Claims {
  const authorization = headers['authorization'];
  if (authorization === undefined) throw new S3Error(403, 'AccessDenied', 'Access Denied');
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/u.exec(
      authorization,
    );
  if (found === null) throw malformed('The authorization header is malformed.');
  const payload = headers['x-amz-content-sha256'];
  if (payload === undefined) {
    throw new S3Error(
      400,
      'InvalidRequest',
      'Missing required header for this request: x-amz-content-sha256',
    );
  }
  return {
    credential: found[1] ?? '',
    signedHeaders: (found[2] ?? '').split(';'),
    signature: found[3] ?? '',
    timestamp: headers['x-amz-date'] ?? '',
    payload,
    sessionToken: headers['x-amz-security-token'] ?? null,
    expiresS: null,
  };
}

function linkClaims(query: readonly (readonly [string, string])[]): Claims {
  const values = new Map(query);
  const expiresS = Number(values.get('X-Amz-Expires'));
  if (
    values.get('X-Amz-Algorithm') !== ALGORITHM ||
    !Number.isInteger(expiresS) ||
    expiresS < 1 ||
    expiresS > MAX_LINK_S
  ) {
    throw new S3Error(
      400,
      'AuthorizationQueryParametersError',
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  }
  return {
    credential: values.get('X-Amz-Credential') ?? '',
    signedHeaders: (values.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: values.get('X-Amz-Signature') ?? '',
    timestamp: values.get('X-Amz-Date') ?? '',
    payload: 'UNSIGNED-PAYLOAD',
    sessionToken: values.get('X-Amz-Security-Token') ?? null,
    expiresS,
  };
}

function checkTime({ timestamp, expiresS }: Claims, now: Date): void {
  const found = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/u.exec(timestamp);
  if (found === null) {
    throw new S3Error(403, 'AccessDenied', 'AWS authentication requires a valid Date header');
  }
  const [, year, month, day, hour, minute, second] = found.map(Number);
  const atMs = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
  const aheadMs = atMs - now.getTime();
  if (expiresS !== null && aheadMs <= MAX_SKEW_MS) {
    if (-aheadMs > expiresS * 1000) throw new S3Error(403, 'AccessDenied', 'Request has expired');
    return;
  }
  if (Math.abs(aheadMs) > MAX_SKEW_MS) {
    throw new S3Error(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      {
        RequestTime: timestamp,
        ServerTime: now.toISOString(),
        MaxAllowedSkewMilliseconds: String(MAX_SKEW_MS),
      },
    );
  }
}

function checkToken({ sessionToken }: Claims, known: S3Credentials, now: Date): void {
  if ((known.sessionToken ?? null) !== sessionToken) {
    throw new S3Error(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.');
  }
  if (known.expiresAt !== undefined && known.expiresAt <= now) {
    throw new S3Error(400, 'ExpiredToken', 'The provided token has expired.');
  }
}

/** The host and everything of Amazon's own has to be under the signature. */
function checkAllSigned({ headers }: SignedRequest, { signedHeaders, expiresS }: Claims): void {
  const unsigned = Object.keys(headers).filter(
    (name) =>
      (name === 'host' || name.startsWith('x-amz-')) &&
      !signedHeaders.includes(name) &&
      !(expiresS !== null && name === 'x-amz-content-sha256'),
  );
  if (unsigned.length > 0) {
    throw new S3Error(
      403,
      'AccessDenied',
      'There were headers present in the request which were not signed',
      { HeadersNotSigned: unsigned.join(', ') },
    );
  }
}

function malformed(message: string): S3Error {
  return new S3Error(400, 'AuthorizationHeaderMalformed', message);
}

function deriveKey(secret: string, date: string, region: string): Buffer {
  return ['s3', 'aws4_request'].reduce(
    (key, text) => hmac(key, text),
    hmac(hmac(Buffer.from(`AWS4${secret}`), date), region),
  );
}

function canonicalPath(rawPath: string): string {
  return rawPath
    .split('/')
    .map((segment) => encodeUri(decodeUri(segment)))
    .join('/');
}

function canonicalQuery(query: readonly (readonly [string, string])[]): string {
  return query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeUri(name), encodeUri(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Amazon's own rule: everything but letters, digits and `-._~`. */
function encodeUri(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function trimmed(value: string): string {
  return value.trim().replace(/ +/gu, ' ');
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
