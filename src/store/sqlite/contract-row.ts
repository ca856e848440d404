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
type StateColumn = (typeof STATE_COLUMNS)[number];

/**
 * Notes that a contract was seen again as it is stored: neither column is in an index, so one page is written. Takes the
 * parameters of `SAVE_CONTRACT`, and changes no row where that has something to do.
 */
export const SEE_CONTRACT = `
  UPDATE contracts SET read_at = ?3, look = ?4
  WHERE id = ?1 AND number = ?2 AND look <= ?4
    AND ${STATE_COLUMNS.map((column) => `${column} IS ${parameterOf(column)}`).join(' AND ')}
`;

/** These hardly ever change, and there is none without an index. */
const LASTING: readonly StateColumn[] = ['type_id', 'created_at', 'opportunity_id'];

/**
 * Notes what has changed of a contract, when it is neither its status nor `LASTING`, and when it is not `LASTING`. SQLite writes the
 * entries of all indexes that a statement may change, differ or not: one that names all columns writes twice as many pages.
 */
export const CHANGE_CONTRACT: readonly string[] = [change(['status', ...LASTING]), change(LASTING)];

function change(kept: readonly StateColumn[]): string {
  const changing = STATE_COLUMNS.filter((column) => !kept.includes(column));
  return `
    UPDATE contracts
    SET read_at = ?3, changed_at = ?3, look = ?4, ${changing.map((column) => `${column} = ${parameterOf(column)}`).join(', ')}
    WHERE id = ?1 AND number = ?2 AND look <= ?4
      AND ${kept.map((column) => `${column} IS ${parameterOf(column)}`).join(' AND ')}
  `;
}

function parameterOf(column: StateColumn): string {
  return `?${STATE_COLUMNS.indexOf(column) + 5}`;
}

/** Inserts or replaces a state, unless a later one is there. What the statements above take never comes here. */
export const SAVE_CONTRACT = `
  INSERT INTO contracts (id, number, read_at, changed_at, look, ${STATE_COLUMNS.join(', ')})
  VALUES (?1, ?2, ?3, ?3, ?4, ${STATE_COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET
    changed_at = excluded.changed_at,
    read_at = excluded.read_at,
    look = excluded.look,
    ${STATE_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
  WHERE excluded.look >= contracts.look
`;

/** The parameters of all of these. */
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
