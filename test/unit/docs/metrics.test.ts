import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createMetrics } from '../../../src/telemetry/metrics.js';
import { readText, resolveFrom, section, tableRows, withoutCodeMarks } from './markdown.js';

it('docs/operations.md lists every metric of ours with its labels', async () => {
  const metrics = createMetrics({
    store: {
      inbox: {
        ...absent(),
        counts: async () => ({ received: 4, waiting: 1, applied: 1, ignored: 1, parked: 1 }),
        lastReceivedAt: async () => new Date(0),
      },
      queues: {
        sync: {
          ...absent(),
          counts: async () => ({ due: 1, later: 1, running: 1, parked: 1 }),
          oldestParkedAt: async () => new Date(0),
        },
      },
    },
    now: () => new Date(0),
    webhookSilenceMs: async () => 0,
    refusedDeliveries: async () => 0,
    rateLimitPerSecond: 10,
    pauses: async () => [{ service: 'spotdraft', cause: 'outage', since: new Date(0) }],
    reconciledAt: async () => new Date(0),
    waitingForRateBudget: () => ({ interactive: 1 }),
    crmUsage: () => ({ used: 1, limit: 2 }),
    archived: async () => [
      {
        destination: 'legal',
        states: { WAITING: 1, ARCHIVED: 1, PARKED: 1, SKIPPED: 1 },
        oldestWaitingSince: new Date(0),
        lastError: null,
      },
    ],
  });
  metrics.httpRequest({ route: '/', method: 'GET', status: 200, durationMs: 1 });
  metrics.upstreamCall({ service: 'spotdraft', operation: 'x', status: null, durationMs: 1 });
  metrics.webhookReply(200);
  metrics.syncResult({ kind: 'done' });
  metrics.paused('spotdraft', 'outage');
  metrics.rateBudgetWait('webhook', 1);
  metrics.drift({ found: { missed: 1 }, repaired: { missed: 1 } });

  const text = await metrics.render();
  const served = [...text.matchAll(/^# HELP (\S+)/gm)]
    .map(([, name = '']) => name)
    .filter((name) => !/^dealdraft_(?:process|nodejs)_/.test(name))
    .map((name) => [name, labelsOf(name, text)]);
  const documented = tableRows(section('docs/operations.md', 'Metrics')).map(
    ([name = '', labels = '']) => [
      withoutCodeMarks(name),
      withoutCodeMarks(labels).split(', ').sort().join(', '),
    ],
  );
  expect(documented).toEqual(served);
});

it('every log message that docs/operations.md names is one that the code has', () => {
  const rows = tableRows(section('docs/operations.md', 'Read the log'));
  const source = readdirSync(resolveFrom('README.md', 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readText(`src/${file}`))
    .join('\n');
  expect(rows.length).toBeGreaterThan(4);
  for (const [message = ''] of rows) {
    const beginning = withoutCodeMarks(message).replace(/…$/, '').trim();
    expect(source).toContain(beginning);
  }
});

function labelsOf(name: string, text: string): string {
  const sample = new RegExp(`^${name}(?:_count)?(?:\\{(.*)\\})? `, 'm').exec(text)?.[1] ?? '';
  return [...sample.matchAll(/(\w+)="/g)]
    .map(([, label = '']) => label)
    .sort()
    .join(', ');
}

/** Methods that rendering metrics has no business to call. */
function absent() {
  const refuse = async (): Promise<never> => {
    throw new Error('not a method that metrics need');
  };
  return {
    accept: refuse,
    waiting: refuse,
    rekey: refuse,
    settle: refuse,
    replay: refuse,
    prune: refuse,
    list: refuse,
    get: refuse,
    mark: refuse,
    claim: refuse,
    extend: refuse,
    done: refuse,
    retry: refuse,
    again: refuse,
    park: refuse,
    states: refuse,
    nextDueAt: refuse,
    parked: refuse,
  };
}
