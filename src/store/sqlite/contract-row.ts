import type { SQLInputValue } from 'node:sqlite';

import { contractNumberOf } from '../../domain/contract-id.js';
import type { Contract } from '../../domain/contract.js';
import type { Look } from '../contracts.js';
import { foldCase } from '../fold-case.js';

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

/**
 * Notes that a contract was seen again as it is stored: neither column is in an index, so one page is written. Takes the
 * parameters of `SAVE_CONTRACT`, and changes no row where that has something to do.
 */
export const SEE_CONTRACT = `
  UPDATE contracts SET read_at = ?3, look = ?4
  WHERE id = ?1 AND number = ?2 AND look <= ?4
    AND ${STATE_COLUMNS.map((column, i) => `${column} IS ?${i + 5}`).join(' AND ')}
`;

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

/** The parameters of `SEE_CONTRACT` and `SAVE_CONTRACT`. */
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
