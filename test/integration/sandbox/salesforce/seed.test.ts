import { describe, expect, it } from 'vitest';

import { parseRecordId } from '../../../../src/sandbox/salesforce/record-id.js';
import { createCrmSeed, toSeedDeals } from '../../../../src/sandbox/seed/crm-seed.js';

describe('CRM seed', () => {
  const today = new Date('2026-11-21T12:00:00Z');

  it('is the same for the same day, and has valid ids that are unique', () => {
    const seed = createCrmSeed({ today });
    expect(createCrmSeed({ today })).toEqual(seed);
    const ids = Object.values(seed.records).flatMap((rows) => rows.map((row) => String(row.Id)));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => parseRecordId(id) === id)).toBe(true);
  });

  it('has 200 deals in every stage and several currencies, a few private or without an amount', () => {
    const deals = createCrmSeed({ today }).records.Opportunity ?? [];
    expect(deals).toHaveLength(200);
    expect(new Set(deals.map((deal) => deal.StageName)).size).toBe(8);
    expect(new Set(deals.map((deal) => deal.CurrencyIsoCode)).size).toBeGreaterThan(5);
    const privateDeals = deals.filter((deal) => deal.AccountId === null);
    expect(privateDeals.length).toBeGreaterThan(0);
    expect(privateDeals.length).toBeLessThan(10);
  });

  it('starts with a deal that a contract can be filled from', () => {
    const [demo] = toSeedDeals(createCrmSeed({ today }));
    expect(demo).toMatchObject({
      name: 'Northwind Traders – Platform licence',
      stageName: 'Negotiation/Review',
      amount: 137_930,
      currency: 'USD',
      account: { name: 'Northwind Traders', billingCity: 'Seattle' },
      contact: { email: expect.stringContaining('@northwind-traders.example') },
      owner: { name: 'Priya Raman' },
    });
  });
});
