import { readFileSync } from 'node:fs';
import { parse, specifiedRules, validate } from 'graphql';
import { expect, it } from 'vitest';

import { createMetrics } from '../../../src/telemetry/metrics.js';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import { limitsRule } from '../../../src/resolvers/server/limits.js';

const page = readFileSync(new URL('../../../docs/deliveries.md', import.meta.url), 'utf8');

it('docs/deliveries.md shows operations that fit the schema', () => {
  const blocks = [...page.matchAll(/```graphql\n(.*?)```/gs)].map(([, text]) => text!);
  expect(blocks).toHaveLength(1);
  for (const block of blocks) {
    expect(validate(buildGraphqlSchema(), parse(block), [...specifiedRules, limitsRule])).toEqual(
      [],
    );
  }
});

it('docs/deliveries.md names metrics that exist', async () => {
  const counts = { received: 3, applied: 1, ignored: 1, waiting: 1, parked: 0 };
  const metrics = createMetrics({
    store: {
      inbox: { counts: async () => counts, lastReceivedAt: async () => null },
      queues: {
        sync: {
          counts: async () => ({ due: 0, later: 0, running: 0, parked: 0 }),
          oldestParkedAt: async () => new Date(0),
        },
      },
    },
    now: () => new Date(90_000),
    webhookSilenceMs: async () => 60_000,
    refusedDeliveries: async () => 0,
    waitingForRateBudget: () => ({}),
    rateLimitPerSecond: 10,
    pauses: async () => [],
    linkCoverage: async () => ({ linked: 0, all: 0 }),
    crmUsage: () => null,
    undatedContracts: async () => 3,
    automations: async () => ({ openDeals: 2, sweptAt: new Date('2026-11-21T08:00:00Z') }),
    credentialEnds: async () => [],
    archived: async () => [],
    termChecks: async () => [],
    bulk: async () => ({ jobs: {}, waitingRows: 0 }),
    reconciledAt: () => Promise.resolve(null),
  });
  const text = await metrics.render();
  const named = [...page.matchAll(/`(dealdraft_[a-z_]+)/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(4);
  for (const name of named) expect(text).toContain(`# HELP ${name} `);
  expect(text).toMatch(/^dealdraft_deliveries_received_total 3$/m);
  expect(text).not.toContain('state="received"');
  expect(text).toMatch(/^dealdraft_oldest_parked_key_age_seconds 90$/m);
  expect(text).toMatch(/^dealdraft_webhook_silence_seconds 60$/m);
});
