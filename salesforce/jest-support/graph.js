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
    referenceId: 'REF-7',
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

/** A draft's answer with these fields, each as `drafted` gives it. */
export function draft(fields, overrides = {}) {
  return {
    data: { contractDraft: { name: 'Acme – Renewal', userErrors: [], fields, ...overrides } },
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
