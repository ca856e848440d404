import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ContractDocument,
  ContractDraftDocument,
  ContractsDocument,
  CreateContractDocument,
  LinkContractDocument,
  OpportunitiesDocument,
  OpportunityDocument,
  SendContractDocument,
  SyncContractDocument,
  VoidContractDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';

const REP = 'tom.keller@meridian-cloud.example';
const VP = 'helena.brandt@meridian-cloud.example';

describe.each(['jwt', 'client_credentials'] as const)('in the %s flow', (salesforceAuth) => {
  let world: World;
  let rep: Headers;
  /** The rep's own deals and those they may not see, as the org's sharing says. */
  let own: Set<string>;
  let foreign: Set<string>;
  beforeAll(async () => {
    world = await startWorld({
      salesforceAuth,
      worker: false,
      backfill: true,
      spotdraft: { rateLimitPerSecond: null },
      env: { SPOTDRAFT_RATE_LIMIT: '1000' },
    });
    rep = await world.asUser(REP);
    const { org } = world.salesforce.control;
    const user = world.salesforce.users.find(({ username }) => username === REP)!;
    const ownerOf = (dealId: string) => org.store.find('Opportunity', dealId)!.OwnerId;
    const shared = new Set(
      org.seed.shares.filter(({ userId }) => userId === user.id).map(({ recordId }) => recordId),
    );
    const deals = world.salesforce.deals.map(({ id }) => id);
    own = new Set(deals.filter((id) => ownerOf(id) === user.id || shared.has(id)));
    foreign = new Set(deals.filter((id) => !own.has(id)));
    expect(own.size).toBeGreaterThan(5);
    expect(foreign.size).toBeGreaterThan(5);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const contractsOf = (deals: ReadonlySet<string>) =>
    world.spotdraft.control
      .list()
      .filter(
        ({ external_metadata: { id }, deleted }) =>
          !deleted && typeof id === 'string' && deals.has(id),
      );
  const unlinked = () =>
    world.spotdraft.control
      .list()
      .filter(({ external_metadata: { id }, deleted }) => !deleted && id === undefined);

  async function allDeals(headers: Headers): Promise<string[]> {
    const ids: string[] = [];
    let after: string | undefined;
    for (;;) {
      const { data, errors } = await world.graphql(
        OpportunitiesDocument,
        { first: 20, ...(after === undefined ? {} : { after }) },
        headers,
      );
      expect(errors).toEqual([]);
      ids.push(...data!.opportunities.nodes.map(({ id }) => id));
      const { hasNextPage, endCursor } = data!.opportunities.pageInfo;
      if (!hasNextPage) return ids.sort();
      after = endCursor ?? undefined;
    }
  }

  test('a rep lists the deals they can read, page by page', async () => {
    expect(await allDeals(rep)).toEqual([...own].sort());
  });

  test('somebody who reads everything lists everything', async () => {
    expect(await allDeals(await world.asUser(VP))).toHaveLength(own.size + foreign.size);
  });

  test('names are matched whatever their case', async () => {
    expect(await allDeals(await world.asUser(REP.toUpperCase()))).toEqual([...own].sort());
  });

  test('a deal of somebody else is null, and its draft NOT_FOUND', async () => {
    const [deal] = foreign;
    const shown = await world.graphql(OpportunityDocument, { id: deal! }, rep);
    expect(shown).toMatchObject({ data: { opportunity: null }, errors: [] });
    const draft = await world.graphql(
      ContractDraftDocument,
      { opportunityId: deal!, templateId: '1204' },
      rep,
    );
    expect(draft.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  test('contracts are those of readable deals, also in counts', async () => {
    const expected = contractsOf(own)
      .map(({ id }) => id)
      .sort();
    expect(expected.length).toBeGreaterThan(0);
    const ids: string[] = [];
    let after: string | undefined;
    for (;;) {
      const { data, errors } = await world.graphql(
        ContractsDocument,
        { first: 3, ...(after === undefined ? {} : { after }) },
        rep,
      );
      expect(errors).toEqual([]);
      expect(data!.contracts.totalCount).toBe(expected.length);
      ids.push(...data!.contracts.nodes.map(({ id }) => id));
      for (const { opportunity } of data!.contracts.nodes) expect(opportunity).not.toBeNull();
      const { hasNextPage, endCursor } = data!.contracts.pageInfo;
      if (!hasNextPage) break;
      after = endCursor ?? undefined;
    }
    expect(ids.sort()).toEqual(expected);
    const [deal] = [...foreign].filter((id) => contractsOf(new Set([id])).length > 0);
    const ofDeal = await world.graphql(
      ContractsDocument,
      { filter: { opportunityId: deal! } },
      rep,
    );
    expect(ofDeal.data!.contracts).toMatchObject({ nodes: [], totalCount: 0 });
    const loose = await world.graphql(ContractsDocument, { filter: { linked: false } }, rep);
    expect(loose.data!.contracts).toMatchObject({ nodes: [], totalCount: 0 });
  });

  test('unlinked contracts are for the roles service and admin only', async () => {
    const [contract] = unlinked();
    for (const role of ['service', 'admin'] as const) {
      const { data } = await world.graphql(ContractDocument, { id: contract!.id }, world.as(role));
      expect(data!.contract).toMatchObject({ id: contract!.id, opportunity: null });
    }
    for (const headers of [rep, await world.asUser(VP)]) {
      const answer = await world.graphql(ContractDocument, { id: contract!.id }, headers);
      expect(answer).toMatchObject({ data: { contract: null }, errors: [] });
    }
  });

  test('what is not visible does not exist: for queries, actions and documents', async () => {
    const signed = contractsOf(foreign).find(
      ({ contract_status: status }) => status === 'EXECUTED',
    )!;
    const [target] = own;
    for (const id of [signed.id, unlinked()[0]!.id, 'T-987654']) {
      const shown = await world.graphql(ContractDocument, { id }, rep);
      expect(shown).toMatchObject({ data: { contract: null }, errors: [] });
      for (const answer of [
        await world.graphql(SendContractDocument, { input: { contractId: id } }, rep),
        await world.graphql(VoidContractDocument, { input: { contractId: id, note: 'x' } }, rep),
        await world.graphql(
          LinkContractDocument,
          { input: { contractId: id, opportunityId: target! } },
          rep,
        ),
        await world.graphql(SyncContractDocument, { id }, rep),
      ]) {
        expect(answer.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
      }
      const document = await fetch(`${world.app.url}/documents/${id}`, {
        headers: rep,
        redirect: 'manual',
      });
      expect(document.status).toBe(404);
    }
  });

  test('nothing is made from, or moved to, a deal of somebody else', async () => {
    const [deal] = foreign;
    const made = await world.graphql(
      CreateContractDocument,
      { input: { opportunityId: deal!, templateId: '1204' } },
      rep,
    );
    expect(made.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const [mine] = contractsOf(own);
    const moved = await world.graphql(
      LinkContractDocument,
      { input: { contractId: mine!.id, opportunityId: deal! } },
      rep,
    );
    expect(moved.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(world.spotdraft.control.get(mine!.id).external_metadata).toEqual(
      mine!.external_metadata,
    );
  });

  test('a guess that is right costs the same calls as one that is wrong, wherever it can be made', async () => {
    const { store } = world.salesforce.control.org;
    const names = contractsOf(own).map(({ contract_name: name }) => name);
    const contract = contractsOf(foreign).find(
      ({ contract_status: s, contract_name: name }) =>
        s === 'EXECUTED' && !names.some((other) => other.includes(name)),
    )!;
    const dealId = String(contract.external_metadata.id);
    const row = store.find('Opportunity', dealId)!;
    store.update(row, { Name: 'Falcon secret', Amount: 987_654.32 });
    const callsFor = async (query: string, variables: Record<string, unknown>) => {
      world.spotdraft.calls.reset();
      world.salesforce.control.usage.clearCalls();
      const { data, errors } = await world.graphql(query, variables, rep);
      return {
        answer: { data, codes: errors.map(({ extensions }) => extensions.code) },
        calls: {
          salesforce: world.salesforce.control.usage.report().byRoute,
          spotdraft: world.spotdraft.calls.report().byRoute,
        },
      };
    };
    const contracts = `query ($f: ContractFilter) { contracts(filter: $f) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } }`;
    const deals = `query ($f: OpportunityFilter) { opportunities(filter: $f, orderBy: AMOUNT_DESC) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } }`;
    const draft = `query ($id: ID!) { contractDraft(opportunityId: $id, templateId: "1204") { name } }`;
    const sync = 'mutation ($id: ID!) { syncContract(id: $id) { contract { id } } }';
    const link = `mutation ($id: ID!) { linkContract(input: { contractId: $id, opportunityId: "${[...own][0]!}" }) { contract { id } } }`;
    const mine = contractsOf(own)[0]!.id;
    const relink = `mutation ($id: ID!) { linkContract(input: { contractId: "${mine}", opportunityId: $id }) { contract { id } userErrors { code message } } }`;
    const create =
      'mutation ($id: ID!) { createContract(input: { opportunityId: $id, templateId: "1204" }) { contract { id } } }';
    const send =
      'mutation ($id: ID!) { sendContract(input: { contractId: $id }) { contract { id } } }';
    const voiding =
      'mutation ($id: ID!) { voidContract(input: { contractId: $id, note: "x" }) { contract { id } } }';
    const note =
      'mutation ($id: ID!) { updateNote(input: { contractId: $id, noteId: "1", text: "x" }) { note { id } } }';
    const guesses: [string, Record<string, unknown>, Record<string, unknown>][] = [
      [contracts, { f: { search: contract.contract_name } }, { f: { search: 'no such thing' } }],
      [contracts, { f: { search: contract.id } }, { f: { search: 'T-987654' } }],
      [contracts, { f: { opportunityId: dealId } }, { f: { opportunityId: '006000000000001' } }],
      [
        contracts,
        { f: { search: contract.contract_name, status: ['EXECUTED'], linked: true } },
        { f: { search: contract.contract_name, status: ['ON_HOLD'], linked: true } },
      ],
      [deals, { f: { search: 'Falcon s' } }, { f: { search: 'Falcon x' } }],
      [
        deals,
        { f: { amountFrom: 987_654.32, amountTo: 987_654.32 } },
        { f: { amountFrom: 987_654.33, amountTo: 987_654.33 } },
      ],
      [
        deals,
        { f: { search: 'Falcon', contractStatus: ['EXECUTED'] } },
        { f: { search: 'Falcon', contractStatus: ['UNKNOWN'] } },
      ],
      ['query ($id: ID!) { contract(id: $id) { id } }', { id: contract.id }, { id: 'T-987654' }],
      [
        'query ($id: ID!) { opportunity(id: $id) { id } }',
        { id: dealId },
        { id: '006000000000001' },
      ],
      [draft, { id: dealId }, { id: '006000000000001' }],
      [sync, { id: contract.id }, { id: 'T-987653' }],
      [link, { id: contract.id }, { id: 'T-987652' }],
      [relink, { id: dealId }, { id: '006000000000001' }],
      [create, { id: dealId }, { id: '006000000000001' }],
      [send, { id: contract.id }, { id: 'T-987651' }],
      [voiding, { id: contract.id }, { id: 'T-987650' }],
      [note, { id: contract.id }, { id: 'T-987649' }],
      [
        deals,
        { f: { hasContract: true, search: 'Falcon s' } },
        { f: { hasContract: true, search: 'Falcon x' } },
      ],
      [
        deals,
        { f: { search: 'Falcon s', accountId: row.AccountId } },
        { f: { search: 'Falcon s', accountId: '001000000000001' } },
      ],
      [
        deals,
        { f: { search: 'Falcon s', ownerId: row.OwnerId } },
        { f: { search: 'Falcon s', ownerId: '005000000000001' } },
      ],
      [
        deals,
        { f: { search: 'Falcon s', stageName: [row.StageName], closeDateFrom: row.CloseDate } },
        { f: { search: 'Falcon s', stageName: ['No such stage'], closeDateFrom: '2199-01-01' } },
      ],
      [
        contracts,
        { f: { opportunityId: dealId, linked: true } },
        { f: { opportunityId: '006000000000001', linked: true } },
      ],
      [
        contracts,
        { f: { typeId: String(contract.contract_type_id), search: contract.contract_name } },
        { f: { typeId: '987654', search: contract.contract_name } },
      ],
    ];
    for (const [query, right, wrong] of guesses) {
      await callsFor(query, { id: '006000000000002', f: { search: 'x' } }); // signed in, and known
      expect(await callsFor(query, right), query).toEqual(await callsFor(query, wrong));
    }
    // Whoever sees it is answered.
    const service = await world.graphql<{ contracts: { nodes: { id: string }[] } }, object>(
      contracts,
      { f: { search: contract.contract_name } },
    );
    expect(service.data!.contracts.nodes).toContainEqual({ id: contract.id });
  });

  test('of a document it costs the same calls, too', async () => {
    const contract = contractsOf(foreign).find(({ contract_status: s }) => s === 'EXECUTED')!;
    const callsFor = async (id: string) => {
      world.spotdraft.calls.reset();
      world.salesforce.control.usage.clearCalls();
      await fetch(`${world.app.url}/documents/${id}`, { headers: rep, redirect: 'manual' });
      return {
        salesforce: world.salesforce.control.usage.report().byRoute,
        spotdraft: world.spotdraft.calls.report().byRoute,
      };
    };
    expect(await callsFor(contract.id)).toEqual(await callsFor('T-987651'));
  });

  test("a key's intent tells nothing to a rep who does not see its deal", async () => {
    const [deal] = world.salesforce.deals.filter(({ id }) => foreign.has(id));
    const input = { opportunityId: deal!.id, templateId: '1204', idempotencyKey: 'of-the-service' };
    await world.graphql(CreateContractDocument, { input });
    for (const other of [input, { ...input, name: 'x' }, { ...input, name: ' ' }]) {
      const answer = await world.graphql(CreateContractDocument, { input: other }, rep);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
  });

  test('a contract is reached through a deal only as far as the deal is', async () => {
    const { data } = await world.graphql<
      { opportunities: { nodes: { contracts: { id: string }[] }[] } },
      object
    >('{ opportunities(first: 100) { nodes { contracts { id } } } }', {}, rep);
    const ids = data!.opportunities.nodes.flatMap(({ contracts }) => contracts.map(({ id }) => id));
    const mine = new Set(contractsOf(own).map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !mine.has(id))).toEqual([]);
  });
});
