import { constants } from 'node:fs';
import { lstat, mkdir, open, realpath } from 'node:fs/promises';
import path from 'node:path';

import { DestinationError } from '../destination.js';
import { codeOf, isMissing } from './folder-fault.js';
import { noted } from '../../../domain/said.js';

/**
 * The root as it really lies. It has to be there: a mount that is missing must not be taken for an empty archive.
 * @throws DestinationError
 */
export async function openRoot(directory: string): Promise<string> {
  try {
    const root = await realpath(directory);
    if ((await lstat(root)).isDirectory()) return root;
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw error;
  }
  throw new DestinationError(
    noted`The folder is not there. Create it, or mount it; dealdraft does not create it by itself.`,
    { fault: 'missing', operation: 'open folder' },
  );
}

/** @throws DestinationError for a segment that would lead elsewhere. */
export function checkSegments(segments: readonly string[]): void {
  const isOutside = segments.some(
    (segment) => segment === '' || segment === '.' || segment === '..' || /[/\\\0]/u.test(segment),
  );
  if (segments.length === 0 || isOutside) {
    throw new DestinationError(noted`The path leads out of the folder.`, {
      fault: 'refused',
      operation: 'check path',
    });
  }
}

/**
 * The folder below the root, made where it is missing. A link on the way would lead out of the root, so it is refused.
 * @throws DestinationError
 */
export async function ensureFolder(root: string, segments: readonly string[]): Promise<string> {
  let folder = root;
  for (const segment of segments) {
    const inner = path.join(folder, segment);
    if (await makeFolder(inner)) await syncFolder(folder);
    folder = inner;
    await checkFolder(folder);
  }
  return folder;
}

/** The same, but null where it is not there. */
export async function findFolder(
  root: string,
  segments: readonly string[],
): Promise<string | null> {
  let folder = root;
  for (const segment of segments) {
    folder = path.join(folder, segment);
    try {
      await checkFolder(folder);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }
  return folder;
}

/** Without this a file that was written is gone after a power cut. Some mounts can't do it, and need not. */
export async function syncFolder(folder: string): Promise<void> {
  let handle;
  try {
    handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
    await handle.sync();
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'ENOTSUP', 'EISDIR', 'EBADF'].includes(codeOf(error))) throw error;
  } finally {
    await handle?.close();
  }
}

async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o750 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function checkFolder(folder: string): Promise<void> {
  if ((await lstat(folder)).isDirectory()) return;
  throw new DestinationError(
    noted`A file or a link lies where a folder of the archive should be. Move it away.`,
    { fault: 'refused', operation: 'open folder' },
  );
}
