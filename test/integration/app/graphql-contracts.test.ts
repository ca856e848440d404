import { afterAll, beforeAll, expect, test } from 'vitest';
import { ContractsDocument } from '../../generated/graphql.js';
import type { ContractFilter } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
});
afterAll(() => world[Symbol.asyncDispose]());

async function list(filter: ContractFilter = {}) {
  const nodes: NonNullable<Awaited<ReturnType<typeof page>>>['nodes'][number][] = [];
  let after: string | undefined;
  for (;;) {
    const next = await page(filter, after);
    nodes.push(...next.nodes);
    const { hasNextPage, endCursor } = next.pageInfo;
    if (!hasNextPage) return { nodes, totalCount: next.totalCount };
    after = endCursor ?? undefined;
  }
}

async function page(filter: ContractFilter, after?: string) {
  const variables = { filter, first: 17, ...(after === undefined ? {} : { after }) };
  const { data, errors } = await world.graphql(ContractsDocument, variables);
  expect(errors).toEqual([]);
  return data!.contracts;
}

const seeded = () => world.spotdraft.control.list().filter(({ deleted }) => !deleted);
const ids = (nodes: readonly { readonly id: string }[]) => nodes.map(({ id }) => id).sort();

test('pages joined are the whole, newest first', async () => {
  const { nodes, totalCount } = await list();
  expect(ids(nodes)).toEqual(ids(seeded()));
  expect(totalCount).toBe(seeded().length);
  const times = nodes.map(({ createdAt }) => Date.parse(createdAt));
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

test('filters by status', async () => {
  const { nodes, totalCount } = await list({ status: ['EXECUTED', 'ON_HOLD'] });
  const expected = seeded().filter(({ contract_status: status }) =>
    ['EXECUTED', 'ON_HOLD'].includes(status),
  );
  expect(ids(nodes)).toEqual(ids(expected));
  expect(totalCount).toBe(expected.length);
  expect((await list({ status: [] })).nodes).toEqual([]);
});

test('filters by whether a deal is linked, and by which', async () => {
  const linked = await list({ linked: true });
  const unlinked = await list({ linked: false });
  expect(linked.totalCount).toBe(linked.nodes.length);
  expect(linked.nodes.length + unlinked.nodes.length).toBe(seeded().length);
  expect(linked.nodes.every(({ opportunity }) => opportunity !== null)).toBe(true);
  expect(unlinked.nodes.every(({ opportunity }) => opportunity === null)).toBe(true);
  const deal = linked.nodes[0]!.opportunity!.id;
  const expected = linked.nodes.filter(({ opportunity }) => opportunity?.id === deal);
  for (const id of [deal, deal.slice(0, 15)]) {
    expect(ids((await list({ opportunityId: id })).nodes)).toEqual(ids(expected));
  }
});

test('filters by type, words of the name and time of the last change', async () => {
  const [sample] = (await list()).nodes;
  const { type, name } = sample!;
  const ofType = await list({ typeId: type.id });
  expect(ofType.nodes.length).toBeGreaterThan(0);
  expect(ofType.nodes.every((node) => node.type.id === type.id)).toBe(true);
  expect(ids((await list({ search: name.toUpperCase() })).nodes)).toContain(sample!.id);
  const soon = new Date(Date.now() + 60_000).toISOString();
  expect((await list({ updatedSince: soon })).nodes).toEqual([]);
});

test.each(["' OR 1=1 --", '%', '_', '\\', '"; DROP TABLE contracts', '\u0000', '*', '((('])(
  'takes %j as text in every filter',
  async (text) => {
    const { nodes } = await list({ search: text });
    for (const { name, counterpartyName, referenceId } of nodes) {
      expect([name, counterpartyName, referenceId].join('\n')).toContain(text);
    }
    for (const filter of [{ opportunityId: text }, { typeId: text }]) {
      const bad = await world.graphql(ContractsDocument, { filter });
      expect(bad.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  },
);

test.each([
  ['first: 0', { first: 0 }],
  ['first: 101', { first: 101 }],
  ['a cursor that is none', { after: 'abc' }],
  ['a cursor of another list', { after: 'deals' }],
  ['a cursor of another filter', { after: 'contracts', filter: { linked: true } }],
])('refuses %s', async (_what, variables) => {
  const cursors = await world.graphql<
    Record<'contracts' | 'deals', { pageInfo: { endCursor: string } }>,
    object
  >(
    `{ contracts(first: 1) { pageInfo { endCursor } }
       deals: opportunities(first: 1) { pageInfo { endCursor } } }`,
    {},
  );
  const after = 'after' in variables ? variables.after : undefined;
  const real =
    after === 'deals' || after === 'contracts' ? cursors.data![after].pageInfo.endCursor : after;
  const { errors } = await world.graphql(ContractsDocument, {
    ...variables,
    ...(real === undefined ? {} : { after: real }),
  });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a contract of a deal that the CRM lost is not listed, counted or shown', async () => {
  const { nodes, totalCount } = await list({ linked: true });
  const { opportunity } = nodes[0]!;
  const { org } = world.salesforce.control;
  org.store.update(org.store.find('Opportunity', opportunity!.id)!, { IsDeleted: true });
  const gone = nodes.filter((node) => node.opportunity?.id === opportunity!.id);
  const after = await list({ linked: true });
  expect(ids(after.nodes)).toEqual(ids(nodes.filter((node) => !gone.includes(node))));
  expect(after.totalCount).toBe(totalCount! - gone.length);
});
