import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/domain/clock.js';
import { silentLog } from '../../src/domain/log.js';
import type { FaultRule } from '../../src/sandbox/http/fault-rules.js';
import type { SpotDraftSandbox } from '../../src/sandbox/spotdraft/index.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { runCommand, startCommand } from '../e2e/cli-process.js';
import {
  archiveDifferences,
  DESTINATIONS,
  startStorageWorld,
} from '../support/archive/storage-world.js';
import type { DestinationName, StorageWorld } from '../support/archive/storage-world.js';
import { eventually } from '../support/eventually.js';
import type { EngineName } from './engines.js';
import { startProcessWorld } from './process-world.js';
import type { ProcessWorld } from './process-world.js';
import { createRandom } from './random.js';
import type { Random } from './random.js';

export interface ArchiveStormOptions {
  readonly seed: number;
  readonly engine: EngineName;
  /** Contracts that are executed meanwhile. */
  readonly contracts: number;
  /** How often a process dies in the middle. */
  readonly kills: number;
  /** The share of requests to each destination that goes wrong, in each of six ways. */
  readonly faultRate: number;
  readonly withinMs: number;
  readonly onProgress?: (line: string) => void;
}

export interface ArchiveStormReport {
  readonly seed: number;
  /** What must not be; a run is good when there is none. */
  readonly violations: readonly string[];
  readonly contracts: number;
  readonly kills: number;
  /** Requests that went wrong on purpose, at all destinations together. */
  readonly struck: number;
  /** Documents at each destination. */
  readonly documents: Readonly<Record<string, number>>;
  readonly downloadLinksPerContract: number;
  readonly tookMs: number;
}

/** Nothing gets through to it until all others have everything. */
const DEAD: DestinationName = 'box';
const SHOWN = 8;
const SAY_EVERY_MS = 5_000;
const DOWNLOAD_LINK = 'POST /api/v2.1/public/contracts/:id/download_link';

/**
 * Contracts are executed while the processes that archive them die, answers of every destination are lost before and after it
 * has done what it was asked, and one destination takes nothing at all. Afterwards each document has to be at each once.
 */
export async function runArchiveStorm(options: ArchiveStormOptions): Promise<ArchiveStormReport> {
  const startedAt = performance.now();
  const say = options.onProgress ?? (() => undefined);
  const random = createRandom(options.seed);
  await using storages = await startStorageWorld();
  await using world = await startProcessWorld({
    engine: options.engine,
    spotdraft: {
      contracts: options.contracts,
      rateLimitPerSecond: null,
      deliveries: { concurrency: 16, attempts: 40, retryDelayMs: 400 },
    },
    env: { SPOTDRAFT_RATE_LIMIT: '500', ARCHIVE_FILE: storages.file },
  });
  const { spotdraft } = world;
  const server = await world.server();
  const { env, folder } = world.surroundings;
  const own = { folder, env: { ...env, PUBLIC_URL: server.url } };
  const archiving = await world.restartable(() =>
    startCommand(own, ['worker', '--only', 'archive'], (line) =>
      line.includes('dealdraft is archiving'),
    ),
  );
  const registered = await runCommand(own, 'webhooks', 'register');
  if (registered.exitCode !== 0) throw new Error(registered.stderr);
  const violations: string[] = [];
  const store = await openStore({ url: world.storeUrl, clock: systemClock, log: silentLog });
  try {
    const struck = breakAll(storages, options);
    const executed = executeAll(spotdraft);
    await mustSucceed(world, 'backfill');
    say(`${executed.length} contracts are executed`);

    const total = executed.length * (DESTINATIONS.length - 1);
    const killing = (async () => {
      for (const [index, share] of sharesOf(options.kills, random).entries()) {
        await untilArchived(store, share * total, options.withinMs);
        await sleep(random.below(300));
        await random.pick([server, archiving]).killAndRestart();
        say(`kill ${index + 1} of ${options.kills}`);
      }
    })();
    await untilAll(store, executed.length, options, (name) => name !== DEAD, say);
    await killing;
    if (storages.files(DEAD).length > 0) violations.push(`${DEAD} was not dead`);

    const dead = struck();
    storages.behind(DEAD)?.faults.clear();
    // As somebody does who has mended it; by itself it is looked at again within a minute.
    await mustSucceed(world, 'archive', 'retry', '--destination', DEAD);
    await untilAll(store, executed.length, options, () => true, say);

    const originals = await originalsOf(spotdraft, executed);
    for (const name of DESTINATIONS) {
      violations.push(
        ...archiveDifferences(storages.files(name), originals).map((each) => `${name}: ${each}`),
      );
    }
    calm(storages);
    const verified = await world.run('archive', 'verify');
    if (verified.exitCode !== 0) violations.push(`verify: ${verified.stdout.slice(-1_000)}`);
    const links = spotdraft.calls.report().byRoute[DOWNLOAD_LINK] ?? 0;
    return {
      seed: options.seed,
      violations: shortened(violations),
      contracts: executed.length,
      kills: options.kills,
      struck: dead,
      documents: Object.fromEntries(
        DESTINATIONS.map((name) => [
          name,
          storages.files(name).filter((file) => file.path.endsWith('.pdf')).length,
        ]),
      ),
      // Those of the judgement are none of ours.
      downloadLinksPerContract: (links - executed.length) / executed.length,
      tookMs: Math.round(performance.now() - startedAt),
    };
  } finally {
    await store.close();
  }
}

/** What goes wrong on the way to any destination, and at the one that is dead everything. */
function breakAll(
  storages: StorageWorld,
  { seed, faultRate: rate }: ArchiveStormOptions,
): () => number {
  const ways: readonly FaultRule[] = [
    { kind: 'drop-before-commit' },
    { kind: 'drop-mid-request' },
    { kind: 'drop-after-commit' },
    { kind: 'status', status: 503, body: '' },
    { kind: 'status-after-commit', status: 503, body: '' },
    { kind: 'status', status: 429, headers: { 'retry-after': '1' }, body: '' },
  ];
  const kits = Object.values(storages.sandboxes).map(({ faults }) => faults);
  for (const [index, kit] of kits.entries()) {
    for (const [way, rule] of ways.entries()) {
      kit.add({ ...rule, rate, seed: seed + index * ways.length + way });
    }
  }
  storages.behind(DEAD)?.faults.add({ kind: 'drop-before-commit' });
  return () =>
    kits
      .flatMap((kit) => kit.list())
      .filter(({ rule }) => rule.rate !== undefined)
      .reduce((sum, { struck }) => sum + struck, 0);
}

function calm({ sandboxes }: StorageWorld): void {
  for (const { faults } of Object.values(sandboxes)) faults.clear();
}

/** Whatever can be executed, is. */
function executeAll({ control }: SpotDraftSandbox): readonly string[] {
  for (const { id } of control.list()) {
    try {
      control.execute(id);
    } catch (error) {
      // The status does not allow it; a sandbox that breaks says otherwise.
      if (!(error instanceof Error && 'status' in error && error.status === 400)) throw error;
    }
  }
  return control
    .list()
    .filter(({ contract_status: status, deleted }) => status === 'EXECUTED' && !deleted)
    .map(({ id }) => id);
}

/** Moments spread over the work, one in each part of it. */
function sharesOf(count: number, random: Random): readonly number[] {
  return Array.from({ length: count }, (_, index) => ((index + random.next()) / count) * 0.9);
}

async function untilArchived(store: Store, count: number, withinMs: number): Promise<void> {
  await eventually(async () => {
    const archived = await store.archive.count({ states: ['ARCHIVED'] });
    if (archived < count) throw new Error(`${archived} of ${count} are archived`);
  }, withinMs);
}

async function untilAll(
  store: Store,
  contracts: number,
  { withinMs }: ArchiveStormOptions,
  isMeant: (name: DestinationName) => boolean,
  say: (line: string) => void,
): Promise<void> {
  let saidAt = performance.now();
  const missing = async () => {
    const counts = new Map((await store.archive.counts()).map((each) => [each.destination, each]));
    return DESTINATIONS.filter(isMeant)
      .map((name) => {
        const found = counts.get(name);
        const lastError = found?.lastError ?? null;
        return { name, ARCHIVED: found?.states.ARCHIVED ?? 0, lastError };
      })
      .filter(({ ARCHIVED }) => ARCHIVED < contracts);
  };
  await eventually(async () => {
    const left = await missing();
    if (performance.now() - saidAt > SAY_EVERY_MS) {
      saidAt = performance.now();
      say(left.map(({ name, ARCHIVED }) => `${name} ${ARCHIVED}/${contracts}`).join(', '));
    }
    if (left.length > 0) throw new Error(`not there: ${JSON.stringify(left)}`);
  }, withinMs);
}

/** As SpotDraft gives them out, by a way of our own. */
export async function originalsOf(
  { url, clientId, clientSecret }: SpotDraftSandbox,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const originals = new Map<string, string>();
  for (const id of ids) {
    const answer = await fetch(`${url}/api/v2.1/public/contracts/${id}/download_link`, {
      method: 'POST',
      headers: {
        'client-id': clientId,
        'client-secret': clientSecret,
        'content-type': 'application/json',
      },
      body: '{}',
    });
    const link = (await answer.json()) as { url: string };
    const bytes = Buffer.from(await (await fetch(link.url)).arrayBuffer());
    originals.set(id, createHash('sha256').update(bytes).digest('hex'));
  }
  return originals;
}

async function mustSucceed(world: ProcessWorld, ...command: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await world.run(...command);
  if (exitCode === 0) return;
  throw new Error(
    `dealdraft ${command.join(' ')} ended with ${exitCode}: ${stderr}\n${stdout.slice(-1_000)}`,
  );
}

function shortened(violations: readonly string[]): string[] {
  const further = violations.length - SHOWN;
  return further > 0 ? [...violations.slice(0, SHOWN), `… and ${further} more`] : [...violations];
}
