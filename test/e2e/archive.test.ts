import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand, startCommand } from './cli-process.js';
import type { Surroundings } from './cli-process.js';

const A_WHILE = 240_000;

interface Archiving extends AsyncDisposable {
  readonly world: World;
  readonly around: Surroundings;
  /** Where the documents go. */
  readonly directory: string;
  /** Where documents are on their way. */
  readonly temporary: string;
}

/** Sandboxes, a folder to archive to, and no process of ours. */
async function startSandboxes(options: { readonly backfill: boolean }): Promise<Archiving> {
  const world = await startWorld({
    worker: false,
    backfill: options.backfill,
    spotdraft: { contracts: 40, rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '500', RECONCILE_EVERY_MINUTES: '0' },
  });
  await world.app.close();
  const directory = path.join(world.folder, 'kept');
  const temporary = path.join(world.folder, 'tmp');
  mkdirSync(directory);
  mkdirSync(temporary);
  const file = path.join(world.folder, 'archive.yaml');
  writeFileSync(
    file,
    `version: 1\ndestinations:\n  - name: shelf\n    type: folder\n    directory: ${directory}\n`,
  );
  return {
    world,
    around: { folder: world.folder, env: { ...world.env, ARCHIVE_FILE: file, TMPDIR: temporary } },
    directory,
    temporary,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

function executedIds({ world }: Archiving): string[] {
  return world.spotdraft.control
    .list()
    .filter(({ contract_status: status }) => status === 'EXECUTED')
    .map(({ id }) => id);
}

function filesIn(directory: string, ending: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort();
}

/** Each contract once, its sidecar beside it, and the bytes as the sidecar says. */
function expectEachOnce({ directory }: Archiving, ids: readonly string[]): void {
  const sidecars = filesIn(directory, '.json').map((name) => {
    const text = readFileSync(path.join(directory, name), 'utf8');
    return { name, ...(JSON.parse(text) as { contractId: string; sha256: string }) };
  });
  expect(sidecars.map(({ contractId }) => contractId).sort()).toEqual([...ids].sort());
  expect(filesIn(directory, '.pdf')).toHaveLength(ids.length);
  for (const { name, sha256 } of sidecars) {
    const bytes = readFileSync(path.join(directory, name.replace(/\.json$/, '.pdf')));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
}

describe('dealdraft archive', () => {
  test(
    'archives what is missing, tells, reads back, and brings again what is lost',
    { timeout: A_WHILE },
    async () => {
      await using archiving = await startSandboxes({ backfill: true });
      const { around, directory } = archiving;
      const ids = executedIds(archiving);
      expect(ids.length).toBeGreaterThan(3);

      const dry = await runCommand(around, 'archive', 'run', '--dry-run');
      expect(dry).toMatchObject({ exitCode: 0 });
      expect(dry.stdout).toContain(`${ids.length} documents are missing`);
      expect(filesIn(directory, '.pdf')).toEqual([]);

      const run = await runCommand(around, 'archive', 'run', '--json');
      expect(run, run.stdout + run.stderr).toMatchObject({ exitCode: 0 });
      expectEachOnce(archiving, ids);
      const report = JSON.parse(run.stdout) as { documents: { state: string }[] };
      expect(new Set(report.documents.map(({ state }) => state))).toEqual(new Set(['ARCHIVED']));
      expect((await runCommand(around, 'archive', 'run')).stdout).toContain('Nothing is missing.');

      const status = await runCommand(around, 'archive', 'status');
      expect(status.stdout).toContain(`shelf: ${ids.length} archived, 0 waiting, 0 parked`);
      const verified = await runCommand(around, 'archive', 'verify');
      expect(verified).toMatchObject({ exitCode: 0 });
      expect(verified.stdout).toContain(
        `${ids.length} documents read back, ${ids.length} of them the same.`,
      );
      const sample = await runCommand(around, 'archive', 'verify', '--sample', '2');
      expect(sample.stdout).toContain('2 documents read back, 2 of them the same.');

      const [first = '', second = ''] = filesIn(directory, '.pdf');
      rmSync(path.join(directory, first));
      const other = path.join(directory, second);
      writeFileSync(other, Buffer.concat([readFileSync(other), Buffer.from('x')]));
      const found = await runCommand(around, 'archive', 'verify');
      expect(found).toMatchObject({ exitCode: 1 });
      expect(found.stdout).toMatch(/MISSING[^]*DIFFERS|DIFFERS[^]*MISSING/);
      rmSync(other);
      expect((await runCommand(around, 'archive', 'retry')).stdout).toContain(
        '2 documents are due now.',
      );
      const again = await runCommand(around, 'archive', 'run');
      expect(again, again.stdout + again.stderr).toMatchObject({ exitCode: 0 });
      expectEachOnce(archiving, ids);
    },
  );

  test('finds what is there after the store was lost', { timeout: A_WHILE }, async () => {
    await using archiving = await startSandboxes({ backfill: false });
    const { around, directory, world } = archiving;
    const ids = executedIds(archiving);
    expect(await runCommand(around, 'archive', 'run')).toMatchObject({ exitCode: 0 });
    expectEachOnce(archiving, ids);
    const inodes = () =>
      filesIn(directory, '').map((name) => [name, statSync(path.join(directory, name)).ino]);
    const before = inodes();
    for (const name of readdirSync(world.folder)) {
      if (name.startsWith('dealdraft.db')) rmSync(path.join(world.folder, name));
    }
    const run = await runCommand(around, 'archive', 'run', '--json');
    expect(run, run.stdout + run.stderr).toMatchObject({ exitCode: 0 });
    expect((JSON.parse(run.stdout) as { documents: unknown[] }).documents).toHaveLength(ids.length);
    expect(inodes()).toEqual(before);
  });

  test(
    'refuses what it can not make sense of, before anything is done',
    { timeout: A_WHILE },
    async () => {
      await using archiving = await startSandboxes({ backfill: false });
      const { around, directory } = archiving;
      const wrong = [
        [
          ['run', '--destination', 'attic'],
          'the archive file names no such destination; it names shelf',
        ],
        [['run', '--contract', 'nonsense'], 'is not a contract id'],
        [['run', '--contract', 'T-99999999'], 'SpotDraft has no such contract'],
        [['run', '--since', 'yesterday'], 'is not a time'],
        [['verify', '--sample', '0'], 'is not a number of documents'],
        [['retry', '--destination', 'attic'], 'names no such destination'],
      ] as const;
      for (const [args, message] of wrong) {
        const result = await runCommand(around, 'archive', ...args);
        expect(result, args.join(' ')).toMatchObject({ exitCode: 2, stdout: '' });
        expect(result.stderr).toContain(message);
      }
      const without = { ...around, env: { ...archiving.world.env } };
      const none = await runCommand(without, 'archive', 'status');
      expect(none).toMatchObject({ exitCode: 2 });
      expect(none.stderr).toContain('there is no destination');
      expect(filesIn(directory, '')).toEqual([]);
    },
  );
});

describe('dealdraft worker --only archive', () => {
  test('brings each document once, however often it is killed', { timeout: A_WHILE }, async () => {
    await using archiving = await startSandboxes({ backfill: true });
    const { around, directory, temporary, world } = archiving;
    const ids = executedIds(archiving);
    const start = () =>
      startCommand(around, ['worker', '--only', 'archive'], (line) =>
        line.includes('dealdraft is archiving'),
      );
    // Marked, and left for the workers.
    const another = await world.startAnother({ worker: false, adapters: {} });
    await another.close();
    expect(await runCommand(around, 'reconcile')).toMatchObject({ exitCode: 0 });
    for (const files of [1, 4, 9]) {
      await using worker = await start();
      await eventually(() => {
        expect(filesIn(directory, '').length).toBeGreaterThanOrEqual(files);
      }, 60_000);
      await worker.end('SIGKILL');
    }
    {
      await using worker = await start();
      await eventually(() => {
        expectEachOnce(archiving, ids);
      }, 120_000);
      await eventually(async () => {
        const { stdout } = await runCommand(around, 'archive', 'status', '--json');
        const [shelf] = JSON.parse(stdout) as { states: Record<string, number> }[];
        expect(shelf?.states).toMatchObject({ ARCHIVED: ids.length, WAITING: 0, PARKED: 0 });
      }, 60_000);
      expect(await worker.end('SIGTERM')).toMatchObject({ exitCode: 0 });
    }
    expectEachOnce(archiving, ids);
    // What the killed ones left on the way was removed by those that followed.
    expect(readdirSync(temporary)).toEqual([]);
  });
});
