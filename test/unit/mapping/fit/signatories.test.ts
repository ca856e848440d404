import { describe, expect, test } from 'vitest';
import type { MapDealInput } from '../../../../src/mapping/fit/map-deal.js';
import { mapDeal } from '../../../../src/mapping/index.js';
import { NOW, entry, template } from '../samples.js';

const DEAL = {
  Name: 'Fleet',
  Empty: null,
  Blank: ' ',
  Place: 2,
  People: [
    { FirstName: 'Ada', LastName: 'Ek', Email: ' ada@acme.test ', Title: 'CFO' },
    { FirstName: 'Bo', LastName: 'Lund', Email: 'bo at acme', Title: null },
  ],
};

const PARTIES = `
    counterparties:
      - organizationName: '"Acme"'
        contact: '{"firstName": "Ada", "email": "ada@acme.test"}'
      - isIndividual: true
        contact: '{"firstName": "Cy", "lastName": "Berg", "email": "cy@berg.test"}'`;

async function mapped(
  lines: readonly string[],
  given: Pick<MapDealInput, 'counterparties' | 'signatories'> = {},
) {
  const { drafted, signatories, userErrors } = await mapDeal({
    contract: entry({}, `${PARTIES}\n    ${lines.join('\n    ')}`),
    deal: DEAL,
    fields: [],
    template: template([], 'both'),
    overrides: {},
    name: null,
    now: NOW,
    ...given,
  });
  return {
    drafted: drafted.signatories,
    signatories,
    errors: userErrors.map(({ code, field }) => `${code} ${field?.join('.') ?? ''}`),
    messages: userErrors.map(({ message }) => message),
  };
}

const OURS = `- {name: '"Di Holm"', email: '"di@seller.test"', order: 1}`;

describe('signatories of the mapping', () => {
  test('are named, sign for a counterparty by its own name, and have a place in the order', async () => {
    const { signatories, errors } = await mapped([
      'signatories:',
      `  - name: People[0].(FirstName & " " & LastName)`,
      '    email: People[0].Email',
      '    title: People[0].Title',
      `    note: '"Please sign " & Name'`,
      '    order: Place',
      '    counterparty: 1',
      `  - {name: '"Cy Berg"', email: '"cy@berg.test"', order: 1, counterparty: 2}`,
      `  - {name: '"Di Holm"', email: '"di@seller.test"', order: 3, title: Empty, note: Blank, counterparty: Empty}`,
    ]);
    expect(errors).toEqual([]);
    expect(signatories).toEqual([
      {
        name: 'Ada Ek',
        email: 'ada@acme.test',
        title: 'CFO',
        note: 'Please sign Fleet',
        order: 2,
        isCounterparty: true,
        counterpartyName: 'Acme',
      },
      {
        name: 'Cy Berg',
        email: 'cy@berg.test',
        order: 1,
        isCounterparty: true,
        counterpartyName: 'Cy Berg',
      },
      { name: 'Di Holm', email: 'di@seller.test', order: 3, isCounterparty: false },
    ]);
  });

  test('are the contact of their counterparty where neither name nor address is mapped', async () => {
    const lines = [
      'signatories:',
      '  - {counterparty: 2, title: "People[0].Title"}',
      '  - counterparty: 1',
    ];
    expect(await mapped(lines)).toMatchObject({
      errors: [],
      signatories: [
        { name: 'Cy Berg', email: 'cy@berg.test', title: 'CFO', counterpartyName: 'Cy Berg' },
        { name: 'Ada', email: 'ada@acme.test', counterpartyName: 'Acme' },
      ],
    });
    const incomplete = await mapped(lines, { counterparties: [{ organizationName: 'Globex' }] });
    expect(incomplete.errors).toEqual([
      'REQUIRED counterparties.0.contact',
      'INVALID_VALUE signatories.0.counterparty',
    ]);
    expect((await mapped(['signatories: [{title: Name}]'])).errors).toEqual([
      'REQUIRED signatories.0.name',
      'REQUIRED signatories.0.email',
    ]);
  });

  test('are none where none is mapped', async () => {
    expect(await mapped([])).toMatchObject({ signatories: [], drafted: [], errors: [] });
  });

  test('who are incomplete are shown as far as they are known, each with what is wrong', async () => {
    const { drafted, signatories, errors } = await mapped([
      'signatories:',
      '  - {name: Empty, email: "People[1].Email", counterparty: 3}',
      `  - {name: '"Cy"', order: Name, counterparty: 1.5}`,
      `  - {email: 'People.Email', name: '"Two"'}`,
    ]);
    expect(signatories).toEqual([]);
    expect(drafted[0]).toMatchObject({ found: { email: 'bo at acme', isCounterparty: true } });
    expect(
      drafted.map(({ userErrors }) => userErrors.map(({ field }) => field?.join('.'))),
    ).toEqual([
      ['signatories.0.name', 'signatories.0.email', 'signatories.0.counterparty'],
      ['signatories.1.counterparty', 'signatories.1.email', 'signatories.1.order'],
      ['signatories.2.email'],
    ]);
    expect(errors).toEqual([
      'REQUIRED signatories.0.name',
      'INVALID_VALUE signatories.0.email',
      'INVALID_VALUE signatories.0.counterparty',
      'INVALID_VALUE signatories.1.counterparty',
      'REQUIRED signatories.1.email',
      'INVALID_VALUE signatories.1.order',
      'INVALID_VALUE signatories.2.email',
    ]);
  });

  test('who sign for a counterparty that is not complete wait for it without a word of their own', async () => {
    const { drafted, errors } = await mapped(
      ['signatories:', `  - {name: '"Ada"', email: '"ada@acme.test"', counterparty: 1}`],
      { counterparties: [{ organizationName: 'Globex' }] },
    );
    expect(errors).toEqual(['REQUIRED counterparties.0.contact']);
    expect(drafted).toMatchObject([{ request: null, userErrors: [] }]);
  });
});

describe('the order of signing', () => {
  test('has a place for all signatories, or for none', async () => {
    const { drafted, errors, messages } = await mapped([
      'signatories:',
      `  ${OURS}`,
      `  - {name: '"Ada"', email: '"ada@acme.test"', counterparty: 1}`,
    ]);
    expect(errors).toEqual(['REQUIRED signatories.1.order']);
    expect(messages[0]).toMatch(/Signatory 2 .* all signatories .* or none/);
    expect(drafted.map(({ request }) => request === null)).toEqual([false, true]);
  });

  test('needs a signatory of a counterparty', async () => {
    const { errors } = await mapped(['signatories:', `  ${OURS}`]);
    expect(errors).toEqual(['INVALID_VALUE signatories']);
  });

  test.each([0, -1, 1.5, 1_001])('has no place %s', async (order) => {
    const given = [{ name: 'Di', email: 'di@seller.test', order, counterpartyName: 'Acme' }];
    expect((await mapped([], { signatories: given })).errors).toEqual([
      'INVALID_VALUE signatories.0.order',
    ]);
  });
});

describe('signatories of a caller', () => {
  test('take the place of those of the mapping', async () => {
    const { signatories, errors } = await mapped(['signatories:', `  ${OURS}`], {
      signatories: [
        { name: ' Ada Ek ', email: 'ada@acme.test', counterpartyName: 'acme', title: ' ' },
        { name: 'Di', email: 'di@seller.test', isCounterparty: false, note: 'Thanks' },
      ],
    });
    expect(errors).toEqual([]);
    expect(signatories).toEqual([
      { name: 'Ada Ek', email: 'ada@acme.test', isCounterparty: true, counterpartyName: 'Acme' },
      { name: 'Di', email: 'di@seller.test', isCounterparty: false, note: 'Thanks' },
    ]);
    expect(
      (await mapped([`signatories: [{name: '"A"', email: '"a@b.c"'}]`], { signatories: [] }))
        .drafted,
    ).toEqual([]);
  });

  test('sign for the only counterparty where there is one', async () => {
    const one = [{ organizationName: 'Globex', contact: { firstName: 'Eva', email: 'e@g.test' } }];
    const { signatories } = await mapped([], {
      counterparties: one,
      signatories: [{ name: 'Eva', email: 'e@g.test', isCounterparty: true }],
    });
    expect(signatories).toMatchObject([{ isCounterparty: true, counterpartyName: 'Globex' }]);
  });

  test('are told which counterparty they may have meant', async () => {
    const given = { name: 'Ada', email: 'ada@acme.test', counterpartyName: 'Acmee' };
    const { messages } = await mapped([], { signatories: [given] });
    expect(messages).toEqual([expect.stringContaining('did you mean "Acme"')]);
  });

  test.each([
    ['without a name', { name: ' ' }, 'REQUIRED signatories.0.name'],
    ['without an address', { email: '' }, 'REQUIRED signatories.0.email'],
    ['with an address that is none', { email: 'ada@' }, 'INVALID_VALUE signatories.0.email'],
    ['for one of several', { isCounterparty: true }, 'REQUIRED signatories.0.counterpartyName'],
    [
      'for nobody of the contract',
      { counterpartyName: 'Acmee' },
      'INVALID_VALUE signatories.0.counterpartyName',
    ],
    [
      'for us and for a counterparty',
      { isCounterparty: false, counterpartyName: 'Acme' },
      'INVALID_VALUE signatories.0.counterpartyName',
    ],
  ])('are refused %s', async (_name, changes, error) => {
    const given = { name: 'Ada', email: 'ada@acme.test', ...changes };
    const { errors, drafted } = await mapped([], { signatories: [given] });
    expect(errors).toEqual([error]);
    expect(drafted[0]?.request).toBeNull();
  });
});
