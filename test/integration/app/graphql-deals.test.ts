import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCrmSeed } from '../../../src/sandbox/seed/crm-seed.js';
import {
  OpportunitiesDocument,
  OpportunitiesWithContractsDocument,
  OpportunityDocument,
} from '../../generated/graphql.js';
import type { OpportunityFilter, OpportunityOrder } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

type Row = ReturnType<World['salesforce']['control']['org']['store']['rows']>[number];

const DEALS = 2_300;
let world: World;
let rows: Row[];

beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    salesforce: { seed: createCrmSeed({ deals: DEALS }) },
    spotdraft: { rateLimitPerSecond: null, contracts: 1_500 },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  rows = world.salesforce.control.org.store.rows('Opportunity');
}, 60_000);
afterAll(() => world[Symbol.asyncDispose]());

async function page(
  variables: {
    filter?: OpportunityFilter;
    orderBy?: OpportunityOrder;
    first?: number;
    after?: string;
  } = {},
) {
  const { data, errors } = await world.graphql(OpportunitiesDocument, variables);
  expect(errors).toEqual([]);
  return data!.opportunities;
}

async function all(filter: OpportunityFilter = {}, orderBy?: OpportunityOrder, first = 100) {
  const nodes: Awaited<ReturnType<typeof page>>['nodes'][number][] = [];
  let after: string | undefined;
  for (;;) {
    const next = await page({
      filter,
      first,
      ...(orderBy && { orderBy }),
      ...(after === undefined ? {} : { after }),
    });
    nodes.push(...next.nodes);
    if (!next.pageInfo.hasNextPage) return { nodes, totalCount: next.totalCount };
    expect(next.pageInfo.endCursor).not.toBeNull();
    expect(next.pageInfo.endCursor).not.toBe(after);
    after = next.pageInfo.endCursor ?? undefined;
  }
}

const ids = (nodes: readonly { readonly id: string }[]) => nodes.map(({ id }) => id);
const idsOf = (wanted: (row: Row) => boolean) =>
  rows
    .filter(wanted)
    .map((row) => String(row.Id))
    .sort();

test.each<[OpportunityOrder, 'closeDate' | 'name' | 'updatedAt', 1 | -1]>([
  ['CLOSE_DATE_ASC', 'closeDate', 1],
  ['CLOSE_DATE_DESC', 'closeDate', -1],
  ['NAME_ASC', 'name', 1],
  ['UPDATED_AT_DESC', 'updatedAt', -1],
])('pages in %s joined are the whole, in order, beyond 2,000', async (order, key, sign) => {
  const { nodes, totalCount } = await all({}, order);
  expect(totalCount).toBe(DEALS);
  expect(ids(nodes).sort()).toEqual(idsOf(() => true));
  const values = nodes.map((node) =>
    key === 'name' ? node.name.toLowerCase() : (node[key] ?? ''),
  );
  expect(values).toEqual(values.toSorted((a, b) => sign * (a < b ? -1 : a > b ? 1 : 0)));
  // Equal values are met, so the order has to be made whole by something else.
  if (order !== 'UPDATED_AT_DESC') expect(new Set(values).size).toBeLessThan(values.length);
});

test('pages by amount hold every deal once, those without an amount last', async () => {
  const { nodes } = await all({}, 'AMOUNT_DESC');
  expect(ids(nodes).sort()).toEqual(idsOf(() => true));
  const amounts = nodes.map(({ amount }) => amount);
  const firstNull = amounts.indexOf(null);
  expect(firstNull).toBeGreaterThan(0);
  expect(amounts.slice(firstNull).every((amount) => amount === null)).toBe(true);
  // Of several currencies, and beyond the 2,000 rows that OFFSET reaches.
  expect(new Set(amounts.map((amount) => amount?.currency)).size).toBeGreaterThan(3);
  expect(firstNull).toBeGreaterThan(2_001);
  const { rates } = world.salesforce.control.org;
  const worth = nodes.slice(0, firstNull).map(({ id, amount }) => {
    const row = rows.find((each) => each.Id === id);
    return rates!.ofRow(amount!.value, row!);
  });
  expect(worth).toEqual(worth.toSorted((a, b) => b - a));
});

test('a cursor by amount does not tell how many deals come before it', async () => {
  const { edges } = await page({ orderBy: 'AMOUNT_DESC', first: 5 });
  const decoded = Buffer.from(edges[4]!.cursor, 'base64url').toString();
  expect(decoded).not.toContain(edges[4]!.node.id);
  const rest = await page({ orderBy: 'AMOUNT_DESC', first: 5, after: edges[2]!.cursor });
  expect(ids(rest.nodes).slice(0, 2)).toEqual(ids(edges.slice(3).map(({ node }) => node)));
});

test('without an order, deals come by close date, 25 at a time', async () => {
  const { nodes, pageInfo, edges } = await page();
  expect(nodes).toHaveLength(25);
  expect(pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: edges[0]!.cursor,
    endCursor: edges[24]!.cursor,
  });
  expect(ids(nodes)).toEqual(ids((await page({ orderBy: 'CLOSE_DATE_ASC' })).nodes));
  // Any edge is a place to go on from.
  const rest = await page({ after: edges[9]!.cursor, first: 15 });
  expect(ids(rest.nodes)).toEqual(ids(nodes).slice(10));
  expect(rest.pageInfo.hasPreviousPage).toBe(true);
});

describe('filters', () => {
  const owner = () => String(rows[5]!.OwnerId);
  const account = () => String(rows.find((row) => row.AccountId !== null)!.AccountId);

  test.each<[string, () => OpportunityFilter, (row: Row) => boolean]>([
    ['isClosed', () => ({ isClosed: true }), (row) => row.IsClosed === true],
    ['isClosed: false', () => ({ isClosed: false }), (row) => row.IsClosed === false],
    [
      'stageName',
      () => ({ stageName: ['Prospecting', 'Closed Won'] }),
      (row) => row.StageName === 'Prospecting' || row.StageName === 'Closed Won',
    ],
    ['no stage at all', () => ({ stageName: [] }), () => false],
    ['ownerId', () => ({ ownerId: owner() }), (row) => row.OwnerId === owner()],
    [
      'ownerId of 15 characters',
      () => ({ ownerId: owner().slice(0, 15) }),
      (row) => row.OwnerId === owner(),
    ],
    ['accountId', () => ({ accountId: account() }), (row) => row.AccountId === account()],
    [
      'closeDateFrom and closeDateTo, both included',
      () => ({
        closeDateFrom: String(rows[9]!.CloseDate),
        closeDateTo: String(rows[9]!.CloseDate),
      }),
      (row) => row.CloseDate === rows[9]!.CloseDate,
    ],
    [
      'amountFrom and amountTo, both included',
      () => ({ amountFrom: Number(rows[3]!.Amount), amountTo: Number(rows[3]!.Amount) }),
      (row) => row.Amount === rows[3]!.Amount,
    ],
    [
      'amounts of any size',
      () => ({ amountFrom: -1e15, amountTo: 1e15 }),
      (row) => row.Amount !== null,
    ],
    ['small amounts', () => ({ amountFrom: 1e-9 }), (row) => Number(row.Amount) > 0],
    [
      'search in names',
      () => ({ search: 'LICENCE' }),
      (row) =>
        String(row.Name).toLowerCase().includes('licence') ||
        accountName(row).toLowerCase().includes('licence'),
    ],
    [
      'several together',
      () => ({ isClosed: false, ownerId: owner(), amountFrom: 50_000 }),
      (row) => row.IsClosed === false && row.OwnerId === owner() && Number(row.Amount) >= 50_000,
    ],
    ['nulls restrict nothing', () => ({ search: null, stageName: null }), () => true],
  ])('%s', async (_what, filter, wanted) => {
    const expected = idsOf(wanted);
    const { nodes, totalCount } = await all(filter());
    expect(ids(nodes).sort()).toEqual(expected);
    expect(totalCount).toBe(expected.length);
  });

  function accountName(row: Row): string {
    if (typeof row.AccountId !== 'string') return '';
    return String(world.salesforce.control.org.store.find('Account', row.AccountId)?.Name);
  }

  test('refuse more stages than can be asked for at once, and take one of them many times', async () => {
    const text = 'query ($f: OpportunityFilter) { opportunities(filter: $f) { totalCount } }';
    const codesFor = async (stageName: string[]) =>
      (await world.graphql(text, { f: { stageName } })).errors.map(
        ({ extensions }) => extensions.code,
      );
    expect(await codesFor(Array.from({ length: 5_000 }, (_, i) => `Stage ${i}`))).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect(await codesFor(['x'.repeat(100_000)])).toEqual(['BAD_USER_INPUT']);
    expect(await codesFor(Array.from({ length: 5_000 }, () => 'Prospecting'))).toEqual([]);
  });

  test.each([
    "' OR Name LIKE '%",
    "\\' OR Id != '",
    '%',
    '_',
    "'; DELETE",
    '\\',
    '{!x}',
    '\u0000',
    '\n',
  ])('takes %j as text in every filter', async (text) => {
    const names = idsOf(
      (row) => String(row.Name).includes(text) || accountName(row).includes(text),
    );
    const found = await world.graphql(OpportunitiesDocument, { filter: { search: text } });
    const isBlank = text.trim() === '';
    if (!isBlank) expect(found.data!.opportunities.totalCount).toBe(names.length);
    const stages = await world.graphql(OpportunitiesDocument, { filter: { stageName: [text] } });
    expect(stages.errors).toEqual([]);
    expect(stages.data!.opportunities.nodes).toEqual([]);
    for (const filter of [{ ownerId: text }, { accountId: text }, { closeDateFrom: text }]) {
      const { errors } = await world.graphql(OpportunitiesDocument, { filter });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    const one = await world.graphql(OpportunityDocument, { id: text });
    expect(one.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('hasContract and contractStatus with hundreds of linked deals', async () => {
    const linked = new Map<string, Set<string>>();
    for (const contract of world.spotdraft.control.list()) {
      const deal = contract.external_metadata.id;
      if (typeof deal !== 'string' || contract.deleted) continue;
      const id = rows.find((row) => String(row.Id).slice(0, 15) === deal.slice(0, 15))?.Id;
      if (typeof id !== 'string') continue;
      linked.set(id, (linked.get(id) ?? new Set()).add(contract.contract_status));
    }
    expect(linked.size).toBeGreaterThan(200);
    const having = await all({ hasContract: true });
    expect(ids(having.nodes).sort()).toEqual([...linked.keys()].sort());
    const without = await all({ hasContract: false });
    expect(ids(without.nodes).sort()).toEqual(idsOf((row) => !linked.has(String(row.Id))));
    for (const status of ['EXECUTED', 'ON_HOLD'] as const) {
      const { nodes, totalCount } = await all({ contractStatus: [status] });
      const expected = [...linked].filter(([, statuses]) => statuses.has(status));
      expect(ids(nodes).sort()).toEqual(expected.map(([id]) => id).sort());
      if (totalCount !== null) expect(totalCount).toBe(expected.length);
    }
    const small = await all({ contractStatus: ['EXECUTED'], isClosed: true }, 'NAME_ASC', 7);
    expect(ids(small.nodes).sort()).toEqual(
      [...linked]
        .filter(
          ([id, statuses]) =>
            statuses.has('EXECUTED') && rows.find((row) => row.Id === id)?.IsClosed === true,
        )
        .map(([id]) => id)
        .sort(),
    );
    expect((await all({ hasContract: false, contractStatus: ['DRAFT'] })).nodes).toEqual([]);
    expect((await all({ contractStatus: [] })).nodes).toEqual([]);
  });
});

test.each([0, -1, 101, 1_000_000])('refuses first: %i', async (first) => {
  const { errors } = await world.graphql(OpportunitiesDocument, { first });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('refuses cursors that are none, or of another order, filter or list', async () => {
  const cursor = (await page({ orderBy: 'NAME_ASC' })).pageInfo.endCursor!;
  const other = await world.graphql('{ contracts(first: 1) { pageInfo { endCursor } } }', {});
  const ofContracts = (other.data as { contracts: { pageInfo: { endCursor: string } } }).contracts
    .pageInfo.endCursor;
  for (const variables of [
    { after: cursor },
    { after: cursor, orderBy: 'NAME_ASC', filter: { isClosed: true } },
    { after: ofContracts, orderBy: 'NAME_ASC' },
    { after: '' },
    { after: 'nonsense' },
    { after: Buffer.from('["x",1,2]').toString('base64url') },
    { after: `${cursor}x`.repeat(50) },
  ] as const) {
    const { errors } = await world.graphql(OpportunitiesDocument, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});

test('a page of 50 deals with contracts costs one SOQL and no SpotDraft call', async () => {
  await page(); // descriptions are kept
  world.salesforce.control.usage.clearCalls();
  world.spotdraft.calls.reset();
  const { data, errors } = await world.graphql(OpportunitiesWithContractsDocument, { first: 50 });
  expect(errors).toEqual([]);
  expect(data!.opportunities.nodes).toHaveLength(50);
  expect(data!.opportunities.nodes.some(({ contracts }) => contracts!.length > 0)).toBe(true);
  expect(world.salesforce.control.usage.report().total).toBe(1);
  expect(world.spotdraft.calls.report().total).toBe(0);
});

test('a contract within a deal names its deal at no further cost', async () => {
  world.salesforce.control.usage.clearCalls();
  const { data } = await world.graphql(
    `{ opportunities(first: 50) { nodes { id contracts { opportunity { id contracts { id } } } } } }`,
    {},
  );
  expect(data).toBeDefined();
  expect(world.salesforce.control.usage.report().total).toBe(1);
});

test('shows one deal as the CRM has it, by either form of its id', async () => {
  const row = rows.find((candidate) => candidate.Amount !== null && candidate.AccountId !== null)!;
  const id = String(row.Id);
  const [long, short] = await Promise.all(
    [id, id.slice(0, 15)].map((text) => world.graphql(OpportunityDocument, { id: text })),
  );
  expect(long!.data!.opportunity).toMatchObject({
    id,
    name: row.Name,
    stageName: row.StageName,
    amount: { value: row.Amount, currency: row.CurrencyIsoCode },
    closeDate: row.CloseDate,
    probability: row.Probability,
    isClosed: row.IsClosed,
    isWon: row.IsWon,
    owner: { id: row.OwnerId },
    account: { id: row.AccountId },
    url: expect.stringContaining(id) as string,
  });
  expect(short!.data).toEqual(long!.data);
  const unknown = await world.graphql(OpportunityDocument, { id: '006000000000001AAA' });
  expect(unknown).toMatchObject({ data: { opportunity: null }, errors: [] });
});

test('filters the contracts of a deal by status, most advanced first, without the deleted', async () => {
  const order = ['EXECUTED', 'SIGN', 'REDLINING', 'DRAFT', 'ON_HOLD', 'VOIDED', 'UNKNOWN'];
  const { nodes } = await all({ hasContract: true });
  const { data } = await world.graphql(
    `query ($filter: OpportunityFilter) { opportunities(first: 100, filter: $filter) {
       nodes { all: contracts { id status createdAt } none: contracts(status: []) { id }
         some: contracts(status: [EXECUTED, DRAFT]) { status } } } }`,
    { filter: { hasContract: true } },
  );
  expect(nodes.length).toBeGreaterThan(0);
  const deals = (
    data as {
      opportunities: {
        nodes: {
          all: { status: string; createdAt: string }[];
          none: unknown[];
          some: { status: string }[];
        }[];
      };
    }
  ).opportunities.nodes;
  for (const deal of deals) {
    const ranks = deal.all.map(({ status }) => order.indexOf(status));
    expect(ranks).not.toContain(-1);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(deal.none).toEqual([]);
    expect(deal.some).toEqual(
      deal.all
        .filter(({ status }) => ['EXECUTED', 'DRAFT'].includes(status))
        .map(({ status }) => ({ status })),
    );
    for (const [index, contract] of deal.all.entries()) {
      const next = deal.all[index + 1];
      if (next?.status === contract.status)
        expect(Date.parse(contract.createdAt)).toBeGreaterThanOrEqual(Date.parse(next.createdAt));
    }
  }
});
