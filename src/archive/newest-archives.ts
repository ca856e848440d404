import type { ArchivedDocument } from '../domain/archived-document.js';
import type { ContractId } from '../domain/contract-id.js';
import type { ArchiveLedger, ArchiveRow } from '../store/archive-ledger.js';

/**
 * Of each contract every destination once: the newest document that is there, or what is on its way while there is none yet. So
 * a record keeps its link while a later version is brought.
 */
export async function newestArchives(
  ledger: Pick<ArchiveLedger, 'ofContracts'>,
  ids: readonly ContractId[],
): Promise<ReadonlyMap<ContractId, readonly ArchivedDocument[]>> {
  const rows = await ledger.ofContracts(ids);
  return new Map([...rows].map(([id, ofContract]) => [id, newestOf(ofContract)]));
}

function newestOf(rows: readonly ArchiveRow[]): readonly ArchivedDocument[] {
  const newest = new Map<string, ArchiveRow>();
  for (const row of rows) {
    const known = newest.get(row.destination);
    if (known === undefined || row.state === 'ARCHIVED' || known.state !== 'ARCHIVED') {
      newest.set(row.destination, row);
    }
  }
  return [...newest.values()].map(archivedDocument);
}

export function archivedDocument(row: ArchiveRow): ArchivedDocument {
  return {
    destination: row.destination,
    state: row.state,
    path: row.at?.path ?? null,
    url: row.at?.url ?? null,
    sha256: row.sent?.sha256 ?? null,
    size: row.sizeBytes,
    versionId: row.versionId,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    lastError: row.lastError,
    attempts: row.attempts,
  };
}
