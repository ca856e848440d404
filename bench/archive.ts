import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { openEngine } from '../src/app/open-engine.js';
import { takeDigests } from '../src/archive/take-digests.js';
import { createDestination } from '../src/connectors/archive/create-destination.js';
import type { FileToPut } from '../src/connectors/archive/destination.js';
import { parseContractId } from '../src/domain/contract-id.js';
import { silentLog } from '../src/domain/log.js';
import { runArchive } from '../src/services/archive/run-archive.js';
import { startCommand } from '../test/e2e/cli-process.js';
import type { EngineName } from '../test/chaos/engines.js';
import { startProcessWorld } from '../test/chaos/process-world.js';
import { DESTINATIONS, startStorageWorld } from '../test/support/archive/storage-world.js';
import type { DestinationName, StorageWorld } from '../test/support/archive/storage-world.js';
import { eventually } from '../test/support/eventually.js';
import { startWorld } from '../test/support/world.js';
import type { World } from '../test/support/world.js';
import { times } from './table.js';
import type { Row, Section } from './table.js';

const SPOTDRAFT_MS = 80;
const STORAGE_MS = 60;
/** Documents on their way to one destination at a time, as the worker has them. */
const AT_ONCE = 4;
const DOCUMENT_BYTES = 60_000;
const BIG_BYTES = 250 * 1024 * 1024;
const MOST_ABOVE_IDLE_MB = 60;
const LOOK_EVERY_MS = 50;
const LINK = 'POST /api/v2.1/public/contracts/:id/download_link';
const METRICS = 'GET /api/v2.1/public/contracts/:id/process_metrics/';

/** Executed contracts on their way to each type of destination, beside nothing but the upload. */
export async function benchArchive(engine: EngineName, quick: boolean): Promise<Section[]> {
  const contracts = quick ? 12 : 60;
  const sections = [await benchPace(engine, contracts), await benchCalls(engine, contracts)];
  // The store has no part in it.
  if (engine === 'sqlite') sections.push(await benchMemory(quick));
  return sections;
}

async function benchPace(engine: EngineName, contracts: number): Promise<Section> {
  const rows: Row[] = [];
  for (const name of DESTINATIONS) {
    await using storages = await startStorageWorld([name], () => ({ folder: '"All"' }));
    await using world = await startExecuted(engine, storages, contracts);
    slowDown(storages, name);
    const archived = await timed(storages, name, () => archiveAll(world));
    // The bytes of another size are none of the same documents: nothing is there already.
    const bare = await timed(storages, name, () => uploadAll(world, name, archived.documents));
    rows.push({
      what: `${name}, documents a minute`,
      measured: perMinute(archived).toFixed(0),
      beside: perMinute(bare).toFixed(0),
      ratio: times(perMinute(archived) / perMinute(bare)),
    });
    if (name === 'shelf') continue;
    rows.push({
      what: `${name}, calls a document`,
      measured: (archived.calls / archived.documents).toFixed(1),
      beside: (bare.calls / bare.documents).toFixed(1),
    });
  }
  return {
    title: `Executed contracts archived (${engine})`,
    how:
      `${contracts} documents of ${DOCUMENT_BYTES / 1000} kB to one destination, ${AT_ONCE} at a time; SpotDraft answers after ${SPOTDRAFT_MS} ms, ` +
      `the storage after ${STORAGE_MS} ms, and the shelf is a folder of the machine. Beside: nothing but the upload, by the same connector, of documents ` +
      'that are in memory; no question to SpotDraft, no proof that it arrived, no sidecar, no ledger.',
    rows,
  };
}

async function benchCalls(engine: EngineName, contracts: number): Promise<Section> {
  await using storages = await startStorageWorld();
  await using world = await startExecuted(engine, storages, contracts);
  const before = world.spotdraft.calls.report();
  const documents = await archiveAll(world);
  const after = world.spotdraft.calls.report();
  const perContract = (route: string) =>
    ((after.byRoute[route] ?? 0) - (before.byRoute[route] ?? 0)) / contracts;
  const all = (after.total - before.total) / contracts;
  const links = perContract(LINK);
  return {
    title: `SpotDraft calls for an archived contract (${engine})`,
    how: `${contracts} executed contracts, each to ${DESTINATIONS.length} destinations (${documents} documents); the list that finds them is not counted. Beside: one download link for each destination.`,
    rows: [
      {
        what: 'download links',
        measured: links.toFixed(2),
        beside: String(DESTINATIONS.length),
        ratio: times(links / DESTINATIONS.length),
        aim: 'at most 1',
        met: links <= 1,
      },
      { what: 'time of execution', measured: perContract(METRICS).toFixed(2) },
      { what: 'all', measured: all.toFixed(2) },
    ],
  };
}

async function startExecuted(
  engine: EngineName,
  storages: StorageWorld,
  contracts: number,
): Promise<World> {
  const world = await startWorld({
    store: engine,
    worker: false,
    spotdraft: { contracts: contracts * 3, rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000', ARCHIVE_FILE: storages.file },
  });
  const { control } = world.spotdraft;
  const isExecuted = () => control.list().filter((each) => each.contract_status === 'EXECUTED');
  for (const { id, contract_status: status } of control.list()) {
    if (status === 'SIGN' && id.startsWith('T-') && isExecuted().length < contracts)
      control.execute(id);
  }
  for (const { id } of isExecuted().slice(contracts)) control.delete(id);
  if (isExecuted().length < contracts) throw new Error('There are too few contracts to sign.');
  world.spotdraft.faults.add({ kind: 'latency', latencyMs: SPOTDRAFT_MS });
  return world;
}

function slowDown(storages: StorageWorld, name: DestinationName): void {
  storages.behind(name)?.faults.add({ kind: 'latency', latencyMs: STORAGE_MS });
}

interface Timed {
  readonly documents: number;
  readonly calls: number;
  readonly tookMs: number;
}

async function timed(
  storages: StorageWorld,
  name: DestinationName,
  action: () => Promise<number>,
): Promise<Timed> {
  const calls = () => storages.behind(name)?.calls.report().total ?? 0;
  const before = calls();
  const startedAt = performance.now();
  const documents = await action();
  return { documents, calls: calls() - before, tookMs: performance.now() - startedAt };
}

function perMinute({ documents, tookMs }: Timed): number {
  return (documents / tookMs) * 60_000;
}

/** @returns how many documents were brought, at all destinations together. */
async function archiveAll(world: World): Promise<number> {
  await using engine = await openEngine(world.config, { log: silentLog });
  if (engine.archive === null) throw new Error('Nothing is archived.');
  const { documents } = await runArchive(
    { ...engine, archive: engine.archive },
    { dryRun: false, signal: AbortSignal.timeout(600_000), onProgress: () => undefined },
  );
  const failed = documents.filter(({ state }) => state !== 'ARCHIVED');
  if (failed.length > 0) throw new Error(JSON.stringify(failed.slice(0, 3)));
  return documents.length;
}

async function uploadAll(world: World, name: DestinationName, count: number): Promise<number> {
  await using engine = await openEngine(world.config, { log: silentLog });
  const config = engine.archive?.rules.destinations.find((each) => each.name === name)?.config;
  if (config === undefined) throw new Error(`There is no destination ${name}.`);
  const destination = await createDestination(config);
  const files = await Promise.all(Array.from({ length: count }, (_, index) => bareFile(index)));
  const signal = AbortSignal.timeout(600_000);
  const lane = async () => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) {
      const { kind } = await destination.put(file, {
        resume: null,
        save: async () => undefined,
        signal,
      });
      if (kind !== 'created') throw new Error(`${file.name}: ${kind}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  await destination.close();
  return count;
}

async function bareFile(index: number): Promise<FileToPut> {
  const bytes = randomBytes(DOCUMENT_BYTES);
  const { digests, sizeBytes } = await takeDigests([bytes]);
  const archiveKey = `${parseContractId('T-1')}/bare ${index}/main`;
  return {
    archiveKey,
    folder: ['All'],
    name: `Bare ${index}.pdf`,
    contentType: 'application/pdf',
    sizeBytes,
    digests,
    metadata: { archiveKey },
    async *bytes(start = 0, end = bytes.length) {
      yield bytes.subarray(start, end);
    },
  };
}

/** What `dealdraft worker --only archive` holds while one big document goes through it, by its own metrics. */
async function benchMemory(quick: boolean): Promise<Section> {
  const bigBytes = quick ? BIG_BYTES / 5 : BIG_BYTES;
  const rows: Row[] = [];
  for (const name of quick ? (['shelf', 's3'] as const) : DESTINATIONS) {
    const mostMb = await memoryOf(name, bigBytes);
    rows.push({
      what: `${name}, MB above idle`,
      measured: mostMb.toFixed(0),
      aim: `below ${MOST_ABOVE_IDLE_MB}`,
      met: mostMb < MOST_ABOVE_IDLE_MB,
    });
  }
  return {
    title: `A document of ${bigBytes / 2 ** 20} MB`,
    how: `A worker of its own (\`dealdraft worker --only archive\`) takes it from SpotDraft and brings it to one destination: resident memory at its highest, looked at every ${LOOK_EVERY_MS} ms, less what it was after a small document.`,
    rows,
  };
}

async function memoryOf(name: DestinationName, bigBytes: number): Promise<number> {
  await using storages = await startStorageWorld([name]);
  await using world = await startProcessWorld({
    engine: 'sqlite',
    spotdraft: { contracts: 30, rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '500', ARCHIVE_FILE: storages.file, METRICS_PORT: '0' },
  });
  await using big = await startBigDocument(bigBytes);
  const { spotdraft } = world;
  const signable = spotdraft.control
    .list()
    .filter(({ contract_status: status, id }) => status === 'SIGN' && id.startsWith('T-'));
  for (const { id, contract_status: status } of spotdraft.control.list()) {
    if (status === 'EXECUTED') spotdraft.control.delete(id);
  }
  const mustRun = async (...args: readonly string[]) => {
    const { exitCode, stderr } = await world.run(...args);
    if (exitCode !== 0) throw new Error(stderr);
  };
  await mustRun('backfill');
  let health = '';
  await world.restartable(async () => {
    const started = await startCommand(
      world.surroundings,
      ['worker', '--only', 'archive'],
      (line) => {
        health = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? health;
        return line.includes('dealdraft is archiving');
      },
    );
    return started;
  });
  const residentMb = async () => {
    const text = await (await fetch(`${health}/metrics`)).text();
    const line = text
      .split('\n')
      .find((each) => each.startsWith('dealdraft_process_resident_memory_bytes '));
    return Number(line?.split(' ')[1]) / 2 ** 20;
  };
  const isThere = (sizeBytes: number) =>
    storages.files(name).some(({ bytes }) => bytes.length > sizeBytes);

  const [small, large] = signable;
  if (small === undefined || large === undefined) throw new Error('Nothing is there to be signed.');
  spotdraft.control.execute(small.id);
  await mustRun('reconcile');
  await eventually(() => {
    if (!isThere(100)) throw new Error('The small document is not there.');
  }, 60_000);
  const idleMb = await residentMb();
  spotdraft.faults.add({ kind: 'edit', match: { path: 'download_link' }, set: { url: big.url } });
  spotdraft.control.execute(large.id);
  // It is taken up before the pass has ended.
  const marking = mustRun('reconcile');
  let mostMb = idleMb;
  for (const endAt = Date.now() + 600_000; Date.now() < endAt;) {
    mostMb = Math.max(mostMb, await residentMb());
    if (isThere(bigBytes - 1)) {
      await marking;
      return mostMb - idleMb;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error('The big document is not there.');
}

/** A storage of SpotDraft's with one document, which is never in memory as a whole. */
async function startBigDocument(
  sizeBytes: number,
): Promise<AsyncDisposable & { readonly url: string }> {
  const piece = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1024 * 1024 - 9)]);
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': sizeBytes });
    let sent = 0;
    const send = () => {
      while (sent < sizeBytes) {
        const next = piece.subarray(0, Math.min(piece.length, sizeBytes - sent));
        sent += next.length;
        if (!response.write(next)) {
          response.once('drain', send);
          return;
        }
      }
      response.end();
    };
    send();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/big.pdf`,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
