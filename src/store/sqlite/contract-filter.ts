import type { SQLInputValue } from 'node:sqlite';

import { CONTRACT_STATUSES } from '../../domain/contract.js';
import type { ContractStatus } from '../../domain/contract.js';
import type { ContractFilter, ContractPosition } from '../contracts.js';
import { foldCase } from '../fold-case.js';
import { listParameter } from './rows.js';

/** Statuses that one statement asks for; null for any. */
export type StatusGroup = readonly ContractStatus[] | null;

interface Where {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

/**
 * Cuts a filter into statements. One status at a time, because an index holds each status in the order of the list, so
 * that a page reads no more rows than it shows; contracts of a type likewise, where "any" is then every status.
 * A search reads everything anyhow and is one walk.
 */
export function statusGroupsOf(filter: ContractFilter): readonly StatusGroup[] {
  const { statuses, search, typeId } = filter;
  if (search !== undefined) return [statuses ?? null];
  if (statuses !== undefined) return [...new Set(statuses)].map((status) => [status]);
  return typeId === undefined ? [null] : CONTRACT_STATUSES.map((status) => [status]);
}

export function whereOf(
  filter: Omit<ContractFilter, 'statuses'>,
  statuses: StatusGroup,
  after?: ContractPosition,
): Where {
  const conditions = ['TRUE'];
  const parameters: SQLInputValue[] = [];
  const add = (condition: string, ...values: SQLInputValue[]) => {
    conditions.push(condition);
    parameters.push(...values);
  };
  const [only, ...others] = statuses ?? [];
  if (only !== undefined && others.length === 0) add('status = ?', only);
  else if (statuses !== null) {
    add('status IN (SELECT value FROM json_each(?))', listParameter(statuses));
  }
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

/** The table with the index to use, where SQLite, which keeps no statistics here, would choose badly. */
export function sourceOf(filter: ContractFilter, isFewChanged: (since: Date) => boolean): string {
  if (filter.opportunityId !== undefined) return 'contracts';
  if (filter.search !== undefined) return 'contracts INDEXED BY contracts_by_creation';
  if (filter.changedSince !== undefined && isFewChanged(filter.changedSince)) {
    return 'contracts INDEXED BY contracts_by_change';
  }
  return 'contracts';
}

/** Whether the running totals by status and link can answer a count. */
export function isCountedByTotals(filter: ContractFilter): boolean {
  return Object.keys(filter).every((name) => name === 'statuses' || name === 'linked');
}
