import { describe, expect, test } from 'vitest';
import { startWorld } from '../support/world.js';
import { startThroughNpm } from './cli-process.js';

const ENDS_WITHIN_MS = 10_000;

async function sandboxes() {
  const world = await startWorld({ worker: false });
  await world.app.close();
  return world;
}

/** The address in a line, in whatever form a command prints it. */
function urlIn(line: string): string {
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
  if (url === undefined) throw new Error(`no address in ${line}`);
  return url;
}

// npm and npx take their time to start on a busy machine.
describe('started through npm, ends with it and leaves its port free', { timeout: 90_000 }, () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('npm start, by %s', async (signal) => {
    await using world = await sandboxes();
    await using serving = await startThroughNpm(world, ['npm', 'start'], (line) =>
      line.includes('dealdraft is listening'),
    );
    expect((await serving.end(signal)).tookMs).toBeLessThan(ENDS_WITHIN_MS);
    await expect(fetch(`${urlIn(serving.ready)}/healthz`)).rejects.toThrow('fetch failed');
  });

  test('a worker, by SIGTERM', async () => {
    await using world = await sandboxes();
    await using working = await startThroughNpm(
      world,
      ['npm', 'run', 'dealdraft', '--', 'worker', '--metrics-port', '0'],
      (line) => line.includes('dealdraft is syncing'),
    );
    expect((await working.end('SIGTERM')).tookMs).toBeLessThan(ENDS_WITHIN_MS);
    await expect(fetch(`${urlIn(working.ready)}/healthz`)).rejects.toThrow('fetch failed');
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)('the sandbox through npx, by %s', async (signal) => {
    await using running = await startThroughNpm(
      { env: {} },
      ['npx', 'dealdraft', 'sandbox', '--spotdraft-port', '0', '--salesforce-port', '0'],
      (line) => line.startsWith('SpotDraft sandbox'),
    );
    expect((await running.end(signal)).tookMs).toBeLessThan(ENDS_WITHIN_MS);
    await expect(fetch(urlIn(running.ready))).rejects.toThrow('fetch failed');
  });

  test.each([
    ['npm', 'run', 'demo', '--'],
    ['npx', 'dealdraft', 'demo'],
  ] as const)('the demo in the middle of its walk, by SIGTERM to %s %s', async (...command) => {
    await using demo = await startThroughNpm({ env: {} }, [...command, '--port', '0'], (line) =>
      line.startsWith('GraphQL '),
    );
    expect((await demo.end('SIGTERM')).tookMs).toBeLessThan(ENDS_WITHIN_MS);
    await expect(fetch(urlIn(demo.ready))).rejects.toThrow('fetch failed');
  });
});
