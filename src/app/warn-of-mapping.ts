import type { Log } from '../domain/log.js';
import { checkMappingLive } from '../services/templates/check-mapping.js';

/** More would bury the start; `mapping check` lists them all. */
const MAX_WARNINGS = 20;

/**
 * Logs what `dealdraft mapping check` would find, so that nobody learns of it from the first contract that fails. Never
 * throws: a neighbour that is away, or a stop meanwhile, is no reason not to serve.
 */
export async function warnOfMapping(
  parts: Parameters<typeof checkMappingLive>[0] & { readonly log: Log },
  stop: AbortSignal,
): Promise<void> {
  const { log } = parts;
  try {
    const findings = await checkMappingLive(parts, 'background');
    const faults = findings.filter(({ level }) => level !== 'ok');
    for (const { level, where, message } of faults.slice(0, MAX_WARNINGS)) {
      log.warn({ level, where }, `mapping file: ${message}`);
    }
    if (faults.length > MAX_WARNINGS) {
      const { length } = faults;
      log.warn({ faults: length }, 'the mapping file has more; see `dealdraft mapping check`');
    }
  } catch (error) {
    // Then it says nothing of either system, and comes after the last line of the log.
    if (stop.aborted) return;
    log.info({ err: error }, 'the mapping file could not be held against both systems yet');
  }
}
