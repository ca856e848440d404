/**
 * The least that "on disk" costs where many ask at once: bodies that arrive together are appended together and share one
 * flush of the file. No signature, no parsing, no recognition of repeats. Prints its address; ends with its parent.
 */
import { fdatasyncSync, openSync, writevSync } from 'node:fs';
import fastify from 'fastify';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: fastify-group-commit.ts FILE');
const handle = openSync(file, 'a');
let waiting: { readonly body: Buffer; readonly onDisk: () => void }[] = [];

function flush(): void {
  const all = waiting;
  waiting = [];
  writevSync(
    handle,
    all.map(({ body }) => body),
  );
  fdatasyncSync(handle);
  for (const { onDisk } of all) onDisk();
}

const app = fastify();
app.removeContentTypeParser('application/json');
app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
  done(null, body),
);
app.post<{ Body: Buffer }>('/', async (request) => {
  await new Promise<void>((onDisk) => {
    if (waiting.length === 0) setImmediate(flush);
    waiting.push({ body: request.body, onDisk });
  });
  return { status: 'accepted' };
});
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.stdin.on('end', () => process.exit(0)).resume();
