import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { importPKCS8, SignJWT } from 'jose';
import { startApp } from '../../app/start-app.js';
import type { App } from '../../app/start-app.js';
import { loadConfig } from '../../config/config.js';
import { createLogger } from '../../telemetry/logger.js';
import { startSalesforceSandbox } from '../../sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../sandbox/salesforce/index.js';
import { startSpotDraftSandbox } from '../../sandbox/spotdraft/index.js';
import type { SpotDraftSandbox } from '../../sandbox/spotdraft/index.js';
import { createWebhookSubscription } from '../../services/inbox/webhook-subscription.js';
import { runBackfill } from '../../sync/index.js';
import { isUiBuilt } from '../../server/ui-routes.js';
import { startDemoArchive } from './start-archive.js';
import type { DemoArchive } from './start-archive.js';
import { createSandboxCounterparty } from './sandbox-counterparty.js';

/** The mapping of the documentation, so that what people read is what they see. */
const MAPPING_FILE = fileURLToPath(
  new URL('../../../examples/dealdraft.mapping.yaml', import.meta.url),
);
const ISSUER = 'https://crm.example';
const AUDIENCE = 'dealdraft-demo';

export interface Demo {
  readonly app: App;
  readonly salesforce: SalesforceSandbox;
  readonly spotdraft: SpotDraftSandbox;
  readonly archive: DemoArchive;
  /** Of role `admin`. */
  readonly apiKey: string;
  readonly contracts: number;
  /** Whether there is a page for browsers; a clone that was never built has none. */
  readonly hasPage: boolean;
  /** Has the role `admin` after signing in with a browser. */
  readonly adminName: string;
  /** A token as the CRM would sign it for one of its users. */
  tokenOf(user: { readonly username: string; readonly email: string }): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts both sandboxes with sample data and the real server against them, and fills the store from them. What was
 * started is ended again when something fails on the way, or when `signal` aborts before all of it stands.
 */
export async function startDemo(options: {
  readonly port: number;
  readonly logLevel: string;
  /** Beside the demo's own settings. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}): Promise<Demo> {
  const { signal = new AbortController().signal } = options;
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne();
  };
  try {
    const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-demo-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const salesforce = await startSalesforceSandbox();
    closers.push(() => salesforce.close());
    const spotdraft = await startSpotDraftSandbox({
      deals: salesforce.deals,
      contractPages: true,
    });
    closers.push(() => spotdraft.close());

    const archive = await startDemoArchive(folder);
    closers.push(() => archive.close());

    const hasPage = isUiBuilt();
    const apiKey = randomBytes(18).toString('base64url');
    const callerKeys = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const vicePresident = vicePresidentOf(salesforce);
    const config = loadConfig({
      SPOTDRAFT_BASE_URL: spotdraft.url,
      SPOTDRAFT_CLIENT_ID: spotdraft.clientId,
      SPOTDRAFT_CLIENT_SECRET: spotdraft.clientSecret,
      SALESFORCE_LOGIN_URL: salesforce.url,
      SALESFORCE_CLIENT_ID: salesforce.clientId,
      SALESFORCE_USERNAME: salesforce.integrationUsername,
      SALESFORCE_PRIVATE_KEY: salesforce.privateKeyPem ?? '',
      STORE_URL: `sqlite:${path.join(folder, 'dealdraft.db')}`,
      MAPPING_FILE,
      ARCHIVE_FILE: archive.file,
      PORT: String(options.port),
      SIGNIN_CLIENT_ID: salesforce.clientId,
      SIGNIN_ADMINS: vicePresident.username,
      AUTH_PUBLIC_KEY: callerKeys.publicKey,
      AUTH_ISSUER: ISSUER,
      AUTH_AUDIENCE: AUDIENCE,
      API_KEYS: `demo:${createHash('sha256').update(apiKey).digest('hex')}:admin`,
      UI: hasPage ? 'on' : 'off',
      ...options.env,
    });
    const app = await startApp(config, {
      worker: true,
      log: createLogger({ level: options.logLevel, destination: 2 }),
      counterparty: createSandboxCounterparty({
        spotdraftUrl: spotdraft.url,
        salesforceUrl: salesforce.url,
      }),
    });
    closers.push(() => app.close());
    signal.throwIfAborted();
    await createWebhookSubscription({
      spotdraft: app.spotdraft,
      settings: app.store.settings,
    }).register(app.url);
    const report = await runBackfill({ ...app, onProgress: () => undefined, signal });

    const signingKey = await importPKCS8(callerKeys.privateKey, 'RS256');
    return {
      app,
      salesforce,
      spotdraft,
      archive,
      apiKey,
      contracts: report.contracts,
      hasPage,
      adminName: vicePresident.name,
      tokenOf: ({ username, email }) =>
        new SignJWT({ email })
          .setProtectedHeader({ alg: 'RS256' })
          .setSubject(username)
          .setIssuer(ISSUER)
          .setAudience(AUDIENCE)
          .setIssuedAt()
          .setExpirationTime('8h')
          .sign(signingKey),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Sees every deal, and so may operate the demo, too. */
function vicePresidentOf({ users }: SalesforceSandbox): SalesforceSandbox['users'][number] {
  const user = users.find(({ role }) => role === 'vp');
  if (user === undefined) throw new Error('The sample data has no user with the role "vp".');
  return user;
}
