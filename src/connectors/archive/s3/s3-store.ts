import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { HeadObjectCommandOutput, PutObjectCommandInput } from '@aws-sdk/client-s3';

import type { Clock } from '../../../domain/clock.js';
import type { S3Config } from '../../../domain/destination-config.js';
import type { Outbound } from '../../http/outbound.js';
import { DestinationError } from '../destination.js';
import type { FileToPut, StoredFile } from '../destination.js';
import { createOutboundHandler, S3NoAnswer } from './outbound-handler.js';
import { isWordless, statusOf, strangeAnswer, toS3Error } from './s3-errors.js';
import { archiveKeyOf, toS3Metadata } from './s3-metadata.js';
import { noted } from '../../../domain/said.js';

/** One bucket: what is asked of it, without a rule of when. */
export interface S3Store {
  readonly client: S3Client;
  readonly config: S3Config;
  readonly clock: Clock;
  /** Runs an operation. @throws DestinationError, or the signal's reason. */
  readonly attempt: <T>(operation: string, work: () => Promise<T>) => Promise<T>;
  /** Null where nothing lies under the key. @throws DestinationError, also where the bucket is not there. */
  head(key: string, signal: AbortSignal): Promise<StoredFile | null>;
  /** The same where a write follows, which tells whether the bucket is there. */
  peek(key: string, signal: AbortSignal): Promise<StoredFile | null>;
  /** @throws what the SDK throws, by its name. */
  checkBucket(signal: AbortSignal): Promise<void>;
  read(key: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** In one request. @throws what the SDK throws. */
  putObject(
    file: FileToPut,
    key: string,
    isConditional: boolean,
    signal: AbortSignal,
  ): Promise<void>;
  remove(key: string, signal: AbortSignal): Promise<void>;
}

/** What an object gets beside its bytes and its name. */
export type ObjectSettings = Pick<
  PutObjectCommandInput,
  | 'ContentType'
  | 'Metadata'
  | 'ServerSideEncryption'
  | 'SSEKMSKeyId'
  | 'StorageClass'
  | 'ObjectLockMode'
  | 'ObjectLockRetainUntilDate'
>;

export function createS3Store(config: S3Config, outbound: Outbound, clock: Clock): S3Store {
  const client = new S3Client({
    region: config.region,
    ...(config.endpoint === null ? {} : { endpoint: config.endpoint }),
    forcePathStyle: config.forcePathStyle,
    ...(config.credentials === null ? {} : { credentials: config.credentials }),
    requestHandler: createOutboundHandler(outbound),
    // It would write to the console, addresses and all.
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    // A second try after a first that was carried out would look like somebody else's file.
    maxAttempts: 1,
    // Servers beside Amazon's do not all know the trailing checksums that are the default.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const Bucket = config.bucket;

  async function attempt<T>(operation: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw toS3Error(error, operation, clock);
    }
  }

  async function look(
    Key: string,
    abortSignal: AbortSignal,
    onMissing?: () => Promise<void>,
  ): Promise<StoredFile | null> {
    try {
      const answer = await client.send(
        new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }),
        { abortSignal },
      );
      // A page with 200 is no object: every one of those has a tag.
      if (answer.ETag === undefined) throw strangeAnswer('HeadObject');
      return toStoredFile(config, Key, answer);
    } catch (error) {
      if (statusOf(error) !== 404) throw await named(error, abortSignal);
      await onMissing?.();
      return null;
    }
  }

  /** A missing bucket looks as a missing file does. */
  async function checkBucket(abortSignal: AbortSignal): Promise<void> {
    try {
      await client.send(new HeadBucketCommand({ Bucket }), { abortSignal });
    } catch (error) {
      throw await named(error, abortSignal);
    }
  }

  /** The answer to a HEAD has no body, so that it does not say why: that of a GET does. */
  async function named(error: unknown, abortSignal: AbortSignal): Promise<unknown> {
    const status = statusOf(error);
    if (status === undefined || status < 400 || status >= 500) return error;
    try {
      await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 1 }), { abortSignal });
      return error;
    } catch (reason) {
      if (isWordless(reason)) return strangeAnswer('HeadObject', reason);
      return statusOf(reason) === status ? reason : error;
    }
  }

  return {
    client,
    config,
    clock,
    attempt,
    checkBucket,
    head: (key, signal) =>
      attempt('HeadObject', () => look(key, signal, () => checkBucket(signal))),
    peek: (key, signal) => attempt('HeadObject', () => look(key, signal)),

    async *read(Key, abortSignal) {
      const { Body } = await attempt('GetObject', () =>
        client.send(new GetObjectCommand({ Bucket, Key }), { abortSignal }),
      );
      if (!(Body instanceof Readable)) return;
      try {
        for await (const piece of Body as AsyncIterable<Buffer>) yield piece;
      } catch (cause) {
        abortSignal.throwIfAborted();
        throw new DestinationError(noted`S3 broke off while a file was read.`, {
          fault: 'unavailable',
          operation: 'GetObject',
          cause,
        });
      }
    },

    async putObject(file, Key, isConditional, abortSignal) {
      const command = new PutObjectCommand({
        Bucket,
        Key,
        ...settingsOf(file, config, clock),
        Body:
          file.sizeBytes === 0
            ? Buffer.alloc(0)
            : Readable.from(file.bytes(), { objectMode: false }),
        ContentLength: file.sizeBytes,
        ContentMD5: toBase64(file.digests.md5),
        ChecksumSHA256: toBase64(file.digests.sha256),
        ...(isConditional ? { IfNoneMatch: '*' } : {}),
      });
      // So the signature covers the bytes, which a stream would leave out.
      command.middlewareStack.add(
        (next) => async (args) => {
          const request: unknown = args.request;
          if (hasHeaders(request)) request.headers['x-amz-content-sha256'] = file.digests.sha256;
          return next(args);
        },
        { step: 'build', name: 'signPayload' },
      );
      await client.send(command, { abortSignal });
    },

    remove: (Key, abortSignal) =>
      attempt('DeleteObject', async () => {
        await client.send(new DeleteObjectCommand({ Bucket, Key }), { abortSignal });
      }),
  };
}

export function settingsOf(file: FileToPut, config: S3Config, clock: Clock): ObjectSettings {
  const { serverSideEncryption, kmsKeyId, storageClass, retention } = config;
  return {
    ContentType: file.contentType,
    Metadata: toS3Metadata(file.archiveKey, file.metadata),
    ...(serverSideEncryption === null ? {} : { ServerSideEncryption: serverSideEncryption }),
    ...(kmsKeyId === null ? {} : { SSEKMSKeyId: kmsKeyId }),
    ...(storageClass === null ? {} : { StorageClass: storageClass as 'STANDARD' }),
    ...(retention === null
      ? {}
      : {
          ObjectLockMode: retention.mode,
          ObjectLockRetainUntilDate: new Date(
            clock.now().getTime() + retention.days * 24 * 60 * 60 * 1000,
          ),
        }),
  };
}

/** Whether a write that failed like this may have been carried out all the same. */
export function leavesOpen(error: unknown): boolean {
  if (error instanceof S3NoAnswer) return error.sent;
  const status = statusOf(error);
  // The 200 of a completion that failed after all.
  return status !== undefined && (status >= 500 || status === 200);
}

export function md5InBase64(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('base64');
}

function toStoredFile(
  { bucket, endpoint, region }: S3Config,
  key: string,
  answer: HeadObjectCommandOutput,
): StoredFile {
  const { ChecksumSHA256: checksum, ChecksumType: type } = answer;
  // Of an object that came in parts it is one of checksums.
  const isWhole = checksum !== undefined && type !== 'COMPOSITE' && !checksum.includes('-');
  const shown = new URLSearchParams({ region, prefix: key });
  return {
    ref: {
      id: key,
      path: key,
      url:
        endpoint === null
          ? `https://console.aws.amazon.com/s3/object/${bucket}?${shown.toString()}`
          : null,
    },
    sizeBytes: answer.ContentLength ?? 0,
    digest: isWhole
      ? { name: 'sha256', value: Buffer.from(checksum, 'base64').toString('hex') }
      : null,
    versionId: answer.VersionId ?? null,
    archiveKey: archiveKeyOf(answer.Metadata),
  };
}

function quiet(): void {
  // What failed is thrown.
}

function toBase64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}

function hasHeaders(value: unknown): value is { headers: Record<string, string> } {
  return typeof value === 'object' && value !== null && 'headers' in value;
}
