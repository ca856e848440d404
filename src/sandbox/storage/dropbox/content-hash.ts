import { createHash } from 'node:crypto';

const BLOCK_BYTES = 4 * 1024 * 1024;

/** As Dropbox documents it: the SHA-256 of every 4 MiB, and of those digests again. */
export function contentHash(bytes: Buffer): string {
  const digests: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += BLOCK_BYTES) {
    digests.push(
      createHash('sha256')
        .update(bytes.subarray(start, start + BLOCK_BYTES))
        .digest(),
    );
  }
  return createHash('sha256').update(Buffer.concat(digests)).digest('hex');
}
