import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A file system of some megabytes in memory, which only processes that are started `within` it see below `folder`. */
export interface SmallDisk extends AsyncDisposable {
  readonly folder: string;
  /** To be put before a program and its arguments. */
  readonly within: readonly string[];
  /** Takes all the room that is left; what is open there can't grow any more. */
  fill(): Promise<void>;
  free(): Promise<void>;
}

const CHUNK = Buffer.alloc(64 * 1024);

/** Null where this machine lets nobody mount anything. */
export async function mountSmallDisk({
  megabytes,
}: {
  readonly megabytes: number;
}): Promise<SmallDisk | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-disk-'));
  // The file system lives as long as the process that holds it.
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "$1" && echo mounted && exec cat`;
  const holder = spawn(
    'unshare',
    ['--user', '--map-root-user', '--mount', 'sh', '-c', mount, 'sh', folder],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const ended = once(holder, 'close').catch(() => undefined);
  const isMounted = await Promise.race([
    once(createInterface({ input: holder.stdout }), 'line').then(() => true),
    ended.then(() => false),
  ]);
  if (!isMounted || holder.pid === undefined) {
    await rm(folder, { recursive: true });
    return null;
  }
  const filler = `/proc/${holder.pid}/root${folder}/filler`;
  return {
    folder,
    within: [
      'nsenter',
      `--target=${holder.pid}`,
      '--user',
      '--mount',
      '--preserve-credentials',
      `--wd=${folder}`,
      '--',
    ],
    async fill() {
      await using file = await open(filler, 'a');
      for (let size = CHUNK.length; size > 0;) {
        try {
          const { bytesWritten } = await file.write(CHUNK, 0, size);
          if (bytesWritten < size) size = Math.floor(size / 2);
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
          size = Math.floor(size / 2);
        }
      }
    },
    free: () => rm(filler),
    async [Symbol.asyncDispose]() {
      holder.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
