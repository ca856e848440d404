import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { S3ClientConfig } from '@aws-sdk/client-s3';

import type { S3Sandbox } from '../../../../src/sandbox/storage/s3/index.js';

const quiet = () => undefined;
const SILENT = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

/** Amazon's own client, which tries nothing twice, so that every answer is seen. */
export function clientOf(
  { url }: Pick<S3Sandbox, 'url'>,
  options: S3ClientConfig = {},
): S3Client & Disposable {
  const client = new S3Client({
    endpoint: url,
    region: 'eu-west-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'sandbox-key', secretAccessKey: 'sandbox-secret' },
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    logger: SILENT,
    ...options,
  });
  return Object.assign(client, {
    [Symbol.dispose]: () => {
      client.destroy();
    },
  });
}

export interface Refusal {
  readonly name: string;
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the SDK makes of a refusal. @throws Error where the call succeeded, or failed otherwise. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    return {
      name: error.name,
      status: error.$metadata.httpStatusCode,
      headers: error.$response?.headers ?? {},
    };
  }
  throw new Error('it was not refused');
}
