import { createElement } from 'lwc';
import DealdraftTerms from 'c/dealdraftTerms';
import { blockedWords, toContractView } from 'c/dealdraftContractView';

function term(overrides = {}) {
  return {
    name: 'total',
    state: 'MISMATCH',
    signed: { type: 'USD', value: 118000 },
    expected: { value: 120000, currency: 'USD' },
    difference: '2000 USD less (1.67 %)',
    signedFrom: 'keyPointers.total.value',
    expectedFrom: 'Amount',
    blocks: true,
    confirmedBy: null,
    confirmedReason: null,
    ...overrides,
  };
}

function viewOf(...terms) {
  return toContractView(
    {
      id: 'T-1',
      name: 'Order Form',
      status: 'EXECUTED',
      counterpartyName: null,
      url: null,
      documentUrl: null,
      actions: [],
      typeName: null,
      waitingFor: [],
      createdAt: null,
      noted: { templateId: null, voidReason: null },
      sync: { lastSyncedAt: null, pending: false, lastError: null },
      archives: [],
      terms,
    },
    0,
  ).terms;
}

function mount(terms) {
  const element = createElement('c-dealdraft-terms', { is: DealdraftTerms });
  Object.assign(element, { terms, contractName: 'Order Form' });
  document.body.append(element);
  return element;
}

describe('the signed terms of a contract', () => {
  afterEach(() => document.body.replaceChildren());

  it('show both values, where they come from and what they mean to the deal', async () => {
    const element = mount(viewOf(term(), term({ name: 'start', state: 'MATCH', blocks: false })));
    const [total, start] = element.shadowRoot.querySelectorAll('li');
    expect(total.textContent).toContain("differs from the deal, don't close the deal as won");
    expect(total.textContent).toContain('Signed: $118,000.00');
    expect(total.textContent).toContain('Deal: $120,000.00');
    expect(total.textContent).toContain('2000 USD less');
    expect(total.textContent).toContain('From keyPointers.total.value and Amount');
    expect(total.className).toBe('blocking');
    expect(start.textContent).toContain('matches the deal');
    expect(start.querySelector('button')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it.each([
    [{ signed: null, state: 'MISSING' }, 'Signed: nothing'],
    [{ signed: [1, 2] }, 'Signed: 2 rows'],
    [{ signed: 1234.5 }, 'Signed: 1,234.5'],
    [{ signed: 'Net 30' }, 'Signed: Net 30'],
    [{ signed: { city: 'Pune' } }, 'Signed: {"city":"Pune"}'],
    [{ signed: 'x'.repeat(200) }, `Signed: ${'x'.repeat(120)}…`],
  ])('say %j in words', (overrides, words) => {
    expect(viewOf(term(overrides))[0].signedWords).toBe(words);
  });

  it('want a reason before they are confirmed', async () => {
    const element = mount(viewOf(term()));
    const confirmed = jest.fn();
    element.addEventListener('confirm', (event) => confirmed(event.detail));
    const { shadowRoot } = element;
    shadowRoot.querySelector('li button').click();
    await Promise.resolve();
    const press = () => shadowRoot.querySelector('[data-action="CONFIRM"]').click();
    press();
    await Promise.resolve();
    expect(shadowRoot.querySelector('[data-id="help"]').textContent).toBe('Say why.');
    expect(confirmed).not.toHaveBeenCalled();
    const reason = shadowRoot.querySelector('textarea');
    reason.value = ' a discount ';
    reason.dispatchEvent(new CustomEvent('input'));
    await expect(element).toBeAccessible();
    press();
    expect(confirmed).toHaveBeenCalledWith({ name: 'total', reason: 'a discount' });
    element.terms = viewOf(
      term({ confirmedBy: 'priya', confirmedReason: 'a discount', blocks: false }),
    );
    await Promise.resolve();
    expect(shadowRoot.querySelector('textarea')).toBeNull();
    expect(shadowRoot.querySelector('[data-id="confirmed"]').textContent).toBe(
      'Confirmed by priya: a discount',
    );
  });

  it('can be left as they are', async () => {
    const { shadowRoot } = mount(viewOf(term()));
    shadowRoot.querySelector('li button').click();
    await Promise.resolve();
    [...shadowRoot.querySelectorAll('.confirm button')].at(-1).click();
    await Promise.resolve();
    expect(shadowRoot.querySelector('textarea')).toBeNull();
  });

  it('are counted for the deal', () => {
    expect(blockedWords([{ terms: [term(), term({ blocks: false })] }, {}])).toBe(
      '1 signed term stands against closing this deal as won.',
    );
    expect(blockedWords([{ terms: [] }])).toBeNull();
  });
});
