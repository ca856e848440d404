import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { DESTINATIONS, startStorageWorld } from '../support/archive/storage-world.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand, startCommand } from './cli-process.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({ worker: false, spotdraft: { contracts: 'none' } });
  await mkdir(path.join(world.folder, 'kept'));
});
afterAll(() => world[Symbol.asyncDispose]());

async function around(text: string | null) {
  const file = path.join(world.folder, 'a.yaml');
  if (text !== null) await writeFile(file, text);
  const env: Record<string, string> = { ...world.env, STORE_URL: 'sqlite:./other.db' };
  return { folder: world.folder, env: text === null ? env : { ...env, ARCHIVE_FILE: 'a.yaml' } };
}

const kept = (name: string, ...lines: readonly string[]) =>
  [`  - name: ${name}`, 'type: folder', 'directory: ./kept', ...lines].join('\n    ');
const file = (...destinations: readonly string[]) =>
  `version: 1\ndestinations:\n${destinations.join('\n')}\n`;

describe('archive check as a command', () => {
  test('tries a destination from sign-in to deleting, and leaves nothing behind', async () => {
    const text = file(kept('files', 'folder: opportunity.Account.Name'));
    const { exitCode, stdout, stderr } = await runCommand(await around(text), 'archive', 'check');
    expect(stderr).toBe('');
    const lines = stdout.trim().split('\n');
    for (const step of ['write', 'keep', 'read back', 'delete', 'deal fields']) {
      expect(
        lines.filter((line) => line.startsWith(`ok      files (folder)  ${step}: `)),
      ).toHaveLength(1);
    }
    expect(lines.at(-1)).toMatch(/^\d+ steps passed, 0 warnings, 0 failed\.$/);
    expect(exitCode).toBe(0);
    expect(await readdir(path.join(world.folder, 'kept'))).toEqual([]);
  });

  test('one that fails says why, is tried no further, keeps no other from being tried, and gives 1', async () => {
    const text = file(
      kept('gone').replace('./kept', './not there'),
      kept('files', 'when: opportunity.Stage = "Won"'),
    );
    const { exitCode, stdout } = await runCommand(await around(text), 'archive', 'check', '--json');
    const steps = JSON.parse(stdout) as Record<string, string>[];
    const of = (destination: string) => steps.filter((step) => step.destination === destination);
    expect(of('gone').some(({ outcome, text: said }) => outcome === 'failed' && said !== '')).toBe(
      true,
    );
    expect(
      of('gone')
        .slice(-4)
        .map(({ step, outcome, text: said }) => [step, outcome, said]),
    ).toEqual([
      ['write', 'warning', 'not checked'],
      ['keep', 'warning', 'not checked'],
      ['read back', 'warning', 'not checked'],
      ['delete', 'warning', 'not checked'],
    ]);
    expect(of('files').find(({ step }) => step === 'read back')?.outcome).toBe('ok');
    expect(of('files').find(({ step }) => step === 'deal fields')).toMatchObject({
      outcome: 'failed',
      text: expect.stringContaining('a.yaml:9:5: Opportunity has no field Stage'),
    });
    expect(exitCode).toBe(1);
  });

  test('mistakes of the file come all at once, each at its place, with 2', async () => {
    const text = file(kept('a', 'filename: name', 'when: stage'));
    const expected = [
      expect.stringMatching(
        /^dealdraft: a\.yaml:6:5: unknown key "filename" \(did you mean "fileName"\?\)/,
      ),
      expect.stringMatching(
        /^dealdraft: a\.yaml:7:5: the expression stage: a contract has no "stage" here/,
      ),
    ];
    for (const command of [['archive', 'check'], ['serve'], ['worker']]) {
      const { exitCode, stderr, stdout } = await runCommand(await around(text), ...command);
      expect(stderr.trim().split('\n'), command.join(' ')).toEqual(expected);
      expect(stdout).toBe('');
      expect(exitCode).toBe(2);
    }
  });

  test('a destination or a file that there is not is wrong usage', async () => {
    const other = await runCommand(
      await around(file(kept('a'))),
      'archive',
      'check',
      '--destination',
      'b',
    );
    expect(other).toMatchObject({
      exitCode: 2,
      stderr: 'dealdraft: There is no destination "b"; a.yaml has a.\n',
    });
    const none = await runCommand(await around(null), 'archive', 'check');
    expect(none).toMatchObject({
      exitCode: 2,
      stderr:
        'dealdraft: There is nothing to check: ./dealdraft.archive.yaml names no destination, or is not there (ARCHIVE_FILE).\n',
    });
    const { env, folder } = await around(null);
    const missing = await runCommand(
      { folder, env: { ...env, ARCHIVE_FILE: 'no.yaml' } },
      'archive',
      'check',
    );
    expect(missing).toMatchObject({
      exitCode: 2,
      stderr:
        "dealdraft: ARCHIVE_FILE: can't read no.yaml (ENOENT). examples/dealdraft.archive.yaml is one to start from.\n",
    });
  });

  test('a destination that is not there keeps no server from starting', async () => {
    const { folder, env } = await around(file(kept('gone').replace('./kept', './not there')));
    await using server = await startCommand(
      { folder, env: { ...env, PORT: '0' } },
      ['serve'],
      (line) => line.includes('dealdraft is listening'),
    );
    expect(server.ready).toContain('listening');
  });
});

describe('archive check before every type of destination', () => {
  const checked = async (file: string) => {
    const { folder, env } = await around(null);
    const { exitCode, stdout } = await runCommand(
      { folder, env: { ...env, ARCHIVE_FILE: file } },
      'archive',
      'check',
      '--json',
    );
    return { exitCode, steps: JSON.parse(stdout) as Record<string, string>[] };
  };

  test('passes, one line a step, and leaves nothing behind', { timeout: 60_000 }, async () => {
    await using storages = await startStorageWorld();
    const { exitCode, steps } = await checked(storages.file);
    expect(steps.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(exitCode).toBe(0);
    for (const name of DESTINATIONS) {
      const own = steps.filter(({ destination }) => destination === name);
      for (const step of ['write', 'keep', 'read back', 'delete'])
        expect(own.filter((each) => each.step === step)).toMatchObject([{ outcome: 'ok' }]);
      expect(storages.files(name)).toEqual([]);
    }
  });

  test('says where each refuses the sign-in, and what to do', { timeout: 60_000 }, async () => {
    await using storages = await startStorageWorld(
      DESTINATIONS.filter((name) => name !== 'shelf'),
      (name) => (name === 's3' ? { secretAccessKey: 'another one' } : {}),
    );
    const { drive, dropbox, box, graph } = storages.sandboxes;
    drive.account.publicKeysPem.clear();
    dropbox.link.isRevoked = true;
    box.authorization.isAuthorized = false;
    graph.signIn.isSecretExpired = true;
    const { exitCode, steps } = await checked(storages.file);
    expect(exitCode).toBe(1);
    const cures: Readonly<Record<string, RegExp>> = {
      s3: /secretAccessKey/,
      drive: /key/,
      dropbox: /link/i,
      box: /Admin Console/,
      sharepoint: /Make a new one in Entra/,
      onedrive: /Make a new one in Entra/,
    };
    for (const [name, cure] of Object.entries(cures)) {
      const failed = steps.filter(
        ({ destination, outcome }) => destination === name && outcome === 'failed',
      );
      expect(failed, name).toHaveLength(1);
      expect(failed[0]?.text).toMatch(cure);
    }
  });
});

test('archive schema takes the documented example, and refuses what the file refuses', async () => {
  const { exitCode, stdout } = await runCommand(await around(null), 'archive', 'schema');
  expect(exitCode).toBe(0);
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
    JSON.parse(stdout),
  );
  const { readFile } = await import('node:fs/promises');
  const example: unknown = parse(await readFile('examples/dealdraft.archive.yaml', 'utf8'));
  expect(validate(example)).toBe(true);
  expect(validate({ version: 1, destinations: [{ name: 'a', type: 'folder' }] })).toBe(false);
  expect(
    validate({ version: 1, destinations: [{ name: 'a', type: 'folder', directory: '/a', no: 1 }] }),
  ).toBe(false);
});
