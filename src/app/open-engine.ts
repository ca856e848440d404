import type { Archive } from '../archive/archive.js';
import { newestArchives } from '../archive/newest-archives.js';
import { COMMAND_LINE } from '../auth/caller.js';
import type { Config } from '../config/config.js';
import type { Crm } from '../connectors/crm.js';
import { createSalesforceCrm } from '../connectors/salesforce/index.js';
import { createRateBudget, createSpotDraftClient } from '../connectors/spotdraft/index.js';
import type { SpotDraft } from '../connectors/spotdraft/types.js';
import { callActivity } from '../domain/activity.js';
import type { RecordActivity } from '../domain/activity.js';
import { systemClock } from '../domain/clock.js';
import type { Clock } from '../domain/clock.js';
import type { Log } from '../domain/log.js';
import type { Mapping } from '../mapping/index.js';
import { createAutomationService } from '../services/automations/automations.js';
import { createRenewalService } from '../services/renewals/renewals.js';
import { createDocumentLink } from '../services/contracts/contract-views.js';
import { createServices } from '../services/create-services.js';
import type { Services } from '../services/create-services.js';
import { createCreationKinds } from '../services/creation-kinds.js';
import type { Notice } from '../services/health/notices.js';
import { linkCoverage } from '../services/orphans/link-coverage.js';
import { publicCertificateEnd } from '../services/health/public-certificate.js';
import type { NoticeDestination } from '../services/notices/tell-destination.js';
import { createTemplateCache } from '../services/templates/templates.js';
import { openStore } from '../store/open-store.js';
import type { DirtyKey } from '../store/queue.js';
import type { Store } from '../store/store.js';
import {
  announceChanges,
  createCreationSettler,
  createReconciler,
  createRowPlanner,
  createTermCounts,
  createTermJudge,
  createWriteBack,
  createWriteLock,
  guardWriteBack,
  reconciledAt,
  refusedDeliveries,
  silence,
  termsOf,
} from '../sync/index.js';
import { createAllowanceGate } from '../work/allowance.js';
import { createPauses } from '../work/pauses.js';
import type {
  CreationSettler,
  ExecutedDocuments,
  Reconciler,
  RowPlanner,
  TermJudge,
  WriteBack,
} from '../sync/index.js';
import type { AllowanceGate } from '../work/allowance.js';
import type { Pauses } from '../work/pauses.js';
import { createActivityRecorder } from '../telemetry/activity-recorder.js';
import type { ActivityRecorder } from '../telemetry/activity-recorder.js';
import type { Traces } from '../telemetry/traces.js';
import { openTraces } from './open-traces.js';
import { createLogger } from '../telemetry/logger.js';
import { createMetrics } from '../telemetry/metrics.js';
import type { Metrics } from '../telemetry/metrics.js';
import { configuredEnds } from './credential-ends.js';
import { createEngineDoctor } from './engine-doctor.js';
import { listeningUrl } from './listening-url.js';
import { loadArchive } from './load-archive.js';
import { loadIdentities } from './load-identities.js';
import { loadMapping } from './load-mapping.js';
import { loadNotices } from './load-notices.js';
import { openArchive } from './open-archive.js';
import type { OpenDestination } from './open-archive.js';
import { once } from './once.js';

/** What tests and embedders may pass in place of the defaults. */
export interface Adapters {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** How a destination of the archive file is opened. */
  readonly openDestination: OpenDestination;
}

/** Everything but HTTP: what commands work with. */
export interface Engine {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly store: Store;
  readonly crm: Crm;
  readonly spotdraft: SpotDraft;
  readonly mapping: Mapping;
  readonly rows: RowPlanner;
  /** As all processes of the store share it: one batch at a time, within the daily allowance. */
  readonly writeBack: WriteBack;
  readonly pauses: Pauses;
  /** For background work that reads the CRM; `writeBack` asks it by itself. */
  readonly allowance: AllowanceGate;
  /** Null where nothing is archived. */
  readonly archive: Archive | null;
  /** Told of executed contracts by the passes. */
  readonly documents: ExecutedDocuments | null;
  readonly terms: TermJudge;
  readonly reconciler: Reconciler;
  readonly settler: CreationSettler;
  readonly services: Services;
  readonly metrics: Metrics;
  /** Whom the mapping file has told of what needs a person. */
  readonly noticeDestinations: readonly NoticeDestination[];
  /** What is not as it should be now, for whoever looks after it. */
  readonly notices: () => Promise<readonly Notice[]>;
  readonly record: RecordActivity;
  readonly recorder: ActivityRecorder;
  /** Null where nobody collects them. */
  readonly traces: Traces | null;
  /** Where the server is reached; known for certain once it listens. */
  readonly publicUrl: { current: string };
  /** Called when there is new sync work in this process. */
  readonly wakeWorker: { current: () => void };
  /** Tells those who watch that sync work under these keys has ended. */
  readonly announceSettled: (keys: readonly DirtyKey[]) => void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
/**
 * Wires everything below HTTP. Opens the store; calls neither upstream.
 *
 * @throws ConfigError when the mapping file or the store can't be used.
 */
export async function openEngine(
  config: Config,
  overrides: Partial<Adapters> = {},
): Promise<Engine> {
  const clock = overrides.clock ?? systemClock;
  const random = overrides.random ?? Math.random;
  const log = overrides.log ?? createLogger({ level: config.logLevel });
  const publicUrl = {
    current: config.http.publicUrl ?? listeningUrl(config.http),
  };
  const wakeWorker = { current: (): void => undefined };
  for (const warning of config.warnings) log.warn({}, warning);

  const mapping = await loadMapping(config.mappingFile, log);
  const noticeDestinations = loadNotices(mapping.notices, config, clock);
  const archiveRules = await loadArchive(config);
  const identities = await loadIdentities(config.identityFile);
  const traces = await openTraces(config.tracesEndpoint);
  const opened = await openStore({ url: config.storeUrl, clock, log });
  const { store, settled: announceSettled } = announceChanges(opened, log);
  const recorder = createActivityRecorder({
    ...config.activity,
    activities: store.activities,
    clock,
    random,
    log,
    onRow: traces?.activity,
    onDropped: (count) => {
      metrics.activitiesDropped(count);
    },
  });
  const { record } = recorder;
  const budget = createRateBudget({
    window: store.rateWindow,
    limitPerSecond: config.spotdraft.rateLimitPerSecond,
    clock,
    log,
    onPermit: (lane, waitedMs) => {
      metrics.rateBudgetWait(lane, waitedMs);
    },
  });
  const ofSettings = configuredEnds(config, archiveRules);
  const credentialEnds = async () => [
    ...ofSettings,
    ...(await publicCertificateEnd(store.settings, publicUrl.current)),
  ];
  const metrics = createMetrics({
    store,
    now: () => clock.now(),
    webhookSilenceMs: async () =>
      (await silence(store.settings, store.inbox, clock.now())).silentForMs,
    refusedDeliveries: async () =>
      (await refusedDeliveries(store.settings, store.inbox))?.count ?? 0,
    waitingForRateBudget: () => budget.stats(),
    rateLimitPerSecond: config.spotdraft.rateLimitPerSecond,
    pauses: () => pauses.all(),
    reconciledAt: () => reconciledAt(store.settings),
    crmUsage: () => crm.usage(),
    bulk: () => store.bulk.counts(),
    linkCoverage: () => linkCoverage(store.contracts),
    termChecks: createTermCounts(store.marks, clock),
    archived: async () => (archive === null ? [] : store.archive.counts()),
    undatedContracts: async () =>
      mapping.renewals.size === 0
        ? null
        : (await services.of(createRenewalService).status()).undated,
    automations: async () =>
      mapping.automations.rules.length === 0
        ? null
        : services.of(createAutomationService).summary(),
    credentialEnds,
  });
  const spotdraft = createSpotDraftClient({
    ...config.spotdraft,
    budget,
    clock,
    log,
    random,
    onCall: ({ operation, status, durationMs }) => {
      metrics.upstreamCall({ service: 'spotdraft', operation, status, durationMs });
    },
    onExchange: (call) => {
      record(callActivity('spotdraft', call));
    },
  });
  const crm = createSalesforceCrm({
    ...config.salesforce,
    clock,
    log,
    onCall: ({ operation, status, durationMs }) => {
      metrics.upstreamCall({
        service: 'salesforce',
        operation,
        status: status ?? null,
        durationMs,
      });
    },
    onExchange: (call) => {
      record(callActivity('salesforce', call));
    },
  });

  const documentLink = createDocumentLink(() => publicUrl.current);
  const wake = () => wakeWorker.current();
  const rows = createRowPlanner({
    crm,
    documentUrl: documentLink,
    // Nobody is asked where nothing is archived.
    archivesOf: async (ids) =>
      archiveRules.destinations.length === 0 ? new Map() : newestArchives(store.archive, ids),
    termsOf: (contracts) => termsOf(store.marks, contracts),
  });
  const pauses = createPauses({
    settings: store.settings,
    clock,
    random,
    log,
    onPause: metrics.paused,
  });
  const allowance = createAllowanceGate({
    usage: () => crm.usage(),
    probe: (signal) => crm.ping(signal),
    clock,
    log,
  });
  const archive = openArchive(archiveRules, {
    store,
    spotdraft,
    crm,
    pauses,
    mapping,
    secret: config.spotdraft.clientSecret,
    onWork: wake,
    record,
    onStep: (id) => {
      announceSettled([id]);
    },
    ...(overrides.openDestination === undefined
      ? {}
      : { openDestination: overrides.openDestination }),
    clock,
    random,
    log,
  });
  const documents = archive?.marks ?? null;
  const terms = createTermJudge({ store, crm, spotdraft, mapping, pauses, clock });
  const writeBack = guardWriteBack({
    writeBack: createWriteBack({ crm, store, mapping, rows, clock, log, record }),
    lock: createWriteLock({ locks: store.locks, clock, random, log }),
    pauses,
    allowance,
    ping: (signal) => crm.ping(signal),
    clock,
    random,
    log,
  });
  const reconciler = createReconciler({
    store,
    spotdraft,
    writeBack,
    pauses,
    documents,
    terms,
    clock,
    random,
    log,
  });
  const settler = createCreationSettler({
    store,
    kinds: createCreationKinds({ store, spotdraft }),
    clock,
    log,
    onSettled: wake,
    record,
  });
  const services = createServices({
    store,
    crm,
    spotdraft,
    mapping,
    identities,
    cursorSecret: config.spotdraft.clientSecret,
    templates: createTemplateCache(spotdraft, clock),
    settler,
    reconciler,
    archive,
    documentLink,
    pauses,
    rateBudget: () => ({
      limitPerSecond: config.spotdraft.rateLimitPerSecond,
      waiting: Object.values(budget.stats()).reduce((sum, count) => sum + count, 0),
    }),
    uploadMaxBytes: config.uploadMaxBytes,
    publicUrl: () => publicUrl.current,
    clock,
    log,
    onCreated: wake,
    onWork: wake,
    onSynced: announceSettled,
    record,
    flushActivities: () => recorder.flush(),
    credentialEnds,
    doctor: createEngineDoctor({
      config,
      store,
      spotdraft,
      crm,
      mapping,
      archiveRules,
      identities,
      listensAt: () => publicUrl.current,
      clock,
      log,
    }),
  });

  const close = once(async () => {
    await archive?.close();
    await Promise.allSettled([
      spotdraft.close(),
      crm.close(),
      ...noticeDestinations.map(({ chat }) => chat.close()),
    ]);
    await recorder.stop();
    await traces?.stop();
    await store.close();
  });
  return {
    config,
    clock,
    random,
    log,
    store,
    crm,
    spotdraft,
    mapping,
    rows,
    writeBack,
    pauses,
    allowance,
    archive,
    documents,
    terms,
    reconciler,
    settler,
    services,
    metrics,
    noticeDestinations,
    notices: async () => (await services.live.progress(COMMAND_LINE)).notices,
    record,
    recorder,
    traces,
    publicUrl,
    wakeWorker,
    announceSettled,
    close,
    [Symbol.asyncDispose]: close,
  };
}
