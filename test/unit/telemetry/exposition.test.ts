import { expect, it } from 'vitest';
import { createMetrics } from '../../../src/telemetry/metrics.js';
import type { MetricSources } from '../../../src/telemetry/metrics.js';

const UNITS = /_(?:milliseconds|minutes|hours|days|ms|kb|mb)(?:_|$)/;

const never = () => Promise.resolve(null);
const SOURCES: MetricSources = {
  store: {
    inbox: {
      counts: async () => ({ received: 0, waiting: 0, applied: 0, ignored: 0, parked: 0 }),
      lastReceivedAt: never,
    },
    queues: {
      sync: {
        counts: async () => ({ due: 0, later: 0, running: 0, parked: 0 }),
        oldestParkedAt: never,
      },
    },
  },
  now: () => new Date(0),
  webhookSilenceMs: async () => 0,
  refusedDeliveries: async () => 0,
  waitingForRateBudget: () => ({}),
  rateLimitPerSecond: 10,
  pauses: async () => [],
  reconciledAt: never,
  crmUsage: () => null,
  undatedContracts: async () => 3,
  linkCoverage: async () => ({ linked: 0, all: 0 }),
  automations: async () => ({ openDeals: 2, sweptAt: new Date('2026-11-21T08:00:00Z') }),
  credentialEnds: async () => [],
  archived: async () => [],
  termChecks: async () => [],
  bulk: async () => ({ jobs: {}, waitingRows: 0 }),
};

/** The rules of `promtool check metrics`, over the text that Prometheus reads. */
function faultsOf(text: string): readonly string[] {
  const types = new Map(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]),
  );
  const helps = new Set([...text.matchAll(/^# HELP (\S+) \S/gm)].map(([, name]) => name));
  return [...types].flatMap(([name, type]) => {
    const isCounter = type === 'counter';
    return [
      ...(helps.has(name) ? [] : [`${name} has no help text`]),
      ...(name.endsWith('_total') === isCounter
        ? []
        : [isCounter ? `counter ${name} lacks "_total"` : `${type} ${name} ends in "_total"`]),
      ...(/_(?:count|sum|bucket|info)$/.test(name) && type !== 'gauge'
        ? [`${name} has a suffix of others`]
        : []),
      ...(name.endsWith(`_${type}`) ? [`${name} names its type`] : []),
      ...(UNITS.test(name) ? [`${name} is not in base units`] : []),
      ...(/[A-Z]/.test(name) ? [`${name} has capitals`] : []),
    ];
  });
}

it('the metrics are as Prometheus wants them', async () => {
  const text = await createMetrics(SOURCES).render();
  expect(text).toContain('# TYPE dealdraft_nodejs_active_handles gauge');
  expect(faultsOf(text)).toEqual([]);
});

it('a scrape asks each source once, and the next one anew', async () => {
  const asked: string[] = [];
  const counted =
    <Answer>(name: string, ask: () => Promise<Answer>) =>
    async () => {
      asked.push(name);
      return ask();
    };
  const { inbox } = SOURCES.store;
  const metrics = createMetrics({
    ...SOURCES,
    store: { ...SOURCES.store, inbox: { ...inbox, counts: counted('inbox', inbox.counts) } },
    automations: counted('automations', SOURCES.automations),
    archived: counted('archived', SOURCES.archived),
    bulk: counted('bulk', SOURCES.bulk),
  });
  const each = ['archived', 'automations', 'bulk', 'inbox'];
  await metrics.render();
  expect(asked.toSorted()).toEqual(each);
  await metrics.render();
  expect(asked.toSorted()).toEqual([...each, ...each].toSorted());
});
