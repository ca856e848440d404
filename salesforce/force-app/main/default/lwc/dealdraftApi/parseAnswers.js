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
    referenceId: text(contract.referenceId),
    counterpartyName: text(contract.counterpartyName),
    createdAt: text(contract.createdAt),
    url: webAddress(contract.url),
    documentUrl: webAddress(contract.documentUrl),
    actions: texts(contract.actions),
    typeName: text(contract.type?.name),
    waitingFor: entries(contract.waitingFor).map(({ name, email, status }) => ({
      name: text(name),
      email: text(email),
      status: text(status),
    })),
    sync: {
      lastSyncedAt: text(contract.sync?.lastSyncedAt),
      pending: contract.sync?.pending === true,
      lastError: text(contract.sync?.lastError),
    },
  };
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

export function parseTemplates(templates) {
  return entries(templates)
    .filter(({ id }) => text(id) !== null)
    .map(({ id, name }) => ({ id, name: text(name) ?? id }));
}

export function parseUserErrors(userErrors) {
  return entries(userErrors).map(({ field, code, message }) => ({
    field: Array.isArray(field) ? field.map(String) : null,
    code: text(code) ?? 'INVALID_INPUT',
    message: text(message) ?? 'dealdraft refused this without a reason.',
  }));
}

export function parseDraft(draft) {
  return {
    name: text(draft?.name),
    userErrors: parseUserErrors(draft?.userErrors),
    fields: entries(draft?.fields)
      .filter(({ field }) => text(field?.name) !== null)
      .map(({ field, value, source, expression, reads, problems }) => ({
        field: parseField(field),
        value: value ?? null,
        source: text(source) ?? 'NONE',
        expression: text(expression),
        reads: texts(reads),
        problems: parseUserErrors(problems),
      })),
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
