import type { Config } from './config.js';
import { createAuthenticator } from './auth/authenticate.js';
import { createBrowserSessions } from './auth/browser-sessions.js';
import { createOpenIdProvider } from './auth/openid-provider.js';
import type { OpenIdProvider } from './auth/openid-provider.js';
import { createSignIn } from './auth/sign-in.js';
import type { SignIn } from './auth/sign-in.js';
import { withBrowserSessions } from './auth/with-browser-sessions.js';
import type { Crm } from './connectors/crm.js';
import { createSalesforceCrm } from './connectors/salesforce/index.js';
import { createRateBudget, createSpotDraftClient } from './connectors/spotdraft/index.js';
import type { SpotDraft } from './connectors/spotdraft/types.js';
import { systemClock } from './domain/clock.js';
import type { Clock } from './domain/clock.js';
import type { Log } from './domain/log.js';
import { loadIdentities } from './load-identities.js';
import { loadMapping } from './load-mapping.js';
import { createLogger } from './logger.js';
import type { Mapping } from './mapping/index.js';
import { createMetrics } from './metrics.js';
import type { Metrics } from './metrics.js';
import { createReadiness } from './readiness.js';
import { createDocumentLink } from './services/contract-views.js';
import { createCursorSeal } from './services/cursor-seal.js';
import { createServices } from './services/create-services.js';
import type { Services } from './services/services.js';
import { createTemplateCache } from './services/templates.js';
import { openStore } from './store/open-store.js';
import type { DirtyKey, Store } from './store/store.js';
import {
  announceChanges,
  createAllowanceGate,
  createCreationSettler,
  createPauses,
  createReconciler,
  createRowPlanner,
  createWriteBack,
  createWriteLock,
  guardWriteBack,
  reconciledAt,
  silence,
  startDeliveryPruning,
  startReconcileSchedule,
  startSilenceWatch,
  startSyncWorker,
} from './sync/index.js';
import type {
  AllowanceGate,
  CreationSettler,
  Pauses,
  Reconciler,
  RowPlanner,
  WriteBack,
} from './sync/index.js';
import { requireBuiltUi } from './server/ui-routes.js';
import type { Counterparty } from './server/ui-routes.js';
import { createHmacKeys } from './webhooks/hmac-keys.js';
import { createDeliveryReceiver } from './webhooks/receive-delivery.js';

/** What tests and embedders may pass in place of the defaults. */
export interface Adapters {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** Everything but HTTP: what commands work with. */
export interface Engine {
  readonly config: Config;
  readonly clock: Clock;
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
  readonly reconciler: Reconciler;
  readonly settler: CreationSettler;
  readonly services: Services;
  readonly metrics: Metrics;
  /** Where the server is reached; known for certain once it listens. */
  readonly publicUrl: { current: string };
  /** Called when there is new sync work in this process. */
  readonly wakeWorker: { current: () => void };
  /** Tells those who watch that sync work under these keys has ended. */
  readonly announceSettled: (keys: readonly DirtyKey[]) => void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface App extends Engine {
  /** Where it listens, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  /** What it answers, such as `POST /graphql`. */
  readonly routes: readonly string[];
}

const DRAIN_MS = 8_000;

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
    current: config.http.publicUrl ?? `http://${hostText(config.http.host)}:${config.http.port}`,
  };
  const wakeWorker = { current: (): void => undefined };

  const mapping = await loadMapping(config.mappingFile, log);
  const identities = await loadIdentities(config.identityFile);
  const opened = await openStore({ url: config.storeUrl, clock, log });
  const { store, settled: announceSettled } = announceChanges(opened, log);
  const budget = createRateBudget({
    window: store.rateWindow,
    limitPerSecond: config.spotdraft.rateLimitPerSecond,
    clock,
    log,
    onPermit: (lane, waitedMs) => {
      metrics.rateBudgetWait(lane, waitedMs);
    },
  });
  const metrics = createMetrics({
    store,
    now: () => clock.now(),
    webhookSilenceMs: async () =>
      (await silence(store.settings, store.inbox, clock.now())).silentForMs,
    waitingForRateBudget: () => budget.stats(),
    rateLimitPerSecond: config.spotdraft.rateLimitPerSecond,
    pauses: () => pauses.all(),
    reconciledAt: () => reconciledAt(store.settings),
    crmUsage: () => crm.usage(),
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
  });

  const documentLink = createDocumentLink(() => publicUrl.current);
  const wake = () => wakeWorker.current();
  const rows = createRowPlanner({ crm, documentUrl: documentLink });
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
  const writeBack = guardWriteBack({
    writeBack: createWriteBack({ crm, store, mapping, rows, clock, log }),
    lock: createWriteLock({ locks: store.locks, clock, random, log }),
    pauses,
    allowance,
    ping: (signal) => crm.ping(signal),
    clock,
    random,
    log,
  });
  const reconciler = createReconciler({ store, spotdraft, writeBack, pauses, clock, random, log });
  const settler = createCreationSettler({ store, spotdraft, clock, log, onSettled: wake });
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
    documentLink,
    pauses,
    clock,
    log,
    onCreated: wake,
    onWork: wake,
    onSynced: announceSettled,
  });

  const close = once(async () => {
    await Promise.allSettled([spotdraft.close(), crm.close()]);
    await store.close();
  });
  return {
    config,
    clock,
    log,
    store,
    crm,
    spotdraft,
    mapping,
    rows,
    writeBack,
    pauses,
    allowance,
    reconciler,
    settler,
    services,
    metrics,
    publicUrl,
    wakeWorker,
    announceSettled,
    close,
    [Symbol.asyncDispose]: close,
  };
}

export interface Worker {
  /** Ends what can be ended, gives unfinished keys back, and waits no longer than a drain may take. */
  stop(): Promise<void>;
}

/** Starts what works in the background on this engine's store; several processes may do so on one store. */
export function startWorker(engine: Engine): Worker {
  const { store, clock, log, metrics } = engine;
  const sync = startSyncWorker({
    ...engine,
    onResult: metrics.syncResult,
    onFinished: engine.announceSettled,
  });
  const silenceWatch = startSilenceWatch({ store, clock, log });
  const schedule = startReconcileSchedule({
    ...engine,
    ...engine.config.reconcile,
    onReport: metrics.drift,
  });
  const pruning = startDeliveryPruning({
    ...engine,
    keepMs: engine.config.keepDeliveriesMs,
  });
  engine.wakeWorker.current = sync.wake;
  return {
    async stop() {
      await Promise.all([
        sync.stop(DRAIN_MS),
        silenceWatch.stop(),
        schedule.stop(DRAIN_MS),
        pruning.stop(),
      ]);
    },
  };
}

export interface AppOptions extends Partial<Adapters> {
  readonly worker: boolean;
  /** For the page that the setting UI turns on: who plays the other side, in the demo. */
  readonly counterparty?: Counterparty;
}

/**
 * The whole application, listening. `close` refuses new work, lets what runs finish within 10 seconds, and leaves the
 * rest for the next start: everything acknowledged is in the store.
 */
export async function startApp(
  config: Config,
  options: AppOptions = { worker: true },
): Promise<App> {
  if (config.http.ui) requireBuiltUi();
  const engine = await openEngine(config, options);
  const { clock, log, store, services, metrics } = engine;
  const publicUrl = () => engine.publicUrl.current;
  const provider = openProvider(engine);
  try {
    // A quarter of what there is to load at a start, of which workers and commands need nothing.
    const { buildGraphqlSchema } = await import('./resolvers/graphql-schema.js');
    const { createApollo } = await import('./resolvers/apollo.js');
    const { createServer } = await import('./server.js');
    const schema = buildGraphqlSchema();
    const apollo = createApollo({ schema, log, introspection: true });
    await apollo.start();
    const keys = createHmacKeys({
      configured: config.spotdraft.hmacKeys,
      fetchKey: () => engine.spotdraft.getHmacKey({ lane: 'webhook' }),
      settings: store.settings,
      clock,
      log,
    });
    const receive = createDeliveryReceiver({
      inbox: store.inbox,
      keys,
      clock,
      log,
      onStored: () => engine.wakeWorker.current(),
      onReply: metrics.webhookReply,
    });
    const byHeader = createAuthenticator(config.callers, () => engine.crm.organizationId());
    const signIn = provider === null ? null : createBrowserSignIn(engine, provider);
    const routes: string[] = [];
    const server = createServer({
      apollo,
      schema,
      services,
      authenticate:
        signIn === null
          ? byHeader
          : withBrowserSessions(byHeader, {
              signIn,
              ownOrigin: () => new URL(publicUrl()).origin,
            }),
      signIn,
      publicUrl,
      receive,
      readiness: createReadiness(engine),
      metrics,
      eventIds: createCursorSeal(config.spotdraft.clientSecret),
      corsOrigins: config.http.corsOrigins,
      clock,
      log,
      onRoute: (route) => routes.push(route),
      ui: config.http.ui ? { counterparty: options.counterparty ?? null } : null,
    });
    const url = await server.listen({ host: config.http.host, port: config.http.port });
    if (config.http.publicUrl === null) engine.publicUrl.current = url;
    warnOfOpenEnds(config, log);
    // Nobody waits for it: while SpotDraft is down, the key of an earlier start is in the store.
    void keys.prefetch();

    const worker = options.worker ? startWorker(engine) : null;
    log.info({ url, worker: worker !== null }, 'dealdraft is listening');

    const close = once(async () => {
      log.info({}, 'dealdraft is stopping');
      await Promise.all([server.close(), worker?.stop()]);
      await provider?.close();
      await apollo.stop();
      await engine.close();
      log.info({}, 'dealdraft has stopped');
    });
    return { ...engine, url, routes, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await provider?.close();
    await engine.close();
    throw error;
  }
}

function openProvider({ config, clock, log }: Engine): OpenIdProvider | null {
  const { signIn } = config;
  if (signIn === null) return null;
  return createOpenIdProvider({ ...signIn, url: signIn.providerUrl, clock, log });
}

function createBrowserSignIn(engine: Engine, provider: OpenIdProvider): SignIn {
  const { config, store, crm, clock, log } = engine;
  return createSignIn({
    provider,
    sessions: createBrowserSessions(store.browserSessions),
    admins: config.signIn?.admins ?? [],
    organizationId: () => crm.organizationId(),
    publicUrl: () => engine.publicUrl.current,
    clock,
    log,
  });
}

function warnOfOpenEnds(config: Config, log: Log): void {
  const { jwt, orgs, apiKeys } = config.callers;
  if (jwt === null && orgs === null && apiKeys.length === 0 && config.signIn === null) {
    log.warn(
      {},
      'nobody can call this server: set API_KEYS, AUTH_ORGS, AUTH_PUBLIC_KEY or AUTH_JWKS_URL, or SIGNIN_CLIENT_ID',
    );
  }
  if (jwt !== null && (jwt.issuer === null || jwt.audience === null)) {
    log.warn(
      {},
      'caller tokens are accepted whatever issuer or audience they name: set AUTH_ISSUER and AUTH_AUDIENCE',
    );
  }
}

function hostText(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => (running ??= action());
}
