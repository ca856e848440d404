import type { ArchiveRules } from '../archive/file/archive-rules.js';
import type { Config } from '../config/config.js';
import type { Crm } from '../connectors/crm.js';
import type { SpotDraft } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import type { DoctorCheck } from '../domain/doctor-check.js';
import { ExpiringCache } from '../domain/expiring-cache.js';
import type { Log } from '../domain/log.js';
import type { Mapping } from '../mapping/index.js';
import type { Identities } from '../services/people/acting-user.js';
import type { Store } from '../store/store.js';
import { configuredEnds } from './credential-ends.js';
import { isMissingFile } from './is-missing-file.js';

/** Checks what a running engine works with. Those who ask at the same time get the same answer: each run costs calls of both systems. */
export function createEngineDoctor(parts: {
  readonly config: Config;
  readonly store: Store;
  readonly spotdraft: SpotDraft;
  readonly crm: Crm;
  readonly mapping: Mapping;
  readonly archiveRules: ArchiveRules;
  readonly identities: Identities;
  /** Where the server is reached; known for certain once it listens. */
  readonly listensAt: () => string;
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<readonly DoctorCheck[]> {
  const { config, clock, log } = parts;
  const runs = new ExpiringCache<readonly DoctorCheck[]>({ clock, maxEntries: 1 });

  async function run(): Promise<readonly DoctorCheck[]> {
    // Nothing that a start has to load.
    const { examine } = await import('../doctor/examine.js');
    const { createSettingsParts } = await import('./doctor-parts.js');
    const { publicUrl } = config.http;
    parts.crm.forgetDescriptions();
    const ofSettings = createSettingsParts(config, {
      problems: [],
      publicUrl,
      listensAt: parts.listensAt(),
      clock,
      log,
    });
    try {
      return await examine({
        ...ofSettings,
        store: { value: parts.store },
        spotdraft: { value: parts.spotdraft },
        crm: { value: parts.crm },
        mapping: { value: parts.mapping },
        hasMappingFile: !(await isMissingFile(config.mappingFile.path)),
        archive: { value: parts.archiveRules },
        identities: { value: parts.identities },
        credentialEnds: configuredEnds(config, parts.archiveRules),
        clock,
        log,
      });
    } finally {
      await ofSettings.close();
    }
  }

  return () => runs.fill('', run, { ttlMs: 0 });
}
