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
  'no-content-is-empty':
    'DELETE legal_intake answers 204, which has no body; the specification declares an object or null.',
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
  'docx-until-executed':
    'DOCX is there of what a template made, or of a version uploaded as DOCX, until it is executed; then, and of anything else, it is refused with 400. Documents do not say when there is none.',
  'storage-refuses-credentials':
    'The storage host answers 400 to a request with client-id or client-secret, to show that a secret leaked.',
  'control-signs-from-any-status':
    'The control actions sign, execute and decline mark a draft for execution first.',
  'frozen-by-status':
    'Edits of a contract that is out for signature, on hold, executed or voided answer 400 as the help pages word the statuses; no operation documents which status does what.',
  'links-of-one-round':
    "A recipient's link is good while the contract is in the status it was asked for in; documents say so of signature links alone.",
  'filters-without-values':
    'No contract is in a packet and none expires: the two filters by it find nothing.',
  'relations-from-both-sides':
    'The related contract lists the relation as well: it has a PARENT, or a CHILD; documents show one side.',
  'examples-keep-nothing':
    'An operation that is not written by hand answers the example of the specification, changes nothing and sends no webhook; the header x-sandbox-answer says so.',
  'unknown-parameters-refused':
    'Such an operation refuses query parameters that are not declared with 400; documents do not say.',
} as const;
