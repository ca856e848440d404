import { expect, test } from 'vitest';
import { runCreateStorm } from './create-storm.js';
import { ENGINES, isEngineMissing } from './engines.js';

/** `npm run chaos -- --creates` runs the long form, with any seed. */
for (const engine of ENGINES) {
  test
    .skipIf(isEngineMissing(engine))
    .concurrent(
      `each intent makes one contract, within a minute of the last fault, whatever answers and processes are lost (${engine})`,
      { timeout: 150_000 },
      async () => {
        const report = await runCreateStorm({
          seed: 3,
          engine,
          intents: 12,
          callersPerIntent: 8,
          kills: 2,
          stormMs: 10_000,
        });
        expect(report).toMatchObject({ violations: [], contracts: 12 });
        expect(report.faulted).toBeGreaterThan(3);
      },
    );
}
