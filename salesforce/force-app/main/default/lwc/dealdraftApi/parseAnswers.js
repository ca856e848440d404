/**
 * Answers as the components use them. They cross a network and a platform on the way, so nothing is taken for granted:
 * what is absent or of another type becomes null, an empty list or UNKNOWN, and a list loses what is no entry.
 */

/** Only what a browser may open by a click; a `javascript:` address is none. */
function webAddress(value) {
  return typeof value === 'string' && /^https?:\/\//i.test(value) ? value : null;
}

function text(value) {
  return typeof value === 'string' && value !== '' ? value : null;
}

function entries(value) {
  return Array.isArray(value)
    ? value.filter((entry) => typeof entry === 'object' && entry !== null)
    : [];
}

function texts(value) {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

export function parseContract(contract) {
  if (typeof contract !== 'object' || contract === null || text(contract.id) === null) return null;
  return {
    id: contract.id,
    name: text(contract.name) ?? contract.id,
    status: text(contract.status) ?? 'UNKNOWN',
    counterpartyName: text(contract.counterpartyName),
    createdAt: text(contract.createdAt),
    url: webAddress(contract.url),
    documentUrl: webAddress(contract.documentUrl),
    actions: texts(contract.actions),
    typeName: text(contract.type?.name),
    waitingFor: entries(contract.waitingFor).map(({ name, email, status, order }) => ({
      name: text(name),
      email: text(email),
      status: text(status),
      order: Number.isInteger(order) ? order : null,
    })),
    noted: notedOf(contract.externalMetadata),
    sync: {
      lastSyncedAt: text(contract.sync?.lastSyncedAt),
      pending: contract.sync?.pending === true,
      lastError: text(contract.sync?.lastError),
    },
    archives: entries(contract.archives).map((archive) => ({
      ...textParts(archive, ['path', 'archivedAt', 'verifiedAt', 'lastError']),
      destination: text(archive.destination) ?? 'unknown',
      state: text(archive.state) ?? 'UNKNOWN',
      url: webAddress(archive.url),
    })),
    terms: entries(contract.terms).map((term) => ({
      ...textParts(term, [
        'difference',
        'signedFrom',
        'expectedFrom',
        'confirmedBy',
        'confirmedReason',
      ]),
      name: text(term.name) ?? 'unknown',
      state: text(term.state) ?? 'UNKNOWN',
      signed: term.signed ?? null,
      expected: term.expected ?? null,
      blocks: term.blocks === true,
    })),
  };
}

/** What dealdraft itself has noted on a contract: of which template it is, and why it was voided. */
function notedOf(externalMetadata) {
  const data = externalMetadata?.record_data;
  return {
    templateId: text(data?.dealdraft_template_id),
    voidReason: text(data?.dealdraft_void_reason),
  };
}

/** `{ recipients, metrics, keyPointers }`; each null where it could not be read. */
export function parseProgress(contract) {
  if (typeof contract !== 'object' || contract === null || text(contract.id) === null) return null;
  const { id, recipients, metrics, keyPointers } = contract;
  return {
    id,
    recipients: Array.isArray(recipients) ? entries(recipients).map(parseRecipient) : null,
    sentAt: text(metrics?.sentAt),
    executedAt: text(metrics?.executedAt),
    keyPointers: entries(keyPointers).map(({ name, label, value }) => ({
      name: text(name) ?? '',
      label: text(label) ?? text(name) ?? '',
      value: value ?? null,
    })),
  };
}

function parseRecipient(recipient, index) {
  const { id, name, email, type, order, status, signedAt, declined, declineReason } = recipient;
  return {
    id: text(id) ?? String(index),
    name: text(name),
    email: text(email),
    type: text(type) ?? 'UNKNOWN',
    order: Number.isInteger(order) ? order : null,
    status: text(status),
    signedAt: text(signedAt),
    declined: declined === true,
    declineReason: text(declineReason),
  };
}

export function parseProgresses(contracts) {
  return entries(contracts)
    .map(parseProgress)
    .filter((progress) => progress !== null);
}

export function parseContracts(contracts) {
  return entries(contracts)
    .map(parseContract)
    .filter((contract) => contract !== null);
}

/** A contract to choose from, with the deal it is linked to now. */
export function parseChoice(contract) {
  if (typeof contract !== 'object' || contract === null || text(contract.id) === null) return null;
  const dealId = text(contract.opportunity?.id);
  return {
    id: contract.id,
    name: text(contract.name) ?? contract.id,
    status: text(contract.status) ?? 'UNKNOWN',
    counterpartyName: text(contract.counterpartyName),
    deal: dealId === null ? null : { id: dealId, name: text(contract.opportunity.name) ?? dealId },
  };
}

export function parseChoices(contracts) {
  return entries(contracts)
    .map(parseChoice)
    .filter((contract) => contract !== null);
}

/** Contracts of no deal, in the order in which they are suggested, each with its `reasons`. */
export function parseSuggestions(suggestions) {
  return entries(suggestions)
    .map(({ contract, reasons }) => ({ choice: parseChoice(contract), reasons: texts(reasons) }))
    .filter(({ choice }) => choice !== null)
    .map(({ choice, reasons }) => ({ ...choice, reasons }));
}

export function parseTemplates(templates) {
  return entries(templates)
    .filter(({ id }) => text(id) !== null)
    .map(({ id, name, mapped }) => ({ id, name: text(name) ?? id, isMapped: mapped !== false }));
}

/** Whether whoever asks keeps the set-up, and so can do something with what it says. */
export function isAdmin(viewer) {
  return texts(viewer?.roles).includes('admin');
}

export function parseUserErrors(userErrors) {
  return entries(userErrors).map(({ field, code, message }) => ({
    field: Array.isArray(field) ? field.map(String) : null,
    code: text(code) ?? 'INVALID_INPUT',
    message: text(message),
  }));
}

export function parseDraft(draft) {
  return {
    name: text(draft?.name),
    sendsToCounterparties: draft?.sendsToCounterparties === true,
    userErrors: parseUserErrors(draft?.userErrors),
    counterparties: entries(draft?.counterparties).map(parseCounterparty),
    signatories: entries(draft?.signatories).map(parseSignatory),
    similar: entries(draft?.similar)
      .filter(({ id }) => text(id) !== null)
      .map(({ id, name, status, createdAt, url }) => ({
        id,
        name: text(name) ?? id,
        status: text(status) ?? 'UNKNOWN',
        createdAt: text(createdAt),
        url: webAddress(url),
      })),
    fields: entries(draft?.fields)
      .filter(({ field }) => text(field?.name) !== null)
      .map(({ field, value, source, expression, hint, reads, problems }) => ({
        field: parseField(field),
        value: value ?? null,
        source: text(source) ?? 'NONE',
        expression: text(expression),
        hint: text(hint),
        reads: texts(reads),
        problems: parseUserErrors(problems),
      })),
  };
}

export function parseHistory(contract) {
  if (typeof contract !== 'object' || contract === null) return null;
  return {
    events: Array.isArray(contract.timeline?.nodes)
      ? entries(contract.timeline.nodes).map(parseEvent)
      : null,
    approvals: Array.isArray(contract.approvals)
      ? entries(contract.approvals).map(({ name, status, sentAt, approver }) => ({
          name: text(name),
          status: text(status) ?? 'UNKNOWN',
          sentAt: text(sentAt),
          approver: text(approver?.name),
        }))
      : null,
    comments: Array.isArray(contract.comments?.nodes)
      ? entries(contract.comments.nodes).map((comment) => ({
          text: text(comment.text) ?? '',
          replies: entries(comment.replies).map((reply) => text(reply.text) ?? ''),
        }))
      : null,
  };
}

function parseEvent({ at, kind, operation, outcome, failed, actor, error, changes }) {
  return {
    at: text(at),
    kind: text(kind) ?? 'UNKNOWN',
    operation: text(operation),
    outcome: text(outcome) ?? '',
    failed: failed === true,
    actor: text(actor),
    error: text(error),
    changes: entries(changes)
      .filter(({ field }) => text(field) !== null)
      .map(({ field, after }) => ({ field, after: after ?? null })),
  };
}

const PARTY_PARTS = ['organizationName', 'organizationType', 'jurisdiction', 'partyRole'];
const CONTACT_PARTS = ['firstName', 'lastName', 'email'];
const ADDRESS_PARTS = ['line1', 'line2', 'city', 'state', 'zipcode', 'country'];

function textParts(source, names) {
  return Object.fromEntries(names.map((name) => [name, text(source?.[name])]));
}

function parseCounterparty(party) {
  return {
    ...textParts(party, PARTY_PARTS),
    isIndividual: party.isIndividual === true,
    contact: textParts(party.contact, CONTACT_PARTS),
    address: party.address ? textParts(party.address, ADDRESS_PARTS) : null,
  };
}

function parseSignatory(signatory) {
  return {
    ...textParts(signatory, ['name', 'email', 'title', 'note', 'counterpartyName']),
    order: Number.isInteger(signatory.order) ? signatory.order : null,
    isCounterparty: signatory.isCounterparty === true,
  };
}

function parseField({ name, label, required, input, options, members }) {
  return {
    name,
    label: text(label) ?? name,
    required: required === true,
    input: text(input) ?? 'UNKNOWN',
    options: entries(options).map((option) => ({
      label: text(option.label) ?? String(option.value),
      value: option.value,
    })),
    members: entries(members)
      .filter((member) => text(member.name) !== null)
      .map(parseField),
  };
}
