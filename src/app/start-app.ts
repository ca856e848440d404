import { createAuthenticator } from '../auth/authenticate.js';
import { createBrowserSessions } from '../auth/browser-sessions.js';
import type { OpenIdProvider } from '../auth/openid-provider.js';
import { createSignIn } from '../auth/sign-in.js';
import type { SignIn } from '../auth/sign-in.js';
import { withBrowserSessions } from '../auth/with-browser-sessions.js';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config/config.js';
import type { PersistedOperations } from '../resolvers/server/persisted-operations.js';
import { requireBuiltUi, UI_OPERATIONS } from '../server/ui-routes.js';
import type { Counterparty } from '../server/ui-routes.js';
import { createCursorSeal } from '../services/paging/cursor-seal.js';
import { createRefusalNotes } from '../sync/index.js';
import { createReadiness } from '../telemetry/readiness.js';
import { createHmacKeys } from '../webhooks/hmac-keys.js';
import { isOfKeyPointers } from '../domain/webhook-activity.js';
import { readsKeyPointers } from '../mapping/index.js';
import { createKnownContractIds } from '../webhooks/known-contract-id.js';
import { createDeliveryReceiver } from '../webhooks/receive-delivery.js';
import { once } from './once.js';
import { openEngine } from './open-engine.js';
import type { Adapters, Engine } from './open-engine.js';
import { startWorker } from './start-worker.js';
import { warnOfOpenEnds } from './warn-of-open-ends.js';

export interface App extends Engine {
  /** Where it listens, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  /** What it answers, such as `POST /graphql`. */
  readonly routes: readonly string[];
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
  const provider = await openProvider(engine);
  try {
    // A quarter of what there is to load at a start, of which workers and commands need nothing.
    const { buildGraphqlSchema } = await import('../resolvers/server/graphql-schema.js');
    const { createApollo } = await import('../resolvers/server/apollo.js');
    const { createServer } = await import('../server/server.js');
    const schema = config.http.federation
      ? (await import('../resolvers/server/subgraph-schema.js')).buildFederatedSchema(
          buildGraphqlSchema(),
        )
      : buildGraphqlSchema();
    const persisted = await readPersistedOperations(config, schema);
    const apollo = createApollo({ schema, log, introspection: true, persisted });
    await apollo.start();
    const keys = createHmacKeys({
      configured: config.spotdraft.hmacKeys,
      fetchKey: () => engine.spotdraft.getHmacKey({ lane: 'webhook' }),
      settings: store.settings,
      clock,
      log,
    });
    const noteRefusal = createRefusalNotes({ ...store, clock, log });
    const areKeyPointersRead = readsKeyPointers(engine.mapping);
    const receive = createDeliveryReceiver({
      inbox: store.inbox,
      keys,
      clock,
      log,
      onStored: () => engine.wakeWorker.current(),
      onTold: (contractNumber) => {
        services.contractParts.forgetNumber(contractNumber);
      },
      onReply: metrics.webhookReply,
      onMismatch: () => void noteRefusal(),
      record: engine.record,
      isWork: (activity) => areKeyPointersRead && isOfKeyPointers(activity),
      contractIdOf: createKnownContractIds(store.contracts),
    });
    const byHeader = createAuthenticator(config.callers, () => engine.crm.organizationId(), clock);
    const signIn = provider === null ? null : createBrowserSignIn(engine, provider);
    const routes: string[] = [];
    const server = createServer({
      apollo,
      schema,
      persisted,
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
      traces: engine.traces,
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
async function readPersistedOperations(
  { http }: Config,
  schema: GraphQLSchema,
): Promise<PersistedOperations> {
  const { loadPersistedOperations, NO_PERSISTED_OPERATIONS } =
    await import('../resolvers/server/persisted-operations.js');
  if (http.persistedOperations === null) return NO_PERSISTED_OPERATIONS;
  const { path, only } = http.persistedOperations;
  const files = [
    { setting: 'PERSISTED_OPERATIONS_FILE', path },
    // The page of this version asks what it asks, whoever made the other file, and when.
    ...(http.ui ? [{ setting: 'UI', path: UI_OPERATIONS }] : []),
  ];
  return loadPersistedOperations(files, { only, schema });
}

async function openProvider({ config, clock, log }: Engine): Promise<OpenIdProvider | null> {
  const { signIn } = config;
  if (signIn === null) return null;
  const { createOpenIdProvider } = await import('../auth/openid-provider.js');
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
