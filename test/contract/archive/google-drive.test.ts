import { describe, expect, it } from 'vitest';
import { createGoogleDrive } from '../../../src/connectors/archive/google-drive/google-drive.js';
import { systemClock } from '../../../src/domain/clock.js';
import type { GoogleDriveConfig } from '../../../src/domain/destination-config.js';
import { startGoogleDriveSandbox } from '../../../src/sandbox/storage/google-drive/index.js';
import type {
  GoogleDriveSandbox,
  GoogleDriveSandboxOptions,
} from '../../../src/sandbox/storage/google-drive/index.js';
import { describeDestination } from './destination-suite.js';
import type { DestinationWorld } from './destination-suite.js';
import { patternOf, sampleFile } from './sample-file.js';

const UNIT = 256 * 1024;
const sizes = { singleMaxBytes: UNIT, pieceBytes: UNIT };

type World = DestinationWorld & { readonly sandbox: GoogleDriveSandbox };

async function startDrive(
  options: GoogleDriveSandboxOptions = {},
  changes: (sandbox: GoogleDriveSandbox) => Partial<GoogleDriveConfig> = () => ({}),
): Promise<World> {
  const sandbox = await startGoogleDriveSandbox(options);
  const key = JSON.parse(sandbox.serviceAccountKey);
  const config: GoogleDriveConfig = {
    name: 'legal',
    type: 'google-drive',
    folderId: sandbox.folderId,
    serviceAccountKey: {
      clientEmail: key.client_email,
      privateKeyPem: key.private_key,
      privateKeyId: key.private_key_id,
      tokenUri: key.token_uri,
    },
    subject: null,
    endpoints: { api: sandbox.url },
    ...changes(sandbox),
  };
  const root = /^.*?Contracts\//u;
  const full = (path: string) => {
    const found = sandbox.contents.list().find((file) => file.path.replace(root, '') === path);
    return found?.path ?? path;
  };
  return {
    sandbox,
    open: () => createGoogleDrive(config, { clock: systemClock, sizes }),
    files: async () =>
      sandbox.contents
        .list()
        .map(({ path, bytes, metadata }) => ({ path: path.replace(root, ''), bytes, metadata })),
    alter: async (path, bytes) => sandbox.contents.alter(full(path), bytes),
    faults: sandbox.faults,
    secrets: [key.private_key.slice(40, 100), 'ya29.', 'upload_id='],
    close: () => sandbox.close(),
  };
}

const refusal = (code: number, reason: string) => ({
  error: { code, message: 'text', errors: [{ domain: 'usageLimits', reason, message: 'text' }] },
});

const sandboxOf = (world: DestinationWorld) => (world as World).sandbox;

describeDestination({
  name: 'google-drive',
  start: () => startDrive(),
  foldsCase: false,
  metadata: 'searchable',
  bigBytes: 3 * UNIT + 1_000,
  upload: { method: 'POST', path: '/upload/' },
  uploadPart: { path: '/upload/' },
  throttled: () => ({ status: 403, body: refusal(403, 'userRateLimitExceeded') }),
  withoutRetryAfter: true,
  unauthorized: { status: 401, body: refusal(401, 'authError') },
  broken: {
    missing: async (world) => {
      sandboxOf(world).state.drives.get(sandboxOf(world).driveId)?.members.clear();
    },
    permission: async (world) => {
      const { state, driveId, serviceAccountEmail } = sandboxOf(world);
      state.drives.get(driveId)?.members.set(serviceAccountEmail, 'reader');
    },
    'sign-in': async (world) => sandboxOf(world).account.publicKeysPem.clear(),
  },
});

describe('google drive', () => {
  const options = () => ({
    resume: null,
    save: async () => undefined,
    signal: AbortSignal.timeout(60_000),
  });

  async function within(world: World, look: (world: World) => Promise<void>): Promise<void> {
    try {
      await look(world);
    } finally {
      await world.close();
    }
  }

  async function stepsOf(world: World) {
    const destination = await world.open();
    const steps = [];
    for await (const step of destination.inspect(options())) steps.push(step);
    await destination.close();
    return steps;
  }

  it('says that a service account has no storage in a My Drive, unless it acts as a user', async () => {
    await within(
      await startDrive({}, ({ userFolderId }) => ({ folderId: userFolderId })),
      async (world) => {
        expect((await stepsOf(world))[0]).toMatchObject({ outcome: 'failed' });
        const destination = await world.open();
        const put = destination.put(await sampleFile(), options());
        await expect(put).rejects.toMatchObject({ fault: 'full' });
        await destination.close();
      },
    );
    const delegated = await startDrive(
      { delegatedScopes: ['https://www.googleapis.com/auth/drive'] },
      ({ userFolderId, userEmail }) => ({ folderId: userFolderId, subject: userEmail }),
    );
    await within(delegated, async (world) => {
      expect((await stepsOf(world)).map(({ outcome }) => outcome)).not.toContain('failed');
      const destination = await world.open();
      expect((await destination.put(await sampleFile(), options())).kind).toBe('created');
      await destination.close();
    });
  });

  it('goes on from what is kept, which may be less than was sent', async () => {
    await within(await startDrive(), async (world) => {
      world.sandbox.state.shortPiecesToCome = 2;
      const destination = await world.open();
      const file = await sampleFile({ content: patternOf(4 * UNIT + 100) });
      expect((await destination.put(file, options())).kind).toBe('created');
      expect((await world.files())[0]?.bytes.equals(file.content)).toBe(true);
      await destination.close();
    });
  });

  it.each([
    { completedSession: 'id-in-use' },
    { refusesUsedIdAt: 'end' },
    { checksumLagMs: 3_600_000 },
  ] as const)('finds what a lost answer had made: %o', async (given) => {
    await within(await startDrive(given), async (world) => {
      let saved: string | null = null;
      const file = await sampleFile({ content: patternOf(2 * UNIT) });
      world.faults?.add({
        kind: 'drop-after-commit',
        skip: 3,
        times: 1,
        match: { path: '/upload/' },
      });
      for (let tries = 0; tries < 3; tries += 1) {
        const destination = await world.open();
        const outcome = await destination
          .put(file, {
            ...options(),
            resume: saved,
            save: async (text) => {
              saved = text;
            },
          })
          .catch(() => null);
        await destination.close();
        if (outcome !== null) expect(outcome.kind).not.toBe('taken');
      }
      expect((await world.files()).map(({ bytes }) => bytes.equals(file.content))).toEqual([true]);
    });
  });

  it('makes no twin of a folder or a file whose creation was not answered', async () => {
    await within(await startDrive({ listingLagMs: 3_600_000 }), async (world) => {
      let saved: string | null = null;
      world.faults?.add({
        kind: 'drop-after-commit',
        times: 1,
        match: { method: 'POST', pattern: '^/drive/v3/files' },
      });
      const file = await sampleFile();
      for (let tries = 0; tries < 4; tries += 1) {
        const destination = await world.open();
        await destination
          .put(file, {
            ...options(),
            resume: saved,
            save: async (text) => {
              saved = text;
            },
          })
          .catch(() => null);
        await destination.close();
      }
      expect(await world.files()).toHaveLength(1);
      const names = [...world.sandbox.state.files.values()].map(({ name }) => name);
      expect(names.filter((name) => name === 'NDA')).toHaveLength(1);
      expect(names.filter((name) => name === 'ACME GmbH')).toHaveLength(1);
    });
  });

  it('sees into twins of a folder that somebody has made', async () => {
    await within(await startDrive(), async (world) => {
      const { state, folderId } = world.sandbox;
      const type = 'application/vnd.google-apps.folder';
      const first = state.addFile(folderId, { name: 'NDA', mimeType: type });
      const second = state.addFile(folderId, { name: 'NDA', mimeType: type });
      for (const { id } of [first, second])
        state.addFile(id, {
          name: `${id}.pdf`,
          mimeType: 'application/pdf',
          bytes: Buffer.from('x'),
        });
      const destination = await world.open();
      for (const { id } of [first, second])
        expect(await destination.findByName(['NDA'], `${id}.pdf`, options())).not.toBeNull();
      await destination.close();
    });
  });

  it('cuts metadata to what a property holds', async () => {
    await within(await startDrive(), async (world) => {
      const destination = await world.open();
      const file = await sampleFile({
        metadata: { archiveKey: 'T-1/v1', counterparty: 'Ü'.repeat(200) },
      });
      await destination.put(file, options());
      const [stored] = await world.files();
      expect(Buffer.byteLength(`counterparty${stored?.metadata.counterparty}`)).toBeLessThanOrEqual(
        124,
      );
      await destination.close();
    });
  });
});
