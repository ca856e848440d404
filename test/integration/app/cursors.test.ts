import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { isLinked } from './sync-support.js';

/** Every list that comes in pages, and how it is reached. `AFTER` stands for a cursor. */
const LISTS: Readonly<Record<string, (ids: Ids) => string>> = {
  'Query.opportunities': () => 'list: opportunities(first: 1, after: AFTER) PAGE',
  'Query.contracts': () => 'list: contracts(first: 1, after: AFTER) PAGE',
  'Query.searchContracts': () => 'list: searchContracts(filter: {}, first: 1, after: AFTER) PAGE',
  'Query.counterparties': () => 'list: counterparties(first: 1, after: AFTER) PAGE',
  'Query.spotdraftUsers': () => 'list: spotdraftUsers(first: 1, after: AFTER) PAGE',
  'Query.intakes': () => 'list: intakes(first: 1, after: AFTER) PAGE',
  'Query.deliveries': () => 'list: deliveries(first: 1, after: AFTER) PAGE',
  'Query.activities': () => 'list: activities(first: 1, after: AFTER) PAGE',
  'Query.archives': () => 'list: archives(first: 1, after: AFTER) PAGE',
  'Query.unlinkedContracts': () => 'list: unlinkedContracts(first: 1, after: AFTER) PAGE',
  'Query.bulkJobs': () => 'list: bulkJobs(first: 1, after: AFTER) PAGE',
  'BulkJob.rows': ({ job }) =>
    `at: bulkJob(id: "${job}") { list: rows(first: 1, after: AFTER) PAGE }`,
  'Opportunity.timeline': ({ deal }) =>
    `at: opportunity(id: "${deal}") { list: timeline(first: 1, after: AFTER) PAGE }`,
  'Contract.timeline': ({ contract }) =>
    `at: contract(id: "${contract}") { list: timeline(first: 1, after: AFTER) PAGE }`,
  'Contract.comments': ({ contract }) =>
    `at: contract(id: "${contract}") { list: comments(first: 1, after: AFTER) PAGE }`,
  'Contract.relatedContracts': ({ contract }) =>
    `at: contract(id: "${contract}") { list: relatedContracts(first: 1, after: AFTER) PAGE }`,
  'Contract.authorizedUsers': ({ contract }) =>
    `at: contract(id: "${contract}") { list: authorizedUsers(first: 1, after: AFTER) PAGE }`,
  'Counterparty.contacts': ({ counterparty }) =>
    `at: counterparty(id: "${counterparty}") { list: contacts(first: 1, after: AFTER) PAGE }`,
  'Counterparty.addresses': ({ counterparty }) =>
    `at: counterparty(id: "${counterparty}") { list: addresses(first: 1, after: AFTER) PAGE }`,
};
const PAGE = '{ edges { cursor } pageInfo { hasNextPage endCursor } }';

interface Ids {
  readonly deal: string;
  readonly contract: string;
  readonly counterparty: string;
  readonly job: string;
}
interface Listed {
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly endCursor: string | null };
}
type Answer = {
  readonly list?: Listed;
  readonly at?: { readonly list: Listed | null } | null;
  readonly startBulkCreate?: { readonly job: { readonly id: string } };
};

let world: World;
let ids: Ids;
let others: Ids;
let jobs = 0;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    webhook: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  const { control } = world.spotdraft;
  const [one, other] = control
    .list()
    .filter((row) => row.id.startsWith('T-') && !row.deleted && isLinked(row));
  ids = {
    deal: String(one!.external_metadata.id),
    contract: one!.id,
    counterparty: '5101',
    job: await startJob(),
  };
  others = {
    deal: String(other!.external_metadata.id),
    contract: other!.id,
    counterparty: '5102',
    job: await startJob(),
  };
  for (const text of ['first', 'second']) control.act(one!.id, 'comment', { comment: text });
  await world.spotdraft.deliveries.flush();
  for (const related of control
    .list()
    .filter(({ id }) => id.startsWith('T-'))
    .slice(-2)) {
    await ask(
      `mutation { relateContracts(input: { contractId: "${one!.id}", relatedContractId: "${related.id}", relation: CHILD }) { userErrors { code } } }`,
    );
  }
});
afterAll(() => world[Symbol.asyncDispose]());

const ask = (query: string) =>
  world.graphql<Answer, Record<string, never>>(query, {}, world.as('admin'));

/** Of two deals more than the job before. */
async function startJob(): Promise<string> {
  const deals = world.salesforce.deals.slice(0, (jobs += 2)).map(({ id }) => id);
  const { data } = await ask(
    `mutation { startBulkCreate(input: { templateId: "1204", opportunityIds: ${JSON.stringify(deals)} }) { job { id } } }`,
  );
  return data!.startBulkCreate!.job.id;
}

const asked = (list: string, of: Ids, after: string | null) =>
  ask(`{ ${LISTS[list]!(of).replace('PAGE', PAGE).replace('AFTER', JSON.stringify(after))} }`);

/** A cursor of the list; null where there is no entry to have one. */
async function cursorOf(list: string): Promise<string | null> {
  const { data, errors } = await asked(list, ids, null);
  expect([list, errors]).toEqual([list, []]);
  const page = data?.list ?? data?.at?.list;
  return page?.edges[0]?.cursor ?? page?.pageInfo.endCursor ?? null;
}

test('every list in pages stands here', () => {
  const schema = buildGraphqlSchema();
  const paged = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
        .map((field) => `${type.name}.${field.name}`),
    );
  expect(Object.keys(LISTS).sort()).toEqual(paged.sort());
});

describe('a cursor', () => {
  test('is refused on every other list', async () => {
    const cursors = new Map<string, string>();
    for (const list of Object.keys(LISTS)) {
      const cursor = await cursorOf(list);
      if (cursor !== null) cursors.set(list, cursor);
    }
    // Nothing is archived here, and nobody handed an intake in.
    expect(Object.keys(LISTS).filter((list) => !cursors.has(list))).toEqual([
      'Query.intakes',
      'Query.archives',
    ]);
    for (const list of Object.keys(LISTS)) {
      for (const [of, cursor] of cursors) {
        if (of === list) continue;
        const { errors } = await asked(list, ids, cursor);
        expect([list, of, errors.map(({ extensions }) => extensions.code)]).toEqual([
          list,
          of,
          ['BAD_USER_INPUT'],
        ]);
      }
    }
  });

  test.each(Object.keys(LISTS).filter((list) => !list.startsWith('Query.')))(
    'of %s is refused on the same list of another',
    async (list) => {
      const cursor = await cursorOf(list);
      const { errors } = await asked(list, others, cursor);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    },
  );

  test.each(Object.keys(LISTS))('that is none is refused on %s', async (list) => {
    for (const cursor of ['', 'x', Buffer.from('["a"]').toString('base64url'), 's_abc']) {
      const { errors } = await asked(list, ids, cursor);
      expect([cursor, errors.map(({ extensions }) => extensions.code)]).toEqual([
        cursor,
        ['BAD_USER_INPUT'],
      ]);
    }
  });
});
