import { expect, test } from 'vitest';
import { runBackfill } from '../../../src/sync/index.js';
import { startWorld } from '../../support/world.js';
import type { World, WorldOptions } from '../../support/world.js';
import { resetCalls } from './sync-support.js';

const DEALS = 50;
const PAGE = /* GraphQL */ `
  query Page {
    opportunities(first: 50, orderBy: NAME_ASC) {
      nodes {
        id
        contracts {
          id
        }
      }
    }
  }
`;
const LIST = 'GET /api/v2.1/public/contracts/';
const BY_DEAL = 'GET /api/v2.1/public/contracts/by_external_metadata/:externalId';

interface Page {
  readonly opportunities: {
    readonly nodes: readonly {
      readonly id: string;
      readonly contracts: readonly { readonly id: string }[] | null;
    }[];
  };
}

const unfilled = (spotdraft: NonNullable<WorldOptions['spotdraft']>) =>
  startWorld({
    worker: false,
    spotdraft: { rateLimitPerSecond: null, ...spotdraft },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });

/** What the page shows of each deal, in an order of its own. */
async function readPage(world: World): Promise<readonly (readonly string[])[]> {
  const { data, errors } = await world.graphql<Page, object>(PAGE, {});
  expect(errors).toEqual([]);
  const { nodes } = data!.opportunities;
  expect(nodes).toHaveLength(DEALS);
  return nodes.map(({ id, contracts }) => [id, ...contracts!.map((one) => one.id).sort()]);
}

async function expectSameOnceBackfilled(
  world: World,
  shown: Awaited<ReturnType<typeof readPage>>,
): Promise<void> {
  await runBackfill({ ...world.app, onProgress: () => undefined });
  expect(shown).toEqual(await readPage(world));
  expect(shown.some((row) => row.length > 1)).toBe(true);
}

test.each([
  [60, 1],
  [900, 9],
])(
  'a page of 50 deals on a store never filled reads a workspace of %i contracts in %i calls',
  async (contracts, most) => {
    await using world = await unfilled({ contracts });
    resetCalls(world);
    const shown = await readPage(world);
    expect(world.spotdraft.calls.report().byRoute).toEqual({ [LIST]: most });
    resetCalls(world);
    await readPage(world);
    expect(world.spotdraft.calls.report().total).toBe(0);
    await expectSameOnceBackfilled(world, shown);
  },
  60_000,
);

test('in a larger workspace it asks for each deal, and for all prefixes that are missing at once', async () => {
  await using world = await unfilled({ contracts: 1_150, externalLookup: { ids: 'integer' } });
  const shown = await readPage(world);
  const { byRoute } = world.spotdraft.calls.report();
  expect(byRoute[BY_DEAL]).toBe(DEALS);
  const numbers = new Set(shown.flatMap(([, ...ids]) => ids)).size;
  // The first question tells how large the workspace is.
  expect(byRoute[LIST]).toBe(1 + Math.ceil(numbers / 50));
  await expectSameOnceBackfilled(world, shown);
}, 60_000);

test('a list that SpotDraft refuses leaves each deal to be asked for', async () => {
  await using world = await unfilled({ contracts: 60 });
  world.spotdraft.faults.add({ kind: 'status', status: 400, match: { path: '/contracts/?page' } });
  const shown = await readPage(world);
  expect(world.spotdraft.calls.report().byRoute[BY_DEAL]).toBeGreaterThanOrEqual(DEALS);
  world.spotdraft.faults.clear();
  await expectSameOnceBackfilled(world, shown);
}, 60_000);

test('a backfill takes at most 1.2 calls for 100 contracts', async () => {
  await using world = await unfilled({ contracts: 2_400 });
  resetCalls(world);
  const report = await runBackfill({ ...world.app, onProgress: () => undefined });
  expect(report).toMatchObject({ contracts: 2_400, failed: [] });
  expect(world.spotdraft.calls.report().total / 24).toBeLessThanOrEqual(1.2);
}, 120_000);
