import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.js';
import { startWorld } from '../support/world.js';
import { runCommand, startCommand, startServe } from './cli-process.js';

const COMMANDS = [
  'serve',
  'demo',
  'sandbox',
  'backfill',
  'webhooks',
  'webhooks register',
  'webhooks remove',
  'webhooks key',
  'mapping',
  'mapping check',
  'worker',
  'reconcile',
  'deliveries',
  'deliveries list',
  'deliveries show',
  'deliveries replay',
  'deliveries prune',
];

const nowhere = { env: {}, folder: '/' };

describe('the command line', () => {
  test.each(COMMANDS)('explains %s', async (command) => {
    const args = [...command.split(' '), '--help'];
    const { exitCode, stdout, stderr } = await runCommand(nowhere, ...args);
    expect(stdout).toContain(`Usage: dealdraft ${command}`);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  test.each([
    ['florilegium', "unknown command 'florilegium'"],
    ['serve --florid', "unknown option '--florid'"],
    ['webhooks florilegium', "unknown command 'florilegium'"],
    ['mapping check surplus', 'too many arguments'],
    ['demo --port eighty', 'It must be 0 to 65535'],
  ])('refuses %s with exit code 2', async (command, message) => {
    const { exitCode, stdout, stderr } = await runCommand(nowhere, ...command.split(' '));
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  test.each(['serve', 'backfill', 'webhooks key', 'mapping check'])(
    'says what %s misses without settings, one line each, with exit code 2',
    async (command) => {
      const { exitCode, stderr } = await runCommand(nowhere, ...command.split(' '));
      const lines = stderr.trim().split('\n');
      expect(lines.length).toBeGreaterThan(3);
      for (const line of lines) expect(line).toMatch(/^dealdraft: [A-Z_]+: is missing \(.+\)\.$/);
      expect(exitCode).toBe(2);
    },
  );

  test.each([
    ['a folder that is not there', '/nowhere/template.env', /ENOENT.*in a folder that is there/],
    ['a folder', '.', /EISDIR.*this is a folder/],
  ])(
    'says in one line that a file can not be written in place of %s',
    async (_what, file, said) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-test-'));
      const ports = ['--spotdraft-port', '0', '--salesforce-port', '0'];
      const { exitCode, stderr } = await runCommand(
        { env: {}, folder },
        ...['sandbox', ...ports, '--write-env', file],
      );
      expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(said)]);
      expect(exitCode).toBe(1);
      await rm(folder, { recursive: true });
    },
  );

  test('says in one line that .env is no file of settings', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-test-'));
    await mkdir(path.join(folder, '.env'));
    const { exitCode, stderr } = await runCommand({ env: {}, folder }, 'deliveries', 'list');
    expect(stderr).toMatch(/^dealdraft: \.env can't be read as a file of settings .*\n$/);
    expect(exitCode).toBe(2);
    await rm(folder, { recursive: true });
  });

  test('answers a failing upstream with one line and exit code 1', async () => {
    await using world = await startWorld({ worker: false });
    await world.app.close();
    const env = { ...world.env, SPOTDRAFT_CLIENT_SECRET: 'florilegium' };
    const { exitCode, stderr } = await runCommand({ ...world, env }, 'webhooks', 'key', '--json');
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^dealdraft: .+SpotDraft/)]);
    expect(stderr).not.toContain('florilegium');
    expect(exitCode).toBe(1);
  });
});

describe('dealdraft demo --once', () => {
  test('walks a deal to a signed contract with nothing configured', async () => {
    const { exitCode, stdout, stderr } = await runCommand(nowhere, 'demo', '--once');
    expect(stderr).toBe('');
    expect(stdout).toContain('Done: a deal became a signed contract, and the CRM knows.');
    expect(exitCode).toBe(0);
  });

  test.each([['--once'], []])(
    'ends with 1 and one line when it can not start %s',
    async (...once) => {
      const taken = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => taken.once('listening', resolve));
      const { port } = taken.address() as AddressInfo;
      const { exitCode, stderr } = await runCommand(
        { env: {}, folder: tmpdir() },
        'demo',
        '--port',
        String(port),
        ...once,
      );
      taken.close();
      expect(stderr).toMatch(new RegExp(`^dealdraft: .*${port}.*PORT.*\\n$`));
      expect(exitCode).toBe(1);
    },
  );
});

describe('dealdraft sandbox', () => {
  test('prints as JSON the settings that another process works with', async () => {
    await using world = await startWorld({ worker: false }); // for its folder alone
    const lines: string[] = [];
    await using sandbox = await startCommand(
      { env: {}, folder: world.folder },
      ['sandbox', '--json', '--spotdraft-port', '0', '--salesforce-port', '0'],
      (line) => {
        lines.push(line);
        return line === '}';
      },
    );
    const { settings } = JSON.parse(lines.join('\n')) as { settings: Record<string, string> };
    const env = { ...settings, MAPPING_FILE: world.env.MAPPING_FILE ?? '' };
    const checked = await runCommand({ env, folder: world.folder }, 'mapping', 'check');
    expect(checked).toMatchObject({ exitCode: 0, stderr: '' });
    expect(checked.stdout).toMatch(/checks passed, \d+ warnings?, 0 errors\.\n$/);
    expect(await sandbox.end('SIGTERM')).toMatchObject({ exitCode: 0 });
  });

  test('writes a file of settings with which webhooks register works at once', async () => {
    await using world = await startWorld({ worker: false }); // for its folder alone
    const file = path.join(world.folder, '.env');
    await using sandbox = await startCommand(
      { env: {}, folder: world.folder },
      ['sandbox', '--write-env', file, '--spotdraft-port', '0', '--salesforce-port', '0'],
      (line) => line.startsWith('SpotDraft sandbox'),
    );
    const env = { MAPPING_FILE: world.env.MAPPING_FILE ?? '' };
    await eventually(() => {
      expect(existsSync(file)).toBe(true);
    });
    const registered = await runCommand({ env, folder: world.folder }, 'webhooks', 'register');
    expect(registered).toMatchObject({ exitCode: 0, stderr: '' });
    const origin = /http:\S+/.exec(sandbox.ready)?.[0] ?? '';
    const { webhooks } = (await (await fetch(`${origin}/__sandbox/webhooks`)).json()) as {
      webhooks: readonly { url: string }[];
    };
    expect(webhooks.map(({ url }) => url)).toEqual(['http://127.0.0.1:4000/webhooks/spotdraft']);
  });
});

describe('commands beside a running server', () => {
  test('work on one store and keep to one rate of calls together', async () => {
    await using world = await startWorld({ worker: false });
    await world.app.close();
    await using serving = await startServe(world);
    const around = { folder: world.folder, env: { ...world.env, PUBLIC_URL: serving.url } };
    const deal = String(world.salesforce.deals[0]?.id);
    const registered = await runCommand(around, 'webhooks', 'register', '--json');
    expect(JSON.parse(registered.stdout)).toMatchObject({
      url: `${serving.url}/webhooks/spotdraft`,
    });

    // All at once, while the server has deliveries to work off.
    for (const { id } of world.spotdraft.control.list().slice(0, 20)) {
      world.spotdraft.control.rename(id, `Renamed ${id}`);
    }
    const results = await Promise.all([
      runCommand(around, 'backfill', '--json'),
      runCommand(around, 'backfill', '--json'),
      runCommand(around, 'mapping', 'check', '--json', '--opportunity', deal),
      runCommand(around, 'webhooks', 'key', '--json'),
    ]);
    const [first, second, checked, key] = results.map(
      ({ stdout }) => JSON.parse(stdout) as Record<string, unknown>,
    );
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    const contracts = world.spotdraft.control.list().length;
    expect([first, second]).toMatchObject([
      { contracts, failed: [] },
      { contracts, failed: [] },
    ]);
    expect(checked).toMatchObject({ findings: expect.anything(), dryRuns: expect.anything() });
    expect(key).toEqual({ key: world.spotdraft.hmacKey });
    expect(world.spotdraft.calls.report().maxInOneSecond).toBeLessThanOrEqual(10);

    const removed = await runCommand(around, 'webhooks', 'remove', '--json');
    expect(JSON.parse(removed.stdout)).toMatchObject({ known: true });
    expect(await serving.end('SIGTERM')).toMatchObject({ exitCode: 0 });
  });
});
