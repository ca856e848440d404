import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ContractDocument,
  OpportunityDocument,
  TemplateDocument,
  TemplatesDocument,
} from '../../generated/graphql.js';
import { API_KEYS, startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const unhurried = {
  spotdraft: { rateLimitPerSecond: null },
  env: { SPOTDRAFT_RATE_LIMIT: '1000' },
} as const;

describe('requests', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ ...unhurried, worker: false, backfill: true });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const post = (body: string, headers: Record<string, string> = {}, path = '/graphql') =>
    fetch(world.app.url + path, {
      method: 'POST',
      headers: { 'x-api-key': API_KEYS.service, 'content-type': 'application/json', ...headers },
      body,
    });
  const callsSoFar = () =>
    world.spotdraft.calls.report().total + world.salesforce.control.usage.report().total;
  const query = (text: string) => JSON.stringify({ query: text });

  test.each([
    ['malformed JSON', '{"query": "{ viewer', {}, 400],
    ['an empty body', '', {}, 400],
    ['a body without a query', '{}', {}, 400],
    ['a syntax error', query('{ viewer {'), {}, 400],
    ['an unknown field', query('{ viewer { nome } }'), {}, 400],
    ['a missing variable', query('query ($id: ID!) { contract(id: $id) { id } }'), {}, 400],
    [
      'two operations and no name',
      query('query A { viewer { name } } query B { viewer { name } }'),
      {},
      400,
    ],
    ['a batch', `[${query('{ viewer { name } }')},${query('{ viewer { name } }')}]`, {}, 400],
    [
      'a form',
      'query={viewer{name}}',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
    ],
    ['plain text', query('{ viewer { name } }'), { 'content-type': 'text/plain' }, 415],
    ['a body that is too large', query('x'.repeat(1_100_000)), {}, 413],
    [
      'a bad enum in a variable',
      JSON.stringify({
        query: 'query ($o: OpportunityOrder) { opportunities(orderBy: $o) { nodes { id } } }',
        variables: { o: 'SIZE' },
      }),
      {},
      400,
    ],
  ])('refuses %s without asking anyone', async (_what, body, headers, status) => {
    const before = callsSoFar();
    const response = await post(body, headers);
    expect([400, status]).toContain(response.status);
    const answer = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(
      answer.errors.map(() => 'BAD_USER_INPUT'),
    );
    expect(answer.errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(answer)).not.toMatch(/stack|node_modules|\.ts:|\.js:/);
    expect(callsSoFar()).toBe(before);
  });

  const get = (params: Record<string, string>, headers: Record<string, string>) =>
    fetch(`${world.app.url}/graphql?${new URLSearchParams(params).toString()}`, { headers });

  test('answers queries by GET, to a key and to a token', async () => {
    const text = 'query Who($id: ID!) { viewer { name } contract(id: $id) { id } }';
    const variables = JSON.stringify({ id: 'T-987654' });
    for (const headers of [
      world.as('service'),
      await world.asUser('priya.raman@meridian-cloud.example'),
    ]) {
      const response = await get({ query: text, operationName: 'Who', variables }, headers);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toContain('no-store');
      expect(await response.json()).toMatchObject({
        data: { viewer: { name: expect.any(String) as string }, contract: null },
      });
    }
    expect((await get({ query: '{ viewer { name } }' }, {})).status).toBe(401);
    expect((await get({ query: '{ viewer {' }, world.as('service'))).status).toBe(400);
  });

  test('changes nothing by GET: 405 with what is allowed', async () => {
    const before = callsSoFar();
    const response = await get(
      { query: 'mutation { syncContract(id: "T-1") { userErrors { code } } }' },
      world.as('service'),
    );
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(callsSoFar()).toBe(before);
  });

  test.each([
    [
      'depth 13',
      `{ opportunities { nodes { ${'contracts { opportunity { '.repeat(5)} id ${'} }'.repeat(5)} } } }`,
    ],
    [
      '501 fields',
      `{ viewer { ${Array.from({ length: 500 }, (_, i) => `a${i}: name`).join(' ')} } }`,
    ],
    [
      'the same field asked 501 times',
      `{ ${Array.from({ length: 251 }, (_, i) => `a${i}: viewer { name }`).join(' ')} }`,
    ],
    [
      'fragments that expand',
      `query { ${Array.from({ length: 30 }, (_, i) => `a${i}: viewer { ...F }`).join(' ')} } fragment F on Viewer { ${Array.from({ length: 20 }, (_, i) => `b${i}: name`).join(' ')} }`,
    ],
    [
      '300 fragments in a ring',
      `{ viewer { ...F0 } } ${Array.from({ length: 300 }, (_, i) => `fragment F${i} on Viewer { ...F${(i + 1) % 300} }`).join(' ')}`,
    ],
    [
      "facts of a deal's contracts under 60 aliases",
      `{ opportunity(id: "006000000000001") { contracts { ${Array.from({ length: 60 }, (_, i) => `k${i}: keyPointers { id }`).join(' ')} } } }`,
    ],
    [
      '240 templates that nobody has',
      `{ ${Array.from({ length: 240 }, (_, i) => `t${i}: template(id: "${900_000 + i}") { name }`).join(' ')} }`,
    ],
    [
      'pages of deals under 125 aliases',
      `{ ${Array.from({ length: 125 }, (_, i) => `o${i}: opportunities { totalCount nodes { id } }`).join(' ')} }`,
    ],
    [
      'every description of the schema 490 times',
      `{ __schema { types { fields { ${Array.from({ length: 490 }, (_, i) => `a${i}: description`).join(' ')} } } } }`,
    ],
  ])('refuses %s before any upstream call', async (_what, text) => {
    const before = callsSoFar();
    const response = await post(query(text));
    expect(response.status).toBe(400);
    const answer = (await response.json()) as { errors: unknown[]; data?: unknown };
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' }, locations: [{ line: 1 }] },
    ]);
    expect(answer.data).toBeUndefined();
    const events = await post(query(text), { accept: 'text/event-stream' }, '/graphql/stream');
    expect(events.status).toBe(400);
    expect(await events.json()).toEqual(answer);
    expect(callsSoFar()).toBe(before);
  });

  test('takes depth 12 and 500 fields', async () => {
    const deep = `{ opportunities(first: 1) { nodes { ${'contracts { opportunity { '.repeat(4)} contracts { id } ${'} }'.repeat(4)} } } }`;
    const wide = `{ viewer { ${Array.from({ length: 499 }, (_, i) => `a${i}: name`).join(' ')} } }`;
    for (const text of [deep, wide]) {
      const answer = await world.graphql(text, {});
      expect(answer.errors).toEqual([]);
    }
  });

  test('every answer has a request id, is not kept by anybody, and sniffs nothing', async () => {
    const first = await post(query('{ viewer { name } }'));
    const second = await post(query('{ viewer { name } }'));
    expect(first.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
    expect(first.headers.get('x-request-id')).not.toBe(second.headers.get('x-request-id'));
    expect(first.headers.get('cache-control')).toContain('no-store');
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('an unknown address is 404, in the form of every error', async () => {
    const response = await fetch(`${world.app.url}/nowhere`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    expect(response.headers.get('x-request-id')).not.toBeNull();
  });

  test.each([
    '',
    'T-',
    'X-1',
    '123',
    'T-0x1',
    'T-1;',
    "T-1'",
    'T-1/../2',
    'T-99999999999999999999',
    't 1',
  ])('a malformed contract id %j is BAD_USER_INPUT', async (id) => {
    const { errors } = await world.graphql(ContractDocument, { id });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, path: ['contract'] }]);
  });

  test('an unknown contract is null, and guessing goes on costing nothing', async () => {
    expect(await world.graphql(ContractDocument, { id: 'T-987654' })).toMatchObject({
      data: { contract: null },
      errors: [],
    });
    world.spotdraft.calls.reset();
    await world.graphql(ContractDocument, { id: 'T-987654' });
    expect(world.spotdraft.calls.report().total).toBe(0);
  });

  test('shows a contract with what SpotDraft alone knows', async () => {
    const [contract] = world.spotdraft.control
      .list()
      .filter(({ contract_status: status, deleted }) => status === 'EXECUTED' && !deleted);
    const { data, errors } = await world.graphql(ContractDocument, { id: contract!.id });
    expect(errors).toEqual([]);
    expect(data!.contract).toMatchObject({
      id: contract!.id,
      name: contract!.contract_name,
      status: 'EXECUTED',
      documentUrl: `${world.app.url}/documents/${contract!.id}`,
      externalMetadata: contract!.external_metadata,
      recipients: expect.arrayContaining([
        {
          name: expect.any(String) as string,
          email: expect.stringContaining('@') as string,
          status: expect.any(String) as string,
        },
      ]) as unknown,
      sync: { pending: false, lastError: null },
    });
    expect(data!.contract!.sync.lastSyncedAt).not.toBeNull();
  });

  test('lists templates without archived ones, searches, and describes fields', async () => {
    const everything = await world.graphql(TemplatesDocument, {});
    const names = everything.data!.templates.map(({ name }) => name);
    expect(names).toContain('Order Form');
    const found = await world.graphql(TemplatesDocument, { search: 'mUTual' });
    expect(found.data!.templates).toEqual([
      { id: '1201', name: 'Mutual NDA', contractTypeId: '301' },
    ]);
    const one = await world.graphql(TemplateDocument, { id: '1204' });
    const fields = one.data!.template!.fields;
    expect(fields.find(({ name }) => name === 'payment_terms')).toMatchObject({
      label: 'Payment terms',
      required: false,
      options: expect.arrayContaining([{ label: 'Net 30', value: 'net_30' }]) as unknown,
    });
    expect(fields.find(({ name }) => name === 'billing_currency')).toMatchObject({
      type: 'currency',
      required: true,
    });
    expect((await world.graphql(TemplateDocument, { id: '999999' })).data).toEqual({
      template: null,
    });
  });
});

describe('an upstream that is down', () => {
  test('SpotDraft: deals answer, contracts come from the projection, and say how old they are', async () => {
    await using world = await startWorld({ ...unhurried, worker: false, backfill: true });
    const linked = world.spotdraft.control
      .list()
      .find(
        ({ external_metadata: metadata, deleted }) => typeof metadata.id === 'string' && !deleted,
      )!;
    const deal = String(linked.external_metadata.id);
    world.spotdraft.faults.add({ kind: 'status', status: 503 });
    const { data, errors } = await world.graphql(OpportunityDocument, { id: deal });
    expect(errors).toEqual([]);
    expect(data!.opportunity!.contracts!.map(({ id }) => id)).toContain(linked.id);
    for (const { sync } of data!.opportunity!.contracts!) expect(sync.lastSyncedAt).not.toBeNull();
    // What only SpotDraft knows, and was never asked for, is a fault of that field alone.
    const live = await world.graphql(
      `query ($id: ID!) { contract(id: $id) { name recipients { name } } }`,
      { id: linked.id },
    );
    expect(live.errors).toMatchObject([
      {
        path: ['contract', 'recipients'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' },
      },
    ]);
    const templates = await world.graphql(TemplatesDocument, {});
    expect(templates.errors).toMatchObject([
      { path: ['templates'], extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' } },
    ]);
  });

  test('SpotDraft, with nothing projected: the field is null with its error, the deal answers', async () => {
    await using world = await startWorld({ ...unhurried, worker: false });
    world.spotdraft.faults.add({ kind: 'drop-before-commit' });
    const deal = world.salesforce.deals[0]!;
    const { status, data, errors } = await world.graphql(OpportunityDocument, { id: deal.id });
    expect(status).toBe(200);
    expect(data!.opportunity).toMatchObject({ id: deal.id, name: deal.name, contracts: null });
    expect(errors).toMatchObject([
      {
        path: ['opportunity', 'contracts'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' },
      },
    ]);
    world.spotdraft.faults.clear();
    const again = await world.graphql(OpportunityDocument, { id: deal.id });
    expect(again.errors).toEqual([]);
    expect(again.data!.opportunity!.contracts).not.toBeNull();
  });

  test('Salesforce: says so, with its name, and templates go on answering', async () => {
    await using world = await startWorld({ ...unhurried, worker: false, backfill: true });
    const contract = world.spotdraft.control
      .list()
      .find(({ external_metadata: metadata }) => typeof metadata.id === 'string')!;
    world.salesforce.control.addFault({ kind: 'status', status: 503 });
    for (const [document, variables] of [
      ['{ opportunities { nodes { id } } }', {}],
      ['query ($id: ID!) { contract(id: $id) { id } }', { id: contract.id }],
    ] as const) {
      const { errors } = await world.graphql(document, variables);
      expect(errors).toMatchObject([
        { extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'salesforce' } },
      ]);
    }
    const both = await world.graphql(
      '{ templates { id } opportunity(id: "006000000000001") { id } }',
      {},
    );
    expect(both.errors).toHaveLength(1);
    expect((both.data as { templates: unknown[] }).templates.length).toBeGreaterThan(0);
  });
});
