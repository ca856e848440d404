import { expect, test } from 'vitest';
import { runStorm } from './storm.js';

/** `npm run chaos` runs the long form, with any seed. */
const seed = 2;

/** machines.test.ts kills processes on Redis as well; a second long wait would tell little more. */
const engine = 'sqlite';

// A process that died holds its keys for a lease of 20 seconds, which the end has to wait for.
test(
  'nothing is lost or doubled while the process is killed again and again',
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
