import { statfs } from 'node:fs/promises';
import path from 'node:path';

/** By the numbers that Linux gives to kinds of file systems; other systems number theirs otherwise, and are not judged. */
const MEMORY: ReadonlySet<number> = new Set([0x01021994, 0x858458f6]);
const NETWORK: ReadonlySet<number> = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42]);

/** What of the file system under the store endangers what was acknowledged. */
export async function fileSystemRisks(file: string): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  const folder = path.dirname(path.resolve(file));
  const { type } = await statfs(folder);
  if (MEMORY.has(type)) {
    return [
      `${folder} is kept in memory, so the store is gone after a restart of the machine. Set STORE_URL to a folder on a disk.`,
    ];
  }
  if (NETWORK.has(type)) {
    return [
      `${folder} is on a network file system, where SQLite's locks can't be relied on. Set STORE_URL to a folder on a disk of this machine.`,
    ];
  }
  return [];
}
