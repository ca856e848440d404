import type { NewActivity } from '../domain/activity.js';
import { newCause } from '../domain/cause.js';
import type { Cause } from '../domain/cause.js';
import { toContractId } from '../domain/contract-id.js';
import { toOpportunityId } from '../domain/opportunity-id.js';
import { isContractKey, numberOfKey } from '../store/dirty-key.js';
import type { Claim, DirtyKey } from '../store/queue.js';
import type { RunResult } from './run-result.js';

type AnyClaim = Pick<Claim<string>, 'key' | 'attempts' | 'correlationId'>;

/**
 * What a run goes back to. Keys that run together share their calls, which go back to what the first contract among them does;
 * what is said of one key goes back to what that key does.
 */
export function causeOf(claims: readonly AnyClaim[]): Cause {
  const causes = claims.map(({ key, correlationId }) => ({
    key,
    cause: newCause(correlationId ?? undefined),
  }));
  const first = causes.find(({ key }) => toContractId(key) !== null) ?? causes[0];
  if (first === undefined) return newCause();
  if (causes.length === 1) return { ...first.cause, ...subjectOf(first.key) };
  return {
    ...first.cause,
    ofKeys: new Map(causes.map(({ key, cause }) => [key, cause.correlationId])),
  };
}

/** @param queue by its name */
export function runActivity(
  queue: string,
  { key, attempts }: AnyClaim,
  result: RunResult,
): NewActivity {
  const failed = result.kind === 'back-off' || result.kind === 'park';
  const reason = 'reason' in result ? result.reason : null;
  return {
    kind: 'SYNC_RUN',
    operation: queue,
    outcome: result.kind,
    failed,
    attempt: attempts + 1,
    ...subjectOf(key),
    ...(failed && reason !== null ? { error: reason, told: result.told ?? null } : {}),
  };
}

function subjectOf(key: string): Pick<NewActivity, 'contractId' | 'opportunityId'> {
  const contractId = toContractId(key);
  if (contractId !== null) return { contractId };
  const opportunityId = toOpportunityId(key);
  return opportunityId === null ? { contractId: numberOf(key) } : { opportunityId };
}

function numberOf(key: string): DirtyKey | null {
  const dirty = key as DirtyKey;
  return isContractKey(dirty) ? null : `#${numberOfKey(dirty)}`;
}
