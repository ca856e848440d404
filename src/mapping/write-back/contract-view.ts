import type { ArchivedDocument } from '../../domain/archived-document.js';

/** Types of what write-back expressions see of a contract. `any` is whatever somebody wrote there. */
export type ViewType = 'text' | 'status' | 'link' | 'email' | 'datetime' | 'number' | 'any';

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
  externalMetadata: 'any',
  opportunityId: 'text',
  archives: ARCHIVED_DOCUMENT_VIEW,
} as const satisfies Readonly<Record<string, ViewType | Readonly<Record<string, ViewType>>>>;
