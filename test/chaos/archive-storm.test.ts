import { expect, test } from 'vitest';
import { runArchiveStorm } from './archive-storm.js';
import { ENGINES, isEngineMissing } from './engines.js';

/** `npm run chaos -- --archive` runs the long form, with any seed. */
const seed = 3;

// Side by side, because most of the time is spent waiting: a process that died holds its keys for a lease of 20 seconds.
for (const engine of ENGINES) {
  test
    .skipIf(isEngineMissing(engine))
    .concurrent(
      `each document is at each destination once, whatever dies or gets lost (${engine})`,
      { timeout: 150_000 },
      async () => {
        const report = await runArchiveStorm({
          seed,
          engine,
          contracts: 10,
          kills: 2,
          faultRate: 0.005,
          withinMs: 120_000,
        });
        expect(report).toMatchObject({ violations: [] });
        expect(report.contracts).toBeGreaterThan(4);
        expect(report.struck).toBeGreaterThan(10);
      },
    );
}
