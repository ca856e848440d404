import { describe, expect, test } from 'vitest';
import type { Template } from '../../../../src/connectors/spotdraft/template.js';
import { mapDeal } from '../../../../src/mapping/index.js';
import { NOW, entry, template } from '../samples.js';

const DEAL = {
  Account: { Name: ' Acme Inc ', Street: 'Main St 1', City: 'Berlin', Country: 'DE' },
  Blank: ' ',
  Empty: null,
  Number: 5,
  People: [
    { FirstName: 'Ada', LastName: 'L', Email: 'ada@acme.test', IsPrimary: true },
    { FirstName: 'Bob', LastName: 'M', Email: 'bob@acme.test', IsPrimary: false },
  ],
};
const PEOPLE = '.{"firstName": FirstName, "lastName": LastName, "email": Email}';
const ADA = `contact: 'People[IsPrimary]${PEOPLE}'`;

async function parties(
  lines: readonly string[],
  kind: Template['counterpartyKind'] = 'organisation',
) {
  const contract = entry({}, `\n    counterparties:\n      - ${lines.join('\n        ')}`);
  const mapped = await mapDeal({
    contract,
    deal: DEAL,
    fields: [],
    template: template([], kind),
    overrides: {},
    name: null,
    now: NOW,
  });
  return {
    parties: mapped.counterparties,
    errors: mapped.userErrors.map(({ code, field }) => `${code} ${field?.join('.') ?? ''}`),
  };
}

describe('counterparties of mapDeal', () => {
  test('map an organisation with everything', async () => {
    const { parties: found, errors } = await parties([
      'organizationName: Account.Name',
      `organizationType: '"company"'`,
      'jurisdiction: Account.Country',
      `partyRole: '"customer"'`,
      'isIndividual: false',
      `address: {line1: Account.Street, line2: '"Floor 2"', city: Account.City, state: '"BE"', zipcode: '"10115"', country: Account.Country}`,
      ADA,
    ]);
    expect(errors).toEqual([]);
    expect(found).toEqual([
      {
        isIndividual: false,
        organizationName: 'Acme Inc',
        organizationType: 'company',
        jurisdiction: 'DE',
        partyRole: 'customer',
        address: {
          lineOne: 'Main St 1',
          lineTwo: 'Floor 2',
          city: 'Berlin',
          state: 'BE',
          zipcode: '10115',
          countryCode: 'DE',
        },
        contact: { firstName: 'Ada', lastName: 'L', email: 'ada@acme.test' },
      },
    ]);
  });

  test('map a short address, and none where every line is empty', async () => {
    const short = await parties([
      'organizationName: Account.Name',
      'address: {line1: Account.Street, city: Account.City, country: Account.Country}',
      ADA,
    ]);
    expect(short.parties[0]?.address).toEqual({
      lineOne: 'Main St 1',
      city: 'Berlin',
      countryCode: 'DE',
    });
    const none = await parties([
      'organizationName: Account.Name',
      'address: {line1: Empty, city: Blank}',
      ADA,
    ]);
    expect(none.errors).toEqual([]);
    expect(none.parties[0]).not.toHaveProperty('address');
  });

  test('are people where the template takes people only', async () => {
    const { parties: found } = await parties([ADA], 'individual');
    expect(found).toEqual([
      { isIndividual: true, contact: { firstName: 'Ada', lastName: 'L', email: 'ada@acme.test' } },
    ]);
  });

  test.each<[string, Template['counterpartyKind'], string[], string[]]>([
    [
      'a person in a template for organisations',
      'organisation',
      ['isIndividual: true', ADA],
      ['INVALID_VALUE counterparties.0.isIndividual'],
    ],
    [
      'an organisation in a template for people',
      'individual',
      ['isIndividual: false', 'organizationName: Account.Name', ADA],
      ['INVALID_VALUE counterparties.0.isIndividual'],
    ],
    ['a person where both are taken', 'both', ['isIndividual: true', ADA], []],
    [
      'a kind that is neither',
      'both',
      ['isIndividual: Number', 'organizationName: Account.Name', ADA],
      ['INVALID_VALUE counterparties.0.isIndividual'],
    ],
    [
      'an organisation without a mapped name',
      'organisation',
      [ADA],
      ['REQUIRED counterparties.0.organizationName'],
    ],
    [
      'an organisation without a name',
      'organisation',
      ['organizationName: Blank', ADA],
      ['REQUIRED counterparties.0.organizationName'],
    ],
    [
      'a number as name',
      'both',
      ['isIndividual: true', 'organizationName: Number', ADA],
      ['INVALID_VALUE counterparties.0.organizationName'],
    ],
    [
      'a failing name',
      'both',
      ['isIndividual: true', 'organizationName: Number + Blank', ADA],
      ['MAPPING_FAILED counterparties.0.organizationName'],
    ],
    [
      'no mapped contact',
      'individual',
      ['isIndividual: true'],
      ['REQUIRED counterparties.0.contact'],
    ],
    [
      'no contact found',
      'individual',
      [`contact: 'People[FirstName = "Cy"]${PEOPLE}'`],
      ['REQUIRED counterparties.0.contact'],
    ],
    [
      'an empty list of contacts',
      'individual',
      ["contact: '[]'"],
      ['REQUIRED counterparties.0.contact'],
    ],
    [
      'several contacts',
      'individual',
      [`contact: 'People${PEOPLE}'`],
      ['INVALID_VALUE counterparties.0.contact'],
    ],
    ['a list of one contact', 'individual', [`contact: '[People[0]${PEOPLE}]'`], []],
    [
      'a text as contact',
      'individual',
      ['contact: Account.Name'],
      ['INVALID_VALUE counterparties.0.contact'],
    ],
    [
      'a failing contact',
      'individual',
      ['contact: Number + Blank'],
      ['MAPPING_FAILED counterparties.0.contact'],
    ],
    [
      'a contact without its parts',
      'individual',
      [`contact: '{"firstName": Blank, "first_name": "A"}'`],
      [
        'UNKNOWN_FIELD counterparties.0.contact.first_name',
        'REQUIRED counterparties.0.contact.firstName',
        'REQUIRED counterparties.0.contact.email',
      ],
    ],
    [
      'a contact with wrong parts',
      'individual',
      [`contact: '{"firstName": 5, "email": "nobody"}'`],
      [
        'INVALID_VALUE counterparties.0.contact.firstName',
        'INVALID_VALUE counterparties.0.contact.email',
      ],
    ],
    [
      'an incomplete address',
      'individual',
      ['address: {state: Account.City}', ADA],
      [
        'REQUIRED counterparties.0.address.line1',
        'REQUIRED counterparties.0.address.city',
        'REQUIRED counterparties.0.address.country',
      ],
    ],
    [
      'an address with an unfilled line',
      'individual',
      ['address: {line1: Account.Street, city: Blank, country: Account.Country}', ADA],
      ['REQUIRED counterparties.0.address.city'],
    ],
    [
      'a country that is no code',
      'individual',
      [`address: {line1: Account.Street, city: Account.City, country: '"Germany"'}`, ADA],
      ['INVALID_VALUE counterparties.0.address.country'],
    ],
  ])('with %s', async (_what, kind, lines, errors) => {
    const result = await parties(lines, kind);
    expect(result.errors).toEqual(errors);
    expect(result.parties).toHaveLength(errors.length === 0 ? 1 : 0);
  });

  test('are needed', async () => {
    const input = {
      contract: entry({}, ''),
      deal: DEAL,
      fields: [],
      template: template([]),
      overrides: {},
      name: null,
      now: NOW,
    };
    expect((await mapDeal(input)).userErrors).toEqual([
      {
        field: ['counterparties'],
        code: 'REQUIRED',
        message: expect.stringContaining('names no counterparty'),
      },
    ]);
  });
});
