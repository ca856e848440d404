import { S3ServiceException } from '@aws-sdk/client-s3';

import type { Clock } from '../../../domain/clock.js';
import { retryAfterMs } from '../../http/retry-after.js';
import type { AnswerHeaders } from '../../http/outbound.js';
import { DestinationError } from '../destination.js';
import type { DestinationFault } from '../destination.js';
import { NoAnswerError } from '../rest/no-answer-error.js';
import { S3NoAnswer } from './outbound-handler.js';
import { noted } from '../../../domain/said.js';

interface Meaning {
  readonly fault: DestinationFault;
  readonly text: string;
}

const THROTTLED: Meaning = { fault: 'throttled', text: noted`S3 asks for a pause.` };
const KEYS: Meaning = {
  fault: 'sign-in',
  text: noted`S3 did not accept the keys. Check accessKeyId and secretAccessKey, or the role of this machine.`,
};
const REGION: Meaning = {
  fault: 'missing',
  text: noted`The bucket lies in another region. Set its region in the archive file.`,
};
const BUSY: Meaning = {
  fault: 'busy',
  text: noted`Another write of this file is under way; later.`,
};
const STRANGER: Meaning = {
  fault: 'unavailable',
  text: noted`What answered is not S3, as a proxy may do.`,
};
const DAMAGED: Meaning = {
  fault: 'unavailable',
  text: noted`The bytes did not arrive as they were sent. They are sent again.`,
};

const MEANINGS: Readonly<Record<string, Meaning>> = {
  SlowDown: THROTTLED,
  TooManyRequests: THROTTLED,
  RequestLimitExceeded: THROTTLED,
  ThrottlingException: THROTTLED,
  AccessDenied: {
    fault: 'permission',
    text: noted`S3 does not allow it. The keys need s3:PutObject, s3:GetObject and s3:ListBucket for this bucket.`,
  },
  SignatureDoesNotMatch: KEYS,
  InvalidAccessKeyId: KEYS,
  ExpiredToken: KEYS,
  InvalidToken: KEYS,
  CredentialsProviderError: KEYS,
  TokenProviderError: KEYS,
  RequestTimeTooSkewed: {
    fault: 'sign-in',
    text: noted`The clock of this machine is wrong, so S3 refuses its signatures. Set the clock.`,
  },
  AuthorizationHeaderMalformed: REGION,
  PermanentRedirect: REGION,
  TemporaryRedirect: REGION,
  NoSuchBucket: {
    fault: 'missing',
    text: noted`The bucket is not there. Check its name and region, or create it.`,
  },
  NoSuchKey: { fault: 'gone', text: noted`The file is not in the bucket.` },
  QuotaExceeded: { fault: 'full', text: noted`The quota of the bucket is used up. Raise it.` },
  XMinioStorageFull: { fault: 'full', text: noted`The storage of the server is full.` },
  InsufficientStorage: { fault: 'full', text: noted`The storage of the server is full.` },
  ConditionalRequestConflict: BUSY,
  OperationAborted: BUSY,
  BadDigest: DAMAGED,
  XAmzContentSHA256Mismatch: DAMAGED,
  XAmzContentChecksumMismatch: DAMAGED,
  IncompleteBody: DAMAGED,
  RequestTimeout: { fault: 'unavailable', text: noted`S3 waited too long for the bytes; again.` },
  InvalidObjectState: {
    fault: 'refused',
    text: noted`The file lies in a storage class that can’t be read at once.`,
  },
  KeyTooLongError: {
    fault: 'refused',
    text: noted`Folder and name are longer than the 1,024 bytes of S3.`,
  },
  InvalidRequest: {
    fault: 'refused',
    text: noted`S3 refused the request. A retention needs a bucket with object lock, an encryption one that allows it.`,
  },
};

const LONGEST_RETRY_AFTER_MS = 10 * 60 * 1000;

/** The code alone: messages of S3 name keys, hosts and accounts. */
export function toS3Error(error: unknown, operation: string, clock: Clock): Error {
  if (error instanceof DestinationError) return error;
  if (error instanceof S3NoAnswer) {
    return new NoAnswerError(
      noted`S3 can't be reached. It is tried again; if it goes on, look at the network and the proxy.`,
      error.sent,
      { operation, cause: error.failure.cause },
    );
  }
  if (isUnreadable(error)) return strangeAnswer(operation, error);
  const name = error instanceof Error ? error.name : '';
  const status = statusOf(error);
  if (status === undefined && !Object.hasOwn(MEANINGS, name)) {
    return error instanceof Error ? error : new Error('S3 failed', { cause: error });
  }
  const meaning = Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined;
  const { fault, text } = meaning ?? byStatus(status ?? 0, isStranger(error, operation));
  const waitMs = retryAfterMs(headersOf(error), clock);
  const code = /^[A-Za-z0-9]{1,60}$/u.test(name) ? name : 'Error';
  return new DestinationError(
    `${text} (${code}${status === undefined ? '' : `, HTTP ${status}`})`,
    {
      // Whatever the code, a pause that is asked for is one.
      fault: waitMs !== null && fault === 'unavailable' ? 'throttled' : fault,
      operation,
      upstreamCode: code,
      retryAfterMs: waitMs === null ? null : Math.min(waitMs, LONGEST_RETRY_AFTER_MS),
      ...(status === undefined ? {} : { status }),
    },
  );
}

/** What answered is not S3, so that it says nothing about a file. */
export function strangeAnswer(operation: string, cause?: unknown): DestinationError {
  return new DestinationError(STRANGER.text, { fault: STRANGER.fault, operation, cause });
}

/** A refusal without a code of S3's. The answer to a HEAD never has one: whoever asks so finds out who spoke. */
export function isWordless(error: unknown): boolean {
  return error instanceof S3ServiceException && ['Unknown', 'NotFound'].includes(error.name);
}

/** What S3 refuses a HEAD with, which has no body to say who spoke: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
const HEAD_REFUSALS: readonly unknown[] = [400, 403, 404, 405];

function isStranger(error: unknown, operation: string): boolean {
  const isHead = operation.startsWith('Head');
  return isHead ? !HEAD_REFUSALS.includes(statusOf(error)) : isWordless(error);
}

/** An answer that the SDK can't read, such as a page in place of XML. */
function isUnreadable(error: unknown): boolean {
  return (
    error instanceof Error &&
    !(error instanceof S3ServiceException) &&
    '$metadata' in error &&
    '$response' in error
  );
}

export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && codes.includes(error.name);
}

/** 0 and absent for an error that is no answer. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}

function headersOf(error: unknown): AnswerHeaders {
  return error instanceof S3ServiceException ? (error.$response?.headers ?? {}) : {};
}

function byStatus(status: number, isStranger: boolean): Meaning {
  if (status === 429) return THROTTLED;
  if (status === 401) return KEYS;
  if (status === 408 || status >= 500) {
    return status === 507
      ? { fault: 'full', text: noted`The storage of the server is full.` }
      : { fault: 'unavailable', text: noted`S3 has trouble of its own; it is tried again.` };
  }
  if (status === 301 || status === 307) return REGION;
  if (isStranger || status < 400) return STRANGER;
  if (status === 403) return MEANINGS.AccessDenied ?? KEYS;
  if (status === 404) return { fault: 'gone', text: noted`The file is not in the bucket.` };
  if (status === 409) return BUSY;
  return { fault: 'refused', text: noted`S3 refused the request.` };
}
