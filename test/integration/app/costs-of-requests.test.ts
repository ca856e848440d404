import { Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import { costOf } from '../../../src/resolvers/server/operation-cost.js';
import { pdf } from '../../support/documents.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';
import { Refusal } from './authorisation-cell.js';
import type { Cell, Target } from './authorisation-cell.js';
import { completeDealOf } from './authorisation-deals.js';
import { GRAPH_REQUESTS } from './authorisation-requests.js';
import { GRAPH_TABLE, parseTable } from './authorisation-table.js';

const REP = 'priya.raman@meridian-cloud.example';
const OTHER_REP = 'tom.keller@meridian-cloud.example';

/** Whatever the graph has is asked, as authorisation-requests.ts says; what comes by itself is asked for in test/integration/live. */
const ROWS = parseTable(GRAPH_TABLE).filter(({ name }) => !name.startsWith('Subscription.'));
const schema = buildGraphqlSchema();

/** Of both systems, by route. */
type Calls = Readonly<Record<'spotdraft' | 'salesforce', Readonly<Record<string, number>>>>;

let world: World;
let rep: Headers;
let own: Target;
let others: Target;
let asked = 0;

beforeAll(async () => {
  // Without a worker nothing but the request itself calls anybody.
  world = await startWorld({
    backfill: true,
    worker: false,
    spotdraft: {
      rateLimitPerSecond: null,
      users: [REP, OTHER_REP].map((email) => ({ name: email, email })),
    },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  rep = await world.asUser(REP);
  own = await targetOf(REP);
  others = await targetOf(OTHER_REP);
});
afterAll(() => world[Symbol.asyncDispose]());

/** A deal of this rep alone, with an executed contract. */
async function targetOf(username: string): Promise<Target> {
  const deal = completeDealOf(world, username);
  const executed = await newContract(deal.id);
  world.spotdraft.control.execute(executed);
  await world.graphql('mutation ($id: ID!) { syncContract(id: $id) { contract { id } } }', {
    id: executed,
  });
  const job = await newJob(await world.asUser(username), deal.id);
  return { deal, executed, job, draft: () => newContract(deal.id) };
}

async function newContract(opportunityId: string): Promise<string> {
  asked += 1;
  const { data } = await world.graphql<{ createContract: { contract: { id: string } } }, object>(
    'mutation ($input: CreateContractInput!) { createContract(input: $input) { contract { id } } }',
    { input: { opportunityId, templateId: '1204', idempotencyKey: `cost-${asked}` } },
  );
  return data!.createContract.contract.id;
}

async function newJob(headers: Headers, opportunityId: string): Promise<string> {
  const { data } = await world.graphql<{ startBulkCreate: { job: { id: string } } }, object>(
    'mutation ($input: StartBulkCreateInput!) { startBulkCreate(input: $input) { job { id } } }',
    { input: { opportunityIds: [opportunityId], templateId: '1204' } },
    headers,
  );
  return data!.startBulkCreate.job.id;
}

/** Another one each time: an id that was asked for before may be remembered. */
function nothing(): Target {
  asked += 1;
  const id = (kind: string) => `T-98${kind}${String(asked).padStart(4, '0')}`;
  return {
    deal: { id: '0065g00000ZZZZZ', name: 'There is no such deal' },
    executed: id('1'),
    job: `00000000-0000-4000-8000-${String(asked).padStart(12, '0')}`,
    draft: async () => id('2'),
  };
}

function calls(): Calls {
  return {
    spotdraft: world.spotdraft.calls.report().byRoute,
    salesforce: world.salesforce.control.usage.report().byRoute,
  };
}

function forgetCalls(): void {
  world.spotdraft.calls.reset();
  world.salesforce.control.usage.clearCalls();
}

interface Measured {
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly calls: Calls;
}

/** Asks as the rep; each operation on its own with the calls it made. */
async function ask(name: string, target: Target): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  asked += 1;
  const cell: Cell = {
    target,
    own,
    deliveryId: '1',
    unique: `cost-${asked}`,
    async graphql<Data>(operation: string, variables: Readonly<Record<string, unknown>> = {}) {
      forgetCalls();
      const { data, errors } = await world.graphql<Data, object>(operation, variables, rep);
      measured.push({ operation, variables, calls: calls() });
      if (errors[0] !== undefined) throw new Refusal(errors[0].extensions.code);
      return data!;
    },
    async upload() {
      const sent = { method: 'POST', headers: rep, body: pdf() };
      const response = await fetch(`${world.app.url}/uploads?fileName=paper.pdf`, sent);
      return ((await response.json()) as { uploadId: string }).uploadId;
    },
    stream: () => Promise.reject(new Error('not asked for here')),
    http: () => Promise.reject(new Error('not asked for here')),
  };
  await GRAPH_REQUESTS[name]!(cell).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
  return measured;
}

const isOfRecords = (outcomes: string) => new Set(outcomes.split(' ')).size > 1;

describe('what a person may not see takes the same calls as what does not exist', () => {
  test.each(ROWS.filter(({ outcomes }) => isOfRecords(outcomes['rep']!)).map(({ name }) => name))(
    '%s',
    async (name) => {
      await ask(name, nothing());
      const none = (await ask(name, nothing())).map((one) => one.calls);
      const hidden = (await ask(name, others)).map((one) => one.calls);
      expect(none.length).toBeGreaterThan(0);
      expect(hidden).toEqual(none);
    },
  );
});

describe('what asks a neighbour has a price', () => {
  test.each(ROWS.filter(({ outcomes }) => outcomes['rep'] !== '401').map(({ name }) => name))(
    '%s',
    async (name) => {
      // Who is known already costs nothing more.
      await ask('Query.viewer', own);
      for (const { operation, variables, calls: made } of await ask(name, own)) {
        const document = parse(operation);
        const [definition] = document.definitions;
        if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(operation);
        const cost = costOf({ schema, document, operation: definition, variables });
        for (const system of ['spotdraft', 'salesforce'] as const) {
          const total = Object.values(made[system]).reduce((sum, count) => sum + count, 0);
          expect
            .soft({ system, total, price: cost[system].total }, operation)
            .toSatisfy(({ price }: { price: number }) => total === 0 || price > 0);
        }
      }
    },
  );
});
