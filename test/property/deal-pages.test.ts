import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CrmPrincipal, OpportunityPosition } from '../../src/connectors/crm.js';
import { createCrmSeed } from '../../src/sandbox/seed/crm-seed.js';
import type { SandboxCrm } from '../integration/connectors/salesforce/sandbox-crm.js';
import {
  HELENA,
  INTEGRATION,
  startSandboxCrm,
} from '../integration/connectors/salesforce/sandbox-crm.js';

const DEALS = 30;
/** Few and alike, so that equal amounts, and equal ones of different currencies, are common. */
const amount = fc.constantFrom(null, 0, 92, 100, 100.01, 136, 151.3, 5_000, 5_000.5, 834_000);
const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'INR', 'CAD');
const closeDate = fc.constantFrom('2026-02-01', '2026-08-01', '2027-03-15', '2040-01-01');
const rows = fc.array(fc.tuple(amount, currency, closeDate), {
  minLength: DEALS,
  maxLength: DEALS,
});

describe.each([
  ['several currencies', {}, 'jwt', INTEGRATION],
  ['dated exchange rates', { datedRates: true }, 'jwt', INTEGRATION],
  ['one currency', { multiCurrency: false }, 'jwt', INTEGRATION],
  ['several currencies, rights checked row by row', {}, 'client_credentials', HELENA],
] as const)('pages of deals by amount, %s', (_name, options, flow, reader: CrmPrincipal) => {
  let org: SandboxCrm;
  beforeAll(async () => {
    org = await startSandboxCrm({
      flow,
      org: { ...options, seed: createCrmSeed({ deals: DEALS }) },
    });
  });
  afterAll(() => org[Symbol.asyncDispose]());

  async function read(limit: number, after?: OpportunityPosition) {
    const page = await org.crm.findOpportunities(reader, {
      criteria: {},
      orderBy: 'AMOUNT_DESC',
      limit,
      ...(after === undefined ? {} : { after }),
    });
    return { ...page, ids: page.rows.map(({ opportunity }) => opportunity.id) };
  }

  it('joined are the whole, however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 12 }), async (values, limit) => {
        const stored = org.sandbox.control.org.store.rows('Opportunity');
        values.forEach(([Amount, CurrencyIsoCode, CloseDate], index) => {
          const money = 'multiCurrency' in options ? { Amount } : { Amount, CurrencyIsoCode };
          Object.assign(stored[index]!, money, { CloseDate });
        });
        const whole = await read(100);
        expect(whole.ids).toHaveLength(DEALS);
        const joined: string[] = [];
        for (let after: OpportunityPosition | undefined = undefined; ;) {
          const page = await read(limit, after);
          joined.push(...page.ids);
          after = page.rows.at(-1)?.position;
          if (!page.hasMore || after === undefined) break;
        }
        expect(joined).toEqual(whole.ids);
        // From any row of the whole, by its rank and by its amount alone.
        for (const { position } of whole.rows.slice(0, 4)) {
          const at = whole.ids.indexOf(position.id);
          expect((await read(100, position)).ids).toEqual(whole.ids.slice(at + 1));
          if ('datedRates' in options) continue;
          const { rank: _rank, ...withoutRank } = position;
          expect((await read(100, withoutRank)).ids).toEqual(whole.ids.slice(at + 1));
        }
      }),
      { numRuns: 25 },
    );
  });
});
