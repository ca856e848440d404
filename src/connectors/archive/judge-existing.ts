import { createHash } from 'node:crypto';

import type { FileToPut, PutOutcome, StoredFile } from './destination.js';

/**
 * What lies under the name already: this very file, or something else. Bytes of which the destination states no digest are
 * read back.
 */
export async function judgeExisting(
  file: FileToPut,
  existing: StoredFile,
  read: (stored: StoredFile) => AsyncIterable<Uint8Array>,
): Promise<PutOutcome> {
  const isSame =
    !isOfAnother(file, existing) &&
    existing.sizeBytes === file.sizeBytes &&
    (await hasSameBytes(file, existing, read));
  return isSame ? { kind: 'already-there', file: existing } : { kind: 'taken', by: existing };
}

/** Whether its metadata says that it is somebody else's. */
export function isOfAnother(file: FileToPut, existing: StoredFile): boolean {
  return existing.archiveKey !== null && existing.archiveKey !== file.archiveKey;
}

async function hasSameBytes(
  file: FileToPut,
  existing: StoredFile,
  read: (stored: StoredFile) => AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const { digest } = existing;
  if (digest !== null) return file.digests[digest.name] === digest.value;
  const hash = createHash('sha256');
  for await (const piece of read(existing)) hash.update(piece);
  return hash.digest('hex') === file.digests.sha256;
}
