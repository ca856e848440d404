import {
  fromInputText,
  generalProblems,
  mappingProblem,
  memberOf,
  misfit,
  problemsBeside,
  problemSummary,
  problemsUnder,
  toFieldViews,
  toInputText,
  toOptionViews,
  toReadWords,
  toRows,
  toWords,
  withMember,
} from 'c/dealdraftDraftModel';

function problem(...field) {
  return { field: ['data', ...field], code: 'REQUIRED', message: `${field.join('.')} is missing.` };
}

function drafted(name, overrides = {}) {
  return {
    field: { name, label: name, input: 'TEXT', required: false, options: [], members: [] },
    value: 'mapped',
    source: 'MAPPING',
    expression: 'Name',
    reads: ['Name'],
    problems: [],
    ...overrides,
  };
}

const DRAFT = {
  name: null,
  userErrors: [
    problem('a'),
    { field: ['templateId'], code: 'MAPPING_MISSING', message: 'No mapping.' },
  ],
  fields: [
    drafted('a', { problems: [problem('a')] }),
    drafted('b'),
    drafted('c', { source: 'DEFAULT' }),
  ],
};

it('shows an entry in place of the deal’s value, with where each comes from', () => {
  const [a, b, c] = toFieldViews(DRAFT, { b: null });
  expect(a).toMatchObject({ value: 'mapped', sourceWords: 'From the deal: Name' });
  expect(b).toMatchObject({ value: null, sourceWords: 'Your entry', isEntered: true });
  expect(c.sourceWords).toBe('Left empty, it gets the template’s default');
});

it.each([
  [{ reads: ['Amount'] }, 'From the deal: Amount'],
  [{ reads: [] }, 'Filled in automatically'],
  [{ reads: ['Amount'], hint: 'The value of the deal' }, 'The value of the deal'],
  [{ source: 'NONE', reads: [], hint: 'Ask the customer' }, 'Ask the customer'],
  [{ source: 'NONE', reads: ['PO_Number__c'] }, 'Empty on the deal: PO number'],
  [{ source: 'NONE', reads: [] }, 'Not filled from the deal'],
  [{ source: 'OVERRIDE' }, 'Your entry'],
])('says of %j where the value comes from', (overrides, sourceWords) => {
  const [view] = toFieldViews({ fields: [drafted('a', overrides)] }, {});
  expect(view.sourceWords).toBe(sourceWords);
});

it.each([
  [['CurrencyIsoCode', 'Amount'], 'Currency, Amount'],
  [['Account.Name'], 'Account name'],
  [['Account.Billing_Entity__r.VATNumber__c'], 'Account billing entity VAT number'],
  [['OpportunityLineItems'], 'Line items'],
  [
    ['OpportunityLineItems.Product2.Name', 'Name', 'OpportunityLineItems.TotalPrice'],
    'Line items (product name, total price), Name',
  ],
])('reads %j out as a person knows it', (paths, words) => {
  expect(toReadWords(paths)).toBe(words);
});

it('tells a template that no mapping knows', () => {
  expect(mappingProblem(DRAFT)).toBe('No mapping.');
  expect(mappingProblem({ userErrors: [problem('a')] })).toBeNull();
});

it('sets a refusal to the field it is about, once, and the others apart', () => {
  const refusals = [problem('a'), problem('b'), problem('gone')];
  const views = toFieldViews(DRAFT, {}, refusals);
  expect(views.map(({ problems }) => problems.length)).toEqual([1, 1, 0]);
  expect(generalProblems(DRAFT, refusals)).toEqual(['No mapping.', 'gone is missing.']);
  expect(problemSummary(2)).toBe('2 fields need your attention.');
  expect(problemSummary(1)).toBe('One field needs your attention.');
  expect(problemSummary(0)).toBeNull();
});

it('leads a problem down to the cell it is about', () => {
  const problems = [problem('lines', '0', 'amount', 'type'), problem('lines')];
  const row = problemsUnder(problems, '0');
  const cell = problemsUnder(row, 'amount');
  expect(problemsUnder(cell, 'type')).toHaveLength(1);
  expect(problemsBeside(problems, ['0'])).toEqual([problem('lines')]);
  expect(problemsBeside(row, ['amount'])).toEqual([]);
});

it.each([
  ['TEXT', 'PO-1', 'PO-1'],
  ['NUMBER', 12.5, '12.5'],
  ['NUMBER', 'many', ''],
  ['INTEGER', 0, '0'],
  ['DATE', '2026-03-28', '2026-03-28'],
  ['DATE', 'next week', ''],
  ['TEXTS', ['a', 'b'], 'a\nb'],
  ['TEXTS', 'a', 'a'],
  ['TEXT', null, ''],
  ['TEXT', { a: 1 }, ''],
])('shows a %s of %j as %j', (input, value, text) => {
  expect(toInputText(input, value)).toBe(text);
});

it.each([
  ['TEXT', 'PO-1', 'PO-1'],
  ['TEXT', '', null],
  ['NUMBER', '12.5', 12.5],
  ['NUMBER', 'many', 'many'],
  ['INTEGER', '0', 0],
  ['DATE', '2026-03-28', '2026-03-28'],
  ['TEXTS', ' a \n\n b', ['a', 'b']],
  ['TEXTS', ' \n', null],
])('reads a %s typed as %j as %j', (input, text, value) => {
  expect(fromInputText(input, text)).toEqual(value);
});

const OPTIONS = [
  { label: 'One', value: 1 },
  { label: 'Two', value: '2' },
];

it.each([
  [{ input: 'DATE' }, 'next week', 'next week'],
  [{ input: 'DATE' }, '2026-03-28', null],
  [{ input: 'INTEGER' }, '5', '5'],
  [{ input: 'NUMBER' }, 5, null],
  [{ input: 'BOOLEAN' }, 'yes', 'yes'],
  [{ input: 'CHOICE', options: OPTIONS }, '1', '1'],
  [{ input: 'CHOICE', options: OPTIONS }, 1, null],
  [{ input: 'CHOICES', options: OPTIONS }, [1, 3], '[1,3]'],
  [{ input: 'TEXTS' }, ['a', 1], '["a",1]'],
  [{ input: 'TEXT' }, 7, '7'],
  [{ input: 'MONEY' }, 'USD 5', 'USD 5'],
  [{ input: 'COMPOSITE' }, {}, null],
  [{ input: 'TABLE' }, { item: 'x' }, null],
  [{ input: 'TABLE' }, ['x'], '["x"]'],
  [{ input: 'FILES' }, 'x', null],
  [{ input: 'DATE' }, null, null],
])('tells what %j can’t show of %j: %j', (field, value, words) => {
  expect(misfit(field, value)).toBe(words);
});

it('keeps the type of an option’s value', () => {
  expect(toOptionViews(OPTIONS, ['2']).map(({ isChosen }) => isChosen)).toEqual([false, true]);
  expect(toOptionViews(OPTIONS, 1).map(({ isChosen }) => isChosen)).toEqual([true, false]);
  expect(toOptionViews(OPTIONS, null).map(({ isChosen }) => isChosen)).toEqual([false, false]);
});

it('changes one part of a value and leaves nothing when the last part is gone', () => {
  expect(withMember({ type: 'USD' }, 'value', 5)).toEqual({ type: 'USD', value: 5 });
  expect(withMember({ type: 'USD' }, 'type', null)).toBeNull();
  expect(withMember('USD 5', 'value', 5)).toEqual({ value: 5 });
  expect(memberOf({ type: 'USD' }, 'type')).toBe('USD');
  expect(memberOf(['USD'], 'length')).toBeNull();
  expect(memberOf({}, 'toString')).toBeNull();
});

it('takes the one for a list of one', () => {
  expect(toRows({ item: 'x' })).toEqual([{ item: 'x' }]);
  expect(toRows(null)).toEqual([]);
});

it('keeps words short', () => {
  expect(toWords(null)).toBe('nothing');
  expect(toWords({ a: 1 })).toBe('{"a":1}');
  expect(toWords('x'.repeat(200))).toHaveLength(81);
});
