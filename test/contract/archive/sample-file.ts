import { takeDigests } from '../../../src/archive/take-digests.js';
import type { FileToPut } from '../../../src/connectors/archive/destination.js';

export interface SampleFile extends FileToPut {
  readonly content: Buffer;
  /** Bytes that were handed out so far, over all tries. */
  readonly handedOutBytes: () => number;
}

/** Digests of what several tests send. */
const taken = new WeakMap<Buffer, ReturnType<typeof takeDigests>>();

const PIECE_BYTES = 64 * 1024;

/** A file as the engine gives it to a destination: its bytes come in pieces, as often as asked. */
export async function sampleFile(
  given: Partial<Pick<FileToPut, 'folder' | 'name' | 'archiveKey' | 'metadata' | 'contentType'>> & {
    readonly content?: Buffer | string;
  } = {},
): Promise<SampleFile> {
  const content =
    given.content instanceof Buffer
      ? given.content
      : Buffer.from(given.content ?? '%PDF-1.7 executed by both parties');
  const taking = taken.get(content) ?? takeDigests([content]);
  taken.set(content, taking);
  const { digests, sizeBytes } = await taking;
  const archiveKey = given.archiveKey ?? 'T-1/v1';
  let handedOut = 0;
  return {
    archiveKey,
    folder: given.folder ?? ['NDA', 'ACME GmbH'],
    name: given.name ?? 'Mutual NDA (T-1).pdf',
    contentType: given.contentType ?? 'application/pdf',
    metadata: given.metadata ?? {
      archiveKey,
      contractId: 'T-1',
      counterparty: 'Müller & Søn 契約',
    },
    content,
    sizeBytes,
    digests,
    handedOutBytes: () => handedOut,
    async *bytes(start = 0, end = content.length) {
      for (let at = start; at < end; at += PIECE_BYTES) {
        const piece = content.subarray(at, Math.min(end, at + PIECE_BYTES));
        handedOut += piece.length;
        yield piece;
      }
    },
  };
}

/** Bytes that differ everywhere, the same at every run. */
export function patternOf(sizeBytes: number, seed = 7): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  let state = seed;
  for (let at = 0; at + 4 <= sizeBytes; at += 4) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes.writeUInt32LE(state, at);
  }
  return bytes;
}
