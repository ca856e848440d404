import type { SeedDeal } from '../../../../src/sandbox/spotdraft/index.js';

const STAGES = [
  'Prospecting',
  'Qualification',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost',
];
const CURRENCIES = ['USD', 'EUR', 'GBP', 'JPY'];

/** Deals of every stage, as the Salesforce sandbox's seed would hand them over. */
export function sampleDeals(count: number): SeedDeal[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `0065g00000${String(index).padStart(5, '0')}AAA`,
    name: `Expansion ${index}`,
    stageName: STAGES[index % STAGES.length]!,
    amount: index % 9 === 0 ? null : 10_000 + index * 500,
    currency: CURRENCIES[index % CURRENCIES.length]!,
    createdDate: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
    account: { name: `Company ${index % 80}`, billingCity: 'Lyon', billingCountry: 'France' },
    contact:
      index % 11 === 0
        ? null
        : { firstName: 'Nora', lastName: `Field ${index}`, email: `nora${index}@company.example` },
    owner: { name: `Rep ${index % 4}`, email: `rep${index % 4}@meridian-cloud.example` },
  }));
}
