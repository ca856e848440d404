import type { RowFailureCause, RowResult } from '../connectors/crm.js';
import type { ContractId } from '../domain/contract-id.js';

export type WriteOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly retryable: boolean;
      readonly reason: string;
      /** Absent when it never came to a write, as with a mapping expression that failed. */
      readonly cause?: RowFailureCause;
    };

export type Failure = Omit<Extract<WriteOutcome, { ok: false }>, 'ok'>;
export type Failures = Map<ContractId, Failure>;

export function toOutcome(failure: Failure | undefined): WriteOutcome {
  return failure === undefined ? { ok: true } : { ok: false, ...failure };
}

/** Whoever sees the contract where it is now may not see the deal that it left, and the CRM's words may name that one. */
export function ofDealLeft(failure: Failure): Failure {
  return { ...failure, reason: 'The deal that this contract left could not be written.' };
}

export function failureOf(
  objectName: string,
  result: Extract<RowResult, { ok: false }> | undefined,
): Failure {
  return result === undefined
    ? { retryable: true, reason: 'The CRM gave no result for this row.' }
    : describeFailure(objectName, result);
}

function describeFailure(objectName: string, result: Extract<RowResult, { ok: false }>): Failure {
  const fields = result.fields.length > 0 ? ` (${result.fields.join(', ')})` : '';
  return {
    retryable: result.retryable,
    cause: result.cause,
    reason:
      `The CRM refused the ${objectName} record: ${result.code}${fields}: ${result.message}`.slice(
        0,
        1000,
      ),
  };
}
