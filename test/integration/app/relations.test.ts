import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  ContractsDocument,
  RelateContractsDocument,
  RelatedContractsDocument,
  SyncContractDocument,
} from '../../generated/graphql.js';
import type { RelateContractsInput } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import { calls as callsOf, resetCalls } from './sync-support.js';
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
const isT = ({ id }: { readonly id: string }) => id.startsWith('T-');
const twinOf = (id: string) => id.replace('T-', 'H-');
const hasTwin = (id: string) => there().some((one) => one.id === twinOf(id));

const taken = new Set<string>();
/** A T contract that no test had before, without an H contract of its number. */
function fresh(fits: (id: string) => boolean = () => true): string {
  const { id } = there().find(
    (one) => isT(one) && !taken.has(one.id) && !hasTwin(one.id) && fits(one.id),
  )!;
  taken.add(id);
  return id;
}

async function relate(input: RelateContractsInput, headers?: Headers) {
  const { data, errors } = await world.graphql(RelateContractsDocument, { input }, headers);
  expect(errors).toEqual([]);
  return data!.relateContracts;
}

async function related(id: string, headers?: Headers) {
  const { data, errors } = await world.graphql(RelatedContractsDocument, { id }, headers);
  expect(errors).toEqual([]);
  return data!.contract!.relatedContracts!;
}

const posts = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => route.startsWith('POST ') && route.endsWith('/contract_relation/'))
    .reduce((sum, [, count]) => sum + count, 0);
const calls = () => world.spotdraft.calls.report().total;

describe('relateContracts', () => {
  test('says what one is of the other, which both show', async () => {
    const [terms, order] = [fresh(), fresh()];
    const input = { contractId: terms, relatedContractId: order, relation: 'CHILD' } as const;
    expect(await relate(input)).toEqual({ contract: { id: terms }, userErrors: [] });
    expect(await related(terms)).toMatchObject({
      nodes: [{ relation: 'CHILD', contract: { id: order } }],
      totalCount: null,
      pageInfo: { hasNextPage: false },
    });
    expect((await related(order)).nodes).toMatchObject([
      { relation: 'PARENT', contract: { id: terms } },
    ]);
  });

  test('makes the same once within a minute; with a key, never another', async () => {
    const [terms, order] = [fresh(), fresh()];
    const input = { contractId: terms, relatedContractId: order, relation: 'AMENDMENT' } as const;
    const before = posts();
    await Promise.all([relate(input), relate(input)]);
    await relate(input);
    expect(posts()).toBe(before + 1);
    await relate({ ...input, idempotencyKey: 'second' });
    await relate({ ...input, idempotencyKey: 'second' });
    expect((await related(terms)).nodes).toHaveLength(2);
    const other = await relate({ ...input, relation: 'ADDENDUM', idempotencyKey: 'second' });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
  });

  test('finds it when the answer was lost, beside an older one that is the same', async () => {
    const [terms, order] = [fresh(), fresh()];
    const input = { contractId: terms, relatedContractId: order, relation: 'ADDENDUM' } as const;
    await relate({ ...input, idempotencyKey: `before ${terms}` });
    const before = posts();
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/contract_relation/' },
      times: 1,
    });
    expect((await relate(input)).userErrors).toEqual([]);
    expect(posts()).toBe(before + 1);
    expect((await related(terms)).nodes).toHaveLength(2);
  });

  test('tells in SpotDraft’s words of a circle, with its code', async () => {
    const [terms, order] = [fresh(), fresh()];
    await relate({ contractId: terms, relatedContractId: order, relation: 'CHILD' });
    const back = { contractId: order, relatedContractId: terms, relation: 'CHILD' } as const;
    expect(await relate(back)).toMatchObject({
      contract: { id: order },
      userErrors: [{ field: null, code: 'SPOTDRAFT_REFUSED', spotdraftCode: 'SD_CONTRACTS_00093' }],
    });
  });

  test.each([
    [
      'names by our names what SpotDraft refuses by its own',
      'related_contract_id',
      'relatedContractId',
    ],
    ['the relation among them', 'relation_type', 'relation'],
  ])('%s', async (_what, named, field) => {
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'POST', path: '/contract_relation/' },
      status: 400,
      body: { [named]: ['Not this one.'] },
      times: 1,
    });
    const input = { contractId: fresh(), relatedContractId: fresh(), relation: 'CHILD' } as const;
    expect((await relate(input)).userErrors).toMatchObject([
      { field: [field], code: 'SPOTDRAFT_REFUSED', message: 'SpotDraft: Not this one.' },
    ]);
  });

  test('refuses before any call what SpotDraft could not be told', async () => {
    const id = fresh();
    const historical = there().find((one) => one.id.startsWith('H-'))!.id;
    const before = calls();
    const refusalOf = async (contractId: string, relatedContractId: string) =>
      (await relate({ contractId, relatedContractId, relation: 'PARENT' })).userErrors;
    expect(await refusalOf(historical, id)).toMatchObject([{ field: null, code: 'INVALID_STATE' }]);
    expect(await refusalOf(id, historical)).toMatchObject([
      { field: ['relatedContractId'], code: 'INVALID_STATE' },
    ]);
    expect(await refusalOf(id, id)).toMatchObject([
      { field: ['relatedContractId'], code: 'INVALID_VALUE' },
    ]);
    const key = 'x'.repeat(201);
    const input = { contractId: id, relatedContractId: fresh(), relation: 'CHILD' } as const;
    expect((await relate({ ...input, idempotencyKey: key })).userErrors).toMatchObject([
      { field: ['idempotencyKey'], code: 'INVALID_INPUT' },
    ]);
    for (const wrong of [{ contractId: '12' }, { relatedContractId: 'T-1/2' }]) {
      const { errors } = await world.graphql(RelateContractsDocument, {
        input: { ...input, ...wrong },
      });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect(calls()).toBe(before);
  });

  test('refuses one that is deleted, on either side', async () => {
    const [id, gone] = [fresh(), fresh()];
    world.spotdraft.control.delete(gone);
    await world.graphql(SyncContractDocument, { id: gone });
    const one = await relate({ contractId: gone, relatedContractId: id, relation: 'CHILD' });
    expect(one.userErrors).toMatchObject([{ field: null, code: 'INVALID_STATE' }]);
    const other = await relate({ contractId: id, relatedContractId: gone, relation: 'CHILD' });
    expect(other.userErrors).toMatchObject([
      { field: ['relatedContractId'], code: 'INVALID_STATE' },
    ]);
  });
});

describe('Contract.relatedContracts', () => {
  /** Contracts that the rep may see. */
  async function visibleToRep(): Promise<Set<string>> {
    const { data } = await world.graphql(ContractsDocument, { first: 100 }, rep);
    return new Set(data!.contracts.nodes.map(({ id }) => id));
  }

  test('leaves out what the caller may not see, and does not count it', async () => {
    const visible = await visibleToRep();
    const own = fresh((id) => visible.has(id));
    const foreign = fresh((id) => !visible.has(id));
    const alone = fresh((id) => visible.has(id));
    await relate({ contractId: own, relatedContractId: foreign, relation: 'CHILD' });
    expect((await related(own)).nodes).toHaveLength(1);
    expect(await related(own, rep)).toEqual(await related(alone, rep));
    const input = { contractId: own, relatedContractId: foreign, relation: 'PARENT' } as const;
    const { errors } = await world.graphql(RelateContractsDocument, { input }, rep);
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  test('is paged, and a cursor is refused for another contract', async () => {
    const [terms, other] = [fresh(), fresh()];
    const orders = [fresh(), fresh(), fresh()];
    for (const order of orders) {
      await relate({ contractId: terms, relatedContractId: order, relation: 'CHILD' });
    }
    const first = await world.graphql(RelatedContractsDocument, { id: terms, first: 2 });
    const { pageInfo, nodes } = first.data!.contract!.relatedContracts!;
    expect(pageInfo.hasNextPage).toBe(true);
    const after = pageInfo.endCursor!;
    const second = await world.graphql(RelatedContractsDocument, { id: terms, after });
    const rest = second.data!.contract!.relatedContracts!.nodes;
    expect([...nodes, ...rest].map(({ contract }) => contract.id)).toEqual(orders);
    const strange = await world.graphql(RelatedContractsDocument, { id: other, after });
    expect(strange.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('of a whole page costs a call for each contract, and one to each system for all that they name', async () => {
    const pairs = Array.from({ length: 6 }, () => [fresh(), fresh()] as const);
    for (const [contractId, relatedContractId] of pairs)
      await relate({ contractId, relatedContractId, relation: 'CHILD' });
    const fields = pairs.map(
      ([id], index) =>
        `c${index}: contract(id: "${id}") { relatedContracts(first: 5) { nodes { contract { id } } } }`,
    );
    resetCalls(world);
    const { data, errors } = await world.graphql<
      Record<string, { relatedContracts: { nodes: { contract: { id: string } }[] } } | null>,
      object
    >(`{ ${fields.join(' ')} }`, {}, rep);
    expect(errors.filter(({ extensions }) => extensions.code !== 'NOT_FOUND')).toEqual([]);
    const shown = Object.values(data!).filter((each) => each !== null);
    expect(shown.length).toBeGreaterThan(0);
    expect(callsOf(world).spotdraft).toBe(shown.length + 1);
    const asked = Object.values(callsOf(world).salesforce).reduce((sum, count) => sum + count, 0);
    // Whether the contracts themselves may be seen, and those that they name.
    expect(asked).toBeLessThanOrEqual(3);
  });

  test('shows the contract that is meant, where a T and an H contract have the number', async () => {
    const twin = there().find((one) => isT(one) && hasTwin(one.id))!.id;
    const terms = fresh();
    await relate({ contractId: terms, relatedContractId: twin, relation: 'CHILD' });
    expect((await related(terms)).nodes).toMatchObject([{ contract: { id: twin } }]);
    // Of one name, their statuses tell them apart; alike in both, neither is shown.
    const { contract_name: name } = world.spotdraft.control.get(twin);
    world.spotdraft.control.rename(twinOf(twin), name);
    const statuses = [twin, twinOf(twin)].map(
      (id) => world.spotdraft.control.get(id).contract_status,
    );
    expect(new Set(statuses).size).toBe(2);
    expect((await related(terms)).nodes).toMatchObject([{ contract: { id: twin } }]);
    world.spotdraft.control.execute(twin);
    expect((await related(terms)).nodes).toEqual([]);
  });

  test('of an H contract is null with an error, and so is a deleted one’s', async () => {
    const { id } = there().find((one) => one.id.startsWith('H-'))!;
    const answer = await world.graphql(RelatedContractsDocument, { id });
    expect(answer.data!.contract).toEqual({ id, relatedContracts: null });
    expect(answer.errors).toMatchObject([{ path: ['contract', 'relatedContracts'] }]);
    const gone = fresh();
    world.spotdraft.control.delete(gone);
    await world.graphql(SyncContractDocument, { id: gone });
    const deleted = await world.graphql(RelatedContractsDocument, { id: gone });
    expect(deleted.data!.contract).toEqual({ id: gone, relatedContracts: null });
    expect(deleted.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  test('is null with an error while SpotDraft is down, and the contract answers', async () => {
    const id = fresh();
    world.spotdraft.faults.add({
      kind: 'status',
      match: { path: '/related_contracts/' },
      status: 500,
    });
    const { data, errors } = await world.graphql(RelatedContractsDocument, { id });
    expect(data!.contract).toEqual({ id, relatedContracts: null });
    expect(errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' } },
    ]);
  });
});
