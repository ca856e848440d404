import { isDeepStrictEqual } from 'node:util';
import type { CrmRow, ObjectDescription } from '../../../connectors/crm.js';
import type { Contract } from '../../../domain/contract.js';
import type { ContractId } from '../../../domain/contract-id.js';
import type { OpportunityId } from '../../../domain/opportunity-id.js';
import { changedFields } from '../../../mapping/index.js';
import type { QueueState } from '../../../store/queue.js';

/** Why something is not as it should be, with what people read about it. */
export const DRIFT_CAUSES = {
  'missed-delivery': 'changed in SpotDraft, and no delivery told of it',
  'unknown-contract': 'a contract of SpotDraft that dealdraft had not seen',
  relinked: 'linked to another deal in SpotDraft',
  unlinked: 'no longer linked to a deal in SpotDraft',
  'on-hold': 'put on hold in SpotDraft, which no delivery announces',
  resumed: 'resumed in SpotDraft, which no delivery announces',
  deleted: 'deleted in SpotDraft',
  restored: 'no longer deleted in SpotDraft',
  changed: 'changed in SpotDraft in what no delivery announces',
  waiting: 'behind, and already in the queue',
  parked: 'behind, and given up earlier',
  'never-written': 'linked to a deal and without a CRM record',
  'record-missing': 'its CRM record was removed',
  'record-edited': 'its CRM record was edited by somebody else',
  'record-outdated': 'its CRM record holds neither the present nor the last state written',
  'record-without-contract': 'a CRM record whose contract SpotDraft no longer has',
  'deal-outdated': 'fields of a deal are not what its contracts say',
  'deal-missing': 'the CRM does not show the deal that a contract is linked to',
  'deal-gone': 'deal gone: the CRM no longer has it, so the contract counts as unlinked',
  unwritable: 'the mapping gives nothing that can be written',
  unreadable: 'SpotDraft does not show the contract to dealdraft',
} as const;
export type DriftCause = keyof typeof DRIFT_CAUSES;

/** Changes that some webhook activity announces. */
export const ANNOUNCED_CAUSES: ReadonlySet<DriftCause> = new Set<DriftCause>([
  'missed-delivery',
  'relinked',
  'unlinked',
  'deleted',
]);

export type DriftSubject =
  | { readonly kind: 'contract'; readonly id: ContractId }
  | { readonly kind: 'deal'; readonly id: OpportunityId };

export interface DriftFinding<Subject extends DriftSubject = DriftSubject> {
  readonly subject: Subject;
  readonly cause: DriftCause;
  /** What is different, for people: statuses, the reason of a refusal. Empty where the cause says it all. */
  readonly detail: string;
  /** CRM fields that do not hold what they should. */
  readonly fields: readonly string[];
}

export type ContractFinding = DriftFinding<Extract<DriftSubject, { kind: 'contract' }>>;

/** A wanted row, or why there can't be one. */
export type Wanted = { readonly row: CrmRow } | { readonly failure: string };

export interface ContractFacts {
  readonly id: ContractId;
  /** As SpotDraft shows it now, or as stored where it was not asked again. */
  readonly present: Contract | 'gone';
  /** The projection; null when the contract is unknown to us. */
  readonly stored: Contract | null;
  /** Null when nothing waits for the contract. */
  readonly queue: QueueState | null;
  /** What its record should hold without the external id; null when contracts get no records. */
  readonly wanted: Wanted | null;
  /** Of the object of contract records; decides what counts as equal. */
  readonly description: ObjectDescription | null;
  /** What its record holds; null when there is none. */
  readonly crm: CrmRow | null;
  /** What the CRM last confirmed to us; null when it never did. */
  readonly confirmed: CrmRow | null;
}

export interface DealFacts {
  readonly id: OpportunityId;
  readonly description: ObjectDescription | null;
  readonly wanted: Wanted;
  readonly crm: CrmRow | null;
}

type Reading = Pick<DriftFinding, 'cause' | 'detail' | 'fields'>;

/** What is adrift about one contract, or null. What SpotDraft changed explains a record that is behind, so it goes first. */
export function planContractDrift(facts: ContractFacts): DriftFinding | null {
  const change = planChange(facts.stored, facts.present);
  const record = planRecord(facts);
  const reading = change === null ? record : { ...change, fields: record?.fields ?? NO_FIELDS };
  if (reading === null) return null;
  return { subject: { kind: 'contract', id: facts.id }, ...withQueue(reading, facts.queue) };
}

/** How SpotDraft's present state differs from the projection; null when it does not. */
export function planChange(
  stored: Contract | null,
  present: Contract | 'gone',
): { readonly cause: DriftCause; readonly detail: string } | null {
  if (stored === null) return { cause: 'unknown-contract', detail: '' };
  if (present === 'gone') {
    return stored.status === 'DELETED' ? null : { cause: 'deleted', detail: '' };
  }
  const statuses = `${stored.status} → ${present.status}`;
  if (stored.status === 'DELETED' && present.status !== 'DELETED') {
    return { cause: 'restored', detail: statuses };
  }
  if (stored.opportunityId !== present.opportunityId) {
    const deals = `${stored.opportunityId ?? 'no deal'} → ${present.opportunityId ?? 'no deal'}`;
    return { cause: present.opportunityId === null ? 'unlinked' : 'relinked', detail: deals };
  }
  if (stored.status !== present.status) {
    if (present.status === 'ON_HOLD') return { cause: 'on-hold', detail: statuses };
    if (stored.status === 'ON_HOLD') return { cause: 'resumed', detail: statuses };
    return { cause: 'missed-delivery', detail: statuses };
  }
  if (stored.name !== present.name) return { cause: 'missed-delivery', detail: 'name' };
  const members = changedMembers(stored, present);
  return members.length === 0 ? null : { cause: 'changed', detail: members.join(', ') };
}

/** Whether the difference is one that a webhook activity announces. */
export function isAnnouncedChange(stored: Contract | null, present: Contract): boolean {
  const change = planChange(stored, present);
  return change !== null && ANNOUNCED_CAUSES.has(change.cause);
}

export function planDealDrift({ id, wanted, crm, description }: DealFacts): DriftFinding | null {
  const subject = { kind: 'deal', id } as const;
  if ('failure' in wanted) {
    return { subject, cause: 'unwritable', detail: wanted.failure, fields: NO_FIELDS };
  }
  const changed = changedFields(wanted.row, crm, description);
  if (changed === null) return null;
  return crm === null
    ? { subject, cause: 'deal-missing', detail: '', fields: NO_FIELDS }
    : { subject, cause: 'deal-outdated', detail: '', fields: Object.keys(changed).sort() };
}

/** @param gone what the record has to say now that its contract is gone */
export function planOrphanDrift(
  id: ContractId,
  crm: CrmRow,
  gone: CrmRow,
  description: ObjectDescription | null,
): ContractFinding | null {
  const changed = changedFields(gone, crm, description);
  if (changed === null) return null;
  return {
    subject: { kind: 'contract', id },
    cause: 'record-without-contract',
    detail: '',
    fields: Object.keys(changed).sort(),
  };
}

const NO_FIELDS: readonly string[] = [];

function planRecord(facts: ContractFacts): Reading | null {
  const { present, stored, wanted, crm, confirmed, description } = facts;
  if (wanted === null) return null;
  if ('failure' in wanted) {
    return { cause: 'unwritable', detail: wanted.failure, fields: NO_FIELDS };
  }
  if (crm === null) {
    // A contract without a deal gets no record of its own; one that had a deal keeps the record it has.
    const linked = (present === 'gone' ? stored : present)?.opportunityId ?? null;
    if (linked === null) return null;
    const cause = confirmed === null ? 'never-written' : 'record-missing';
    return { cause, detail: '', fields: NO_FIELDS };
  }
  const changed = changedFields(wanted.row, crm, description);
  if (changed === null) return null;
  const isAsWritten =
    confirmed !== null && changedFields(wanted.row, confirmed, description) === null;
  return {
    cause: isAsWritten ? 'record-edited' : 'record-outdated',
    detail: '',
    fields: Object.keys(changed).sort(),
  };
}

function withQueue(reading: Reading, queue: QueueState | null): Reading {
  if (queue === null) return reading;
  if (queue.state !== 'parked') return { ...reading, cause: 'waiting' };
  return { ...reading, cause: 'parked', detail: queue.reason ?? reading.detail };
}

/** Beside status, name and deal. The kind is left out: reads never carry it. */
function changedMembers(stored: Contract, present: Contract): string[] {
  const members = [
    'type',
    'referenceId',
    'counterpartyName',
    'createdBy',
    'createdAt',
    'url',
    'externalMetadata',
  ] as const satisfies readonly (keyof Contract)[];
  return members.filter((member) => !isDeepStrictEqual(stored[member], present[member]));
}
