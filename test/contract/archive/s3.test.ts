import { describe, expect, it } from 'vitest';
import { createS3Destination } from '../../../src/connectors/archive/s3/s3-destination.js';
import { systemClock } from '../../../src/domain/clock.js';
import type { S3Config } from '../../../src/domain/destination-config.js';
import {
  FAILED_COMPLETION,
  S3_ACCESS_KEY_ID,
  S3_SECRET_ACCESS_KEY,
  startS3Sandbox,
} from '../../../src/sandbox/storage/s3/index.js';
import type { S3Sandbox, S3SandboxOptions } from '../../../src/sandbox/storage/s3/index.js';
import { describeDestination } from './destination-suite.js';
import type { DestinationWorld } from './destination-suite.js';
import { patternOf, sampleFile } from './sample-file.js';

/** As Amazon, with smaller numbers. */
const PART_BYTES = 256 * 1024;
const sizes = { singleMaxBytes: PART_BYTES, partBytes: PART_BYTES };

async function startS3(
  options: S3SandboxOptions = {},
  changes: Partial<S3Config> = {},
): Promise<DestinationWorld & { sandbox: S3Sandbox }> {
  const sandbox = await startS3Sandbox({ minPartBytes: PART_BYTES, ...options });
  const config: S3Config = {
    name: 'legal',
    type: 's3',
    bucket: 'contracts',
    region: 'eu-west-1',
    endpoint: sandbox.url,
    forcePathStyle: true,
    credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY },
    serverSideEncryption: null,
    kmsKeyId: null,
    storageClass: null,
    retention: null,
    ...changes,
  };
  return {
    sandbox,
    open: () => createS3Destination(config, { clock: systemClock, sizes }),
    files: async () =>
      sandbox.contents.list().map(({ path, bytes, metadata }) => ({
        path: path.slice('contracts/'.length),
        bytes,
        metadata,
      })),
    alter: async (path, bytes) => sandbox.contents.alter(`contracts/${path}`, bytes),
    faults: sandbox.faults,
    secrets: [S3_SECRET_ACCESS_KEY, S3_ACCESS_KEY_ID],
    close: () => sandbox.close(),
  };
}

const error = (code: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>text</Message></Error>`;

const xml = { 'content-type': 'application/xml' };

const network = {
  foldsCase: false,
  metadata: 'kept',
  digestIsOfUpload: true,
  bigBytes: 4 * PART_BYTES + 17,
  upload: { method: 'PUT' },
  uploadPart: { pattern: String.raw`uploads|uploadId` },
} as const;

describeDestination({
  name: 's3',
  start: () => startS3(),
  ...network,
  throttled: (seconds) => ({
    status: 503,
    headers: { ...xml, 'retry-after': String(seconds) },
    body: error('SlowDown'),
  }),
  broken: {
    missing: async (world) => {
      (world as Awaited<ReturnType<typeof startS3>>).sandbox.faults.add({
        kind: 'status',
        status: 404,
        headers: xml,
        body: error('NoSuchBucket'),
      });
    },
    permission: async (world) => {
      const { state } = (world as Awaited<ReturnType<typeof startS3>>).sandbox;
      state.denied.add('s3:PutObject');
    },
    'sign-in': async (world) => {
      const { state } = (world as Awaited<ReturnType<typeof startS3>>).sandbox;
      state.credentials.set(S3_ACCESS_KEY_ID, { secretAccessKey: 'changed' });
    },
  },
});

describeDestination({
  name: 's3 on a server that ignores conditions and checksums',
  start: () =>
    startS3({
      conditionals: { putObject: 'ignored', completeMultipartUpload: 'ignored' },
      ignoresChecksums: true,
    }),
  ...network,
  bigBytes: null,
  withoutConditions: true,
});

describeDestination({
  name: 's3 on a server that refuses conditions',
  start: () =>
    startS3({
      conditionals: { putObject: 'not-implemented', completeMultipartUpload: 'not-implemented' },
    }),
  ...network,
  bigBytes: null,
  withoutConditions: true,
});

describe('s3', () => {
  const options = () => ({
    resume: null,
    save: async () => undefined,
    signal: AbortSignal.timeout(60_000),
  });

  it('writes metadata in ASCII, encryption, class and retention', async () => {
    const world = await startS3(
      { buckets: [{ name: 'contracts', objectLock: true }] },
      {
        serverSideEncryption: 'aws:kms',
        kmsKeyId: 'key-1',
        storageClass: 'STANDARD_IA',
        retention: { mode: 'GOVERNANCE', days: 30 },
      },
    );
    const destination = await world.open();
    const file = await sampleFile({
      metadata: {
        archiveKey: 'T-1/v1',
        counterparty: 'Müller 100 %',
        'Stage Name': 'Won',
        long: 'x'.repeat(3_000),
      },
    });
    await destination.put(file, options());
    expect(world.sandbox.contents.list()[0]?.metadata).toEqual({
      archivekey: 'T-1/v1',
      counterparty: 'M%C3%BCller 100 %25',
      'stage-name': 'Won',
    });
    const { settings } = world.sandbox.state
      .bucket('contracts')
      .current('NDA/ACME GmbH/Mutual NDA (T-1).pdf')!;
    expect(settings).toMatchObject({
      storageClass: 'STANDARD_IA',
      encryption: { algorithm: 'aws:kms', keyId: 'key-1' },
      lock: { mode: 'GOVERNANCE' },
      contentType: 'application/pdf',
    });
    expect(settings.lock!.retainUntil.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    const steps = [];
    for await (const step of destination.inspect(options())) steps.push(step);
    expect(steps.map(({ step, outcome }) => [step, outcome])).toEqual([
      ['bucket', 'ok'],
      ['object lock', 'ok'],
      ['conditions', 'ok'],
    ]);
    await destination.close();
    await world.close();
  });

  it.each(['ignored', 'not-implemented'] as const)(
    'warns of a server whose conditions are %s, and leaves no probe there',
    async (mode) => {
      const world = await startS3({ conditionals: { completeMultipartUpload: mode } });
      const destination = await world.open();
      const steps = [];
      for await (const step of destination.inspect(options())) steps.push(step);
      expect(steps.at(-1)).toMatchObject({ step: 'conditions', outcome: 'warning' });
      expect(await world.files()).toEqual([]);
      await destination.close();
      await world.close();
    },
  );

  it('names the region where it is another one', async () => {
    const world = await startS3({ buckets: [{ name: 'contracts', region: 'us-east-2' }] });
    const destination = await world.open();
    await expect(destination.put(await sampleFile(), options())).rejects.toMatchObject({
      fault: 'missing',
    });
    await destination.close();
    await world.close();
  });

  it('takes one refusal on the way that S3 has no HEAD refused with for no verdict on a file', async () => {
    const world = await startS3();
    const destination = await world.open();
    const outcome = await destination.put(await sampleFile(), options());
    if (outcome.kind === 'taken') throw new Error('nothing was there before');
    world.sandbox.faults.add({
      kind: 'status',
      status: 423,
      body: '',
      times: 1,
      match: { method: 'HEAD' },
    });
    await expect(destination.stat(outcome.file.ref, options())).rejects.toMatchObject({
      fault: 'unavailable',
    });
    expect(await destination.stat(outcome.file.ref, options())).not.toBeNull();
    await destination.close();
    await world.close();
  });

  it('begins again where the parts were taken away, and finds what had become a file', async () => {
    const world = await startS3();
    let saved: string | null = null;
    const file = await sampleFile({ content: patternOf(network.bigBytes) });
    const remembering = (resume: string | null) => ({
      ...options(),
      resume,
      save: async (text: string) => {
        saved = text;
      },
    });
    const destination = await world.open();
    // A completion that fails after its 200.
    world.sandbox.faults.add({
      kind: 'status',
      times: 1,
      match: { method: 'POST', pattern: 'uploadId' },
      ...FAILED_COMPLETION,
    });
    await expect(destination.put(file, remembering(null))).rejects.toMatchObject({
      fault: 'unavailable',
    });
    const stale = saved!;
    expect((await destination.put(file, remembering(stale))).kind).toBe('created');
    await destination.remove(
      { id: 'NDA/ACME GmbH/Mutual NDA (T-1).pdf', path: '', url: null },
      options(),
    );
    world.sandbox.state.answersRepeatedComplete = false;
    await expect(destination.put(file, remembering(stale))).rejects.toMatchObject({
      fault: 'busy',
    });
    expect(saved).toBe('');
    expect((await destination.put(file, remembering(saved))).kind).toBe('created');
    await destination.close();
    await world.close();
  });

  it('meets another write that is under way as busy', async () => {
    const world = await startS3();
    world.sandbox.state.conflictsToCome = 1;
    const destination = await world.open();
    await expect(destination.put(await sampleFile(), options())).rejects.toMatchObject({
      fault: 'busy',
    });
    expect((await destination.put(await sampleFile(), options())).kind).toBe('created');
    await destination.close();
    await world.close();
  });
});
