import { expect } from 'vitest';
import type { Headers, World } from './world.js';

/** Hands a document in; as `service` unless other headers are given. */
export async function upload(
  world: World,
  bytes: Buffer,
  fileName = 'paper.pdf',
  headers: Headers = world.as('service'),
): Promise<{ readonly uploadId: string }> {
  const address = `${world.app.url}/uploads?fileName=${encodeURIComponent(fileName)}`;
  const response = await fetch(address, { method: 'POST', headers, body: bytes });
  expect(response.status).toBe(201);
  return (await response.json()) as { uploadId: string };
}
