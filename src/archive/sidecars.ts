import type {
  Destination,
  FileToPut,
  PutOptions,
  StoredFile,
} from '../connectors/archive/destination.js';
import { MAX_SIDECAR_BYTES, parseSidecar } from './metadata.js';
import { sidecarNameOf } from './names.js';
import { takeDigests } from './take-digests.js';

export type Sidecar = NonNullable<ReturnType<typeof parseSidecar>>;

/** What lies where the sidecar of `fileName` would: nothing, one of ours, or somebody else's file. */
export type SidecarLook =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'sidecar'; readonly sidecar: Sidecar }
  | { readonly kind: 'strange' };

/** @throws DestinationError */
export async function lookAtSidecar(
  destination: Destination,
  folder: readonly string[],
  fileName: string,
  signal: AbortSignal,
): Promise<SidecarLook> {
  const file = await destination.findByName(folder, sidecarNameOf(fileName), { signal });
  return file === null ? { kind: 'nothing' } : readSidecar(destination, file, signal);
}

async function readSidecar(
  destination: Destination,
  file: StoredFile,
  signal: AbortSignal,
): Promise<SidecarLook> {
  if (file.sizeBytes > MAX_SIDECAR_BYTES) return { kind: 'strange' };
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of destination.read(file.ref, { signal })) {
    sizeBytes += piece.length;
    if (sizeBytes > MAX_SIDECAR_BYTES) return { kind: 'strange' };
    pieces.push(piece);
  }
  const sidecar = parseSidecar(Buffer.concat(pieces).toString('utf8'));
  return sidecar === null ? { kind: 'strange' } : { kind: 'sidecar', sidecar };
}

/**
 * Brings the sidecar to its place, unless one of the same document is there.
 * @returns false when the place is somebody else's
 * @throws DestinationError
 */
export async function putSidecar(
  destination: Destination,
  document: {
    readonly folder: readonly string[];
    readonly name: string;
    readonly archiveKey: string;
  },
  sidecar: { readonly text: string; readonly archiveKey: string },
  options: PutOptions,
): Promise<boolean> {
  const bytes = Buffer.from(sidecar.text, 'utf8');
  const { digests } = await takeDigests([bytes]);
  const file: FileToPut = {
    archiveKey: sidecar.archiveKey,
    folder: document.folder,
    name: sidecarNameOf(document.name),
    contentType: 'application/json',
    sizeBytes: bytes.length,
    digests,
    metadata: { archiveKey: sidecar.archiveKey },
    async *bytes(start = 0, end = bytes.length) {
      if (start < end) yield bytes.subarray(start, end);
    },
  };
  const outcome = await destination.put(file, options);
  if (outcome.kind !== 'taken') return true;
  const look = await readSidecar(destination, outcome.by, options.signal);
  // Written by an earlier try, when something about the contract was still called otherwise.
  return look.kind === 'sidecar' && look.sidecar.archiveKey === document.archiveKey;
}
