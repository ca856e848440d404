import { readdirSync } from 'node:fs';
import { isObjectType, getNamedType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../../../src/app/start-app.js';
import type { App } from '../../../src/app/start-app.js';
import { silentLog } from '../../../src/domain/log.js';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import { eventually } from '../../support/eventually.js';
import { pdf } from '../../support/documents.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';
import { watch } from '../live/live-support.js';
import { Refusal } from './authorisation-cell.js';
import type { Cell, Target } from './authorisation-cell.js';
import { completeDealOf } from './authorisation-deals.js';
import { GRAPH_REQUESTS } from './authorisation-requests.js';
import { ROUTE_REQUESTS } from './authorisation-route-requests.js';
import { CALLERS, GRAPH_TABLE, parseTable, RECORDS, ROUTE_TABLE } from './authorisation-table.js';
import type { CallerName, RecordName, TableRow } from './authorisation-table.js';

const REP = 'priya.raman@meridian-cloud.example';
const OTHER_REP = 'tom.keller@meridian-cloud.example';
const MANAGER = 'marcus.oyelaran@meridian-cloud.example';

const graphRows = parseTable(GRAPH_TABLE);
const routeRows = parseTable(ROUTE_TABLE);

/** Types whose records some callers may not see, so that every way to them needs a line. */
const GUARDED_TYPES = new Set(['Opportunity', 'Contract']);
/** Of a list or a mutation, which has a line itself and is asked through them. */
const WRAPPER = /(?:Connection|Edge|Payload)$/;

/** Every root field, and every field that leads from one record to another. */
function guardedFields(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__') || WRAPPER.test(type.name)) return [];
    return Object.values(type.getFields())
      .filter((field) => roots.includes(type) || GUARDED_TYPES.has(getNamedType(field.type).name))
      .map((field) => `${type.name}.${field.name}`);
  });
}

/** Parts of a record may have lines, too: `Contract.notes`. */
function isField(schema: GraphQLSchema, name: string): boolean {
  const [type = '', field = ''] = name.split('.');
  const owner = schema.getType(type);
  return isObjectType(owner) && field in owner.getFields();
}

const PAGE_FILES = new Set(readdirSync('ui/dist', { recursive: true, encoding: 'utf8' }));
/** Of the page for browsers; its line is `GET /`. */
const isPageFile = (route: string) => PAGE_FILES.has(route.replace('GET /', ''));

/** `Mutation.linkContract to` is a second line of `Mutation.linkContract`. */
const fieldOf = ({ name }: TableRow) => name.split(' ')[0]!;

let world: World;
/** The same with all that can be turned on: the page for browsers and the demo's counterparty. */
let full: App;
let callers: Record<CallerName, Headers>;
let deals: { rep: Target['deal']; other: Target['deal'] };
let executed: { rep: string; other: string };
let jobs: { rep: string; other: string };
let deliveryId: string;
let lastKey = 0;

beforeAll(async () => {
  world = await startWorld({
    backfill: true,
    webhook: true,
    spotdraft: { rateLimitPerSecond: null, users: [personOf(MANAGER)] },
    env: { SPOTDRAFT_RATE_LIMIT: '1000', SIGNIN_CLIENT_ID: 'sandbox-app' },
  });
  const { http } = world.config;
  full = await startApp(
    { ...world.config, http: { ...http, ui: true } },
    {
      worker: false,
      log: silentLog,
      counterparty: {
        advance: async () => ({ kind: 'done', message: 'signed' }),
        crmFields: async () => [],
      },
    },
  );
  callers = {
    rep: await world.asUser(REP),
    'other rep': await world.asUser(OTHER_REP),
    manager: await world.asUser(MANAGER),
    'admin rep': await world.asUser(REP, { roles: ['admin'] }),
    'user key': world.as('user'),
    'service key': world.as('service'),
    'admin key': world.as('admin'),
    nobody: {},
  };
  deals = { rep: completeDealOf(world, REP), other: completeDealOf(world, OTHER_REP) };
  executed = { rep: await newContract(deals.rep.id), other: await newContract(deals.other.id) };
  for (const id of Object.values(executed)) {
    world.spotdraft.control.execute(id);
    await graphqlAs(
      callers['service key'],
      'mutation ($id: ID!) { syncContract(id: $id) { contract { id } } }',
      { id },
    );
  }
  jobs = {
    rep: await doneJob(callers.rep, deals.rep.id),
    other: await doneJob(callers['other rep'], deals.other.id),
  };
  await eventually(async () => {
    const [delivery] = await world.app.store.inbox.list({ states: ['applied'], limit: 1 });
    expect(delivery).toBeDefined();
    deliveryId = String(delivery!.id);
  });
});
afterAll(async () => {
  await full.close();
  await world[Symbol.asyncDispose]();
});

function personOf(username: string) {
  return { name: username.split('@')[0]!, email: username };
}

async function newContract(opportunityId: string): Promise<string> {
  const { createContract } = await graphqlAs<{ createContract: { contract: { id: string } } }>(
    callers['service key'],
    'mutation ($input: CreateContractInput!) { createContract(input: $input) { contract { id } } }',
    { input: { opportunityId, templateId: '1204', idempotencyKey: nextKey() } },
  );
  return createContract.contract.id;
}

/** Over a deal that has its contract. */
async function doneJob(headers: Headers, opportunityId: string): Promise<string> {
  const { startBulkCreate } = await graphqlAs<{ startBulkCreate: { job: { id: string } } }>(
    headers,
    'mutation ($input: StartBulkCreateInput!) { startBulkCreate(input: $input) { job { id } } }',
    { input: { opportunityIds: [opportunityId], templateId: '1204' } },
  );
  const { id } = startBulkCreate.job;
  await eventually(async () => {
    expect(await world.app.store.bulk.get(id)).toMatchObject({
      state: 'DONE',
      counts: { EXISTING: 1 },
    });
  });
  return id;
}

function nextKey(): string {
  lastKey += 1;
  return `cell-${lastKey}`;
}

async function graphqlAs<Data>(
  headers: Headers,
  operation: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Data> {
  const answer = await world.graphql<Data, typeof variables>(operation, variables, headers);
  if (answer.status === 401) throw new Refusal('401');
  const [error] = answer.errors;
  if (error !== undefined) throw new Refusal(error.extensions.code);
  return answer.data!;
}

function targetOf(caller: CallerName, record: RecordName): Target {
  if (record === 'none') {
    return {
      deal: { id: '0065g00000ZZZZZ', name: 'There is no such deal' },
      executed: 'T-987654',
      job: '00000000-0000-4000-8000-000000000000',
      draft: async () => 'T-987655',
    };
  }
  const isOthers = (caller === 'other rep') !== (record === "somebody else's");
  const whose = isOthers ? 'other' : 'rep';
  const deal = deals[whose];
  const draft = () => newContract(deal.id);
  return { deal, executed: executed[whose], job: jobs[whose], draft };
}

function cellOf(caller: CallerName, record: RecordName): Cell {
  const headers = callers[caller];
  const http: Cell['http'] = async (method, path, body) => {
    const response = await fetch(full.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: body instanceof Buffer ? body : JSON.stringify(body) }),
    });
    await response.body?.cancel();
    return String(response.status);
  };
  return {
    target: targetOf(caller, record),
    own: targetOf(caller, 'own'),
    deliveryId,
    unique: nextKey(),
    graphql: (operation, variables) => graphqlAs(headers, operation, variables),
    async upload() {
      const sent = { method: 'POST', headers, body: pdf() };
      const response = await fetch(`${world.app.url}/uploads?fileName=paper.pdf`, sent);
      const { uploadId = 'nobody’s' } = (await response.json()) as { uploadId?: string };
      return uploadId;
    },
    async stream(operation, variables = {}) {
      if (caller === 'nobody') throw new Refusal(await http('POST', '/graphql/stream', {}));
      const events = await watch(world, { headers, query: operation, variables });
      return {
        async find<Data>(fits: (data: Data) => boolean) {
          for (;;) {
            const { data, errors = [] } = await events.data<{
              readonly data: Data;
              readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
            }>();
            if (errors[0] === undefined && !fits(data)) continue;
            events.close();
            if (errors[0] !== undefined) throw new Refusal(errors[0].extensions.code);
            return data;
          }
        },
      };
    },
    http,
  };
}

async function outcomesOf(ask: (cell: Cell) => Promise<string>, caller: CallerName) {
  const outcomes: string[] = [];
  for (const record of RECORDS) {
    try {
      outcomes.push(await ask(cellOf(caller, record)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcomes.push(error.message);
    }
  }
  return outcomes.join(' ');
}

describe('the table', () => {
  test('has a line for every field of the graph that shows or changes something', () => {
    const known = new Set(graphRows.map(fieldOf));
    const schema = buildGraphqlSchema();
    const fields = guardedFields(schema);
    expect(
      fields.filter((field) => !known.has(field)),
      'These fields have no line in test/integration/app/authorisation-table.ts: say who may have them',
    ).toEqual([]);
    expect([...known].filter((field) => !isField(schema, field))).toEqual([]);
  });

  test('has a line for every route', () => {
    const known = new Set(routeRows.map(({ name }) => name));
    // Fastify answers HEAD wherever it answers GET.
    const routes = full.routes.filter((route) => !route.startsWith('HEAD ') && !isPageFile(route));
    expect(
      routes.filter((route) => !known.has(route)),
      'These routes have no line in test/integration/app/authorisation-table.ts: say who may use them',
    ).toEqual([]);
    expect([...known].filter((route) => !routes.includes(route))).toEqual([]);
  });

  test('gives a person one answer for what they may not see and for what does not exist', () => {
    for (const { name, outcomes } of [...graphRows, ...routeRows]) {
      for (const caller of ['rep', 'other rep', 'manager', 'admin rep', 'user key', 'nobody']) {
        const [, others, none] = outcomes[caller]!.split(' ');
        // An admin sees what everybody started.
        if (others === 'shown' || others === 'INVALID_STATE') continue;
        expect(others, `${name} for ${caller}`).toBe(none);
      }
    }
  });
});

describe.each([
  ['field', graphRows, GRAPH_REQUESTS],
  ['route', routeRows, ROUTE_REQUESTS],
] as const)('each %s', (_what, rows, requests) => {
  test.each(rows.map((row) => [row.name, row] as const))(
    '%s answers as its line says',
    async (name, row) => {
      const ask = requests[name];
      if (ask === undefined)
        throw new Error(`authorisation-requests.ts does not say how ${name} is asked.`);
      const answered: Record<string, string> = {};
      for (const caller of CALLERS) answered[caller] = await outcomesOf(ask, caller);
      expect(answered).toEqual(row.outcomes);
    },
  );
});
