import type { Crm, CrmRow, ObjectDescription, RowResult } from '../../src/connectors/crm.js';
import type { ContractListQuery } from '../../src/connectors/spotdraft/contracts.js';
import type { SpotDraft } from '../../src/connectors/spotdraft/types.js';
import type { ContractId } from '../../src/domain/contract-id.js';
import type { Contract } from '../../src/domain/contract.js';
import { silentLog } from '../../src/domain/log.js';
import type { ContractWriteback, Mapping, OpportunityWriteback } from '../../src/mapping/index.js';
import { createReconciler } from '../../src/sync/index.js';
import type { PassParts } from '../../src/sync/passes/pass-parts.js';
import type { RowPlanner } from '../../src/sync/write-back/wanted-rows.js';
import { createWriteBack } from '../../src/sync/write-back/write-back.js';
import { createPauses } from '../../src/work/pauses.js';
import { ManualClock } from './manual-clock.js';
import { spotdraftOf } from './spotdraft-stub.js';
import { openTempStore } from './temp-store.js';

export const RECORDS = 'Contract__c';
export const DEALS = 'Opportunity';

/**
 * What passes over all contracts work with, both systems in memory: `Status__c` of records and deals is the status of the
 * contract, `Deal__c` is the record's deal. Tests arm what goes wrong.
 */
export async function openPassWorld() {
  const clock = new ManualClock();
  const temp = await openTempStore(clock);
  const { store } = temp;
  const world = {
    /** What SpotDraft has. */
    contracts: new Map<ContractId, Contract>(),
    /** What its list leaves out, though it shows it to who asks for it. */
    unlisted: new Set<ContractId>(),
    /** What it says instead of the state of one contract. */
    refusals: new Map<ContractId, Error>(),
    /** Its clock; null when it does not tell the time. */
    time: null as Date | null,
    queries: [] as ContractListQuery[],
    /** Contracts that SpotDraft leaves out where it is asked for what it updated. */
    notUpdated: new Set<ContractId>(),
    /** What the CRM holds, by object and key. */
    held: new Map<string, CrmRow>(),
    /** What the CRM says to a row, by its key. */
    rowFailures: new Map<string, Extract<RowResult, { ok: false }>>(),
    /** Why the CRM takes no call that writes to the object. */
    callFailures: new Map<string, Error>(),
    /** Why the mapping makes no row, by key. */
    unplannable: new Map<string, string>(),
    /** What others do while the CRM writes. */
    meanwhile: async (): Promise<void> => undefined,
    fields: ['Id__c', 'Deal__c', 'Status__c'],
    written: [] as string[],
  };

  const spotdraft: SpotDraft = {
    ...spotdraftOf(world.contracts),
    lastAnswerDate: () => world.time,
    async listByIds(ids) {
      return new Map(
        [...world.contracts].filter(
          ([id]) => ids.includes(id) && !world.unlisted.has(id) && !world.refusals.has(id),
        ),
      );
    },
    async getContract(id) {
      const refusal = world.refusals.get(id);
      if (refusal !== undefined) throw refusal;
      return world.contracts.get(id) ?? null;
    },
    async listContracts(query) {
      world.queries.push(query);
      const { createdFrom, createdBefore, updatedSince, page, limit } = query;
      const listed = [...world.contracts.values()].filter(
        ({ id, createdAt }) =>
          !world.unlisted.has(id) &&
          !(updatedSince !== undefined && world.notUpdated.has(id)) &&
          (createdFrom === undefined || new Date(createdAt) >= createdFrom) &&
          (createdBefore === undefined || new Date(createdAt) < createdBefore),
      );
      const contracts = listed.slice((page - 1) * limit, page * limit);
      return { contracts, total: listed.length, hasMore: page * limit < listed.length };
    },
  };

  async function write(object: string, rows: readonly CrmRow[], keyField: string) {
    const failure = world.callFailures.get(object);
    if (failure !== undefined) throw failure;
    await world.meanwhile();
    return rows.map((row): RowResult => {
      const { [keyField]: key, ...fields } = row;
      const refused = world.rowFailures.get(String(key));
      if (refused !== undefined) return refused;
      const place = `${object} ${String(key)}`;
      const created = !world.held.has(place);
      world.held.set(place, { ...world.held.get(place), ...fields });
      world.written.push(String(key));
      return { ok: true, id: String(key), created };
    });
  }
  const described = (name: string) =>
    ({
      name,
      fields: new Map(world.fields.map((field) => [field, { name: field, type: 'text' }])),
      children: new Map(),
    }) as unknown as ObjectDescription;
  const crm = {
    dealObject: DEALS,
    lastAnswerDate: () => null,
    describe: async (name: string) => described(name),
    readRows: async (object: string, _by: string, keys: readonly string[]) =>
      new Map(
        keys.flatMap((key): [string, CrmRow][] => {
          const row = world.held.get(`${object} ${key}`);
          return row === undefined ? [] : [[key, row]];
        }),
      ),
    listKeys: async (object: string) =>
      [...world.held.keys()]
        .filter((place) => place.startsWith(`${object} `))
        .map((place) => place.slice(object.length + 1)),
    readableOpportunities: async (_as: unknown, ids: readonly string[]) => new Set(ids),
    upsertRows: async (object: string, keyField: string, changed: readonly CrmRow[]) =>
      write(object, changed, keyField),
    updateRows: async (object: string, changed: readonly CrmRow[]) => write(object, changed, 'id'),
  } as unknown as Crm;

  const plan = <Key extends string, Of>(
    of: readonly (readonly [Key, Of])[],
    rowOf: (of: Of) => CrmRow,
  ) => {
    const failures = new Map(
      of.flatMap(([key]) => {
        const why = world.unplannable.get(key);
        return why === undefined ? [] : [[key, why] as const];
      }),
    );
    const rows = new Map(
      of.filter(([key]) => !failures.has(key)).map(([key, one]) => [key, rowOf(one)] as const),
    );
    return { rows, failures, cut: new Map<Key, readonly string[]>(), description: null };
  };
  const rows: RowPlanner = {
    contractRows: async (_spec, contracts) =>
      plan(
        contracts.map((one) => [one.id, one] as const),
        ({ status, opportunityId }) => ({ Status__c: status, Deal__c: opportunityId }),
      ),
    dealRows: async (_spec, contractsOf) =>
      plan([...contractsOf], (contracts) => ({ Status__c: contracts[0]?.status ?? null })),
    goneRow: async () => ({ Status__c: 'DELETED' }),
  };

  const location = { file: 'mapping.yaml', line: 1, column: 1 };
  const fields = new Map([['Status__c', { location }]]);
  const writeback = {
    contract: {
      object: RECORDS,
      externalId: 'Id__c',
      opportunity: 'Deal__c',
      fields,
      optional: new Set(),
      locations: { object: location, externalId: location, opportunity: location },
    } as unknown as ContractWriteback,
    opportunity: { fields, optional: new Set() } as unknown as OpportunityWriteback,
  };
  const partsOf = (mapped: { readonly contract?: null; readonly opportunity?: null } = {}) => {
    const mapping = {
      writeback: { ...writeback, ...mapped },
      checks: { checks: [] },
      renewals: new Map(),
    } as unknown as Mapping;
    const shared = { store, crm, mapping, rows, clock, log: silentLog };
    const writeBack = createWriteBack(shared);
    const random = () => 0.5;
    const pauses = createPauses({ settings: store.settings, clock, random, log: silentLog });
    const reconciler = createReconciler({ ...shared, spotdraft, writeBack, pauses, random });
    return { ...shared, spotdraft, writeBack, reconciler } satisfies PassParts;
  };
  return {
    world,
    clock,
    store,
    parts: partsOf(),
    partsOf,
    has(...contracts: readonly Contract[]) {
      for (const one of contracts) world.contracts.set(one.id, one);
    },
    [Symbol.asyncDispose]: () => temp[Symbol.asyncDispose](),
  };
}
