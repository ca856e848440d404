import { expect, test } from 'vitest';
import { ENGINES, isEngineMissing } from './engines.js';
import { runStorm } from './storm.js';

/** `npm run chaos` runs the long form, with any seed. */
const seed = 2;

// Side by side, because most of the time is spent waiting: a process that died holds its keys for a lease of 20 seconds.
for (const engine of ENGINES) {
  test
    .skipIf(isEngineMissing(engine))
    .concurrent(
      `nothing is lost or doubled while the process is killed again and again (${engine})`,
      { timeout: 120_000 },
      async () => {
        const report = await runStorm({
          seed,
          engine,
          contracts: 80,
          deliveries: 600,
          deliveriesPerSecond: 100,
          kills: 4,
          intents: 8,
        });
        expect(report).toMatchObject({ violations: [], created: 8 });
        expect(report.deliveries.acknowledged).toBeGreaterThan(100);
        expect(report.toldContracts).toBeGreaterThan(0);
      },
    );
}
