import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { createS3Destination } from '../../src/connectors/archive/s3/s3-destination.js';
import { systemClock } from '../../src/domain/clock.js';
import type { S3Config } from '../../src/domain/destination-config.js';
import { describeDestination } from '../contract/archive/destination-suite.js';
import type { DestinationWorld } from '../contract/archive/destination-suite.js';
import { isRadosgwMissing, RADOSGW_PACKAGES, startRadosgw } from '../support/radosgw.js';
import type { Radosgw } from '../support/radosgw.js';

const PART_BYTES = 256 * 1024;
const sizes = { singleMaxBytes: PART_BYTES, partBytes: PART_BYTES };

// The battery of every destination, before a server of S3 that we have not written.
if (isRadosgwMissing()) {
  test.skip(
    `the destination s3 at radosgw: not installed here (apt-get install ${RADOSGW_PACKAGES})`,
  );
} else {
  describe('at radosgw', () => {
    let gateway: Radosgw;
    let client: S3Client;

    beforeAll(async () => {
      gateway = await startRadosgw(PART_BYTES);
      client = new S3Client({
        region: 'us-east-1',
        endpoint: gateway.url,
        forcePathStyle: true,
        credentials: gateway,
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
      });
    }, 300_000);

    afterAll(async () => {
      client.destroy();
      await gateway[Symbol.asyncDispose]();
    });

    async function start(): Promise<DestinationWorld> {
      const Bucket = `contracts-${randomUUID()}`;
      await client.send(new CreateBucketCommand({ Bucket }));
      const config: S3Config = {
        name: 'legal',
        type: 's3',
        bucket: Bucket,
        region: 'us-east-1',
        endpoint: gateway.url,
        forcePathStyle: true,
        credentials: gateway,
        serverSideEncryption: null,
        kmsKeyId: null,
        storageClass: null,
        retention: null,
      };
      const read = async (Key: string) => {
        const { Body, Metadata } = await client.send(new GetObjectCommand({ Bucket, Key }));
        const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
        return { path: Key, bytes, metadata: Metadata ?? {} };
      };
      return {
        open: () => createS3Destination(config, { clock: systemClock, sizes }),
        async files() {
          const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
          return Promise.all(Contents.map(({ Key = '' }) => read(Key)));
        },
        async alter(Key, Body) {
          await client.send(new PutObjectCommand({ Bucket, Key, Body }));
        },
        faults: null,
        secrets: [gateway.secretAccessKey, gateway.accessKeyId],
        close: async () => undefined,
      };
    }

    describeDestination({
      name: 's3',
      start,
      foldsCase: false,
      metadata: 'kept',
      digestIsOfUpload: true,
      bigBytes: 4 * PART_BYTES + 17,
    });
  });
}
