import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, link, lstat, open, readdir, statfs, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';

import type { FolderConfig } from '../../../domain/destination-config.js';
import { DestinationError } from '../destination.js';
import type {
  Destination,
  FileToPut,
  FileRef,
  Inspection,
  PutOptions,
  PutOutcome,
  StoredFile,
} from '../destination.js';
import { codeOf, isMissing, isWithoutLinks, toDestinationError } from './folder-fault.js';
import { checkSegments, ensureFolder, findFolder, openRoot, syncFolder } from './inside-root.js';
import { noted } from '../../../domain/said.js';

/** What tests stand in for. */
interface FileSystem {
  /** Gives a file a second name; fails with EEXIST where that is taken. */
  readonly link: (from: string, to: string) => Promise<void>;
}

const PART = /^\.dealdraft-[0-9a-f]{16}\.part$/u;
const STALE_PART_MS = 24 * 60 * 60 * 1000;
/** Longer than a file takes; then it was left behind. */
const BEING_WRITTEN_MS = 10 * 60 * 1000;
const FILE_MODE = 0o640;
const PIECE_BYTES = 256 * 1024;

/**
 * A plain folder, or a mount. A file gets its name only when it is whole and on the disk, and never in the place of another:
 * it is written under a name of its own beside it, which is then linked. Where a mount knows no links, the name is taken first
 * and the file written into it; what a crash leaves there is completed by the next try.
 */
export function createFolderDestination(
  config: FolderConfig,
  system: FileSystem = { link },
): Destination {
  const act = async <T>(operation: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw isAbort(error) ? error : toDestinationError(error, operation);
    }
  };

  async function put(file: FileToPut, { resume, save, signal }: PutOptions): Promise<PutOutcome> {
    signal.throwIfAborted();
    checkSegments([...file.folder, file.name]);
    const root = await openRoot(config.directory);
    const folder = await ensureFolder(root, file.folder);
    await removeStaleParts(folder);
    const isReserved = resume !== null && JSON.parse(resume) === RESERVED;
    const existing = await findIn(folder, file.folder, file.name);
    if (existing !== null) {
      const judged = judge(file, existing);
      if (judged.kind === 'already-there') return judged;
      if (!isReserved) return takenOrBusy(file, existing, folder);
      if (!(await completeReserved(file, path.join(folder, file.name), signal))) return judged;
      return created(folder, file);
    }
    await checkRoom(folder, file.sizeBytes);
    const part = newPart(folder);
    try {
      await writeWhole(file, part, signal);
      const linked = await linkOrReserve(part, path.join(folder, file.name), save);
      if (linked === 'exists') {
        const other = await findIn(folder, file.folder, file.name);
        if (other !== null) return await takenOrBusy(file, other, folder);
      }
      if (linked === 'reserved') {
        await completeReserved(file, path.join(folder, file.name), signal);
      }
      await syncFolder(folder);
    } finally {
      await unlink(part).catch(() => undefined);
    }
    return created(folder, file);
  }

  async function created(folder: string, file: FileToPut): Promise<PutOutcome> {
    const stored = await lookAt(path.join(folder, file.name), [...file.folder, file.name]);
    if (stored === null) {
      throw new DestinationError(noted`The file was gone right after it was written.`, {
        fault: 'unavailable',
        operation: 'read back',
      });
    }
    return judge(file, stored).kind === 'already-there'
      ? { kind: 'created', file: stored }
      : { kind: 'taken', by: stored };
  }

  /** Where names are taken before files are whole, the beginning of this very file may be another writer's at work. */
  async function takenOrBusy(
    file: FileToPut,
    existing: StoredFile,
    folder: string,
  ): Promise<PutOutcome> {
    const judged = judge(file, existing);
    if (judged.kind === 'already-there' || existing.sizeBytes >= file.sizeBytes) return judged;
    const target = path.join(folder, existing.ref.id.split('/').at(-1) ?? '');
    const changed = await lstat(target).catch(() => null);
    const isFresh =
      changed !== null && (await timeThere(folder)) - changed.mtimeMs < BEING_WRITTEN_MS;
    if (!isFresh || (await hasLinks(folder, system))) return judged;
    if ((await commonBytes(file, target)) === null) return judged;
    throw new DestinationError(noted`The file is being written by another dealdraft; later.`, {
      fault: 'busy',
      operation: 'put',
    });
  }

  /** What was saved makes the name ours before it is: a crash may come in between. */
  async function linkOrReserve(
    part: string,
    target: string,
    save: PutOptions['save'],
  ): Promise<'linked' | 'exists' | 'reserved'> {
    try {
      await system.link(part, target);
      return 'linked';
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return 'exists';
      if (!isWithoutLinks(error)) throw error;
    }
    await save(JSON.stringify(RESERVED));
    try {
      await (await open(target, 'wx', FILE_MODE)).close();
      return 'reserved';
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      // It is another's after all, and must not be completed by us.
      await save(JSON.stringify(null));
      return 'exists';
    }
  }

  return {
    name: config.name,
    put: (file, options) => act('put', () => put(file, options)),
    stat: (ref) =>
      act('stat', async () => {
        const segments = segmentsOf(ref);
        const folder = await findFolder(await openRoot(config.directory), segments.slice(0, -1));
        return folder === null ? null : lookAt(path.join(folder, segments.at(-1) ?? ''), segments);
      }),
    async *read(ref, { signal }) {
      const segments = segmentsOf(ref);
      const handle = await act('read', async () => {
        const folder = await findFolder(await openRoot(config.directory), segments.slice(0, -1));
        return folder === null ? null : openFile(path.join(folder, segments.at(-1) ?? ''));
      });
      if (handle === null) throw gone();
      try {
        for await (const piece of piecesOf(handle)) {
          signal.throwIfAborted();
          yield piece;
        }
      } catch (error) {
        throw isAbort(error) ? error : toDestinationError(error, 'read');
      } finally {
        await handle.close();
      }
    },
    findByName: (folder, name) =>
      act('find', async () => {
        checkSegments([...folder, name]);
        const directory = await findFolder(await openRoot(config.directory), folder);
        return directory === null ? null : findIn(directory, folder, name);
      }),
    findByKey: async () => [],
    remove: (ref) =>
      act('remove', async () => {
        const segments = segmentsOf(ref);
        const folder = await findFolder(await openRoot(config.directory), segments.slice(0, -1));
        if (folder === null) return;
        await unlink(path.join(folder, segments.at(-1) ?? '')).catch((error: unknown) => {
          if (!isMissing(error)) throw error;
        });
        await syncFolder(folder);
      }),
    inspect: ({ readsOnly = false }) => inspect(config.directory, system, readsOnly),
    close: async () => undefined,
  };
}

/** What is saved where a mount knows no links: the name is ours, whatever lies under it. */
const RESERVED = 'reserved';

function judge(file: FileToPut, stored: StoredFile): PutOutcome {
  const isSame =
    stored.sizeBytes === file.sizeBytes && stored.digest?.value === file.digests.sha256;
  return isSame ? { kind: 'already-there', file: stored } : { kind: 'taken', by: stored };
}

/** The name as it is there; names that differ in case alone are one on many mounts, and to people. */
async function findIn(
  folder: string,
  segments: readonly string[],
  name: string,
): Promise<StoredFile | null> {
  const exact = await lookAt(path.join(folder, name), [...segments, name]);
  if (exact !== null) return exact;
  const wanted = folded(name);
  const found = (await readdir(folder)).find((other) => folded(other) === wanted);
  return found === undefined ? null : lookAt(path.join(folder, found), [...segments, found]);
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Size and digest of what lies there, read from its bytes. Null where nothing does. */
async function lookAt(target: string, segments: readonly string[]): Promise<StoredFile | null> {
  const handle = await openFile(target);
  if (handle === null) return null;
  try {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const piece of piecesOf(handle)) {
      hash.update(piece);
      sizeBytes += piece.length;
    }
    const place = segments.join('/');
    return {
      ref: { id: place, path: place, url: null },
      sizeBytes,
      digest: { name: 'sha256', value: hash.digest('hex') },
      versionId: null,
      archiveKey: null,
    };
  } finally {
    await handle.close();
  }
}

/** Follows no link, which may lead out of the root. */
async function openFile(target: string): Promise<FileHandle | null> {
  try {
    if (!(await lstat(target)).isFile()) {
      throw new DestinationError(
        noted`A folder or a link lies where a file of the archive should be.`,
        {
          fault: 'refused',
          operation: 'open file',
        },
      );
    }
    return await open(target, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function* piecesOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for (let position = 0; ;) {
    const { bytesRead, buffer } = await handle.read(
      Buffer.allocUnsafe(PIECE_BYTES),
      0,
      PIECE_BYTES,
      position,
    );
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function writeWhole(file: FileToPut, part: string, signal: AbortSignal): Promise<void> {
  const handle = await open(part, 'wx', FILE_MODE);
  try {
    await append(handle, file.bytes(), signal);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Goes on where a try before ended, in the file whose name was taken for it. False where other bytes lie there: then the name
 * was somebody else's after all.
 */
async function completeReserved(
  file: FileToPut,
  target: string,
  signal: AbortSignal,
): Promise<boolean> {
  const sizeBytes = await commonBytes(file, target);
  if (sizeBytes === null) return false;
  const handle = await open(target, 'a', FILE_MODE);
  try {
    await append(handle, file.bytes(sizeBytes), signal);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return true;
}

/** How many bytes lie there, if they are the first ones of the file; else null. */
async function commonBytes(file: FileToPut, target: string): Promise<number | null> {
  const handle = await openFile(target);
  if (handle === null) return null;
  try {
    const { size } = await handle.stat();
    if (size > file.sizeBytes) return null;
    const there = createHash('sha256');
    for await (const piece of piecesOf(handle)) there.update(piece);
    const ours = createHash('sha256');
    for await (const piece of file.bytes(0, size)) ours.update(piece);
    return there.digest('hex') === ours.digest('hex') ? size : null;
  } finally {
    await handle.close();
  }
}

async function append(
  handle: FileHandle,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    for (let written = 0; written < piece.length;) {
      const { bytesWritten } = await handle.write(piece, written);
      written += bytesWritten;
    }
  }
}

/** What tries that were killed have left behind in this folder. */
async function removeStaleParts(folder: string): Promise<void> {
  const parts = (await readdir(folder)).filter((name) => PART.test(name));
  if (parts.length === 0) return;
  const nowMs = await timeThere(folder);
  for (const name of parts) {
    const part = path.join(folder, name);
    const changed = await lstat(part).catch(() => null);
    if (changed === null || nowMs - changed.mtimeMs < STALE_PART_MS) continue;
    await unlink(part).catch(() => undefined);
  }
}

/** What time it is where the files lie, which date them by a clock of their own: the server of a mount has another one than we. */
async function timeThere(folder: string): Promise<number> {
  const probe = newPart(folder);
  const handle = await open(probe, 'wx', FILE_MODE);
  try {
    return (await handle.stat()).mtimeMs;
  } finally {
    await handle.close();
    await unlink(probe).catch(() => undefined);
  }
}

function newPart(folder: string): string {
  return path.join(folder, `.dealdraft-${randomBytes(8).toString('hex')}.part`);
}

async function checkRoom(folder: string, sizeBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  // Some mounts state nothing.
  if (bavail === 0 || bavail * bsize >= sizeBytes) return;
  throw new DestinationError(
    noted`There is no room left where the folder lies. Free some, or raise the quota.`,
    { fault: 'full', operation: 'statfs' },
  );
}

function segmentsOf({ id }: FileRef): string[] {
  const segments = id.split('/');
  checkSegments(segments);
  return segments;
}

function gone(): DestinationError {
  return new DestinationError(noted`The file is no longer in the folder.`, {
    fault: 'gone',
    operation: 'read',
  });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

async function* inspect(
  directory: string,
  system: FileSystem,
  readsOnly: boolean,
): AsyncIterable<Inspection> {
  let root;
  try {
    root = await openRoot(directory);
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { message } = toDestinationError(error, 'open folder');
    yield { step: 'folder', outcome: 'failed', text: message };
    return;
  }
  yield { step: 'folder', outcome: 'ok', text: noted`The folder is there, and may be written to.` };
  if (readsOnly) return;
  yield (await hasLinks(root, system))
    ? { step: 'links', outcome: 'ok', text: noted`Files get their names only when they are whole.` }
    : {
        step: 'links',
        outcome: 'warning',
        text: noted`This mount knows no hard links: after a crash a file may be there in part until the next try completes it.`,
      };
}

async function hasLinks(root: string, system: FileSystem): Promise<boolean> {
  const names = [newPart(root), newPart(root)];
  const [from = '', to = ''] = names;
  try {
    await (await open(from, 'wx', FILE_MODE)).close();
    await system.link(from, to);
    return true;
  } catch {
    return false;
  } finally {
    for (const name of names) await unlink(name).catch(() => undefined);
  }
}
