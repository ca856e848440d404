import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand, startCommand, startServe } from './cli-process.js';

const RECORDER = pathToFileURL(path.join(import.meta.dirname, 'record-modules.mjs')).href;
const LIBRARY = pathToFileURL(path.join(import.meta.dirname, '../../dist/index.js')).href;

/** What only the sandboxes need. */
const NOT_FOR_PRODUCTION =
  /\/dist\/sandbox\/|\/(?:node_modules|libraries)\/(?:pdf-lib|@jetstreamapp)/;

/** Settings with which a process writes down each module it loads, and what reads that back. */
function recording(world: World) {
  const file = path.join(world.folder, 'modules.txt');
  return {
    around: {
      folder: world.folder,
      env: { ...world.env, NODE_OPTIONS: `--import=${RECORDER}`, RECORD_MODULES: file },
    },
    modules: async () => (await readFile(file, 'utf8')).split('\n').filter((url) => url !== ''),
  };
}

async function startSandboxes(): Promise<World> {
  const world = await startWorld({ worker: false });
  await world.app.close();
  return world;
}

describe('a start for production loads nothing of the sandboxes', () => {
  test('dealdraft serve', async () => {
    await using world = await startSandboxes();
    const { around, modules } = recording(world);
    await using serving = await startServe(around);
    expect((await fetch(`${serving.url}/readyz`)).status).toBe(200);
    await serving.end('SIGTERM');
    const loaded = await modules();
    expect(loaded).toContainEqual(expect.stringContaining('/dist/server/'));
    expect(loaded.filter((url) => NOT_FOR_PRODUCTION.test(url))).toEqual([]);
  });

  test('dealdraft worker', async () => {
    await using world = await startSandboxes();
    const { around, modules } = recording(world);
    await using working = await startCommand(around, ['worker'], (line) =>
      line.includes('dealdraft is syncing'),
    );
    await working.end('SIGTERM');
    const loaded = await modules();
    expect(loaded).toContainEqual(expect.stringContaining('/dist/sync/'));
    expect(loaded.filter((url) => NOT_FOR_PRODUCTION.test(url))).toEqual([]);
  });

  test('a command', async () => {
    await using world = await startSandboxes();
    const { around, modules } = recording(world);
    expect(await runCommand(around, 'webhooks', 'key')).toMatchObject({ exitCode: 0 });
    expect((await modules()).filter((url) => NOT_FOR_PRODUCTION.test(url))).toEqual([]);
  });

  test('the package as a library, up to the door behind which the sandboxes are', async () => {
    await using world = await startSandboxes();
    const { around, modules } = recording(world);
    const program = `await import(${JSON.stringify(LIBRARY)})`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: around.folder,
      env: { PATH: process.env.PATH, ...around.env },
    });
    const loaded = await modules();
    expect(loaded).toContain(LIBRARY);
    expect(
      loaded.filter((url) => NOT_FOR_PRODUCTION.test(url)).map((url) => path.basename(url)),
    ).toEqual(['index.js']);
  });

  test('and the recorder sees what the sandbox command loads', async () => {
    await using world = await startSandboxes();
    const { around, modules } = recording(world);
    await using sandbox = await startCommand(
      around,
      ['sandbox', '--spotdraft-port', '0', '--salesforce-port', '0'],
      (line) => line.startsWith('SpotDraft sandbox'),
    );
    await sandbox.end('SIGTERM');
    const loaded = await modules();
    expect(loaded).toContainEqual(expect.stringContaining('/dist/libraries/@jetstreamapp/'));
    expect(loaded).toContainEqual(expect.stringContaining('/dist/sandbox/'));
  });
});
