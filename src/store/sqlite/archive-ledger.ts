import { z } from 'zod';

import { ARCHIVE_STATES } from '../../domain/archived-document.js';
import type { ArchiveState } from '../../domain/archived-document.js';
import type { ArchiveCounts, ArchiveLedger, ArchiveRow, ArchiveRowKey } from '../archive-ledger.js';
import { storedArchiveRow, toStoredArchiveRow } from '../archive-values.js';
import type { Database } from './database.js';
import { contractIdColumn, dateColumn, jsonColumn, listParameter, totalRow } from './rows.js';

const stateColumn = z.enum(ARCHIVE_STATES);
const archiveRow = z
  .object({
    number: z.number(),
    contract_id: contractIdColumn,
    destination: z.string(),
    document: z.string(),
    revision: z.number(),
    state: stateColumn,
    since: dateColumn,
    archived_at: dateColumn.nullable(),
    verified_at: dateColumn.nullable(),
    last_error: z.string().nullable(),
    row: jsonColumn(storedArchiveRow),
  })
  .transform((columns): ArchiveRow => ({
    ...columns.row,
    number: columns.number,
    contractId: columns.contract_id,
    destination: columns.destination,
    document: columns.document,
    revision: columns.revision,
    state: columns.state,
    since: columns.since,
    archivedAt: columns.archived_at,
    verifiedAt: columns.verified_at,
    lastError: columns.last_error,
  }));
const ownerRow = z.object({ contract_id: contractIdColumn, document: z.string() });
const countRow = z.object({ destination: z.string(), state: stateColumn, total: z.number() });
const sinceRow = z.object({ since: dateColumn });
const errorRow = z.object({ last_error: z.string() });

export function createArchiveLedger(database: Database): ArchiveLedger {
  const insert = database.query(
    `INSERT INTO archived
       (contract_id, destination, document, revision, state, since, archived_at, verified_at, last_error, row)
     VALUES (?1, ?2, ?3, 1, ?5, ?6, ?7, ?8, ?9, ?10)
     ON CONFLICT DO NOTHING RETURNING *`,
    archiveRow,
  );
  const update = database.query(
    `UPDATE archived SET revision = revision + 1, state = ?5, since = ?6, archived_at = ?7, verified_at = ?8,
       last_error = ?9, row = ?10
     WHERE contract_id = ?1 AND destination = ?2 AND document = ?3 AND revision = ?4 RETURNING *`,
    archiveRow,
  );
  const remove = database.command(
    'DELETE FROM archived WHERE contract_id = ? AND destination = ? AND document = ?',
  );
  const removePaths = database.command(
    'DELETE FROM archived_paths WHERE destination = ? AND contract_id = ? AND document = ?',
  );
  const ownerOf = database.query(
    'SELECT contract_id, document FROM archived_paths WHERE destination = ? AND path = ?',
    ownerRow,
  );
  const takePath = database.command(
    'INSERT INTO archived_paths (destination, path, contract_id, document) VALUES (?, ?, ?, ?)',
  );
  const ofContracts = database.query(
    'SELECT * FROM archived WHERE contract_id IN (SELECT value FROM json_each(?)) ORDER BY number',
    archiveRow,
  );
  // ?1: states, as a list; ?2: the destination or null.
  const where = `state IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR destination = ?2)`;
  const list = database.query(
    `SELECT * FROM archived WHERE ${where} AND number < ?3 ORDER BY number DESC LIMIT ?4`,
    archiveRow,
  );
  const total = database.query(
    `SELECT coalesce(sum(total), 0) AS total FROM archived_counts WHERE ${where}`,
    totalRow,
  );
  const allCounts = database.query(
    'SELECT destination, state, total FROM archived_counts ORDER BY destination',
    countRow,
  );
  const oldestWaiting = database.query(
    `SELECT since FROM archived WHERE destination = ? AND state = 'WAITING' ORDER BY since LIMIT 1`,
    sinceRow,
  );
  const lastError = database.query(
    `SELECT last_error FROM archived
     WHERE destination = ? AND last_error IS NOT NULL AND state IN ('WAITING', 'PARKED')
     ORDER BY saved DESC LIMIT 1`,
    errorRow,
  );
  const noteSaved = database.command(
    'UPDATE archived SET saved = (SELECT coalesce(max(saved), 0) + 1 FROM archived) WHERE number = ?',
  );

  function save(row: ArchiveRow): ArchiveRow | null {
    const values = [
      row.contractId,
      row.destination,
      row.document,
      row.revision,
      row.state,
      row.since.getTime(),
      row.archivedAt?.getTime() ?? null,
      row.verifiedAt?.getTime() ?? null,
      row.lastError,
      toStoredArchiveRow(row),
    ] as const;
    const saved = row.revision === 0 ? insert.get(...values) : update.get(...values);
    if (saved !== null) noteSaved(saved.number);
    return saved;
  }

  function reserve(key: ArchiveRowKey, paths: readonly string[]): ArchiveRowKey | null {
    const { contractId, destination, document } = key;
    for (const path of paths) {
      const owner = ownerOf.get(destination, path);
      if (owner !== null && !(owner.contract_id === contractId && owner.document === document)) {
        return { contractId: owner.contract_id, destination, document: owner.document };
      }
    }
    removePaths(destination, contractId, document);
    for (const path of paths) takePath(destination, path, contractId, document);
    return null;
  }

  function counts(): readonly ArchiveCounts[] {
    const byDestination = new Map<string, Record<ArchiveState, number>>();
    for (const row of allCounts.all()) {
      const states = byDestination.get(row.destination) ?? emptyStates();
      states[row.state] = row.total;
      byDestination.set(row.destination, states);
    }
    return [...byDestination]
      .filter(([, states]) => Object.values(states).some((each) => each > 0))
      .map(([destination, states]) => ({
        destination,
        states,
        oldestWaitingSince: oldestWaiting.get(destination)?.since ?? null,
        lastError: lastError.get(destination)?.last_error ?? null,
      }));
  }

  return {
    save: async (row) => database.write(() => save(row)),
    forget: async ({ contractId, destination, document }) =>
      database.write(() => {
        removePaths(destination, contractId, document);
        remove(contractId, destination, document);
      }),
    async ofContracts(ids) {
      const found = new Map<(typeof ids)[number], ArchiveRow[]>(ids.map((id) => [id, []]));
      if (ids.length === 0) return found;
      const rows = await database.read(() => ofContracts.all(listParameter(ids)));
      for (const row of rows) found.get(row.contractId)?.push(row);
      return found;
    },
    list: async ({ states = ARCHIVE_STATES, destination }, { limit, after }) =>
      database.read(() =>
        list.all(
          listParameter(states),
          destination ?? null,
          after ?? Number.MAX_SAFE_INTEGER,
          limit,
        ),
      ),
    count: async ({ states = ARCHIVE_STATES, destination }) =>
      database.read(() => total.get(listParameter(states), destination ?? null)?.total ?? 0),
    counts: async () => database.read(counts),
    reserve: async (key, paths) => database.write(() => reserve(key, paths)),
  };
}

function emptyStates(): Record<ArchiveState, number> {
  return { WAITING: 0, ARCHIVED: 0, PARKED: 0, SKIPPED: 0 };
}
