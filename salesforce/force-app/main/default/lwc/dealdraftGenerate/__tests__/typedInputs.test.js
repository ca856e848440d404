import DealdraftGenerate from 'c/dealdraftGenerate';
import execute from '@salesforce/apex/DealdraftController.execute';
import { createGraph, draft, drafted, fieldAnswer, problem } from 'jest-support/graph';
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

/** The form of a template whose draft has these fields. */
async function openForm(...fields) {
  graph.on('ContractDraft', () => draft(fields));
  const page = show('c-dealdraft-generate', DealdraftGenerate, { recordId: '006000000000001AAA' });
  await settled();
  button(page, 'Order form').click();
  await settled();
  return page;
}

/** What the draft is checked with once typing pauses. */
async function checkedData() {
  jest.advanceTimersByTime(600);
  await settled();
  return graph.asked('ContractDraft').at(-1).data;
}

/** sa11y waits for real time. */
async function expectAccessible(page) {
  jest.useRealTimers();
  await expect(page).toBeAccessible();
  jest.useFakeTimers();
}

const CURRENCY = fieldAnswer({
  name: 'type',
  label: 'Currency',
  input: 'CHOICE',
  options: [
    { label: 'US dollar', value: 'USD' },
    { label: 'Euro', value: 'EUR' },
  ],
});
const AMOUNT = fieldAnswer({ name: 'value', label: 'Amount', input: 'NUMBER' });

async function enter(page, label, text) {
  type(control(page, label), text);
  return checkedData();
}

function optional(field, value = null) {
  return drafted({ required: false, ...field }, { value, source: 'NONE', expression: null });
}

it.each([
  ['TEXT', 'text', 'PO-9', 'PO-9'],
  ['UNKNOWN', 'text', 'x', 'x'],
  ['NUMBER', 'text', '12.5', 12.5],
  ['INTEGER', 'text', '3', 3],
  ['DATE', 'date', '2026-03-28', '2026-03-28'],
  ['TEXTS', 'textarea', 'a\nb', ['a', 'b']],
])('%s', async (input, htmlType, text, value) => {
  const page = await openForm(optional({ name: 'f', label: 'Field', input }));
  expect(control(page, 'Field').type).toBe(htmlType);
  expect(await enter(page, 'Field', text)).toEqual({ f: value });
  expect(await enter(page, 'Field', '')).toEqual({ f: null });
  await expectAccessible(page);
});

it('BOOLEAN and CHOICE keep the type of the value', async () => {
  const page = await openForm(
    optional({ name: 'auto', label: 'Renews by itself', input: 'BOOLEAN' }, true),
    optional({
      name: 'term',
      label: 'Term',
      input: 'CHOICE',
      options: [
        { label: 'One year', value: 12 },
        { label: 'Two years', value: 24 },
      ],
    }),
  );
  const chosen = (label) => words(control(page, label).selectedOptions[0]);
  expect(chosen('Renews by itself')).toBe('Yes');
  expect(chosen('Term')).toBe('Choose…');
  await enter(page, 'Renews by itself', '1');
  expect(await enter(page, 'Term', '1')).toEqual({ auto: false, term: 24 });
  expect(await enter(page, 'Term', '')).toEqual({ auto: false, term: null });
  await expectAccessible(page);
});

it('CHOICES', async () => {
  const options = [
    { label: 'Email', value: 'email' },
    { label: 'Post', value: 2 },
  ];
  const page = await openForm(
    optional({ name: 'by', label: 'Notice by', input: 'CHOICES', options }, ['email']),
  );
  const [email, post] = findAll(page, 'fieldset input[type="checkbox"]');
  expect(email.checked).toBe(true);
  post.checked = true;
  post.dispatchEvent(new CustomEvent('change'));
  expect(await checkedData()).toEqual({ by: ['email', 2] });
  await expectAccessible(page);
});

it('MONEY has an amount and its currency, each with its own problem', async () => {
  const page = await openForm(
    drafted(
      { name: 'fee', label: 'Fee', input: 'MONEY', members: [CURRENCY, AMOUNT] },
      {
        value: { type: 'USD', value: 5 },
        problems: [problem('INVALID_VALUE', 'Too little.', 'fee', 'value')],
      },
    ),
  );
  const [, amount] = findAll(find(page, 'c-dealdraft-draft-field'), 'c-dealdraft-leaf-input');
  expect(words(amount)).toContain('Too little.');
  expect(words(find(page, '[data-id="money"]'))).toBe('$5.00');
  await enter(page, 'Currency', '1');
  expect(await enter(page, 'Amount', '7')).toEqual({ fee: { type: 'EUR', value: 7 } });
  await expectAccessible(page);
});

it('COMPOSITE says what it found where that has no parts', async () => {
  const street = fieldAnswer({ name: 'street', label: 'Street' });
  const page = await openForm(
    optional({ name: 'at', label: 'Address', input: 'COMPOSITE', members: [street] }, 'Main St 1'),
  );
  expect(words(page)).toContain('The value found is Main St 1');
  expect(await enter(page, 'Street', 'Main St')).toEqual({ at: { street: 'Main St' } });
});

it('TABLE has rows that can be filled in, added and removed by keyboard', async () => {
  const item = fieldAnswer({ name: 'item', label: 'Item' });
  const price = fieldAnswer({
    name: 'price',
    label: 'Price',
    input: 'MONEY',
    members: [CURRENCY, AMOUNT],
  });
  const page = await openForm(
    drafted(
      { name: 'lines', label: 'Line items', input: 'TABLE', members: [item, price] },
      {
        value: [{ item: 'Seat', price: { type: 'USD', value: 5 } }],
        problems: [problem('INVALID_VALUE', 'Row is odd.', 'lines', '0')],
      },
    ),
  );
  const headers = findAll(page, 'th[scope="col"]').map((th) => words(th).replace(/^\* /, ''));
  expect(headers).toEqual(['Row', 'Item', 'Price', 'Remove']);
  expect(words(find(page, 'th[scope="row"]'))).toBe('1 Row is odd.');
  await expectAccessible(page);
  button(page, 'Add row').click();
  await settled();
  expect(focused()).toBe(control(page, 'Item, row 2'));
  expect(await enter(page, 'Item, row 2', 'Support')).toEqual({
    lines: [{ item: 'Seat', price: { type: 'USD', value: 5 } }, { item: 'Support' }],
  });
  button(page, 'Remove row 1 of Line items').click();
  expect(await checkedData()).toEqual({ lines: [{ item: 'Support' }] });
  expect(words(focused())).toBe('Add row');
  button(page, 'Remove row 1 of Line items').click();
  expect(await checkedData()).toEqual({ lines: null });
  expect(words(page)).toContain('No rows yet.');
});

it('FILES can’t be filled in here', async () => {
  const page = await openForm(optional({ name: 'f', label: 'Annexes', input: 'FILES' }));
  expect(words(page)).toContain('Files can’t be filled in here.');
  await expectAccessible(page);
});

it('keeps what is being typed, whatever answers come meanwhile', async () => {
  const page = await openForm(optional({ name: 'f', label: 'Field', input: 'NUMBER' }, 1));
  const input = control(page, 'Field');
  input.value = '1.50';
  input.dispatchEvent(new CustomEvent('input'));
  expect(await checkedData()).toEqual({ f: 1.5 });
  expect(input.value).toBe('1.50');
  input.dispatchEvent(new CustomEvent('blur'));
  await settled();
  expect(input.value).toBe('1.5');
});

describe('line items', () => {
  const LINES = {
    name: 'lines',
    label: 'Line items',
    input: 'TABLE',
    members: [
      fieldAnswer({ name: 'item', label: 'Item' }),
      fieldAnswer({ name: 'quantity', label: 'Quantity', input: 'NUMBER' }),
      fieldAnswer({
        name: 'price',
        label: 'Price',
        input: 'MONEY',
        members: [
          fieldAnswer({
            name: 'type',
            label: 'Price > Currency',
            input: 'CHOICE',
            options: [
              { label: 'USD', value: 'USD' },
              { label: 'EUR', value: 'EUR' },
            ],
          }),
          fieldAnswer({ name: 'value', label: 'Price > Amount', input: 'NUMBER' }),
        ],
      }),
    ],
  };
  const FEE = {
    name: 'fee',
    label: 'Contract value',
    input: 'MONEY',
    members: LINES.members[2].members,
  };
  const row = (quantity, currency, value) => ({
    item: 'Seat',
    quantity,
    price: { type: currency, value },
  });
  const open = (...rows) =>
    openForm(
      drafted(FEE, { value: { type: 'USD', value: 1500 } }),
      drafted(LINES, { value: rows }),
    );
  const total = (page) => words(find(page, '[data-id="total"]'));

  it('add up to the contract value, or say by how much not', async () => {
    const page = await open(row(1, 'USD', 1000), row(2, 'USD', 500));
    expect(total(page)).toBe('Total: $1,500.00 , as much as the contract value');
    expect(control(page, 'Price, row 1').value).toBe('1,000');
    // On a phone no head stands above them.
    const headings = findAll(page, 'tbody td[data-heading]').map((cell) => cell.dataset.heading);
    expect(headings.slice(0, 3)).toEqual(['* Item', '* Quantity', '* Price (USD)']);
    await enter(page, 'Price, row 1', '900.50');
    expect(total(page)).toContain('$99.50 less than the contract value, $1,500.00');
    expect(graph.asked('ContractDraft').at(-1).data.lines[0].price).toEqual({
      type: 'USD',
      value: 900.5,
    });
    await expectAccessible(page);
  });

  it('say which row is in another currency', async () => {
    const page = await open(row(1, 'USD', 1000), row(1, 'EUR', 500));
    expect(find(page, '[data-id="total"]')).toBeNull();
    expect(words(page)).toContain('This row is in EUR, the contract in USD.');
    expect(words(page)).toContain('One field needs your attention.');
  });

  it('with less than nothing of something are not complete', async () => {
    const page = await open(row(-5, 'USD', 1500));
    expect(words(page)).toContain('Quantity is below zero.');
    expect(words(page)).not.toContain('The draft is complete.');
  });
});

it('takes numbers as people write them, and no others', async () => {
  const page = await openForm(optional({ name: 'f', label: 'Field', input: 'NUMBER' }));
  expect(await enter(page, 'Field', '137,930.5')).toEqual({ f: 137_930.5 });
  expect(await enter(page, 'Field', '1 000')).toEqual({ f: 1000 });
  expect(await enter(page, 'Field', '1,5')).toEqual({ f: '1,5' });
  expect(await enter(page, 'Field', '-')).toEqual({ f: '-' });
});
