import type { GraphQLField } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import {
  anything,
  argsWith,
  declared,
  innerFieldsWithTexts,
  leavesOf,
} from '../../support/input-leaves.js';
import type { Leaf } from '../../support/input-leaves.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { someContract } from './sync-support.js';

const schema = buildGraphqlSchema();
type Field = GraphQLField<unknown, unknown>;
const named = (fields: Readonly<Record<string, Field>> = {}) =>
  Object.values(fields)
    .filter((field) => leavesOf(field).length > 0)
    .map((field) => [field.name, field] as const);
const MUTATIONS = named(schema.getMutationType()?.getFields());
const QUERIES = named(schema.getQueryType()?.getFields());

let world: World;
let usual: (name: string) => unknown;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  const contract = someContract(world, 'DRAFT').id;
  const deal = world.salesforce.deals[0]!.id;
  const known: Readonly<Record<string, unknown>> = {
    contractId: contract,
    relatedContractId: someContract(world, 'REDLINING').id,
    opportunityId: deal,
    templateId: '1204',
    contractTypeId: '303',
    email: 'ann@acme.example',
    isIndividual: false,
    jurisdictionIsoCode: 'US',
    countryIsoCode: 'US',
  };
  usual = (name) => known[name];
  // Signed in, and known to be let in.
  await world.graphql('{ opportunities(first: 1) { nodes { id } } templates { id } }', {}, admin());
});
afterAll(() => world[Symbol.asyncDispose]());

const admin = () => world.as('admin');
const calls = () =>
  world.spotdraft.calls.report().total + world.salesforce.control.usage.report().total;

/** As much as a request may hold, and more than any text is; and as much as no text is stopped at before it is looked at closer. */
const ENDLESS = 'x'.repeat(1_000_001);
const LONG = 'x'.repeat(100_000);

const textAt = ({ scalar }: Leaf, text: string) => (scalar === 'JSONObject' ? { text } : text);
/** Of its value, as `userErrors` name it. */
const pathOf = ({ path, scalar }: Leaf) => [
  ...path.slice(1),
  ...(scalar === 'JSONObject' ? ['text'] : []),
];
/** What GraphQL itself reads in a text, and refuses where it can't. */
const isRead = ({ scalar }: Leaf) => ['Date', 'DateTime', 'URL'].includes(scalar);

interface Payload {
  readonly userErrors: readonly {
    readonly field: readonly string[] | null;
    readonly code: string;
  }[];
}

function mutate(field: Field, leaf: Leaf, text: string) {
  const { variables, passed } = declared(field.args);
  return world.graphql<Record<string, Payload | null>, object>(
    `mutation (${variables}) { ${field.name}(${passed}) { userErrors { field code message } } }`,
    argsWith(field, leaf, textAt(leaf, text), usual),
    admin(),
  );
}

function query(field: Field, leaf: Leaf, text: string) {
  const { variables, passed } = declared(field.args);
  return world.graphql<Record<string, unknown>, object>(
    `query (${variables}) { ${field.name}(${passed}) ${anything(field)} }`,
    argsWith(field, leaf, textAt(leaf, text), usual),
    admin(),
  );
}

/** What the test of one leaf is about, in what it says. */
const told = ({ path }: Leaf, what: unknown) => ({ at: path.join('.'), what });

describe('a text of a million characters is refused before any call, by its path, in', () => {
  test.each(MUTATIONS)('%s', async (name, field) => {
    for (const leaf of leavesOf(field)) {
      // Bytes are as long as a request lets them be.
      if (leaf.path.at(-1) === 'contentBase64') continue;
      const before = calls();
      const { data, errors } = await mutate(field, leaf, ENDLESS);
      if (leaf.scalar === 'ID' || isRead(leaf)) {
        expect(told(leaf, errors)).toMatchObject(
          told(leaf, [{ extensions: { code: 'BAD_USER_INPUT' } }]),
        );
        expect(errors[0]!.message.slice(0, 200)).toContain(
          leaf.path.findLast((one) => one !== '0'),
        );
      } else {
        expect(told(leaf, errors)).toEqual(told(leaf, []));
        expect(
          told(
            leaf,
            data?.[name]?.userErrors.map((error) => error.field),
          ),
        ).toEqual(told(leaf, expect.arrayContaining([pathOf(leaf)])));
      }
      expect(told(leaf, calls())).toEqual(told(leaf, before));
    }
  });

  test.each(QUERIES)('%s', async (_name, field) => {
    for (const leaf of leavesOf(field)) {
      const before = calls();
      const { errors } = await query(field, leaf, ENDLESS);
      expect(told(leaf, errors)).toMatchObject(
        told(leaf, [{ extensions: { code: 'BAD_USER_INPUT' } }]),
      );
      expect(errors[0]!.message.slice(0, 200)).toContain(leaf.path.findLast((one) => one !== '0'));
      expect(told(leaf, calls())).toEqual(told(leaf, before));
    }
  });

  test.each(
    innerFieldsWithTexts(schema).map(
      ({ type, field }) => [`${type}.${field.name}`, type, field] as const,
    ),
  )('%s', async (_name, type, field) => {
    for (const leaf of leavesOf(field)) {
      const { variables, passed } = declared(field.args);
      // It need not be reached: what is too long is refused before anything is begun.
      const text = `query (${variables}) { contract(id: "T-1") { ...F } } fragment F on Contract { id }`;
      const before = calls();
      const { errors } = await world.graphql(
        type === 'Contract'
          ? text.replace('{ id }', `{ ${field.name}(${passed}) ${anything(field)} }`)
          : pathTo(type, `query (${variables})`, `${field.name}(${passed}) ${anything(field)}`),
        argsWith(field, leaf, textAt(leaf, ENDLESS), usual),
        admin(),
      );
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(errors[0]!.message.slice(0, 200)).toContain(leaf.path.at(-1));
      expect(calls()).toBe(before);
    }
  });

  test.each(['/graphql', '/graphql/stream'])('a literal, and a stream: %s', async (path) => {
    for (const [text, variables] of [
      [`{ templates(search: "${ENDLESS}") { id } }`, {}],
      [`{ contracts(filter: { search: """${ENDLESS}""" }) { totalCount } }`, {}],
      ['query ($search: String) { templates(search: $search) { id } }', { search: ENDLESS }],
    ] as const) {
      const before = calls();
      const response = await fetch(world.app.url + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: path === '/graphql' ? 'application/json' : 'text/event-stream',
          ...admin(),
        },
        body: JSON.stringify({ query: text, variables }),
      });
      expect(response.status).toBe(400);
      const { errors } = (await response.json()) as { errors: { message: string }[] };
      expect(errors).toMatchObject([
        {
          message: expect.stringMatching(/search" is 1000001 characters long/) as string,
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
      expect(calls()).toBe(before);
    }
  });
});

/** Where people write as much as they want, up to what any text may be. */
const WRITINGS = ['description', 'message', 'note', 'notes', 'text'];
const hasOwnBound = ({ path, scalar }: Leaf) =>
  !WRITINGS.includes(path.at(-1) ?? '') && !scalar.startsWith('JSON');

describe('what is longer than its own bound is refused without a call of SpotDraft, in', () => {
  test.each(MUTATIONS)('%s', async (name, field) => {
    for (const leaf of leavesOf(field)) {
      // An upload's is looked up in our own store, and is of no form.
      if (!hasOwnBound(leaf) || ['uploadId', 'contentBase64'].includes(leaf.path.at(-1) ?? '')) {
        continue;
      }
      const before = world.spotdraft.calls.report().total;
      const { data, errors } = await mutate(field, leaf, LONG);
      if (leaf.scalar === 'ID' || isRead(leaf)) {
        expect(told(leaf, errors)).toMatchObject(
          told(leaf, [{ extensions: { code: 'BAD_USER_INPUT' } }]),
        );
      } else {
        // A key is looked at once there is nothing else to say.
        const fields = data?.[name]?.userErrors.map((error) => error.field);
        const expected =
          leaf.path.at(-1) === 'idempotencyKey'
            ? expect.arrayContaining([expect.any(Array)])
            : expect.arrayContaining([pathOf(leaf)]);
        expect(told(leaf, [errors, fields])).toEqual(told(leaf, [[], expected]));
      }
      expect(told(leaf, world.spotdraft.calls.report().total)).toEqual(told(leaf, before));
    }
  });

  test.each(QUERIES)('%s', async (_name, field) => {
    // A draft tells with what is there what is wrong with it.
    if (field.name === 'contractDraft') return;
    for (const leaf of leavesOf(field)) {
      const before = calls();
      const { errors } = await query(field, leaf, LONG);
      expect(told(leaf, errors)).toMatchObject(
        told(leaf, [{ extensions: { code: 'BAD_USER_INPUT' } }]),
      );
      expect(told(leaf, calls())).toEqual(told(leaf, before));
    }
  });
});

/** A query that reaches a type in the fewest steps. */
function pathTo(type: string, head: string, inner: string): string {
  const ways: Readonly<Record<string, (selection: string) => string>> = {
    Opportunity: (selection) => `opportunity(id: "006000000000001AAA") { ${selection} }`,
    ContractType: (selection) => `contractType(id: "1") { ${selection} }`,
    Counterparty: (selection) => `counterparty(id: "1") { ${selection} }`,
    BulkJob: (selection) => `bulkJob(id: "00000000-0000-4000-8000-000000000000") { ${selection} }`,
  };
  const way = ways[type];
  if (way === undefined) throw new Error(`No query here reaches ${type}.`);
  return `${head} { ${way(inner)} }`;
}
