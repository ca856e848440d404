import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startStorageSandboxes } from '../../../src/sandbox/storage/index.js';
import type { StorageSandboxes } from '../../../src/sandbox/storage/index.js';
import type { StorageSandbox } from '../../../src/sandbox/storage/storage-kit.js';

/** Every type of destination, by the name that the archive file gives it. */
export const DESTINATIONS = [
  'shelf',
  's3',
  'drive',
  'dropbox',
  'box',
  'sharepoint',
  'onedrive',
] as const;
export type DestinationName = (typeof DESTINATIONS)[number];

/** The emulator behind a destination; the shelf is a folder of the machine. */
const BEHIND = {
  s3: 's3',
  drive: 'drive',
  dropbox: 'dropbox',
  box: 'box',
  sharepoint: 'graph',
  onedrive: 'graph',
} as const;
/** Both of Microsoft's are one emulator: told apart by where they begin. */
const ROOTS: Readonly<Partial<Record<DestinationName, string>>> = {
  sharepoint: 'Executed',
  onedrive: 'Contracts',
};

export interface SeenFile {
  /** Below the root of the destination. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** A place of each type, on loopback, and the archive file that names them. */
export interface StorageWorld extends AsyncDisposable {
  /** Path of the archive file. */
  readonly file: string;
  readonly sandboxes: StorageSandboxes['sandboxes'];
  /** Of the shelf. */
  readonly directory: string;
  /** What lies at a destination, seen from outside; half files that lie beside are none. */
  files(destination: DestinationName): readonly SeenFile[];
  /** The emulator behind; null for the shelf. */
  behind(destination: DestinationName): StorageSandbox | null;
  /** Writes the archive file anew, with these destinations alone. */
  write(destinations: readonly DestinationName[], keys?: DestinationKeys): void;
}

/** Keys of the archive file for each destination, beside those that say where it is. */
export type DestinationKeys = (destination: DestinationName) => Readonly<Record<string, unknown>>;

export async function startStorageWorld(
  destinations: readonly DestinationName[] = DESTINATIONS,
  keys: DestinationKeys = () => ({}),
): Promise<StorageWorld> {
  const storages = await startStorageSandboxes();
  const { sandboxes } = storages;
  const home = mkdtempSync(path.join(tmpdir(), 'dealdraft-storages-'));
  const directory = path.join(home, 'shelf');
  mkdirSync(directory);
  const file = path.join(home, 'archive.yaml');
  const written = new Map<string, Readonly<Record<string, unknown>>>([
    ['shelf', { name: 'shelf', type: 'folder', directory }],
    ...storages.archiveFile.destinations.map((each) => [String(each.name), each] as const),
  ]);

  function write(names: readonly DestinationName[], own: DestinationKeys = keys): void {
    const list = names.map((name) => {
      const root = ROOTS[name];
      return { ...written.get(name), ...(root === undefined ? {} : { root }), ...own(name) };
    });
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ version: 1, destinations: list }));
  }

  const behind = (name: DestinationName) => (name === 'shelf' ? null : sandboxes[BEHIND[name]]);

  write(destinations);
  return {
    file,
    sandboxes,
    directory,
    behind,
    write,
    files(name) {
      const sandbox = behind(name);
      if (sandbox === null) return filesBelow(directory);
      const root = ROOTS[name];
      const prefix = root === undefined ? '' : `${root}/`;
      return sandbox.contents
        .list()
        .filter((object) => object.path.startsWith(prefix))
        .map(({ path: whole, bytes }) => ({ path: whole.slice(prefix.length), bytes }));
    },
    async [Symbol.asyncDispose]() {
      await storages.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function filesBelow(directory: string): readonly SeenFile[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) => {
      const whole = path.join(parentPath, name);
      return { path: path.relative(directory, whole), bytes: readFileSync(whole) };
    });
}

/**
 * What is otherwise than it should be: each contract's document exactly once, unaltered, its sidecar beside it, and no other
 * file. Judged without any of the program's own code.
 * @param originals SHA-256 of the documents that SpotDraft gives out, by contract
 */
export function archiveDifferences(
  files: readonly SeenFile[],
  originals: ReadonlyMap<string, string>,
): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const found = new Map<string, string[]>();
  const differences = byPath.size === files.length ? [] : ['two files have one path'];
  const accounted = new Set<string>();
  for (const { path: sidecarPath, bytes } of files) {
    if (!sidecarPath.endsWith('.json')) continue;
    const sidecar = JSON.parse(bytes.toString('utf8')) as Record<string, string>;
    const contractId = sidecar.contractId ?? '';
    const documentPath = path.join(path.dirname(sidecarPath), sidecar.fileName ?? '');
    const document = byPath.get(documentPath);
    accounted.add(sidecarPath).add(documentPath);
    found.set(contractId, [...(found.get(contractId) ?? []), documentPath]);
    const digest =
      document === undefined
        ? 'nothing'
        : createHash('sha256').update(document.bytes).digest('hex');
    const original = originals.get(contractId) ?? 'no contract';
    if (digest !== original || sidecar.sha256 !== original) {
      differences.push(`${contractId} at ${documentPath}: ${digest} lies there, not ${original}`);
    }
  }
  for (const id of originals.keys()) {
    const times = found.get(id)?.length ?? 0;
    if (times !== 1) differences.push(`${id} is there ${times} times`);
  }
  for (const each of byPath.keys()) {
    if (!accounted.has(each)) differences.push(`${each} has no sidecar`);
  }
  return differences;
}
