import { expect, test } from 'vitest';
import { isEngineMissing } from './engines.js';
import { runStorm } from './storm.js';

test.skipIf(isEngineMissing('redis'))(
  'Redis that dies and comes back in the middle loses nothing of two servers and two workers',
  { timeout: 120_000 },
  async () => {
    const report = await runStorm({
      seed: 7,
      engine: 'redis',
      contracts: 80,
      deliveries: 800,
      deliveriesPerSecond: 80,
      kills: 0,
      storeRestarts: 2,
      intents: 8,
      machines: { servers: 2, workers: 2 },
    });
    expect(report).toMatchObject({ violations: [], created: 8 });
    expect(report.answers['503']).toBeGreaterThan(0);
    expect(report.readyAfterMs).toHaveLength(2);
  },
);
