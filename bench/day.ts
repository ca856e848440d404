import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { EngineName } from '../test/chaos/engines.js';
import { startProcessWorld } from '../test/chaos/process-world.js';
import type { ProcessWorld } from '../test/chaos/process-world.js';
import { runCommand } from '../test/e2e/cli-process.js';
import { isInLine, movable, moveOn, resetCalls, until } from './changes.js';
import { cpuMsOf, loadOfMachine } from './pairs.js';
import { PAGE } from './page-world.js';
import type { Section } from './table.js';

/** A day of an org with some twenty sales people, and how the passes of the default settings look at it. */
const DAY = { changes: 60, pages: 400, sweeps: 96, deepPasses: 1 } as const;
const ORGS = 1_000;
const CONTRACTS = 2_000;
/** SpotDraft's ten calls a second, and Salesforce's daily calls of an Enterprise org with 25 users. */
const ALLOWANCE = { spotdraft: 864_000, salesforce: 125_000 } as const;
/** Dollars, about what the large clouds ask for. */
const PRICE = { cpuHour: 0.04, memoryGbHour: 0.005, diskGbMonth: 0.1 } as const;
const BETWEEN_CHANGES_MS = 50;
const REST_MS = 5_000;

interface Cost {
  readonly spotdraft: number;
  readonly salesforce: number;
  readonly cpuMs: number;
}

/**
 * What a day of one org asks of both neighbours and of the machine, from each of its parts measured by itself, and what a thousand
 * such orgs do.
 */
export async function benchDay(engine: EngineName, quick: boolean): Promise<Section> {
  await using world = await startProcessWorld({
    engine,
    spotdraft: { contracts: CONTRACTS, rateLimitPerSecond: null },
    env: { LOG_LEVEL: 'info' },
  });
  const filled = await world.run('backfill');
  if (filled.exitCode !== 0) throw new Error(`backfill failed: ${filled.stderr}`);
  const storedBefore = await storeBytes(world);
  const server = await world.server();
  const { env, folder } = world.surroundings;
  await runCommand({ folder, env: { ...env, PUBLIC_URL: server.url } }, 'webhooks', 'register');
  const count = quick ? 20 : DAY.changes;
  const each = (work: () => Promise<unknown>, units: number) =>
    measured(world, [server.pid()], work, units);

  const change = await each(async () => {
    for (const id of movable(world).slice(0, count)) {
      moveOn(world, id);
      await until(() => isInLine(world, id));
      await sleep(BETWEEN_CHANGES_MS);
    }
  }, count);
  const page = await each(async () => {
    for (let i = 0; i < count; i += 1) await askPage(server.url, world.apiKey);
  }, count);
  const since = new Date(Date.now() - 15 * 60_000).toISOString();
  const sweep = await pass(world, 'reconcile', '--since', since);
  const deep = await pass(world, 'reconcile');
  await sleep(REST_MS);
  const residentGb = (await residentBytes(server.pid())) / 1e9;
  // SQLite has written its log back when the last process has closed the file.
  await server.end('SIGTERM');
  const changeBytes = Math.max(0, (await storeBytes(world)) - storedBefore) / count;

  const day = {
    spotdraft: sumOf('spotdraft'),
    salesforce: sumOf('salesforce'),
    cpuMs: sumOf('cpuMs'),
  };
  function sumOf(what: keyof Cost): number {
    return (
      DAY.changes * change[what] +
      DAY.pages * page[what] +
      DAY.sweeps * sweep[what] +
      DAY.deepPasses * deep[what]
    );
  }
  const storedGb = storedBefore / 1e9 + (30 * DAY.changes * changeBytes) / 1e9;
  const row = (what: string, one: number, unit: string, beside = '') => ({
    what,
    measured: `${figure(one)} ${unit}`,
    beside: `${figure(one * ORGS)} ${unit}`,
    ratio: beside,
  });
  const share = (calls: number, of: number) => `${((calls / of) * 100).toFixed(2)} % of ${of}`;
  const costs =
    (day.cpuMs / 3_600_000) * PRICE.cpuHour +
    24 * residentGb * PRICE.memoryGbHour +
    (storedGb * PRICE.diskGbMonth) / 30;
  return {
    title: `A day of an org, and of ${ORGS} (${engine})`,
    how:
      `Per day ${DAY.changes} changes of contracts, one at a time, ${DAY.pages} pages of 50 deals, ${DAY.sweeps} sweeps and ` +
      `${DAY.deepPasses} deep pass over ${CONTRACTS} contracts; each measured by itself and counted as often. Measured is one org, which has ` +
      `a process and a store of its own; beside stand ${ORGS}, each with its own allowance of both neighbours; in the last but one column what an org uses of its ` +
      `own. Dollars: ${PRICE.cpuHour} an hour of a processor that is busy, ${PRICE.memoryGbHour} an hour of a GB of memory, ${PRICE.diskGbMonth} a month of a GB of disk. ` +
      `Load of the machine at the end: ${loadOfMachine()}.`,
    rows: [
      row('calls of SpotDraft', day.spotdraft, 'calls', share(day.spotdraft, ALLOWANCE.spotdraft)),
      row(
        'calls of Salesforce',
        day.salesforce,
        'calls',
        share(day.salesforce, ALLOWANCE.salesforce),
      ),
      row('processor time', day.cpuMs / 1_000, 's'),
      row('of it, pages', (DAY.pages * page.cpuMs) / 1_000, 's'),
      row('memory at rest', residentGb * 1_000, 'MB'),
      row('store after a month', storedGb * 1_000, 'MB'),
      row('cost', costs, '$ a day'),
    ],
  };
}

async function measured(
  { spotdraft, salesforce }: ProcessWorld,
  pids: readonly number[],
  work: () => Promise<unknown>,
  units: number,
): Promise<Cost> {
  spotdraft.calls.reset();
  salesforce.control.usage.clearCalls();
  const before = await cpuMsOf(pids);
  await work();
  return {
    spotdraft: spotdraft.calls.report().total / units,
    salesforce: salesforce.control.usage.report().total / units,
    cpuMs: ((await cpuMsOf(pids)) - before) / units,
  };
}

/** A pass of the server costs what the command does, less what a command costs that hardly does anything. */
async function pass(world: ProcessWorld, ...args: readonly string[]): Promise<Cost> {
  const startMs = await commandMs(world, 'templates', 'list');
  resetCalls(world);
  const cpuMs = await commandMs(world, ...args);
  return {
    spotdraft: world.spotdraft.calls.report().total,
    salesforce: world.salesforce.control.usage.report().total,
    cpuMs: Math.max(0, cpuMs - startMs),
  };
}

/** Processor time of a command; the shell knows it of children that have ended. */
async function commandMs(
  { surroundings: { env, folder } }: ProcessWorld,
  ...args: readonly string[]
): Promise<number> {
  const program = path.join(import.meta.dirname, '../bin/dealdraft.js');
  const { stdout } = await promisify(execFile)(
    'sh',
    ['-c', '"$@" >/dev/null && times', 'sh', process.execPath, program, ...args],
    { cwd: folder, env: { PATH: process.env.PATH, ...env } },
  );
  const ofChildren = stdout.trim().split('\n').at(-1) ?? '';
  return [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1_000,
    0,
  );
}

async function askPage(url: string, apiKey: string): Promise<void> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
    body: JSON.stringify({ query: PAGE }),
  });
  const text = await answer.text();
  if (!answer.ok || text.includes('"errors"')) throw new Error(text.slice(0, 300));
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1_024;
}

/** Files of the store, but for the logs that SQLite writes back into them; of Redis, what it says of its memory. */
async function storeBytes({ redis, surroundings }: ProcessWorld): Promise<number> {
  if (redis !== null) {
    const memory = await redis.withClient((client) => client.info('memory'));
    return Number(/used_memory:(\d+)/.exec(memory)?.[1]);
  }
  const names = (await readdir(surroundings.folder)).filter((name) => /\.db(?:-\w+)?$/.test(name));
  const sizes = await Promise.all(
    names
      .filter((name) => !/-(?:wal|shm)$/.test(name))
      .map(async (name) => (await stat(path.join(surroundings.folder, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(value < 1 ? 4 : 1);
}
