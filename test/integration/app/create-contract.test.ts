import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ContractDraftDocument, CreateContractDocument } from '../../generated/graphql.js';
import type { CreateContractInput } from '../../generated/graphql.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';

const REP = 'priya.raman@meridian-cloud.example';
const CREATE = '/api/v2.1/public/contracts/';

/** Deals that the example mapping can make an order form of: amount, account and a primary contact. */
function completeDeals(world: World) {
  const { store } = world.salesforce.control.org;
  return store.rows('Opportunity').filter((deal) => {
    const roles = store.rows('OpportunityContactRole');
    return (
      deal.Amount !== null &&
      deal.AccountId !== null &&
      roles.some((role) => role.OpportunityId === deal.Id && role.IsPrimary === true)
    );
  });
}

function creator(world: World) {
  return async (input: Omit<CreateContractInput, 'templateId'>, headers?: Headers) => {
    const answer = await world.graphql(
      CreateContractDocument,
      { input: { templateId: '1204', ...input } },
      headers,
    );
    return { ...answer, payload: answer.data?.createContract };
  };
}

const created = (world: World, deal: string) => world.spotdraft.control.list(deal);
const seen = (world: World) => world.spotdraft.calls.report().byRoute[`POST ${CREATE}`] ?? 0;

const unhurried = {
  spotdraft: { rateLimitPerSecond: null, contracts: 'none' },
  env: { SPOTDRAFT_RATE_LIMIT: '500' },
} as const;

describe('createContract', () => {
  let world: World;
  let create: ReturnType<typeof creator>;
  let deals: string[];
  let deal: string;
  beforeAll(async () => {
    world = await startWorld(unhurried);
    create = creator(world);
    deals = completeDeals(world)
      .map((row) => String(row.Id))
      .reverse();
  });
  afterAll(() => world[Symbol.asyncDispose]());
  beforeEach(() => {
    deal = deals.pop()!;
    world.spotdraft.faults.clear();
  });

  test('sends the mapped data and says whose contract it is', async () => {
    const { payload, errors } = await create({
      opportunityId: deal.slice(0, 15),
      data: { po_number: 'PO-7', payment_terms: 'Net 30' },
      name: 'Own name',
    });
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({
      created: true,
      userErrors: [],
      contract: { name: 'Own name', status: 'DRAFT', opportunity: { id: deal } },
    });
    const [made, ...others] = created(world, deal);
    expect(others).toEqual([]);
    const row = world.salesforce.control.org.store.find('Opportunity', deal)!;
    expect(made).toMatchObject({
      id: payload!.contract!.id,
      contract_name: 'Own name',
      external_metadata: {
        id: deal,
        integration_name: 'Salesforce',
        record_type: 'Opportunity',
        record_data: { dealdraft_request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
      },
      contract_data: {
        po_number: 'PO-7',
        payment_terms: 'net_30',
        billing_currency: { type: row.CurrencyIsoCode, value: row.Amount },
      },
    });
  });

  test('writes the CRM record without a webhook', async () => {
    const { payload } = await create({ opportunityId: deal });
    await eventually(() => {
      const records = world.salesforce.control.org.store.rows('SpotDraft_Contract__c');
      expect(records.find((row) => row.SpotDraft_Id__c === payload!.contract!.id)).toMatchObject({
        Opportunity__c: deal,
        Status__c: 'DRAFT',
      });
    });
  });

  test('names template field, label, expression and value of each problem, and sends nothing', async () => {
    const before = seen(world);
    const row = world.salesforce.control.org.store.find('Opportunity', deal)!;
    world.salesforce.control.org.store.update(row, { Amount: null });
    const { payload, errors } = await create({
      opportunityId: deal,
      data: { po_numbr: 'x', payment_terms: 'Net 99', pricing_schedule: 7 },
    });
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({ contract: null, created: false });
    const byField = new Map(payload!.userErrors.map((error) => [error.field?.join('.'), error]));
    expect(byField.get('data.po_numbr')).toMatchObject({ code: 'UNKNOWN_FIELD' });
    expect(byField.get('data.po_numbr')!.message).toContain('po_number');
    expect(byField.get('data.payment_terms')!.message).toContain('Net 99');
    expect([...byField.keys()]).toContainEqual(
      expect.stringMatching(/^data\.pricing_schedule(\.|$)/),
    );
    const currency = [...byField].find(([path]) => path?.startsWith('data.billing_currency'))![1];
    expect(currency.message).toContain('Contract value');
    expect(currency.message).toContain('Amount');
    expect(seen(world)).toBe(before);
    const draft = await world.graphql(ContractDraftDocument, {
      opportunityId: deal,
      templateId: '1204',
    });
    expect(draft.data!.contractDraft.userErrors.length).toBeGreaterThan(0);
  });

  test('a refused request does not use up its key', async () => {
    const key = { opportunityId: deal, idempotencyKey: 'refused-first' };
    const refused = await create({ ...key, data: { payment_terms: 'never' } });
    expect(refused.payload!.userErrors).toMatchObject([{ field: ['data', 'payment_terms'] }]);
    const good = await create({ ...key, data: { payment_terms: 'Net 45' } });
    expect(good.payload).toMatchObject({ created: true, userErrors: [] });
  });

  test('a request that SpotDraft refuses does not use up its key, and says which field', async () => {
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'POST', path: CREATE },
      times: 1,
      status: 400,
      body: { contract_data: { po_number: ['Too long.'] }, contract_name: ['Taken.'] },
    });
    const key = { opportunityId: deal, idempotencyKey: 'refused-by-spotdraft' };
    const refused = await create({ ...key, data: { po_number: 'PO-1' } });
    expect(refused.errors).toEqual([]);
    expect(refused.payload).toMatchObject({ contract: null, created: false });
    expect(refused.payload!.userErrors).toMatchObject([
      { field: ['data', 'po_number'], code: 'SPOTDRAFT_REFUSED', message: 'SpotDraft: Too long.' },
      { field: ['name'], code: 'SPOTDRAFT_REFUSED', message: 'SpotDraft: Taken.' },
    ]);
    expect((await create({ ...key, data: { po_number: 'PO-2' } })).payload?.created).toBe(true);
    expect(created(world, deal)).toHaveLength(1);
  });

  test('a 403 reads FORBIDDEN with what to do, and leaves the key free', async () => {
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'POST', path: CREATE },
      times: 1,
      status: 403,
      body: { detail: 'You do not have permission to perform this action.' },
    });
    const input = { opportunityId: deal, idempotencyKey: 'forbidden' };
    const { errors, payload } = await create(input);
    expect(payload).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' }, path: ['createContract'] }]);
    expect(errors[0]!.message).toContain('SpotDraft');
    expect((await create(input)).payload?.created).toBe(true);
  });

  test('a repeat gets the same contract; other input under the same key is refused', async () => {
    const input = { opportunityId: deal, idempotencyKey: 'k1', data: { po_number: '1' } };
    const first = await create(input);
    const again = await create({ ...input, opportunityId: deal.slice(0, 15) });
    expect(again.payload).toMatchObject({
      created: false,
      contract: { id: first.payload!.contract!.id },
      userErrors: [],
    });
    for (const other of [
      { ...input, data: { po_number: '2' } },
      { ...input, name: 'Another' },
      { ...input, sendToCounterparties: true },
    ]) {
      const { payload } = await create(other);
      expect(payload).toMatchObject({ contract: null, created: false });
      expect(payload!.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
    }
    // A key belongs to its deal, and the same words in another order are the same input.
    expect(created(world, deal)).toHaveLength(1);
    const elsewhere = await create({ ...input, opportunityId: deals.pop()! });
    expect(elsewhere.payload?.created).toBe(true);
  });

  test('the order of members does not make another input', async () => {
    const key = { opportunityId: deal, idempotencyKey: 'order' };
    await create({ ...key, data: { po_number: '1', auto_renew: false } });
    const again = await create({ ...key, data: { auto_renew: false, po_number: '1' } });
    expect(again.payload).toMatchObject({ created: false, userErrors: [] });
  });

  test('concurrent repeats wait and get the one contract', async () => {
    world.spotdraft.faults.add({ kind: 'latency', latencyMs: 300, match: { method: 'POST' } });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => create({ opportunityId: deal })),
    );
    expect(new Set(answers.map(({ payload }) => payload?.contract?.id)).size).toBe(1);
    expect(answers.filter(({ payload }) => payload?.created)).toHaveLength(1);
    expect(created(world, deal)).toHaveLength(1);
  });

  test('two keys make two contracts, and each caller has intents of their own', async () => {
    await create({ opportunityId: deal, idempotencyKey: 'a' });
    await create({ opportunityId: deal, idempotencyKey: 'b' });
    await create({ opportunityId: deal });
    await create({ opportunityId: deal }, world.as('admin'));
    await create({ opportunityId: deal }, world.as('admin'));
    expect(created(world, deal)).toHaveLength(4);
  });

  test.each([
    ['lost after the commit', { kind: 'drop-after-commit' }],
    ['cut in half', { kind: 'truncate' }],
  ] as const)('adopts the contract whose answer was %s', async (_what, fault) => {
    world.spotdraft.faults.add({ ...fault, match: { method: 'POST', path: CREATE }, times: 1 });
    const { payload, errors } = await create({ opportunityId: deal });
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({ created: true, userErrors: [] });
    expect(created(world, deal)).toMatchObject([{ id: payload!.contract!.id }]);
    expect((await create({ opportunityId: deal })).payload).toMatchObject({
      created: false,
      contract: { id: payload!.contract!.id },
    });
  });

  test('adopts it among more than 50 contracts of the deal', async () => {
    for (let index = 0; index < 55; index += 1) {
      await create({ opportunityId: deal, idempotencyKey: `many-${index}` });
    }
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: CREATE },
      times: 1,
    });
    const { payload } = await create({ opportunityId: deal });
    expect(payload).toMatchObject({ created: true, userErrors: [] });
    expect(created(world, deal)).toHaveLength(56);
    expect(created(world, deal)[0]!.id).toBe(payload!.contract!.id);
  });

  test('answers RATE_LIMITED when SpotDraft goes on asking to slow down, and leaves the key free', async () => {
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'POST', path: CREATE },
      status: 429,
      body: { detail: 'Request was throttled.' },
    });
    const { errors } = await create({ opportunityId: deal });
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    world.spotdraft.faults.clear();
    expect((await create({ opportunityId: deal })).payload?.created).toBe(true);
    expect(created(world, deal)).toHaveLength(1);
  });

  test('a single 429 is waited out', async () => {
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'POST', path: CREATE },
      status: 429,
      times: 1,
    });
    expect((await create({ opportunityId: deal })).payload?.created).toBe(true);
  });

  test('sends it to the counterparties when asked to', async () => {
    const { payload } = await create({ opportunityId: deal, sendToCounterparties: true });
    expect(payload?.created).toBe(true);
    expect(created(world, deal)[0]!.contract_status).toBe('REDLINING');
  });

  test('the CRM being down makes nothing and says so', async () => {
    const before = seen(world);
    world.salesforce.control.addFault({ kind: 'status', status: 503 });
    const { errors } = await create({ opportunityId: deal });
    world.salesforce.control.clearFaults();
    expect(errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'salesforce' } },
    ]);
    expect(seen(world)).toBe(before);
  });

  test('a contract of an earlier request that moved out of sight is not shown', async () => {
    const own = world.salesforce.control.org.store
      .rows('Opportunity')
      .filter((row) => completeDeals(world).includes(row));
    const rep = world.salesforce.users.find((user) => user.username === REP)!;
    const mine = own.find((row) => row.OwnerId === rep.id)!;
    const headers = await world.asUser(REP);
    const first = await create({ opportunityId: String(mine.Id) }, headers);
    const readable = new Set(
      world.salesforce.control.org.store
        .rows('Opportunity')
        .filter((row) => row.OwnerId === rep.id)
        .map((row) => row.Id),
    );
    const foreign = world.salesforce.users.find((user) => user.name === 'Tom Keller')!;
    const other = own.find((row) => row.OwnerId === foreign.id && !readable.has(row.Id))!;
    const id = first.payload!.contract!.id;
    const linked = await world.graphql(
      `mutation ($input: LinkContractInput!) { linkContract(input: $input) { contract { id } } }`,
      { input: { contractId: id, opportunityId: String(other.Id) } },
    );
    expect(linked.errors).toEqual([]);
    const again = await create({ opportunityId: String(mine.Id) }, headers);
    expect(again.payload).toMatchObject({ contract: null, created: false });
  });

  test.each([
    ['a malformed deal id', { opportunityId: 'abc' }, 'BAD_USER_INPUT'],
    ['an unknown deal', { opportunityId: '006000000000001AAA' }, 'NOT_FOUND'],
    ['an unknown template', { templateId: '999999' }, 'NOT_FOUND'],
  ])('answers %s with its code', async (_what, part, code) => {
    const { errors } = await world.graphql(CreateContractDocument, {
      input: { opportunityId: deal, templateId: '1204', ...part },
    });
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });

  test.each([
    ['idempotencyKey', { idempotencyKey: ' ' }],
    ['idempotencyKey', { idempotencyKey: '\u200b' }],
    ['idempotencyKey', { idempotencyKey: 'x'.repeat(201) }],
    ['name', { name: '' }],
  ])('a blank or overlong %s is a fault of the request', async (field, part) => {
    const { payload, errors } = await create({ opportunityId: deal, ...part });
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({ contract: null, created: false });
    expect(payload!.userErrors).toMatchObject([{ field: [field], code: 'INVALID_INPUT' }]);
  });

  test.each([51, 50_000])('a value of %i levels is a fault of the request', async (levels) => {
    // Written by hand, since not even JSON.stringify goes that deep.
    const mutation = `mutation ($input: CreateContractInput!) {
      createContract(input: $input) { userErrors { field code } } }`;
    const value = '['.repeat(levels) + ']'.repeat(levels);
    const response = await fetch(`${world.app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...world.as('service') },
      body: `{"query":${JSON.stringify(mutation)},"variables":{"input":{
        "opportunityId":"${deal}","templateId":"1204","data":{"po_number":${value}}}}}`,
    });
    expect(await response.json()).toEqual({
      data: {
        createContract: { userErrors: [{ field: ['data', 'po_number'], code: 'INVALID_INPUT' }] },
      },
    });
  });

  test('a template without a mapping is a user error', async () => {
    const { payload } = await creator(world)({ opportunityId: deal, ...{ templateId: '1201' } });
    expect(payload!.userErrors).toMatchObject([{ field: ['templateId'], code: 'MAPPING_MISSING' }]);
  });
});

describe('createContract of a person', () => {
  let world: World;
  let create: ReturnType<typeof creator>;
  let opportunityId: string;
  beforeAll(async () => {
    world = await startWorld(unhurried);
    create = creator(world);
    const rep = world.salesforce.users.find((user) => user.username === REP)!;
    opportunityId = String(completeDeals(world).find((row) => row.OwnerId === rep.id)!.Id);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test('is done in SpotDraft as that person; of a key, as the integration', async () => {
    const creatorOf = async (idempotencyKey: string, headers?: Headers) =>
      (await create({ opportunityId, idempotencyKey }, headers)).payload?.contract?.createdBy;
    expect(await creatorOf('person', await world.asUser(REP))).toBe(REP);
    expect(await creatorOf('key')).not.toBe(REP);
    // A token without an address: the CRM knows it.
    const withoutEmail = await world.asUser(REP, { email: undefined });
    expect(await creatorOf('no address', withoutEmail)).toBe(REP);
  });

  test('with an address that no header can carry is refused, and leaves the key free', async () => {
    const odd = await world.asUser(REP, { email: 'prïya@meridian-cloud.example' });
    const refused = await create({ opportunityId, idempotencyKey: 'odd' }, odd);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const good = await create({ opportunityId, idempotencyKey: 'odd' }, await world.asUser(REP));
    expect(good.payload).toMatchObject({ created: true, userErrors: [] });
  });
});
