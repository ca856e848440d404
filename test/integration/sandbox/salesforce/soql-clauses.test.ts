import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startSalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import { signIn, userIdOf, usernameOf } from './org-client.js';
import type { OrgClient } from './org-client.js';

let org: SalesforceSandbox;
let admin: OrgClient;
let marcus: OrgClient;

beforeAll(async () => {
  org = await startSalesforceSandbox();
  admin = await signIn(org);
  marcus = await signIn(org, usernameOf(org, 'Marcus'));
});
afterAll(() => org.close());

async function refusal(soql: string): Promise<[number, string, string]> {
  const { status, body } = await admin.query(soql);
  return [status, body[0]?.errorCode, body[0]?.message];
}

describe('USING SCOPE', () => {
  it('mine: the rows that the user owns, not those they see', async () => {
    const seen = await marcus.records('SELECT Id, OwnerId FROM Opportunity');
    const mine = await marcus.records('SELECT Id, OwnerId FROM Opportunity USING SCOPE mine');
    const marcusId = userIdOf(org, 'Marcus');
    expect(mine).toEqual(seen.filter(({ OwnerId }) => OwnerId === marcusId));
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.length).toBeLessThan(seen.length);
  });

  it('mine: together with WHERE, in counts and in groups', async () => {
    const won = await marcus.records(
      'SELECT Id FROM Opportunity USING SCOPE mine WHERE IsWon = true',
    );
    const count = await marcus.query(
      'SELECT COUNT() FROM Opportunity USING SCOPE Mine WHERE IsWon = true',
    );
    expect(count.body.totalSize).toBe(won.length);
    const [group] = await marcus.records(
      'SELECT IsWon, COUNT(Id) n FROM Opportunity USING SCOPE mine WHERE IsWon = true GROUP BY IsWon',
    );
    expect(group.n).toBe(won.length);
  });

  it('everything: the rows that the user sees', async () => {
    const seen = await marcus.records('SELECT Id FROM Opportunity');
    expect(await marcus.records('SELECT Id FROM Opportunity USING SCOPE everything')).toEqual(seen);
  });

  it.each(['team', 'delegated', 'my_territory', 'my_team_territory'])(
    'refuses the scope %s',
    async (scope) => {
      expect(await refusal(`SELECT Id FROM Opportunity USING SCOPE ${scope}`)).toEqual([
        400,
        'INVALID_QUERY_SCOPE',
        expect.stringContaining(scope),
      ]);
    },
  );

  it('refuses mine where rows have no owner', async () => {
    const [, code, message] = await refusal('SELECT Id FROM OpportunityLineItem USING SCOPE mine');
    expect([code, message]).toEqual(['INVALID_QUERY_SCOPE', expect.stringContaining('no owner')]);
  });
});

describe('describe', () => {
  it('names the scopes that queries on an object take', async () => {
    const scopesOf = async (object: string) => {
      const { body } = await admin.call('GET', `/services/data/v66.0/sobjects/${object}/describe`);
      return body.supportedScopes.map(({ name }: { name: string }) => name);
    };
    expect(await scopesOf('Opportunity')).toEqual(['everything', 'mine']);
    expect(await scopesOf('OpportunityLineItem')).toEqual(['everything']);
  });
});

describe('what is never passed over in silence', () => {
  it.each([
    ['SELECT Id FROM Account WITH DATA CATEGORY Geo__c AT usa__c', 'WITH DATA CATEGORY'],
    ['SELECT Id FROM Opportunity WITH SECURITY_ENFORCED', 'Apex'],
    ['SELECT Id FROM Opportunity WITH USER_MODE', 'Apex'],
    ['SELECT Id FROM Opportunity WITH SYSTEM_MODE', 'Apex'],
    ['SELECT Id FROM Opportunity LIMIT 1 FOR VIEW', 'FOR VIEW'],
    ['SELECT Id FROM Opportunity LIMIT 1 FOR REFERENCE', 'FOR REFERENCE'],
    ['SELECT Id FROM Opportunity LIMIT 1 FOR UPDATE', 'FOR UPDATE'],
    ['SELECT Id FROM Opportunity LIMIT 1 UPDATE TRACKING', 'UPDATE TRACKING'],
    ['SELECT Id FROM Opportunity LIMIT 1 UPDATE VIEWSTAT', 'UPDATE VIEWSTAT'],
    ['SELECT Id FROM Opportunity LIMIT 1 ALL ROWS', 'ALL'],
    ['SELECT Id FROM Opportunity WHERE CloseDate = 2026-02-30', 'Invalid date: 2026-02-30'],
    ['SELECT Id FROM Opportunity WHERE CloseDate > 2026-13-01', 'Invalid date: 2026-13-01'],
    ['SELECT Id FROM Opportunity WHERE CloseDate IN (2026-01-01, 2025-02-29)', '2025-02-29'],
    ['SELECT Id FROM Opportunity WHERE DAY_ONLY(CreatedDate) = 2026-04-31', '2026-04-31'],
    ['SELECT Id FROM Opportunity WHERE CreatedDate > 2026-02-30T00:00:00Z', '2026-02-30T00:00:00Z'],
    ['SELECT Id FROM Opportunity WHERE CreatedDate > 2026-02-20T25:00:00Z', '2026-02-20T25:00:00Z'],
    [
      'SELECT Id FROM Opportunity WHERE CloseDate = LAST_N_DAYS:999999999999',
      'out of the calendar',
    ],
    ['SELECT Name n FROM Opportunity', 'aliasing'],
    ['SELECT Account.Name n FROM Opportunity', 'aliasing'],
    ['SELECT Id, (SELECT Id x FROM OpportunityLineItems) FROM Opportunity', 'aliasing'],
    ['SELECT SUM(Amount) s, MAX(Amount) s FROM Opportunity', 'duplicate alias: s'],
    ['SELECT COUNT() FROM Opportunity GROUP BY StageName', 'COUNT()'],
    ['SELECT COUNT() FROM Opportunity ORDER BY Name', 'COUNT()'],
    ['SELECT TYPEOF Owner WHEN User THEN Name END FROM Opportunity', 'TYPEOF'],
    ['SELECT toLabel(StageName) FROM Opportunity', 'toLabel()'],
    ['SELECT FORMAT(Amount) FROM Opportunity', 'FORMAT()'],
    ['SELECT convertCurrency(Amount) FROM Opportunity', 'convertCurrency()'],
    ['SELECT FIELDS(ALL) FROM Opportunity', 'LIMIT'],
    ['SELECT FIELDS(CUSTOM) FROM Opportunity LIMIT 201', 'LIMIT'],
    [
      'SELECT StageName, COUNT(Id) FROM Opportunity GROUP BY StageName HAVING COUNT(Id) > 5',
      'HAVING',
    ],
    ['SELECT StageName, GROUPING(StageName) FROM Opportunity GROUP BY StageName', 'GROUPING()'],
    ['SELECT StageName FROM Opportunity GROUP BY ROLLUP(StageName)', 'by fields only'],
    [
      'SELECT CALENDAR_YEAR(CloseDate) FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate)',
      'by fields',
    ],
    ['SELECT Id FROM Opportunity WHERE CALENDAR_YEAR(CloseDate) = 2026', 'DAY_ONLY() only'],
    ['SELECT StageName, COUNT(Id) FROM Opportunity GROUP BY StageName ORDER BY Name', 'grouped'],
    ['SELECT Id, (SELECT Id FROM OpportunityLineItems GROUP BY Id) FROM Opportunity', 'GROUP BY'],
    ['SELECT Id, (SELECT Id FROM OpportunityLineItems USING SCOPE mine) FROM Opportunity', 'SCOPE'],
    ['SELECT Id, (SELECT Id FROM OpportunityLineItems FOR VIEW) FROM Opportunity', 'FOR VIEW'],
    ['SELECT Id, (SELECT COUNT() FROM OpportunityLineItems) FROM Opportunity', 'COUNT()'],
    ['SELECT Id FROM Opportunity LIMIT -1', '-1'],
    ['SELECT Id FROM Opportunity LIMIT 1.5', '1.5'],
    ['SELECT Id FROM Opportunity OFFSET -1', '-1'],
    ['SELECT Id FROM Opportunity LIMIT :limit', ':'],
    ['SELECT Id FROM Opportunity WHERE Name = :name', 'unexpected token'],
    ['SELECT FLORP(Name) FROM Opportunity', 'unexpected token'],
    ['SELECT Id FROM Opportunity WHERE FLORP(Name) = 1', 'unexpected token'],
    ['SELECT Id FROM Opportunity ORDER BY COUNT(Id)', 'by fields only'],
    [
      "SELECT Id FROM Opportunity WHERE Id IN (SELECT OpportunityId FROM OpportunityLineItem) OR Name = 'x'",
      "'OR'",
    ],
    [
      "SELECT Id FROM Opportunity WHERE (Name = 'y' AND Id NOT IN (SELECT OpportunityId FROM OpportunityLineItem)) OR Name = 'x'",
      "'OR'",
    ],
    [
      'SELECT Id FROM Opportunity WHERE Id = (SELECT OpportunityId FROM OpportunityLineItem)',
      'IN and NOT IN',
    ],
    [
      'SELECT Id FROM Opportunity WHERE Id IN (SELECT OpportunityId FROM OpportunityLineItem GROUP BY OpportunityId)',
      'GROUP BY',
    ],
    [
      'SELECT Id FROM Opportunity WHERE Id IN (SELECT OpportunityId FROM OpportunityLineItem LIMIT 5)',
      'LIMIT',
    ],
    [
      'SELECT Id FROM Opportunity WHERE Id IN (SELECT OpportunityId FROM OpportunityLineItem WHERE Product2Id IN (SELECT Id FROM Product2))',
      'Nesting',
    ],
  ])('refuses %s', async (soql, words) => {
    const [status, code, message] = await refusal(soql);
    expect([status, code]).toEqual([400, 'MALFORMED_QUERY']);
    expect(message).toContain(words);
  });

  it('refuses a field that FIELDS() names again', async () => {
    expect(await refusal('SELECT Id, FIELDS(STANDARD) FROM Opportunity LIMIT 1')).toEqual([
      400,
      'INVALID_FIELD',
      'duplicate field selected: Id',
    ]);
  });

  it('refuses an OFFSET beyond 2,000, in child lists, too', async () => {
    for (const soql of [
      'SELECT Id FROM Opportunity OFFSET 2001',
      'SELECT Id, (SELECT Id FROM OpportunityLineItems OFFSET 2001) FROM Opportunity',
    ])
      expect((await refusal(soql))[1]).toBe('NUMBER_OUTSIDE_VALID_RANGE');
  });

  it('orders groups by an aggregate that is not selected', async () => {
    const sums = await admin.records(
      'SELECT StageName, SUM(Amount) total FROM Opportunity GROUP BY StageName ORDER BY SUM(Amount) DESC',
    );
    const names = await admin.records(
      'SELECT StageName FROM Opportunity GROUP BY StageName ORDER BY SUM(Amount) DESC',
    );
    const totals = sums.map(({ total }): number => total);
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
    expect(names.map(({ StageName }) => StageName)).toEqual(sums.map(({ StageName }) => StageName));
  });

  it('groups and orders by a field with and without the alias before it', async () => {
    const stages = await admin.records(
      'SELECT StageName FROM Opportunity GROUP BY StageName ORDER BY StageName',
    );
    for (const soql of [
      'SELECT o.StageName FROM Opportunity o GROUP BY o.StageName ORDER BY o.StageName',
      'SELECT StageName FROM Opportunity o GROUP BY o.StageName ORDER BY Opportunity.StageName',
    ])
      expect(await admin.records(soql)).toEqual(stages);
    expect(stages.length).toBeGreaterThan(3);
  });

  it('refuses impossible days in a row that is written', async () => {
    const id = org.deals[0]!.id;
    for (const CloseDate of ['2026-02-30', '2026-02-30T10:00:00Z']) {
      const path = `/services/data/v66.0/sobjects/Opportunity/${id}`;
      const { status, body } = await admin.call('PATCH', path, { CloseDate });
      expect([status, body[0].errorCode]).toEqual([400, 'JSON_PARSER_ERROR']);
    }
  });
});
