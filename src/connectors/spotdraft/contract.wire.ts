import { z } from 'zod';
import { contractNumberOf, parseContractRef, type ContractId } from '../../domain/contract-id.js';
import { toContractKind } from '../../domain/contract-kind.js';
import {
  CONTRACT_STATUSES,
  type Contract,
  type ContractKind,
  type ContractStatus,
} from '../../domain/contract.js';
import { isBlank } from '../../domain/well-formed.js';
import { opportunityIdOf } from '../../domain/deal-link.js';
import type { NoteUnknown } from './note-unknown.js';

/** Absent, null and of another type than documented are the same to us: the value is not known. */
const text = z.string().nullish().catch(null);
const metadata = z.record(z.string(), z.unknown()).nullish().catch(null);

/**
 * A contract as rows of the list, rows of by_external_metadata and create answers show it. Only the id is
 * indispensable; it is composite or an integer depending on endpoint and example.
 */
export const contractWire = z.object({
  id: z.union([z.string(), z.number()]),
  created: text,
  contract_name: text,
  contract_link: text,
  contract_status: text,
  contract_kind: text,
  created_by: text,
  created_by_user_email: text,
  counter_party_name: text,
  contract_type_name: text,
  contract_type_id: z.union([z.string(), z.number()]).nullish().catch(null),
  external_metadata: metadata,
  reference_id: text,
});
export type ContractWire = z.infer<typeof contractWire>;

/** Documented flat, shown nested: an array of rows, or an array of such arrays. */
export const contractsByExternalWire = z.array(z.unknown()).transform((rows) => rows.flat());

/** `createdAt` of a contract whose creation date SpotDraft does not tell. */
const UNKNOWN_CREATED_AT = '1970-01-01T00:00:00.000Z';

/** The app host is the same for every region in every documented example. */
const APP_CONTRACTS_URL = 'https://app.spotdraft.com/contracts/v2/';

/** Translates a row whose composite id is certain. Missing texts become '', a missing date UNKNOWN_CREATED_AT. */
export function toContract(wire: ContractWire, id: ContractId, note: NoteUnknown): Contract {
  const externalMetadata = wire.external_metadata ?? null;
  return {
    id,
    name: filled(wire.contract_name) ?? filled(wire.reference_id) ?? id,
    status: toContractStatus(wire.contract_status ?? '', note),
    kind: toKind(wire.contract_kind ?? null, note),
    type: { id: String(wire.contract_type_id ?? ''), name: wire.contract_type_name ?? '' },
    referenceId: filled(wire.reference_id),
    counterpartyName: filled(wire.counter_party_name),
    createdBy: filled(wire.created_by_user_email) ?? filled(wire.created_by),
    createdAt: toUtc(wire.created) ?? UNKNOWN_CREATED_AT,
    url: webLink(wire.contract_link) ?? `${APP_CONTRACTS_URL}${contractNumberOf(id)}`,
    externalMetadata,
    opportunityId: opportunityIdOf(externalMetadata),
  };
}

export function toContractStatus(raw: string, note: NoteUnknown): ContractStatus {
  const status = CONTRACT_STATUSES.find((known) => known === raw.toUpperCase());
  // DELETED and UNKNOWN are our own words; SpotDraft saying them would be news.
  if (status !== undefined && status !== 'DELETED' && status !== 'UNKNOWN') return status;
  note('contract_status', raw);
  return 'UNKNOWN';
}

function toKind(raw: string | null, note: NoteUnknown): ContractKind | null {
  if (raw === null || raw === '') return null;
  const kind = toContractKind(raw);
  if (kind === 'UNKNOWN') note('contract_kind', raw);
  return kind;
}

/** The number at the end of a contract's link, its internal integer id; null when the link says none. */
export function linkNumberOf(wire: ContractWire): number | null {
  const link = wire.contract_link;
  if (link === null || link === undefined || !/^https?:/iu.test(link)) return null;
  return parseContractRef(link)?.number ?? null;
}

/** ISO 8601 in UTC with `Z` and milliseconds, so that two of them compare as text; null when it is no date. */
export function toUtc(value: string | null | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  // SpotDraft's times are UTC; one without an offset must not be read as this machine's time.
  const hasOffset = /(?:z|[+-]\d{2}:?\d{2})$/iu.test(value) || !value.includes(':');
  const at = new Date(hasOffset ? value : `${value.replace(' ', 'T')}Z`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Links end on CRM screens, so nothing but http gets through. */
function webLink(value: string | null | undefined): string | null {
  if (value === null || value === undefined || !URL.canParse(value)) return null;
  return /^https?:$/u.test(new URL(value).protocol) ? value : null;
}

function filled(value: string | null | undefined): string | null {
  return value === undefined || value === null || isBlank(value) ? null : value;
}
