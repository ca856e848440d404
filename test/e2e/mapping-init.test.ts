import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand } from './cli-process.js';

let world: World;
let deal: string;
beforeAll(async () => {
  world = await startWorld({ worker: false, spotdraft: { contracts: 'none' } });
  deal = world.salesforce.deals[0]!.id;
});
afterAll(() => world[Symbol.asyncDispose]());

const run = (file: string, ...args: readonly string[]) =>
  runCommand(
    {
      folder: world.folder,
      env: { ...world.env, STORE_URL: 'sqlite:./own.db', MAPPING_FILE: file },
    },
    ...args,
  );
const textOf = (file: string) => readFile(path.join(world.folder, file), 'utf8');

test('templates list tells which templates the mapping file has', async () => {
  await writeFile(
    path.join(world.folder, 'one.yaml'),
    await readFile('examples/dealdraft.mapping.yaml'),
  );
  const { exitCode, stdout } = await run('one.yaml', 'templates', 'list', '--json');
  const templates = JSON.parse(stdout) as { id: string; name: string; mapped: boolean }[];
  expect(templates).toContainEqual({
    id: '1204',
    name: 'Order Form',
    contractTypeId: '303',
    mapped: true,
  });
  expect(templates.find(({ id }) => id === '1201')).toMatchObject({ mapped: false });
  expect(exitCode).toBe(0);
});

describe('mapping init', () => {
  test('begins a file with an entry that the check takes, each guess marked', async () => {
    const made = await run(
      'new.yaml',
      'mapping',
      'init',
      '--template',
      '1204',
      '--opportunity',
      deal,
    );
    expect(made.stderr).toBe('');
    expect(made.stdout).toContain('customer_name (Customer name) =');
    expect(made.exitCode).toBe(0);
    const text = await textOf('new.yaml');
    expect(text).toMatch(/^# yaml-language-server: \$schema=/);
    expect(text).toMatch(/customer_name: Account\.Name # guess/);
    expect(text).toMatch(/agreement_date: \$today\(\) # guess/);
    const checked = await run('new.yaml', 'mapping', 'check', '--json');
    const { findings } = JSON.parse(checked.stdout) as { findings: { level: string }[] };
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('adds to a file and leaves what stands there, comments and order included', async () => {
    const before = (await readFile('examples/dealdraft.mapping.yaml', 'utf8')).replace(
      '1204',
      '1202',
    );
    await writeFile(path.join(world.folder, 'more.yaml'), before);
    expect(await run('more.yaml', 'mapping', 'init', '--template', '1204')).toMatchObject({
      exitCode: 0,
    });
    const after = await textOf('more.yaml');
    const added = after.slice(
      after.indexOf('  - template: 1204'),
      after.indexOf('\n# Without this section'),
    );
    expect(after.replace(added, '')).toBe(before);
  });

  test.each([
    ['that has an entry', '1204', 'has an entry for template 1204', 2],
    ['that is not there', '9999', 'There is no template 9999', 1],
  ])('refuses a template %s, and writes nothing', async (_what, template, message, code) => {
    await writeFile(
      path.join(world.folder, 'kept.yaml'),
      await readFile('examples/dealdraft.mapping.yaml'),
    );
    const before = await textOf('kept.yaml');
    const { exitCode, stderr } = await run('kept.yaml', 'mapping', 'init', '--template', template);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(code);
    expect(await textOf('kept.yaml')).toBe(before);
  });
});

test('mapping check --sample shows drafts of several deals side by side', async () => {
  const file = path.resolve('examples/dealdraft.mapping.yaml');
  const { stdout } = await run(file, 'mapping', 'check', '--sample', '3');
  expect(stdout).toContain('Template 1204 (Order Form) with 3 deals');
  expect(stdout).toMatch(/^customer_name +".+" +".+" +".+"$/m);
  const { stdout: json } = await run(file, 'mapping', 'check', '--sample', '3', '--json');
  expect((JSON.parse(json) as { samples: unknown[] }).samples).toHaveLength(3);
});

test('mapping schema takes the documented example, and refuses what the file refuses', async () => {
  const { stdout, exitCode } = await run('no.yaml', 'mapping', 'schema');
  expect(exitCode).toBe(0);
  const takes = new Ajv2020({ strict: false }).compile(JSON.parse(stdout) as object);
  const example = parse(await readFile('examples/dealdraft.mapping.yaml', 'utf8')) as object;
  expect(takes(example)).toBe(true);
  expect(takes({ ...example, contract: [] })).toBe(false);
  expect(takes({ version: 1, contracts: [{ template: 1, name: { hints: 'x' } }] })).toBe(false);
});
