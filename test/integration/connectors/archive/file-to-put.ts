import type {
  Destination,
  FileToPut,
  PutOutcome,
} from '../../../../src/connectors/archive/destination.js';
import { DestinationError } from '../../../../src/connectors/archive/destination.js';
import { takeDigests } from '../../../../src/archive/take-digests.js';

/** A document as the engine hands it over. */
export async function fileToPut(
  bytes: Buffer,
  changes: Partial<Omit<FileToPut, 'bytes' | 'digests' | 'sizeBytes'>> = {},
): Promise<FileToPut> {
  const { digests, sizeBytes } = await takeDigests([bytes]);
  const archiveKey = changes.archiveKey ?? 'T-1.v1';
  return {
    archiveKey,
    folder: ['NDA', 'Müller & Söhne'],
    name: 'Mutual NDA – 契約.pdf',
    contentType: 'application/pdf',
    metadata: { archiveKey, contractName: 'Mutual NDA – 契約', sha256: digests.sha256 },
    ...changes,
    sizeBytes,
    digests,
    async *bytes(start = 0, end = bytes.length) {
      for (let at = start; at < end; at += 65_536)
        yield bytes.subarray(at, Math.min(end, at + 65_536));
    },
  };
}

/** Keeps what a destination saves, as the ledger does. */
export class Resume {
  text: string | null = null;
  readonly saved: string[] = [];

  async put(destination: Destination, file: FileToPut): Promise<PutOutcome> {
    return destination.put(file, {
      resume: this.text,
      save: async (text) => {
        this.text = text;
        this.saved.push(text);
      },
      signal: new AbortController().signal,
    });
  }
}

export async function putOnce(destination: Destination, file: FileToPut): Promise<PutOutcome> {
  return new Resume().put(destination, file);
}

export const CALL = { signal: new AbortController().signal };

/** @throws Error where it succeeded, or failed otherwise. */
export async function faultOf(call: Promise<unknown>): Promise<DestinationError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof DestinationError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

export async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** The steps of an inspection, by their names. */
export async function stepsOf(destination: Destination): Promise<Record<string, string>> {
  const steps: Record<string, string> = {};
  for await (const { step, outcome, text } of destination.inspect(CALL)) {
    steps[step] = `${outcome}: ${text}`;
  }
  return steps;
}
