import { createHash } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import type { StorageClock } from './storage-clock.js';
import type { StorageContents } from './stored-object.js';

/**
 * `GET /__sandbox/files` (what is stored, without the bytes), `PUT` and `DELETE /__sandbox/files?path=…` (alters, removes) and
 * `POST /__sandbox/clock/advance?ms=…`.
 */
export function registerContentRoutes(
  app: FastifyInstance,
  contents: StorageContents,
  clock: StorageClock,
): void {
  app.get('/__sandbox/files', async () => ({
    files: contents.list().map(({ bytes, ...object }) => ({
      ...object,
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  }));
  app.put('/__sandbox/files', async ({ url, body }, reply) => {
    contents.alter(queryOf(url).get('path') ?? '', Buffer.isBuffer(body) ? body : Buffer.alloc(0));
    return reply.code(204).send();
  });
  app.delete('/__sandbox/files', async ({ url }, reply) => {
    contents.remove(queryOf(url).get('path') ?? '');
    return reply.code(204).send();
  });
  app.post('/__sandbox/clock/advance', async ({ url }, reply) => {
    clock.advance(Number(queryOf(url).get('ms') ?? 0));
    return reply.code(204).send();
  });
}

function queryOf(url: string): URLSearchParams {
  return new URLSearchParams(url.split('?')[1] ?? '');
}
