import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand, startServe } from './cli-process.js';

const PROGRAM = fileURLToPath(new URL('../../bin/dealdraft.js', import.meta.url));

let world: World;
let keyFile: string;
beforeAll(async () => {
  world = await startWorld({ worker: false, spotdraft: { contracts: 'none' } });
  keyFile = path.join(world.folder, 'salesforce.key');
  await writeFile(keyFile, world.salesforce.privateKeyPem ?? '');
});
afterAll(() => world[Symbol.asyncDispose]());

/** Answers one line each, as a person would. */
async function init(file: string, answers: readonly string[]) {
  const child = spawn(process.execPath, [PROGRAM, 'init', '--out', file], {
    cwd: world.folder,
    env: { PATH: process.env.PATH, STORE_URL: `sqlite:./${file}.db` },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(answers.map((answer) => `${answer}\n`).join(''));
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { stdout, stderr, exitCode, file: path.join(world.folder, file) };
}

const spotdraft = (secret = world.spotdraft.clientSecret) => [
  world.spotdraft.url,
  world.spotdraft.clientId,
  secret,
];
const salesforce = () => [
  world.salesforce.url,
  world.salesforce.clientId,
  world.salesforce.integrationUsername,
  keyFile,
];

describe('dealdraft init', () => {
  test('tries each credential as it is given, and writes settings that work, for one person to read', async () => {
    const answers = [...spotdraft('wrong'), ...spotdraft(), ...salesforce(), '', 'ops'];
    const { stdout, stderr, exitCode, file } = await init('first.env', answers);
    expect(stderr).toBe('');
    expect(stdout).toContain("SpotDraft refused dealdraft's credentials");
    expect(stdout).toContain('SpotDraft takes the credential');
    expect(stdout).toContain(`as ${world.salesforce.integrationUsername}`);
    expect(stdout).not.toContain(world.spotdraft.clientSecret);
    expect(exitCode).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(world.spotdraft.deliveries.webhooks.size).toBe(0);

    const [, key = ''] = /The API key "ops" is (\S+)/.exec(stdout) ?? [];
    const settings = await readFile(file, 'utf8');
    expect(settings).not.toContain(key);
    const folder = path.join(world.folder, 'first');
    await mkdir(folder);
    await writeFile(path.join(folder, '.env'), settings);
    await using serving = await startServe({ folder, env: { PORT: '0' } }, '--no-worker');
    const response = await fetch(`${serving.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify({ query: '{ viewer { roles } templates { id } }' }),
    });
    expect(await response.json()).toMatchObject({ data: { viewer: { roles: ['admin'] } } });
  });

  test('registers a webhook after a yes', async () => {
    const address = 'https://contracts.acme.example';
    const { stdout, exitCode } = await init('hook.env', [
      ...spotdraft(),
      ...salesforce(),
      address,
      'ops',
      'yes',
    ]);
    expect(stdout).toContain(`SpotDraft sends to ${address}/webhooks/spotdraft.`);
    expect(exitCode).toBe(0);
    expect([...world.spotdraft.deliveries.webhooks.values()].map(({ url }) => url)).toEqual([
      `${address}/webhooks/spotdraft`,
    ]);
    world.spotdraft.deliveries.webhooks.clear();
  });

  test('leaves a file that is there as it is, with exit code 2', async () => {
    await writeFile(path.join(world.folder, 'kept.env'), 'A=1\n');
    const { stderr, exitCode, file } = await init('kept.env', []);
    expect(stderr).toContain('is left as it is');
    expect(exitCode).toBe(2);
    expect(await readFile(file, 'utf8')).toBe('A=1\n');
  });

  test('writes nothing when no more answers come', async () => {
    const { stderr, exitCode, file } = await init('none.env', spotdraft());
    expect(stderr).toContain('nothing was written');
    expect(exitCode).toBe(2);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });
});

describe('dealdraft keys create', () => {
  test('prints a key with its hash, and the entry that lets it in', async () => {
    const made = await runCommand(
      { folder: world.folder, env: {} },
      ...['keys', 'create', 'crm', '--role', 'admin', '--json'],
    );
    const { key, sha256, entry } = JSON.parse(made.stdout) as Record<string, string>;
    expect(entry).toBe(`crm:${sha256}:admin`);
    expect(createHash('sha256').update(key!).digest('hex')).toBe(sha256);
    expect(made.exitCode).toBe(0);
  });

  test.each([
    ['no name', ['a b'], 'is no name for a key'],
    ['no role', ['crm', '--role', 'boss'], 'Allowed choices are service, admin, user'],
  ])('refuses what is %s, with exit code 2', async (_what, args, message) => {
    const made = await runCommand({ folder: world.folder, env: {} }, 'keys', 'create', ...args);
    expect(made.stderr).toContain(message);
    expect(made.exitCode).toBe(2);
  });
});
