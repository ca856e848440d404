import type { TermCheck } from '../../domain/term-check.js';
import { isBlocking } from '../../domain/term-check.js';
import { ANY_NAME } from '../file/seen-names.js';
import type { ArchivedDocument } from '../../domain/archived-document.js';

/** Types of what write-back expressions see of a contract. `any` is whatever somebody wrote there. */
export type ViewType =
  'text' | 'status' | 'link' | 'email' | 'datetime' | 'number' | 'boolean' | 'any';

/** Each destination of the archive once, with its newest document. */
const ARCHIVED_DOCUMENT_VIEW = {
  destination: 'text',
  state: 'text',
  path: 'text',
  url: 'link',
  sha256: 'text',
  size: 'number',
  versionId: 'text',
  archivedAt: 'datetime',
  verifiedAt: 'datetime',
  lastError: 'text',
  attempts: 'number',
} as const satisfies Readonly<Record<keyof ArchivedDocument, ViewType>>;

export const TERMS = 'terms';
/** Of a deal, beside its `contracts`. */
export const CLOSE_BLOCKERS = 'closeBlockers';

/** What came of each check of the signed terms. */
const TERM_VIEW = {
  name: 'text',
  state: 'text',
  signed: 'any',
  expected: 'any',
  difference: 'text',
  severity: 'text',
  signedFrom: 'text',
  expectedFrom: 'text',
  checkedAt: 'datetime',
  isBlocking: 'boolean',
  confirmedBy: 'email',
  confirmedAt: 'datetime',
  confirmedReason: 'text',
} as const satisfies Readonly<Record<string, ViewType>>;

/** What write-back expressions see of a contract: the type of each value, or what is inside. */
export const CONTRACT_VIEW = {
  id: 'text',
  name: 'text',
  status: 'status',
  kind: 'text',
  type: { id: 'text', name: 'text' },
  referenceId: 'text',
  counterpartyName: 'text',
  createdBy: 'email',
  createdAt: 'datetime',
  url: 'link',
  documentUrl: 'link',
  externalMetadata: { [ANY_NAME]: 'any' },
  opportunityId: 'text',
  archives: ARCHIVED_DOCUMENT_VIEW,
  [TERMS]: TERM_VIEW,
} as const satisfies Readonly<Record<string, ViewType | Readonly<Record<string, ViewType>>>>;

/** And what they see of a deal. */
export const DEAL_VIEW = { contracts: CONTRACT_VIEW, [CLOSE_BLOCKERS]: 'text' } as const;

export function termView(check: TermCheck): Readonly<Record<keyof typeof TERM_VIEW, unknown>> {
  const { name, state, signed, expected, difference, severity, confirmed } = check;
  const { signedFrom, expectedFrom, checkedAt } = check;
  return {
    name,
    state,
    signed,
    expected,
    difference,
    severity,
    signedFrom,
    expectedFrom,
    checkedAt,
    isBlocking: isBlocking(check),
    confirmedBy: confirmed?.by ?? null,
    confirmedAt: confirmed?.at ?? null,
    confirmedReason: confirmed?.reason ?? null,
  };
}
