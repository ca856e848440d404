import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/config.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const SELLER = 'tom.keller@meridian-cloud.example';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000', FEDERATION: 'on' },
  });
});
afterAll(() => world[Symbol.asyncDispose]());

interface Entities {
  readonly _entities: readonly ({ readonly __typename: string; readonly id: string } | null)[];
}
const ENTITIES = `query ($of: [_Any!]!) { _entities(representations: $of) {
  __typename
  ... on Opportunity { id name contracts { id } }
  ... on Account { id name industry billingAddress { city } }
  ... on Contract { id name opportunity { id } }
  ... on Template { id name }
} }`;

type Headers = Parameters<World['graphql']>[2];

/** Answers `_entities` in the order asked. */
async function entities(of: readonly object[], headers?: Headers) {
  const answer = await world.graphql<Entities, object>(ENTITIES, { of }, headers);
  return { ...answer, found: answer.data?._entities ?? [] };
}

/** A page of deals with their account and contracts, as the service sees them. */
async function someDeals() {
  const { data } = await world.graphql<
    {
      readonly opportunities: {
        readonly nodes: readonly {
          readonly id: string;
          readonly account: { readonly id: string; readonly name: string } | null;
          readonly contracts: readonly { readonly id: string }[];
        }[];
      };
    },
    object
  >('{ opportunities(first: 50) { nodes { id account { id name } contracts { id } } } }', {});
  return data!.opportunities.nodes;
}

const salesforceCalls = () => world.salesforce.control.usage.report().total;
const allCalls = () => salesforceCalls() + world.spotdraft.calls.report().total;

describe('_entities', () => {
  test('answers deals, accounts, contracts and templates in the order asked', async () => {
    const deal = (await someDeals()).find(
      ({ account, contracts }) => account !== null && contracts.length > 0,
    )!;
    const { data } = await world.graphql<{ templates: { id: string }[] }, object>(
      '{ templates { id } }',
      {},
    );
    const of = [
      { __typename: 'Template', id: data!.templates[0]!.id },
      { __typename: 'Contract', id: deal.contracts[0]!.id },
      { __typename: 'Account', id: deal.account!.id },
      { __typename: 'Opportunity', id: deal.id },
    ];
    const { found, errors } = await entities(of);
    expect(errors).toEqual([]);
    expect(found).toMatchObject([
      of[0]!,
      { ...of[1], opportunity: { id: deal.id } },
      { ...of[2], name: deal.account!.name, billingAddress: { city: expect.any(String) } },
      { ...of[3], contracts: expect.arrayContaining([{ id: deal.contracts[0]!.id }]) },
    ]);
  });

  test('asks Salesforce once for all accounts of a request, and once for all deals', async () => {
    const deals = await someDeals();
    const accounts = [...new Set(deals.flatMap(({ account }) => account?.id ?? []))];
    expect(accounts.length).toBeGreaterThan(5);
    const before = salesforceCalls();
    const { found } = await entities(accounts.map((id) => ({ __typename: 'Account', id })));
    expect(found.map((account) => account?.id)).toEqual(accounts);
    expect(salesforceCalls() - before).toBe(1);
    const both = await entities(deals.map(({ id }) => ({ __typename: 'Opportunity', id })));
    expect(both.found).toHaveLength(deals.length);
    expect(salesforceCalls() - before).toBe(2);
  });

  test('shows people what they may see, and nothing of the rest', async () => {
    const deals = await someDeals();
    const seller = await world.asUser(SELLER);
    const { data } = await world.graphql<{ opportunities: { nodes: { id: string }[] } }, object>(
      '{ opportunities(first: 100) { nodes { id } } }',
      {},
      seller,
    );
    const theirs = new Set(data!.opportunities.nodes.map(({ id }) => id));
    const hidden = deals.find(({ id, contracts }) => !theirs.has(id) && contracts.length > 0)!;
    const shown = deals.find(({ id, contracts }) => theirs.has(id) && contracts.length > 0)!;
    const of = [hidden, shown].flatMap((deal) => [
      { __typename: 'Opportunity', id: deal.id },
      { __typename: 'Contract', id: deal.contracts[0]!.id },
    ]);
    const { found, errors } = await entities(of, seller);
    expect(errors).toEqual([]);
    expect(found.map((entity) => entity?.id ?? null)).toEqual([
      null,
      null,
      shown.id,
      shown.contracts[0]!.id,
    ]);
  });

  test('of a malformed or missing id is an error of that one; the others answer', async () => {
    const [deal] = await someDeals();
    const of = [
      { __typename: 'Contract', id: 'nonsense' },
      { __typename: 'Account', id: deal!.id },
      { __typename: 'Template', id: 'x' },
      { __typename: 'Opportunity' },
      { __typename: 'Opportunity', id: deal!.id },
      { __typename: 'Contract', id: 'T-999999999' },
    ];
    const { found, errors } = await entities(of);
    expect(found.map((entity) => entity?.id ?? null)).toEqual([
      null,
      null,
      null,
      null,
      deal!.id,
      null,
    ]);
    expect(errors.map(({ path, extensions }) => [path?.[1], extensions.code])).toEqual(
      expect.arrayContaining([0, 1, 2, 3].map((index) => [index, 'BAD_USER_INPUT'])),
    );
    expect(errors).toHaveLength(4);
  });

  test('refuses more than a hundred before any call', async () => {
    const before = allCalls();
    const of = Array.from({ length: 101 }, () => ({
      __typename: 'Account',
      id: '001000000000000',
    }));
    const { status, errors } = await entities(of);
    expect(status).toBe(400);
    expect(errors[0]?.message).toContain('at most 100 representations, not 101');
    expect(allCalls()).toBe(before);
  });

  test('shows a key that stands for nobody no deals, and templates as ever', async () => {
    const [deal] = await someDeals();
    const { found, errors } = await entities(
      [{ __typename: 'Account', id: deal!.account!.id }],
      world.as('user'),
    );
    expect(found).toEqual([null]);
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

const TICKETS = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  type Query { tickets: [Ticket!]! }
  type Ticket { title: String! deal: Opportunity page: PageInfo! }
  type Opportunity @key(fields: "id", resolvable: false) { id: ID! }
  type Account @key(fields: "id") { id: ID! openTickets: Int! }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
`;

/** A subgraph of somebody else's, which knows deals and accounts by their id and nothing more. */
async function startTickets(dealIds: readonly string[]) {
  const page = { hasNextPage: false, hasPreviousPage: false };
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(TICKETS),
      resolvers: {
        Query: {
          tickets: () => dealIds.map((id) => ({ title: `About ${id}`, deal: { id }, page })),
        },
        Account: { openTickets: ({ id }: { readonly id: string }) => id.length },
      },
    },
  ]);
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    void request.toArray().then(async (chunks) => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks as Buffer[]).toString()) as {
        query: string;
        variables?: Record<string, unknown>;
      };
      const result = await graphql({ schema, source: query, variableValues: variables ?? null });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    seen,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function sdlAt(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const body = (await response.json()) as { data: { _service: { sdl: string } } };
  return body.data._service.sdl;
}

/** Both subgraphs as one graph, behind a gateway that hands on who asks. */
async function startGateway(subgraphs: readonly { readonly name: string; readonly url: string }[]) {
  const services = await Promise.all(
    subgraphs.map(async ({ name, url }) => ({
      name,
      url,
      typeDefs: parse(await sdlAt(url, world.as('service'))),
    })),
  );
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new AggregateError(errors, 'No supergraph.');
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ url }) =>
      new RemoteGraphQLDataSource<{ readonly authorization?: string }>({
        ...(url === undefined ? {} : { url }),
        willSendRequest: ({ request, context }) => {
          if (context.authorization !== undefined)
            request.http?.headers.set('authorization', context.authorization);
        },
      }),
  });
  return new ApolloServer<{ authorization?: string }>({ gateway });
}

describe('a supergraph of dealdraft and another subgraph', () => {
  test('composes, and answers across both with the rights of whoever asks', async () => {
    const deals = await someDeals();
    const seller = await world.asUser(SELLER);
    const { found } = await entities(
      deals.map(({ id }) => ({ __typename: 'Opportunity', id })),
      seller,
    );
    const shown = found.map((deal) => deal?.id ?? null);
    expect(shown).toContain(null);
    await using tickets = await startTickets(deals.map(({ id }) => id));
    const server = await startGateway([
      { name: 'dealdraft', url: `${world.app.url}/graphql` },
      { name: 'tickets', url: tickets.url },
    ]);
    const { body } = await server.executeOperation(
      {
        query:
          '{ tickets { title deal { id name account { name openTickets } } page { hasNextPage } } }',
      },
      { contextValue: seller },
    );
    await server.stop();
    if (body.kind !== 'single') throw new Error('One answer was expected.');
    const data = body.singleResult.data as unknown as {
      readonly tickets: readonly {
        readonly deal: {
          readonly id: string;
          readonly account: { readonly name: string; readonly openTickets: number } | null;
        } | null;
      }[];
    };
    // From the other one to dealdraft and back to the other one; of deals that are not theirs nothing but that it was named.
    expect(data.tickets.map(({ deal }) => deal?.id ?? null)).toEqual(shown);
    const accounts = data.tickets.flatMap(({ deal }) => deal?.account ?? []);
    expect(accounts.length).toBeGreaterThan(0);
    for (const { name, openTickets } of accounts) {
      expect(deals.map(({ account }) => account?.name)).toContain(name);
      expect(openTickets).toBe(18);
    }
    expect(tickets.seen.at(-1)).toBe(seller['authorization']);
  });
});

test('a subgraph whose operations are all known beforehand is refused at the start', () => {
  const env = { ...world.env, PERSISTED_OPERATIONS_FILE: 'any.json', PERSISTED_ONLY: 'true' };
  expect(() => loadConfig(env)).toThrow(/FEDERATION: does not go together with PERSISTED_ONLY/);
  expect(() => loadConfig({ ...env, PERSISTED_ONLY: 'false' })).not.toThrow();
});
