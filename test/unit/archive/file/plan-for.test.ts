import { describe, expect, test } from 'vitest';
import { isWanted, planFor } from '../../../../src/archive/file/plan-for.js';
import type { ExecutedContract } from '../../../../src/archive/file/contract-view.js';
import { readDealFor } from '../../../../src/archive/file/read-deal-for.js';
import type { FieldDescription, ObjectDescription } from '../../../../src/connectors/crm.js';
import type { Contract } from '../../../../src/domain/contract.js';
import { contractIdOf } from '../../../../src/domain/contract-id.js';
import { parseOpportunityId } from '../../../../src/domain/opportunity-id.js';
import type { ReadableDeal } from '../../../../src/mapping/fit/readable-deal.js';
import { FOLDER, parse, withDestination } from './samples.js';

const CONTRACT: Contract = {
  id: contractIdOf('T', 123),
  name: 'Order Form',
  status: 'EXECUTED',
  kind: 'TEMPLATE_CONTRACT',
  type: { id: '7', name: 'Sales' },
  referenceId: 'R/1',
  counterpartyName: 'Maersk A/S',
  createdBy: 'rep@acme.example',
  createdAt: '2026-10-01T10:00:00Z',
  url: 'https://app.spotdraft.com/contracts/123',
  externalMetadata: { record_data: { region: 'EMEA' } },
  opportunityId: parseOpportunityId('006000000000001AAA'),
};
const EXECUTED: ExecutedContract = {
  contract: CONTRACT,
  executedAt: '2026-11-01T10:00:00Z',
  keyPointers: [{ id: '1', name: 'end_date', label: 'End date', value: '2027-01-31' }],
};

async function plan(
  lines: readonly string[],
  {
    executed = EXECUTED,
    deal = null,
  }: { executed?: ExecutedContract; deal?: ReadableDeal | null } = {},
) {
  const [destination] = parse(withDestination(...FOLDER, ...lines)).destinations;
  if (!(await isWanted(destination!, executed, deal))) return 'not wanted';
  return planFor(destination!, executed, deal);
}

const dealOf = (record: Record<string, unknown>): ReadableDeal => ({ record, withheld: [] });

describe('planFor', () => {
  test('puts contracts by type and counterparty, under their name and id, unless told otherwise', async () => {
    expect(await plan([])).toEqual({
      folder: ['Sales', 'Maersk A-S'],
      fileName: 'Order Form (T-123)',
      metadata: {},
    });
    const executed = { ...EXECUTED, contract: { ...CONTRACT, counterpartyName: null } };
    expect(await plan([], { executed })).toMatchObject({ folder: ['Sales'] });
  });

  test('the default written out means the default', async () => {
    const written = [
      'folder: type.name & "/" & counterpartyName',
      'fileName: name & " (" & id & ")"',
      'when: true',
      "metadata: '{}'",
    ];
    expect(await plan(written)).toEqual(await plan([]));
  });

  test('lets the expression make folders, and no slash in the data', async () => {
    expect(
      await plan([
        `folder: '"contracts/" & $substring(executedAt, 0, 4) & "/" & counterpartyName'`,
      ]),
    ).toMatchObject({ folder: ['contracts', '2026', 'Maersk A-S'] });
    expect(
      await plan(["folder: '[type.name, opportunity.Path__c, referenceId]'"], {
        deal: dealOf({ Path__c: '..\\..\\etc' }),
      }),
    ).toMatchObject({
      folder: ['Sales', '-..-etc', 'R-1'],
    });
    expect(await plan(['folder: \'""\''])).toMatchObject({ folder: [] });
  });

  test('reads key pointers by name, external metadata and the deal', async () => {
    expect(
      await plan(
        [
          'folder: externalMetadata.record_data.region & "/" & keyPointers.end_date.value',
          'fileName: opportunity.Account.Name & " " & opportunity.Amount',
          `metadata: '{"stage": opportunity.StageName, "amount": opportunity.Amount, "none": opportunity.No__c, "big": opportunity.Amount > 1}'`,
        ],
        {
          deal: dealOf({
            Account: { Name: 'Maersk' },
            Amount: 12.5,
            StageName: 'Won',
            No__c: null,
          }),
        },
      ),
    ).toEqual({
      folder: ['EMEA', '2027-01-31'],
      fileName: 'Maersk 12.5',
      metadata: { stage: 'Won', amount: '12.5', big: 'true' },
    });
  });

  test('does not want what `when` says no to, or finds nothing for', async () => {
    expect(await plan(['when: type.name != "Sales"'])).toBe('not wanted');
    expect(await plan(['when: opportunity.Archive__c'])).toBe('not wanted');
    expect(
      await plan(['when: opportunity.Archive__c'], { deal: dealOf({ Archive__c: true }) }),
    ).toMatchObject({ folder: ['Sales', 'Maersk A-S'] });
  });

  test('a number without quotes is a name as it was written', async () => {
    expect(await plan(['folder: 007', 'fileName: 010'])).toMatchObject({
      folder: ['007'],
      fileName: '010',
    });
  });

  test.each([
    [
      'when: referenceId',
      'a.yaml:6:5: the expression referenceId gives "R/1"; it has to give true or false.',
    ],
    [
      'fileName: externalMetadata',
      'a.yaml:6:5: the expression externalMetadata gives {"record_data":{"region":"EMEA"}}; it has to give one text.',
    ],
    [
      'folder: $number(type.id) / 0',
      'a.yaml:6:5: the expression $number(type.id) / 0 gives Infinity; it has to give a text, or a list of texts.',
    ],
    [
      'folder: $join($map([1..20], function($n) { $string($n) }), "/")',
      /a\.yaml:6:5: the expression .* it has to give at most 12 folders within each other\.$/,
    ],
    ['metadata: externalMetadata', /it has to give texts, numbers, true or false as values\.$/],
    [
      'metadata: \'$merge($map([1..30], function($n) { {"k" & $n: $n} }))\'',
      /it has to give at most 20 values\.$/,
    ],
    ['metadata: \'{type.id: "x"}\'', /it has to give names for metadata, and "7" is no name/],
    [
      'fileName: $number(name)',
      'a.yaml:6:5: the expression $number(name) failed: Unable to cast value to a number: "Order Form" (at character 8).',
    ],
  ])('%s: says which expression, and why', async (line, message) => {
    await expect(plan([line])).rejects.toThrow(message);
  });

  test('says so when a value is masked', async () => {
    const deal: ReadableDeal = {
      record: { Tax__c: null },
      withheld: [{ path: ['Tax__c'], kind: 'masked' }],
    };
    await expect(plan(['fileName: opportunity.Tax__c'], { deal })).rejects.toThrow(
      'a.yaml:6:5: the expression opportunity.Tax__c reads opportunity.Tax__c, which is masked for the integration user; grant it "View Encrypted Data", or read another field.',
    );
    expect(await plan(['fileName: name'], { deal })).toMatchObject({ fileName: 'Order Form' });
  });
});

describe('readDealFor', () => {
  const field = (name: string, html: boolean): [string, FieldDescription] => [
    name,
    { name, type: 'textarea', html } as FieldDescription,
  ];
  const opportunity = {
    name: 'Opportunity',
    fields: new Map([field('Notes__c', true), field('Name', false)]),
    children: new Map(),
  } as ObjectDescription;

  test('asks once for what several destinations read, and gives rich text as text', async () => {
    const asked: unknown[] = [];
    const crm = {
      dealObject: 'Opportunity',
      describe: async () => opportunity,
      readDeal: async (...args: readonly unknown[]) => {
        asked.push(args);
        return { Notes__c: '<b>A &amp; B</b>', Name: '<b>' };
      },
    };
    const destinations = [
      ...parse(withDestination(...FOLDER, 'folder: opportunity.Notes__c')).destinations,
      ...parse(withDestination(...FOLDER, 'folder: opportunity.Notes__c & opportunity.Name'))
        .destinations,
    ];
    const deal = await readDealFor(destinations, crm, CONTRACT.opportunityId);
    expect(deal?.record).toEqual({ Notes__c: 'A & B', Name: '<b>' });
    expect(asked).toEqual([
      [{ kind: 'integration' }, CONTRACT.opportunityId, [['Notes__c'], ['Name']]],
    ]);
    expect(await readDealFor(destinations, crm, null)).toBeNull();
    expect(
      await readDealFor(
        parse(withDestination(...FOLDER)).destinations,
        crm,
        CONTRACT.opportunityId,
      ),
    ).toBeNull();
    expect(asked).toHaveLength(1);
  });
});
