/**
 * The bound: a resolver by hand. A bare handler executes the parsed query with graphql-js, reads the deals of the page in one call and
 * their contracts from a map in memory. No rights, no limits, no failures, no store. Prints its address; ends with its parent.
 */
import fastify from 'fastify';
import { buildSchema, execute, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import { endWithParent, readDeals, readSample, TYPE_DEFS } from './page-sample.js';

const sample = await readSample();
const contractsOf = new Map(sample.deals.map(({ id, contracts }) => [id, contracts]));
const schema = buildSchema(TYPE_DEFS);
const documents = new Map<string, DocumentNode>();
const rootValue = {
  opportunities: async () => ({
    nodes: (await readDeals(sample)).map((deal) => ({
      ...deal,
      contracts: contractsOf.get(deal.id) ?? [],
    })),
  }),
};
const app = fastify();
app.post<{ Body: { readonly query: string } }>('/graphql', async ({ body: { query } }) => {
  const document = documents.get(query) ?? parse(query);
  documents.set(query, document);
  return execute({ schema, document, rootValue });
});
endWithParent(await app.listen({ port: 0, host: '127.0.0.1' }));
