import type { GraphQLField } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import { anything, argsWith, declared, leavesOf } from '../../support/input-leaves.js';
import type { Leaf } from '../../support/input-leaves.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { someContract } from './sync-support.js';

const schema = buildGraphqlSchema();
type Field = GraphQLField<unknown, unknown>;
const idsOf = (field: Field) => leavesOf(field).filter(({ scalar }) => scalar === 'ID');
const withIds = (fields: Readonly<Record<string, Field>> = {}) =>
  Object.values(fields)
    .filter((field) => idsOf(field).length > 0)
    .map((field) => [field.name, field] as const);

/** Any text may be one: it is looked up in the store, and there is none. */
const OURS = ['uploadId'];

let world: World;
let usual: (name: string) => unknown;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  const known: Readonly<Record<string, unknown>> = {
    contractId: someContract(world, 'DRAFT').id,
    relatedContractId: someContract(world, 'REDLINING').id,
    opportunityId: world.salesforce.deals[0]!.id,
    templateId: '1204',
    email: 'ann@acme.example',
  };
  usual = (name) => known[name];
});
afterAll(() => world[Symbol.asyncDispose]());

const calls = () =>
  world.spotdraft.calls.report().total + world.salesforce.control.usage.report().total;

async function refused(kind: 'query' | 'mutation', field: Field, leaf: Leaf, id: string) {
  const { variables, passed } = declared(field.args);
  const answer = kind === 'mutation' ? '{ userErrors { field code message } }' : anything(field);
  const before = calls();
  const { errors } = await world.graphql(
    `${kind} (${variables}) { ${field.name}(${passed}) ${answer} }`,
    argsWith(field, leaf, id, usual),
    world.as('admin'),
  );
  const told = { at: leaf.path.join('.'), id };
  expect({ ...told, errors }).toMatchObject({
    ...told,
    errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
  });
  expect({ ...told, calls: calls() }).toEqual({ ...told, calls: before });
}

const MALFORMED = ['T-1/../2', 'nobody', '-1', ' ', ''];

describe('an id that is none is BAD_USER_INPUT before any call, in', () => {
  test.each(withIds(schema.getMutationType()?.getFields()))('%s', async (_name, field) => {
    for (const leaf of idsOf(field)) {
      if (OURS.includes(leaf.path.at(-1) ?? '')) continue;
      for (const id of MALFORMED) await refused('mutation', field, leaf, id);
    }
  });

  test.each(withIds(schema.getQueryType()?.getFields()))('%s', async (_name, field) => {
    for (const leaf of idsOf(field)) {
      for (const id of MALFORMED) await refused('query', field, leaf, id);
    }
  });
});
