import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { CompletedPart } from '@aws-sdk/client-s3';
import { z } from 'zod';

import { createCollectPart } from '../collect-part.js';
import type { FileToPut, PutOptions } from '../destination.js';
import { isCode, statusOf, strangeAnswer } from './s3-errors.js';
import { md5InBase64, settingsOf } from './s3-store.js';
import type { S3Store } from './s3-store.js';

export interface PartSizes {
  /** Up to here a file goes in one request. */
  readonly singleMaxBytes: number;
  /** Held in memory, one at a time. */
  readonly partBytes: number;
}

export const PART_SIZES: PartSizes = {
  singleMaxBytes: 100 * 1024 * 1024,
  partBytes: 8 * 1024 * 1024,
};

const MAX_PARTS = 10_000;

const resumeJson = z.object({ uploadId: z.string(), partBytes: z.int().min(1) });
type Upload = z.infer<typeof resumeJson>;

/** `done` by this call; `exists` where the key is taken; `lost` where S3 no longer knows the upload: it may have become the file. */
export type MultipartEnd = 'done' | 'exists' | 'lost';

/**
 * Brings a file in parts. The upload outlives this process: what is saved is enough to go on with the parts that are missing.
 * @throws what the SDK throws
 */
export async function uploadInParts(
  store: S3Store,
  file: FileToPut,
  key: string,
  options: PutOptions,
  sizes: PartSizes,
): Promise<MultipartEnd> {
  const known = readResume(options.resume);
  const upload = known ?? (await begin(store, file, key, options, sizes));
  let parts: CompletedPart[];
  try {
    parts = await uploadMissing(store, file, key, upload, known === null, options.signal);
  } catch (error) {
    if (!isCode(error, 'NoSuchUpload')) throw error;
    await options.save('');
    return 'lost';
  }
  return complete(store, key, upload, parts, options);
}

async function begin(
  { client, config, clock }: S3Store,
  file: FileToPut,
  Key: string,
  { save, signal }: PutOptions,
  { partBytes }: PartSizes,
): Promise<Upload> {
  const { UploadId: uploadId } = await client.send(
    new CreateMultipartUploadCommand({
      Bucket: config.bucket,
      Key,
      ...settingsOf(file, config, clock),
    }),
    { abortSignal: signal },
  );
  if (uploadId === undefined) {
    throw strangeAnswer('CreateMultipartUpload');
  }
  const upload = {
    uploadId,
    partBytes: Math.max(partBytes, Math.ceil(file.sizeBytes / MAX_PARTS)),
  };
  await save(JSON.stringify(upload));
  return upload;
}

async function uploadMissing(
  { client, config }: S3Store,
  file: FileToPut,
  Key: string,
  { uploadId, partBytes }: Upload,
  isNew: boolean,
  abortSignal: AbortSignal,
): Promise<CompletedPart[]> {
  const where = { Bucket: config.bucket, Key, UploadId: uploadId };
  const there = isNew ? new Map<number, StoredPart>() : await listParts(client, where, abortSignal);
  const parts: CompletedPart[] = [];
  const collectPart = createCollectPart();
  for (let start = 0, number = 1; start < file.sizeBytes; start += partBytes, number += 1) {
    const end = Math.min(start + partBytes, file.sizeBytes);
    const done = there.get(number);
    if (done?.sizeBytes === end - start) {
      parts.push({ PartNumber: number, ETag: done.etag });
      continue;
    }
    const Body = await collectPart(file.bytes(start, end), end - start);
    const { ETag } = await client.send(
      new UploadPartCommand({ ...where, PartNumber: number, Body, ContentMD5: md5InBase64(Body) }),
      { abortSignal },
    );
    parts.push({ PartNumber: number, ETag });
  }
  return parts;
}

interface StoredPart {
  readonly etag: string;
  readonly sizeBytes: number;
}

/** By hand, since some servers state a next page where there is none. */
async function listParts(
  client: S3Store['client'],
  where: { readonly Bucket: string; readonly Key: string; readonly UploadId: string },
  abortSignal: AbortSignal,
): Promise<Map<number, StoredPart>> {
  const there = new Map<number, StoredPart>();
  let marker: string | undefined;
  do {
    const page = await client.send(
      new ListPartsCommand({
        ...where,
        ...(marker === undefined ? {} : { PartNumberMarker: marker }),
      }),
      { abortSignal },
    );
    for (const { PartNumber: number, ETag: etag, Size: sizeBytes } of page.Parts ?? []) {
      if (number !== undefined && etag !== undefined && sizeBytes !== undefined)
        there.set(number, { etag, sizeBytes });
    }
    marker = page.IsTruncated === true ? page.NextPartNumberMarker : undefined;
  } while (marker !== undefined);
  return there;
}

async function complete(
  { client, config }: S3Store,
  Key: string,
  { uploadId }: Upload,
  Parts: CompletedPart[],
  { save, signal }: PutOptions,
): Promise<MultipartEnd> {
  const where = { Bucket: config.bucket, Key, UploadId: uploadId };
  const finish = async (isConditional: boolean) =>
    client.send(
      new CompleteMultipartUploadCommand({
        ...where,
        MultipartUpload: { Parts },
        ...(isConditional ? { IfNoneMatch: '*' } : {}),
      }),
      { abortSignal: signal },
    );
  const giveUp = async () => {
    await save('');
    // Its parts cost money until they are gone; a rule of the bucket ends what this does not.
    await client
      .send(new AbortMultipartUploadCommand(where), { abortSignal: signal })
      .catch(() => undefined);
  };
  try {
    await finish(true).catch(async (error: unknown) => {
      if (statusOf(error) !== 501) throw error;
      await finish(false);
    });
    return 'done';
  } catch (error) {
    if (isCode(error, 'NoSuchUpload')) {
      await save('');
      return 'lost';
    }
    if (statusOf(error) === 412) {
      await giveUp();
      return 'exists';
    }
    // The upload is of no more use then: all parts have to be sent again.
    if (isCode(error, 'ConditionalRequestConflict', 'InvalidPart')) await giveUp();
    throw error;
  }
}

function readResume(resume: string | null): Upload | null {
  if (resume === null || resume === '') return null;
  const parsed = resumeJson.safeParse(JSON.parse(resume));
  return parsed.success ? parsed.data : null;
}
