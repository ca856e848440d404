/**
 * Apollo Server and DataLoader as their documents show them: the deals in one call, and a loader that looks each deal's contracts up
 * at SpotDraft, all of a page at once. Prints its address; ends with its parent.
 */
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import DataLoader from 'dataloader';
import fastify from 'fastify';
import { Agent, fetch } from 'undici';
import { endWithParent, readDeals, readSample, TYPE_DEFS } from './page-sample.js';
import type { Contract } from './page-sample.js';

const sample = await readSample();

interface Found {
  readonly id: string;
  readonly contract_name: string;
  readonly contract_status: string;
}

/** Twenty pages at once are a thousand look-ups; a busy machine does not open as many sockets in time. */
const dispatcher = new Agent({ connections: 128 });

async function lookUp(id: string): Promise<readonly Contract[]> {
  const answer = await fetch(sample.lookUpUrl.replace('{id}', id), {
    headers: sample.lookUpHeaders,
    dispatcher,
  });
  return ((await answer.json()) as readonly Found[]).map((row) => ({
    id: row.id,
    name: row.contract_name,
    status: row.contract_status,
    documentUrl: null,
  }));
}

interface Context {
  readonly contracts: DataLoader<string, readonly Contract[]>;
}

const apollo = new ApolloServer<Context>({
  typeDefs: TYPE_DEFS,
  resolvers: {
    Query: { opportunities: async () => ({ nodes: await readDeals(sample) }) },
    Opportunity: {
      contracts: ({ id }: { readonly id: string }, _args: unknown, { contracts }: Context) =>
        contracts.load(id),
    },
  },
});
await apollo.start();
const app = fastify();
app.post(
  '/graphql',
  fastifyApolloHandler(apollo, {
    context: async () => ({
      contracts: new DataLoader((ids: readonly string[]) => Promise.all(ids.map(lookUp))),
    }),
  }),
);
endWithParent(await app.listen({ port: 0, host: '127.0.0.1' }));
