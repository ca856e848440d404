import { createHash, randomBytes } from 'node:crypto';

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { CompletedPart, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';

import { compositeChecksum } from '../../../../src/sandbox/storage/s3/checksum.js';
import { FAILED_COMPLETION, startS3Sandbox } from '../../../../src/sandbox/storage/s3/index.js';
import { clientOf, refusalOf } from './s3-client.js';

const AT = { Bucket: 'contracts', Key: 'large.pdf' };
const PART_BYTES = 5 * 1024 * 1024;
const BYTES = randomBytes(2 * PART_BYTES + 1_000);
const PIECES = [
  BYTES.subarray(0, PART_BYTES),
  BYTES.subarray(PART_BYTES, 2 * PART_BYTES),
  BYTES.subarray(2 * PART_BYTES),
];

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

async function start(client: S3Client): Promise<string> {
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...AT, ChecksumAlgorithm: 'SHA256' }),
  );
  return UploadId!;
}

async function uploadAll(client: S3Client, UploadId: string): Promise<CompletedPart[]> {
  const parts: CompletedPart[] = [];
  for (const [index, Body] of PIECES.entries()) {
    const { ETag, ChecksumSHA256 } = await client.send(
      new UploadPartCommand({
        ...AT,
        UploadId,
        PartNumber: index + 1,
        Body,
        ChecksumSHA256: sha256(Body).toString('base64'),
      }),
    );
    parts.push({ PartNumber: index + 1, ETag, ChecksumSHA256 });
  }
  return parts;
}

function complete(UploadId: string, Parts: CompletedPart[], more: object = {}) {
  return new CompleteMultipartUploadCommand({
    ...AT,
    UploadId,
    MultipartUpload: { Parts },
    ...more,
  });
}

describe('S3 multipart uploads', () => {
  test('joins parts, lists them, and states a composite checksum', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const UploadId = await start(client);
    const parts = await uploadAll(client, UploadId);

    const first = await client.send(new ListPartsCommand({ ...AT, UploadId, MaxParts: 2 }));
    const rest = await client.send(
      new ListPartsCommand({ ...AT, UploadId, PartNumberMarker: first.NextPartNumberMarker }),
    );
    const open = await client.send(new ListMultipartUploadsCommand({ Bucket: 'contracts' }));
    const answer = await client.send(complete(UploadId, parts, { IfNoneMatch: '*' }));
    const head = await client.send(new HeadObjectCommand({ ...AT, ChecksumMode: 'ENABLED' }));
    const attributes = await client.send(
      new GetObjectAttributesCommand({ ...AT, ObjectAttributes: ['Checksum', 'ObjectParts'] }),
    );

    const composite = sha256(Buffer.concat(PIECES.map(sha256))).toString('base64');
    expect(first.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([1, 2]);
    expect(first.IsTruncated).toBe(true);
    expect(rest.Parts).toMatchObject([{ PartNumber: 3, Size: 1_000 }]);
    expect(open.Uploads).toMatchObject([{ UploadId, Key: AT.Key }]);
    expect(answer.ChecksumSHA256).toBe(`${composite}-3`);
    expect(head).toMatchObject({ ChecksumSHA256: `${composite}-3`, ChecksumType: 'COMPOSITE' });
    expect(head.ETag).toMatch(/^"[0-9a-f]{32}-3"$/u);
    expect(attributes.Checksum?.ChecksumSHA256).toBe(composite);
    expect(attributes.ObjectParts?.TotalPartsCount).toBe(3);
    expect(s3.contents.list().map(({ bytes }) => bytes.equals(BYTES))).toEqual([true]);
  });

  // Digests of parts and of their whole as Amazon stated them.
  test('computes composite checksums as Amazon does', () => {
    const parts = [
      'lcKa6Boe7a167tUCN5C4OaFygGSYD8MBnBARTrdL+1w=',
      'gHjhbUT4oo2tSCtSZJdlKi+jeNXJT+VImqdPXsXvkOc=',
      '4l9PQ3zOPZ0oGFvknFX+J4zZwE4WMzO+l3r8XrbWOeM=',
    ];
    expect(compositeChecksum('sha256', parts)).toBe(
      'rVWtNbadtsaKXJAcgWPWjifHzJaXde/iV4jaJAOdivc=-3',
    );
  });

  test('a CRC is of the whole object where that was asked for', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const { UploadId } = await client.send(
      new CreateMultipartUploadCommand({
        ...AT,
        ChecksumAlgorithm: 'CRC32',
        ChecksumType: 'FULL_OBJECT',
      }),
    );
    const parts: CompletedPart[] = [];
    for (const [index, Body] of PIECES.entries()) {
      const { ETag, ChecksumCRC32 } = await client.send(
        new UploadPartCommand({
          ...AT,
          UploadId,
          PartNumber: index + 1,
          Body,
          ChecksumAlgorithm: 'CRC32',
        }),
      );
      parts.push({ PartNumber: index + 1, ETag, ChecksumCRC32 });
    }

    const multipart = await client.send(complete(UploadId!, parts));
    const single = await client.send(
      new PutObjectCommand({ ...AT, Key: 'other.pdf', Body: BYTES, ChecksumAlgorithm: 'CRC32' }),
    );

    expect(multipart).toMatchObject({
      ChecksumType: 'FULL_OBJECT',
      ChecksumCRC32: single.ChecksumCRC32,
    });
  });

  test('refuses a completion over an object that is there', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const UploadId = await start(client);
    const parts = await uploadAll(client, UploadId);
    await client.send(new PutObjectCommand({ ...AT, Body: 'first' }));

    const refusal = await refusalOf(client.send(complete(UploadId, parts, { IfNoneMatch: '*' })));

    expect(refusal).toMatchObject({ name: 'PreconditionFailed', status: 412 });
    expect(s3.contents.list()).toMatchObject([{ bytes: Buffer.from('first') }]);
  });

  test('may ignore the condition of a completion alone', async () => {
    await using s3 = await startS3Sandbox({ conditionals: { completeMultipartUpload: 'ignored' } });
    using client = clientOf(s3);
    const UploadId = await start(client);
    const parts = await uploadAll(client, UploadId);
    await client.send(new PutObjectCommand({ ...AT, Body: 'first', IfNoneMatch: '*' }));

    await client.send(complete(UploadId, parts, { IfNoneMatch: '*' }));

    expect(s3.contents.list().map(({ bytes }) => bytes.equals(BYTES))).toEqual([true]);
  });

  test('an upload that met a conflict is lost', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const UploadId = await start(client);
    const parts = await uploadAll(client, UploadId);
    s3.state.conflictsToCome = 1;

    const conflict = await refusalOf(client.send(complete(UploadId, parts, { IfNoneMatch: '*' })));
    const again = await refusalOf(client.send(complete(UploadId, parts, { IfNoneMatch: '*' })));

    expect(conflict).toMatchObject({ name: 'ConditionalRequestConflict', status: 409 });
    expect(again).toMatchObject({ name: 'NoSuchUpload', status: 404 });
  });

  test.each([
    ['status', 0],
    ['status-after-commit', 1],
  ] as const)('a completion may fail inside a 200 (%s)', async (kind, stored) => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const UploadId = await start(client);
    const parts = await uploadAll(client, UploadId);
    s3.faults.add({
      ...FAILED_COMPLETION,
      kind,
      match: { method: 'POST', path: 'uploadId=' },
      times: 1,
    });

    const refusal = await refusalOf(client.send(complete(UploadId, parts)));

    expect(refusal.name).toBe('InternalError');
    expect(s3.contents.list()).toHaveLength(stored);
  });

  test('answers a repeated completion as the first, or does not know it any more', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const UploadId = await start(client);
    const parts = await uploadAll(client, UploadId);
    const first = await client.send(complete(UploadId, parts));

    const second = await client.send(complete(UploadId, parts));
    s3.state.answersRepeatedComplete = false;
    const third = await refusalOf(client.send(complete(UploadId, parts)));

    expect(second.ETag).toBe(first.ETag);
    expect(third).toMatchObject({ name: 'NoSuchUpload', status: 404 });
  });

  test('refuses parts that are too small, in disorder, unknown, or without their checksum', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const UploadId = await start(client);
    const [one, two, last] = await uploadAll(client, UploadId);
    const Body = Buffer.from('small');
    const small = await client.send(
      new UploadPartCommand({
        ...AT,
        UploadId,
        PartNumber: 4,
        Body,
        ChecksumSHA256: sha256(Body).toString('base64'),
      }),
    );
    const four = { PartNumber: 4, ETag: small.ETag, ChecksumSHA256: small.ChecksumSHA256 };
    const named = async (parts: CompletedPart[]) =>
      (await refusalOf(client.send(complete(UploadId, parts)))).name;

    expect(await named([one!, last!, four])).toBe('EntityTooSmall');
    expect(await named([two!, one!])).toBe('InvalidPartOrder');
    expect(await named([one!, { ...two!, ETag: '"0"' }])).toBe('InvalidPart');
    expect(await named([one!, { ...two!, ChecksumSHA256: one!.ChecksumSHA256 }])).toBe(
      'InvalidPart',
    );
    expect(await named([{ PartNumber: 1, ETag: one!.ETag }, two!])).toBe('InvalidRequest');
  });

  test('wants a checksum for every part, of the kind that was agreed', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const UploadId = await start(client);
    const part = { ...AT, UploadId, PartNumber: 1, Body: PIECES[0]! };

    const none = await refusalOf(client.send(new UploadPartCommand(part)));
    const other = await refusalOf(
      client.send(new UploadPartCommand({ ...part, ChecksumAlgorithm: 'CRC32' })),
    );

    expect(none).toMatchObject({ name: 'InvalidRequest', status: 400 });
    expect(other).toMatchObject({ name: 'InvalidRequest', status: 400 });
  });

  test('forgets an aborted upload', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const UploadId = await start(client);

    await client.send(new AbortMultipartUploadCommand({ ...AT, UploadId }));
    const refusal = await refusalOf(client.send(new ListPartsCommand({ ...AT, UploadId })));

    expect(refusal).toMatchObject({ name: 'NoSuchUpload', status: 404 });
  });
});
