import { checkDestination, type CheckStep } from '../archive/check/check-destination.js';
import { checkDealReads } from '../archive/check/check-deal-reads.js';
import { createDestination } from '../connectors/archive/create-destination.js';
import type { DestinationConfig } from '../domain/destination-config.js';
import { InputError } from '../domain/errors.js';
import type { Engine } from './open-engine.js';
import { loadArchive } from './load-archive.js';

export interface ArchiveCheck extends CheckStep {
  readonly destination: string;
  readonly type: DestinationConfig['type'];
}

/** One destination may be down without a word; the others are tried all the same. */
const DESTINATION_DEADLINE_MS = 120_000;

/**
 * Tries each destination of the archive file, one after the other, and holds what its expressions read of a deal against the CRM.
 * @param only the name of one destination
 * @throws InputError when there is none of that name, or none at all.
 */
export async function* checkArchive(
  { config, crm }: Pick<Engine, 'config' | 'crm'>,
  only: string | undefined,
): AsyncGenerator<ArchiveCheck> {
  const { destinations } = await loadArchive(config);
  const wanted = destinations.filter(({ name }) => only === undefined || name === only);
  if (wanted.length === 0) {
    throw new InputError(
      only === undefined
        ? `There is nothing to check: ${config.archiveFile.path} names no destination, or is not there (ARCHIVE_FILE).`
        : `There is no destination "${only}"; ${config.archiveFile.path} has ${destinations.map(({ name }) => name).join(', ') || 'none'}.`,
    );
  }
  for (const rules of wanted) {
    const { name: destination, config: where } = rules;
    const { type } = where;
    const signal = AbortSignal.timeout(DESTINATION_DEADLINE_MS);
    for await (const step of checkDestination(() => createDestination(where), { signal })) {
      yield { destination, type, ...step };
    }
    for await (const step of checkDealReads(rules, crm)) yield { destination, type, ...step };
  }
}
