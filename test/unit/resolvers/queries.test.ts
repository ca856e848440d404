import { describe, expect, it } from 'vitest';
import {
  InputError,
  RateLimitedError,
  UpstreamUnavailableError,
} from '../../../src/domain/errors.js';
import {
  ContractDocument,
  ContractDraftDocument,
  ContractsDocument,
  OpportunitiesDocument,
  OpportunitiesWithContractsDocument,
  OpportunityDocument,
  TemplateDocument,
  TemplatesDocument,
  ViewerDocument,
} from '../../generated/graphql.js';
import type { OpportunitiesQuery } from '../../generated/graphql.js';
import { createGraph } from './graph.js';
import type { Answer } from './graph.js';
import {
  createContract,
  createWorld,
  REP,
  SERVICE_KEY,
  TEMPLATE_KEY,
} from './in-memory-services.js';

function callsOf(world: ReturnType<typeof createWorld>, name: string) {
  return world.calls.filter((call) => call.name === name);
}

describe('deals', () => {
  it('answers 50 deals with their contracts by one call for each', async () => {
    const world = createWorld(50);
    const { data, errors } = await createGraph(world).run(OpportunitiesWithContractsDocument, {
      first: 50,
    });
    expect(errors).toEqual([]);
    expect(data?.opportunities.nodes).toHaveLength(50);
    expect(data?.opportunities.nodes[49]?.contracts?.[0]?.id).toBe('T-50');
    expect(world.calls).toEqual([
      { name: 'deals.find', size: 50 },
      { name: 'contracts.ofDeals', size: 50 },
      { name: 'contracts.syncWork', size: 50 },
    ]);
  });

  it('does not read a listed deal again for the contracts that point back to it', async () => {
    const world = createWorld(5);
    const { data } = await createGraph(world).run<
      { opportunities: { nodes: { contracts: { opportunity: { name: string } }[] }[] } },
      Record<string, never>
    >('{ opportunities { nodes { contracts { opportunity { name } } } } }');
    expect(data?.opportunities.nodes[2]?.contracts[0]?.opportunity.name).toBe('Deal 2');
    expect(callsOf(world, 'deals.get')).toEqual([]);
  });

  it('still answers deals when SpotDraft is down, with an error at each contracts field', async () => {
    const world = createWorld(2);
    world.spotdraftError = new UpstreamUnavailableError('SpotDraft does not answer.', {
      service: 'spotdraft',
    });
    const { data, errors } = await createGraph(world).run(OpportunitiesWithContractsDocument);
    expect(data?.opportunities.nodes.map(({ name, contracts }) => ({ name, contracts }))).toEqual([
      { name: 'Deal 0', contracts: null },
      { name: 'Deal 1', contracts: null },
    ]);
    expect(errors.map(({ path, extensions }) => ({ path, extensions }))).toEqual(
      [0, 1].map((index) => ({
        path: ['opportunities', 'nodes', index, 'contracts'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' },
      })),
    );
  });

  it('still answers contracts when the CRM is down, with an error at their deal', async () => {
    const world = createWorld(1);
    world.salesforceError = new RateLimitedError('The CRM quota is spent.', {
      service: 'salesforce',
      retryAfterMs: 1500,
    });
    const { data, errors } = await createGraph(world).run(ContractDocument, { id: 'T-1' });
    expect(data?.contract).toMatchObject({ id: 'T-1', opportunity: null });
    expect(errors).toMatchObject([
      {
        path: ['contract', 'opportunity'],
        extensions: { code: 'RATE_LIMITED', service: 'salesforce', retryAfterMs: 1500 },
      },
    ]);
  });

  it('answers null for a deal that is unknown or not visible', async () => {
    const world = createWorld(2);
    const hidden = world.deals[0]!.id;
    world.hiddenDeals.add(hidden);
    const graph = createGraph(world);
    for (const id of [hidden, '006000000000999']) {
      expect(await graph.run(OpportunityDocument, { id }, REP)).toMatchObject({
        data: { opportunity: null },
        errors: [],
      });
    }
    const { data } = await graph.run(OpportunityDocument, { id: hidden }, SERVICE_KEY);
    expect(data?.opportunity?.id).toBe(hidden);
  });

  it('accepts a 15-character id and answers the 18-character one', async () => {
    const { data } = await createGraph(createWorld()).run(OpportunityDocument, {
      id: '006000000000001',
    });
    expect(data?.opportunity?.id).toBe('006000000000001AAA');
  });

  it('shows every field in the form clients rely on', async () => {
    const { data } = await createGraph(createWorld(1)).run(OpportunitiesDocument);
    expect(data?.opportunities.nodes[0]).toMatchObject({
      amount: { value: 1200.5, currency: 'EUR' },
      closeDate: '2026-12-31',
      probability: 75,
      createdAt: '2026-01-02T03:04:05.000Z',
      url: 'https://crm.example/lightning/r/Opportunity/view',
    });
  });

  it('keeps only contracts in the statuses asked for', async () => {
    const world = createWorld(1);
    const { id } = world.deals[0]!;
    world.contracts.push(createContract(2, { opportunityId: id, status: 'DRAFT' }));
    const graph = createGraph(world);
    const ofStatus = async (status: ('DRAFT' | 'SIGN')[] | null) =>
      (await graph.run(OpportunityDocument, { id, status })).data?.opportunity?.contracts?.map(
        (contract) => contract.id,
      );
    expect(await ofStatus(['DRAFT'])).toEqual(['T-2']);
    expect(await ofStatus([])).toEqual([]);
    expect(await ofStatus(null)).toEqual(['T-1', 'T-2']);
  });

  it('takes null for an optional argument as absent', async () => {
    const world = createWorld(1);
    await createGraph(world).run(OpportunitiesDocument, {
      filter: { search: null, stageName: null, isClosed: false, closeDateTo: '2026-02-28' },
      orderBy: null,
      first: null,
      after: null,
    });
    expect(world.lastArguments.get('deals.find')).toEqual([
      { isClosed: false, closeDateTo: '2026-02-28' },
      'CLOSE_DATE_ASC',
      { first: 25 },
    ]);
  });
});

describe('pages', () => {
  it('join to the whole list', async () => {
    const world = createWorld(7);
    const graph = createGraph(world);
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const answer: Answer<OpportunitiesQuery> = await graph.run(OpportunitiesDocument, {
        first: 3,
        after,
      });
      const page = answer.data!.opportunities;
      seen.push(...page.nodes.map(({ name }) => name));
      expect(page.edges.map(({ node }) => node.id)).toEqual(page.nodes.map(({ id }) => id));
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      expect(page.totalCount).toBe(7);
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(world.deals.map(({ name }) => name));
  });

  it('have no cursors when they are empty', async () => {
    const { data } = await createGraph(createWorld(0)).run(ContractsDocument);
    expect(data?.contracts).toEqual({
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      totalCount: 0,
    });
  });

  it.each([0, -1, 101])('are refused with first: %i before any service call', async (first) => {
    const world = createWorld();
    const graph = createGraph(world);
    for (const document of [OpportunitiesDocument, ContractsDocument]) {
      const { errors } = await graph.run(document as typeof ContractsDocument, { first });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(errors[0]?.message).toContain('1 to 100');
    }
    expect(world.calls).toEqual([]);
  });

  it('are refused for a cursor that is none', async () => {
    const { errors } = await createGraph(createWorld()).run(OpportunitiesDocument, { after: 'x' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('contracts', () => {
  it('answer everything about one', async () => {
    const world = createWorld(1);
    world.pending.add(world.contracts[0]!.contract.id);
    const { data, errors } = await createGraph(world).run(ContractDocument, { id: 'T-1' });
    expect(errors).toEqual([]);
    expect(callsOf(world, 'contracts.recipients')).toHaveLength(1);
    expect(data?.contract).toMatchObject({
      kind: 'TEMPLATE_CONTRACT',
      createdAt: '2026-03-04T05:06:07.123Z',
      documentUrl: null,
      externalMetadata: { integration_name: 'salesforce' },
      opportunity: { name: 'Deal 0' },
      recipients: [
        { name: 'Bo', email: 'bo@globex.example', status: 'PENDING' },
        { name: 'Cy', email: 'cy@globex.example', status: 'SIGNED' },
      ],
      actions: ['OPEN', 'VOID', 'SYNC'],
      waitingFor: [{ name: 'Bo' }],
      keyPointers: [{ id: '1', name: 'renewal', label: null, value: { type: 'EUR', value: 12 } }],
      sync: { lastSyncedAt: '2026-03-05T00:00:00.000Z', pending: true, lastError: null },
    });
  });

  it('wait for nobody unless they are out for signature, which costs no call', async () => {
    const world = createWorld(0);
    world.contracts.push(createContract(1, { status: 'DRAFT', opportunityId: null }));
    const { data } = await createGraph(world).run(
      '{ contract(id: "T-1") { actions waitingFor { name } } }',
    );
    expect(data).toEqual({
      contract: { actions: ['OPEN', 'SEND', 'VOID', 'SYNC'], waitingFor: [] },
    });
    expect(callsOf(world, 'contracts.recipients')).toEqual([]);
  });

  it('are null when unknown, hidden, or linked to no deal a user could read', async () => {
    const world = createWorld(1);
    world.hiddenDeals.add(world.deals[0]!.id);
    world.contracts.push(createContract(2));
    const graph = createGraph(world);
    for (const id of ['T-1', 'T-2', 'H-9']) {
      expect(await graph.run(ContractDocument, { id }, REP)).toMatchObject({
        data: { contract: null },
        errors: [],
      });
    }
    const { data } = await graph.run(ContractDocument, { id: 'T-2' });
    expect(data?.contract).toMatchObject({ id: 'T-2', opportunity: null });
  });

  it('are read in one batch when several are asked for at once', async () => {
    const world = createWorld(3);
    await createGraph(world).run(
      '{ a: contract(id: "T-1") { id } b: contract(id: "T-2") { id } c: contract(id: "T-1") { id } }',
    );
    expect(world.calls).toEqual([{ name: 'contracts.get', size: 2 }]);
  });

  it('hand times of the filter on as dates', async () => {
    const world = createWorld();
    await createGraph(world).run(ContractsDocument, {
      filter: { updatedSince: '2026-01-01T00:00:00+02:00', linked: true, status: ['SIGN'] },
    });
    expect(world.lastArguments.get('contracts.list')).toEqual([
      { updatedSince: new Date('2025-12-31T22:00:00Z'), linked: true, status: ['SIGN'] },
      { first: 25 },
    ]);
  });

  it.each(['123', 'X-1', 'T-0', "T-1' OR"])('refuse the malformed id %j', async (id) => {
    const world = createWorld();
    const { data, errors } = await createGraph(world).run(ContractDocument, { id });
    expect(data?.contract).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, path: ['contract'] }]);
    expect(world.calls).toEqual([]);
  });
});

describe('callers', () => {
  it('see who they are', async () => {
    const { data } = await createGraph(createWorld()).run(ViewerDocument, {}, REP);
    expect(data?.viewer).toEqual({
      name: 'rep@example.com',
      email: 'rep@example.com',
      userId: null,
      roles: ['user'],
    });
  });

  it('with a key that stands for nobody see templates and nothing else', async () => {
    const graph = createGraph(createWorld());
    const { data } = await graph.run(TemplatesDocument, {}, TEMPLATE_KEY);
    expect(data?.templates).toHaveLength(1);
    const asked: [string, string][] = [
      ['opportunity', '{ opportunity(id: "006000000000001") { id } }'],
      ['opportunities', '{ opportunities { totalCount } }'],
      ['contract', '{ contract(id: "T-1") { id } }'],
      ['contracts', '{ contracts { totalCount } }'],
      ['contractDraft', '{ contractDraft(opportunityId: "1", templateId: "1") { name } }'],
      ['syncContract', 'mutation { syncContract(id: "T-1") { contract { id } } }'],
    ];
    for (const [field, query] of asked) {
      const { errors } = await graph.run(query, {}, TEMPLATE_KEY);
      expect(errors).toMatchObject([{ path: [field], extensions: { code: 'FORBIDDEN' } }]);
    }
  });
});

describe('templates', () => {
  it('answer with their fields and options, admitting the caller once', async () => {
    const world = createWorld();
    const graph = createGraph(world);
    const { data } = await graph.run(TemplateDocument, { id: '1204' });
    expect(data?.template?.fields).toMatchObject([
      { name: 'po', required: true, options: null },
      { name: 'term', options: [{ label: 'One year', value: 12 }] },
    ]);
    world.calls.length = 0;
    await graph.run(
      '{ a: template(id: "1204") { fields { name } } b: templates { fields { name } } }',
    );
    expect(callsOf(world, 'viewer.admit')).toHaveLength(1);
    expect(callsOf(world, 'templates.fields')).toHaveLength(1);
  });

  it('are null when unknown', async () => {
    const { data, errors } = await createGraph(createWorld()).run(TemplateDocument, { id: '9' });
    expect({ data, errors }).toEqual({ data: { template: null }, errors: [] });
  });

  it('show what a contract from a deal would carry', async () => {
    const { data } = await createGraph(createWorld()).run(ContractDraftDocument, {
      opportunityId: '006000000000001',
      templateId: '1204',
    });
    expect(data?.contractDraft).toEqual({
      name: null,
      data: {},
      userErrors: [{ field: ['data', 'po'], code: 'REQUIRED', message: 'PO is missing.' }],
      fields: [
        {
          field: { name: 'po', label: 'PO number', input: 'TEXT', required: true },
          value: null,
          source: 'NONE',
          expression: 'PO__c',
          reads: ['PO__c'],
          problems: [
            {
              field: ['data', 'po'],
              code: 'REQUIRED',
              message: 'PO number is required for this contract.',
            },
          ],
        },
        {
          field: { name: 'term', label: 'Term', input: 'CHOICE', required: false },
          value: 12,
          source: 'OVERRIDE',
          expression: null,
          reads: [],
          problems: [],
        },
      ],
    });
  });

  it('hand what the caller gives in place of the mapping on as it came', async () => {
    const world = createWorld();
    const variables = { opportunityId: '006000000000001', templateId: '1204' };
    const given = { name: 'Mine', data: { po: null, term: 12, fee: { type: 'EUR', value: 1.5 } } };
    await createGraph(world).run(ContractDraftDocument, { ...variables, ...given });
    expect(world.lastArguments.get('drafts.draft')).toEqual([{ ...variables, ...given }]);
    await createGraph(world).run(ContractDraftDocument, { ...variables, name: null, data: null });
    expect(world.lastArguments.get('drafts.draft')).toEqual([variables]);
  });
});

it('reports one failed look-up for each path that asked', async () => {
  const world = createWorld(1);
  world.salesforceError = new InputError('`ownerId` is not a record id.');
  const { errors } = await createGraph(world).run(
    '{ a: contract(id: "T-1") { opportunity { name } } b: contract(id: "T-1") { opportunity { name } } }',
  );
  expect(errors.map(({ path }) => path)).toEqual([
    ['a', 'opportunity'],
    ['b', 'opportunity'],
  ]);
});
