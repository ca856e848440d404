import { setTimeout as sleep } from 'node:timers/promises';
import type { SalesforceSandbox } from '../../src/sandbox/salesforce/index.js';
import type { ContractView } from '../../src/sandbox/spotdraft/index.js';
import type { EngineName } from './engines.js';
import { carryOutIntents } from './intents.js';
import { startProcessWorld } from './process-world.js';
import { createRandom } from './random.js';

export interface CreateStormOptions {
  readonly seed: number;
  readonly engine: EngineName;
  /** One deal each. */
  readonly intents: number;
  /** How many callers ask for each of them, each until it has an answer. */
  readonly callersPerIntent: number;
  /** How often the server dies in the middle. */
  readonly kills: number;
  readonly stormMs: number;
  readonly onProgress?: (line: string) => void;
}

export interface CreateStormReport {
  readonly seed: number;
  /** What must not be; a run is good when there is none. */
  readonly violations: readonly string[];
  readonly creates: number;
  readonly faulted: number;
  readonly intents: number;
  readonly contracts: number;
  /** Intents without a contract when the last fault was over. */
  readonly openAfterFaults: number;
  readonly settledAfterMs: number;
}

const CREATE = { method: 'POST', path: '/public/contracts/' };
const SETTLED_WITHIN_MS = 60_000;
/** Together two of five answers. */
const FAULTS = [
  { kind: 'drop-before-commit', rate: 0.08 },
  { kind: 'drop-after-commit', rate: 0.1 },
  { kind: 'truncate', rate: 0.05 },
  { kind: 'status', status: 500, rate: 0.1 },
  { kind: 'status', status: 503, rate: 0.06 },
  { kind: 'status', status: 429, rate: 0.06 },
] as const;

/**
 * Many callers ask for few contracts while two of five answers to a create are faults and the server is killed. Each intent
 * makes one contract, and has it within a minute of the last fault.
 */
export async function runCreateStorm(options: CreateStormOptions): Promise<CreateStormReport> {
  const { seed, kills, stormMs } = options;
  const say = options.onProgress ?? (() => undefined);
  const random = createRandom(seed);
  const violations: string[] = [];
  await using world = await startProcessWorld({
    engine: options.engine,
    spotdraft: { contracts: 'none', rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '100' },
  });
  const { spotdraft, salesforce } = world;
  const { faults } = spotdraft;
  const server = await world.server();
  faults.add({ kind: 'latency', latencyMs: 150, match: CREATE });
  FAULTS.forEach((fault, index) => faults.add({ ...fault, match: CREATE, seed: seed + index }));
  const deals = completeDeals(salesforce).slice(0, options.intents);
  if (deals.length < options.intents) throw new Error(`only ${deals.length} deals are complete`);
  const ask = (dealIds: readonly string[], spreadOverMs: number, giveUpAfterMs: number) =>
    carryOutIntents({
      urls: [server.url],
      apiKey: world.apiKey,
      dealIds,
      spreadOverMs,
      random,
      giveUpAfterMs,
    });

  const callers = Array.from({ length: options.callersPerIntent }, () => deals).flat();
  const storming = ask(callers, stormMs, stormMs + 2_000);
  const killing = (async () => {
    for (let kill = 1; kill <= kills; kill += 1) {
      await sleep(stormMs / (kills + 1));
      await server.killAndRestart();
      say(`kill ${kill} of ${kills}`);
    }
  })();
  await Promise.all([storming, killing]);
  const faulted = faults.list().reduce((sum, { rule, struck }) => {
    return rule.kind === 'latency' ? sum : sum + struck;
  }, 0);
  faults.clear();

  const openAfterFaults = deals.filter(
    (id) => made(spotdraft.control.list(id)).length === 0,
  ).length;
  const endedAt = performance.now();
  const settled = await ask(deals, 0, SETTLED_WITHIN_MS);
  const settledAfterMs = Math.round(performance.now() - endedAt);
  say(`${settled.size} of ${deals.length} intents settled after ${settledAfterMs} ms`);
  if (settled.size < deals.length) {
    violations.push(`${deals.length - settled.size} intents not settled a minute after the faults`);
  }
  for (const dealId of deals) {
    const contracts = made(spotdraft.control.list(dealId));
    if (contracts.length > 1) {
      violations.push(`${dealId} has ${contracts.map(({ id }) => id).join(' and ')}`);
    }
    const told = settled.get(dealId);
    if (told !== undefined && told !== contracts[0]?.id) {
      violations.push(`${dealId} was given ${told}, and has ${contracts[0]?.id ?? 'none'}`);
    }
  }
  const { byRoute } = spotdraft.calls.report();
  return {
    seed,
    violations,
    creates: byRoute['POST /api/v2.1/public/contracts/'] ?? 0,
    faulted,
    intents: deals.length,
    contracts: made(spotdraft.control.list()).length,
    openAfterFaults,
    settledAfterMs,
  };
}

/** Deals that the example mapping can make an order form of. */
function completeDeals({ control }: SalesforceSandbox): string[] {
  const { store } = control.org;
  const roles = store.rows('OpportunityContactRole').filter(({ IsPrimary }) => IsPrimary === true);
  const withContact = new Set(roles.map(({ OpportunityId }) => OpportunityId));
  return store
    .rows('Opportunity')
    .filter((deal) => deal.Amount !== null && deal.AccountId !== null && withContact.has(deal.Id))
    .map(({ Id }) => String(Id));
}

function made(contracts: readonly ContractView[]): ContractView[] {
  return contracts.filter(({ deleted }) => !deleted);
}
