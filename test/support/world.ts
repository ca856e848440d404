import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { importPKCS8, SignJWT } from 'jose';
import type { Adapters } from '../../src/app/open-engine.js';
import { startApp } from '../../src/app/start-app.js';
import type { App } from '../../src/app/start-app.js';
import { loadConfig } from '../../src/config/config.js';
import type { Config } from '../../src/config/config.js';
import { silentLog } from '../../src/domain/log.js';
import { startSalesforceSandbox } from '../../src/sandbox/salesforce/index.js';
import type {
  SalesforceSandbox,
  SalesforceSandboxOptions,
} from '../../src/sandbox/salesforce/index.js';
import { startSpotDraftSandbox } from '../../src/sandbox/spotdraft/index.js';
import type {
  SpotDraftSandbox,
  SpotDraftSandboxOptions,
} from '../../src/sandbox/spotdraft/index.js';
import { createWebhookSubscription } from '../../src/services/inbox/webhook-subscription.js';
import { runBackfill } from '../../src/sync/index.js';
import { eventually } from './eventually.js';
import { RedisServer } from './redis-server.js';

export const ISSUER = 'https://crm.example';
export const AUDIENCE = 'dealdraft';
/** The three API keys every world takes, by role. */
export const API_KEYS = {
  service: 'key-of-a-service',
  admin: 'key-of-an-admin',
  user: 'key-of-nobody',
};

export type StoreEngine = 'sqlite' | 'redis';

export interface WorldOptions {
  /** Where the app keeps its store; what TEST_STORE says when it is not given, and SQLite when nothing says. */
  readonly store?: StoreEngine;
  readonly salesforce?: SalesforceSandboxOptions;
  readonly spotdraft?: SpotDraftSandboxOptions;
  /** `client_credentials` signs in with the secret instead of a key. */
  readonly salesforceAuth?: 'jwt' | 'client_credentials';
  /** Runs a backfill before the test; default false. */
  readonly backfill?: boolean;
  /** Subscribes the app's receiver at SpotDraft; default false. */
  readonly webhook?: boolean;
  /** Runs the sync worker; default true. */
  readonly worker?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly adapters?: Partial<Adapters>;
}

export interface GraphqlAnswer<Result> {
  readonly status: number;
  readonly data: Result | null | undefined;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly service?: string };
  }[];
}

export type Headers = Readonly<Record<string, string>>;

/** Both sandboxes with sample data and the whole app against them, over loopback. */
export interface World extends AsyncDisposable {
  readonly app: App;
  readonly salesforce: SalesforceSandbox;
  readonly spotdraft: SpotDraftSandbox;
  readonly config: Config;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Sends one operation; as `service` unless other headers are given. */
  graphql<Result, Variables>(
    document: TypedDocumentNode<Result, Variables> | string,
    variables: Variables,
    headers?: Headers,
  ): Promise<GraphqlAnswer<Result>>;
  /** Headers of a caller: an API key's role, or a CRM user's name. */
  as(caller: keyof typeof API_KEYS): Headers;
  asUser(username: string, claims?: Record<string, unknown>): Promise<Headers>;
  /** Opens another app on the same store, sandboxes and settings. */
  startAnother(options?: {
    readonly worker?: boolean;
    readonly adapters?: Partial<Adapters>;
  }): Promise<App>;
}

const callerKeys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/**
 * The engine that this run of a test file is for: vitest.config.ts runs some files once more with TEST_STORE=redis.
 * @throws when TEST_STORE names none.
 */
function engineUnderTest(): StoreEngine {
  const engine = process.env['TEST_STORE'] ?? 'sqlite';
  if (engine !== 'sqlite' && engine !== 'redis') {
    throw new Error(`TEST_STORE must be sqlite or redis, not ${engine}.`);
  }
  return engine;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-test-'));
  const salesforce = await startSalesforceSandbox(options.salesforce);
  const spotdraft = await startSpotDraftSandbox({ deals: salesforce.deals, ...options.spotdraft });
  const engine = options.store ?? engineUnderTest();
  const redis = engine === 'redis' ? await RedisServer.start() : null;
  const storeUrl = redis?.url ?? `sqlite:${path.join(folder, 'dealdraft.db')}`;
  const env = environmentOf(salesforce, spotdraft, storeUrl, options);
  const config = loadConfig(env);
  const adapters = { log: silentLog, ...options.adapters };
  const apps: App[] = [];
  const startAnother: World['startAnother'] = async (other = {}) => {
    const app = await startApp(config, {
      worker: other.worker ?? true,
      ...adapters,
      ...other.adapters,
    });
    apps.push(app);
    return app;
  };
  const app = await startAnother({ worker: options.worker ?? true });
  // Fetched beside the start: a test that counts calls must not meet it halfway.
  if (config.spotdraft.hmacKeys.length === 0) await keyKept(app);
  if (options.webhook) {
    await createWebhookSubscription({
      spotdraft: app.spotdraft,
      settings: app.store.settings,
    }).register(app.url);
  }
  if (options.backfill) await runBackfill({ ...app, onProgress: () => undefined });

  const as: World['as'] = (caller) => ({ 'x-api-key': API_KEYS[caller] });
  return {
    app,
    salesforce,
    spotdraft,
    config,
    env,
    folder,
    startAnother,
    as,
    async asUser(username, claims = {}) {
      const key = await importPKCS8(callerKeys.privateKey, 'RS256');
      const email = salesforce.users.find((user) => user.username === username)?.email;
      const token = await new SignJWT({ ...(email === undefined ? {} : { email }), ...claims })
        .setProtectedHeader({ alg: 'RS256' })
        .setSubject(username)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setExpirationTime(typeof claims['exp'] === 'number' ? claims['exp'] : '5m')
        .sign(key);
      return { authorization: `Bearer ${token}` };
    },
    async graphql<Result, Variables>(
      document: TypedDocumentNode<Result, Variables> | string,
      variables: Variables,
      headers: Headers = as('service'),
    ): Promise<GraphqlAnswer<Result>> {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({
          query: typeof document === 'string' ? document : print(document),
          variables,
        }),
      });
      const body = (await response.json()) as Partial<GraphqlAnswer<Result>>;
      return { status: response.status, data: body.data, errors: body.errors ?? [] };
    },
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(apps.map((each) => each.close()));
      await Promise.allSettled([salesforce.close(), spotdraft.close(), redis?.dispose()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function keyKept({ store }: App): Promise<void> {
  await eventually(async () => {
    if ((await store.settings.get('webhook-key')) === null) throw new Error('No webhook key yet.');
  });
}

/** The environment a process needs to work in this world; also for tests that start the real CLI. */
function environmentOf(
  salesforce: SalesforceSandbox,
  spotdraft: SpotDraftSandbox,
  storeUrl: string,
  options: WorldOptions,
): Record<string, string> {
  const signIn =
    options.salesforceAuth === 'client_credentials'
      ? { SALESFORCE_CLIENT_SECRET: salesforce.clientSecret }
      : {
          SALESFORCE_USERNAME: salesforce.integrationUsername,
          SALESFORCE_PRIVATE_KEY: salesforce.privateKeyPem ?? '',
        };
  return {
    SPOTDRAFT_BASE_URL: spotdraft.url,
    SPOTDRAFT_CLIENT_ID: spotdraft.clientId,
    SPOTDRAFT_CLIENT_SECRET: spotdraft.clientSecret,
    SALESFORCE_LOGIN_URL: salesforce.url,
    SALESFORCE_CLIENT_ID: salesforce.clientId,
    ...signIn,
    STORE_URL: storeUrl,
    MAPPING_FILE: path.resolve('examples/dealdraft.mapping.yaml'),
    PORT: '0',
    AUTH_PUBLIC_KEY: callerKeys.publicKey,
    AUTH_ISSUER: ISSUER,
    AUTH_AUDIENCE: AUDIENCE,
    API_KEYS: (['service', 'admin', 'user'] as const)
      .map((role) => `${role}:${createHash('sha256').update(API_KEYS[role]).digest('hex')}:${role}`)
      .join(','),
    ...options.env,
  };
}
