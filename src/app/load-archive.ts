import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { NO_ARCHIVE, parseArchiveFile } from '../archive/file/parse-archive-file.js';
import type { ArchiveRules } from '../archive/file/archive-rules.js';
import type { FoundText } from '../archive/file/fill-in.js';
import type { Config } from '../config/config.js';
import { ConfigError } from '../domain/errors.js';

/**
 * Reads the archive file; no destinations when there is none.
 * @throws ConfigError with every problem and its place, or when a file that was asked for is not there.
 */
export async function loadArchive({
  archiveFile: { path, explicit },
  variable,
}: Pick<Config, 'archiveFile' | 'variable'>): Promise<ArchiveRules> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' && !explicit) return NO_ARCHIVE;
    throw new ConfigError([
      `ARCHIVE_FILE: can't read ${path} (${code}). examples/dealdraft.archive.yaml is one to start from.`,
    ]);
  }
  return parseArchiveFile(text, path, { readFile: readText, variable });
}

function readText(path: string): FoundText {
  try {
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { problem: `can't be read (${codeOf(error)}); correct the path, or its rights` };
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
