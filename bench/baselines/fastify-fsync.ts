/**
 * What a receiver does at the least if an answer is to mean "on disk": append the body, fsync, answer. No signature, no
 * parsing, no recognition of repeats. Prints its address; ends with its parent.
 */
import { open } from 'node:fs/promises';
import fastify from 'fastify';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: fastify-fsync.ts FILE');
const handle = await open(file, 'a');
const app = fastify();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.removeContentTypeParser('application/json');
app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
  done(null, body),
);
app.post<{ Body: Buffer }>('/', async (request) => {
  await handle.write(request.body);
  await handle.datasync();
  return { status: 'accepted' };
});
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.stdin.on('end', () => process.exit(0)).resume();
