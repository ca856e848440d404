import { createStorageKit, startStorageHost } from '../storage-kit.js';
import type { StorageSandbox, StorageSandboxOptions } from '../storage-kit.js';
import type { StorageAnswer, StorageCall } from '../storage-route.js';
import { answerS3 } from './dispatch.js';
import { S3Error } from './s3-error.js';
import { readS3Request } from './s3-request.js';
import { S3State } from './state.js';
import type { S3StateOptions } from './state.js';
import { errorDocument } from './xml.js';

export { S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } from './state.js';

export interface S3Sandbox extends StorageSandbox {
  readonly state: S3State;
}

export interface S3SandboxOptions extends StorageSandboxOptions, S3StateOptions {}

const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];
const OF_A_BUCKET = /^\/[^/]*\/?$/u;
const OF_AN_OBJECT = /^\/[^/]+\/.+$/u;

/**
 * Starts an S3 on loopback, for path-style addresses. As strict as Amazon's unless told otherwise: signatures, conditions,
 * checksums and the bounds of metadata and parts are checked.
 */
export async function startS3Sandbox(options: S3SandboxOptions = {}): Promise<S3Sandbox> {
  const kit = createStorageKit();
  const state = new S3State(options, kit.clock);
  const handle = (call: StorageCall) => answer(call, state);
  const host = await startStorageHost(
    kit,
    {
      routes: METHODS.flatMap((method) => [
        { method, path: OF_A_BUCKET, name: `${method} bucket`, handle },
        { method, path: OF_AN_OBJECT, name: `${method} object`, handle },
      ]),
      unknown: { status: 405 },
      contents: state.contents,
    },
    options,
  );
  return {
    ...kit,
    url: host.url,
    contents: state.contents,
    state,
    close: () => host.close(),
    [Symbol.asyncDispose]: () => host.close(),
  };
}

/**
 * What Amazon answers where a completion fails after its headers went out: the 200 of a success, and the error in the body.
 * For a fault of kind `status` (nothing was stored) or `status-after-commit` (it was).
 */
export const FAILED_COMPLETION = {
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n   \n<Error><Code>InternalError</Code><Message>We encountered an internal error. Please try again.</Message><RequestId>REQUEST</RequestId><HostId>sandbox</HostId></Error>`,
} as const;

function answer(call: StorageCall, state: S3State): StorageAnswer {
  const requestId = state.nextRequestId();
  const common = { 'x-amz-request-id': requestId, 'x-amz-id-2': 'sandbox' };
  try {
    const request = readS3Request(
      {
        method: call.method,
        url: call.target,
        headers: joined(call.rawHeaders),
        body: call.body,
      },
      {
        credentials: state.credentials,
        chunkedBodies: state.chunkedBodies,
        checksChecksums: state.keepsChecksums,
        now: state.now(),
      },
    );
    const { status, headers, body } = answerS3(request, state);
    return { status, headers: { ...common, ...headers }, ...(body === undefined ? {} : { body }) };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    const resource = call.target.split('?')[0] ?? '/';
    const isHead = call.method === 'HEAD';
    return {
      status: error.status,
      headers: { ...common, ...error.headers, 'content-type': 'application/xml' },
      ...(isHead ? {} : { body: errorDocument(error, resource, requestId) }),
    };
  }
}

/** Several values of one name are one for the signature. */
function joined(rawHeaders: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(headers);
}
