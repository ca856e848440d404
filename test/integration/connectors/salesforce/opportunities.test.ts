import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CrmPrincipal, OpportunityCriteria } from '../../../../src/connectors/crm.js';
import { ForbiddenError, InputError } from '../../../../src/domain/errors.js';
import type { Opportunity, OpportunityOrder } from '../../../../src/domain/opportunity.js';
import { OPPORTUNITY_ORDERS } from '../../../../src/domain/opportunity.js';
import { parseOpportunityId } from '../../../../src/domain/opportunity-id.js';
import { createCrmSeed } from '../../../../src/sandbox/seed/crm-seed.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { connect, page, refusal, startLoopbackOrg } from './loopback-org.js';
import type { SandboxCrm } from './sandbox-crm.js';
import { DANA, HELENA, INTEGRATION, MARCUS, PRIYA, TOM, startSandboxCrm } from './sandbox-crm.js';

let org: SandboxCrm;
beforeAll(async () => {
  org = await startSandboxCrm();
});
afterAll(() => org[Symbol.asyncDispose]());

/** Follows the pages to their end. */
async function all(
  from: SandboxCrm,
  principal: CrmPrincipal,
  criteria: OpportunityCriteria = {},
  orderBy: OpportunityOrder = 'NAME_ASC',
  limit = 2_000,
): Promise<Opportunity[]> {
  const found: Opportunity[] = [];
  for (let after = undefined; ;) {
    const page = await from.crm.findOpportunities(principal, {
      criteria,
      orderBy,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.rows.map((row) => row.opportunity));
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    after = page.resumeAt ?? page.rows.at(-1)?.position;
    if (!page.hasMore || after === undefined) return found;
  }
}

const idsOf = (deals: readonly Opportunity[]) => deals.map((deal) => deal.id);

describe('pages of deals', () => {
  it('cost one query each, owner, account and address included', async () => {
    await org.crm.describe('Opportunity');
    org.forgetCalls();
    const page = await org.crm.findOpportunities(INTEGRATION, {
      criteria: {},
      orderBy: 'CLOSE_DATE_ASC',
      limit: 50,
    });
    expect(page.rows).toHaveLength(50);
    expect(page.hasMore).toBe(true);
    expect(org.calls()).toBe(1);
  });

  it.each(OPPORTUNITY_ORDERS)('joined in %s give every deal once, in order', async (orderBy) => {
    const joined = await all(org, INTEGRATION, {}, orderBy, 7);
    const whole = await all(org, INTEGRATION, {}, orderBy);
    expect(idsOf(joined)).toEqual(idsOf(whole));
    expect(new Set(idsOf(joined)).size).toBe(org.sandbox.deals.length);
  });

  it('sorted by amount end with the deals without one, each after the larger ones of its currency', async () => {
    const deals = await all(org, INTEGRATION, {}, 'AMOUNT_DESC', 9);
    const codes = new Set(deals.flatMap(({ amount }) => amount?.currency ?? []));
    expect(codes.size).toBeGreaterThan(2);
    for (const code of codes) {
      const amounts = deals.flatMap(({ amount }) =>
        amount?.currency === code ? [amount.value] : [],
      );
      expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
    }
    expect(deals.at(-1)?.amount).toBeNull();
  });

  it('go beyond the 2,000 that OFFSET reaches, and over the pages of Salesforce itself', async () => {
    await using big = await startSandboxCrm({
      org: { seed: createCrmSeed({ deals: 2_300 }), queryPageSize: 500, multiCurrency: false },
    });
    const deals = await all(big, INTEGRATION, {}, 'AMOUNT_DESC', 2_000);
    expect(new Set(idsOf(deals)).size).toBe(2_300);
    const queries = big.queries().filter((soql) => soql.includes('ORDER BY'));
    expect(queries).toHaveLength(2);
    // One currency needs no more than it did: no ranks, no rates.
    expect(queries.join()).not.toMatch(/OFFSET|CurrencyIsoCode|DatedConversionRate/u);
  });

  it('refuse a cursor of another order', async () => {
    const id = parseOpportunityId('006R0000003FPYxIAO');
    const positions = [
      { orderBy: 'AMOUNT_DESC', value: 'x' },
      { orderBy: 'NAME_ASC', value: 5 },
      { orderBy: 'NAME_ASC', value: null },
      { orderBy: 'CLOSE_DATE_ASC', value: "2026-01-01' OR Id != '" },
      { orderBy: 'UPDATED_AT_DESC', value: 'yesterday' },
    ] as const;
    for (const { orderBy, value } of positions) {
      await expect(
        org.crm.findOpportunities(INTEGRATION, {
          criteria: {},
          orderBy,
          limit: 5,
          after: { value, id },
        }),
      ).rejects.toBeInstanceOf(InputError);
    }
  });
});

describe('a deal', () => {
  it('has owner, account with address, money in its own currency, Z dates and its link', async () => {
    const seeded = org.sandbox.deals[0]!;
    const id = parseOpportunityId(seeded.id);
    const deal = (await org.crm.getOpportunities(INTEGRATION, [id])).get(id)!;
    expect(deal).toMatchObject({
      id,
      name: seeded.name,
      stageName: seeded.stageName,
      amount: { currency: seeded.currency },
      owner: { name: seeded.owner.name, email: seeded.owner.email },
      account: { name: seeded.account.name },
      url: `${org.sandbox.url}/lightning/r/Opportunity/${id}/view`,
    });
    expect(deal.account?.billingAddress?.city).toEqual(expect.any(String));
    expect(deal.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(deal.updatedAt).toMatch(/Z$/);
    expect(deal.closeDate).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('of nobody else is among those asked for, and 500 ids cost three calls', async () => {
    const ids = org.sandbox.deals.map((deal) => parseOpportunityId(deal.id));
    const missing = Array.from({ length: 300 }, (_, index) =>
      parseOpportunityId(`0069X00000${String(index).padStart(5, '0')}`),
    );
    org.forgetCalls();
    const found = await org.crm.getOpportunities(INTEGRATION, [...ids, ...missing]);
    expect(found.size).toBe(ids.length);
    expect(org.calls()).toBe(3);
  });

  it('in an org with one currency has the configured one, and CurrencyIsoCode is not asked for', async () => {
    await using single = await startSandboxCrm({
      org: { multiCurrency: false },
      crm: { defaultCurrency: 'USD' },
    });
    const [first] = await all(single, INTEGRATION, {}, 'AMOUNT_DESC', 5);
    expect(first?.amount?.currency).toBe('USD');
    expect(single.queries().join()).not.toContain('CurrencyIsoCode');
    await using unknown = await startSandboxCrm({ org: { multiCurrency: false } });
    const [other] = await all(unknown, INTEGRATION, {}, 'AMOUNT_DESC', 5);
    expect(other?.amount).toEqual({ value: first?.amount?.value, currency: null });
  });
});

describe('filters', () => {
  it('find by the name of the deal or the account, ignoring case', async () => {
    const deals = await all(org, INTEGRATION);
    const account = deals[0]!.account!.name;
    const found = await all(org, INTEGRATION, { search: account.toUpperCase() });
    expect(found.length).toBeGreaterThan(0);
    for (const deal of found) {
      const texts = `${deal.name} ${deal.account?.name ?? ''}`.toLowerCase();
      expect(texts).toContain(account.toLowerCase());
    }
  });

  it('mean what they say, together', async () => {
    const deals = await all(org, INTEGRATION);
    const { stageName, owner } = deals.find((deal) => !deal.isClosed && deal.amount !== null)!;
    const criteria: OpportunityCriteria = {
      stageNames: [stageName, 'Qualification'],
      ownerId: owner!.id,
      isClosed: false,
      closeDateFrom: '2020-01-01',
      closeDateTo: '2030-01-01',
      amountFrom: 1,
      amountTo: 1e9,
    };
    const expected = deals.filter(
      (deal) =>
        criteria.stageNames!.includes(deal.stageName) &&
        deal.owner?.id === owner!.id &&
        !deal.isClosed &&
        deal.amount !== null,
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(idsOf(await all(org, INTEGRATION, criteria))).toEqual(idsOf(expected));
    expect(await org.crm.countOpportunities(INTEGRATION, criteria)).toBe(expected.length);
  });

  it('by ids keep, leave out, and match nothing for an empty list', async () => {
    const ids = idsOf(await all(org, INTEGRATION)).slice(0, 3);
    expect(new Set(idsOf(await all(org, INTEGRATION, { ids })))).toEqual(new Set(ids));
    expect(await org.crm.countOpportunities(INTEGRATION, { notIds: ids })).toBe(197);
    org.forgetCalls();
    expect(await all(org, INTEGRATION, { ids: [] })).toEqual([]);
    expect(await org.crm.countOpportunities(INTEGRATION, { ids: [] })).toBe(0);
    expect(org.calls()).toBe(0);
    expect(await org.crm.countOpportunities(INTEGRATION, { notIds: [] })).toBe(200);
  });

  it('of 600 ids travel in the body of a request, not in its URL', async () => {
    const ids = org.sandbox.deals.map((deal) => parseOpportunityId(deal.id));
    const missing = Array.from({ length: 400 }, (_, index) =>
      parseOpportunityId(`0069X00000${String(index).padStart(5, '0')}`),
    );
    expect(await all(org, INTEGRATION, { ids: [...ids, ...missing] })).toHaveLength(200);
  });

  it.each([
    "' OR Name != '",
    "\\' OR Name != ''",
    '\\',
    "x\\'; ",
    '%',
    '_',
    "') OR (Id != null) OR (Name = '",
    '"',
    '\n',
  ])('take %j for a text like any other', async (text) => {
    const literal = text.trim() === '' ? 200 : 0;
    expect(await all(org, INTEGRATION, { search: text })).toHaveLength(literal);
    expect(await all(org, INTEGRATION, { stageNames: [text] })).toEqual([]);
    await expect(all(org, INTEGRATION, { ownerId: text })).rejects.toBeInstanceOf(InputError);
    await expect(all(org, INTEGRATION, { accountId: text })).rejects.toBeInstanceOf(InputError);
    await expect(all(org, INTEGRATION, { closeDateFrom: text })).rejects.toBeInstanceOf(InputError);
  });

  it('refuse texts that Salesforce would refuse', async () => {
    await expect(all(org, INTEGRATION, { search: 'x'.repeat(5_000) })).rejects.toBeInstanceOf(
      InputError,
    );
  });
});

describe.each(['jwt', 'client_credentials'] as const)('a user (%s)', (flow) => {
  let own: SandboxCrm;
  beforeAll(async () => {
    own = await startSandboxCrm({ flow });
  });
  afterAll(() => own[Symbol.asyncDispose]());

  it('is known by name', async () => {
    expect(await own.crm.identify(PRIYA)).toMatchObject({
      name: 'Priya Raman',
      username: PRIYA.username,
      email: PRIYA.username,
    });
    expect(await own.crm.identify(INTEGRATION)).toMatchObject({ name: 'Contract Integration' });
  });

  it('who was deactivated is refused within two minutes, whatever else they do', async () => {
    const clock = new ManualClock(new Date());
    await using org = await startSandboxCrm({
      flow,
      org: { now: () => clock.now() },
      crm: { clock },
    });
    await org.crm.identify(PRIYA);
    const { store } = org.sandbox.control.org;
    const row = store.rows('User').find(({ Username }) => Username === PRIYA.username)!;
    store.update(row, { IsActive: false });
    clock.advance(99_000);
    await org.crm.identify(PRIYA);
    clock.advance(1_000);
    await expect(org.crm.identify(PRIYA)).rejects.toBeInstanceOf(ForbiddenError);
  });

  it('who is unknown or inactive is FORBIDDEN in every read', async () => {
    const id = parseOpportunityId(own.sandbox.deals[0]!.id);
    for (const principal of [DANA, { kind: 'user', username: 'nobody@example.com' } as const]) {
      const reads = [
        () => own.crm.identify(principal),
        () => all(own, principal),
        () => own.crm.countOpportunities(principal, {}),
        () => own.crm.getOpportunities(principal, [id]),
        () => own.crm.readableOpportunities(principal, [id]),
        () => own.crm.readDeal(principal, id, [['Name']]),
      ];
      for (const read of reads) await expect(read()).rejects.toBeInstanceOf(ForbiddenError);
    }
  });

  it('sees the deals that Salesforce shows them, in lists, by id and as records', async () => {
    const every = await all(own, INTEGRATION);
    const everyId = idsOf(every);
    const helenas = idsOf(await all(own, HELENA));
    expect(helenas).toEqual(everyId);
    const priyas = idsOf(await all(own, PRIYA, {}, 'NAME_ASC', 10));
    const toms = idsOf(await all(own, TOM));
    expect(priyas.length).toBeGreaterThan(10);
    expect(priyas.length).toBeLessThan(everyId.length);
    expect(priyas).toEqual(everyId.filter((id) => priyas.includes(id)));
    const marcus = idsOf(await all(own, MARCUS));
    expect(marcus).toEqual(expect.arrayContaining(priyas.filter((id) => marcus.includes(id))));
    const hidden = toms.find((id) => !priyas.includes(id))!;
    const visible = priyas[0]!;
    expect(await own.crm.readableOpportunities(PRIYA, everyId)).toEqual(new Set(priyas));
    expect([...(await own.crm.getOpportunities(PRIYA, [hidden, visible])).keys()]).toEqual([
      visible,
    ]);
    expect(await own.crm.readDeal(PRIYA, hidden, [['Name']])).toBeNull();
    expect(await own.crm.readDeal(PRIYA, visible, [['Id']])).toEqual({ Id: visible });
  });

  it('gets counts only where they are cheap', async () => {
    const count = await own.crm.countOpportunities(PRIYA, {});
    expect(count).toBe(flow === 'jwt' ? (await all(own, PRIYA)).length : null);
  });
});

describe('a user without rights to fields', () => {
  it('still gets deals, without what is hidden from them, and later pages at one call', async () => {
    const hidden = ['Opportunity.Amount', 'Account.Website', 'User.Email'];
    await using own = await startSandboxCrm({
      org: { fieldSecurity: { [HELENA.username]: { hidden } } },
    });
    const deals = await all(own, HELENA, {}, 'NAME_ASC');
    expect(deals).toHaveLength(200);
    const withAccount = deals.find((deal) => deal.account !== null);
    expect(withAccount).toMatchObject({ amount: null, account: { website: null } });
    expect(withAccount?.account?.name).toEqual(expect.any(String));
    own.forgetCalls();
    await own.crm.findOpportunities(HELENA, { criteria: {}, orderBy: 'NAME_ASC', limit: 10 });
    expect(own.calls()).toBe(1);
    await expect(all(own, HELENA, {}, 'AMOUNT_DESC')).rejects.toBeInstanceOf(InputError);
    await expect(own.crm.countOpportunities(HELENA, { amountFrom: 5 })).rejects.toThrow('Amount');
    const [other] = await all(own, INTEGRATION, {}, 'AMOUNT_DESC', 5);
    expect(other?.amount).not.toBeNull();
  });

  it('gets deals without accounts when accounts are hidden as a whole', async () => {
    await using own = await startSandboxCrm({
      org: { fieldSecurity: { [HELENA.username]: { hidden: ['Account'] } } },
    });
    const deals = await all(own, HELENA);
    expect(deals).toHaveLength(200);
    expect(deals.every((deal) => deal.account === null)).toBe(true);
    expect((await all(own, HELENA, { search: deals[0]!.name })).length).toBeGreaterThan(0);
  });
});

describe('a user who may not read deals at all', () => {
  it('is FORBIDDEN', async () => {
    await using own = await startSandboxCrm({
      org: { fieldSecurity: { [HELENA.username]: { hidden: ['Opportunity'] } } },
    });
    const id = parseOpportunityId(own.sandbox.deals[0]!.id);
    await expect(all(own, HELENA)).rejects.toBeInstanceOf(ForbiddenError);
    await expect(own.crm.readableOpportunities(HELENA, [id])).rejects.toBeInstanceOf(
      ForbiddenError,
    );
  });
});

describe('deals checked one by one', () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({
    Id: parseOpportunityId(`0069X00000${String(index).padStart(5, '0')}`),
    Name: `Deal ${index}`,
    StageName: 'Prospecting',
    CloseDate: '2026-01-01',
    IsClosed: false,
    IsWon: false,
    CreatedDate: '2026-01-01T00:00:00.000+0000',
    LastModifiedDate: '2026-01-01T00:00:00.000+0000',
  }));

  /** An org without an end of deals, of which the user may read those that `isReadable` says. */
  async function startEndless(isReadable: (index: number) => boolean) {
    const loopback = await startLoopbackOrg();
    loopback.answer((call) => {
      const soql = call.query.get('q') ?? soqlOfBatch(call.body);
      const answer = soql.includes('FROM UserRecordAccess')
        ? rows.map(({ Id }, index) => ({ RecordId: Id, HasReadAccess: isReadable(index) }))
        : soql.includes('FROM User ')
          ? [{ Id: '005000000000001AAA', Name: 'P', Username: PRIYA.username, IsActive: true }]
          : rows;
      if (call.path.endsWith('/describe')) return refusal(403, 'INSUFFICIENT_ACCESS');
      const reply = page(answer);
      return call.method === 'GET'
        ? reply
        : { json: { hasErrors: false, results: [{ statusCode: 200, result: reply.json }] } };
    });
    return loopback;
  }

  function soqlOfBatch(body: string): string {
    const [request] = (JSON.parse(body || '{}') as { batchRequests?: { url: string }[] })
      .batchRequests ?? [{ url: '' }];
    return decodeURIComponent(request?.url ?? '');
  }

  const auth = { kind: 'client_credentials', clientId: 'a', clientSecret: 'b' } as const;
  const query = { criteria: {}, orderBy: 'NAME_ASC', limit: 25 } as const;

  it('are looked for up to a bound, from where the next page goes on when none was found', async () => {
    await using loopback = await startEndless(() => false);
    await using crm = connect(loopback.url, { auth });
    const found = await crm.findOpportunities(PRIYA, query);
    expect(found).toMatchObject({ rows: [], hasMore: true });
    expect(found.resumeAt).not.toBeNull();
    expect(loopback.calls().length).toBeLessThan(30);
  });

  it('are looked for once where a filter was given, whatever it matches', async () => {
    const criteria = { search: 'Deal' };
    await using loopback = await startEndless(() => false);
    await using crm = connect(loopback.url, { auth });
    await crm.findOpportunities(PRIYA, query); // signed in, and known
    const before = loopback.calls().length;
    const found = await crm.findOpportunities(PRIYA, { ...query, criteria });
    expect(found).toMatchObject({ rows: [], hasMore: true });
    expect(loopback.calls().length - before).toBe(2);
  });

  it('give a shorter page, with more behind it, when few were found within the bound', async () => {
    await using loopback = await startEndless((index) => index === 7);
    await using crm = connect(loopback.url, { auth });
    const found = await crm.findOpportunities(PRIYA, query);
    expect(found.hasMore).toBe(true);
    expect(found.rows).toHaveLength(10);
  });
});

describe('rights that cannot be checked', () => {
  it('are no rights: FORBIDDEN, never the view of the integration user', async () => {
    const username = 'integration@meridian-cloud.example';
    await using own = await startSandboxCrm({
      flow: 'client_credentials',
      org: { fieldSecurity: { [username]: { hidden: ['UserRecordAccess'] } } },
    });
    await expect(all(own, PRIYA)).rejects.toBeInstanceOf(ForbiddenError);
    expect(await all(own, INTEGRATION)).toHaveLength(200);
  });
});
