import { CONTRACT_STATUSES } from '../../domain/contract.js';
import { foldCase } from '../fold-case.js';
import type { ContractFilter } from '../contracts.js';
import { msOf } from './connection.js';

/** How to answer a filter: the indexes to walk together, and whether their rows must still be looked at. */
export interface Walk {
  readonly indexes: readonly string[];
  readonly mustCheck: boolean;
}

/** Above that, merging many indexes costs more than looking at every row of the one that has all. */
const MAX_MERGED_INDEXES = 4;

/**
 * Chooses indexes that hold what is asked for and as little else as possible. Without a search or a time of change they
 * hold nothing else, except of contracts of a type that are linked or not.
 */
export function planWalk(filter: ContractFilter): Walk {
  const { typeId, linked, search, changedSince } = filter;
  const statuses = filter.statuses === undefined ? null : [...new Set(filter.statuses)];
  const isExact = search === undefined && changedSince === undefined;
  if (typeId !== undefined) {
    return {
      indexes: (statuses ?? CONTRACT_STATUSES).map(
        (status) => `contracts:type:${status}:${typeId}`,
      ),
      mustCheck: !isExact || linked !== undefined,
    };
  }
  if (statuses === null && linked === undefined) {
    return { indexes: ['contracts:all'], mustCheck: !isExact };
  }
  const links = linked === undefined ? [0, 1] : [Number(linked)];
  const indexes = (statuses ?? CONTRACT_STATUSES).flatMap((status) =>
    links.map((link) => `contracts:status:${status}:${link}`),
  );
  return isExact || indexes.length <= MAX_MERGED_INDEXES
    ? { indexes, mustCheck: !isExact }
    : { indexes: ['contracts:all'], mustCheck: true };
}

/** The filter as the scripts take it: JSON, the type and the text to look for. */
export function filterArguments(
  filter: ContractFilter,
  options: Readonly<Record<string, number | boolean>>,
): [json: string, typeId: string, needle: string] {
  const { statuses, typeId, search, linked, changedSince } = filter;
  const json = {
    ...options,
    statuses: statuses && Object.fromEntries(statuses.map((status) => [status, true])),
    hasType: typeId !== undefined,
    hasSearch: search !== undefined,
    linked,
    changedSince: changedSince && msOf(changedSince),
  };
  return [JSON.stringify(json), typeId ?? '', search === undefined ? '' : foldCase(search)];
}
