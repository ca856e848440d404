import type { Crm, CrmRow, RowResult } from '../../connectors/crm.js';
import type { RecordActivity } from '../../domain/activity.js';
import type { Lane } from '../../domain/lane.js';
import type { Clock } from '../../domain/clock.js';
import type { ContractId } from '../../domain/contract-id.js';
import { UpstreamRejectedError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { ContractWriteback, Mapping, OpportunityWriteback } from '../../mapping/index.js';
import type { ConfirmedRow } from '../../store/contract-details.js';
import type { StoredContract } from '../../store/contracts.js';
import type { Store } from '../../store/store.js';
import { applyRows } from './apply-rows.js';
import type { Applied, Target } from './apply-rows.js';
import { dealOf, dealsLeft, readCountedDeals, saveCountedDeals } from './counted-deals.js';
import { noteLateWrite } from './late-writes.js';
import { reviveParked } from '../worker/revive-parked.js';
import { withoutLookUp } from '../projection/gone-deals.js';
import type { GoneDeals } from '../projection/gone-deals.js';
import { settleGoneDeals, stillGone } from './settle-gone-deals.js';
import type { RowPlanner } from './wanted-rows.js';
import { writeActivity } from './write-activity.js';
import { failureOf, toOutcome } from './write-outcome.js';
import type { Failure, Failures, WriteOutcome } from './write-outcome.js';
import { noted } from '../../domain/said.js';

export interface WriteBackRequest {
  readonly contractIds: readonly ContractId[];
  /** Deals to be written beside those of the contracts, such as one that lost its contract. */
  readonly dealIds: readonly OpportunityId[];
  /** Contracts that only their CRM records remember, to be marked as deleted there. */
  readonly goneIds?: readonly ContractId[];
  /**
   * What the wanted rows are compared with. `confirmed`: what the CRM last confirmed to us; a row without such a
   * state is written whole. `crm`: what the CRM holds now, read at one call per 200 rows, so that edits by hand are
   * seen too.
   */
  readonly compareWith: 'confirmed' | 'crm';
  /** For whom: decides how it waits for other batches and for the CRM's allowance. `webhook` without it. */
  readonly lane?: Lane;
  /** Ends waiting; what was sent is not called back. */
  readonly signal?: AbortSignal;
}

export interface WriteBackResult {
  /** By contract, those of `goneIds` included. */
  readonly outcomes: ReadonlyMap<ContractId, WriteOutcome>;
  /** By deal, of every deal that was looked at. */
  readonly dealOutcomes: ReadonlyMap<OpportunityId, WriteOutcome>;
  /** Records really written; the others were as they should be. */
  readonly written: number;
}

export interface WriteBack {
  /**
   * Brings the CRM records of contracts, and the deals they belong to, in line with the projection. Writes only what
   * differs. Costs at most two writes per 200 contracts, and none when nothing differs.
   *
   * @throws what the CRM port throws when a whole call failed; nothing is then recorded as done.
   */
  write(request: WriteBackRequest): Promise<WriteBackResult>;
}

export interface WriteBackParts {
  readonly crm: Crm;
  readonly store: Store;
  readonly mapping: Mapping;
  readonly rows: RowPlanner;
  readonly clock: Clock;
  readonly log: Log;
  readonly record?: RecordActivity;
}

/** Other refusals of a whole call may be the doing of one of its rows. */
const OBJECT_CODES: ReadonlySet<string | undefined> = new Set([
  'INVALID_TYPE',
  'INVALID_FIELD',
  'INVALID_FIELD_FOR_INSERT_UPDATE',
]);

const DEAL_GONE: WriteOutcome = { ok: true, isDealGone: true };

export function createWriteBack(parts: WriteBackParts): WriteBack {
  const { crm, store, mapping, rows, clock, log, record } = parts;
  const goneParts = { crm, contracts: store.contracts, log };
  const applyParts = {
    contracts: store.contracts,
    log,
    record,
    noteUnclear: (targets: readonly Target[]) =>
      noteLateWrite(
        store,
        clock,
        targets.map(({ key }) => key),
      ),
  };

  async function contractTargets(
    spec: ContractWriteback,
    contracts: readonly StoredContract[],
    failures: Failures,
    gone: GoneDeals,
  ): Promise<Target[]> {
    const planned = await rows.contractRows(
      spec,
      contracts.map(({ contract }) => contract),
    );
    for (const [contractId, fields] of planned.cut) {
      log.info({ contractId, fields }, 'text cut to the length of its field');
    }
    for (const [id, reason] of planned.failures) failures.set(id, { retryable: false, reason });
    const { description } = planned;
    const dealOfContract = new Map(
      contracts.map(({ contract }) => [contract.id, contract.opportunityId]),
    );
    return [...planned.rows].map(([id, row]) => ({
      key: id,
      opportunityId: dealOfContract.get(id) ?? null,
      wanted: gone.has(id) ? withoutLookUp(spec, row) : row,
      description,
      contractIds: [id],
      leftBy: [],
    }));
  }

  async function dealTargets(
    spec: OpportunityWriteback,
    dealIds: readonly OpportunityId[],
    contractsOfDeal: ReadonlyMap<string, readonly ContractId[]>,
    leavers: ReadonlyMap<string, readonly ContractId[]>,
    failures: Failures,
    failedDeals: Map<string, Failure>,
  ): Promise<Target[]> {
    const byDeal = await store.contracts.byOpportunity(dealIds);
    const planned = await rows.dealRows(
      spec,
      new Map([...byDeal].map(([id, stored]) => [id, stored.map(({ contract }) => contract)])),
    );
    for (const [dealId, reason] of planned.failures) {
      failedDeals.set(dealId, { retryable: false, reason });
      for (const id of contractsOfDeal.get(dealId) ?? []) {
        failures.set(id, { retryable: false, reason });
      }
    }
    return [...planned.rows].map(([dealId, wanted]) => ({
      key: dealId,
      wanted,
      description: planned.description,
      contractIds: contractsOfDeal.get(dealId) ?? [],
      leftBy: leavers.get(dealId) ?? [],
    }));
  }

  /** What the CRM holds, by key, as far as `compareWith` says to know it. */
  async function presentRows(
    objectName: string,
    keyField: string,
    targets: readonly Target[],
    compareWith: WriteBackRequest['compareWith'],
  ): Promise<ReadonlyMap<string, ConfirmedRow>> {
    const keys = targets.map(({ key }) => key);
    if (compareWith === 'confirmed') return store.contracts.confirmedRows(objectName, keys);
    const fields = Object.keys(targets[0]?.wanted ?? {}).filter((field) => field !== keyField);
    if (keys.length === 0 || fields.length === 0) return new Map();
    return crm.readRows(objectName, keyField, keys, fields);
  }

  /** A call refused because the CRM lacks the object or a field of it would be refused for each of its rows. */
  async function unlessRefused(
    objectName: string,
    targets: readonly Target[],
    failures: Failures,
    work: () => Promise<Applied>,
  ): Promise<Applied> {
    try {
      return await work();
    } catch (error) {
      const isOfObject =
        error instanceof UpstreamRejectedError && OBJECT_CODES.has(error.upstreamCode);
      if (!isOfObject) throw error;
      const what = noted`The CRM takes no ${objectName} records`;
      const todo = noted`Check that the object and its fields exist and that the integration user may write them.`;
      const failure: Failure = {
        retryable: false,
        reason: `${what} (${error.message}). ${todo}`,
        told: `${what}. ${todo}`,
      };
      for (const { contractIds } of targets) {
        for (const id of contractIds) failures.set(id, failure);
      }
      return { written: 0, failed: new Map(targets.map(({ key }) => [key, failure])) };
    }
  }

  async function write({
    contractIds,
    dealIds,
    goneIds = [],
    compareWith,
  }: WriteBackRequest): Promise<WriteBackResult> {
    const failures: Failures = new Map();
    const goneBefore = await stillGone(goneParts, contractIds);
    const stored = await store.contracts.get(contractIds);
    const contracts = [...stored.values()].sort((a, b) =>
      (a.contract.opportunityId ?? '') < (b.contract.opportunityId ?? '') ? -1 : 1,
    );
    const contractsOfDeal = groupByDeal(contracts);
    const counted = await readCountedDeals(store.contracts, contracts);
    const leavers = dealsLeft(counted, contracts, goneBefore);
    const leave = (deal: OpportunityId, id: ContractId) => {
      leavers.set(deal, [...(leavers.get(deal) ?? []), id]);
    };
    let written = 0;

    const contractSpec = mapping.writeback.contract;
    if (contractSpec !== null) {
      const worthy = await withRecord(contractSpec.object, contracts, compareWith === 'crm');
      const targets = await contractTargets(contractSpec, worthy, failures, goneBefore);
      const applied = await unlessRefused(contractSpec.object, targets, failures, async () => {
        const confirmed = await presentRows(
          contractSpec.object,
          contractSpec.externalId,
          targets,
          compareWith,
        );
        if (contractSpec.opportunity !== null) {
          // After a loss of the store only the record itself knows where its contract was.
          for (const { contract } of worthy) {
            const deal = dealOf(confirmed.get(contract.id)?.[contractSpec.opportunity]);
            const hasLeft = deal !== contract.opportunityId && deal !== goneBefore.get(contract.id);
            if (deal !== null && hasLeft) leave(deal, contract.id);
          }
        }
        // A contract without a deal gets no record of its own; one that once had a deal keeps its record up to date.
        const linked = new Set<string>([...contractsOfDeal.values()].flat());
        return applyRows(applyParts, {
          objectName: contractSpec.object,
          keyField: contractSpec.externalId,
          targets: targets.filter(({ key }) => confirmed.has(key) || linked.has(key)),
          confirmed,
          compareWith,
          write: (changed) => upsertContracts(contractSpec, changed),
          failures,
        });
      });
      written += applied.written;
    }

    const gone = await writeGone(contractSpec, goneIds);
    written += [...gone.values()].filter(({ ok }) => ok).length;

    const dealSpec = mapping.writeback.opportunity;
    const failedDeals = new Map<string, Failure>();
    const deals = [
      ...new Set<OpportunityId>([...dealIds, ...contractsOfDeal.keys(), ...leavers.keys()]),
    ].sort();
    if (dealSpec !== null) {
      const dealFailures: Failures = new Map();
      written += await writeDeals(
        dealSpec,
        deals,
        contractsOfDeal,
        leavers,
        compareWith,
        dealFailures,
        failedDeals,
      );
      await saveCountedDeals(
        store.contracts,
        counted,
        contracts.filter(({ contract }) => !dealFailures.has(contract.id)),
      );
      for (const [id, failure] of dealFailures) failures.set(id, failure);
    }

    const goneNow = await settleGoneDeals(goneParts, contracts, failures, failedDeals);
    const outcomes = new Map<ContractId, WriteOutcome>();
    for (const { contract } of contracts) {
      const { id } = contract;
      const outcome = toOutcome(failures.get(id));
      const isGone = goneNow.contracts.has(id) || goneBefore.has(id);
      outcomes.set(id, isGone && outcome.ok ? DEAL_GONE : outcome);
    }
    const now = clock.now();
    await store.contracts.saveSyncResults(
      [...outcomes].map(([id, outcome]) => ({
        id,
        syncedAt: outcome.ok ? now : null,
        error: outcome.ok ? null : (outcome.told ?? outcome.reason),
      })),
    );
    await reviveParked(
      store.queues.sync,
      [...outcomes].flatMap(([id, { ok }]) => (ok ? [id] : [])),
    );
    if (written > 0) await remarkIfOvertaken(contracts);
    return {
      outcomes: new Map([...outcomes, ...gone]),
      dealOutcomes: new Map(
        deals.map((id) => [id, goneNow.deals.has(id) ? DEAL_GONE : toOutcome(failedDeals.get(id))]),
      ),
      written,
    };
  }

  async function upsertContracts(
    spec: ContractWriteback,
    changed: readonly (CrmRow & { readonly id: string })[],
  ): Promise<readonly RowResult[]> {
    return crm.upsertRows(
      spec.object,
      spec.externalId,
      changed.map(({ id, ...row }) => ({ ...row, [spec.externalId]: id })),
    );
  }

  /** Marks records as deleted whose contracts nobody has any more; what else they say stays. */
  async function writeGone(
    spec: ContractWriteback | null,
    ids: readonly ContractId[],
  ): Promise<ReadonlyMap<ContractId, WriteOutcome>> {
    const row = spec === null || ids.length === 0 ? null : await rows.goneRow(spec);
    if (spec === null || row === null) return new Map();
    const changed = ids.map((id) => ({ ...row, id }));
    const results = await upsertContracts(spec, changed);
    changed.forEach((one, index) => {
      const written = {
        objectName: spec.object,
        row: one,
        known: undefined,
        isRead: false,
        contractIds: [one.id],
      };
      record?.(writeActivity(written, { result: results[index] }));
    });
    return new Map(
      ids.map((id, index) => {
        const result = results[index];
        if (result?.ok === true) return [id, { ok: true }];
        return [id, toOutcome(failureOf(spec.object, result))];
      }),
    );
  }

  async function writeDeals(
    spec: OpportunityWriteback,
    deals: readonly OpportunityId[],
    contractsOfDeal: ReadonlyMap<OpportunityId, readonly ContractId[]>,
    leavers: ReadonlyMap<OpportunityId, readonly ContractId[]>,
    compareWith: WriteBackRequest['compareWith'],
    failures: Failures,
    failedDeals: Map<string, Failure>,
  ): Promise<number> {
    if (deals.length === 0) return 0;
    const plan = async (into: Failures, deal: Map<string, Failure>) =>
      dealTargets(spec, deals, contractsOfDeal, leavers, into, deal);
    const targets = await plan(failures, failedDeals);
    const { written, failed } = await unlessRefused(crm.dealObject, targets, failures, async () =>
      applyRows(applyParts, {
        objectName: crm.dealObject,
        keyField: 'Id',
        targets,
        confirmed: await presentRows(crm.dealObject, 'Id', targets, compareWith),
        compareWith,
        write: (changed) => crm.updateRows(crm.dealObject, changed),
        failures,
      }),
    );
    for (const [id, failure] of failed) failedDeals.set(id, failure);
    if (written > 0) await remarkChangedDeals(targets, await plan(new Map(), new Map()));
    return written;
  }

  /**
   * A deal's row is made of several contracts, and another worker may have saved one of them between our plan and our
   * write. What we wrote is then out of date, although none of our own contracts was overtaken.
   */
  async function remarkChangedDeals(
    planned: readonly Target[],
    now: readonly Target[],
  ): Promise<void> {
    const written = new Map(planned.map(({ key, wanted }) => [key, JSON.stringify(wanted)]));
    const changed = now.filter(({ key, wanted }) => written.get(key) !== JSON.stringify(wanted));
    const ids = changed.flatMap(({ contractIds, leftBy }) => [...contractIds, ...leftBy]);
    if (ids.length > 0) await store.queues.sync.mark(ids);
  }

  /**
   * Another process may have saved and written a newer state between our read and our write; ours then landed last.
   * Marking the contract makes the next run write the newer state again.
   */
  async function remarkIfOvertaken(planned: readonly StoredContract[]): Promise<void> {
    const now = await store.contracts.get(planned.map(({ contract }) => contract.id));
    const overtaken = planned.filter(({ contract, look }) => {
      const latest = now.get(contract.id);
      return latest !== undefined && latest.look > look;
    });
    if (overtaken.length > 0)
      await store.queues.sync.mark(overtaken.map(({ contract }) => contract.id));
  }

  /** Linked contracts, and those that may have a record from when they were linked. */
  async function withRecord(
    objectName: string,
    contracts: readonly StoredContract[],
    includeUnknown: boolean,
  ): Promise<StoredContract[]> {
    if (includeUnknown) return [...contracts];
    const unlinked = contracts.filter(({ contract }) => contract.opportunityId === null);
    const known = await store.contracts.confirmedRows(
      objectName,
      unlinked.map(({ contract }) => contract.id),
    );
    return contracts.filter(
      ({ contract }) => contract.opportunityId !== null || known.has(contract.id),
    );
  }

  return { write };
}

function groupByDeal(contracts: readonly StoredContract[]): Map<OpportunityId, ContractId[]> {
  const groups = new Map<OpportunityId, ContractId[]>();
  for (const { contract } of contracts) {
    if (contract.opportunityId === null) continue;
    const group = groups.get(contract.opportunityId);
    if (group) group.push(contract.id);
    else groups.set(contract.opportunityId, [contract.id]);
  }
  return groups;
}
