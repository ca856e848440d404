import { backoffMs } from '../../domain/backoff.js';
import type { Log } from '../../domain/log.js';
import { toContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Claim, WrittenKey } from '../../store/queue.js';
import { pauseCauseOf } from '../../work/pauses.js';
import type { RunResult } from '../../work/run-result.js';
import { SECOND_LOOK_MS } from './late-writes.js';
import type { WriteBack } from './write-back.js';
import type { WriteOutcome } from './write-outcome.js';
import { noted } from '../../domain/said.js';

export interface RecheckParts {
  readonly writeBack: WriteBack;
  readonly random: () => number;
  readonly log: Log;
}

const BACKOFF = { baseMs: 5_000, capMs: 5 * 60_000 };
const PAUSED: RunResult = { kind: 'again', afterMs: 1_000 };

/**
 * Compares records with the CRM that a write may have reached late, and writes what differs from what they should hold.
 * Each is looked at twice: a write that is on its way at the first look has landed by the second.
 */
export function recheckRun({
  writeBack,
  random,
  log,
}: RecheckParts): (
  claims: readonly Claim<WrittenKey>[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<WrittenKey, RunResult>> {
  function resultOf({ attempts }: Claim<WrittenKey>, outcome: WriteOutcome): RunResult {
    if (outcome.ok) {
      return attempts === 0
        ? {
            kind: 'once-more',
            afterMs: SECOND_LOOK_MS,
            reason: noted`A write may still land late.`,
          }
        : { kind: 'done' };
    }
    // Why the record can't be written is the sync queue's to tell: it has the same key.
    if (!outcome.retryable) return { kind: 'done' };
    const afterMs = backoffMs(attempts, BACKOFF, random());
    return { kind: 'back-off', afterMs, reason: outcome.reason };
  }

  return async (claims, signal) => {
    const contractIds: ContractId[] = [];
    const dealIds: OpportunityId[] = [];
    for (const { key } of claims) {
      if (isContractId(key)) contractIds.push(key);
      else dealIds.push(key);
    }
    try {
      const { outcomes, dealOutcomes } = await writeBack.write({
        contractIds,
        dealIds,
        compareWith: 'crm',
        signal,
      });
      const all = new Map<WrittenKey, WriteOutcome>([...dealOutcomes, ...outcomes]);
      return new Map(
        claims.map((claim) => [claim.key, resultOf(claim, all.get(claim.key) ?? { ok: true })]),
      );
    } catch (error) {
      if (signal.aborted || pauseCauseOf(error) !== null) {
        return new Map(claims.map(({ key }) => [key, PAUSED]));
      }
      log.warn({ err: error, keys: claims.length }, 'records could not be compared again');
      return new Map(
        claims.map((claim) => [
          claim.key,
          resultOf(claim, { ok: false, retryable: true, reason: noted`The comparison failed.` }),
        ]),
      );
    }
  };
}

function isContractId(key: WrittenKey): key is ContractId {
  return toContractId(key) !== null;
}
