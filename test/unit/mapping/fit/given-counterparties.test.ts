import { describe, expect, test } from 'vitest';
import type { Template } from '../../../../src/connectors/spotdraft/template.js';
import type { GivenCounterparty } from '../../../../src/mapping/index.js';
import { mapDeal } from '../../../../src/mapping/index.js';
import { NOW, entry, template } from '../samples.js';

async function fitted(
  counterparties: readonly GivenCounterparty[],
  kind: Template['counterpartyKind'] = 'organisation',
) {
  const mapped = await mapDeal({
    contract: entry({}),
    deal: {},
    fields: [],
    template: template([], kind),
    overrides: {},
    name: null,
    counterparties,
    now: NOW,
  });
  return {
    parties: mapped.counterparties,
    drafted: mapped.drafted.counterparties,
    errors: mapped.userErrors.map(({ code, field }) => `${code} ${field?.join('.') ?? ''}`),
  };
}

const contact = { firstName: 'Eva', email: 'eva@globex.test' };
const globex = { organizationName: 'Globex', contact };

describe('counterparties of a caller', () => {
  test('take the place of those of the mapping, with all that they say', async () => {
    const { parties, errors } = await fitted([
      {
        organizationName: ' Globex ',
        organizationType: 'GmbH',
        jurisdiction: 'DE',
        partyRole: 'buyer',
        contact: { firstName: 'Eva', lastName: 'Holm', email: 'eva@globex.test' },
        address: { line1: 'Street 1', line2: ' ', city: 'Berlin', country: 'DE', zipcode: '1' },
      },
    ]);
    expect(errors).toEqual([]);
    expect(parties).toEqual([
      {
        isIndividual: false,
        organizationName: 'Globex',
        organizationType: 'GmbH',
        jurisdiction: 'DE',
        partyRole: 'buyer',
        contact: { firstName: 'Eva', lastName: 'Holm', email: 'eva@globex.test' },
        address: { lineOne: 'Street 1', city: 'Berlin', countryCode: 'DE', zipcode: '1' },
      },
    ]);
  });

  test('are persons where the template is for persons', async () => {
    expect(await fitted([{ contact }], 'individual')).toMatchObject({
      errors: [],
      parties: [{ isIndividual: true, contact }],
    });
    expect((await fitted([{ contact, isIndividual: true }], 'both')).errors).toEqual([]);
  });

  const cases: readonly [string, readonly GivenCounterparty[], readonly string[]][] = [
    ['an empty list', [], ['REQUIRED counterparties']],
    [
      'nothing of one',
      [globex, {}],
      ['REQUIRED counterparties.1.organizationName', 'REQUIRED counterparties.1.contact'],
    ],
    [
      'a contact without its parts',
      [{ ...globex, contact: { firstName: ' ', email: '' } }],
      ['REQUIRED counterparties.0.contact.firstName', 'REQUIRED counterparties.0.contact.email'],
    ],
    [
      'an address that is none',
      [{ ...globex, contact: { ...contact, email: 'eva at globex' } }],
      ['INVALID_VALUE counterparties.0.contact.email'],
    ],
    [
      'a person where the template is for organisations',
      [{ isIndividual: true, contact }],
      ['INVALID_VALUE counterparties.0.isIndividual'],
    ],
    [
      'half an address',
      [{ ...globex, address: { line1: '', city: ' ', country: 'Germany' } }],
      [
        'REQUIRED counterparties.0.address.line1',
        'REQUIRED counterparties.0.address.city',
        'INVALID_VALUE counterparties.0.address.country',
      ],
    ],
    [
      'an address without a country',
      [{ ...globex, address: { line1: 'Street 1', city: 'Berlin', country: '' } }],
      ['REQUIRED counterparties.0.address.country'],
    ],
    ['an id that SpotDraft does not know', [{ unknownId: '9' }], ['NOT_FOUND counterparties.0.id']],
  ];
  test.each(cases)('are refused with %s', async (_name, given, expected) => {
    const { errors, drafted } = await fitted(given);
    expect(errors).toEqual(expected);
    expect(drafted).toHaveLength(given.length);
    expect(drafted.at(-1)?.request ?? null).toBeNull();
  });
});
