import { randomBytes } from 'node:crypto';

import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectLockConfigurationCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

import { attemptStep } from '../attempt-step.js';
import type { CallOptions, Inspection } from '../destination.js';
import { statusOf } from './s3-errors.js';
import type { S3Store } from './s3-store.js';
import { noted } from '../../../domain/said.js';

const HONOURED = noted`A file is never written over another, also by two writers at once.`;
const IGNORED = noted`This server does not honour If-None-Match, so two writers at once could write over each other. dealdraft looks before it writes and checks afterwards; let one dealdraft at a time archive here.`;

/** The bucket, whether conditions count there, and the object lock where retention is asked for. */
export async function* inspectS3(
  store: S3Store,
  { signal, readsOnly = false }: CallOptions & { readonly readsOnly?: boolean },
): AsyncIterable<Inspection> {
  const { client, config, attempt } = store;
  const Bucket = config.bucket;
  const bucket = await attemptStep('bucket', async () => {
    await attempt('HeadBucket', () => store.checkBucket(signal));
    return { outcome: 'ok', text: noted`The bucket is there, and the keys are accepted.` };
  });
  yield bucket;
  if (bucket.outcome === 'failed') return;
  if (config.retention !== null) {
    yield await attemptStep('object lock', async () => {
      await attempt('GetObjectLockConfiguration', () =>
        client.send(new GetObjectLockConfigurationCommand({ Bucket }), { abortSignal: signal }),
      );
      return { outcome: 'ok', text: noted`The bucket keeps files for their time.` };
    });
  }
  if (readsOnly) return;
  const Key = `.dealdraft-probe-${randomBytes(8).toString('hex')}`;
  yield await attemptStep('conditions', async () => {
    try {
      const isHonoured = await attempt('probe conditions', async () => {
        await client.send(new PutObjectCommand({ Bucket, Key, Body: 'probe' }), {
          abortSignal: signal,
        });
        return (
          (await isRefused(() => putAgain(store, Key, signal))) &&
          (await isRefused(() => completeAgain(store, Key, signal)))
        );
      });
      return isHonoured ? { outcome: 'ok', text: HONOURED } : { outcome: 'warning', text: IGNORED };
    } finally {
      await store.remove(Key, signal).catch(() => undefined);
    }
  });
}

async function putAgain({ client, config }: S3Store, Key: string, abortSignal: AbortSignal) {
  await client.send(
    new PutObjectCommand({ Bucket: config.bucket, Key, Body: 'again', IfNoneMatch: '*' }),
    { abortSignal },
  );
}

/** Some servers look at the condition of the one and not of the other. */
async function completeAgain({ client, config }: S3Store, Key: string, abortSignal: AbortSignal) {
  const Bucket = config.bucket;
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }), {
    abortSignal,
  });
  const { ETag } = await client.send(
    new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'again' }),
    { abortSignal },
  );
  await client.send(
    new CompleteMultipartUploadCommand({
      Bucket,
      Key,
      UploadId,
      MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
      IfNoneMatch: '*',
    }),
    { abortSignal },
  );
}

async function isRefused(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return false;
  } catch (error) {
    const status = statusOf(error);
    if (status === 412) return true;
    if (status === 501) return false;
    throw error;
  }
}
