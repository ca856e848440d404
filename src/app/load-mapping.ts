import { readFile } from 'node:fs/promises';
import type { Config } from '../config/config.js';
import { ConfigError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import { parseMappingFile } from '../mapping/index.js';
import type { Mapping } from '../mapping/index.js';

/** What holds without a mapping file: contracts can't be generated, but status and links are still written back. */
const WRITE_BACK_ONLY = 'version: 1\ncontracts: []\n';

/**
 * Reads the mapping file.
 * @throws ConfigError with every problem and its place, or when a file that was asked for is not there.
 */
export async function loadMapping(
  { path, explicit }: Config['mappingFile'],
  log: Log,
): Promise<Mapping> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code !== 'ENOENT' || explicit) {
      throw new ConfigError([
        `MAPPING_FILE: can't read ${path} (${code}). examples/dealdraft.mapping.yaml is one to start from.`,
      ]);
    }
    log.warn(
      { path },
      'no mapping file: contracts can not be generated, only status and links are written back',
    );
    text = WRITE_BACK_ONLY;
  }
  return parseMappingFile(text, path);
}
