import { readFile, rm } from 'node:fs/promises';
import type { PromotedFile } from '../services/promotion/apply-promotion.js';
import { replaceFile } from './replace-file.js';

/** A mapping file on disk, with the text from before the last `workspace apply` beside it. */
export function promotedFile(path: string): PromotedFile {
  const backupPath = `${path}.before-apply`;
  return {
    path,
    backupPath,
    read: () => readFile(path, 'utf8'),
    replace: (text) => replaceFile(path, text),
    async readBackup() {
      try {
        return await readFile(backupPath, 'utf8');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    writeBackup: (text) => replaceFile(backupPath, text),
    removeBackup: () => rm(backupPath, { force: true }),
  };
}
