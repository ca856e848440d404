import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ArchiveCounts } from '../store/archive-ledger.js';
import type { Inbox } from '../store/inbox.js';
import type { Queues } from '../store/queue.js';
import type { TermCount } from '../sync/index.js';

export interface Metrics {
  readonly contentType: string;
  /** Prometheus text. */
  render(): Promise<string>;
  readonly httpRequest: (info: {
    readonly route: string;
    readonly method: string;
    readonly status: number;
    readonly durationMs: number;
  }) => void;
  readonly upstreamCall: (info: {
    readonly service: 'spotdraft' | 'salesforce';
    readonly operation: string;
    readonly status: number | null;
    readonly durationMs: number;
  }) => void;
  readonly webhookReply: (status: number) => void;
  /** What a repair pass found and repaired, by cause. */
  readonly drift: (report: {
    readonly found: Readonly<Record<string, number>>;
    readonly repaired: Readonly<Record<string, number>>;
  }) => void;
  /** A message for a team's chat. */
  readonly notice: (destination: string, outcome: string) => void;
  readonly syncResult: (result: { readonly kind: string; readonly cause?: string }) => void;
  /** A deal of a bulk job got its outcome. */
  readonly bulkRow: (state: string) => void;
  /** A system stops sync work; counted once a pause. */
  readonly paused: (service: string, cause: string) => void;
  /** Rows of the own log that could not be kept. */
  readonly activitiesDropped: (count: number) => void;
  /** The store was emptied while we run. */
  readonly storeEmptied: () => void;
  /** A call got its permit of the SpotDraft rate budget. */
  readonly rateBudgetWait: (lane: string, waitedMs: number) => void;
  /** Event streams that are open now. */
  readonly openStreams: (count: number) => void;
  readonly streamEvent: () => void;
  /** A reader took nothing for too long. */
  readonly streamDropped: () => void;
  /** What an automation came to for a deal. */
  readonly automation: (outcome: 'created' | 'existing' | 'failed' | 'waits') => void;
  /** What a contract's renewal came to. */
  readonly renewal: (outcome: 'made' | 'failed') => void;
}

/** What is read when somebody asks for the metrics, rather than counted as it happens. */
export interface MetricSources {
  readonly store: {
    readonly inbox: Pick<Inbox, 'counts' | 'lastReceivedAt'>;
    readonly queues: { readonly sync: Pick<Queues['sync'], 'counts' | 'oldestParkedAt'> };
  };
  readonly now: () => Date;
  /** How long SpotDraft has been changing without a webhook delivery; 0 while deliveries come. */
  readonly webhookSilenceMs: () => Promise<number>;
  /** Deliveries refused for their signature since one was last taken. */
  readonly refusedDeliveries: () => Promise<number>;
  readonly waitingForRateBudget: () => Readonly<Record<string, number>>;
  readonly rateLimitPerSecond: number;
  readonly pauses: () => Promise<
    readonly { readonly service: string; readonly cause: string; readonly since: Date }[]
  >;
  /** Up to when SpotDraft's changes are known to be in the CRM; null before the first backfill. */
  readonly reconciledAt: () => Promise<Date | null>;
  /** Jobs over many deals by state, and the deals that wait in those that run. */
  readonly bulk: () => Promise<{
    readonly jobs: Readonly<Record<string, number>>;
    readonly waitingRows: number;
  }>;
  /** Empty where nothing is archived. */
  readonly archived: () => Promise<readonly ArchiveCounts[]>;
  /** Empty where nothing is checked. */
  readonly termChecks: () => Promise<readonly TermCount[]>;
  /** Contracts that are linked to a deal, of all that are not deleted. */
  readonly linkCoverage: () => Promise<{ readonly linked: number; readonly all: number }>;
  /** Deals whose contract an automation could not make yet, and its last sweep; null without automations. */
  readonly automations: () => Promise<{
    readonly openDeals: number;
    readonly sweptAt: Date | null;
  } | null>;
  /** Credentials of ours whose end is known. */
  readonly credentialEnds: () => Promise<
    readonly { readonly credential: string; readonly endsAt: Date }[]
  >;
  /** Executed contracts that nobody says the end of; null without renewals. */
  readonly undatedContracts: () => Promise<number | null>;
  readonly crmUsage: () => { readonly used: number; readonly limit: number } | null;
}

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const scrape = createScrape();
  const deliveries = scrape.shared(() => sources.store.inbox.counts());
  const automationState = scrape.shared(() => sources.automations());
  const archived = scrape.shared(() => sources.archived());
  const bulk = scrape.shared(() => sources.bulk());
  collectDefaultMetrics({ register: registry, prefix: 'dealdraft_' });
  // Gauges under a counter's name, which Prometheus' own checker complains of; the same numbers stand there by type.
  for (const what of ['handles', 'requests', 'resources'])
    registry.removeSingleMetric(`dealdraft_nodejs_active_${what}_total`);

  const httpSeconds = new Histogram({
    name: 'dealdraft_http_request_seconds',
    help: 'Answered requests by route',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers,
  });
  const upstreamSeconds = new Histogram({
    name: 'dealdraft_upstream_call_seconds',
    help: 'Calls to SpotDraft and Salesforce; status "none" means that no answer came',
    labelNames: ['service', 'operation', 'status'] as const,
    buckets: SECONDS,
    registers,
  });
  const replies = new Counter({
    name: 'dealdraft_webhook_replies_total',
    help: 'Webhook requests by the status they were answered with',
    labelNames: ['status'] as const,
    registers,
  });
  const results = new Counter({
    name: 'dealdraft_sync_results_total',
    help: 'Sync runs by what they came to (done, again, back-off, park) and why the CRM refused a record',
    labelNames: ['result', 'cause'] as const,
    registers,
  });

  const notices = new Counter({
    name: 'dealdraft_notices_total',
    help: 'Messages for chats by destination and what came of them (sent, later, refused); what was not taken is tried again',
    labelNames: ['destination', 'outcome'] as const,
    registers,
  });
  const pauses = new Counter({
    name: 'dealdraft_pauses_total',
    help: 'Pauses of sync work by the system that caused them: allowance, credentials, outage, stranger, version, storage',
    labelNames: ['service', 'cause'] as const,
    registers,
  });
  const emptied = new Counter({
    name: 'dealdraft_store_emptied_total',
    help: 'How often the store was emptied while this process ran; "dealdraft backfill" rebuilds it',
    registers,
  });
  const activitiesDropped = new Counter({
    name: 'dealdraft_activities_dropped_total',
    help: 'Rows of the own log that were lost because the store did not take them in time',
    registers,
  });
  const permitSeconds = new Histogram({
    name: 'dealdraft_spotdraft_permit_wait_seconds',
    help: 'How long calls waited for the SpotDraft rate budget, by lane; the count is the calls',
    labelNames: ['lane'] as const,
    buckets: SECONDS,
    registers,
  });

  new Gauge({
    name: 'dealdraft_paused_seconds',
    help: 'For how long sync work has been stopped by a system; nothing while it is not',
    labelNames: ['service', 'cause'] as const,
    registers,
    async collect() {
      this.reset();
      for (const { service, cause, since } of await sources.pauses())
        this.set({ service, cause }, (sources.now().getTime() - since.getTime()) / 1000);
    },
  });
  new Gauge({
    name: 'dealdraft_spotdraft_rate_limit_per_second',
    help: 'Calls in any one second that all processes of the store may make together',
    registers,
    collect() {
      this.set(sources.rateLimitPerSecond);
    },
  });
  const driftFound = new Counter({
    name: 'dealdraft_drift_found_total',
    help: 'What scheduled repair passes found adrift, by cause',
    labelNames: ['cause'] as const,
    registers,
  });
  const automations = new Counter({
    name: 'dealdraft_automation_contracts_total',
    help: 'What automations came to for deals that were right: created, existing, failed (the deal lacks something), waits',
    labelNames: ['outcome'] as const,
    registers,
  });
  new Gauge({
    name: 'dealdraft_automation_open_deals',
    help: 'Deals that are right for an automation and whose contract could not be made yet',
    registers,
    async collect() {
      const state = await automationState();
      if (state !== null) this.set(state.openDeals);
    },
  });
  new Gauge({
    name: 'dealdraft_automation_swept_timestamp_seconds',
    help: 'When the deals that changed were last held against the automations',
    registers,
    async collect() {
      const at = (await automationState())?.sweptAt ?? null;
      if (at !== null) this.set(at.getTime() / 1000);
    },
  });
  const renewals = new Counter({
    name: 'dealdraft_renewals_total',
    help: 'Deals made to renew contracts that end, and those that could not be made: made, failed',
    labelNames: ['outcome'] as const,
    registers,
  });
  new Gauge({
    name: 'dealdraft_renewals_undated_contracts',
    help: 'Executed contracts that are to be renewed and that nobody says the end of',
    registers,
    async collect() {
      const count = await sources.undatedContracts();
      if (count !== null) this.set(count);
    },
  });
  const driftRepaired = new Counter({
    name: 'dealdraft_drift_repaired_total',
    help: 'What scheduled repair passes brought in line, by cause',
    labelNames: ['cause'] as const,
    registers,
  });
  new Gauge({
    name: 'dealdraft_reconciled_timestamp_seconds',
    help: 'Start of the last good repair pass, or of the backfill: up to then no change can have been missed',
    registers,
    async collect() {
      const at = await sources.reconciledAt();
      if (at !== null) this.set(at.getTime() / 1000);
    },
  });
  new Gauge({
    name: 'dealdraft_deliveries',
    help: 'Deliveries by state, pruned ones included; dealdraft_deliveries_received_total is their sum',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      const { received: _received, ...states } = await deliveries();
      for (const [state, count] of Object.entries(states)) this.set({ state }, count);
    },
  });
  new Counter({
    name: 'dealdraft_deliveries_received_total',
    help: 'Deliveries that were stored; always the sum of dealdraft_deliveries',
    registers,
    async collect() {
      const { received } = await deliveries();
      this.reset();
      this.inc(received);
    },
  });
  new Gauge({
    name: 'dealdraft_oldest_parked_key_age_seconds',
    help: 'For how long the contract that waits longest for a person has been parked; 0 when none is',
    registers,
    async collect() {
      const since = await sources.store.queues.sync.oldestParkedAt();
      this.set(since === null ? 0 : (sources.now().getTime() - since.getTime()) / 1000);
    },
  });
  new Gauge({
    name: 'dealdraft_webhook_silence_seconds',
    help: 'Time since the last delivery while SpotDraft has changes that none announced, else 0',
    registers,
    async collect() {
      this.set((await sources.webhookSilenceMs()) / 1000);
    },
  });
  new Gauge({
    name: 'dealdraft_webhook_refused_deliveries',
    help: 'Deliveries refused because their signature fits no key, since one was last taken; else 0',
    registers,
    async collect() {
      this.set(await sources.refusedDeliveries());
    },
  });
  new Gauge({
    name: 'dealdraft_dirty_keys',
    help: 'Contracts that need a look, by state',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      for (const [state, count] of Object.entries(await sources.store.queues.sync.counts()))
        this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'dealdraft_spotdraft_calls_waiting',
    help: 'Calls that wait for the SpotDraft rate budget, by lane',
    labelNames: ['lane'] as const,
    registers,
    collect() {
      for (const [lane, count] of Object.entries(sources.waitingForRateBudget()))
        this.set({ lane }, count);
    },
  });
  new Gauge({
    name: 'dealdraft_salesforce_daily_calls',
    help: 'Salesforce API calls of the last 24 hours, used and allowed, as last reported by Salesforce',
    labelNames: ['kind'] as const,
    registers,
    collect() {
      const usage = sources.crmUsage();
      if (usage === null) return;
      this.set({ kind: 'used' }, usage.used);
      this.set({ kind: 'limit' }, usage.limit);
    },
  });
  new Gauge({
    name: 'dealdraft_last_delivery_timestamp_seconds',
    help: 'When the last webhook delivery came; see also dealdraft_webhook_silence_seconds',
    registers,
    async collect() {
      const at = await sources.store.inbox.lastReceivedAt();
      if (at !== null) this.set(at.getTime() / 1000);
    },
  });

  new Gauge({
    name: 'dealdraft_link_coverage',
    help: 'Share of the contracts that are linked to a deal, 0 to 1, deleted ones apart; nothing while none is known',
    registers,
    async collect() {
      this.reset();
      const { linked, all } = await sources.linkCoverage();
      if (all > 0) this.set(linked / all);
    },
  });
  new Gauge({
    name: 'dealdraft_term_checks',
    help: 'Checks of signed terms by what they came to (MATCH, MISMATCH, MISSING, CONFIRMED) and severity (block, warn)',
    labelNames: ['state', 'severity'] as const,
    registers,
    async collect() {
      this.reset();
      for (const { state, severity, count } of await sources.termChecks())
        this.set({ state, severity }, count);
    },
  });
  new Gauge({
    name: 'dealdraft_archive_documents',
    help: 'Documents of executed contracts by destination and state (WAITING, ARCHIVED, PARKED, SKIPPED)',
    labelNames: ['destination', 'state'] as const,
    registers,
    async collect() {
      this.reset();
      for (const { destination, states } of await archived())
        for (const [state, count] of Object.entries(states))
          this.set({ destination, state }, count);
    },
  });
  new Gauge({
    name: 'dealdraft_archive_oldest_waiting_seconds',
    help: 'For how long the document has been waiting that waits longest, by destination; 0 when none does',
    labelNames: ['destination'] as const,
    registers,
    async collect() {
      this.reset();
      for (const { destination, oldestWaitingSince: since } of await archived()) {
        const waitingMs = since === null ? 0 : sources.now().getTime() - since.getTime();
        this.set({ destination }, Math.max(0, waitingMs) / 1000);
      }
    },
  });

  new Gauge({
    name: 'dealdraft_bulk_jobs',
    help: 'Jobs over many deals by state (RUNNING, PAUSED, CANCELLED, DONE); those that ended are kept for 30 days',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      for (const [state, count] of Object.entries((await bulk()).jobs)) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'dealdraft_bulk_waiting_rows',
    help: 'Deals of running jobs that have no outcome yet',
    registers,
    async collect() {
      this.set((await bulk()).waitingRows);
    },
  });
  const bulkRows = new Counter({
    name: 'dealdraft_bulk_rows_total',
    help: 'Deals of jobs that got their outcome in this process (CREATABLE, CREATED, EXISTING, FAILED)',
    labelNames: ['result'] as const,
    registers,
  });
  new Gauge({
    name: 'dealdraft_credential_end_timestamp_seconds',
    help: 'When a credential of ours ends whose end can be read, in seconds since 1970',
    labelNames: ['credential'] as const,
    registers,
    async collect() {
      this.reset();
      for (const { credential, endsAt } of await sources.credentialEnds())
        this.set({ credential }, endsAt.getTime() / 1000);
    },
  });

  const openStreams = new Gauge({
    name: 'dealdraft_live_streams',
    help: 'Event streams that are open in this process',
    registers,
  });
  const streamEvents = new Counter({
    name: 'dealdraft_live_events_total',
    help: 'Events sent on streams',
    registers,
  });
  const streamsDropped = new Counter({
    name: 'dealdraft_live_streams_dropped_total',
    help: 'Streams ended because their reader took nothing for too long',
    registers,
  });

  return {
    contentType: registry.contentType,
    render: () => {
      scrape.begin();
      // Each figure begins to ask before this returns.
      return registry.metrics();
    },
    httpRequest: ({ route, method, status, durationMs }) =>
      httpSeconds.observe({ route, method, status }, durationMs / 1000),
    upstreamCall: ({ service, operation, status, durationMs }) =>
      upstreamSeconds.observe({ service, operation, status: status ?? 'none' }, durationMs / 1000),
    webhookReply: (status) => replies.inc({ status }),
    drift: ({ found, repaired }) => {
      for (const [cause, count] of Object.entries(found)) driftFound.inc({ cause }, count);
      for (const [cause, count] of Object.entries(repaired)) driftRepaired.inc({ cause }, count);
    },
    notice: (destination, outcome) => notices.inc({ destination, outcome }),
    syncResult: ({ kind, cause }) => results.inc({ result: kind, cause: cause ?? '' }),
    bulkRow: (state) => {
      bulkRows.inc({ result: state });
    },
    activitiesDropped: (count) => {
      activitiesDropped.inc(count);
    },
    storeEmptied: () => {
      emptied.inc();
    },
    paused: (service, cause) => pauses.inc({ service, cause }),
    openStreams: (count) => openStreams.set(count),
    streamEvent: () => streamEvents.inc(),
    automation: (outcome) => {
      automations.inc({ outcome });
    },
    renewal: (outcome) => {
      renewals.inc({ outcome });
    },
    streamDropped: () => streamsDropped.inc(),
    rateBudgetWait: (lane, waitedMs) => permitSeconds.observe({ lane }, waitedMs / 1000),
  };
}

/** What several figures are read off is asked for once each time that somebody asks for the metrics. */
function createScrape() {
  const forget: (() => void)[] = [];
  return {
    begin(): void {
      for (const one of forget) one();
    },
    shared<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
      let answer: Promise<Answer> | null = null;
      forget.push(() => {
        answer = null;
      });
      return () => (answer ??= ask());
    },
  };
}
