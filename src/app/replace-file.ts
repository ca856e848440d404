import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';

/**
 * Whole or not at all: a reader, and a crash, meet the old text or the new one. Keeps the file's mode, and a link to it; a new
 * file gets `mode`.
 */
export async function replaceFile(named: string, text: string, mode = 0o644): Promise<void> {
  const path = await realpath(named).catch(() => named);
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  const known = await stat(path).catch(() => null);
  try {
    const handle = await open(temporary, 'wx', known === null ? mode : known.mode & 0o777);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
