import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEngine } from '../../../src/app/open-engine.js';
import type { OpenDestination } from '../../../src/app/open-archive.js';
import { verifyArchived } from '../../../src/archive/verify-archived.js';
import { createBox } from '../../../src/connectors/archive/box/box.js';
import { createDestination } from '../../../src/connectors/archive/create-destination.js';
import { createDropbox } from '../../../src/connectors/archive/dropbox/dropbox.js';
import { createGoogleDrive } from '../../../src/connectors/archive/google-drive/google-drive.js';
import { createGraph } from '../../../src/connectors/archive/graph/graph.js';
import { createS3Destination } from '../../../src/connectors/archive/s3/s3-destination.js';
import { systemClock } from '../../../src/domain/clock.js';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { bytesInMemory, DOCUMENT_TYPES } from '../../../src/domain/document.js';
import { silentLog } from '../../../src/domain/log.js';
import type { FaultRule } from '../../../src/sandbox/http/fault-rules.js';
import { runArchive } from '../../../src/services/archive/run-archive.js';
import { DESTINATIONS, startStorageWorld } from '../../support/archive/storage-world.js';
import type {
  DestinationKeys,
  DestinationName,
  StorageWorld,
} from '../../support/archive/storage-world.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const MANY_SECONDS = 90_000;
/** A size of pieces that every vendor takes, once its emulator is told. */
const PIECE_BYTES = 320 * 1024;
const DRIVE_PIECE_BYTES = 256 * 1024;
const BIG_BYTES = 6 * PIECE_BYTES;

interface Place extends AsyncDisposable {
  readonly world: World;
  readonly storages: StorageWorld;
}

/** The whole app and one destination of a type, where SpotDraft's deliveries reach the app. */
async function startPlace(
  name: DestinationName,
  options: { readonly keys?: DestinationKeys; readonly openDestination?: OpenDestination } = {},
): Promise<Place> {
  const storages = await startStorageWorld([name], options.keys);
  const { openDestination } = options;
  const world = await startWorld({
    webhook: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { ARCHIVE_FILE: storages.file, SPOTDRAFT_RATE_LIMIT: '500' },
    adapters: openDestination === undefined ? {} : { openDestination },
  });
  return {
    world,
    storages,
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]();
      await storages[Symbol.asyncDispose]();
    },
  };
}

function executeOne({ spotdraft }: World): string {
  const found = spotdraft.control
    .list()
    .find(({ contract_status: status, id }) => status === 'SIGN' && id.startsWith('T-'));
  if (found === undefined) throw new Error('The sample data has too few contracts to sign.');
  spotdraft.control.execute(found.id);
  return found.id;
}

async function uploadSigned({ app }: World, id: string, bytes: Buffer): Promise<void> {
  await app.spotdraft.uploadVersion(
    parseContractId(id),
    {
      document: {
        ...bytesInMemory(bytes),
        fileName: 'signed.pdf',
        contentType: DOCUMENT_TYPES.pdf,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
      isExecuted: true,
      collectApprovals: false,
    },
    { lane: 'interactive' },
  );
}

async function rowsOf({ app }: World, id: string) {
  const contractId = parseContractId(id);
  return (await app.store.archive.ofContracts([contractId])).get(contractId) ?? [];
}

async function untilArchived(world: World, id: string, count = 1): Promise<void> {
  await eventually(async () => {
    const rows = await rowsOf(world, id);
    const there = rows.filter(({ state }) => state === 'ARCHIVED');
    if (there.length < count) throw new Error(JSON.stringify(rows));
  }, 30_000);
}

/** What would be another one if it were brought a second time. */
function identities({ storages }: Place, name: DestinationName): readonly unknown[] {
  const sandbox = storages.behind(name);
  if (sandbox !== null)
    return sandbox.contents.list().map(({ id, path: at, versionId }) => ({ id, at, versionId }));
  return readdirSync(storages.directory, { recursive: true, encoding: 'utf8' }).map((at) => [
    at,
    statSync(path.join(storages.directory, at)).ino,
  ]);
}

const ONE_NAME: DestinationKeys = () => ({ folder: '"All"', fileName: '"contract"' });

describe.each(DESTINATIONS)('archiving to %s', (name) => {
  it(
    'keeps what a delivery tells of, beside what is there, and finds it again without the store',
    { timeout: MANY_SECONDS },
    async () => {
      await using place = await startPlace(name, { keys: ONE_NAME });
      const { world, storages } = place;
      const first = executeOne(world);
      await untilArchived(world, first);
      const second = executeOne(world);
      await untilArchived(world, second);
      await uploadSigned(world, first, Buffer.from('%PDF-1.7\nthe second version\n%%EOF\n'));
      await untilArchived(world, first, 2);
      const paths = [
        'All/contract.json',
        'All/contract.pdf',
        `All/contract (${second}).json`,
        `All/contract (${second}).pdf`,
        'All/contract (v2).json',
        'All/contract (v2).pdf',
      ].sort();
      expect(pathsOf(place, name)).toEqual(paths);

      const { archive, store, clock, random } = world.app;
      const verified = await verifyArchived(
        { archive: archive!, store, clock, random },
        { signal: AbortSignal.timeout(30_000), onProgress: () => undefined },
      );
      expect(verified.map(({ outcome }) => outcome)).toEqual(['same', 'same', 'same']);

      const before = identities(place, name);
      await world.app.close();
      const anew = { ...world.config, storeUrl: `sqlite:${path.join(world.folder, 'anew.db')}` };
      await using engine = await openEngine(anew, { log: silentLog });
      const onlyOurs = new Set([first, second]);
      const others = world.spotdraft.control
        .list()
        .filter(({ id, contract_status: status }) => status === 'EXECUTED' && !onlyOurs.has(id));
      for (const { id } of others) world.spotdraft.control.delete(id);
      const report = await runArchive(
        { ...engine, archive: engine.archive! },
        {
          dryRun: false,
          signal: AbortSignal.timeout(60_000),
          onProgress: () => undefined,
        },
      );
      expect(report.documents.map(({ state }) => state)).toEqual(['ARCHIVED', 'ARCHIVED']);
      expect(identities(place, name)).toEqual(before);
      expect(storages.files(name)).toHaveLength(paths.length);
    },
  );
});

function pathsOf({ storages }: Place, name: DestinationName): string[] {
  const top = /^(?:.*\/)?(?=All\/)/u;
  return storages
    .files(name)
    .map((file) => file.path.replace(top, ''))
    .sort();
}

type Answer = Pick<FaultRule, 'status' | 'headers' | 'body'>;
const WAIT_S = 120;
const retryAfter = { 'retry-after': String(WAIT_S) };
/** How each vendor asks for a pause of so long; Google names no time. */
const THROTTLED: Readonly<Partial<Record<DestinationName, Answer>>> = {
  s3: {
    status: 503,
    headers: { ...retryAfter, 'content-type': 'application/xml' },
    body: '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
  },
  dropbox: {
    status: 429,
    headers: retryAfter,
    body: {
      error_summary: 'too_many_requests/..',
      error: { reason: { '.tag': 'too_many_requests' }, retry_after: WAIT_S },
    },
  },
  box: {
    status: 429,
    headers: retryAfter,
    body: { type: 'error', status: 429, code: 'rate_limit_exceeded' },
  },
  sharepoint: {
    status: 429,
    headers: retryAfter,
    body: { error: { code: 'tooManyRequests', message: '' } },
  },
  onedrive: {
    status: 429,
    headers: retryAfter,
    body: { error: { code: 'tooManyRequests', message: '' } },
  },
};

describe.each(Object.entries(THROTTLED))('%s, when it asks for a pause', (key, answer) => {
  const name = key as DestinationName;

  it(
    'is left alone with all documents for as long as it says',
    { timeout: MANY_SECONDS },
    async () => {
      await using place = await startPlace(name);
      const { world, storages } = place;
      const sandbox = storages.behind(name)!;
      sandbox.faults.add({ kind: 'status', ...answer });
      const first = executeOne(world);
      const pause = await eventually(async () => {
        const found = await world.app.archive!.pauses.active(name);
        if (found === null) throw new Error('not paused');
        return found;
      });
      expect(pause.cause).toBe('throttled');
      expect(pause.until.getTime() - pause.since.getTime()).toBeGreaterThanOrEqual(WAIT_S * 1_000);
      const asked = sandbox.calls.report().total;
      const second = executeOne(world);
      await eventually(async () => {
        expect(await rowsOf(world, second)).toMatchObject([{ state: 'WAITING' }]);
      });
      expect(sandbox.calls.report().total).toBe(asked);

      sandbox.faults.clear();
      await world.app.archive!.pauses.end(name);
      await untilArchived(world, first);
      await untilArchived(world, second);
      expect(storages.files(name)).toHaveLength(4);
    },
  );
});

/** As the vendors, with smaller numbers. */
const inSmallPieces: OpenDestination = async (config) => {
  const clock = systemClock;
  switch (config.type) {
    case 's3':
      return createS3Destination(config, {
        clock,
        sizes: { singleMaxBytes: PIECE_BYTES, partBytes: PIECE_BYTES },
      });
    case 'google-drive': {
      const pieceBytes = DRIVE_PIECE_BYTES;
      return createGoogleDrive(config, {
        clock,
        sizes: { singleMaxBytes: pieceBytes, pieceBytes },
      });
    }
    case 'dropbox':
      return createDropbox(config, { clock, pieceBytes: PIECE_BYTES });
    case 'box':
      return createBox(config, { clock, sessionFromBytes: 2 * PIECE_BYTES });
    case 'sharepoint':
    case 'onedrive':
      return createGraph(config, { clock, fragmentBytes: PIECE_BYTES });
    case 'folder':
      return createDestination(config);
  }
};

/** Requests that bring a piece of a document. */
const PIECE: Readonly<Partial<Record<DestinationName, NonNullable<FaultRule['match']>>>> = {
  s3: { method: 'PUT', pattern: 'uploadId=' },
  drive: { method: 'PUT', path: '/upload/' },
  dropbox: { path: '/2/files/upload_session/append' },
  box: { method: 'PUT', path: '/upload_sessions/' },
  sharepoint: { method: 'PUT', path: 'uploadSessions' },
  onedrive: { method: 'PUT', path: 'uploadSessions' },
};

describe.each(Object.entries(PIECE))('a big document on its way to %s', (key, match) => {
  const name = key as DestinationName;

  it('goes on where it was broken off', { timeout: MANY_SECONDS }, async () => {
    await using place = await startPlace(name, { openDestination: inSmallPieces });
    const { world, storages } = place;
    const { box, s3 } = storages.sandboxes;
    box.box.settings.minSessionBytes = 2 * PIECE_BYTES;
    box.box.settings.partBytes = PIECE_BYTES;
    Object.assign(s3.state, { minPartBytes: PIECE_BYTES });
    const { faults } = storages.behind(name)!;
    const pieces = BIG_BYTES / (name === 'drive' ? DRIVE_PIECE_BYTES : PIECE_BYTES);
    // Broken off in its last third, for longer than one try lasts.
    faults.add({ kind: 'drop-before-commit', match, skip: Math.floor(pieces) - 2 });
    const struck = () => faults.list().reduce((sum, rule) => sum + rule.struck, 0);
    const id = executeOne(world);
    const bytes = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      randomBytes(BIG_BYTES - 100),
      Buffer.from('\n%%EOF\n'),
    ]);
    await uploadSigned(world, id, bytes);
    await eventually(() => {
      expect(struck()).toBeGreaterThan(0);
    }, 30_000);
    faults.clear();
    // Only to count what is sent from now on.
    faults.add({ kind: 'latency', latencyMs: 1, match });
    await eventually(async () => {
      expect(
        storages.files(name).some((file) => file.bytes.equals(bytes)),
        JSON.stringify(await rowsOf(world, id)),
      ).toBe(true);
    }, 60_000);
    // All of it once more would have been more than that.
    expect(struck()).toBeLessThan(pieces);
    expect(
      storages
        .files(name)
        .filter((file) => file.bytes.equals(bytes))
        .map((file) => file.path),
    ).toHaveLength(1);
  });
});

describe('a SharePoint library that alters documents', () => {
  it(
    'has them parked, with what was sent and what lies there, and no second one brought',
    { timeout: MANY_SECONDS },
    async () => {
      await using place = await startPlace('sharepoint');
      const { world, storages } = place;
      storages.sandboxes.graph.cloud.library.settings.rewrite = (bytes, fileName) =>
        fileName.endsWith('.pdf') ? Buffer.concat([bytes, Buffer.from('\n<property>\n')]) : bytes;
      const id = executeOne(world);
      const row = await eventually(async () => {
        const [found] = await rowsOf(world, id);
        expect(found?.state).toBe('PARKED');
        return found!;
      }, 30_000);
      expect(row.stored!.value).not.toBe(row.sent!.sha256);
      expect(row.lastError).toContain(row.sent!.sha256);
      expect(row.lastError).toContain(row.stored!.value);
      const pdfs = () => storages.files('sharepoint').filter((file) => file.path.endsWith('.pdf'));
      expect(pdfs()).toHaveLength(1);
      await world.app.archive!.marks.missing([parseContractId(id)]);
      await eventually(async () => {
        const { parked } = await world.app.store.queues.archive('sharepoint').counts();
        expect(parked).toBe(1);
      });
      expect(pdfs()).toHaveLength(1);
    },
  );
});
