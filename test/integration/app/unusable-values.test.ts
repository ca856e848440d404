import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { field } from '../../../src/sandbox/salesforce/schema/define.js';
import { dryRunMapping } from '../../../src/services/templates/check-mapping.js';
import { ContractDraftDocument, CreateContractDocument } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';

const PARTY = `    counterparties:
      - organizationName: Account.Name
        contact: '{"firstName": "Ada", "email": "ada@acme.example"}'
`;
const MAPPING = `version: 1
contracts:
  - template: 1210
    name: Name
${PARTY}    data:
      partner_name: Secret__c
      term: '{"type": "MONTHS", "value": 6}'
      discount_percent: Share__c
      named_accounts: $split(Tags__c, ";")
      is_exclusive: 'false'
  - template: 1204
    name: Name
${PARTY}    data:
      customer_name: Rich__c
      agreement_date: '"2026-03-28"'
      billing_currency: '{"type": "USD", "value": Amount / Quantity__c}'
      payment_terms: '"net_30"'
      po_number: Tags__c
      pricing_schedule: '[OpportunityLineItems.{"item": Product2.Name, "quantity": Quantity, "amount": {"type": "USD", "value": TotalPrice}}]'
      subscription_term: '{"type": "MONTHS", "value": $count(OpportunityContactRoles.Contact)}'
`;

let folder: string;
let world: World;
let deal: string;
let rep: Headers;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-values-'));
  const file = path.join(folder, 'mapping.yaml');
  await writeFile(file, MAPPING);
  world = await startWorld({
    worker: false,
    salesforce: {
      customFields: {
        Opportunity: [
          field('Secret__c', 'encryptedstring', { length: 175 }),
          field('Rich__c', 'textarea', { length: 800, htmlFormatted: true }),
          field('Tags__c', 'multipicklist', { length: 255, picklistValues: ['A', 'B', 'C'] }),
          field('Share__c', 'double', { precision: 18, scale: 2 }),
          field('Quantity__c', 'double', { precision: 18, scale: 2 }),
        ],
      },
    },
    spotdraft: { rateLimitPerSecond: null, contracts: 'none' },
    env: { SPOTDRAFT_RATE_LIMIT: '500', MAPPING_FILE: file },
  });
  const { store } = world.salesforce.control.org;
  const items = store.rows('OpportunityLineItem');
  const user = world.salesforce.users.find(({ username }) => username.startsWith('priya.raman'))!;
  rep = await world.asUser(user.username);
  const row = store
    .rows('Opportunity')
    .find(
      ({ Id, OwnerId, AccountId, Amount }) =>
        OwnerId === user.id &&
        AccountId !== null &&
        Amount !== null &&
        items.filter((item) => item.OpportunityId === Id).length > 2,
    )!;
  deal = String(row.Id);
  store.update(row, {
    Secret__c: 'DE12 3456 6789',
    Rich__c: '<p>First &amp; <b>second</b></p><ul><li>third</li></ul>',
    Tags__c: 'A;C',
    Share__c: 12.5,
    Quantity__c: 4,
  });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const created = () => world.spotdraft.control.list(deal).length;
const change = (changes: Record<string, string | number | null>) => {
  const { store } = world.salesforce.control.org;
  store.update(store.find('Opportunity', deal)!, changes);
};

async function draft(templateId: string, headers?: Headers) {
  const variables = { opportunityId: deal, templateId };
  const { data, errors } = await world.graphql(ContractDraftDocument, variables, headers);
  expect(errors).toEqual([]);
  return data!.contractDraft;
}

async function create(templateId: string, headers?: Headers) {
  const input = { opportunityId: deal, templateId, idempotencyKey: `${Math.random()}` };
  const { data, errors } = await world.graphql(CreateContractDocument, { input }, headers);
  expect(errors).toEqual([]);
  return data!.createContract;
}

describe('an encrypted field', () => {
  test('that is masked for its reader is named in draft and create, and nothing is sent', async () => {
    const problem = {
      field: ['data', 'partner_name'],
      code: 'INVALID_VALUE',
      message: expect.stringMatching(/Secret__c, .*is masked for this reader/),
    };
    const shown = await draft('1210', rep);
    expect(shown.userErrors).toEqual([problem]);
    expect(JSON.stringify(shown)).not.toContain('***');
    const before = created();
    expect(await create('1210', rep)).toMatchObject({ contract: null, userErrors: [problem] });
    expect(created()).toBe(before);
  });

  test('goes whole into the contract of whoever may see it', async () => {
    const shown = await draft('1210');
    expect(shown.userErrors).toEqual([]);
    expect(shown.data).toMatchObject({
      partner_name: 'DE12 3456 6789',
      named_accounts: ['A', 'C'],
    });
    const made = await create('1210');
    expect(made.userErrors).toEqual([]);
    expect(world.spotdraft.control.get(made.contract!.id)).toMatchObject({
      contract_data: shown.data,
    });
  });
});

test('rich text becomes what people see, a multi-select picklist stays one text', async () => {
  change({ Quantity__c: 4 });
  expect((await draft('1204')).data).toMatchObject({
    customer_name: 'First & second\n• third',
    po_number: 'A;C',
  });
});

describe('a number that no contract can hold', () => {
  test.each([
    ['a division by 0', { Amount: 100, Quantity__c: 0 }, 'Infinity'],
    ['0 divided by 0', { Amount: 0, Quantity__c: 0 }, 'NaN'],
    ['more digits than can be kept', { Amount: 9e17, Quantity__c: 1 }, '900000000000000000'],
  ])('%s is named with its expression, and nothing is sent', async (_what, values, given) => {
    change(values);
    const before = created();
    const problem = {
      field: ['data', 'billing_currency', 'value'],
      code: 'INVALID_VALUE',
      message: expect.stringContaining(given),
    };
    const shown = await draft('1204');
    expect(shown.userErrors).toEqual([problem]);
    expect(shown.userErrors[0]!.message).toContain('Amount / Quantity__c');
    const made = await create('1204');
    expect(made).toMatchObject({ contract: null, created: false, userErrors: [problem] });
    expect(created()).toBe(before);
    const [run] = await dryRunMapping(world.app, deal, '1204');
    expect(run!.userErrors).toEqual([problem]);
    change({ Amount: 100, Quantity__c: 4 });
    expect((await draft('1204')).userErrors).toEqual([]);
  });
});

test('a contract says what its draft showed when the CRM hands rows out in another order each time', async () => {
  const { rowOrder, store } = world.salesforce.control.org;
  const items = store
    .rows('OpportunityLineItem')
    .filter((item) => item.OpportunityId === deal)
    .toSorted((a, b) => String(b.Id).localeCompare(String(a.Id)));
  items.forEach((item, index) => store.update(item, { SortOrder: index + 1, Quantity: index + 1 }));
  rowOrder.isShuffled = true;
  try {
    const quantities = async () =>
      ((await draft('1204')).data['pricing_schedule'] as { quantity: number }[]).map(
        ({ quantity }) => quantity,
      );
    const inOrder = items.map((_, index) => index + 1);
    for (let round = 0; round < 4; round += 1) expect(await quantities()).toEqual(inOrder);
    const shown = await draft('1204');
    const made = await create('1204');
    expect(made.userErrors).toEqual([]);
    expect(world.spotdraft.control.get(made.contract!.id)).toMatchObject({
      contract_data: shown.data,
    });
  } finally {
    rowOrder.isShuffled = false;
  }
});
