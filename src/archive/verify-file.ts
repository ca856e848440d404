import type { Destination, FileRef } from '../connectors/archive/destination.js';
import type { Digests, StatedDigest } from '../domain/archived-file.js';
import { takeDigests } from './take-digests.js';

export type Verified =
  /** By the destination's own digest, or by its bytes. */
  | {
      readonly kind: 'same';
      readonly stored: StatedDigest;
      readonly versionId: string | null;
      /** Of what was read back; null where the destination's word was enough. */
      readonly digests: Digests | null;
    }
  | { readonly kind: 'other'; readonly stored: StatedDigest; readonly sizeBytes: number }
  | { readonly kind: 'missing' };

export interface Expected {
  readonly sizeBytes: number;
  readonly digests: Digests | Pick<Digests, 'sha256'>;
}

/**
 * Asks the destination what it holds, by requests of their own. Its own digest is believed when it says that the bytes are the
 * same; when it says anything else, or nothing, they are read back.
 * @param how `bytes` reads them in any case
 * @throws DestinationError
 */
export async function verifyFile(
  destination: Destination,
  ref: FileRef,
  expected: Expected,
  how: { readonly by: 'digest' | 'bytes'; readonly signal: AbortSignal },
): Promise<Verified> {
  const { signal } = how;
  const file = await destination.stat(ref, { signal });
  if (file === null) return { kind: 'missing' };
  const { digest, versionId } = file;
  const isStatedSame =
    digest !== null &&
    file.sizeBytes === expected.sizeBytes &&
    Object.entries(expected.digests).some(
      ([name, value]) => name === digest.name && value === digest.value,
    );
  if (isStatedSame && how.by === 'digest') {
    return { kind: 'same', stored: digest, versionId, digests: null };
  }
  const { digests, sizeBytes } = await takeDigests(destination.read(ref, { signal }));
  const stored: StatedDigest = { name: 'sha256', value: digests.sha256 };
  return digests.sha256 === expected.digests.sha256
    ? { kind: 'same', stored, versionId, digests }
    : { kind: 'other', stored, sizeBytes };
}
