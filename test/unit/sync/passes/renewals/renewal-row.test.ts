import { describe, expect, test } from 'vitest';
import { parseMappingFile } from '../../../../../src/mapping/index.js';
import type { ReadableDeal } from '../../../../../src/mapping/index.js';
import { endOf, renewalRow } from '../../../../../src/sync/passes/renewals/renewal-row.js';
import { ACCOUNT, ends, executed, openRenewalWorld, RULES, TODAY } from './renewal-world.js';

const NOW = new Date(`${TODAY}T10:00:00Z`);

function rule(endDate: string, fields: Readonly<Record<string, string>> = { Name: '"Acme"' }) {
  const written = RULES.replace(/endDate: .*/u, `endDate: ${JSON.stringify(endDate)}`).replace(
    /opportunity:\n[^]*$/u,
    `opportunity: ${JSON.stringify(fields)}\n`,
  );
  return parseMappingFile(written, 'mapping.yaml').renewals.get('12')!;
}

const found = (expression: string, value: unknown = null) =>
  endOf(
    rule(expression),
    { contract: executed(1), keyPointers: ends(value), deal: null },
    { now: NOW, timeZone: 'Europe/Berlin' },
  );

describe('the end of a contract', () => {
  test.each([
    ['2026-12-31', '2026-12-31'],
    ['2026-12-31T23:30:00Z', '2027-01-01'],
  ])('is the day that %j names', async (value, endDate) => {
    expect(await found('keyPointers.end.value', value)).toEqual({ endDate });
  });

  test.each([[''], [null]])('is not known where %j stands', async (value) => {
    expect(await found('keyPointers.end.value', value)).toEqual({
      reason: 'The expression in mapping.yaml:5:5 gives nothing for this contract.',
    });
  });

  test('is not guessed from what is no date', async () => {
    expect(await found('keyPointers.end.value', 'next spring')).toEqual({
      reason:
        'The expression in mapping.yaml:5:5 gives something that is no date such as 2026-11-30. Correct the key pointer, or turn it into a date in the expression.',
    });
  });

  test('says why its expression fails for this contract', async () => {
    expect(await found('$number(keyPointers.end.value)', 'soon')).toEqual({
      reason: expect.stringMatching(
        /^The expression in mapping\.yaml:5:5 failed: .+\.$/u,
      ) as string,
    });
  });
});

test('a mistake of dealdraft itself is not told as one of the mapping', async () => {
  const broken = rule('createdAt');
  const evaluate = async () => {
    throw new TypeError('a bug');
  };
  await expect(
    endOf(
      { ...broken, endDate: { ...broken.endDate, evaluate } },
      { contract: executed(1), keyPointers: [], deal: null },
      { now: NOW, timeZone: 'UTC' },
    ),
  ).rejects.toThrow('a bug');
});

const DEAL_RECORD: ReadableDeal = {
  record: { Name: 'Acme', Secret__c: null, Body__c: null },
  withheld: [
    { path: ['Secret__c'], kind: 'masked' },
    { path: ['Body__c'], kind: 'file' },
  ],
};

async function rowOf(fields: Readonly<Record<string, string>>, accountId: string | null = null) {
  await using world = await openRenewalWorld();
  return await renewalRow(
    rule('createdAt', fields),
    { contract: executed(1), keyPointers: [], deal: DEAL_RECORD, endDate: TODAY, accountId },
    { now: NOW, deals: (await world.parts.crm.describe('Opportunity'))! },
  );
}

describe('the row of a renewal', () => {
  test('has the account, what the rule gives, and nothing for what it leaves empty', async () => {
    const fields = {
      Name: '" " & opportunity.Name & " "',
      CloseDate: 'endDate',
      Amount: '12.5',
      IsPrivate: 'true',
      StageName: '"   "',
      Description: 'opportunity.Missing__c',
    };
    expect(await rowOf(fields, ACCOUNT)).toEqual({
      row: {
        AccountId: ACCOUNT,
        Name: 'Acme',
        CloseDate: TODAY,
        Amount: 12.5,
        IsPrivate: true,
        Renewal_Of__c: 'T-1',
      },
    });
  });

  test.each([
    [
      'what fails',
      '$number(opportunity.Name)',
      /^The expression in mapping\.yaml:\d+:\d+ failed: /u,
    ],
    ['a list', '[1, 2]', /gives no single text, number or true\/false\.$/u],
    ['a number without end', '$power(10, 308) * 10', /gives no single text/u],
    [
      'a masked value',
      'opportunity.Secret__c',
      /reads opportunity\.Secret__c, which is masked for/u,
    ],
    [
      'the body of a file',
      'opportunity.Body__c',
      /opportunity\.Body__c, which is the body of a file/u,
    ],
    ['what the field does not take', '"soon"', /^Opportunity\.CloseDate takes a date such as /u],
  ])('is not made of %s', async (_, expression, problem) => {
    expect(await rowOf({ CloseDate: expression })).toEqual({
      problem: expect.stringMatching(problem) as string,
    });
  });

  test('is not made of fields that the CRM does not have, all of them named', async () => {
    const made = await rowOf({ Nam: '"Acme"', Stage: '"New"' });
    expect(made).toEqual({ problem: expect.stringMatching(/\bNam\b.*\bStage\b/u) as string });
  });
});
