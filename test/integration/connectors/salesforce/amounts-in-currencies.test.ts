import { describe, expect, it } from 'vitest';
import type { CrmPrincipal, OpportunityPosition } from '../../../../src/connectors/crm.js';
import { InputError } from '../../../../src/domain/errors.js';
import type { Opportunity } from '../../../../src/domain/opportunity.js';
import { createCrmSeed } from '../../../../src/sandbox/seed/crm-seed.js';
import type { SandboxCrm } from './sandbox-crm.js';
import { HELENA, INTEGRATION, startSandboxCrm } from './sandbox-crm.js';

/** One page of the largest deals, by its position's predecessor. */
function largest(
  from: SandboxCrm,
  limit: number,
  after?: OpportunityPosition,
  who: CrmPrincipal = INTEGRATION,
) {
  return from.crm.findOpportunities(who, {
    criteria: {},
    orderBy: 'AMOUNT_DESC',
    limit,
    ...(after === undefined ? {} : { after }),
  });
}

async function joined(from: SandboxCrm, limit: number): Promise<Opportunity[]> {
  const found: Opportunity[] = [];
  for (let after: OpportunityPosition | undefined = undefined; ;) {
    const page = await largest(from, limit, after);
    found.push(...page.rows.map(({ opportunity }) => opportunity));
    after = page.rows.at(-1)?.position;
    if (!page.hasMore || after === undefined) return found;
  }
}

const idsOf = (deals: readonly Opportunity[]) => deals.map(({ id }) => id);

function dealsOf(org: SandboxCrm) {
  return org.sandbox.control.org.store.rows('Opportunity');
}

describe('the largest deals first, in several currencies', () => {
  it('are those that are worth most, whatever the number says', async () => {
    await using org = await startSandboxCrm({ org: { seed: createCrmSeed({ deals: 12 }) } });
    const rows = dealsOf(org);
    rows.forEach((row, index) => Object.assign(row, { Amount: index + 1, CurrencyIsoCode: 'USD' }));
    Object.assign(rows[3]!, { Amount: 90_000, CurrencyIsoCode: 'JPY' }); // some 600 dollars
    Object.assign(rows[5]!, { Amount: 950, CurrencyIsoCode: 'EUR' }); // more than 1,000
    Object.assign(rows[7]!, { Amount: 1_000, CurrencyIsoCode: 'USD' });
    const deals = await joined(org, 2);
    expect(deals.slice(0, 3).map(({ id }) => id)).toEqual([rows[5]!.Id, rows[7]!.Id, rows[3]!.Id]);
    expect(new Set(idsOf(deals)).size).toBe(12);
  });

  it('cost one query a page', async () => {
    await using org = await startSandboxCrm();
    const first = await largest(org, 20);
    org.forgetCalls();
    await largest(org, 20, first.rows.at(-1)?.position);
    expect(org.calls()).toBe(1);
  });

  it.each([130, 198, 250])('go on beyond what OFFSET reaches, %i at a time', async (limit) => {
    await using big = await startSandboxCrm({ org: { seed: createCrmSeed({ deals: 2_250 }) } });
    const whole = await largest(big, 2_250);
    expect(whole.rows).toHaveLength(2_250);
    expect(idsOf(await joined(big, limit))).toEqual(
      whole.rows.map(({ opportunity }) => opportunity.id),
    );
  });

  it('end there, and say so, in an org with dated rates', async () => {
    const seed = createCrmSeed({ deals: 2_250 });
    await using big = await startSandboxCrm({ org: { seed, datedRates: true } });
    for (const row of dealsOf(big)) row.Amount ??= 100; // those without one are found by their ids
    await expect(joined(big, 700)).rejects.toThrow(InputError);
    await expect(joined(big, 700)).rejects.toThrow(/dated exchange rates.*Narrow the filter/u);
  });

  it.each(['jwt', 'client_credentials'] as const)(
    'neither skip nor repeat a deal when others come and go between two pages (%s)',
    async (flow) => {
      await using org = await startSandboxCrm({ flow });
      const whole = (await largest(org, 300, undefined, HELENA)).rows;
      const first = await largest(org, 40, undefined, HELENA);
      const end = first.rows.at(-1)!;
      const stored = dealsOf(org);
      const storedAs = (index: number) =>
        stored.find((row) => row.Id === whole[index]!.opportunity.id)!;
      // Two of those behind come to the top: the ranks of all others move.
      storedAs(60).Amount = 9e9;
      storedAs(61).Amount = 9e9;
      const rest = await largest(org, 300, end.position, HELENA);
      const expected = whole
        .slice(40)
        .map(({ opportunity }) => opportunity.id)
        .filter((id) => id !== storedAs(60).Id && id !== storedAs(61).Id);
      expect(rest.rows.map(({ opportunity }) => opportunity.id)).toEqual(expected);
    },
  );
});
