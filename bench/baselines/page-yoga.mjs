/**
 * GraphQL Yoga with everything in memory: no call, no store. Prints its address; ends with its parent. Not in TypeScript, because
 * Yoga's types bring those of a browser's page into every file that is compiled with them.
 */
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { endWithParent, readSample, TYPE_DEFS } from './page-sample.ts';

const { deals } = await readSample();
const yoga = createYoga({
  schema: createSchema({
    typeDefs: TYPE_DEFS,
    resolvers: { Query: { opportunities: () => ({ nodes: deals }) } },
  }),
  logging: false,
});
const server = createServer((request, response) => void yoga(request, response));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
endWithParent(`http://127.0.0.1:${server.address().port}`);
