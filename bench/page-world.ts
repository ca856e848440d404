import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startSalesforceSandbox } from '../src/sandbox/salesforce/index.js';
import { startSpotDraftSandbox } from '../src/sandbox/spotdraft/index.js';
import { openEngineHome } from '../test/chaos/engines.js';
import type { EngineName } from '../test/chaos/engines.js';
import { runCommand } from '../test/e2e/cli-process.js';
import type { Surroundings } from '../test/e2e/cli-process.js';
import type { Deal, PageSample } from './baselines/page-sample.js';
import { freezeNeighbour } from './frozen-neighbour.js';
import type { FrozenNeighbour } from './frozen-neighbour.js';

export const DEALS = 50;
export const PAGE = `query Page {
  opportunities(first: ${DEALS}) {
    nodes { id name stageName amount { value currency } contracts { id name status documentUrl } }
  }
}`;

/** Of the sandbox, so that a page of 50 deals has 60. */
const SEEDED_CONTRACTS = 250;
const EXAMPLE_MAPPING = path.resolve(import.meta.dirname, '../examples/dealdraft.mapping.yaml');

/** Both neighbours, which answer at once and cost nothing, and where a server of ours runs before them. */
export interface PageWorld extends AsyncDisposable {
  readonly surroundings: Surroundings;
  /** Keys of as many callers as may be asked for. */
  readonly keys: readonly string[];
  readonly crm: FrozenNeighbour;
  readonly spotdraft: FrozenNeighbour;
  /** What the baselines read, once a server of ours has answered the page. @returns the file of it, and how many contracts it has. */
  learn(url: string): Promise<{ readonly file: string; readonly contracts: number }>;
}

export async function openPageWorld(engine: EngineName, callers: number): Promise<PageWorld> {
  const stack = new AsyncDisposableStack();
  const salesforce = stack.use(await startSalesforceSandbox());
  const sandbox = stack.use(
    await startSpotDraftSandbox({
      deals: salesforce.deals,
      contracts: SEEDED_CONTRACTS,
      rateLimitPerSecond: null,
    }),
  );
  const crm = stack.use(
    await freezeNeighbour(salesforce.url, {
      grant_type: 'client_credentials',
      client_id: salesforce.clientId,
      client_secret: salesforce.clientSecret,
    }),
  );
  const spotdraft = stack.use(await freezeNeighbour(sandbox.url));
  const home = stack.use(await openEngineHome(engine));
  const keys = Array.from({ length: callers }, (_, index) => `key-of-window-${index}`);
  const surroundings: Surroundings = {
    folder: home.folder,
    env: {
      SPOTDRAFT_BASE_URL: spotdraft.url,
      SPOTDRAFT_CLIENT_ID: sandbox.clientId,
      SPOTDRAFT_CLIENT_SECRET: sandbox.clientSecret,
      SPOTDRAFT_RATE_LIMIT: '10',
      SALESFORCE_LOGIN_URL: crm.url,
      SALESFORCE_CLIENT_ID: salesforce.clientId,
      SALESFORCE_USERNAME: salesforce.integrationUsername,
      SALESFORCE_PRIVATE_KEY: salesforce.privateKeyPem ?? '',
      STORE_URL: home.storeUrl,
      MAPPING_FILE: EXAMPLE_MAPPING,
      PUBLIC_URL: 'https://dealdraft.example',
      PORT: '0',
      API_KEYS: keys.map((key, index) => `window-${index}:${sha256(key)}:service`).join(','),
      RECONCILE_EVERY_MINUTES: '0',
      RECONCILE_DEEP_EVERY_HOURS: '0',
    },
  };
  const filled = await runCommand(surroundings, 'backfill');
  if (filled.exitCode !== 0) throw new Error(`backfill failed: ${filled.stderr}`);
  return {
    surroundings,
    keys,
    crm,
    spotdraft,
    async learn(url) {
      const deals = await askPage(url, keys[0] ?? '');
      const read = crm.reads.find((address) => address.endsWith(`LIMIT%20${DEALS + 1}`));
      const sample: PageSample = {
        dealsUrl: `${crm.url}${read ?? ''}`,
        lookUpUrl: `${spotdraft.url}/api/v2.1/public/contracts/by_external_metadata/{id}`,
        lookUpHeaders: { 'client-id': sandbox.clientId, 'client-secret': sandbox.clientSecret },
        deals,
      };
      const file = path.join(home.folder, 'sample.json');
      await writeFile(file, JSON.stringify(sample));
      return { file, contracts: deals.reduce((sum, deal) => sum + deal.contracts.length, 0) };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function askPage(url: string, key: string): Promise<readonly Deal[]> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query: PAGE }),
  });
  const text = await answer.text();
  if (answer.status !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 300));
  const { data } = JSON.parse(text) as { data: { opportunities: { nodes: readonly Deal[] } } };
  return data.opportunities.nodes;
}
