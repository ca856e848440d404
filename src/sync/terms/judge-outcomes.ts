import type { ContractId } from '../../domain/contract-id.js';
import { DealdraftError, UpstreamContractError } from '../../domain/errors.js';
import { pauseCauseOf } from '../../work/pauses.js';
import { toldOfError } from '../write-back/told-reason.js';
import type { WriteOutcome } from '../write-back/write-outcome.js';
import { noted } from '../../domain/said.js';

type Unwritten = Extract<WriteOutcome, { readonly ok: false }>;

/**
 * What it means to a contract that it could not be judged, though its records were written: it comes again until it can be, or is
 * parked where a system refused this contract alone.
 * @param written the contracts whose records could not be written have a reason already
 * @throws what stops a whole system, so that it is paused and all is tried again: nothing was decided.
 */
export function outcomesOfJudging(
  failures: ReadonlyMap<ContractId, unknown>,
  written: ReadonlyMap<ContractId, WriteOutcome>,
): ReadonlyMap<ContractId, Unwritten> {
  const outcomes = new Map<ContractId, Unwritten>();
  for (const [id, error] of failures) {
    if (!(error instanceof DealdraftError) || pauseCauseOf(error) !== null) throw error;
    if (written.get(id)?.ok === false) continue;
    outcomes.set(id, {
      ok: false,
      // An answer that is not the system's own says nothing of the contract.
      retryable: error.retryable || error instanceof UpstreamContractError,
      reason: noted`Its signed terms could not be checked: ${error.message}`,
      ...toldOfError(error),
    });
  }
  return outcomes;
}
