import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';

import {
  DeleteObjectCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';

import { startS3Sandbox } from '../../../../src/sandbox/storage/s3/index.js';
import { clientOf, refusalOf } from './s3-client.js';

const PDF = Buffer.from('%PDF-1.7 signed');
const CONTRACT = { Bucket: 'contracts', Key: 'NDA/Acme/Mutual NDA.pdf', Body: PDF };

function base64(algorithm: string, bytes: Buffer): string {
  return createHash(algorithm).update(bytes).digest('base64');
}

describe('S3 objects', () => {
  test('keeps bytes, metadata, tags and a checksum, and gives them back', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const sha256 = base64('sha256', PDF);

    const put = await client.send(
      new PutObjectCommand({
        ...CONTRACT,
        ContentType: 'application/pdf',
        ChecksumSHA256: sha256,
        Metadata: { 'contract-id': 'T-1', title: 'a "b" =c' },
        Tagging: 'kind=NDA&party=Acme%20Inc',
        StorageClass: 'STANDARD_IA',
        IfNoneMatch: '*',
      }),
    );
    const head = await client.send(
      new HeadObjectCommand({ Bucket: 'contracts', Key: CONTRACT.Key, ChecksumMode: 'ENABLED' }),
    );
    const got = await client.send(new GetObjectCommand({ Bucket: 'contracts', Key: CONTRACT.Key }));
    const tags = await client.send(
      new GetObjectTaggingCommand({ Bucket: 'contracts', Key: CONTRACT.Key }),
    );
    const attributes = await client.send(
      new GetObjectAttributesCommand({
        Bucket: 'contracts',
        Key: CONTRACT.Key,
        ObjectAttributes: ['ETag', 'Checksum', 'ObjectSize', 'StorageClass'],
      }),
    );

    const md5 = createHash('md5').update(PDF).digest('hex');
    expect(put).toMatchObject({
      ETag: `"${md5}"`,
      ChecksumSHA256: sha256,
      ChecksumType: 'FULL_OBJECT',
    });
    expect(put.VersionId).toBeUndefined();
    expect(head).toMatchObject({
      ContentLength: PDF.length,
      ContentType: 'application/pdf',
      ChecksumSHA256: sha256,
      ChecksumType: 'FULL_OBJECT',
      Metadata: { 'contract-id': 'T-1', title: 'a "b" =c' },
      StorageClass: 'STANDARD_IA',
    });
    expect(Buffer.from(await got.Body!.transformToByteArray())).toEqual(PDF);
    expect(tags.TagSet).toEqual([
      { Key: 'kind', Value: 'NDA' },
      { Key: 'party', Value: 'Acme Inc' },
    ]);
    expect(attributes).toMatchObject({
      ETag: md5,
      Checksum: { ChecksumSHA256: sha256, ChecksumType: 'FULL_OBJECT' },
      ObjectSize: PDF.length,
      StorageClass: 'STANDARD_IA',
    });
  });

  test('signs keys of any script, and tells NFC from NFD', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const keys = [
      'Ünïcode/契約 (1) + & = ? #%.pdf',
      'caf\u00e9.pdf',
      'cafe\u0301.pdf',
      "it's/a~b.pdf",
    ];

    for (const Key of keys) await client.send(new PutObjectCommand({ ...CONTRACT, Key }));
    const list = await client.send(new ListObjectsV2Command({ Bucket: 'contracts' }));

    expect(new Set(list.Contents?.map(({ Key }) => Key))).toEqual(new Set(keys));
    for (const Key of keys) {
      const head = await client.send(new HeadObjectCommand({ Bucket: 'contracts', Key }));
      expect(head.ContentLength).toBe(PDF.length);
    }
  });

  test('refuses a second write with If-None-Match, and lets one of twenty racing ones through', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);

    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        client.send(new PutObjectCommand({ ...CONTRACT, IfNoneMatch: '*' })),
      ),
    );
    const later = await refusalOf(
      client.send(
        new PutObjectCommand({ ...CONTRACT, Body: Buffer.from('other'), IfNoneMatch: '*' }),
      ),
    );

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(later).toMatchObject({ name: 'PreconditionFailed', status: 412 });
    expect(s3.contents.list()).toMatchObject([{ bytes: PDF }]);
  });

  test('compares If-Match with the ETag, and finds nothing to compare where nothing is', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const absent = await refusalOf(
      client.send(new PutObjectCommand({ ...CONTRACT, IfMatch: '"abc"' })),
    );
    const { ETag } = await client.send(new PutObjectCommand(CONTRACT));

    const wrong = await refusalOf(
      client.send(new PutObjectCommand({ ...CONTRACT, IfMatch: '"abc"' })),
    );
    await client.send(
      new PutObjectCommand({ ...CONTRACT, Body: Buffer.from('v2'), IfMatch: ETag }),
    );

    expect(absent).toMatchObject({ name: 'NoSuchKey', status: 404 });
    expect(wrong).toMatchObject({ name: 'PreconditionFailed', status: 412 });
    expect(s3.contents.list()).toMatchObject([{ bytes: Buffer.from('v2') }]);
  });

  test.each([
    ['ignored', undefined],
    ['not-implemented', { name: 'NotImplemented', status: 501 }],
  ] as const)('conditions may be %s, as at other makers', async (mode, refusal) => {
    await using s3 = await startS3Sandbox({ conditionals: { putObject: mode } });
    using client = clientOf(s3);
    await client.send(new PutObjectCommand(CONTRACT));

    const second = client.send(
      new PutObjectCommand({ ...CONTRACT, Body: Buffer.from('other'), IfNoneMatch: '*' }),
    );

    if (refusal === undefined) {
      await second;
      expect(s3.contents.list()).toMatchObject([{ bytes: Buffer.from('other') }]);
    } else {
      expect(await refusalOf(second)).toMatchObject(refusal);
      expect(s3.contents.list()).toMatchObject([{ bytes: PDF }]);
    }
  });

  test('answers a conflict for a conditional write that meets another one', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    s3.state.conflictsToCome = 1;

    const conflict = await refusalOf(
      client.send(new PutObjectCommand({ ...CONTRACT, IfNoneMatch: '*' })),
    );
    await client.send(new PutObjectCommand({ ...CONTRACT, IfNoneMatch: '*' }));

    expect(conflict).toMatchObject({ name: 'ConditionalRequestConflict', status: 409 });
  });

  test('keeps versions: a delete marker counts as absent, and what it hides can be read', async () => {
    await using s3 = await startS3Sandbox({ buckets: [{ name: 'contracts', versioning: true }] });
    using client = clientOf(s3);
    const at = { Bucket: 'contracts', Key: CONTRACT.Key };
    const first = await client.send(new PutObjectCommand({ ...CONTRACT, IfNoneMatch: '*' }));

    const marker = await client.send(new DeleteObjectCommand(at));
    const hidden = await refusalOf(client.send(new GetObjectCommand(at)));
    const ofMarker = await refusalOf(
      client.send(new GetObjectCommand({ ...at, VersionId: marker.VersionId })),
    );
    const second = await client.send(
      new PutObjectCommand({ ...CONTRACT, Body: Buffer.from('v2'), IfNoneMatch: '*' }),
    );
    const old = await client.send(new GetObjectCommand({ ...at, VersionId: first.VersionId }));
    const versions = await client.send(new ListObjectVersionsCommand({ Bucket: 'contracts' }));

    expect(marker).toMatchObject({ DeleteMarker: true });
    expect(hidden).toMatchObject({ name: 'NoSuchKey', status: 404 });
    expect(ofMarker).toMatchObject({ name: 'MethodNotAllowed', status: 405 });
    expect(await old.Body!.transformToString()).toBe(PDF.toString());
    expect(versions.Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      [second.VersionId, true],
      [first.VersionId, false],
    ]);
    expect(versions.DeleteMarkers).toMatchObject([
      { VersionId: marker.VersionId, IsLatest: false },
    ]);
  });

  test('versioning can be switched on later; what was there before is the version null', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    await client.send(new PutObjectCommand(CONTRACT));
    await client.send(
      new PutBucketVersioningCommand({
        Bucket: 'contracts',
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );

    const { VersionId } = await client.send(
      new PutObjectCommand({ ...CONTRACT, Body: Buffer.from('v2') }),
    );
    const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket: 'contracts' }));

    expect(Versions?.map((version) => version.VersionId)).toEqual([VersionId, 'null']);
  });

  test('lets nobody delete a locked version, and wants a checksum for it', async () => {
    await using s3 = await startS3Sandbox({ buckets: [{ name: 'contracts', objectLock: true }] });
    using client = clientOf(s3);
    const at = { Bucket: 'contracts', Key: CONTRACT.Key };
    const lock = {
      ObjectLockMode: 'COMPLIANCE',
      ObjectLockRetainUntilDate: new Date(s3.clock.now().getTime() + 86_400_000),
    } as const;

    const bare = await refusalOf(client.send(new PutObjectCommand({ ...CONTRACT, ...lock })));
    const { VersionId } = await client.send(
      new PutObjectCommand({ ...CONTRACT, ...lock, ChecksumSHA256: base64('sha256', PDF) }),
    );
    const kept = await refusalOf(client.send(new DeleteObjectCommand({ ...at, VersionId })));
    const retention = await client.send(new GetObjectRetentionCommand(at));
    s3.clock.advance(2 * 86_400_000);
    using later = clientOf(s3, { systemClockOffset: 2 * 86_400_000 });
    await later.send(new DeleteObjectCommand({ ...at, VersionId }));

    expect(bare).toMatchObject({ name: 'InvalidRequest', status: 400 });
    expect(kept).toMatchObject({ name: 'AccessDenied', status: 403 });
    expect(retention.Retention?.Mode).toBe('COMPLIANCE');
    expect(s3.contents.list()).toEqual([]);
  });

  test('refuses a lock where the bucket has none', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);

    const refusal = await refusalOf(
      client.send(
        new PutObjectCommand({
          ...CONTRACT,
          ChecksumSHA256: base64('sha256', PDF),
          ObjectLockMode: 'GOVERNANCE',
          ObjectLockRetainUntilDate: new Date(s3.clock.now().getTime() + 86_400_000),
        }),
      ),
    );

    expect(refusal).toMatchObject({ name: 'InvalidRequest', status: 400 });
  });

  test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'agrees with the SDK about %s',
    async (algorithm) => {
      await using s3 = await startS3Sandbox();
      using client = clientOf(s3);
      const body = randomBytes(100_003);
      const given = {
        SHA1: { ChecksumSHA1: base64('sha1', body) },
        SHA256: { ChecksumSHA256: base64('sha256', body) },
        CRC32: {},
        CRC32C: {},
        // Only with a native package can the SDK compute it.
        CRC64NVME: { ChecksumCRC64NVME: 'AAAAAAAAAAA=' },
      }[algorithm];

      const put = client.send(
        new PutObjectCommand({ ...CONTRACT, Body: body, ChecksumAlgorithm: algorithm, ...given }),
      );

      if (algorithm === 'CRC64NVME') {
        expect(await refusalOf(put)).toMatchObject({ name: 'BadDigest', status: 400 });
        return;
      }
      const answer = await put;
      expect(answer[`Checksum${algorithm}`]).toBeTypeOf('string');
      const head = await client.send(
        new HeadObjectCommand({ Bucket: 'contracts', Key: CONTRACT.Key, ChecksumMode: 'ENABLED' }),
      );
      expect(head[`Checksum${algorithm}`]).toBe(answer[`Checksum${algorithm}`]);
    },
  );

  test('states a checksum of its own where none was sent', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    // The check value of CRC-64/NVME.
    await client.send(new PutObjectCommand({ ...CONTRACT, Body: Buffer.from('123456789') }));

    const head = await client.send(
      new HeadObjectCommand({ Bucket: 'contracts', Key: CONTRACT.Key, ChecksumMode: 'ENABLED' }),
    );

    expect(head.ChecksumCRC64NVME).toBe(Buffer.from('ae8b14860a799888', 'hex').toString('base64'));
    expect(head.ChecksumType).toBe('FULL_OBJECT');
  });

  test('refuses bytes that are not those of the checksum, of the MD5 or of the signature', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    const other = Buffer.from('other bytes');

    const byChecksum = await refusalOf(
      client.send(new PutObjectCommand({ ...CONTRACT, ChecksumSHA256: base64('sha256', other) })),
    );
    const byMd5 = await refusalOf(
      client.send(new PutObjectCommand({ ...CONTRACT, ContentMD5: base64('md5', other) })),
    );

    expect(byChecksum).toMatchObject({ name: 'BadDigest', status: 400 });
    expect(byMd5).toMatchObject({ name: 'BadDigest', status: 400 });
    expect(s3.contents.list()).toEqual([]);
  });

  test('takes the framing of a streamed body off, trailer and signatures checked', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3, { requestChecksumCalculation: 'WHEN_SUPPORTED' });
    const body = randomBytes(300_000);

    const put = await client.send(
      new PutObjectCommand({
        ...CONTRACT,
        Body: Readable.from([body.subarray(0, 100_000), body.subarray(100_000)]),
        ContentLength: body.length,
      }),
    );

    expect(put.ChecksumCRC32).toBeTypeOf('string');
    expect(s3.contents.list()).toMatchObject([{ bytes: body }]);
  });

  test.each([
    ['refused', { name: 'MissingContentLength', status: 411 }],
    ['stored-as-sent', undefined],
  ] as const)('a framed body may be %s, as at other makers', async (chunkedBodies, refusal) => {
    await using s3 = await startS3Sandbox({ chunkedBodies });
    using client = clientOf(s3, { requestChecksumCalculation: 'WHEN_SUPPORTED' });
    const body = randomBytes(300_000);

    const put = client.send(
      new PutObjectCommand({
        ...CONTRACT,
        Body: Readable.from([body]),
        ContentLength: body.length,
      }),
    );

    if (refusal === undefined) {
      await put;
      expect(s3.contents.list()[0]!.bytes.length).toBeGreaterThan(body.length);
    } else {
      expect(await refusalOf(put)).toMatchObject(refusal);
    }
  });

  test('refuses metadata that is not ASCII by the signature, and too much of it by its size', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);

    const tooMuch = await refusalOf(
      client.send(new PutObjectCommand({ ...CONTRACT, Metadata: { a: 'x'.repeat(2_048) } })),
    );
    const notAscii = await refusalOf(
      client.send(new PutObjectCommand({ ...CONTRACT, Metadata: { party: 'Müller' } })),
    );

    expect(tooMuch).toMatchObject({ name: 'MetadataTooLarge', status: 400 });
    expect(notAscii).toMatchObject({ name: 'SignatureDoesNotMatch', status: 403 });
  });

  test('refuses a key of more than 1,024 bytes', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);

    const refusal = await refusalOf(
      client.send(new PutObjectCommand({ ...CONTRACT, Key: `${'é'.repeat(512)}x` })),
    );

    expect(refusal).toMatchObject({ name: 'KeyTooLongError', status: 400 });
  });

  test('wants the right secret, key, session and time', async () => {
    await using s3 = await startS3Sandbox({
      credentials: {
        'sandbox-key': { secretAccessKey: 'sandbox-secret' },
        role: {
          secretAccessKey: 'role-secret',
          sessionToken: 'session',
          expiresAt: new Date('2020-01-01'),
        },
      },
    });
    const as = async (options: Parameters<typeof clientOf>[1]) => {
      using client = clientOf(s3, options);
      return await refusalOf(client.send(new ListObjectsV2Command({ Bucket: 'contracts' })));
    };

    expect(
      await as({ credentials: { accessKeyId: 'sandbox-key', secretAccessKey: 'wrong' } }),
    ).toMatchObject({ name: 'SignatureDoesNotMatch', status: 403 });
    expect(
      await as({ credentials: { accessKeyId: 'unknown', secretAccessKey: 'wrong' } }),
    ).toMatchObject({ name: 'InvalidAccessKeyId', status: 403 });
    expect(
      await as({
        credentials: {
          accessKeyId: 'role',
          secretAccessKey: 'role-secret',
          sessionToken: 'session',
        },
      }),
    ).toMatchObject({ name: 'ExpiredToken', status: 400 });
    expect(await as({ systemClockOffset: 3_600_000 })).toMatchObject({
      name: 'RequestTimeTooSkewed',
      status: 403,
    });
  });

  test('refuses a request without a signature, and one that was changed after signing', async () => {
    await using s3 = await startS3Sandbox();

    const bare = await fetch(`${s3.url}/contracts/x.pdf`);
    const forged = await fetch(`${s3.url}/contracts/x.pdf`, {
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=sandbox-key/20260302/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
        'x-amz-date': '20260302T090000Z',
      },
    });

    expect(bare.status).toBe(403);
    expect(await bare.text()).toContain('<Code>AccessDenied</Code>');
    expect(forged.status).toBe(403);
  });

  test('names the region of the bucket to who signs for another one', async () => {
    await using s3 = await startS3Sandbox({
      buckets: [{ name: 'contracts', region: 'us-west-2' }],
    });
    using wrong = clientOf(s3);
    using right = clientOf(s3, { region: 'us-west-2' });

    const refusal = await refusalOf(wrong.send(new HeadBucketCommand({ Bucket: 'contracts' })));
    const head = await right.send(new HeadBucketCommand({ Bucket: 'contracts' }));

    expect(refusal.status).toBe(301);
    expect(refusal.headers['x-amz-bucket-region']).toBe('us-west-2');
    expect(head.BucketRegion).toBe('us-west-2');
  });

  test('hides whether a key is there from who may not list', async () => {
    await using s3 = await startS3Sandbox({ denied: ['s3:ListBucket', 's3:ListAllMyBuckets'] });
    using client = clientOf(s3);

    const missing = await refusalOf(
      client.send(new HeadObjectCommand({ Bucket: 'contracts', Key: 'none' })),
    );
    const buckets = await refusalOf(client.send(new ListBucketsCommand({})));

    expect(missing.status).toBe(403);
    expect(buckets).toMatchObject({ name: 'AccessDenied', status: 403 });
  });

  test('answers pieces, and says so when a range is beyond the end', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    await client.send(new PutObjectCommand(CONTRACT));
    const at = { Bucket: 'contracts', Key: CONTRACT.Key };

    const piece = await client.send(new GetObjectCommand({ ...at, Range: 'bytes=1-3' }));
    const beyond = await refusalOf(
      client.send(new GetObjectCommand({ ...at, Range: 'bytes=99-' })),
    );

    expect(await piece.Body!.transformToString()).toBe('PDF');
    expect(piece.ContentRange).toBe(`bytes 1-3/${PDF.length}`);
    expect(beyond).toMatchObject({ name: 'InvalidRange', status: 416 });
  });

  test('lists by prefix, delimiter and page', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    for (const Key of ['a/1', 'a/2', 'b/c/1', 'top']) {
      await client.send(new PutObjectCommand({ ...CONTRACT, Key }));
    }

    const top = await client.send(
      new ListObjectsV2Command({ Bucket: 'contracts', Delimiter: '/' }),
    );
    const first = await client.send(new ListObjectsV2Command({ Bucket: 'contracts', MaxKeys: 3 }));
    const rest = await client.send(
      new ListObjectsV2Command({
        Bucket: 'contracts',
        ContinuationToken: first.NextContinuationToken,
      }),
    );

    expect(top.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/', 'b/']);
    expect(top.Contents?.map(({ Key }) => Key)).toEqual(['top']);
    expect(first.IsTruncated).toBe(true);
    expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['top']);
  });

  test('shows through faults what a lost answer leaves behind', async () => {
    await using s3 = await startS3Sandbox();
    using client = clientOf(s3);
    s3.faults.add({ kind: 'drop-after-commit', match: { method: 'PUT' }, times: 1 });

    await expect(
      client.send(new PutObjectCommand({ ...CONTRACT, IfNoneMatch: '*' })),
    ).rejects.toThrow();
    const second = await refusalOf(
      client.send(new PutObjectCommand({ ...CONTRACT, IfNoneMatch: '*' })),
    );

    expect(second.status).toBe(412);
    expect(s3.contents.list()).toHaveLength(1);
  });
});
