/**
 * Where the sandbox departs from the published specification, or decides what the documents leave open,
 * on purpose. The conformance test refers to them by name.
 */
export const SANDBOX_QUIRKS = {
  'http-webhooks-to-loopback':
    'A webhook URL may be plain http when it points to this machine; the real one wants https.',
  'external-lookup-composite-ids':
    'by_external_metadata answers composite ids by default (the schema says integer, the v2 example composite).',
  'external-lookup-nested':
    'by_external_metadata may wrap its rows in another array, as the published example does (an option).',
  'recipient-action-null':
    'recipient_action is null until a recipient acts, as in practice; the schema knows no null.',
  'binary-as-json':
    'PDF bytes come with content type application/json, as the specification declares them.',
  'integer-prefers-template':
    'An integer that both tables have names the template contract; documents do not say.',
  'unknown-data-keys-refused':
    'Keys of contract_data that the template lacks are refused on create; documents do not say. An option accepts them.',
  'external-metadata-replaced':
    'POST external_metadata replaces the whole object; documents leave merge or replace open.',
  'declined-is-draft':
    'A declined signature puts the contract back to DRAFT, as the published sample shows.',
  'docx-unavailable':
    'No DOCX is ever available: format DOCX answers 400, DOCX_WITH_FALLBACK_TO_PDF the PDF.',
  'storage-refuses-credentials':
    'The storage host answers 400 to a request with client-id or client-secret, to show that a secret leaked.',
  'control-signs-from-any-status':
    'The control actions sign, execute and decline mark a draft for execution first.',
  'filters-subset':
    'The list knows the filters on ids, names, kind, type, status, tags, signatories and dates; others answer 400.',
} as const;
