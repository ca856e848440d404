import type { ExternalMetadata } from '../connectors/spotdraft/external-metadata.js';
import type { Clock } from '../domain/clock.js';
import type { ContractId } from '../domain/contract-id.js';
import { withArchiveRecord } from '../domain/deal-link.js';
import type { Log } from '../domain/log.js';
import type { ArchiveRow } from '../store/archive-ledger.js';
import type { Locks } from '../store/locks.js';
import { underLock } from '../work/under-lock.js';

/** Writes where the document lies, and its checksum, to the contract in SpotDraft, beside what is there. */
export type RecordInSpotDraft = (id: ContractId, row: ArchiveRow) => Promise<void>;

const LEASE_MS = 30_000;
const TRY_EVERY_MS = 250;

export function createRecordInSpotDraft(parts: {
  readonly spotdraft: ExternalMetadata;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly log: Log;
}): RecordInSpotDraft {
  const { spotdraft, locks, clock, log } = parts;

  /** What is there is read and written back with ours in it: two destinations of one contract take turns. */
  async function lockOf(
    id: ContractId,
  ): Promise<{ readonly lock: string; readonly token: string }> {
    const lock = `archive record of ${id}`;
    for (;;) {
      const token = await locks.acquire(lock, LEASE_MS);
      if (token !== null) return { lock, token };
      await clock.sleep(TRY_EVERY_MS);
    }
  }

  return async (id, { destination, at, sent, versionId, archivedAt }) => {
    if (at === null || sent === null) return;
    const { lock, token } = await lockOf(id);
    await underLock({ locks, lock, token, leaseMs: LEASE_MS, clock, log }, (signal) =>
      spotdraft.changeExternalMetadata(
        id,
        (present) =>
          withArchiveRecord(present, destination, {
            path: at.path,
            url: at.url,
            sha256: sent.sha256,
            versionId,
            archivedAt: archivedAt?.toISOString() ?? null,
          }),
        { lane: 'background', signal },
      ),
    );
  };
}
