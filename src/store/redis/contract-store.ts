import { z } from 'zod';

import { contractIdOf } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { CONTRACT_STATUSES, compareByAdvancement } from '../../domain/contract.js';
import type { ContractStatus } from '../../domain/contract.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type {
  ContractFilter,
  ContractPosition,
  ContractStore,
  StoredContract,
} from '../contracts.js';
import { msOf } from './connection.js';
import type { RedisConnection } from './connection.js';
import { createContractDetails } from './contract-details.js';
import { filterArguments, planWalk } from './contract-filter.js';
import { saveArguments } from './contract-row.js';
import {
  BEGIN_LOOK,
  CANDIDATES,
  CARDINALITY,
  FILTER_LINKED,
  GET,
  LINKED_DEALS,
  MARK_DELETED,
  OF_DEALS,
  SAVE,
  SAVE_SYNC_RESULTS,
  WALK,
} from './contract-scripts.js';
import { contractIdReply, nothingReply, opportunityIdReply } from './replies.js';
import { storedContractReply } from './stored-contract.js';

/** Rows that one script may look at: above it, everybody else would wait for Redis noticeably. */
const WALK_BUDGET = 1_000;
/** Contracts that one script writes: for a thousand of them everybody else would wait for tens of milliseconds, and on a busy machine for seconds. */
const SAVED_AT_ONCE = 100;
/** When as many changed, walking the list's own order meets enough of them soon. */
const FEW_CHANGED = 5_000;
const SEPARATOR = '\u001f';

const rowsReply = z
  .array(z.unknown())
  .transform((rows) => rows.map((row) => storedContractReply.parse(row)));
const walkReply = z.tuple([z.number(), rowsReply, z.string()]);
const skippedReply = z.array(contractIdReply);
const dealsReply = z.array(opportunityIdReply);

export function createContractStore(connection: RedisConnection): ContractStore {
  const rowsOf = (ids: readonly string[]) => connection.run(GET, rowsReply, ...ids);

  /** The list positions of all that matches, newest first, where a small set is known to hold it; else null. */
  async function candidates(filter: ContractFilter): Promise<string[] | null> {
    const { opportunityId, changedSince } = filter;
    if (opportunityId === undefined && changedSince === undefined) return null;
    const found = await connection.run(
      CANDIDATES,
      z.array(z.string()).nullable(),
      ...filterArguments(filter, { few: FEW_CHANGED }),
      '',
      ...(opportunityId === undefined ? [] : [opportunityId]),
    );
    return found?.sort().reverse() ?? null;
  }

  async function walk(
    filter: ContractFilter,
    options: { readonly limit: number; readonly after?: ContractPosition },
    onlyCount: boolean,
  ): Promise<{ readonly total: number; readonly rows: readonly StoredContract[] }> {
    const { indexes, mustCheck } = planWalk(filter);
    const rows: StoredContract[] = [];
    let total = 0;
    let after = options.after === undefined ? '' : memberOf(options.after);
    if (indexes.length === 0 || options.limit < 1) return { total, rows };
    do {
      const limit = options.limit - rows.length;
      const [found, page, next] = await connection.run(
        WALK,
        walkReply,
        ...filterArguments(filter, { limit, budget: WALK_BUDGET, mustCheck, onlyCount }),
        after,
        ...indexes,
      );
      total += found;
      rows.push(...page);
      after = next;
    } while (after !== '');
    return { total, rows };
  }

  return {
    ...createContractDetails(connection),
    beginLook: async () => {
      const at = connection.dateIn(0);
      return { number: await connection.run(BEGIN_LOOK, z.number()), at };
    },
    save: async (contracts, { number, at }) => {
      const skipped = new Set<ContractId>();
      for (let first = 0; first < contracts.length; first += SAVED_AT_ONCE) {
        const rows = contracts.slice(first, first + SAVED_AT_ONCE).flatMap(saveArguments);
        for (const id of await connection.run(SAVE, skippedReply, number, msOf(at), ...rows))
          skipped.add(id);
      }
      return skipped;
    },
    markDeleted: async (ids, { number, at }) =>
      new Set(await connection.run(MARK_DELETED, skippedReply, number, msOf(at), ...ids)),
    get: async (ids) => {
      const rows = await rowsOf(ids);
      return new Map<ContractId, StoredContract>(rows.map((row) => [row.contract.id, row]));
    },
    getByNumber: async (number) => rowsOf([contractIdOf('H', number), contractIdOf('T', number)]),
    byOpportunity: async (ids) => {
      const byId = new Map<OpportunityId, StoredContract[]>(ids.map((id) => [id, []]));
      for (const stored of await connection.run(OF_DEALS, rowsReply, ...byId.keys())) {
        const { opportunityId, status } = stored.contract;
        if (opportunityId !== null && status !== 'DELETED') byId.get(opportunityId)?.push(stored);
      }
      for (const deal of byId.values()) {
        deal.sort((a, b) => compareByAdvancement(a.contract, b.contract));
      }
      return byId;
    },
    list: async (filter, page) => {
      const members = await candidates(filter);
      if (members === null) return (await walk(filter, page, false)).rows;
      const after = page.after === undefined ? null : memberOf(page.after);
      const wanted = members
        .filter((member) => after === null || member < after)
        .slice(0, page.limit);
      return rowsOf(wanted.map((member) => member.slice(member.indexOf(SEPARATOR) + 1)));
    },
    count: async (filter) => {
      const members = await candidates(filter);
      if (members !== null) return members.length;
      const { indexes, mustCheck } = planWalk(filter);
      if (!mustCheck) return connection.run(CARDINALITY, z.number(), ...indexes);
      return (await walk(filter, { limit: WALK_BUDGET }, true)).total;
    },
    linkedOpportunities: async (statuses, limit) => {
      const reply = dealsReply.nullable();
      const deals = await connection.run(LINKED_DEALS, reply, limit, ...liveStatuses(statuses));
      return deals?.sort() ?? null;
    },
    filterLinked: async (ids, statuses) => {
      const live = liveStatuses(statuses);
      return new Set(await connection.run(FILTER_LINKED, dealsReply, live.length, ...live, ...ids));
    },
    ids: async ({ limit, after }) =>
      connection.send(
        z.array(contractIdReply),
        'ZRANGEBYLEX',
        'contracts:ids',
        after === undefined ? '-' : `(${after}`,
        '+',
        'LIMIT',
        0,
        limit,
      ),
    saveSyncResults: async (results) => {
      if (results.length === 0) return;
      const rows = results.flatMap(({ id, syncedAt, error }) => [
        id,
        syncedAt === null ? '' : msOf(syncedAt),
        error === null ? 0 : 1,
        error ?? '',
      ]);
      await connection.run(SAVE_SYNC_RESULTS, nothingReply, ...rows);
    },
  };
}

function memberOf({ createdAt, id }: ContractPosition): string {
  return `${createdAt}${SEPARATOR}${id}`;
}

function liveStatuses(statuses: readonly ContractStatus[] | null): readonly ContractStatus[] {
  return [...new Set(statuses ?? CONTRACT_STATUSES)].filter((status) => status !== 'DELETED');
}
