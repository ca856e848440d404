import { createMetrics } from '../../src/telemetry/metrics.js';

/** Prometheus text with at least one sample of each metric that there is. */
export async function everyMetric(): Promise<string> {
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
    bulk: async () => ({
      jobs: { RUNNING: 1, PAUSED: 1, CANCELLED: 1, DONE: 1 },
      waitingRows: 1,
    }),
    undatedContracts: async () => 3,
    linkCoverage: async () => ({ linked: 1, all: 2 }),
    automations: async () => ({ openDeals: 2, sweptAt: new Date('2026-11-21T08:00:00Z') }),
    credentialEnds: async () => [{ credential: 'salesforce', endsAt: new Date(0) }],
    termChecks: async () => [{ state: 'MISMATCH', severity: 'block', count: 1 }],
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
  metrics.notice('sales', 'sent');
  metrics.syncResult({ kind: 'done' });
  metrics.bulkRow('CREATED');
  metrics.paused('spotdraft', 'outage');
  metrics.rateBudgetWait('webhook', 1);
  metrics.automation('created');
  metrics.renewal('made');
  metrics.drift({ found: { missed: 1 }, repaired: { missed: 1 } });

  return metrics.render();
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
