import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { startSalesforceSandbox } from '../../src/sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../src/sandbox/salesforce/index.js';
import { startSpotDraftSandbox } from '../../src/sandbox/spotdraft/index.js';
import type {
  SpotDraftSandbox,
  SpotDraftSandboxOptions,
} from '../../src/sandbox/spotdraft/index.js';
import { runCommand, startCommand } from '../e2e/cli-process.js';
import type { CommandResult, RunningProcess, Surroundings } from '../e2e/cli-process.js';
import type { RedisServer } from '../support/redis-server.js';
import { SkewedClock } from '../support/skewed-clock.js';
import { openEngineHome } from './engines.js';
import type { EngineName } from './engines.js';

const API_KEY = 'key-of-the-storm';
const EXAMPLE_MAPPING = path.resolve(import.meta.dirname, '../../examples/dealdraft.mapping.yaml');

export interface ProcessWorldOptions {
  readonly engine: EngineName;
  readonly spotdraft?: SpotDraftSandboxOptions;
  readonly env?: Readonly<Record<string, string>>;
  readonly within?: readonly string[];
}

/** Both sandboxes in this process, and the real program as processes of its own against them. */
export interface ProcessWorld extends AsyncDisposable {
  readonly salesforce: SalesforceSandbox;
  readonly spotdraft: SpotDraftSandbox;
  /** The sandboxes' time. Processes have the real one, so it is set forward only when they have ended. */
  readonly clock: SkewedClock;
  readonly storeUrl: string;
  /** The server behind the store, where there is one. */
  readonly redis: RedisServer | null;
  readonly apiKey: string;
  readonly surroundings: Surroundings;
  /** Runs one command to its end. */
  run(...args: readonly string[]): Promise<CommandResult>;
  /** A server that keeps its address however often it is started. */
  server(options?: { readonly worker?: boolean }): Promise<Restartable & { readonly url: string }>;
  worker(): Promise<Restartable>;
  /** Any other process; it ends with the world. */
  restartable(start: () => Promise<RunningProcess>): Promise<Restartable>;
}

/** A process that may be killed and started again. */
export interface Restartable {
  /** Of the one that runs now. */
  readonly pid: () => number;
  /** Holds it still with its sockets open, as a machine that hangs does, until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends it without a chance to clean up, and resolves when a new one is ready. */
  killAndRestart(): Promise<void>;
  /** @returns its exit code, null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export async function startProcessWorld(options: ProcessWorldOptions): Promise<ProcessWorld> {
  const home = await openEngineHome(options.engine);
  const clock = new SkewedClock();
  const now = () => clock.now();
  const salesforce = await startSalesforceSandbox({ now });
  const spotdraft = await startSpotDraftSandbox({
    now,
    deals: salesforce.deals,
    ...options.spotdraft,
  });
  const env = {
    SPOTDRAFT_BASE_URL: spotdraft.url,
    SPOTDRAFT_CLIENT_ID: spotdraft.clientId,
    SPOTDRAFT_CLIENT_SECRET: spotdraft.clientSecret,
    SALESFORCE_LOGIN_URL: salesforce.url,
    SALESFORCE_CLIENT_ID: salesforce.clientId,
    SALESFORCE_USERNAME: salesforce.integrationUsername,
    SALESFORCE_PRIVATE_KEY: salesforce.privateKeyPem ?? '',
    STORE_URL: home.storeUrl,
    MAPPING_FILE: EXAMPLE_MAPPING,
    PUBLIC_URL: 'https://dealdraft.example',
    API_KEYS: `storm:${createHash('sha256').update(API_KEY).digest('hex')}:admin`,
    // Repair passes on a schedule would hide what the deliveries alone achieve.
    RECONCILE_EVERY_MINUTES: '0',
    RECONCILE_DEEP_EVERY_HOURS: '0',
    ...options.env,
  };
  const { within = [] } = options;
  const surroundings = { env, folder: home.folder, within };
  const started: Restartable[] = [];

  async function restartable(start: () => Promise<RunningProcess>): Promise<Restartable> {
    let running = await start();
    const process: Restartable = {
      pid: () => running.pid,
      pause: () => running.pause(),
      resume: () => running.resume(),
      async killAndRestart() {
        await running.end('SIGKILL');
        running = await start();
      },
      async end(signal) {
        return (await running.end(signal)).exitCode;
      },
    };
    started.push(process);
    return process;
  }

  return {
    salesforce,
    spotdraft,
    clock,
    storeUrl: home.storeUrl,
    redis: home.redis,
    apiKey: API_KEY,
    surroundings,
    run: (...args) => runCommand(surroundings, ...args),
    restartable,
    async server({ worker = true } = {}) {
      const port = await freePort();
      const own = { ...surroundings, env: { ...env, PORT: String(port) } };
      const args = worker ? ['serve'] : ['serve', '--no-worker'];
      const process = await restartable(() =>
        startCommand(own, args, (line) => line.includes('dealdraft is listening')),
      );
      return { ...process, url: `http://127.0.0.1:${port}` };
    },
    worker: () =>
      restartable(() =>
        startCommand(surroundings, ['worker'], (line) => line.includes('dealdraft is syncing')),
      ),
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(started.map((process) => process.end('SIGKILL')));
      await Promise.allSettled([salesforce.close(), spotdraft.close()]);
      await home[Symbol.asyncDispose]();
    },
  };
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
