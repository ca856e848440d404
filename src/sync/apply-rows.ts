import type { CrmRow, RowResult } from '../connectors/crm.js';
import type { ContractId } from '../domain/contract-id.js';
import type { Log } from '../domain/log.js';
import { changedFields } from '../mapping/index.js';
import type { ConfirmedRow, ContractStore } from '../store/store.js';
import { failureOf, ofDealLeft } from './write-outcome.js';
import type { Failure, Failures } from './write-outcome.js';

/** A row to be written and where it stands: what it should be, what the CRM is known to hold. */
export interface Target {
  readonly key: string;
  readonly wanted: CrmRow;
  readonly contractIds: readonly ContractId[];
  /** Contracts that were counted in this deal and have left it: not done before the deal says so too. */
  readonly leftBy?: readonly ContractId[];
}

export interface Applied {
  readonly written: number;
  /** By the key of the row. */
  readonly failed: ReadonlyMap<string, Failure>;
}

export interface ApplyRowsParts {
  readonly contracts: Pick<ContractStore, 'saveConfirmedRows'>;
  readonly log: Log;
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

/**
 * Writes the differences and records what was confirmed. Fields on their way are unknown until their answer is here: a
 * run after a crash or a lost answer writes them again, also when they are to be again what was confirmed before.
 */
export async function applyRows(
  { contracts, log }: ApplyRowsParts,
  request: ApplyRowsRequest,
): Promise<Applied> {
  const { objectName, keyField, targets, confirmed, compareWith, write, failures } = request;
  const changes: {
    readonly target: Target;
    readonly row: CrmRow & { readonly id: string };
    readonly isPartial: boolean;
  }[] = [];
  const onTheirWay: { key: string; row: ConfirmedRow }[] = [];
  for (const target of targets) {
    const wanted = withoutKey(target.wanted, keyField);
    const known = confirmed.get(target.key);
    const changed = {
      ...changedFields(wanted, known ?? null),
      ...(compareWith === 'confirmed' ? unknownFields(wanted, known) : {}),
    };
    if (Object.keys(changed).length === 0) continue;
    const isPartial = known !== undefined;
    changes.push({ target, row: { ...changed, id: target.key }, isPartial });
    if (isPartial) onTheirWay.push({ key: target.key, row: withoutFields(known, changed) });
  }
  if (onTheirWay.length > 0) await contracts.saveConfirmedRows(objectName, onTheirWay);
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
  const failed = new Map<string, Failure>();
  changes.forEach(({ target }, index) => {
    const result = results[index];
    if (result?.ok === true) return;
    const failure = failureOf(objectName, result);
    failed.set(target.key, failure);
    for (const id of target.contractIds) failures.set(id, failure);
    // A deal that can never be written, such as a deleted one, is no reason to hold those that left it.
    if (failure.retryable)
      for (const id of target.leftBy ?? []) failures.set(id, ofDealLeft(failure));
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
