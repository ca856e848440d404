import { describe, expect, it } from 'vitest';
import { toOpportunity } from '../../../../src/connectors/salesforce/opportunity.wire.js';

const READING = { instanceUrl: 'https://acme.my.salesforce.com', defaultCurrency: 'EUR' };
const ROW = {
  attributes: { type: 'Opportunity' },
  Id: '0065g00AqnHTqz5AED',
  Name: 'Larkfield Logistics, 40 seats',
  StageName: 'Negotiation',
  CloseDate: '2026-06-30',
  IsClosed: false,
  IsWon: false,
  CreatedDate: '2026-03-31T09:15:00.000+0000',
  LastModifiedDate: '2026-04-01T09:15:00.000+0000',
  Amount: 12_000,
  CurrencyIsoCode: 'USD',
  Probability: 75,
  Owner: { Id: '0055g00000AbcdEAAR', Name: 'Jo Bloggs', Email: 'jo@example.com' },
  Account: { Id: '0015g00000AbcdEAAR', Name: 'Larkfield', BillingCity: 'Lyon' },
};

describe('a deal of Salesforce', () => {
  it('is read as it is documented', () => {
    expect(toOpportunity(ROW, READING)).toEqual({
      id: '0065g00AqnHTqz5AED',
      name: 'Larkfield Logistics, 40 seats',
      stageName: 'Negotiation',
      amount: { value: 12_000, currency: 'USD' },
      closeDate: '2026-06-30',
      probability: 75,
      isClosed: false,
      isWon: false,
      owner: { id: '0055g00000AbcdEAAR', name: 'Jo Bloggs', email: 'jo@example.com' },
      account: {
        id: '0015g00000AbcdEAAR',
        name: 'Larkfield',
        website: null,
        industry: null,
        billingAddress: {
          street: null,
          city: 'Lyon',
          state: null,
          postalCode: null,
          country: null,
        },
      },
      url: 'https://acme.my.salesforce.com/lightning/r/Opportunity/0065g00AqnHTqz5AED/view',
      createdAt: '2026-03-31T09:15:00.000Z',
      updatedAt: '2026-04-01T09:15:00.000Z',
    });
  });

  it.each(['CloseDate', 'Amount', 'CurrencyIsoCode', 'Probability', 'Owner', 'Account'] as const)(
    'may lack %s, or have nothing in it',
    (field) => {
      const { [field]: _, ...without } = ROW;
      expect(toOpportunity(without, READING)).toEqual(
        toOpportunity({ ...ROW, [field]: null }, READING),
      );
    },
  );

  it.each([
    ['Id', '0065g00AqnHTqz5AEX'],
    ['Id', 6],
    ['Name', undefined],
    ['StageName', null],
    ['CloseDate', 20_260_630],
    ['IsClosed', 'false'],
    ['IsWon', null],
    ['CreatedDate', 'yesterday'],
    ['LastModifiedDate', undefined],
    ['Amount', '12000'],
    ['CurrencyIsoCode', 978],
    ['Probability', '75'],
    ['Owner', 'Jo Bloggs'],
    ['Owner', ['Jo Bloggs']],
    ['Account', 'Larkfield'],
  ])('is refused with %s being %j, which the error names', (field, value) => {
    expect(() => toOpportunity({ ...ROW, [field]: value }, READING)).toThrow(
      `A deal from Salesforce is not as documented: ${field}.`,
    );
  });

  it.each([
    ['Owner', 'Email', 1],
    ['Owner', 'Id', null],
    ['Account', 'Website', {}],
    ['Account', 'BillingCountry', 33],
  ] as const)('is refused with %s.%s being %j', (parent, field, value) => {
    const odd = { ...ROW, [parent]: { ...ROW[parent], [field]: value } };
    expect(() => toOpportunity(odd, READING)).toThrow(
      `A deal from Salesforce is not as documented: ${parent}.${field}.`,
    );
  });
});
