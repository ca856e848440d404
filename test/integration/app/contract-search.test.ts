import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ContractsDocument, SearchContractsDocument } from '../../generated/graphql.js';
import type { SpotDraftFilter } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';

const REP = 'tom.keller@meridian-cloud.example';

let world: World;
let rep: Headers;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  rep = await world.asUser(REP);
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.faults.clear();
});

const there = () => world.spotdraft.control.list().filter(({ deleted }) => !deleted);
const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).sort();
const calls = () => world.spotdraft.calls.report().total;

async function search(
  filter: SpotDraftFilter,
  headers?: Headers,
  page: { readonly first?: number; readonly after?: string | null } = {},
) {
  const { data, errors } = await world.graphql(
    SearchContractsDocument,
    { filter, first: 100, ...page },
    headers,
  );
  expect(errors).toEqual([]);
  return data!.searchContracts;
}

/** All pages, with something done between two of them. */
async function walk(
  filter: SpotDraftFilter,
  first: number,
  { headers, between }: { headers?: Headers; between?: (page: number) => void } = {},
): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (let page = 1; ; page += 1) {
    const found = await search(filter, headers, { first, after });
    ids.push(...found.nodes.map(({ id }) => id));
    if (!found.pageInfo.hasNextPage) return ids;
    after = found.pageInfo.endCursor ?? null;
    between?.(page);
  }
}

/** The contracts of deals that the rep can read, as the app itself lists them. */
async function visibleToRep(): Promise<Set<string>> {
  const ids: string[] = [];
  let after: string | null | undefined;
  for (;;) {
    const { data } = await world.graphql(ContractsDocument, { first: 100, after: after! }, rep);
    ids.push(...data!.contracts.nodes.map(({ id }) => id));
    if (!data!.contracts.pageInfo.hasNextPage) return new Set(ids);
    after = data!.contracts.pageInfo.endCursor;
  }
}

describe('searchContracts', () => {
  test('finds by status, type, kind, number, counterparty and time what SpotDraft has', async () => {
    const rows = there();
    const signing = rows.filter(({ contract_status: status }) => status === 'SIGN');
    expect(signing.length).toBeGreaterThan(1);
    expect(idsOf((await search({ displayStatus: { eq: 'SIGN' } })).nodes)).toEqual(idsOf(signing));
    const some = signing.slice(0, 2).map(({ id }) => id);
    expect(idsOf((await search({ contractId: { in: [...some, 'T-987654'] } })).nodes)).toEqual(
      some.sort(),
    );
    const typed = await search({
      contractTypeId: { gte: '303', lt: '305' },
      displayStatus: { ne: 'DELETED', in: ['DRAFT', 'EXECUTED'] },
    });
    expect(idsOf(typed.nodes)).toEqual(
      idsOf(
        rows.filter(
          (row) =>
            [303, 304].includes(Number(row['contract_type_id'])) &&
            ['DRAFT', 'EXECUTED'].includes(row.contract_status),
        ),
      ),
    );
    const [one] = rows;
    const reference = String(one!['reference_id']);
    expect(idsOf((await search({ contractReferenceId: { eq: reference } })).nodes)).toEqual([
      one!.id,
    ]);
    const counterparty = String(one!['counter_party_name']);
    expect(idsOf((await search({ clientName: { in: [counterparty, 'x'] } })).nodes)).toEqual(
      idsOf(rows.filter((row) => row['counter_party_name'] === counterparty)),
    );
    const kind = { contractKind: { eq: 'EXECUTED_CONTRACT' } };
    expect(idsOf((await search(kind)).nodes)).toEqual(
      idsOf(rows.filter((row) => row['contract_kind'] === 'EXECUTED_CONTRACT')),
    );
    const since = String(one!['created']);
    expect(idsOf((await search({ createdAt: { gte: since } })).nodes)).toContain(one!.id);
    expect(idsOf((await search({ createdAt: { gt: '2199-01-01T00:00:00Z' } })).nodes)).toEqual([]);
  });

  test('is for a rep the same list without what they may not see, uncounted', async () => {
    const visible = await visibleToRep();
    const all = await walk({}, 100);
    expect(all.sort()).toEqual(idsOf(there()));
    expect(visible.size).toBeGreaterThan(3);
    const found = await walk({}, 4, { headers: rep });
    expect(found.sort()).toEqual([...visible].sort());
    const page = await search({}, rep, { first: 2 });
    expect(page.totalCount).toBeNull();
    // Decoded, a cursor would tell of rows that were passed over.
    expect(page.pageInfo.endCursor).toMatch(/^s_/);
    // What nobody links to a deal is for keys alone.
    const unlinked = there().find(({ external_metadata: { id } }) => id === undefined)!;
    expect(all).toContain(unlinked.id);
    const asked = { contractId: { eq: unlinked.id } };
    expect(await search(asked, rep)).toMatchObject({ nodes: [], totalCount: null });
    // The same of somebody else's, and of what there is not.
    const foreign = there().find(({ id }) => !visible.has(id))!;
    const ofOthers = await search({ contractId: { eq: foreign.id } }, rep);
    expect(ofOthers).toEqual(await search({ contractId: { eq: 'T-987654' } }, rep));
  });

  test('skips nothing that was there throughout, whatever comes and goes meanwhile', async () => {
    const before = idsOf(there());
    const drafts = there().filter(({ contract_status: status }) => status === 'DRAFT');
    const gone = drafts.slice(0, 3).map(({ id }) => id);
    const ids = await walk({}, 20, {
      between: (page) => {
        const id = gone[page - 1];
        if (id !== undefined) world.spotdraft.control.delete(id);
      },
    });
    const stayed = before.filter((id) => !gone.includes(id));
    expect(ids.filter((id) => stayed.includes(id)).sort()).toEqual(stayed);
  });

  test('brings what it shows up to date, though no delivery came', async () => {
    const { id } = there().find(({ contract_status: status }) => status === 'SIGN')!;
    world.spotdraft.control.execute(id);
    const { nodes } = await search({ contractId: { eq: id } });
    expect(nodes).toMatchObject([{ status: 'EXECUTED', sync: { pending: true } }]);
    expect(nodes[0]!.documentUrl).toContain(`/documents/${id}`);
    const stored = (await world.app.store.contracts.get([id as never])).get(id as never);
    expect(stored?.contract.status).toBe('EXECUTED');
  });

  test('goes by the deal that a contract is linked to now', async () => {
    const visible = await visibleToRep();
    const own = there().find(({ id }) => visible.has(id))!;
    const other = there().find(
      ({ id, external_metadata: { id: deal } }) => !visible.has(id) && typeof deal === 'string',
    )!;
    world.spotdraft.control.relink(own.id, other.external_metadata);
    expect((await search({ contractId: { eq: own.id } }, rep)).nodes).toEqual([]);
    // The deal that lost it is written anew by the worker, which is told.
    const [shown] = (await search({ contractId: { eq: own.id } })).nodes;
    expect(shown!.sync.pending).toBe(true);
  });

  test('ends at what SpotDraft has not the same list of', async () => {
    const { pageInfo } = await search({ displayStatus: { ne: 'VOIDED' } }, undefined, { first: 3 });
    const { errors } = await world.graphql(SearchContractsDocument, {
      filter: { displayStatus: { ne: 'SIGN' } },
      after: pageInfo.endCursor!,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each<[string, SpotDraftFilter]>([
    ['an id that is none', { contractId: { eq: '123' } }],
    ['a type that is none', { contractTypeId: { in: ['NDA'] } }],
    ['a blank text', { tags: { eq: '' } }],
    ['a text without end', { clientName: { eq: 'x'.repeat(100_000) } }],
    ['a search without end', { search: 'x'.repeat(100_000) }],
    ['values without end', { tags: { in: Array<string>(20_000).fill('x') } }],
  ])('refuses %s before any call', async (_what, filter) => {
    const before = calls();
    const { errors } = await world.graphql(SearchContractsDocument, { filter });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(calls()).toBe(before);
  });

  test.each([
    ['a page that is none', { first: 101 }],
    ['a cursor that is none', { after: 'nonsense' }],
  ])('refuses %s before any call', async (_what, page) => {
    const before = calls();
    const { errors } = await world.graphql(SearchContractsDocument, { filter: {}, ...page });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(calls()).toBe(before);
  });

  test('spends no call on what nothing can fit, nor on strangers', async () => {
    const before = calls();
    expect((await search({ displayStatus: { in: [] } })).nodes).toEqual([]);
    const stranger = await world.asUser('nobody@nowhere.example');
    for (const headers of [stranger, world.as('user')]) {
      const { errors } = await world.graphql(SearchContractsDocument, { filter: {} }, headers);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    expect(calls()).toBe(before);
  });

  test('says in SpotDraft’s words what its list does not take, and that SpotDraft is down', async () => {
    world.spotdraft.faults.add({
      kind: 'status',
      match: { path: '/contracts/' },
      status: 400,
      body: { 'filter__tags[$eq]': ['Unknown filter.'] },
      times: 1,
    });
    const refused = await world.graphql(SearchContractsDocument, { filter: { tags: { eq: 'x' } } });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(refused.errors[0]!.message).toContain('Unknown filter.');
    world.spotdraft.faults.add({ kind: 'status', match: { path: '/contracts/' }, status: 500 });
    const down = await world.graphql(SearchContractsDocument, { filter: {} });
    expect(down.errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' } },
    ]);
  });

  test('reads a bounded part of what a rep may not see, and goes on from there', async () => {
    await using crowd = await startWorld({
      worker: false,
      backfill: true,
      spotdraft: { rateLimitPerSecond: null, contracts: 400 },
      env: { SPOTDRAFT_RATE_LIMIT: '1000' },
    });
    for (const { id } of crowd.spotdraft.control.list()) crowd.spotdraft.control.relink(id, {});
    const listed = () =>
      crowd.spotdraft.calls.report().byRoute['GET /api/v2.1/public/contracts/'] ?? 0;
    const before = listed();
    const headers = await crowd.asUser(REP);
    const first = await crowd.graphql(SearchContractsDocument, { filter: {}, first: 5 }, headers);
    expect(first.data!.searchContracts).toMatchObject({
      nodes: [],
      pageInfo: { hasNextPage: true },
    });
    expect(listed() - before).toBe(6);
    const { endCursor: after } = first.data!.searchContracts.pageInfo;
    const rest = await crowd.graphql(
      SearchContractsDocument,
      { filter: {}, after: after! },
      headers,
    );
    expect(rest.data!.searchContracts).toMatchObject({
      nodes: [],
      pageInfo: { hasNextPage: false },
    });
  });
});

describe('facets', () => {
  const facets = '{ facets }';
  const options = 'query ($f: String!, $s: String) { facetOptions(field: $f, search: $s) }';

  test('are in SpotDraft’s own shape, and asked for once in a while', async () => {
    const shown = await world.graphql<{ facets: { facets: unknown[] } }, object>(facets, {});
    expect(shown.data!.facets.facets).toContainEqual(
      expect.objectContaining({ field_name: 'display_status', operators: ['$eq', '$ne', '$in'] }),
    );
    const before = calls();
    await world.graphql(facets, {}, world.as('user'));
    expect(calls()).toBe(before);
  });

  test('have options, which can be searched', async () => {
    const variables = { f: 'contract_type_name', s: 'order' };
    const { data } = await world.graphql(options, variables, world.as('user'));
    expect(data).toEqual({
      facetOptions: {
        field_name: 'contract_type_name',
        options: [{ label: 'Order Form', value: 'Order Form' }],
      },
    });
    const all = await world.graphql<{ facetOptions: { options: unknown[] } }, object>(options, {
      f: 'contract_type_name',
    });
    expect(all.data!.facetOptions.options.length).toBeGreaterThan(1);
  });

  test('of a field that there is not are NOT_FOUND; of none, refused before any call', async () => {
    const unknown = await world.graphql(options, { f: 'moon' });
    expect(unknown.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const before = calls();
    for (const variables of [
      { f: ' ' },
      { f: 'x'.repeat(201) },
      { f: 'tags', s: 'x'.repeat(501) },
    ]) {
      const { errors } = await world.graphql(options, variables);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect(calls()).toBe(before);
  });
});
