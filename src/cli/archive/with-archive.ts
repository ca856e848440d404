import type { Engine } from '../../app/open-engine.js';
import type { Archive } from '../../archive/archive.js';
import { ConfigError, InputError } from '../../domain/errors.js';
import { withEngine } from '../with-engine.js';

export interface DestinationOption {
  readonly destination?: string;
}

/**
 * Opens the engine for a command that needs the archive.
 * @throws ConfigError when no destination is set up, InputError for one that the archive file does not name.
 */
export async function withArchive<T>(
  { destination }: DestinationOption,
  action: (archive: Archive, engine: Engine) => Promise<T>,
): Promise<T> {
  return withEngine(async (engine) => {
    const { archive, config } = engine;
    if (archive === null) {
      throw new ConfigError([
        `ARCHIVE_FILE: there is no destination in ${config.archiveFile.path}; examples/dealdraft.archive.yaml shows how one is written.`,
      ]);
    }
    const names = archive.rules.destinations.map(({ name }) => name);
    if (destination !== undefined && !names.includes(destination)) {
      throw new InputError(
        `--destination ${destination.slice(0, 60)}: the archive file names no such destination; it names ${names.join(', ')}.`,
      );
    }
    return action(archive, engine);
  });
}
