import { z } from 'zod';

import { toContractId } from '../../domain/contract-id.js';
import { CONTRACT_KINDS, CONTRACT_STATUSES } from '../../domain/contract.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';
import type { StoredContract } from '../contracts.js';
import { isRecord } from '../../domain/is-record.js';
import { isKindOrNull, isStatus, isTextOrNull } from '../usual-values.js';
import type { RowParser } from './database.js';
import { contractIdColumn, dateColumn, jsonColumn, opportunityIdColumn } from './rows.js';

/** What a contract is read from: not what only searches and indexes look at. */
export const STORED_CONTRACT_COLUMNS = [
  'id',
  'name',
  'status',
  'kind',
  'type_id',
  'type_name',
  'reference_id',
  'counterparty_name',
  'created_by',
  'created_at',
  'url',
  'external_metadata',
  'opportunity_id',
  'look',
  'read_at',
  'last_synced_at',
  'last_error',
].join(', ');

const metadata = z.record(z.string(), z.unknown());

const anyRow = z
  .object({
    id: contractIdColumn,
    name: z.string(),
    status: z.enum(CONTRACT_STATUSES),
    kind: z.enum(CONTRACT_KINDS).nullable(),
    type_id: z.string(),
    type_name: z.string(),
    reference_id: z.string().nullable(),
    counterparty_name: z.string().nullable(),
    created_by: z.string().nullable(),
    created_at: z.string(),
    url: z.string(),
    external_metadata: jsonColumn(metadata).nullable(),
    opportunity_id: opportunityIdColumn.nullable(),
    look: z.number(),
    read_at: dateColumn,
    last_synced_at: dateColumn.nullable(),
    last_error: z.string().nullable(),
  })
  .transform((row): StoredContract => ({
    contract: {
      id: row.id,
      name: row.name,
      status: row.status,
      kind: row.kind,
      type: { id: row.type_id, name: row.type_name },
      referenceId: row.reference_id,
      counterpartyName: row.counterparty_name,
      createdBy: row.created_by,
      createdAt: row.created_at,
      url: row.url,
      externalMetadata: row.external_metadata,
      opportunityId: row.opportunity_id,
    },
    look: row.look,
    readAt: row.read_at,
    lastSyncedAt: row.last_synced_at,
    lastError: row.last_error,
  }));

/** A row of `STORED_CONTRACT_COLUMNS`. */
export const storedContractRow: RowParser<StoredContract> = {
  parse: (found) => (isRecord(found) ? usualContract(found) : null) ?? anyRow.parse(found),
};

/** What `anyRow` makes of a row that is as all are; null for any other. */
function usualContract(row: Readonly<Record<string, unknown>>): StoredContract | null {
  const { name, status, kind, url, look } = row;
  const { type_id: typeId, type_name: typeName, opportunity_id: dealId } = row;
  const { reference_id: referenceId, counterparty_name: counterpartyName } = row;
  const { created_by: createdBy, created_at: createdAt, external_metadata: json } = row;
  const { read_at: readMs, last_synced_at: syncedMs, last_error: lastError } = row;
  const id = typeof row['id'] === 'string' ? toContractId(row['id']) : null;
  const opportunityId = typeof dealId === 'string' ? toOpportunityId(dealId) : null;
  const externalMetadata: unknown = typeof json === 'string' ? JSON.parse(json) : null;
  if (
    id === null ||
    typeof name !== 'string' ||
    !isStatus(status) ||
    !isKindOrNull(kind) ||
    typeof typeId !== 'string' ||
    typeof typeName !== 'string' ||
    !isTextOrNull(referenceId) ||
    !isTextOrNull(counterpartyName) ||
    !isTextOrNull(createdBy) ||
    typeof createdAt !== 'string' ||
    typeof url !== 'string' ||
    !(json === null || isRecord(externalMetadata)) ||
    !(dealId === null || opportunityId !== null) ||
    typeof look !== 'number' ||
    typeof readMs !== 'number' ||
    !(syncedMs === null || typeof syncedMs === 'number') ||
    !isTextOrNull(lastError)
  ) {
    return null;
  }
  return {
    contract: {
      id,
      name,
      status,
      kind,
      type: { id: typeId, name: typeName },
      referenceId,
      counterpartyName,
      createdBy,
      createdAt,
      url,
      externalMetadata: isRecord(externalMetadata) ? externalMetadata : null,
      opportunityId,
    },
    look,
    readAt: new Date(readMs),
    lastSyncedAt: syncedMs === null ? null : new Date(syncedMs),
    lastError,
  };
}
