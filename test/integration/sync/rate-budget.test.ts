import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const PROGRAM = fileURLToPath(new URL('./rate-process.ts', import.meta.url));

/** Lanes in the order in which one process had its calls answered. */
async function flood(world: World): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM], {
    env: { PATH: process.env.PATH, ...world.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [exitCode]] = await Promise.all([
    text(child.stdout),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  expect(exitCode).toBe(0);
  return JSON.parse(output) as string[];
}

test('three processes of one store never make more than ten calls in any second, and starve no lane', async () => {
  await using world = await startWorld({
    worker: false,
    // Without a limit of its own the sandbox takes every call, and so counts what was really sent.
    spotdraft: { contracts: 2, rateLimitPerSecond: null },
  });
  world.spotdraft.calls.reset();
  const orders = await Promise.all([flood(world), flood(world), flood(world)]);
  const { total, maxInOneSecond } = world.spotdraft.calls.report();
  expect(total).toBe(3 * 24);
  expect(maxInOneSecond).toBeLessThanOrEqual(10);
  // The budget is used, too: a second that many wait for is full.
  expect(maxInOneSecond).toBeGreaterThanOrEqual(9);
  for (const order of orders) {
    const share = (lane: string, count: number) =>
      order.slice(0, count).filter((each) => each === lane).length;
    expect(share('interactive', 12)).toBeGreaterThanOrEqual(7);
    expect(share('background', 14)).toBeGreaterThan(0);
    expect(share('webhook', 14)).toBeGreaterThan(0);
  }
}, 60_000);
