/** The floor: a bare handler that makes the one call, joins by hand and answers JSON, whatever is asked. */
import fastify from 'fastify';
import { endWithParent, readDeals, readSample } from './page-sample.js';

const sample = await readSample();
const contractsOf = new Map(sample.deals.map(({ id, contracts }) => [id, contracts]));
const app = fastify();
app.post('/graphql', async () => {
  const deals = await readDeals(sample);
  const nodes = deals.map((deal) => ({ ...deal, contracts: contractsOf.get(deal.id) ?? [] }));
  return { data: { opportunities: { nodes } } };
});
endWithParent(await app.listen({ port: 0, host: '127.0.0.1' }));
