import type { RowFailureCause, RowResult } from '../../connectors/crm.js';
import type { ContractId } from '../../domain/contract-id.js';
import { toldOfRow } from './told-reason.js';
import { noted } from '../../domain/said.js';

export type WriteOutcome =
  | {
      readonly ok: true;
      /** The CRM no longer has the contract's deal: the contract counts as unlinked. */
      readonly isDealGone?: true;
    }
  | {
      readonly ok: false;
      readonly retryable: boolean;
      /** For operators. */
      readonly reason: string;
      /** For readers of the contract, where the reason has a neighbour's own words. */
      readonly told?: string;
      /** Absent when it never came to a write, as with a mapping expression that failed. */
      readonly cause?: RowFailureCause;
      /** The record, or the deal that it points to, is not in the CRM. */
      readonly isGone?: true;
      /** Nothing failed: it can't be judged before so long. */
      readonly judgedInMs?: number;
    };

export type Failure = Omit<Extract<WriteOutcome, { ok: false }>, 'ok'>;
export type Failures = Map<ContractId, Failure>;

export function toOutcome(failure: Failure | undefined): WriteOutcome {
  return failure === undefined ? { ok: true } : { ok: false, ...failure };
}

/** Whoever sees the contract where it is now may not see the deal that it left, and the CRM's words may name that one. */
export function ofDealLeft(failure: Failure): Failure {
  const told = noted`The deal that this contract left could not be written.`;
  return { ...failure, reason: told, told };
}

export function failureOf(
  objectName: string,
  result: Extract<RowResult, { ok: false }> | undefined,
): Failure {
  return result === undefined
    ? { retryable: true, reason: noted`The CRM gave no result for this row.` }
    : describeFailure(objectName, result);
}

function describeFailure(objectName: string, result: Extract<RowResult, { ok: false }>): Failure {
  const fields = result.fields.length > 0 ? ` (${result.fields.join(', ')})` : '';
  return {
    retryable: result.retryable,
    cause: result.cause,
    ...(result.isGone === true ? { isGone: true } : {}),
    told: toldOfRow(objectName, result),
    reason:
      noted`The CRM refused the ${objectName} record: ${result.code}${fields}: ${result.message}`.slice(
        0,
        1000,
      ),
  };
}
