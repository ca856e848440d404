import { z } from 'zod';
import { ACTIVITY_KINDS, ACTIVITY_SYSTEMS, timeOfActivity } from '../domain/activity.js';
import type { Activity, FieldChange } from '../domain/activity.js';
import { toOpportunityId } from '../domain/opportunity-id.js';
import { parseDirtyKey } from './dirty-key.js';

const text = z.string().nullable().default(null);
const number = z.number().nullable().default(null);
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]).default(null);

const change = z
  .object({ field: z.string(), before: value, after: value, isRead: z.literal(true).optional() })
  .transform(({ isRead, ...rest }): FieldChange =>
    isRead === undefined ? rest : { ...rest, isRead },
  );

/** The members that no index needs; what holds nothing is left out, in changes too. */
const details = z.object({
  operation: text,
  outcome: z.string(),
  status: number,
  durationMs: number,
  attempt: number,
  actor: text,
  correlationId: text,
  changes: z.array(change).default([]),
  error: text,
  told: text,
});

const indexed = z.object({
  id: z.string(),
  kind: z.enum(ACTIVITY_KINDS),
  // Another version of dealdraft, on the same store, may know more of them.
  system: z.enum(ACTIVITY_SYSTEMS).nullable().catch(null),
  failed: z.boolean(),
  contractId: z.string().transform(parseDirtyKey).nullable(),
  opportunityId: z.string().transform(toOpportunityId).nullable(),
});

/** The members that an engine looks by. */
export interface IndexedMembers {
  readonly id: string;
  readonly kind: string;
  readonly system: string | null;
  readonly failed: boolean;
  readonly contractId: string | null;
  readonly opportunityId: string | null;
}

/** What an engine keeps beside the members it looks by. */
export function detailsOf(activity: Activity): string {
  const { operation, outcome, status, durationMs, attempt } = activity;
  const { actor, correlationId, changes, error, told } = activity;
  // A member that is undefined is left out; a function that leaves out nulls would be called for each of them.
  return JSON.stringify({
    operation: operation ?? undefined,
    outcome,
    status: status ?? undefined,
    durationMs: durationMs ?? undefined,
    attempt: attempt ?? undefined,
    actor: actor ?? undefined,
    correlationId: correlationId ?? undefined,
    changes: changes.length === 0 ? undefined : changes,
    error: error ?? undefined,
    told: told ?? undefined,
  });
}

/** The row as it was appended. */
export function toActivity(members: IndexedMembers, stored: string): Activity {
  const known = indexed.parse(members);
  const at = timeOfActivity(known.id) ?? new Date(0);
  return { ...known, at, ...details.parse(JSON.parse(stored)) };
}
