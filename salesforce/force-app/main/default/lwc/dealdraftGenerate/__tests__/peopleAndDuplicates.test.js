import DealdraftGenerate from 'c/dealdraftGenerate';
import execute from '@salesforce/apex/DealdraftController.execute';
import {
  contractAnswer,
  createGraph,
  draft,
  drafted,
  partyAnswer,
  signatoryAnswer,
} from 'jest-support/graph';
import {
  button,
  cleanPage,
  control,
  find,
  focused,
  settled,
  show,
  type,
  words,
} from 'jest-support/page';

jest.mock('@salesforce/apex/DealdraftController.execute', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/DealdraftController.liveAccess', () => ({ default: jest.fn() }), {
  virtual: true,
});

const DEAL = '006000000000001AAA';
let graph;

beforeEach(() => {
  jest.useFakeTimers();
  graph = createGraph(execute);
  graph.on('Templates', () => ({ data: { templates: [{ id: '1204', name: 'Order form' }] } }));
});

afterEach(() => {
  cleanPage();
  jest.useRealTimers();
});

function payload(overrides) {
  return {
    data: { createContract: { contract: null, created: false, userErrors: [], ...overrides } },
  };
}

const MADE = payload({ contract: contractAnswer(), created: true });
/** The form of a template whose draft has these fields. */
async function openForm(...fields) {
  return openDraft(draft(fields));
}

async function openDraft(answer) {
  graph.on('ContractDraft', () => answer);
  const page = show('c-dealdraft-generate', DealdraftGenerate, { recordId: DEAL });
  await settled();
  button(page, 'Order form').click();
  await settled();
  return page;
}

async function pass(delayMs) {
  jest.advanceTimersByTime(delayMs);
  await settled();
}

/** sa11y waits for real time. */
async function expectAccessible(page) {
  jest.useRealTimers();
  await expect(page).toBeAccessible();
  jest.useFakeTimers();
}

function create(page) {
  button(page, 'Create contract').click();
  return settled();
}

function lastData() {
  return graph.asked('ContractDraft').at(-1).data;
}

const NO_CONTACT = { firstName: null, lastName: null, email: null };
const QUOTING =
  'Counterparty 1 needs a contact, but OpportunityContactRoles[IsPrimary] found none.';

describe('who gets and signs it', () => {
  it('is filled in where the deal has no contact, and no expression is shown', async () => {
    const problems = [
      { field: ['counterparties', '0', 'contact'], code: 'REQUIRED', message: QUOTING },
    ];
    const page = await openDraft(
      draft([drafted({})], {
        counterparties: [partyAnswer({ contact: NO_CONTACT })],
        userErrors: problems,
      }),
    );
    expect(words(page)).toContain('The deal names no contact. Say who gets the contract.');
    expect(words(page)).not.toContain('OpportunityContactRoles');
    await expectAccessible(page);
    button(page, 'Who gets and signs it').click();
    expect(focused()).toBe(control(page, 'Organisation'));
    graph.on('ContractDraft', ({ counterparties }) => draft([drafted({})], { counterparties }));
    type(control(page, 'First name'), 'Grace');
    await settled();
    type(control(page, 'E-mail address'), 'grace@acme.example');
    await pass(600);
    expect(graph.asked('ContractDraft').at(-1).counterparties).toEqual([
      {
        organizationName: 'Acme Inc.',
        organizationType: 'company',
        jurisdiction: 'US',
        isIndividual: false,
        contact: { firstName: 'Grace', lastName: '', email: 'grace@acme.example' },
      },
    ]);
    expect(words(page)).toContain('The draft is complete.');
    expect(words(page)).toContain('Send it at once to Grace (grace@acme.example)');
    graph.on('CreateContract', () => MADE);
    await create(page);
    const [{ input }] = graph.asked('CreateContract');
    expect(input.counterparties[0].contact.email).toBe('grace@acme.example');
    expect(input.signatories).toBeUndefined();
  });

  it('can be named, ordered and taken away by keyboard', async () => {
    const page = await openDraft(
      draft([drafted({})], {
        signatories: [
          signatoryAnswer({
            name: 'Ada Byron',
            email: 'ada@acme.example',
            order: 1,
            isCounterparty: true,
            counterpartyName: 'Acme Inc.',
          }),
          signatoryAnswer({ order: 2 }),
        ],
      }),
    );
    expect(words(find(page, '[data-id="signing-words"]'))).toBe(
      '1. Ada Byron (ada@acme.example) for Acme Inc. 2. Priya Raman (priya@meridian.example)',
    );
    button(page, 'Change who signs').click();
    await settled();
    await expectAccessible(page);
    button(page, 'Signatory 2 signs earlier').click();
    await settled();
    button(page, 'Add signatory').click();
    await settled();
    const name = focused();
    type(name, 'Marcus Oyelaran');
    await settled();
    button(page, 'Remove signatory 2').click();
    await settled();
    expect(focused()).toBe(button(page, 'Add signatory'));
    await pass(600);
    expect(graph.asked('ContractDraft').at(-1).signatories).toEqual([
      { name: 'Priya Raman', email: 'priya@meridian.example', order: 1, isCounterparty: false },
      { name: 'Marcus Oyelaran', email: '', order: 2, isCounterparty: false },
    ]);
    button(page, 'Back to the people of the deal').click();
    await pass(600);
    expect(graph.asked('ContractDraft').at(-1).signatories).toBeUndefined();
  });
});

const SIMILAR = {
  id: 'T-7',
  name: 'Acme order form',
  status: 'DRAFT',
  createdAt: '2026-03-28T10:00:00Z',
  url: 'https://app.spotdraft.com/contracts/v2/7',
};

describe('a contract like one that the deal has', () => {
  it('is said before another is made, also when it came meanwhile', async () => {
    const page = await openForm(drafted({}));
    expect(find(page, '[data-id="similar"]')).toBeNull();
    // Another tab has made one.
    graph.on('ContractDraft', () => draft([drafted({})], { similar: [SIMILAR] }));
    graph.on('CreateContract', () => MADE);
    await create(page);
    expect(graph.asked('CreateContract')).toEqual([]);
    expect(words(find(page, '[data-id="ask-similar"]'))).toContain(
      'Acme order form (T-7, Draft, made',
    );
    expect(focused()).toBe(button(page, 'No, go back'));
    await expectAccessible(page);
    button(page, 'No, go back').click();
    await settled();
    expect(focused()).toBe(button(page, 'Create contract'));
    await create(page);
    button(page, 'Create another contract').click();
    await settled();
    expect(graph.asked('CreateContract')).toHaveLength(1);
    expect(words(page)).toContain('The contract is created');
  });
});

describe('what was entered', () => {
  it('is still there when the form is opened again, until it is dropped or a contract comes of it', async () => {
    let page = await openForm(drafted({}));
    type(control(page, 'PO number'), 'PO-2');
    page.remove();
    page = await openForm(drafted({}));
    expect(words(page)).toContain('What you entered before is still here.');
    expect(lastData()).toEqual({ po_number: 'PO-2' });
    await expectAccessible(page);
    button(page, 'Drop it and start from the deal').click();
    await settled();
    expect(lastData()).toEqual({});
    type(control(page, 'PO number'), 'PO-3');
    await pass(600);
    graph.on('CreateContract', () => MADE);
    await create(page);
    page.remove();
    page = await openForm(drafted({}));
    expect(lastData()).toEqual({});
  });

  it('of a voided contract fills the form anew', async () => {
    graph.on('ContractDraft', ({ data }) =>
      draft([
        drafted({}, { value: data.po_number ?? 'PO-1' }),
        drafted({ name: 'law', label: 'Law' }, { value: 'DE' }),
      ]),
    );
    graph.on('ContractData', () => ({
      data: {
        contract: {
          name: 'Acme order form',
          questionnaire: { data: { po_number: 'PO-9', law: 'DE', gone: 1 } },
        },
      },
    }));
    const page = show('c-dealdraft-generate', DealdraftGenerate, {
      recordId: DEAL,
      again: { id: 'T-101', templateId: '1204' },
    });
    await settled();
    expect(graph.asked('ContractData')).toEqual([{ id: 'T-101' }]);
    expect(lastData()).toEqual({ po_number: 'PO-9' });
    expect(control(page, 'PO number').value).toBe('PO-9');
    expect(page.hasUnsavedEntries).toBe(true);
  });

  it('is not asked for where the template is not offered any more', async () => {
    graph.on('ContractData', () => ({ data: { contract: null } }));
    const page = show('c-dealdraft-generate', DealdraftGenerate, {
      recordId: DEAL,
      again: { id: 'T-101', templateId: '9' },
    });
    await settled();
    expect(words(page)).toContain('not offered any more');
    expect(control(page, 'Find a template by its name')).not.toBeNull();
  });
});

it('offers only templates that are set up, and tells admins of the others', async () => {
  const templates = [
    { id: '1204', name: 'Order form', mapped: true },
    { id: '1201', name: 'Mutual NDA', mapped: false },
  ];
  graph.on('Templates', () => ({ data: { viewer: { roles: [] }, templates } }));
  let page = show('c-dealdraft-generate', DealdraftGenerate, { recordId: DEAL });
  await settled();
  expect(words(page)).not.toContain('Mutual NDA');
  page.remove();
  graph.on('Templates', () => ({ data: { viewer: { roles: ['admin'] }, templates } }));
  page = show('c-dealdraft-generate', DealdraftGenerate, { recordId: DEAL });
  await settled();
  expect(words(find(page, '[data-id="not-set-up"]'))).toContain('Mutual NDA (template 1201)');
  expect(() => button(page, 'Mutual NDA')).toThrow();
  await expectAccessible(page);
});
