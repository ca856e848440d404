import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import type { DirtyKey } from '../../../src/store/queue.js';
import type { Fixture } from './store-suite.js';
import { T1 } from './samples.js';

const PROGRAM = fileURLToPath(new URL('./store-process.ts', import.meta.url));

/** Starts a second process on the store; each line it prints is handed to `onEvent`. */
function startProcess(url: string, task: string, onEvent: (event: unknown) => void): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, url, task], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => onEvent(JSON.parse(line)));
  return child;
}

export function describeProcesses(fixture: () => Fixture): void {
  describe('several processes', () => {
    it('loses nothing that was acknowledged when a process is killed', async () => {
      const { store, url } = fixture();
      const acknowledged: unknown[] = [];
      const child = startProcess(url, 'accept', (id) => {
        acknowledged.push(id);
        if (acknowledged.length === 50) child.kill('SIGKILL');
      });
      await once(child, 'close');
      expect(acknowledged.length).toBeGreaterThanOrEqual(50);
      const waiting = new Set<unknown>(
        (await store.inbox.list({ keys: [T1], states: ['waiting'], limit: 10_000 })).map(
          ({ id }) => id,
        ),
      );
      expect(acknowledged.filter((id) => !waiting.has(id))).toEqual([]);
      expect((await store.inbox.counts()).waiting).toBe(waiting.size);
      expect((await store.queues.sync.states([T1])).get(T1)?.state).toBe('due');
    });

    it('shares the queue: every key goes to one of them', async () => {
      const { store, url, clock } = fixture();
      const keys = Array.from({ length: 600 }, (_, i): DirtyKey => `#${i + 1}`);
      await store.queues.sync.mark(keys, new Date(0));
      const claimed: unknown[] = [];
      const isRunning = Promise.withResolvers<undefined>();
      const children = [1, 2].map(() =>
        startProcess(url, 'claim', (event) => {
          claimed.push(...(event as unknown[]));
          isRunning.resolve(undefined);
        }),
      );
      const ends = children.map((child) => once(child, 'close'));
      await Promise.race([isRunning.promise, ...ends]);
      // This process claims along with them, by the same time.
      clock.advance(Date.now() - clock.now().getTime());
      for (;;) {
        const claims = await store.queues.sync.claim({ limit: 1, leaseMs: 60_000 });
        if (claims.length === 0) break;
        claimed.push(...claims.map(({ key }) => key));
      }
      expect((await Promise.all(ends)).map(([code]) => code as unknown)).toEqual([0, 0]);
      expect(claimed).toHaveLength(keys.length);
      expect(new Set(claimed)).toEqual(new Set(keys));
    });
  });
}
