import { createHash, randomUUID } from 'node:crypto';
import { DestinationError } from '../../../src/connectors/archive/destination.js';
import type {
  Destination,
  DestinationFault,
  FileRef,
  FileToPut,
  PutOptions,
  PutOutcome,
  StoredFile,
} from '../../../src/connectors/archive/destination.js';

export interface KeptFile {
  readonly id: string;
  readonly path: string;
  readonly bytes: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What goes wrong with the next call of a kind, once. */
export interface Misfortune {
  readonly on: keyof Destination;
  /** `before`: nothing was done; `after`: it was done, and nobody was told. */
  readonly when: 'before' | 'after';
  readonly fault: DestinationFault;
  readonly retryAfterMs?: number;
  /** How often; for ever without it. */
  times?: number;
  readonly match?: (file: FileToPut) => boolean;
}

export interface MemoryDestination extends Destination {
  readonly files: Map<string, KeptFile>;
  /** Every call in order: `put Folder/Name.pdf`. */
  readonly calls: string[];
  readonly misfortunes: Misfortune[];
  /** What a library may do to bytes on their way in. */
  alter: ((bytes: Buffer, file: FileToPut) => Buffer) | null;
  /** Waited for in the middle of a put. */
  meanwhile: ((file: FileToPut) => Promise<void>) | null;
}

export interface MemoryOptions {
  /** Whether metadata stays with the file, and can be searched. */
  readonly keepsMetadata?: boolean;
  readonly states?: 'sha256' | 'md5' | null;
}

/** A place that behaves as the port asks, in memory, and fails as it is told. Names that differ in case alone are one. */
export function createMemoryDestination(
  name: string,
  { keepsMetadata = true, states = 'sha256' }: MemoryOptions = {},
): MemoryDestination {
  const files = new Map<string, KeptFile>();
  const calls: string[] = [];
  const misfortunes: Misfortune[] = [];
  const keyOf = (path: string) => path.toLowerCase();

  function strike(on: keyof Destination, when: Misfortune['when'], file?: FileToPut): void {
    const found = misfortunes.find(
      (each) =>
        each.on === on &&
        each.when === when &&
        each.times !== 0 &&
        (file === undefined || (each.match?.(file) ?? true)),
    );
    if (found === undefined) return;
    if (found.times !== undefined) found.times -= 1;
    const { fault, retryAfterMs = null } = found;
    throw new DestinationError(`"${name}" failed (${fault}).`, { fault, retryAfterMs });
  }

  function stored({ id, path, bytes, metadata }: KeptFile): StoredFile {
    return {
      ref: { id, path, url: `https://files.test/${id}` },
      sizeBytes: bytes.length,
      digest:
        states === null
          ? null
          : { name: states, value: createHash(states).update(bytes).digest('hex') },
      versionId: null,
      archiveKey: keepsMetadata ? (metadata['archiveKey'] ?? null) : null,
    };
  }

  const byId = (ref: FileRef) => [...files.values()].find(({ id }) => id === ref.id) ?? null;

  const destination: MemoryDestination = {
    name,
    files,
    calls,
    misfortunes,
    alter: null,
    meanwhile: null,

    async put(file: FileToPut, options: PutOptions): Promise<PutOutcome> {
      const path = [...file.folder, file.name].join('/');
      calls.push(`put ${path}`);
      strike('put', 'before', file);
      await options.save(`session for ${path}`);
      const chunks: Uint8Array[] = [];
      for await (const piece of file.bytes()) chunks.push(piece);
      await destination.meanwhile?.(file);
      options.signal.throwIfAborted();
      const bytes = Buffer.concat(chunks);
      const kept = destination.alter?.(bytes, file) ?? bytes;
      const known = files.get(keyOf(path));
      if (known !== undefined) {
        const isSame = known.bytes.equals(kept);
        const isOurs = !keepsMetadata || known.metadata['archiveKey'] === file.archiveKey;
        return isSame && isOurs
          ? { kind: 'already-there', file: stored(known) }
          : { kind: 'taken', by: stored(known) };
      }
      const made = { id: randomUUID(), path, bytes: kept, metadata: file.metadata };
      files.set(keyOf(path), made);
      strike('put', 'after', file);
      return { kind: 'created', file: stored(made) };
    },

    async stat(ref) {
      calls.push(`stat ${ref.path}`);
      strike('stat', 'before');
      const found = byId(ref);
      return found === null ? null : stored(found);
    },

    async *read(ref) {
      calls.push(`read ${ref.path}`);
      strike('read', 'before');
      const found = byId(ref);
      if (found === null) throw new DestinationError('It is gone.', { fault: 'gone' });
      for (let at = 0; at < found.bytes.length; at += 1_000)
        yield found.bytes.subarray(at, at + 1_000);
    },

    async findByName(folder, fileName) {
      const path = [...folder, fileName].join('/');
      calls.push(`find ${path}`);
      strike('findByName', 'before');
      const found = files.get(keyOf(path));
      return found === undefined ? null : stored(found);
    },

    async findByKey(archiveKey) {
      calls.push(`search ${archiveKey}`);
      strike('findByKey', 'before');
      if (!keepsMetadata) return [];
      return [...files.values()]
        .filter(({ metadata }) => metadata['archiveKey'] === archiveKey)
        .map(stored);
    },

    async remove(ref) {
      const found = byId(ref);
      if (found !== null) files.delete(keyOf(found.path));
    },

    async *inspect() {
      yield { step: 'folder', outcome: 'ok', text: 'It is in memory.' };
    },

    close: async () => undefined,
  };
  return destination;
}

export function pathsOf({ files }: MemoryDestination): string[] {
  return [...files.values()].map(({ path }) => path).sort();
}
