import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { isRedisMissing, RedisServer } from './redis-server.js';

/** Gives the URL of an empty store, each time it is asked. */
export type NextUrl = () => Promise<string>;

/** Holds one property of the store to be true on every engine. */
export function onEachEngine(name: string, holdsFor: (nextUrl: NextUrl) => Promise<void>): void {
  describe(name, () => {
    it('on SQLite', { timeout: 60_000 }, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'dealdraft-property-'));
      let run = 0;
      try {
        await holdsFor(async () => {
          run += 1;
          return `sqlite:${join(folder, `${run}.db`)}`;
        });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    it.skipIf(isRedisMissing())('on Redis', { timeout: 60_000 }, async () => {
      const server = await RedisServer.start();
      try {
        await holdsFor(async () => {
          await server.flush();
          return server.url;
        });
      } finally {
        await server.dispose();
      }
    });
  });
}
