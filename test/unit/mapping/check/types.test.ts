import { describe, expect, test } from 'vitest';
import type { FieldDescription } from '../../../../src/connectors/crm.js';
import type { TemplateField } from '../../../../src/connectors/spotdraft/template.js';
import { CONTRACT_STATUSES } from '../../../../src/domain/contract.js';
import { parseMappingFile } from '../../../../src/mapping/index.js';
import { composite, currency, duration, leaf, repeating } from '../samples.js';
import { DEAL_FIELDS, faultsOf } from './faults-of.js';

const PARTY = `    counterparties: [{organizationName: '"Acme"', contact: '{"firstName": "A", "email": "a@a.test"}'}]`;
const OPTIONS = [
  { label: 'Net 30', value: 'n30' },
  { label: 'Net 60', value: 'n60' },
];

describe('from a deal into a template', () => {
  const check = (expression: string, field: TemplateField) =>
    faultsOf(
      `version: 1\ncontracts:\n  - template: 1204\n${PARTY}\n    data:\n      f: ${JSON.stringify(expression)}\nwriteback: {contract: null, opportunity: null}\n`,
      [field],
      DEAL_FIELDS,
    );

  test.each<[string, TemplateField, string]>([
    [
      '"Net 31"',
      leaf('f', 'enum', { options: OPTIONS }),
      'must be one of Net 30, Net 60 (sent as "n30", "n60"), but the expression gives "Net 31" (did you mean "Net 30"?)',
    ],
    ['Closed ? "Net 30" : "Net 90"', leaf('f', 'enum', { options: OPTIONS }), 'gives "Net 90"'],
    ['$t := "x"', leaf('f', 'enum', { options: OPTIONS }), 'gives "x"'],
    ['["Net 30", "none"]', leaf('f', 'array of options', { options: OPTIONS }), 'gives "none"'],
    [
      'Amount',
      leaf('f', 'enum', { options: OPTIONS }),
      'has no option that is a number, but Amount is a CRM field of type currency',
    ],
    ['Closed', leaf('f', 'enum', { options: OPTIONS }), 'has no option that is a boolean'],
    ['Amount * 2', leaf('f', 'enum', { options: OPTIONS }), 'gives a number'],
    ['Amount * 2', leaf('f'), 'gives a number; wrap it in $string(…)'],
    ['-Amount', leaf('f'), 'gives a number'],
    ['Amount > 2', leaf('f'), 'gives a boolean'],
    ['Name & "x"', leaf('f', 'float'), 'gives a text; convert it with $number(…)'],
    ['$today()', leaf('f', 'int'), 'gives a date; convert it'],
    ['$count(OpportunityLineItems)', leaf('f', 'boolean'), 'gives a number'],
    ['5', leaf('f', 'date'), 'must be a date written as 2026-03-28, but the expression gives 5'],
    ['"soon"', leaf('f', 'date'), 'gives "soon"'],
    ['Name', leaf('f', 'int'), 'is of type int, but Name is a CRM field of type text'],
    ['Closed', leaf('f', 'float'), 'is of type float, but Closed is a CRM field of type boolean'],
    ['Name', leaf('f', 'boolean'), 'is of type boolean, but Name is a CRM field of type text'],
    ['(Amount)', leaf('f', 'date'), 'is of type date, but Amount is a CRM field of type currency'],
    ['Amount ?? CloseDate', leaf('f', 'float'), 'CloseDate is a CRM field of type date'],
    ['Body', leaf('f'), 'is the body of a file'],
    [
      'Address',
      leaf('f'),
      'but Address is an object of parts; name one of them, such as Address.city',
    ],
    [
      'Address',
      composite('f', 'address', [leaf('line_one')]),
      'write {"line_one": …} with fields of their own',
    ],
    ['Address.latitude', leaf('f'), 'Address.latitude is a CRM field of type number'],
    ['$string', leaf('f'), 'gives a function; call it by writing parentheses after it'],
    ['function($x){ $x }', leaf('f', 'int'), 'gives a function'],
    ['$map', repeating('f', [leaf('a')]), 'gives a function'],
    ['CloseDate', leaf('f', 'enum', { options: OPTIONS }), 'has no option that is a date'],
    ['$today()', leaf('f', 'enum', { options: OPTIONS }), 'gives a date'],
    ['Secret', leaf('f'), 'warning m.yaml:6:7 Secret is encrypted'],
    ['Tags', leaf('f'), '$join($split(Tags, ";"), ", ")'],
    ['Tags', leaf('f', 'array of strings'), 'write $split(Tags, ";")'],
    ['Tags', leaf('f', 'array of options', { options: OPTIONS }), 'write $split(Tags, ";")'],
    ['{"a": 1}', leaf('f'), 'gives an object'],
    ['Name', currency('f'), 'is made of type, value, but the expression gives a single value'],
    [
      '{"type": "usd", "value": Amount}',
      currency('f'),
      'must have the three-letter code of its currency, such as USD, but the expression gives "usd"',
    ],
    ['{"type": "WEEKS", "value": 6}', duration('f'), 'must be in DAYS, MONTHS, YEARS'],
    ['{"type": "USD", "value": Name}', currency('f'), 'but Name is a CRM field of type text'],
    [
      '{"type": "USD", "valeu": Amount}',
      currency('f'),
      'has no part "valeu" (did you mean "value"?)',
    ],
    [
      '[OpportunityLineItems.{"qty": Name}]',
      repeating('f', [leaf('qty', 'float')]),
      'Name is a CRM field of type text',
    ],
    [
      '[OpportunityLineItems.{"term": "Net 31"}]',
      repeating('f', [leaf('term', 'enum', { options: OPTIONS })]),
      'gives "Net 31"',
    ],
    [
      '$map(OpportunityLineItems, function($i){ {"q": $i.Quantity} })',
      repeating('f', [leaf('qty', 'float')]),
      'has no column "q"',
    ],
    [
      '[{"a": "x"}]',
      repeating('f', [leaf('a'), leaf('b', 'string', { required: true })]),
      'needs the column "b" (Label of b)',
    ],
    [
      '{"a": "x"}',
      composite('f', 'address', [leaf('a'), leaf('b', 'string', { required: true })]),
      'needs the part "b"',
    ],
    [
      'company',
      leaf('f'),
      `has no field company, or dealdraft may not read it; correct the path or grant the field; if a fixed text is meant, write it in both kinds of quotes: '"company"'`,
    ],
  ])('%s is named at its key', async (expression, field, message) => {
    const faults = await check(expression, field);
    expect(faults.join('\n')).toContain(message);
    for (const fault of faults) expect(fault).toMatch(/^(?:error|warning) m\.yaml:6:7 /);
  });

  test.each<[string, TemplateField]>([
    ['Rich', leaf('f')],
    ['Seats', leaf('f', 'int')],
    ['Oddity', leaf('f', 'enum', { options: OPTIONS })],
    ['Oddity', composite('f', 'address', [leaf('a')])],
    ['Address', composite('f', 'address', [leaf('street'), leaf('city')])],
    ['Address.city', leaf('f')],
    ['Address.latitude', leaf('f', 'float')],
    ['CloseDate', leaf('f', 'enum', { options: [{ label: 'Year end', value: '2026-12-31' }] })],
    ['"n30"', leaf('f', 'enum', { options: OPTIONS })],
    ['Name = "x" ? "Net 30" : ""', leaf('f', 'enum', { options: OPTIONS })],
    ['$lookup({"A": "n30"}, Name)', leaf('f', 'enum', { options: OPTIONS })],
    ['$now()', leaf('f', 'date')],
    ['$now("[Y]")', leaf('f')],
    ['$fromMillis(0)', leaf('f', 'date')],
    ['{"type": "MONTHS", "value": 6, "days": 180}', duration('f')],
    ['Amount * 2', leaf('f', 'enum', { options: [{ label: 'two', value: 2 }] })],
    ['{Name: 1}', composite('f', null, [leaf('a', 'int', { required: true })])],
    ['5', leaf('f', 'unknown')],
    ['$split(Tags, ";")', leaf('f', 'array of strings')],
  ])('%s is taken', async (expression, field) => {
    expect(await check(expression, field)).toEqual([]);
  });

  test('parts of counterparties are judged, too', async () => {
    const text = `version: 1
contracts:
  - template: 1204
    name: Amount
    counterparties:
      - isIndividual: Name
        organizationName: Closed
        organizationType: company
        contact: >-
          {"firstName": Name, "emial": Name}
        address:
          country: Amount
writeback: {contract: null, opportunity: null}
`;
    expect(await faultsOf(text, [], DEAL_FIELDS)).toEqual([
      expect.stringMatching(/^error m\.yaml:8:9 company: .*'"company"'/),
      expect.stringMatching(/^error m\.yaml:4:5 field "name" .*currency/),
      expect.stringMatching(/^error m\.yaml:6:9 field "isIndividual" .*text/),
      expect.stringMatching(/^error m\.yaml:7:9 field "organizationName" .*boolean/),
      expect.stringMatching(/^error m\.yaml:9:9 .*no part "emial" \(did you mean "email"\?\)/),
      expect.stringMatching(/^error m\.yaml:9:9 .*needs the part "email"/),
      expect.stringMatching(/^error m\.yaml:12:11 field "country" .*currency/),
    ]);
  });
});

describe('from a contract into the CRM', () => {
  const check = (expression: string, field: Partial<FieldDescription>, opportunity = false) =>
    faultsOf(
      opportunity
        ? `version: 1\ncontracts: []\nwriteback:\n  contract: null\n  opportunity:\n    fields:\n      F: ${JSON.stringify(expression)}\n`
        : `version: 1\ncontracts: []\nwriteback:\n  opportunity: null\n  contract:\n    object: C__c\n    externalId: Id__c\n    fields:\n      F: ${JSON.stringify(expression)}\n`,
      [],
      { F: field },
    );

  const STATUSES = {
    type: 'picklist',
    picklistValues: ['New', 'Done'],
    restrictedPicklist: true,
  } as const;

  test.each<[string, Partial<FieldDescription>, string]>([
    [
      'createdAt',
      { type: 'date' },
      'is a CRM field of type date, but the expression gives createdAt, a date with time; cut the time off with $substringBefore(…, "T")',
    ],
    [
      'name',
      { type: 'integer' },
      'of type integer, but the expression gives name, a text; convert it with $number(…)',
    ],
    ['name', { type: 'date' }, 'gives name, a text'],
    ['status', { type: 'boolean' }, "gives status, a contract's status"],
    ['status', { type: 'email' }, "gives status, a contract's status"],
    ['url', { type: 'phone' }, 'gives url, a link'],
    ['createdBy', { type: 'datetime' }, 'gives createdBy, an e-mail address'],
    ['counterpartyName', { type: 'reference' }, 'gives counterpartyName, a text'],
    ['type', {}, 'gives type, which is an object; name a part of it'],
    ['name', { type: 'base64' }, 'of type base64'],
    ['name', { type: 'other' }, 'of type other'],
    ['1 + 1', {}, 'gives a number; wrap it in $string(…)'],
    ['status = "SIGN"', { type: 'currency' }, 'gives true or false'],
    ['name & "x"', { type: 'currency' }, 'gives a text; convert it with $number(…)'],
    ['"Nwe"', STATUSES, 'takes one of New, Done, not "Nwe" (did you mean "New"?)'],
    ['kind', STATUSES, 'is a restricted picklist without TEMPLATE_CONTRACT'],
    ['"soon"', { type: 'date' }, 'takes a date such as 2026-03-28, not "soon"'],
    ['5', {}, 'takes a text, not 5'],
    ['12345', { type: 'integer', precision: 3, scale: 0 }, 'up to 3 digits'],
    ['{"a": 1}', {}, 'an object, which no CRM field can hold'],
    ['externalMetadata', {}, 'gives externalMetadata, which is an object; name a part of it'],
    ['$uppercase', {}, 'gives a function; call it by writing parentheses after it'],
    ['name', { type: 'compound' }, 'of type compound'],
  ])('%s is named at its key', async (expression, field, message) => {
    const faults = await check(expression, field);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^error m\.yaml:9:7 C__c\.F/);
    expect(faults[0]).toContain(message);
  });

  test.each<[string, Partial<FieldDescription>]>([
    ['createdAt', { type: 'datetime' }],
    ['createdAt', {}],
    ['$substringBefore(createdAt, "T")', { type: 'date' }],
    ['opportunityId', { type: 'reference' }],
    ['createdBy', { type: 'email' }],
    ['url', { type: 'url' }],
    ['externalMetadata.amount', { type: 'currency' }],
    ['status = "SIGN"', { type: 'boolean' }],
    ['$length(name)', { type: 'integer' }],
    ['"New"', STATUSES],
    ['""', STATUSES],
    ['status = "SIGN" ? "New" : "Done"', STATUSES],
    ['externalMetadata.status', STATUSES],
    ['name', { ...STATUSES, restrictedPicklist: false }],
    [
      'status',
      { ...STATUSES, picklistValues: CONTRACT_STATUSES.map((status) => status.toLowerCase()) },
    ],
  ])('%s is taken', async (expression, field) => {
    expect(await check(expression, field)).toEqual([]);
  });

  test('a text for a restricted picklist is told to be any text', async () => {
    expect(await check('counterpartyName', STATUSES)).toEqual([
      expect.stringMatching(
        /^warning m\.yaml:9:7 C__c\.F is a restricted picklist, but counterpartyName may be any text; rows with another than New, Done/,
      ),
    ]);
  });

  test('fields of the deal are judged the same way', async () => {
    expect(await check('contracts[0].createdAt', { type: 'date' }, true)).toEqual([
      expect.stringMatching(
        /^error m\.yaml:7:7 Opportunity\.F .*contracts\.createdAt, a date with time/,
      ),
    ]);
    expect(await check('contracts[status = "EXECUTED"][0].url', { type: 'url' }, true)).toEqual([]);
    expect(await check('contracts[0]', {}, true)).toEqual([
      expect.stringContaining('gives contracts, which is an object'),
    ]);
  });

  test('a bare word is told how a fixed text is written, when the file is read', () => {
    const read = () =>
      parseMappingFile(
        'version: 1\ncontracts: []\nwriteback: {opportunity: null, contract: {object: A, externalId: B, fields: {F: signed}}}\n',
        'm.yaml',
      );
    expect(read).toThrow(/m\.yaml:3:78: .*a contract has no "signed" here.*'"signed"'/);
  });
});

test('each message stands at its own key in flow style, over several lines and behind an anchor', async () => {
  const text = `version: 1
contracts:
  - template: 1204
    counterparties: &parties
      - organizationName: Acount.Name
        contact: |
          {
            "firstName": "A",
            "email": Emial
          }
    data: {f: Nmae, g:
      Nmae}
  - template: 5
    counterparties: *parties
writeback: {contract: {object: C__c, externalId: Id__c,
  fields: {Nope: name}}, opportunity: null}
`;
  const faults = await faultsOf(text, [leaf('f'), leaf('g')], DEAL_FIELDS);
  expect(faults.map((fault) => /m\.yaml:\S+ \S+/.exec(fault)?.[0])).toEqual([
    'm.yaml:5:9 Acount.Name:',
    'm.yaml:6:9 Emial:',
    'm.yaml:11:12 Nmae:',
    'm.yaml:11:21 Nmae:',
    'm.yaml:13:5 SpotDraft',
    'm.yaml:16:12 C__c',
  ]);
});
