import type { Crm, CrmRow, ObjectDescription, RowResult } from '../connectors/crm.js';
import type { Clock } from '../domain/clock.js';
import type { ContractId } from '../domain/contract-id.js';
import { TerminalError, UpstreamRejectedError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import { toOpportunityId } from '../domain/opportunity-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import { changedFields, contractRow, fitRow, opportunityRow } from '../mapping/index.js';
import type {
  ContractWriteback,
  FittedRow,
  Mapping,
  OpportunityWriteback,
} from '../mapping/index.js';
import type { ConfirmedRow, Store, StoredContract } from '../store/store.js';

export interface WriteBackRequest {
  readonly contractIds: readonly ContractId[];
  /** Deals to be written beside those of the contracts, such as one that lost its contract. */
  readonly dealIds: readonly OpportunityId[];
  /**
   * What the wanted rows are compared with. `confirmed`: what the CRM last confirmed to us; a row without such a
   * state is written whole. `crm`: what the CRM holds now, read at one call per 200 rows, so that edits by hand are
   * seen too.
   */
  readonly compareWith: 'confirmed' | 'crm';
}

export type WriteOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly retryable: boolean; readonly reason: string };

export interface WriteBackResult {
  readonly outcomes: ReadonlyMap<ContractId, WriteOutcome>;
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
  /** The stable link of an executed contract's document, null for others. */
  readonly documentUrl: (contract: StoredContract['contract']) => string | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** A row to be written and where it stands: what it should be, what the CRM is known to hold. */
interface Target {
  readonly key: string;
  readonly wanted: CrmRow;
  readonly contractIds: readonly ContractId[];
  /** Contracts that were counted in this deal and have left it: not done before the deal says so too. */
  readonly leftBy?: readonly ContractId[];
}

/**
 * Beside the rows that the CRM confirmed: the deal in whose row a contract was last counted. The projection forgets
 * where a contract was as soon as it is read anew, by whomever; this says which deal is still to be written.
 */
const COUNTED_IN = 'deal of a contract';

type Failures = Map<ContractId, { retryable: boolean; reason: string }>;

export function createWriteBack(parts: WriteBackParts): WriteBack {
  const { crm, store, mapping, clock, log } = parts;

  async function contractTargets(
    spec: ContractWriteback,
    contracts: readonly StoredContract[],
    failures: Failures,
  ): Promise<Target[]> {
    const description = await crm.describe(spec.object);
    const targets: Target[] = [];
    for (const { contract } of contracts) {
      try {
        const row = await contractRow(spec, contract, parts.documentUrl(contract));
        const fitted = fitTo(description, row);
        if (fitted.cut.length > 0)
          log.info(
            { contractId: contract.id, fields: fitted.cut },
            'text cut to the length of its field',
          );
        targets.push({ key: contract.id, wanted: fitted.row, contractIds: [contract.id] });
      } catch (error) {
        failures.set(contract.id, { retryable: false, reason: messageOf(error) });
      }
    }
    return targets;
  }

  async function dealTargets(
    spec: OpportunityWriteback,
    dealIds: readonly OpportunityId[],
    contractsOfDeal: ReadonlyMap<string, readonly ContractId[]>,
    leavers: ReadonlyMap<string, readonly ContractId[]>,
    failures: Failures,
  ): Promise<Target[]> {
    const description = await crm.describe(crm.dealObject);
    const byDeal = await store.contracts.byOpportunity(dealIds);
    const targets: Target[] = [];
    for (const [dealId, stored] of byDeal) {
      const contractIds = contractsOfDeal.get(dealId) ?? [];
      try {
        const views = stored.map(({ contract }) => ({
          contract,
          documentUrl: parts.documentUrl(contract),
        }));
        const fitted = fitTo(description, await opportunityRow(spec, views));
        const leftBy = leavers.get(dealId) ?? [];
        targets.push({ key: dealId, wanted: fitted.row, contractIds, leftBy });
      } catch (error) {
        for (const id of contractIds)
          failures.set(id, { retryable: false, reason: messageOf(error) });
      }
    }
    return targets;
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

  /** A call refused for what it says, such as an object that is not there, is a refusal of each of its rows. */
  async function unlessRefused(
    objectName: string,
    targets: readonly Target[],
    failures: Failures,
    work: () => Promise<number>,
  ): Promise<number> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UpstreamRejectedError)) throw error;
      const reason =
        `The CRM takes no ${objectName} records (${error.message}). ` +
        'Check that the object and its fields exist and that the integration user may write them.';
      const ids = targets.flatMap(({ contractIds }) => contractIds);
      for (const id of ids) failures.set(id, { retryable: false, reason });
      return 0;
    }
  }

  /** Writes the differences and records what was confirmed. Returns how many rows were written. */
  async function apply(
    objectName: string,
    keyField: string,
    targets: readonly Target[],
    confirmed: ReadonlyMap<string, ConfirmedRow>,
    write: (rows: readonly (CrmRow & { readonly id: string })[]) => Promise<readonly RowResult[]>,
    failures: Failures,
  ): Promise<number> {
    const changes: {
      readonly target: Target;
      readonly row: CrmRow & { readonly id: string };
      readonly isPartial: boolean;
    }[] = [];
    for (const target of targets) {
      const changed = changedFields(
        withoutKey(target.wanted, keyField),
        confirmed.get(target.key) ?? null,
      );
      if (changed === null) continue;
      const isPartial = confirmed.has(target.key);
      changes.push({ target, row: { ...changed, id: target.key }, isPartial });
    }
    const results = changes.length === 0 ? [] : [...(await write(changes.map(({ row }) => row)))];
    // A record that somebody deleted comes back with the changed fields alone, or is refused for lack of the others.
    const partial = changes.flatMap(({ target, isPartial }, index) => {
      const result = results[index];
      const isLost = result?.ok === true ? result.created : result?.retryable === false;
      return isPartial && isLost ? [{ index, row: { ...target.wanted, id: target.key } }] : [];
    });
    if (partial.length > 0) {
      const whole = await write(partial.map(({ row }) => row));
      partial.forEach(({ index }, place) => {
        const result = whole[place];
        if (result !== undefined) results[index] = result;
      });
    }
    const saved: { key: string; row: ConfirmedRow }[] = [];
    const failed = new Set<string>();
    changes.forEach(({ target }, index) => {
      const result = results[index];
      if (result?.ok === true) return;
      failed.add(target.key);
      const failure =
        result === undefined
          ? { retryable: true, reason: 'The CRM gave no result for this row.' }
          : describeFailure(objectName, result);
      for (const id of target.contractIds) failures.set(id, failure);
      // A deal that can never be written, such as a deleted one, is no reason to hold those that left it.
      if (failure.retryable) for (const id of target.leftBy ?? []) failures.set(id, failure);
      else if (target.contractIds.length === 0) {
        log.warn({ key: target.key, reason: failure.reason }, 'record not written');
      }
    });
    for (const target of targets) {
      if (!failed.has(target.key))
        saved.push({ key: target.key, row: withoutKey(target.wanted, keyField) });
    }
    if (saved.length > 0) await store.contracts.saveConfirmedRows(objectName, saved);
    return changes.length - failed.size;
  }

  async function write({
    contractIds,
    dealIds,
    compareWith,
  }: WriteBackRequest): Promise<WriteBackResult> {
    const failures: Failures = new Map();
    const stored = await store.contracts.get(contractIds);
    const contracts = [...stored.values()].sort((a, b) =>
      (a.contract.opportunityId ?? '') < (b.contract.opportunityId ?? '') ? -1 : 1,
    );
    const contractsOfDeal = groupByDeal(contracts);
    const leavers = await dealsLeft(contracts);
    const leave = (deal: OpportunityId, id: ContractId) => {
      leavers.set(deal, [...(leavers.get(deal) ?? []), id]);
    };
    let written = 0;

    const contractSpec = mapping.writeback.contract;
    if (contractSpec !== null) {
      const worthy = await withRecord(contractSpec.object, contracts, compareWith === 'crm');
      const targets = await contractTargets(contractSpec, worthy, failures);
      written += await unlessRefused(contractSpec.object, targets, failures, async () => {
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
            if (deal !== null && deal !== contract.opportunityId) leave(deal, contract.id);
          }
        }
        // A contract without a deal gets no record of its own; one that once had a deal keeps its record up to date.
        const linked = new Set<string>([...contractsOfDeal.values()].flat());
        return apply(
          contractSpec.object,
          contractSpec.externalId,
          targets.filter(({ key }) => confirmed.has(key) || linked.has(key)),
          confirmed,
          (rows) =>
            crm.upsertRows(
              contractSpec.object,
              contractSpec.externalId,
              rows.map(({ id, ...row }) => ({ ...row, [contractSpec.externalId]: id })),
            ),
          failures,
        );
      });
    }

    const dealSpec = mapping.writeback.opportunity;
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
      );
      await saveCountedIn(contracts.filter(({ contract }) => !dealFailures.has(contract.id)));
      for (const [id, failure] of dealFailures) failures.set(id, failure);
    }

    const outcomes = new Map<ContractId, WriteOutcome>();
    for (const { contract } of contracts) {
      const failure = failures.get(contract.id);
      outcomes.set(contract.id, failure === undefined ? { ok: true } : { ok: false, ...failure });
    }
    const now = clock.now();
    await store.contracts.saveSyncResults(
      [...outcomes].map(([id, outcome]) => ({
        id,
        syncedAt: outcome.ok ? now : null,
        error: outcome.ok ? null : outcome.reason,
      })),
    );
    if (written > 0) await remarkIfOvertaken(contracts);
    return { outcomes, written };
  }

  async function writeDeals(
    spec: OpportunityWriteback,
    deals: readonly OpportunityId[],
    contractsOfDeal: ReadonlyMap<OpportunityId, readonly ContractId[]>,
    leavers: ReadonlyMap<OpportunityId, readonly ContractId[]>,
    compareWith: WriteBackRequest['compareWith'],
    failures: Failures,
  ): Promise<number> {
    if (deals.length === 0) return 0;
    const plan = async (into: Failures) => dealTargets(spec, deals, contractsOfDeal, leavers, into);
    const targets = await plan(failures);
    const written = await unlessRefused(crm.dealObject, targets, failures, async () =>
      apply(
        crm.dealObject,
        'Id',
        targets,
        await presentRows(crm.dealObject, 'Id', targets, compareWith),
        (rows) => crm.updateRows(crm.dealObject, rows),
        failures,
      ),
    );
    if (written > 0) await remarkChangedDeals(targets, await plan(new Map()));
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
    const ids = changed.flatMap(({ contractIds, leftBy }) => [...contractIds, ...(leftBy ?? [])]);
    if (ids.length > 0) await store.queue.mark(ids);
  }

  /** Deals whose rows still count contracts that have left them, with those contracts. */
  async function dealsLeft(
    contracts: readonly StoredContract[],
  ): Promise<Map<OpportunityId, readonly ContractId[]>> {
    const counted = await countedIn(contracts);
    const left = new Map<OpportunityId, ContractId[]>();
    for (const { contract } of contracts) {
      const deal = dealOf(counted.get(contract.id)?.deal);
      if (deal === null || deal === contract.opportunityId) continue;
      left.set(deal, [...(left.get(deal) ?? []), contract.id]);
    }
    return left;
  }

  async function saveCountedIn(contracts: readonly StoredContract[]): Promise<void> {
    const counted = await countedIn(contracts);
    const moved = contracts.filter(
      ({ contract }) => (counted.get(contract.id)?.deal ?? null) !== contract.opportunityId,
    );
    if (moved.length === 0) return;
    await store.contracts.saveConfirmedRows(
      COUNTED_IN,
      moved.map(({ contract }) => ({ key: contract.id, row: { deal: contract.opportunityId } })),
    );
  }

  async function countedIn(contracts: readonly StoredContract[]) {
    return store.contracts.confirmedRows(
      COUNTED_IN,
      contracts.map(({ contract }) => contract.id),
    );
  }

  /**
   * Another process may have saved and written a newer state between our read and our write; ours then landed last.
   * Marking the contract makes the next run write the newer state again.
   */
  async function remarkIfOvertaken(planned: readonly StoredContract[]): Promise<void> {
    const now = await store.contracts.get(planned.map(({ contract }) => contract.id));
    const overtaken = planned.filter(({ contract, readAt }) => {
      const latest = now.get(contract.id);
      return latest !== undefined && latest.readAt.getTime() > readAt.getTime();
    });
    if (overtaken.length > 0) await store.queue.mark(overtaken.map(({ contract }) => contract.id));
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

function dealOf(value: ConfirmedRow[string] | undefined): OpportunityId | null {
  return typeof value === 'string' ? toOpportunityId(value) : null;
}

function withoutKey(row: CrmRow, keyField: string): CrmRow {
  return Object.fromEntries(Object.entries(row).filter(([field]) => field !== keyField));
}

/**
 * Cuts texts to the length of their fields. Where the CRM does not describe the object, the row goes out as it is and
 * the CRM's own answer tells what is wrong with it.
 * @throws TerminalError naming the fields that the object lacks.
 */
function fitTo(description: ObjectDescription | null, row: CrmRow): Pick<FittedRow, 'row' | 'cut'> {
  if (description === null) return { row, cut: [] };
  const fitted = fitRow(row, description);
  if (fitted.problems.length > 0) throw new TerminalError(fitted.problems.join(' '));
  return fitted;
}

function describeFailure(
  objectName: string,
  result: Extract<RowResult, { ok: false }>,
): { retryable: boolean; reason: string } {
  const fields = result.fields.length > 0 ? ` (${result.fields.join(', ')})` : '';
  return {
    retryable: result.retryable,
    reason:
      `The CRM refused the ${objectName} record: ${result.code}${fields}: ${result.message}`.slice(
        0,
        1000,
      ),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The write-back expression failed.';
}
