import type { CrmRow, ObjectDescription, RowResult } from '../../connectors/crm.js';
import type { RecordActivity } from '../../domain/activity.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { Log } from '../../domain/log.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import { changedFields } from '../../mapping/index.js';
import type { ConfirmedRow } from '../../store/contract-details.js';
import type { ContractStore } from '../../store/contracts.js';
import type { WrittenKey } from '../../store/queue.js';
import { mayLandLate } from './late-writes.js';
import { writeActivity } from './write-activity.js';
import { failureOf, ofDealLeft } from './write-outcome.js';
import type { Failure, Failures } from './write-outcome.js';

/** A row to be written and where it stands: what it should be, what the CRM is known to hold. */
export interface Target {
  readonly key: WrittenKey;
  readonly wanted: CrmRow;
  /** Of its object; decides what counts as equal. */
  readonly description: ObjectDescription | null;
  readonly contractIds: readonly ContractId[];
  /** Contracts that were counted in this deal and have left it: not done before the deal says so too. None of a contract's own record. */
  readonly leftBy: readonly ContractId[];
  /** The deal that the record belongs to, where it is not a deal's itself. */
  readonly opportunityId?: OpportunityId | null;
}

export interface Applied {
  readonly written: number;
  /** By the key of the row. */
  readonly failed: ReadonlyMap<string, Failure>;
}

export interface ApplyRowsParts {
  /** Rows of a call whose answer is not known: it may have been carried out, and may still be. */
  readonly noteUnclear: (targets: readonly Target[]) => Promise<void>;
  readonly contracts: Pick<ContractStore, 'saveConfirmedRows'>;
  readonly log: Log;
  readonly record: RecordActivity | undefined;
}

export interface ApplyRowsRequest {
  readonly objectName: string;
  readonly keyField: string;
  readonly targets: readonly Target[];
  /** What the CRM holds, by key, as far as `compareWith` says to know it. */
  readonly confirmed: ReadonlyMap<string, ConfirmedRow>;
  readonly compareWith: 'confirmed' | 'crm';
  readonly write: (
    rows: readonly (CrmRow & { readonly id: string })[],
  ) => Promise<readonly RowResult[]>;
  /** Takes up the contracts whose rows were refused. */
  readonly failures: Failures;
}

interface Change {
  readonly target: Target;
  readonly row: CrmRow & { readonly id: string };
}

/**
 * Writes the differences and records what was confirmed. Fields on their way are unknown until their answer is here: a
 * run after a crash or a lost answer writes them again, also when they are to be again what was confirmed before.
 */
export async function applyRows(
  { contracts, noteUnclear, log, record }: ApplyRowsParts,
  request: ApplyRowsRequest,
): Promise<Applied> {
  const { objectName, keyField, targets, confirmed, compareWith, failures } = request;
  function tell(target: Target, row: Change['row'], ended: Parameters<typeof writeActivity>[1]) {
    const { contractIds, opportunityId = null } = target;
    const known = confirmed.get(target.key);
    const isRead = compareWith === 'crm';
    record?.(writeActivity({ objectName, row, known, isRead, contractIds, opportunityId }, ended));
  }

  async function write(rows: readonly Change[]): Promise<readonly RowResult[]> {
    try {
      const answers = await request.write(rows.map(({ row }) => row));
      const unclear = rows.filter((_, index) => {
        const answer = answers[index];
        return answer === undefined || (!answer.ok && answer.cause === 'outage');
      });
      if (unclear.length > 0) await noteUnclear(unclear.map(({ target }) => target));
      return answers;
    } catch (error) {
      for (const { target, row } of rows) tell(target, row, { error });
      if (mayLandLate(error)) await noteUnclear(rows.map(({ target }) => target));
      throw error;
    }
  }

  const changes: (Change & { readonly isPartial: boolean })[] = [];
  const onTheirWay: { key: string; row: ConfirmedRow }[] = [];
  for (const target of targets) {
    const wanted = withoutKey(target.wanted, keyField);
    const known = confirmed.get(target.key);
    const changed = {
      ...changedFields(wanted, known ?? null, target.description),
      ...(compareWith === 'confirmed' ? unknownFields(wanted, known) : {}),
    };
    if (Object.keys(changed).length === 0) continue;
    const isPartial = known !== undefined;
    changes.push({ target, row: { ...changed, id: target.key }, isPartial });
    if (isPartial) onTheirWay.push({ key: target.key, row: withoutFields(known, changed) });
  }
  if (onTheirWay.length > 0) await contracts.saveConfirmedRows(objectName, onTheirWay);
  const results = changes.length === 0 ? [] : [...(await write(changes))];
  // A record that somebody deleted comes back with the changed fields alone, or is refused for lack of the others.
  const partial = changes.flatMap(({ target, isPartial }, index) => {
    const result = results[index];
    const isLost = result?.ok === true ? result.created : result?.retryable === false;
    return isPartial && isLost
      ? [{ index, target, row: { ...target.wanted, id: target.key } }]
      : [];
  });
  if (partial.length > 0) {
    const whole = await write(partial);
    partial.forEach(({ index }, place) => {
      const result = whole[place];
      if (result !== undefined) results[index] = result;
    });
  }
  const saved: { key: string; row: ConfirmedRow }[] = [];
  const failed = new Map<string, Failure>();
  changes.forEach(({ target, row }, index) => {
    const result = results[index];
    tell(target, row, { result });
    if (result?.ok === true) return;
    const failure = failureOf(objectName, result);
    failed.set(target.key, failure);
    for (const id of target.contractIds) failures.set(id, failure);
    // A deal that can never be written, such as a deleted one, is no reason to hold those that left it.
    if (failure.retryable) for (const id of target.leftBy) failures.set(id, ofDealLeft(failure));
    else if (target.contractIds.length === 0) {
      log.warn({ key: target.key, reason: failure.reason }, 'record not written');
    }
  });
  for (const target of targets) {
    if (!failed.has(target.key))
      saved.push({ key: target.key, row: withoutKey(target.wanted, keyField) });
  }
  if (saved.length > 0) await contracts.saveConfirmedRows(objectName, saved);
  return { written: changes.length - failed.size, failed };
}

function withoutKey(row: CrmRow, keyField: string): CrmRow {
  return withoutFields(row, { [keyField]: null });
}

function withoutFields(row: CrmRow, fields: CrmRow): CrmRow {
  return Object.fromEntries(Object.entries(row).filter(([field]) => !(field in fields)));
}

/** What a confirmed row, which names every field, says nothing of. */
function unknownFields(wanted: CrmRow, known: ConfirmedRow | undefined): CrmRow {
  return known === undefined ? {} : withoutFields(wanted, known);
}
