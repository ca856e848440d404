import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startSalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import { signIn, usernameOf, V } from './org-client.js';
import type { Answer, OrgClient } from './org-client.js';

describe('Salesforce sandbox SOQL', () => {
  let org: SalesforceSandbox;
  let client: OrgClient;

  beforeAll(async () => {
    org = await startSalesforceSandbox();
    client = await signIn(org);
  });
  afterAll(() => org.close());

  async function refusal(soql: string): Promise<string> {
    const { status, body } = await client.query(soql);
    expect(status).toBe(400);
    return body[0].errorCode;
  }

  it('nests parents, gives children as a result and null where there are none', async () => {
    const [deal] = await client.records(
      `SELECT Id, Account.Owner.Name, (SELECT Product2.Name FROM OpportunityLineItems ORDER BY SortOrder), (SELECT Id FROM SpotDraft_Contracts__r) FROM Opportunity WHERE Id = '${org.deals[0]!.id}'`,
    );
    expect(Object.keys(deal)).toEqual([
      'attributes',
      'Id',
      'Account',
      'OpportunityLineItems',
      'SpotDraft_Contracts__r',
    ]);
    expect(deal.attributes).toEqual({
      type: 'Opportunity',
      url: `${V}/sobjects/Opportunity/${deal.Id}`,
    });
    expect(deal.Account.Owner.attributes.type).toBe('User');
    expect(deal.OpportunityLineItems).toMatchObject({ totalSize: 3, done: true });
    expect(deal.SpotDraft_Contracts__r).toBeNull();
  });

  it('gives null for a parent whose lookup is empty', async () => {
    const [deal] = await client.records(
      'SELECT Account.Name FROM Opportunity WHERE AccountId = null LIMIT 1',
    );
    expect(deal.Account).toBeNull();
  });

  it('counts with COUNT() in totalSize and with COUNT(Id) in expr0', async () => {
    const plain = await client.query('SELECT COUNT() FROM Opportunity');
    expect(plain.body).toEqual({ totalSize: 200, done: true, records: [] });
    const [row] = await client.records('SELECT COUNT(Id) FROM Opportunity');
    expect(row).toEqual({ attributes: { type: 'AggregateResult' }, expr0: 200 });
  });

  it('groups and orders by an aggregate', async () => {
    const rows = await client.records(
      'SELECT StageName, COUNT(Id) n FROM Opportunity GROUP BY StageName ORDER BY COUNT(Id) DESC',
    );
    expect(rows.reduce((sum: number, row) => sum + Number(row.n), 0)).toBe(200);
    expect(rows[0].n).toBeGreaterThanOrEqual(rows.at(-1).n);
  });

  it('compares text without regard to case, and with LIKE wildcards and escapes', async () => {
    const lower = await client.records("SELECT Id FROM Account WHERE Name = 'northwind TRADERS'");
    expect(lower).toHaveLength(1);
    expect(await client.records("SELECT Id FROM Account WHERE Name LIKE 'north%' ")).toHaveLength(
      2,
    );
    expect(await client.records("SELECT Id FROM Account WHERE Name LIKE 'north\\%'")).toHaveLength(
      0,
    );
    expect(
      await client.records("SELECT Id FROM Account WHERE Name LIKE 'northwind_traders'"),
    ).toHaveLength(1);
    expect(
      await client.records("SELECT Id FROM Account WHERE Name = 'O\\'Connell & Daughters'"),
    ).toHaveLength(1);
  });

  it('refuses an escape it does not know and a literal left open', async () => {
    expect(await refusal("SELECT Id FROM Account WHERE Name = 'a\\z'")).toBe('MALFORMED_QUERY');
    expect(await refusal("SELECT Id FROM Account WHERE Name = 'a\\'")).toBe('MALFORMED_QUERY');
  });

  it('refuses AND and OR without parentheses', async () => {
    expect(
      await refusal("SELECT Id FROM Account WHERE Name = 'a' AND Type = 'b' OR Type = 'c'"),
    ).toBe('MALFORMED_QUERY');
    expect(
      (await client.query("SELECT Id FROM Account WHERE Name = 'a' AND (Type = 'b' OR Type = 'c')"))
        .status,
    ).toBe(200);
  });

  it('negates one condition or a group', async () => {
    const total = (await client.query('SELECT COUNT() FROM Opportunity')).body.totalSize;
    const won = (await client.query('SELECT COUNT() FROM Opportunity WHERE IsWon = true')).body
      .totalSize;
    const notWon = await client.query('SELECT COUNT() FROM Opportunity WHERE NOT IsWon = true');
    const group = await client.query(
      "SELECT COUNT() FROM Opportunity WHERE (NOT (IsWon = true OR StageName = 'x')) AND Id != null",
    );
    expect(notWon.body.totalSize).toBe(total - won);
    expect(group.body.totalSize).toBe(total - won);
  });

  it('counts a null as different from a value, and leaves it out of greater and less', async () => {
    const nulls = (await client.query('SELECT COUNT() FROM Opportunity WHERE Amount = null')).body
      .totalSize;
    expect(nulls).toBeGreaterThan(0);
    expect(
      (await client.query('SELECT COUNT() FROM Opportunity WHERE Amount != 1')).body.totalSize,
    ).toBe(200);
    expect(
      (await client.query('SELECT COUNT() FROM Opportunity WHERE Amount > 0')).body.totalSize,
    ).toBe(200 - nulls);
  });

  it('puts nulls first in both directions unless told', async () => {
    const amounts = async (order: string): Promise<(number | null)[]> =>
      (await client.records(`SELECT Amount FROM Opportunity ORDER BY Amount ${order}, Id`)).map(
        (row) => row.Amount,
      );
    expect((await amounts('ASC'))[0]).toBeNull();
    expect((await amounts('DESC'))[0]).toBeNull();
    expect((await amounts('DESC NULLS LAST')).at(-1)).toBeNull();
  });

  it('pages by key with a tiebreaker over every deal exactly once', async () => {
    const seen: string[] = [];
    let after = '';
    for (;;) {
      const page = await client.records(
        `SELECT Id, CloseDate FROM Opportunity ${after} ORDER BY CloseDate DESC, Id DESC LIMIT 30`,
      );
      seen.push(...page.map((row) => row.Id));
      const last = page.at(-1);
      if (last === undefined) break;
      after = `WHERE (CloseDate < ${last.CloseDate} OR (CloseDate = ${last.CloseDate} AND Id < '${last.Id}'))`;
    }
    expect(seen).toHaveLength(200);
    expect(new Set(seen).size).toBe(200);
  });

  it('filters by semi-join and anti-join, and only by two of them', async () => {
    const withLines = await client.query(
      'SELECT COUNT() FROM Opportunity WHERE Id IN (SELECT OpportunityId FROM OpportunityLineItem)',
    );
    const without = await client.query(
      'SELECT COUNT() FROM Opportunity WHERE Id NOT IN (SELECT OpportunityId FROM OpportunityLineItem)',
    );
    expect(Number(withLines.body.totalSize) + Number(without.body.totalSize)).toBe(200);
    const three = Array.from(
      { length: 3 },
      () => 'Id IN (SELECT OpportunityId FROM OpportunityLineItem)',
    ).join(' AND ');
    expect(await refusal(`SELECT Id FROM Opportunity WHERE ${three}`)).toBe('MALFORMED_QUERY');
    expect(
      await refusal('SELECT Id FROM Opportunity WHERE Id IN (SELECT Id FROM Opportunity)'),
    ).toBe('MALFORMED_QUERY');
  });

  it('compares dates, datetimes with an offset, and date literals', async () => {
    const past = (await client.query('SELECT COUNT() FROM Opportunity WHERE CloseDate < TODAY'))
      .body.totalSize;
    const rest = (await client.query('SELECT COUNT() FROM Opportunity WHERE CloseDate >= TODAY'))
      .body.totalSize;
    expect(Number(past) + Number(rest)).toBe(200);
    expect(past).toBeGreaterThan(0);
    expect(
      (await client.query('SELECT COUNT() FROM Opportunity WHERE CreatedDate = LAST_N_DAYS:400'))
        .body.totalSize,
    ).toBe(200);
    expect(
      (
        await client.query(
          'SELECT COUNT() FROM Opportunity WHERE CreatedDate > 2000-01-01T00:00:00+05:30',
        )
      ).body.totalSize,
    ).toBe(200);
    expect(await refusal('SELECT Id FROM Opportunity WHERE CreatedDate > 2000-01-01')).toBe(
      'INVALID_FIELD',
    );
    expect(await refusal("SELECT Id FROM Opportunity WHERE CloseDate > '2000-01-01'")).toBe(
      'INVALID_FIELD',
    );
  });

  it('names the column or object that does not exist', async () => {
    const field = await client.query('SELECT Id, Nope__c FROM Opportunity');
    expect(field.body[0].errorCode).toBe('INVALID_FIELD');
    expect(field.body[0].message).toContain("No such column 'Nope__c' on entity 'Opportunity'");
    expect(await refusal('SELECT Id FROM Quote')).toBe('INVALID_TYPE');
    expect(await refusal('SELECT Id, (SELECT Id FROM Quotes) FROM Opportunity')).toBe(
      'INVALID_TYPE',
    );
    expect(await refusal('SELECT Nope__r.Name FROM Opportunity')).toBe('INVALID_FIELD');
    expect(await refusal('SELECT Id FROM Opportunity WHERE Name IN ()')).toBe('MALFORMED_QUERY');
    expect(await refusal("SELECT Id FROM Opportunity WHERE Id = 'nonsense'")).toBe(
      'INVALID_QUERY_FILTER_OPERATOR',
    );
    expect(await refusal("SELECT Id FROM Opportunity WHERE Description = 'x'")).toBe(
      'INVALID_FIELD',
    );
  });

  it('accepts a 15-character id and gives back 18', async () => {
    const { id } = org.deals[0]!;
    const rows = await client.records(`SELECT Id FROM Opportunity WHERE Id = '${id.slice(0, 15)}'`);
    expect(rows.map((row) => row.Id)).toEqual([id]);
    expect(
      await client.records(
        `SELECT Id FROM Opportunity WHERE Id = '${id.slice(0, 15).toLowerCase()}'`,
      ),
    ).toEqual([]);
  });

  it('holds OFFSET, literals and statements to their limits', async () => {
    expect(await refusal('SELECT Id FROM Opportunity LIMIT 10 OFFSET 2001')).toBe(
      'NUMBER_OUTSIDE_VALID_RANGE',
    );
    const batch = (soql: string): Promise<Answer> =>
      client.call('POST', `${V}/composite/batch`, {
        batchRequests: [{ method: 'GET', url: `v66.0/query?q=${encodeURIComponent(soql)}` }],
      });
    const literal = await batch(`SELECT Id FROM Opportunity WHERE Name = '${'x'.repeat(4_001)}'`);
    expect(literal.body.results[0].result[0].errorCode).toBe('MALFORMED_QUERY');
    const ids = Array.from({ length: 3_000 }, () => `'${org.deals[0]!.id}'`).join(',');
    const long = await batch(`SELECT Id FROM Opportunity WHERE Id IN (${ids})`);
    expect(long.body.results[0]).toMatchObject({ statusCode: 200, result: { totalSize: 1 } });
    const tooLong = await batch(`SELECT Id FROM Opportunity WHERE Id IN (${ids},${ids})`);
    expect(tooLong.body.results[0].result[0].errorCode).toBe('MALFORMED_QUERY');
  });

  it('answers 414 in HTML to a query too long for the URL', async () => {
    const ids = Array.from({ length: 1_000 }, () => `'${org.deals[0]!.id}'`).join(',');
    const { status, headers, body } = await client.query(
      `SELECT Id FROM Opportunity WHERE Id IN (${ids})`,
    );
    expect(status).toBe(414);
    expect(headers.get('content-type')).toContain('text/html');
    expect(body).toContain('URI Too Long');
    const headersTooLong = await client.call('GET', `${V}/limits`, undefined, {
      'x-long': 'x'.repeat(16_400),
    });
    expect(headersTooLong.status).toBe(431);
  });

  it('continues with a relative nextRecordsUrl that only its user may follow', async () => {
    const first = await client.query('SELECT Id FROM OpportunityLineItem', {
      'sforce-query-options': 'batchSize=200',
    });
    expect(first.body.done).toBe(false);
    expect(first.body.nextRecordsUrl).toMatch(/^\/services\/data\/v66\.0\/query\/01g\w{15}-200$/);
    expect(first.body.records).toHaveLength(200);
    const second = await client.call('GET', first.body.nextRecordsUrl);
    expect(second.body.totalSize).toBe(first.body.totalSize);
    const stranger = await signIn(org, usernameOf(org, 'Priya'));
    const refused = await stranger.call('GET', first.body.nextRecordsUrl);
    expect([refused.status, refused.body[0].errorCode]).toEqual([400, 'INVALID_QUERY_LOCATOR']);
  });

  it('wants a filter on ContentDocumentLink', async () => {
    expect(await refusal('SELECT Id FROM ContentDocumentLink')).toBe('MALFORMED_QUERY');
    expect(
      await client.records(
        `SELECT Id FROM ContentDocumentLink WHERE LinkedEntityId = '${org.deals[0]!.id}'`,
      ),
    ).toEqual([]);
  });

  it('sorts amounts by their converted values, compares bare numbers as they stand, and converts EUR5000', async () => {
    await using several = await startSalesforceSandbox();
    const own = await signIn(several);
    const stored = several.control.org.store.rows('Opportunity');
    const named = (Name: string, Amount: number, CurrencyIsoCode: string, index: number) =>
      Object.assign(stored[index]!, { Name, Amount, CurrencyIsoCode });
    stored.forEach((row) => (row.Amount = null));
    named('yen', 5_001, 'JPY', 0);
    named('euro', 5_001, 'EUR', 1);
    named('dollar', 5_001, 'USD', 2);
    named('rupee', 834_000, 'INR', 3);
    const names = async (where: string) =>
      (await own.records(`SELECT Name FROM Opportunity WHERE ${where} ORDER BY Amount DESC`)).map(
        (row: { Name: string }) => row.Name,
      );
    expect(await names('Amount != null')).toEqual(['rupee', 'euro', 'dollar', 'yen']);
    expect(await names('Amount > 5000')).toEqual(['rupee', 'euro', 'dollar', 'yen']);
    expect(await names('Amount > USD5000')).toEqual(['rupee', 'euro', 'dollar']);
    expect(await names('Amount > USD5001.5')).toEqual(['rupee', 'euro']);
    expect(await names('Amount = INR834000')).toEqual(['rupee']);
    expect(await names("Amount = USD10000 OR Name = 'INR5'")).toEqual(['rupee']);
    for (const where of ['Amount > XTS5', 'Amount IN (USD5, 7)', 'Probability > USD5']) {
      const { status } = await own.query(`SELECT Id FROM Opportunity WHERE ${where}`);
      expect([where, status]).toEqual([where, 400]);
    }
    const dated = () => own.query('SELECT Id FROM DatedConversionRate');
    expect((await dated()).body[0].errorCode).toBe('INVALID_TYPE');
  });

  it('sorts by the rates of the close dates where rates are dated', async () => {
    await using dated = await startSalesforceSandbox({ datedRates: true });
    const own = await signIn(dated);
    const year = new Date().getUTCFullYear();
    const stored = dated.control.org.store.rows('Opportunity');
    stored.forEach((row) => (row.Amount = null));
    const euros = { Amount: 100, CurrencyIsoCode: 'EUR' };
    Object.assign(stored[0]!, euros, { Name: 'spring', CloseDate: `${year}-03-01` });
    Object.assign(stored[1]!, euros, { Name: 'autumn', CloseDate: `${year}-09-01` });
    const rows = await own.records(
      'SELECT Name FROM Opportunity WHERE Amount = 100 ORDER BY Amount DESC',
    );
    expect(rows.map((row: { Name: string }) => row.Name)).toEqual(['autumn', 'spring']);
    expect(await own.records('SELECT IsoCode FROM DatedConversionRate')).not.toEqual([]);
  });

  it('has no CurrencyIsoCode in an org with one currency and no country codes without their feature', async () => {
    await using plain = await startSalesforceSandbox({
      multiCurrency: false,
      statePicklists: false,
    });
    const plainClient = await signIn(plain);
    for (const soql of [
      'SELECT CurrencyIsoCode FROM Opportunity',
      'SELECT BillingCountryCode FROM Account',
    ]) {
      const { status, body } = await plainClient.query(soql);
      expect([status, body[0].errorCode]).toEqual([400, 'INVALID_FIELD']);
    }
    const describe = await plainClient.call('GET', `${V}/sobjects/Opportunity/describe`);
    expect(describe.body.fields.map((field: { name: string }) => field.name)).not.toContain(
      'CurrencyIsoCode',
    );
    const rows = await plainClient.records('SELECT FIELDS(ALL) FROM Account LIMIT 1');
    expect(Object.keys(rows[0])).not.toContain('CurrencyIsoCode');
    expect(rows[0].BillingAddress).not.toHaveProperty('countryCode');
  });
});
