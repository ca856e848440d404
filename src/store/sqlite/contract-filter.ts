import type { SQLInputValue } from 'node:sqlite';

import type { ContractStatus } from '../../domain/contract.js';
import type { ContractFilter, ContractPosition } from '../store.js';
import { foldCase } from './fold-case.js';

interface Where {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

/**
 * The condition for one status (or any, when null) and a position. One status at a time, because then the index holds
 * the rows in the order of the list and a page reads no more rows than it shows.
 */
export function whereOf(
  filter: Omit<ContractFilter, 'statuses'>,
  status: ContractStatus | null,
  after?: ContractPosition,
): Where {
  const conditions = ['TRUE'];
  const parameters: SQLInputValue[] = [];
  const add = (condition: string, ...values: SQLInputValue[]) => {
    conditions.push(condition);
    parameters.push(...values);
  };
  if (status !== null) add('status = ?', status);
  if (filter.typeId !== undefined) add('type_id = ?', filter.typeId);
  if (filter.opportunityId !== undefined) add('opportunity_id = ?', filter.opportunityId);
  if (filter.linked !== undefined) {
    add(filter.linked ? 'opportunity_id IS NOT NULL' : 'opportunity_id IS NULL');
  }
  if (filter.changedSince !== undefined) add('changed_at >= ?', filter.changedSince.getTime());
  // instr compares plain text: %, _ and \ mean themselves.
  if (filter.search !== undefined) add('instr(search_text, ?) > 0', foldCase(filter.search));
  if (after !== undefined) add('(created_at, id) < (?, ?)', after.createdAt, after.id);
  return { sql: conditions.join(' AND '), parameters };
}

/** The statuses to ask for one by one; `[null]` stands for "any". */
export function statusesOf(filter: ContractFilter): readonly (ContractStatus | null)[] {
  return filter.statuses === undefined ? [null] : [...new Set(filter.statuses)];
}

/** Whether the running totals by status and link can answer a count. */
export function isCountedByTotals(filter: ContractFilter): boolean {
  return Object.keys(filter).every((name) => name === 'statuses' || name === 'linked');
}
