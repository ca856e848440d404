import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.js';
import type { World } from '../support/world.js';
import {
  finished,
  start,
  startBulkWorld,
  withoutAccounts,
} from '../integration/app/bulk-support.js';
import { runCommand, startCommand } from './cli-process.js';

interface JobJson {
  readonly id: string;
  readonly state: string;
  readonly dryRun: boolean;
  readonly endedAt: string | null;
  readonly total: number;
  readonly waiting: number;
  readonly creatable: number;
  readonly created: number;
  readonly existing: number;
  readonly failed: number;
}

const TEMPLATE = ['--template', '1204'];

/** As a German spreadsheet writes it, with a deal twice. */
async function deals(world: World, count: number): Promise<string> {
  const file = path.join(world.folder, 'deals.csv');
  const rows = world.salesforce.deals
    .slice(0, count)
    .map(({ id, name }) => `"${name.replaceAll('"', '""')}";${id};"a; b"`);
  await writeFile(
    file,
    `\ufeffName;Opportunity ID;Note\r\n${[...rows, rows[0]!].join('\r\n')}\r\n`,
  );
  return file;
}

function contractCounts(world: World): readonly number[] {
  const counts = new Map<string, number>();
  for (const { external_metadata: metadata } of world.spotdraft.control.list()) {
    const deal = String(metadata.id);
    counts.set(deal, (counts.get(deal) ?? 0) + 1);
  }
  return [...counts.values()];
}

test('goes on after its process was killed in the middle: each deal has its contract once', async () => {
  await using world = await startBulkWorld({ worker: false });
  world.spotdraft.faults.add({
    kind: 'latency',
    latencyMs: 300,
    match: { method: 'POST', path: '/contracts/' },
  });
  const surroundings = { env: world.env, folder: world.folder };
  const file = await deals(world, 70);
  const killed = startCommand(
    surroundings,
    ['bulk', 'create', ...TEMPLATE, '--file', file, '--yes', '--json'],
    () => false,
  ).catch(() => undefined);
  let pid = 0;
  await eventually(async () => {
    const [job] = await world.app.store.bulk.list({}, { limit: 1 });
    expect(job?.counts.CREATED).toBeGreaterThan(5);
    pid = await processOf('bulk create', world.folder);
    expect(pid).toBeGreaterThan(0);
  }, 60_000);
  process.kill(pid, 'SIGKILL');
  await killed;
  const [left] = await world.app.store.bulk.list({}, { limit: 1 });
  expect(left?.state).toBe('RUNNING');
  const { exitCode, stdout } = await runCommand(surroundings, 'bulk', 'resume', left!.id, '--json');
  const job = JSON.parse(stdout) as JobJson;
  expect(job).toMatchObject({ id: left!.id, state: 'DONE', waiting: 0, existing: 0, total: 70 });
  expect(exitCode).toBe(job.failed > 0 ? 1 : 0);
  expect(contractCounts(world)).toEqual(Array.from({ length: job.created }, () => 1));
}, 240_000);

/** The process of that command that runs in that folder. */
async function processOf(command: string, folder: string): Promise<number> {
  const { readdir, readFile, readlink } = await import('node:fs/promises');
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const line = (await readFile(`/proc/${entry}/cmdline`, 'utf8')).replaceAll('\0', ' ');
      if (line.includes(command) && (await readlink(`/proc/${entry}/cwd`)) === folder)
        return Number(entry);
    } catch {
      // It has ended meanwhile, or is another user's.
    }
  }
  return 0;
}

describe('dealdraft bulk', () => {
  test('previews, creates, tells what became of each deal, and leads a job', async () => {
    await using world = await startBulkWorld({ worker: false });
    const surroundings = { env: world.env, folder: world.folder };
    const run = (...args: readonly string[]) => runCommand(surroundings, 'bulk', ...args);
    const file = await deals(world, 60);

    const preview = await run('create', ...TEMPLATE, '--file', file, '--dry-run');
    expect(preview.stderr).toContain('1 rows name a deal once more');
    expect(preview.stdout).toMatch(/60 deals: \d+ can be created, 0 had a contract/);
    expect(preview.stdout).toContain('Problems:');
    expect(preview.exitCode).toBe(1);
    expect(contractCounts(world)).toEqual([]);

    const unasked = await run('create', ...TEMPLATE, '--file', file);
    expect(unasked.exitCode).toBe(2);
    expect(contractCounts(world)).toEqual([]);

    const made = await run('create', ...TEMPLATE, '--file', file, '--yes', '--json');
    const job = JSON.parse(made.stdout) as JobJson;
    expect(job).toMatchObject({ state: 'DONE', total: 60, existing: 0 });
    expect(contractCounts(world)).toHaveLength(job.created);
    const again = await run('create', ...TEMPLATE, '--file', file, '--yes', '--json');
    expect((JSON.parse(again.stdout) as JobJson).id).toBe(job.id);

    const csv = await run('rows', job.id, '--csv');
    const lines = csv.stdout.trimEnd().split('\n');
    expect(lines[0]).toBe('opportunityId,state,contractId,contractName,contractUrl,problems');
    expect(lines).toHaveLength(61);
    expect(lines.filter((line) => line.includes(',CREATED,T-'))).toHaveLength(job.created);
    const failed = await run('rows', job.id, '--json', '--state', 'FAILED');
    expect(failed.stdout.trimEnd().split('\n')).toHaveLength(job.failed);

    const status = await run('status', job.id);
    expect(status.stdout).toContain(`Job ${job.id}: done`);
    const list = await run('status', '--json');
    expect((JSON.parse(list.stdout) as JobJson[]).map(({ dryRun }) => dryRun)).toEqual([
      false,
      true,
      true,
    ]);
    const cancelled = await run('cancel', job.id);
    expect(cancelled).toMatchObject({ exitCode: 2, stdout: '' });
    expect(cancelled.stderr).toContain('The job is done');
    const unknown = await run('status', '00000000-0000-4000-8000-000000000000');
    expect(unknown).toMatchObject({
      exitCode: 1,
      stderr: 'dealdraft: There is no such bulk job.\n',
    });
  }, 240_000);

  test('takes the deals that match; as JSON, the preview is one document that creates nothing', async () => {
    await using world = await startBulkWorld({ worker: false });
    const surroundings = { env: world.env, folder: world.folder };
    const run = (...args: readonly string[]) => runCommand(surroundings, 'bulk', ...args);
    const where = ['--where', '{"stageName": ["Negotiation/Review"], "isClosed": false}'];
    const matching = world.salesforce.control.org.store
      .rows('Opportunity')
      .filter(({ StageName }) => StageName === 'Negotiation/Review')
      .map(({ Id }) => String(Id));

    const unasked = await run('create', ...TEMPLATE, ...where, '--json');
    const preview = JSON.parse(unasked.stdout) as JobJson;
    expect(preview).toMatchObject({ state: 'DONE', dryRun: true, total: matching.length });
    expect(preview.creatable).toBeGreaterThan(0);
    expect(unasked.stderr).toContain(
      `Nothing was created. To create ${preview.creatable} contracts, add --yes.`,
    );
    expect(unasked.exitCode).toBe(1);
    expect(contractCounts(world)).toEqual([]);

    const made = await run('create', ...TEMPLATE, ...where, '--yes', '--json');
    const job = JSON.parse(made.stdout) as JobJson;
    expect(job).toMatchObject({
      dryRun: false,
      total: matching.length,
      created: preview.creatable,
      failed: preview.failed,
    });
    expect(contractCounts(world)).toEqual(Array.from({ length: preview.creatable }, () => 1));
    const csv = await run('rows', job.id, '--csv');
    const file = path.join(world.folder, 'rows.csv');
    await writeFile(file, csv.stdout);
    // What it wrote is a file of deals for it.
    const again = await run('create', ...TEMPLATE, '--file', file, '--dry-run', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      total: matching.length,
      existing: job.created,
      creatable: 0,
    });
    const nothing = await run('create', ...TEMPLATE, '--file', file, '--json');
    expect(JSON.parse(nothing.stdout)).toMatchObject({ dryRun: true, creatable: 0 });
    expect(nothing.stderr).toContain('There is no contract to create.');
  }, 240_000);

  test('pauses, goes on, retries and cancels a job that others started', async () => {
    await using world = await startBulkWorld({ worker: false });
    const surroundings = { env: world.env, folder: world.folder };
    const run = async (...args: readonly string[]) => {
      const { exitCode, stdout } = await runCommand(surroundings, 'bulk', ...args, '--json');
      return { exitCode, job: JSON.parse(stdout) as JobJson };
    };
    const ids = world.salesforce.deals.slice(0, 60).map(({ id }) => id);
    const giveBack = withoutAccounts(world, ids.slice(0, 5));
    const { id } = await start(world, { opportunityIds: ids });
    expect(await run('pause', id)).toMatchObject({
      exitCode: 0,
      job: { id, state: 'PAUSED', waiting: 60, endedAt: null },
    });
    const status = await runCommand(surroundings, 'bulk', 'status', id);
    expect(status.stdout).toContain(`Job ${id}: paused, template 1204`);
    expect(status.stdout).toContain('60 deals: 0 created, 0 had a contract of the template');
    expect(contractCounts(world)).toEqual([]);

    const resumed = await run('resume', id);
    expect(resumed).toMatchObject({ exitCode: 1, job: { state: 'DONE', waiting: 0 } });
    const { created, failed } = resumed.job;
    expect([created > 40, failed > 0]).toEqual([true, true]);
    expect(contractCounts(world)).toEqual(Array.from({ length: created }, () => 1));

    giveBack();
    const retried = await run('retry', id);
    expect(retried).toMatchObject({ job: { id, state: 'DONE', waiting: 0, total: 60 } });
    expect(retried.job.created).toBeGreaterThan(created);
    expect(retried.job.created + retried.job.failed).toBe(60);
    expect(retried.exitCode).toBe(retried.job.failed > 0 ? 1 : 0);

    const other = await start(world, { opportunityIds: ids.slice(1) });
    const cancelled = await run('cancel', other.id);
    expect(cancelled).toMatchObject({ exitCode: 0, job: { state: 'CANCELLED', waiting: 59 } });
    expect(cancelled.job.endedAt).not.toBeNull();
    expect(await run('status', other.id)).toMatchObject({ job: cancelled.job });
    expect(await run('resume', other.id)).toMatchObject({ job: { state: 'DONE', created: 0 } });
    expect(await finished(world, other.id)).toMatchObject({ waiting: 0 });
    expect(contractCounts(world)).toEqual(Array.from({ length: retried.job.created }, () => 1));
  }, 240_000);

  test('says in one line what is wrong with a file or a filter', async () => {
    await using world = await startBulkWorld({ worker: false });
    const surroundings = { env: world.env, folder: world.folder };
    const file = path.join(world.folder, 'wrong.csv');
    await writeFile(file, 'Deal,Owner\n0065g00AqnHTrDmAEL,me\n');
    const refused = async (...args: readonly string[]) => {
      const { exitCode, stderr, stdout } = await runCommand(
        surroundings,
        'bulk',
        'create',
        ...TEMPLATE,
        '--yes',
        ...args,
      );
      expect([exitCode, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
      return stderr;
    };
    expect(await refused('--file', file)).toContain(
      'has no column "opportunityId" or "Id"; its first line has "Deal", "Owner".',
    );
    expect(await refused('--where', '{"stage": "x"}')).toContain('--where is no filter of deals');
    expect(await refused()).toContain('Give either --file or --where');
  }, 120_000);
});
