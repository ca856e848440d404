/** What a receiver costs that does nothing at all: take the body, answer. Prints its address; ends with its parent. */
import fastify from 'fastify';

const app = fastify();
app.removeContentTypeParser('application/json');
app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
  done(null, body),
);
app.post('/', async () => ({ status: 'accepted' }));
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.stdin.on('end', () => process.exit(0)).resume();
