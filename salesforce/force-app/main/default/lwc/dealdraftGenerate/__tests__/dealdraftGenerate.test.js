import DealdraftGenerate from 'c/dealdraftGenerate';
import { kept } from 'c/dealdraftCreation';
import execute from '@salesforce/apex/DealdraftController.execute';
import { contractAnswer, createGraph, deferred, draft, drafted, problem } from 'jest-support/graph';
import {
  button,
  cleanPage,
  control,
  find,
  findAll,
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
const UNAVAILABLE = {
  message: 'x',
  extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' },
};

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
const UNCERTAIN = payload({ userErrors: [problem('CREATION_UNCERTAIN', 'Not known yet.')] });

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

function keysSent() {
  return graph.asked('CreateContract').map(({ input }) => input.idempotencyKey);
}

function lastData() {
  return graph.asked('ContractDraft').at(-1).data;
}

describe('choosing a template', () => {
  it('searches as one types, once one pauses', async () => {
    const page = show('c-dealdraft-generate', DealdraftGenerate, { recordId: DEAL });
    await settled();
    expect(words(page)).toContain('One template');
    await expectAccessible(page);
    graph.on('Templates', () => ({ data: { templates: [] } }));
    type(control(page, 'Find a template by its name'), 'n');
    type(control(page, 'Find a template by its name'), 'nda');
    await pass(300);
    expect(graph.asked('Templates')).toEqual([{ search: null }, { search: 'nda' }]);
    expect(words(page)).toContain('No template has this in its name.');
  });

  it('says what went wrong and tries again', async () => {
    graph.on('Templates', () => ({ errors: [UNAVAILABLE] }));
    const page = show('c-dealdraft-generate', DealdraftGenerate, { recordId: DEAL });
    await settled();
    expect(words(page)).toContain('SpotDraft does not answer');
    await expectAccessible(page);
    graph.on('Templates', () => ({ data: { templates: [] } }));
    button(page, 'Try again').click();
    await settled();
    expect(words(page)).toContain('No template is set up for deals yet.');
  });
});

describe('the draft', () => {
  it('shows each value with where it comes from and what is wrong with it', async () => {
    const page = await openDraft(
      draft(
        [
          drafted({}),
          drafted(
            { name: 'start', label: 'Start date', input: 'DATE' },
            {
              value: 'next week',
              problems: [problem('INVALID_VALUE', 'It needs a date.', 'start')],
            },
          ),
          drafted(
            { name: 'law', label: 'Law' },
            { value: null, source: 'DEFAULT', expression: null, reads: [] },
          ),
        ],
        {},
        ['admin'],
      ),
    );
    expect(words(focused())).toBe('Order form');
    const [po, start, law] = findAll(page, 'c-dealdraft-draft-field');
    expect(words(po)).toContain('From the deal: PO number');
    expect(words(page)).not.toContain('PO_Number__c');
    button(page, 'Show how fields are mapped').click();
    await settled();
    expect(words(po)).toContain('Mapping: PO_Number__c');
    expect(control(po, 'PO number').value).toBe('PO-1');
    expect(words(start)).toContain('The value found is next week');
    expect(words(start)).toContain('It needs a date.');
    expect(control(start, 'Start date').getAttribute('aria-invalid')).toBe('true');
    expect(words(law)).toContain('Left empty, it gets the template’s default');
    expect(words(find(page, '[data-id="summary"]'))).toContain('One field needs your attention.');
    await expectAccessible(page);
    button(page, 'Start date').click();
    expect(focused()).toBe(control(start, 'Start date'));
  });

  it('is checked again with the entries once typing pauses, and drops what came too late', async () => {
    const page = await openForm(drafted({}));
    const late = deferred();
    graph.on('ContractDraft', () => late.promise);
    type(control(page, 'PO number'), 'PO-2');
    await pass(600);
    graph.on('ContractDraft', () => draft([drafted({}, { value: 'PO-3', source: 'OVERRIDE' })]));
    type(control(page, 'PO number'), 'PO-3');
    await pass(600);
    late.resolve(draft([drafted({}, { problems: [problem('REQUIRED', 'Late.', 'po_number')] })]));
    await settled();
    expect(graph.asked('ContractDraft').map(({ data }) => data)).toEqual([
      {},
      { po_number: 'PO-2' },
      { po_number: 'PO-3' },
    ]);
    expect(words(page)).not.toContain('Late.');
    expect(words(page)).toContain('The draft is complete.');
  });

  it('goes back to the deal’s value', async () => {
    const page = await openForm(drafted({}));
    type(control(page, 'PO number'), 'PO-2');
    await pass(600);
    expect(words(page)).toContain('Your entry');
    button(page, 'Back to the deal’s value of PO number').click();
    await pass(600);
    expect(lastData()).toEqual({});
    expect(control(page, 'PO number').value).toBe('PO-1');
    expect(focused()).toBe(control(page, 'PO number'));
  });

  it('says what no field can mend', async () => {
    const userErrors = [
      { field: null, code: 'MAPPING_FAILED', message: 'The expression $Owner.x fails.' },
    ];
    const page = await openDraft(draft([], { userErrors }));
    expect(words(find(page, '[data-id="general-problem"]'))).toContain(
      'The template’s set-up does not fit this deal',
    );
    expect(words(page)).not.toContain('$Owner');
    await create(page);
    expect(graph.asked('CreateContract')).toEqual([]);
    expect(focused()).toBe(find(page, '[data-id="summary"]'));
  });

  it('offers another template and no form where the mapping lacks this one', async () => {
    const userErrors = [{ field: ['templateId'], code: 'MAPPING_MISSING', message: 'No mapping.' }];
    const page = await openDraft(
      draft([drafted({}, { source: 'NONE', value: null })], { userErrors }),
    );
    expect(words(page)).toContain('This template is not set up for deals yet.');
    expect(words(page)).not.toContain('No mapping.');
    expect(find(page, 'c-dealdraft-draft-field')).toBeNull();
    expect(find(page, '[data-id="create"]')).toBeNull();
    await expectAccessible(page);
    graph.on('ContractDraft', () => draft([drafted({})]));
    button(page, 'Check again').click();
    await settled();
    expect(words(page)).toContain('The draft is complete.');
    button(page, 'Choose another template').click();
    await settled();
    expect(focused()).toBe(control(page, 'Find a template by its name'));
  });

  it('is checked again on demand, when the deal was corrected meanwhile', async () => {
    const page = await openForm(
      drafted({}, { value: null, problems: [problem('REQUIRED', 'It is missing.', 'po_number')] }),
    );
    graph.on('ContractDraft', () => draft([drafted({})]));
    button(page, 'Check again').click();
    await settled();
    expect(words(page)).toContain('The draft is complete.');
    expect(control(page, 'PO number').value).toBe('PO-1');
  });

  it('says that it is loading, and what went wrong', async () => {
    const answer = deferred();
    graph.on('ContractDraft', () => answer.promise);
    const page = show('c-dealdraft-generate', DealdraftGenerate, { recordId: DEAL });
    await settled();
    button(page, 'Order form').click();
    await settled();
    expect(words(page)).toContain('Filling Order form from the deal…');
    await expectAccessible(page);
    answer.resolve({ errors: [{ message: 'x', extensions: { code: 'NOT_FOUND' } }] });
    await settled();
    expect(words(page)).toContain('It no longer exists, or you have no access to it.');
    await expectAccessible(page);
  });
});

describe('creating', () => {
  it('sends what the person entered and shows the contract', async () => {
    const page = await openForm(drafted({}));
    const created = jest.fn();
    page.addEventListener('created', created);
    type(control(page, 'PO number'), 'PO-2');
    type(control(page, 'Name of the contract'), 'My order form');
    const send = control(page, 'Send it at once to Ada Byron (ada@acme.example)');
    send.checked = true;
    send.dispatchEvent(new CustomEvent('change'));
    await settled();
    graph.on('CreateContract', () => MADE);
    await create(page);
    expect(graph.asked('CreateContract')).toEqual([
      {
        input: {
          opportunityId: DEAL,
          templateId: '1204',
          name: 'My order form',
          data: { po_number: 'PO-2' },
          sendToCounterparties: true,
          idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
      },
    ]);
    expect(words(focused())).toBe('The contract is created');
    expect(words(page)).toContain('Acme order form (T-101) · Draft');
    expect(button(page, 'Open in SpotDraft (new tab)').href).toBe(contractAnswer().url);
    expect(created.mock.calls[0][0].detail.contract.id).toBe('T-101');
    await expectAccessible(page);
  });

  it('takes a double click for one', async () => {
    const page = await openForm(drafted({}));
    const answer = deferred();
    graph.on('CreateContract', () => answer.promise);
    const press = button(page, 'Create contract');
    press.click();
    press.click();
    await settled();
    press.click();
    expect(press.disabled).toBe(true);
    expect(words(focused())).toBe('Creating the contract. This can take half a minute.');
    await expectAccessible(page);
    answer.resolve(MADE);
    await settled();
    expect(graph.asked('CreateContract')).toHaveLength(1);
  });

  it('asks for the missing values first', async () => {
    const page = await openForm(
      drafted({}, { problems: [problem('REQUIRED', 'It is missing.', 'po_number')] }),
    );
    await create(page);
    expect(graph.asked('CreateContract')).toEqual([]);
    expect(words(focused())).toContain('One field needs your attention.');
  });

  it('sets a refusal to its field, and sends the correction with the same key', async () => {
    const page = await openForm(drafted({}));
    graph.on('CreateContract', () =>
      payload({ userErrors: [problem('SPOTDRAFT_REFUSED', 'Too long.', 'po_number')] }),
    );
    await create(page);
    expect(words(find(page, 'c-dealdraft-draft-field'))).toContain('Too long.');
    expect(focused()).toBe(find(page, '[data-id="summary"]'));
    type(control(page, 'PO number'), 'PO-2');
    await pass(600);
    expect(words(page)).not.toContain('Too long.');
    graph.on('CreateContract', () => MADE);
    await create(page);
    const [first, second] = keysSent();
    expect(second).toBe(first);
  });

  it('lets a refused request be tried again as it is', async () => {
    const page = await openForm(drafted({}));
    graph.on('CreateContract', () =>
      payload({ userErrors: [problem('SPOTDRAFT_USER_MISSING', 'SpotDraft has no user Ada.')] }),
    );
    await create(page);
    expect(words(focused())).toBe('SpotDraft has no user Ada.');
    graph.on('CreateContract', () => MADE);
    await create(page);
    expect(new Set(keysSent()).size).toBe(1);
    expect(words(page)).toContain('The contract is created');
  });

  it('locks the form when no answer came, and repeats the very same request', async () => {
    const page = await openForm(drafted({}));
    graph.on('CreateContract', () => {
      throw Object.assign(new Error('x'), { body: { message: 'Read timed out' } });
    });
    await create(page);
    expect(words(page)).toContain('We are finding out whether the contract was created.');
    expect(words(page)).toContain('Read timed out');
    expect(control(page, 'PO number').disabled).toBe(true);
    expect(button(page, 'Create contract').disabled).toBe(true);
    await expectAccessible(page);
    await pass(120_000);
    expect(keysSent()).toHaveLength(1);
    graph.on('CreateContract', () => payload({ contract: contractAnswer(), created: false }));
    button(page, 'Ask again now').click();
    await settled();
    const [first, second] = graph.asked('CreateContract');
    expect(second).toEqual(first);
    expect(words(page)).toContain('The contract was created before');
  });

  it.each([
    [
      { code: 'UPSTREAM_UNAVAILABLE', reason: 'CREDENTIALS_REFUSED' },
      'Nothing was created. SpotDraft does not let dealdraft in',
    ],
    [{ code: 'FORBIDDEN' }, 'Nothing was created. Only a SpotDraft administrator can grant it.'],
    [{ code: 'UPSTREAM_UNAVAILABLE' }, 'Nothing was created. SpotDraft does not answer'],
  ])(
    'says the cause when %j is all that came of it, and leaves the form open',
    async (is, said) => {
      const page = await openForm(drafted({}));
      const extensions = { ...is, service: 'spotdraft', nothingCreated: true };
      const message = 'Only a SpotDraft administrator can grant it.';
      graph.on('CreateContract', () => ({ errors: [{ message, extensions }] }));
      await create(page);
      expect(words(page)).toContain(said);
      expect(words(page)).not.toContain('Salesforce administrator');
      expect(words(page)).not.toContain('We are finding out');
      expect(control(page, 'PO number').disabled).toBe(false);
      await expectAccessible(page);
      graph.on('CreateContract', () => MADE);
      await create(page);
      expect(new Set(keysSent()).size).toBe(1);
      expect(words(page)).toContain('The contract is created');
    },
  );

  it('asks again by itself while the server is finding out', async () => {
    const page = await openForm(drafted({}));
    graph.on('CreateContract', () => UNCERTAIN);
    await create(page);
    expect(words(page)).toContain('We are finding out whether the contract was created.');
    await pass(3_000);
    expect(keysSent()).toHaveLength(2);
    await pass(5_999);
    expect(keysSent()).toHaveLength(2);
    graph.on('CreateContract', () => MADE);
    await pass(1);
    expect(new Set(keysSent()).size).toBe(1);
    expect(words(page)).toContain('The contract is created');
  });

  it('takes the open request up again when the form was closed and opened anew', async () => {
    const page = await openForm(drafted({}));
    type(control(page, 'PO number'), 'PO-2');
    const answer = deferred();
    graph.on('CreateContract', () => answer.promise);
    await create(page);
    page.remove();
    const again = show('c-dealdraft-generate', DealdraftGenerate, { recordId: DEAL });
    await settled();
    expect(control(again, 'PO number').value).toBe('PO-2');
    expect(words(again)).toContain('We are finding out whether the contract was created.');
    graph.on('CreateContract', () => payload({ contract: contractAnswer(), created: false }));
    await pass(3_000);
    expect(new Set(keysSent()).size).toBe(1);
    expect(words(again)).toContain('The contract was created before');
  });

  it('lets a person give an open request up after a while, and makes a new key then', async () => {
    const page = await openForm(drafted({}));
    graph.on('CreateContract', () => UNCERTAIN);
    await create(page);
    await pass(3_000);
    expect(find(page, '[data-id="let-be"]')).toBeNull();
    await pass(6_000);
    button(page, 'Let it be and start anew').click();
    await settled();
    expect(kept(DEAL)).toBeNull();
    button(page, 'Order form').click();
    await settled();
    graph.on('CreateContract', () => MADE);
    await create(page);
    expect(new Set(keysSent()).size).toBe(2);
  });

  it('makes a new key for one more contract', async () => {
    const page = await openForm(drafted({}));
    graph.on('CreateContract', () => MADE);
    await create(page);
    button(page, 'Create another contract').click();
    await settled();
    expect(focused()).toBe(control(page, 'Find a template by its name'));
    button(page, 'Order form').click();
    await settled();
    await create(page);
    expect(new Set(keysSent()).size).toBe(2);
  });

  it('lets a person decide where the key is known with other input', async () => {
    const page = await openForm(drafted({}));
    graph.on('CreateContract', () =>
      payload({ userErrors: [problem('IDEMPOTENCY_MISMATCH', 'Other input.')] }),
    );
    await create(page);
    expect(words(page)).toContain('Look at the contracts of the deal first');
    expect(button(page, 'Create contract').disabled).toBe(true);
    await expectAccessible(page);
    button(page, 'Start another contract').click();
    await settled();
    button(page, 'Order form').click();
    await settled();
    await create(page);
    expect(new Set(keysSent()).size).toBe(2);
  });

  it('sends nothing while offline, and says so', async () => {
    const page = await openForm(drafted({}));
    const onLine = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    await create(page);
    expect(words(page)).toContain('You are offline. Nothing was sent');
    expect(graph.asked('CreateContract')).toEqual([]);
    await expectAccessible(page);
    onLine.mockReturnValue(true);
    graph.on('CreateContract', () => MADE);
    await create(page);
    expect(words(page)).toContain('The contract is created');
  });

  it('says what is forbidden and leaves the form open', async () => {
    const page = await openForm(drafted({}));
    graph.on('CreateContract', () => ({
      errors: [{ message: 'x', extensions: { code: 'FORBIDDEN' } }],
    }));
    await create(page);
    expect(words(page)).toContain('You have no right to do this.');
    expect(control(page, 'PO number').disabled).toBe(false);
  });
});
