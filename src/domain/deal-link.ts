import { isNumberId } from './number-id.js';
import type { TermConfirmation } from './term-check.js';
import { toOpportunityId, toRecordId18, type OpportunityId } from './opportunity-id.js';

/** `external_metadata` of a contract: any integration may write anything there. */
export type Metadata = Readonly<Record<string, unknown>>;

/** By this name contracts of other integrations are told apart. */
const INTEGRATION_NAME = 'Salesforce';
const RECORD_TYPE = 'Opportunity';
/** Where in `record_data` the request id is kept: the only place where a create can be recognised later. */
const REQUEST_ID_FIELD = 'dealdraft_request_id';
/** And there the wish that it was made for, so that a repeat finds it though everything that we keep was lost. */
const WISH_FIELD = 'dealdraft_wish';
/** And there the template that it was made of, which no read of SpotDraft tells. */
const TEMPLATE_ID_FIELD = 'dealdraft_template_id';
/** That it was made for signing inside another page, which none tells either. */
const EMBEDDED_FIELD = 'dealdraft_embedded';
/** And the job over many deals that had it made, so that the job knows its own. */
const JOB_FIELD = 'dealdraft_job';
/** And why it was voided, which SpotDraft takes and tells nobody. */
const VOID_REASON_FIELD = 'dealdraft_void_reason';
/** It is for a line on a screen; SpotDraft has the whole of it. */
const LONGEST_VOID_REASON = 500;
/** And there, by the name of each check, which difference to the deal somebody found right, and why. */
const CONFIRMED_FIELD = 'dealdraft_confirmed_terms';
/** And there, by the name of each destination that wants it, where the document is archived. */
const ARCHIVE_FIELD = 'archive';
/** Members of `record_data` that nobody else is to write. */
export const OWN_RECORD_FIELDS: readonly string[] = [
  REQUEST_ID_FIELD,
  WISH_FIELD,
  TEMPLATE_ID_FIELD,
  EMBEDDED_FIELD,
  JOB_FIELD,
  VOID_REASON_FIELD,
  CONFIRMED_FIELD,
];

/** What is stamped into a thing that is made, so that it is recognised. */
export interface MakerMark {
  readonly requestId: string;
  /** Null for a wish that is remembered for moments only. */
  readonly wish: string | null;
}

/** The external metadata of a contract that is made for a deal. */
export function newDealLink(
  opportunityId: OpportunityId,
  { requestId, wish }: MakerMark,
  templateId?: string,
  { isEmbedded = false, job }: { readonly isEmbedded?: boolean; readonly job?: string } = {},
): Metadata {
  return {
    ...linkTo(opportunityId),
    record_data: {
      [REQUEST_ID_FIELD]: requestId,
      ...(wish === null ? {} : { [WISH_FIELD]: wish }),
      ...(templateId === undefined ? {} : { [TEMPLATE_ID_FIELD]: templateId }),
      ...(isEmbedded ? { [EMBEDDED_FIELD]: true } : {}),
      ...(job === undefined ? {} : { [JOB_FIELD]: job }),
    },
  };
}

/**
 * What is there, linked to another deal: everything that is not the link itself stays. Members without a value, which SpotDraft
 * shows as null and does not take back, are left out.
 */
export function withDealLink(present: Metadata, opportunityId: OpportunityId): Metadata {
  return { ...filledOf(present), ...linkTo(opportunityId) };
}

/** What is there, with other record data: what is given comes in the place of what was, and null takes it away. */
export function withRecordData(present: Metadata, changes: Metadata): Metadata {
  return {
    ...filledOf(present),
    record_data: filledOf({ ...recordDataOf(present), ...changes }),
  };
}

/** What is there, with the reason for which the contract was voided. */
export function withVoidReason(present: Metadata, reason: string): Metadata {
  const short = reason.slice(0, LONGEST_VOID_REASON).toWellFormed();
  return withRecordData(present, { [VOID_REASON_FIELD]: short });
}

/** What is there, with a difference that was found right; what was confirmed of other checks stays. */
export function withConfirmedTerm(
  present: Metadata,
  check: string,
  { by, at, reason, digest }: TermConfirmation,
): Metadata {
  const known = recordOf(recordDataOf(present)[CONFIRMED_FIELD]);
  return withRecordData(present, {
    [CONFIRMED_FIELD]: { ...known, [check]: { by, at, reason, digest } },
  });
}

/** What somebody found right of the contract's terms, by the name of the check. */
export function confirmedTermsOf(metadata: Metadata | null): ReadonlyMap<string, TermConfirmation> {
  const known = Object.entries(recordOf(recordDataOf(metadata)[CONFIRMED_FIELD]));
  return new Map(
    known.flatMap(([check, one]): [string, TermConfirmation][] => {
      const { by, at, reason, digest } = recordOf(one);
      const isWhole = [by, at, reason, digest].every((text) => typeof text === 'string');
      return isWhole ? [[check, { by, at, reason, digest } as TermConfirmation]] : [];
    }),
  );
}

/** What is there, with where the contract's document is archived at one destination; those of others stay. */
export function withArchiveRecord(
  present: Metadata,
  destination: string,
  record: Metadata,
): Metadata {
  const others = recordOf(recordDataOf(present)[ARCHIVE_FIELD]);
  return withRecordData(present, {
    [ARCHIVE_FIELD]: { ...others, [destination]: filledOf(record) },
  });
}

function filledOf(metadata: Metadata): Metadata {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null));
}

function linkTo(opportunityId: OpportunityId): Metadata {
  return { id: opportunityId, integration_name: INTEGRATION_NAME, record_type: RECORD_TYPE };
}

/**
 * The deal that external metadata name, or null. Any integration may write there, so the id counts only where the
 * rest does not say that it is another system's or another object's.
 */
export function opportunityIdOf(metadata: Metadata | null): OpportunityId | null {
  if (metadata === null) return null;
  const { id, integration_name: integration, record_type: recordType } = metadata;
  if (typeof id !== 'string') return null;
  if (isGiven(integration) && !isText(integration, /salesforce|sfdc|dealdraft/iu)) return null;
  if (isGiven(recordType) && !isText(recordType, /^opportunity$/iu)) return null;
  return toOpportunityId(id);
}

/** The request that made the contract, when it was ours. */
export function requestIdOf(metadata: Metadata | null): string | null {
  const id = recordDataOf(metadata)[REQUEST_ID_FIELD];
  return typeof id === 'string' ? id : null;
}

/** The wish that the contract was made for, when it was ours and to be remembered. */
export function wishOf(metadata: Metadata | null): string | null {
  const wish = recordDataOf(metadata)[WISH_FIELD];
  return typeof wish === 'string' ? wish : null;
}

/** Whether we made the contract, and not for signing inside another page. Of what others made, nothing tells. */
export function isMadeUnembedded(metadata: Metadata | null): boolean {
  return requestIdOf(metadata) !== null && recordDataOf(metadata)[EMBEDDED_FIELD] !== true;
}

/** The template that the contract was made of, when we made it. */
export function templateIdOf(metadata: Metadata | null): string | null {
  const id = recordDataOf(metadata)[TEMPLATE_ID_FIELD];
  return typeof id === 'string' && isNumberId(id) ? id : null;
}

/** The job over many deals that had the contract made, when one did. */
export function jobOf(metadata: Metadata | null): string | null {
  const job = recordDataOf(metadata)[JOB_FIELD];
  return typeof job === 'string' ? job : null;
}

function recordDataOf(metadata: Metadata | null): Metadata {
  return recordOf(metadata?.['record_data']);
}

function recordOf(value: unknown): Metadata {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** The record that metadata name, whoever's it is and as it is written there: SpotDraft looks up by exactly this text. */
export function externalIdOf(metadata: { readonly id?: unknown } | null): string | null {
  const id = metadata?.id;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

/**
 * An external id in the form in which two of them compare: the same CRM record may be named by 15 or by 18 characters. Null
 * for an empty text, too: it names nothing.
 */
export function comparableExternalId(id: string | null): string | null {
  return id === null || id === '' ? null : (toRecordId18(id) ?? id);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isText(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}
