import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import type { RedisServer } from '../support/redis-server.js';

/** Longer than a call waits for a connection that is being made again, so that deliveries do get a 503. */
const AWAY_MS = 2_500;
const BACK_WITHIN_MS = 15_000;

/**
 * Ends Redis without a chance to clean up, and starts it again on its append-only file.
 *
 * @returns how long the servers needed to be ready again, once it was back.
 * @throws when a server claims to be ready without it, or does not get ready by itself.
 */
export async function restartStore(redis: RedisServer, urls: readonly string[]): Promise<number> {
  await redis.kill();
  await Promise.all([sleep(AWAY_MS), expectReadiness(urls, 503)]);
  await redis.start();
  const backAt = performance.now();
  await expectReadiness(urls, 200);
  return Math.round(performance.now() - backAt);
}

async function expectReadiness(urls: readonly string[], wanted: 200 | 503): Promise<void> {
  await Promise.all(
    urls.map((url) =>
      eventually(async () => {
        const { status } = await fetch(`${url}/readyz`);
        if (status !== wanted) throw new Error(`${url}/readyz answers ${status}, not ${wanted}`);
      }, BACK_WITHIN_MS),
    ),
  );
}
