import type { ContractId } from './contract-id.js';
import type { OpportunityId } from './opportunity-id.js';
import { noted } from './said.js';

export const ACTIVITY_KINDS = [
  'CALL',
  'DELIVERY',
  'REJECTED_DELIVERY',
  'SYNC_RUN',
  'CRM_WRITE',
  'ARCHIVE',
  'USER_ACTION',
  'REPAIR',
  'CREATION',
] as const;

/** What happened, in one word. A sync run is a run of any queue. */
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export const ACTIVITY_SYSTEMS = ['spotdraft', 'salesforce', 'archive'] as const;

/** With whom it happened. */
export type ActivitySystem = (typeof ACTIVITY_SYSTEMS)[number];

/** A contract, or the number of one whose prefix is not known yet. */
export type ActivityContract = ContractId | `#${number}`;

/** A field that was written, and what it held before as far as that was known. */
export interface FieldChange {
  readonly field: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
  /** `before` was read from the CRM: it may be somebody's own edit, in a field that not everybody sees. */
  readonly isRead?: boolean;
}

export type FieldValue = string | number | boolean | null;

/** What dealdraft did or was told. Holds no bodies, secrets, links of persons; addresses of people stand in `actor` alone. */
export interface Activity {
  /** Grows with the time it tells: newest first is by id. */
  readonly id: string;
  readonly at: Date;
  readonly kind: ActivityKind;
  readonly system: ActivitySystem | null;
  /** What was done, without values: `GET /contracts/{id}`, the name of a queue, of a mutation. */
  readonly operation: string | null;
  /** How it ended, in one word of its kind. */
  readonly outcome: string;
  readonly failed: boolean;
  /** Of an HTTP answer; null where none came or none was asked for. */
  readonly status: number | null;
  readonly durationMs: number | null;
  /** From 1 on. */
  readonly attempt: number | null;
  readonly actor: string | null;
  /** The same for all that one request or delivery led to: the trace id of a W3C `traceparent`. */
  readonly correlationId: string | null;
  readonly contractId: ActivityContract | null;
  readonly opportunityId: OpportunityId | null;
  readonly changes: readonly FieldChange[];
  /** What went wrong, for operators: a neighbour's own words may stand in it. */
  readonly error: string | null;
  /** What went wrong, for whoever may see the contract or the deal. */
  readonly told: string | null;
}

const MS_DIGITS = 12;

/** Ids of activities of that time or later are not below it. */
export function activityIdFrom(at: Date): string {
  return Math.max(at.getTime(), 0).toString(16).padStart(MS_DIGITS, '0');
}

/** @returns null for a text that is no id of an activity. */
export function timeOfActivity(id: string): Date | null {
  return /^[0-9a-f]{24}$/u.test(id) ? new Date(Number.parseInt(id.slice(0, MS_DIGITS), 16)) : null;
}

/**
 * Makes ids that grow within this process, also while its clock stands still, and differ from those of any other.
 *
 * @param random 0 up to 1
 */
export function createActivityIds(random: () => number): (at: Date) => string {
  const own = Math.floor(random() * 0x1_0000_0000)
    .toString(16)
    .padStart(8, '0');
  let lastMs = 0;
  let count = 0;
  return (at) => {
    const ms = Math.max(at.getTime(), 0);
    // Set back or not: what was recorded later comes later.
    if (ms > lastMs) {
      lastMs = ms;
      count = 0;
    } else {
      count += 1;
      if (count > 0xffff) {
        lastMs += 1;
        count = 0;
      }
    }
    return activityIdFrom(new Date(lastMs)) + count.toString(16).padStart(4, '0') + own;
  };
}

/** What is told of an activity; the rest is known where it is recorded. What is absent there is null, or the cause's. */
export type NewActivity = Pick<Activity, 'kind' | 'outcome'> &
  Partial<Omit<Activity, 'id' | 'at' | 'kind' | 'outcome'>>;

/** Costs the caller nothing, never fails, and promises nothing: what can't be kept is dropped and counted. */
export type RecordActivity = (activity: NewActivity) => void;

/** One exchange with a neighbour that has ended. */
export interface FinishedCall extends CallLabel {
  /** Null when no answer came. */
  readonly status: number | null;
  readonly durationMs: number;
  /** Why none came. */
  readonly failure: string | null;
}

/** What a call is, without values of anybody: ids alone. */
export interface CallLabel {
  /** `GET /contracts/{id}`. */
  readonly operation: string;
  readonly attempt?: number;
  readonly contractId?: ActivityContract | null;
  /** Whom it is made as. */
  readonly actor?: string;
}

/** A 404 is most often a plain answer: there is no such thing. */
export function callActivity(
  system: ActivitySystem,
  { status, failure, durationMs, operation, attempt, contractId, actor }: FinishedCall,
): NewActivity {
  const isAbsent = status === 404;
  const failed = status === null || (status >= 400 && !isAbsent);
  return {
    kind: 'CALL',
    system,
    operation,
    outcome: status === null ? 'unanswered' : isAbsent ? 'absent' : failed ? 'refused' : 'answered',
    failed,
    status,
    durationMs: Math.round(durationMs),
    ...(attempt === undefined ? {} : { attempt }),
    ...(contractId === undefined || contractId === null ? {} : { contractId }),
    ...(actor === undefined ? {} : { actor }),
    ...(failure === null
      ? {}
      : { error: noted`No answer: ${failure}.`, told: noted`No answer: ${failure}.` }),
  };
}
