import { statSync } from 'node:fs';

import type { Log } from '../../domain/log.js';

/** Knows a database's files by inode and tells when they were deleted or replaced under a running process. */
export interface FileGuard {
  /** @throws Error that names the file. */
  check(): void;
}

/** SQLite writes the log back into the file long before that, unless somebody reads on from an old state. */
const LARGE_LOG_BYTES = 16 * 1024 * 1024;

/**
 * To be called when the database is open in WAL mode and has been written to: then the three files exist, and keep
 * their inodes for as long as any process has the database open.
 *
 * A reader that holds the file open makes its write-ahead log grow, and nothing but the end of that reader helps. It is warned
 * of at 16 MB, and each time that it has doubled.
 */
export function guardFiles(path: string, log: Log): FileGuard {
  const wal = `${path}-wal`;
  const files = [path, wal, `${path}-shm`].map((file) => ({ file, id: statesOf(file)?.id }));
  let warnAtBytes = LARGE_LOG_BYTES;

  function watchSize(sizeBytes: number): void {
    if (sizeBytes < LARGE_LOG_BYTES) {
      warnAtBytes = LARGE_LOG_BYTES;
    } else if (sizeBytes >= warnAtBytes) {
      warnAtBytes = 2 * sizeBytes;
      log.warn(
        { file: wal, sizeBytes },
        "the store's write-ahead log grows, because a process reads an old state of the file and does not end; " +
          'find it among those that have the file open, and end it',
      );
    }
  }

  return {
    check: () => {
      for (const { file, id } of files) {
        const now = statesOf(file);
        if (now?.id !== id) {
          throw new Error(
            `The store's file ${file} was deleted or replaced while dealdraft runs. Restart dealdraft.`,
          );
        }
        if (file === wal && now !== null) watchSize(now.sizeBytes);
      }
    },
  };
}

function statesOf(file: string): { readonly id: string; readonly sizeBytes: number } | null {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? null : { id: `${stats.dev}:${stats.ino}`, sizeBytes: stats.size };
}
