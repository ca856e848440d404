import { statSync } from 'node:fs';

/** Knows a database's files by inode and tells when they were deleted or replaced under a running process. */
export interface FileGuard {
  /** @throws Error that names the file. */
  check(): void;
}

/**
 * To be called when the database is open in WAL mode and has been written to: then the three files exist, and keep
 * their inodes for as long as any process has the database open.
 */
export function guardFiles(path: string): FileGuard {
  const files = [path, `${path}-wal`, `${path}-shm`].map((file) => ({ file, id: fileId(file) }));
  return {
    check: () => {
      for (const { file, id } of files) {
        if (fileId(file) !== id) {
          throw new Error(
            `The store's file ${file} was deleted or replaced while dealdraft runs. Restart dealdraft.`,
          );
        }
      }
    },
  };
}

function fileId(file: string): string | null {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.dev}:${stats.ino}`;
}
