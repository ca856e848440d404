/** Where SpotDraft's deliveries come in: what is registered there, and what the server listens at. */
export const WEBHOOK_PATH = '/webhooks/spotdraft';

const DOCUMENTS = '/documents';
const PREVIEWS = '/previews';

/** As a router reads it. */
export const DOCUMENT_ROUTE = `${DOCUMENTS}/:contractId`;

export const PREVIEW_ROUTE = `${PREVIEWS}/:previewId`;

/** Where a preview is for an hour. */
export function previewPath(id: string): string {
  return `${PREVIEWS}/${id}`;
}

/** The stable address of a contract's document, below the server's own. It stands on CRM records, so it never changes. */
export function documentPath(contractId: string): string {
  return `${DOCUMENTS}/${contractId}`;
}

/** The stable address of a contract's present version as PDF, signed or not. */
export function presentVersionPath(contractId: string): string {
  return `${documentPath(contractId)}?format=pdf`;
}
