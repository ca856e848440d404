import type { GraphQLField } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import { allLeavesOf, anything, argsWith, declared, listsOf } from '../../support/input-leaves.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { newContract } from './lifecycle-support.js';

type Field = GraphQLField<unknown, unknown>;
const schema = buildGraphqlSchema();
const MUTATIONS = Object.values(schema.getMutationType()?.getFields() ?? {});
const QUERIES = Object.values(schema.getQueryType()?.getFields() ?? {});
const EVERY = [
  ...QUERIES.map((field) => ['query', field] as const),
  ...MUTATIONS.map((field) => ['mutation', field] as const),
]
  .filter(([, field]) => field.args.length > 0)
  // Last: nothing is done with a contract after it.
  .sort(([, a], [, b]) => Number(a.name === 'voidContract') - Number(b.name === 'voidContract'));

/** What a hostile client, or one with a fault, may send in place of what is meant. */
const ODD: Readonly<Record<string, readonly unknown[]>> = {
  String: [
    '',
    ' ',
    '\u0000',
    '\u202e',
    '\ud83d',
    '../../x',
    "' OR 1=1 --",
    '%00',
    '=1+1',
    '\r\nx: y',
  ],
  ID: [
    '0',
    '00',
    '1.5',
    '1e9',
    '9'.repeat(30),
    'T-0',
    `T-${'9'.repeat(20)}`,
    '\uff19',
    '1\n',
    'H-1',
  ],
  Int: [-1, 0, 2_147_483_647, -2_147_483_648],
  Float: [-1e308, 0, 1e308, 5e-324],
  Date: ['0001-01-01', '9999-12-31', '2026-02-30', ''],
  DateTime: ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-02-30T00:00:00Z', ''],
  URL: ['javascript:alert(1)', 'file:///etc/passwd', 'https://user:pass@x.example/', ''],
  JSON: [null, [], {}, 0, '', [[[]]], { constructor: { prototype: 1 } }],
  JSONObject: [{}, { a: null }, { '': 1 }, { constructor: { prototype: 1 } }],
};

let world: World;
let usual: (name: string) => unknown;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  await renew();
});
afterAll(() => world[Symbol.asyncDispose]());

/** A contract in a state in which most may be done with it: some of what is sent goes through. */
async function renew(): Promise<void> {
  const deal = world.salesforce.deals[0]!.id;
  const [contractId, relatedContractId] = [
    await newContract(world, 'REDLINING', { deal }),
    await newContract(world, 'DRAFT', { deal }),
  ];
  const known: Readonly<Record<string, unknown>> = {
    contractId,
    relatedContractId,
    opportunityId: deal,
    templateId: '1204',
    contractTypeId: '303',
    counterpartyId: '5101',
    email: 'ann@acme.example',
    id: contractId,
  };
  usual = (name) => known[name];
}

async function send(kind: 'query' | 'mutation', field: Field, args: object) {
  const { variables, passed } = declared(field.args);
  const answer = kind === 'mutation' ? '{ userErrors { field code message } }' : anything(field);
  const response = await fetch(`${world.app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...world.as('admin') },
    body: JSON.stringify({
      query: `${kind} (${variables}) { ${field.name}(${passed}) ${answer} }`,
      variables: args,
    }),
  });
  const text = await response.text();
  return { status: response.status, text };
}

describe('an odd value brings nothing down, in', () => {
  test.each(EVERY.map(([kind, field]) => [field.name, kind, field] as const))(
    '%s',
    async (_name, kind, field) => {
      for (const leaf of allLeavesOf(field)) {
        for (const value of ODD[leaf.scalar] ?? []) {
          const { status, text } = await send(kind, field, argsWith(field, leaf, value, usual));
          const told = { at: leaf.path.join('.'), value };
          expect({ ...told, status }).toEqual({ ...told, status: status === 400 ? 400 : 200 });
          expect({ ...told, text }).toEqual({
            ...told,
            text: expect.not.stringContaining('INTERNAL_SERVER_ERROR') as string,
          });
        }
      }
    },
    60_000,
  );
});

/** As large as a request may be, or nearly; and far more than any list has. */
const MAX_LENGTH = 900_000;
const MAX_ENTRIES = 3_000;

describe('a list without end costs no more than a short one, in', () => {
  beforeAll(renew);

  test.each(
    EVERY.filter(([, field]) => listsOf(field).length > 0).map(
      ([kind, field]) => [field.name, kind, field] as const,
    ),
  )(
    '%s',
    async (_name, kind, field) => {
      for (const path of listsOf(field)) {
        const one: unknown = entryOf(field, path);
        const count = Math.floor(MAX_LENGTH / (JSON.stringify(one).length + 1));
        const list = Array<unknown>(Math.min(count, MAX_ENTRIES)).fill(one);
        world.spotdraft.calls.reset();
        const { status, text } = await send(kind, field, argsWith(field, { path }, list, usual));
        const told = { at: path.join('.') };
        expect({ ...told, status }).toEqual({ ...told, status: status === 400 ? 400 : 200 });
        expect({ ...told, text: text.slice(0, 500) }).toEqual({
          ...told,
          text: expect.not.stringContaining('INTERNAL_SERVER_ERROR') as string,
        });
        expect(text.length).toBeLessThan(100_000);
        expect(world.spotdraft.calls.report().total).toBeLessThan(10);
      }
    },
    60_000,
  );
});

/** The least that an entry of the list has. */
function entryOf(field: Field, path: readonly string[]): unknown {
  let value: unknown = argsWith(field, { path: [...path, '0', 'no member'] }, null, usual);
  for (const name of [...path, '0']) value = (value as Readonly<Record<string, unknown>>)[name];
  return value;
}
