import { z } from 'zod';

import type { Clock } from '../../domain/clock.js';
import { CONTRACT_STATUSES, compareByAdvancement } from '../../domain/contract.js';
import type { Contract, ContractStatus } from '../../domain/contract.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type {
  ContractFilter,
  ContractPosition,
  ContractStore,
  Look,
  StoredContract,
} from '../contracts.js';
import { createContractDetails } from './contract-details.js';
import { isCountedByTotals, sourceOf, statusGroupsOf, whereOf } from './contract-filter.js';
import type { StatusGroup } from './contract-filter.js';
import { CHANGE_CONTRACT, SAVE_CONTRACT, saveParameters, SEE_CONTRACT } from './contract-row.js';
import type { Database } from './database.js';
import { createDealsAtHand } from './deals-at-hand.js';
import { STORED_CONTRACT_COLUMNS, storedContractRow } from './stored-contract.js';
import { contractIdColumn, listParameter, opportunityIdColumn, totalRow } from './rows.js';

const opportunityRow = z.object({ opportunity_id: opportunityIdColumn });

export function createContractStore(database: Database, clock: Clock): ContractStore {
  const countLook = database.query(
    'UPDATE looks SET last = last + 1 RETURNING last',
    z.object({ last: z.number() }),
  );
  // A number from before the store was lost or put back: those to come have to be greater.
  const noteLook = database.command('UPDATE looks SET last = ?1 WHERE last < ?1');
  const newerThan = database.query(
    'SELECT id FROM contracts WHERE id IN (SELECT value FROM json_each(?)) AND look > ?',
    z.object({ id: contractIdColumn }),
  );
  // What writes least comes first.
  const saves = [SEE_CONTRACT, ...CHANGE_CONTRACT, SAVE_CONTRACT].map((sql) =>
    database.command(sql),
  );
  const save = (contract: Contract, look: Look): boolean => {
    const parameters = saveParameters(contract, look);
    return saves.some((one) => one(...parameters) > 0);
  };
  const markDeleted = database.command(`
    UPDATE contracts
    SET changed_at = CASE status WHEN 'DELETED' THEN changed_at ELSE ?1 END, status = 'DELETED', read_at = ?1, look = ?2
    WHERE id = ?3 AND look <= ?2
  `);
  const byIds = database.query(
    `SELECT ${STORED_CONTRACT_COLUMNS} FROM contracts WHERE id IN (SELECT value FROM json_each(?))`,
    storedContractRow,
  );
  const byNumber = database.query(
    `SELECT ${STORED_CONTRACT_COLUMNS} FROM contracts WHERE number = ? ORDER BY id`,
    storedContractRow,
  );
  const ofOpportunities = database.query(
    `SELECT ${STORED_CONTRACT_COLUMNS} FROM contracts
     WHERE opportunity_id IN (SELECT value FROM json_each(?)) AND status <> 'DELETED'`,
    storedContractRow,
  );
  const atHand = createDealsAtHand(database, (ids) => {
    const byId = new Map<OpportunityId, StoredContract[]>(ids.map((id) => [id, []]));
    for (const stored of ofOpportunities.all(listParameter(ids))) {
      const { opportunityId } = stored.contract;
      if (opportunityId !== null) byId.get(opportunityId)?.push(stored);
    }
    for (const deal of byId.values()) {
      deal.sort((a, b) => compareByAdvancement(a.contract, b.contract));
    }
    return byId;
  });
  const opportunitiesWith = database.query(
    `SELECT DISTINCT opportunity_id FROM contracts
     WHERE status = ? AND opportunity_id IS NOT NULL ORDER BY opportunity_id LIMIT ?`,
    opportunityRow,
  );
  const linkedAmong = database.query(
    `SELECT DISTINCT opportunity_id FROM contracts
     WHERE opportunity_id IN (SELECT value FROM json_each(?)) AND status IN (SELECT value FROM json_each(?))`,
    opportunityRow,
  );
  const idsAfter = database.query(
    'SELECT id FROM contracts WHERE id > ? ORDER BY id LIMIT ?',
    z.object({ id: contractIdColumn }),
  );
  const totals = database.query(
    `SELECT coalesce(sum(total), 0) AS total FROM contract_counts
     WHERE (?1 IS NULL OR status = ?1) AND (?2 IS NULL OR linked = ?2)`,
    totalRow,
  );
  const saveSyncResult = database.command(`
    UPDATE contracts
    SET last_synced_at = coalesce(?1, last_synced_at), last_error = ?2
    WHERE id = ?3
  `);

  // More than that, and walking the list's own order meets enough of them soon.
  const changedSince = database.query(
    'SELECT count(*) AS total FROM (SELECT 1 FROM contracts WHERE changed_at >= ? LIMIT 5000)',
    totalRow,
  );
  const isFewChanged = (since: Date) => (changedSince.get(since.getTime())?.total ?? 0) < 5000;

  function page(
    filter: ContractFilter,
    statuses: StatusGroup,
    { limit, after }: { readonly limit: number; readonly after?: ContractPosition },
  ): StoredContract[] {
    const where = whereOf(filter, statuses, after);
    return database
      .query(
        `SELECT ${STORED_CONTRACT_COLUMNS} FROM contracts WHERE id IN (
           SELECT id FROM ${sourceOf(filter, isFewChanged)}
           WHERE ${where.sql} ORDER BY created_at DESC, id DESC LIMIT ?
         )`,
        storedContractRow,
      )
      .all(...where.parameters, limit);
  }

  function countOf(filter: ContractFilter, statuses: StatusGroup): number {
    if (isCountedByTotals(filter)) {
      const linked = filter.linked === undefined ? null : Number(filter.linked);
      return totals.get(statuses?.[0] ?? null, linked)?.total ?? 0;
    }
    const where = whereOf(filter, statuses);
    return (
      database
        .query(
          `SELECT count(*) AS total FROM ${sourceOf(filter, isFewChanged)} WHERE ${where.sql}`,
          totalRow,
        )
        .get(...where.parameters)?.total ?? 0
    );
  }

  return {
    ...createContractDetails(database),
    beginLook: async () =>
      database.write(() => ({ number: countLook.get()?.last ?? 0, at: clock.now() })),
    save: async (contracts, look) =>
      database.write(() => {
        noteLook(look.number);
        const skipped = contracts.filter((contract) => !save(contract, look));
        return new Set(skipped.map(({ id }) => id));
      }),
    markDeleted: async (ids, look) =>
      database.write(() => {
        noteLook(look.number);
        for (const id of ids) markDeleted(look.at.getTime(), look.number, id);
        const newer = newerThan.all(listParameter(ids), look.number);
        return new Set(newer.map(({ id }) => id));
      }),
    get: async (ids) =>
      database.read(
        () => new Map(byIds.all(listParameter(ids)).map((stored) => [stored.contract.id, stored])),
      ),
    getByNumber: async (number) => database.read(() => byNumber.all(number)),
    byOpportunity: async (ids) => database.readOnce(() => atHand.get(ids)),
    list: async (filter, options) =>
      database.read(() =>
        statusGroupsOf(filter)
          .flatMap((statuses) => page(filter, statuses, options))
          .sort(compareNewestFirst)
          .slice(0, options.limit),
      ),
    count: async (filter) =>
      database.read(() =>
        statusGroupsOf(filter).reduce((total, statuses) => total + countOf(filter, statuses), 0),
      ),
    linkedOpportunities: async (statuses, limit) =>
      database.read(() => {
        const ids = new Set<OpportunityId>();
        for (const status of liveStatuses(statuses)) {
          for (const row of opportunitiesWith.all(status, limit + 1)) ids.add(row.opportunity_id);
          if (ids.size > limit) return null;
        }
        return [...ids].sort();
      }),
    filterLinked: async (ids, statuses) =>
      database.read(
        () =>
          new Set(
            linkedAmong
              .all(listParameter(ids), listParameter(liveStatuses(statuses)))
              .map((row) => row.opportunity_id),
          ),
      ),
    ids: async ({ limit, after }) =>
      database.read(() => idsAfter.all(after ?? '', limit).map((row) => row.id)),
    saveSyncResults: async (results) =>
      database.write(() => {
        for (const { id, syncedAt, error } of results) {
          saveSyncResult(syncedAt?.getTime() ?? null, error, id);
        }
      }),
  };
}

function liveStatuses(statuses: readonly ContractStatus[] | null): readonly ContractStatus[] {
  return [...new Set(statuses ?? CONTRACT_STATUSES)].filter((status) => status !== 'DELETED');
}

function compareNewestFirst(a: StoredContract, b: StoredContract): number {
  if (a.contract.createdAt !== b.contract.createdAt) {
    return a.contract.createdAt < b.contract.createdAt ? 1 : -1;
  }
  return a.contract.id < b.contract.id ? 1 : -1;
}
