import { performance } from 'node:perf_hooks';
import { runBackfill } from '../src/sync/index.js';
import type { EngineName } from '../test/chaos/engines.js';
import { startWorld } from '../test/support/world.js';
import { ms } from './table.js';
import type { Row, Section } from './table.js';

const PAGE_SIZE = 25;
const QUERY = `query Orphans($after: String) {
  unlinkedContracts(first: ${PAGE_SIZE}, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { contract { id } suggestions { opportunity { id } score reasons } }
  }
}`;

const FOR_DEAL = `query ForDeal($id: ID!) {
  opportunity(id: $id) { suggestedContracts { contract { id } score reasons } }
}`;
/** Deals that are asked for their contracts. */
const DEALS = 20;

interface Answer {
  readonly unlinkedContracts: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly { readonly suggestions: readonly object[] | null }[];
  };
}

/** Every contract has lost its deal: all of them are walked, page by page, with suggestions for each. */
export async function benchOrphans(engine: EngineName, quick: boolean): Promise<Section> {
  const count = quick ? 1_000 : 10_000;
  await using world = await startWorld({
    store: engine === 'redis' ? 'redis' : 'sqlite',
    worker: false,
    spotdraft: { contracts: count, rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  const { control } = world.spotdraft;
  for (const { id } of control.list()) control.relink(id, {});
  await runBackfill({ ...world.app, onProgress: () => undefined });

  async function page(after: string | null): Promise<Answer['unlinkedContracts']> {
    const { data } = await world.graphql<Answer, object>(QUERY, { after });
    if (data === null || data === undefined) throw new Error('A page of contracts is missing.');
    return data.unlinkedContracts;
  }

  async function walk() {
    world.salesforce.control.usage.clearCalls();
    world.spotdraft.calls.reset();
    const times: number[] = [];
    let suggested = 0;
    let contracts = 0;
    let after: string | null = null;
    do {
      const startedAt = performance.now();
      const { nodes, pageInfo } = await page(after);
      times.push(performance.now() - startedAt);
      contracts += nodes.length;
      suggested += nodes.filter(({ suggestions }) => (suggestions?.length ?? 0) > 0).length;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    const sorted = times.toSorted((a, b) => a - b);
    return {
      contracts,
      suggested,
      pages: times.length,
      medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
      totalMs: times.reduce((total, each) => total + each, 0),
      salesforce: world.salesforce.control.usage.report().total,
      spotdraft: world.spotdraft.calls.report().total,
    };
  }

  async function askForDeals() {
    const times: number[] = [];
    for (const { id } of world.salesforce.deals.slice(0, DEALS)) {
      const startedAt = performance.now();
      const { errors } = await world.graphql<unknown, object>(FOR_DEAL, { id });
      if (errors.length > 0) throw new Error('A deal has no suggestions.');
      times.push(performance.now() - startedAt);
    }
    return times.toSorted((a, b) => a - b)[DEALS / 2] ?? 0;
  }

  const first = await walk();
  const second = await walk();
  const perPage = second.salesforce / second.pages;
  const rows: Row[] = [
    {
      what: `calls of Salesforce, a page of ${PAGE_SIZE}`,
      measured: perPage.toFixed(2),
      aim: '1',
      // A description that is read anew every few minutes is one more.
      met: perPage < 1.1,
    },
    {
      what: 'calls of SpotDraft, a page, the first time (what is unclear) and later',
      measured: `${(first.spotdraft / first.pages).toFixed(1)}, ${(second.spotdraft / second.pages).toFixed(1)}`,
      aim: '10 at most, then fewer',
      met: first.spotdraft / first.pages <= 10 && second.spotdraft < first.spotdraft,
    },
    { what: 'a page, median', measured: ms(second.medianMs) },
    { what: `all ${second.contracts} contracts`, measured: ms(second.totalMs) },
    { what: 'contracts for one deal, out of all, median', measured: ms(await askForDeals()) },
    { what: 'with a suggestion', measured: `${second.suggested} of ${second.contracts}` },
  ];
  return {
    title: `Contracts without a deal (${engine})`,
    how: `${count} contracts that lost their deal, of a made org; every page of them with suggestions, both neighbours on this machine.`,
    rows,
  };
}
