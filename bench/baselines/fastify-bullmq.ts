/**
 * What a receiver does that leaves durability to a queue: `add` the body as a job of BullMQ, answer. No signature, no
 * parsing, no recognition of repeats. Prints its address; ends with its parent.
 */
import { Queue } from 'bullmq';
import fastify from 'fastify';

const [redisUrl] = process.argv.slice(2);
if (redisUrl === undefined) throw new Error('usage: fastify-bullmq.ts REDIS_URL');
const { hostname, port } = new URL(redisUrl);
const queue = new Queue('deliveries', { connection: { host: hostname, port: Number(port) } });
const app = fastify();
app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
  done(null, body),
);
app.post<{ Body: string }>('/', async (request) => {
  await queue.add('delivery', { body: request.body });
  return { status: 'accepted' };
});
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.stdin.on('end', () => process.exit(0)).resume();
