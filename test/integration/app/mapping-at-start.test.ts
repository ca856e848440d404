import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { warnOfMapping } from '../../../src/app/warn-of-mapping.js';
import { startWorld } from '../../support/world.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-mapping-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function worldOf(text: string) {
  const file = path.join(folder, 'mapping.yaml');
  await writeFile(file, text);
  return startWorld({ worker: false, env: { MAPPING_FILE: file } });
}

type Line = { readonly level: string; readonly message: string };

async function logged(
  world: Awaited<ReturnType<typeof worldOf>>,
  stop = new AbortController().signal,
): Promise<Line[]> {
  const lines: Line[] = [];
  const take = (level: string) => (_fields: object, message: string) => {
    lines.push({ level, message });
  };
  const log = { ...world.app.log, warn: take('warn'), info: take('info') };
  await warnOfMapping({ ...world.app, log }, stop);
  return lines;
}

test('a start logs what can not work, each at its own key', async () => {
  await using world = await worldOf(
    'version: 1\ncontracts:\n  - template: 1204\n    data:\n      customer_name: Acount.Name\n',
  );
  const lines = await logged(world);
  expect(lines.map(({ level }) => level)).not.toContain('info');
  expect(lines.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('mapping file: Acount.Name: Opportunity has no look-up'),
  );
});

test('a start goes on where a neighbour does not answer', async () => {
  await using world = await worldOf('version: 1\ncontracts:\n  - template: 1204\n');
  world.spotdraft.faults.add({ kind: 'status', status: 401, body: { detail: 'No.' } });
  expect(await logged(world)).toEqual([
    { level: 'info', message: expect.stringContaining('could not be held against') },
  ]);
});

test('a start that is stopped meanwhile says nothing of it', async () => {
  await using world = await worldOf('version: 1\ncontracts:\n  - template: 1204\n');
  world.spotdraft.faults.add({ kind: 'status', status: 401, body: { detail: 'No.' } });
  expect(await logged(world, AbortSignal.abort())).toEqual([]);
});
