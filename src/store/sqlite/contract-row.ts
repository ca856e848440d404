import type { SQLInputValue } from 'node:sqlite';
import { z } from 'zod';

import { contractNumberOf } from '../../domain/contract-id.js';
import { CONTRACT_KINDS, CONTRACT_STATUSES } from '../../domain/contract.js';
import type { Contract } from '../../domain/contract.js';
import type { Look, StoredContract } from '../contracts.js';
import { foldCase } from '../fold-case.js';
import { contractIdColumn, dateColumn, jsonColumn, opportunityIdColumn } from './rows.js';

/** Separates the searchable fields, so that a search can't match across two of them. */
const FIELD_SEPARATOR = '\u001f';

/** SpotDraft's state of a contract, in the order of `stateValues`. */
const STATE_COLUMNS = [
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
  'search_text',
] as const;

export const storedContractRow = z
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
    external_metadata: jsonColumn(z.record(z.string(), z.unknown())).nullable(),
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

/** Inserts or replaces a state, unless a later one is there; `changed_at` moves only when the state differs. */
export const SAVE_CONTRACT = `
  INSERT INTO contracts (id, number, read_at, changed_at, look, ${STATE_COLUMNS.join(', ')})
  VALUES (?1, ?2, ?3, ?3, ?4, ${STATE_COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET
    changed_at = CASE
      WHEN ${STATE_COLUMNS.map((column) => `${column} IS excluded.${column}`).join(' AND ')}
      THEN changed_at ELSE excluded.read_at
    END,
    read_at = excluded.read_at,
    look = excluded.look,
    ${STATE_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
  WHERE excluded.look >= contracts.look
`;

/** The parameters of `SAVE_CONTRACT`. */
export function saveParameters(contract: Contract, look: Look): SQLInputValue[] {
  return [
    contract.id,
    contractNumberOf(contract.id),
    look.at.getTime(),
    look.number,
    contract.name,
    contract.status,
    contract.kind,
    contract.type.id,
    contract.type.name,
    contract.referenceId,
    contract.counterpartyName,
    contract.createdBy,
    contract.createdAt,
    contract.url,
    contract.externalMetadata === null ? null : JSON.stringify(contract.externalMetadata),
    contract.opportunityId,
    searchTextOf(contract),
  ];
}

function searchTextOf({ name, counterpartyName, referenceId }: Contract): string {
  return [name, counterpartyName ?? '', referenceId ?? '']
    .map((field) => foldCase(field).replaceAll(/[\0\u001f]/g, ' '))
    .join(FIELD_SEPARATOR);
}
