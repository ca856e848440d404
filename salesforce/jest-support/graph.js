/**
 * Stands in for dealdraft behind the Apex method: answers by the operation's name with what a test says, as JSON text,
 * and keeps what was asked.
 */
export function createGraph(execute) {
  const answers = new Map();
  const requests = [];

  execute.mockReset();
  execute.mockImplementation(async ({ query, variables }) => {
    const [, operation] = /^\s*(?:query|mutation|subscription) (\w+)/.exec(query);
    const parsed = JSON.parse(variables);
    requests.push({ operation, variables: parsed });
    const answer = answers.get(operation);
    if (answer === undefined) throw new Error(`No answer was set up for ${operation}.`);
    const body = await answer(parsed);
    return typeof body === 'string' ? body : JSON.stringify(body);
  });

  return {
    /** `answer(variables)` gives the response body, or throws as Apex would. */
    on(operation, answer) {
      answers.set(operation, answer);
    },
    asked(operation) {
      return requests
        .filter((request) => request.operation === operation)
        .map(({ variables }) => variables);
    },
  };
}

export function contractAnswer(overrides = {}) {
  return {
    id: 'T-101',
    name: 'Acme order form',
    status: 'DRAFT',
    externalMetadata: null,
    counterpartyName: 'Acme Inc.',
    createdAt: '2026-03-01T10:00:00.000Z',
    url: 'https://app.spotdraft.com/contracts/v2/101',
    documentUrl: null,
    actions: ['OPEN', 'SEND', 'VOID', 'SYNC'],
    type: { name: 'Order form' },
    waitingFor: [],
    sync: { lastSyncedAt: '2026-03-28T09:00:00.000Z', pending: false, lastError: null },
    ...overrides,
  };
}

export function fieldAnswer(overrides = {}) {
  return {
    name: 'po_number',
    label: 'PO number',
    type: 'STRING',
    required: true,
    input: 'TEXT',
    options: null,
    members: null,
    ...overrides,
  };
}

/** What a contract's progress is read as; `recipients` as `recipientAnswer` gives them. */
export function progressAnswer(overrides = {}) {
  return {
    id: 'T-101',
    recipients: [],
    metrics: { sentAt: null, executedAt: null },
    keyPointers: [],
    ...overrides,
  };
}

export function recipientAnswer(overrides = {}) {
  return {
    id: '1',
    name: 'Ada Byron',
    email: 'ada@acme.example',
    type: 'SIGNATORY',
    order: null,
    status: 'IN_PROGRESS',
    signedAt: null,
    declined: false,
    declineReason: null,
    ...overrides,
  };
}

/** A draft's answer with these fields, each as `drafted` gives it; `roles` are those of whoever asks. */
export function draft(fields, overrides = {}, roles = []) {
  const contractDraft = {
    name: 'Acme – Renewal',
    sendsToCounterparties: false,
    userErrors: [],
    counterparties: [partyAnswer()],
    signatories: [],
    similar: [],
    fields,
    ...overrides,
  };
  return { data: { viewer: { roles }, contractDraft } };
}

export function partyAnswer(overrides = {}) {
  return {
    organizationName: 'Acme Inc.',
    isIndividual: false,
    organizationType: 'company',
    jurisdiction: 'US',
    partyRole: null,
    contact: { firstName: 'Ada', lastName: 'Byron', email: 'ada@acme.example' },
    address: null,
    ...overrides,
  };
}

export function signatoryAnswer(overrides = {}) {
  return {
    name: 'Priya Raman',
    email: 'priya@meridian.example',
    title: null,
    note: null,
    order: null,
    isCounterparty: false,
    counterpartyName: null,
    ...overrides,
  };
}

export function drafted(field, overrides = {}) {
  return {
    field: fieldAnswer(field),
    value: 'PO-1',
    source: 'MAPPING',
    expression: 'PO_Number__c',
    reads: ['PO_Number__c'],
    problems: [],
    ...overrides,
  };
}

/** A user error about `data` at the path given, or about the request as a whole. */
export function problem(code, message, ...field) {
  return { field: field.length === 0 ? null : ['data', ...field], code, message };
}

/** A promise that a test settles when it wants to. */
export function deferred() {
  let resolve;
  let reject;
  const promise = new Promise((...settlers) => {
    [resolve, reject] = settlers;
  });
  return { promise, resolve, reject };
}
