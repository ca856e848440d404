import { expect, test } from 'vitest';
import { ENGINES, isEngineMissing } from './engines.js';
import { runStorm } from './storm.js';

// Side by side, because most of the time is spent waiting for the leases of processes that were killed.
for (const engine of ENGINES) {
  test
    .skipIf(isEngineMissing(engine))
    .concurrent(
      `three workers and two servers on one store never work on a key twice at once (${engine})`,
      { timeout: 120_000 },
      async () => {
        const report = await runStorm({
          seed: 5,
          engine,
          contracts: 80,
          deliveries: 600,
          deliveriesPerSecond: 100,
          kills: 2,
          intents: 6,
          machines: { servers: 2, workers: 3 },
        });
        expect(report).toMatchObject({ violations: [], created: 6 });
        expect(report.overlap.reads).toBeGreaterThan(3);
      },
    );
}
