import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  CreateContractDocument,
  DraftSignatoriesDocument,
  MappedTemplatesDocument,
} from '../../generated/graphql.js';
import type {
  CreateContractInput,
  DraftSignatoriesQueryVariables,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const CREATE = '/api/v2.1/public/contracts/';
const MAPPING = `version: 1
contracts:
  - template: 1204
    counterparties:
      - organizationName: {expression: Account.Name, hint: The name of the account}
        jurisdiction: '"US"'
        partyRole: '"customer"'
        address: {line1: '"1 Main Street"', city: '"Boston"', country: '"US"'}
        contact: 'OpportunityContactRoles[IsPrimary].Contact.{"firstName": FirstName, "lastName": LastName, "email": Email}'
    signatories:
      - {counterparty: 1, title: '"Buyer"', note: '"Please sign"', order: 1}
      - {name: Owner.Name, email: Owner.Email, order: 2}
    entity: '"MC-DE"'
    workflow: {autoSend: true, apiOnlyEdits: true}
    embedded: false
    data:
      customer_name: {expression: Account.Name, hint: The customer as the account is called}
      agreement_date: $today()
      billing_currency: '{"type": "USD", "value": Amount}'
      pricing_schedule: '[OpportunityLineItems.{"item": Product2.Name, "quantity": Quantity, "amount": {"type": "USD", "value": TotalPrice}}]'
`;

const contact = { firstName: 'Eva', lastName: 'Holm', email: 'eva@globex.example' };
const globex = { organizationName: 'Globex', contact };

/** Deals that the mapping can make an order form of. */
function completeDeals({ salesforce }: World): string[] {
  const { store } = salesforce.control.org;
  const roles = store.rows('OpportunityContactRole');
  return store
    .rows('Opportunity')
    .filter(
      (deal) =>
        deal.Amount !== null &&
        deal.AccountId !== null &&
        roles.some((role) => role.OpportunityId === deal.Id && role.IsPrimary === true),
    )
    .map((deal) => String(deal.Id));
}

describe('who gets and signs a contract', () => {
  let folder: string;
  let world: World;
  let deals: string[];
  let deal: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-signatories-'));
    const file = path.join(folder, 'mapping.yaml');
    await writeFile(file, MAPPING);
    world = await startWorld({
      spotdraft: { rateLimitPerSecond: null, contracts: 'none' },
      env: { SPOTDRAFT_RATE_LIMIT: '500', MAPPING_FILE: file },
    });
    deals = completeDeals(world);
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    deal = deals.pop()!;
    world.spotdraft.faults.clear();
  });

  async function create(input: Omit<CreateContractInput, 'templateId' | 'opportunityId'> = {}) {
    const answer = await world.graphql(CreateContractDocument, {
      input: { templateId: '1204', opportunityId: deal, ...input },
    });
    return { ...answer, payload: answer.data?.createContract };
  }
  async function draft(
    given: Omit<DraftSignatoriesQueryVariables, 'templateId' | 'opportunityId'> = {},
  ) {
    const answer = await world.graphql(DraftSignatoriesDocument, {
      templateId: '1204',
      opportunityId: deal,
      ...given,
    });
    return { ...answer, draft: answer.data?.contractDraft };
  }
  const made = () => world.spotdraft.control.list(deal);
  const contacts = () => {
    const { store } = world.salesforce.control.org;
    const role = store
      .rows('OpportunityContactRole')
      .find((row) => row.OpportunityId === deal && row.IsPrimary === true);
    const row = store.rows('Contact').find(({ Id }) => Id === role?.ContactId);
    return { name: `${String(row?.FirstName)} ${String(row?.LastName)}`, email: row?.Email };
  };
  async function idOfCounterparty(wanted: string): Promise<string> {
    const { url, clientId, clientSecret } = world.spotdraft;
    const answer = await fetch(`${url}/api/v2.1/public/counter_parties/?limit=100`, {
      headers: { 'client-id': clientId, 'client-secret': clientSecret },
    });
    const { results } = (await answer.json()) as { results: { id: number; name: string }[] };
    return String(results.find(({ name }) => name === wanted)?.id);
  }
  const owner = () => {
    const { store } = world.salesforce.control.org;
    const { OwnerId } = store.rows('Opportunity').find(({ Id }) => Id === deal)!;
    return store.rows('User').find(({ Id }) => Id === OwnerId);
  };

  test('is as the mapping says: the draft shows it, and SpotDraft has it', async () => {
    const { draft: shown } = await draft();
    const people = contacts();
    expect(shown).toMatchObject({
      sendsToCounterparties: true,
      userErrors: [],
      similar: [],
      counterparties: [
        {
          isIndividual: false,
          jurisdiction: 'US',
          partyRole: 'customer',
          contact: { email: people.email },
          address: { line1: '1 Main Street', line2: null, city: 'Boston', country: 'US' },
          userErrors: [],
        },
      ],
      signatories: [
        {
          ...people,
          title: 'Buyer',
          note: 'Please sign',
          order: 1,
          isCounterparty: true,
          counterpartyName: shown?.counterparties[0]?.organizationName,
        },
        { name: owner()?.Name, email: owner()?.Email, order: 2, isCounterparty: false },
      ],
    });
    expect(shown?.fields.find(({ field }) => field.name === 'customer_name')).toMatchObject({
      hint: 'The customer as the account is called',
      expression: 'Account.Name',
    });
    const { payload } = await create();
    expect(payload).toMatchObject({ created: true, userErrors: [] });
    expect(made()).toMatchObject([
      {
        entity_id: 62,
        // Sent by the mapping's own wish.
        contract_status: 'REDLINING',
        recipients: [
          {
            recipient: {
              user: people,
              title: 'Buyer',
              note: 'Please sign',
              recipient_order: 1,
            },
          },
          { recipient: { user: { email: owner()?.Email }, recipient_order: 2 } },
        ],
      },
    ]);
    expect((await draft()).draft?.similar).toEqual([
      { id: payload?.contract?.id, status: 'REDLINING' },
    ]);
  });

  test('is whom the caller names, and those of the mapping sign no longer', async () => {
    const given = {
      counterparties: [globex, { ...globex, organizationName: 'Initech' }],
      signatories: [
        { name: 'Eva Holm', email: contact.email, counterpartyName: 'initech' },
        { name: 'Di Berg', email: 'di@meridian.example', title: 'CEO' },
      ],
    };
    const { draft: shown } = await draft(given);
    expect(shown?.userErrors).toEqual([]);
    expect(shown?.signatories).toMatchObject([
      { counterpartyName: 'Initech', isCounterparty: true },
      { isCounterparty: false, order: null },
    ]);
    expect((await create(given)).payload).toMatchObject({ created: true, userErrors: [] });
    expect(made()).toMatchObject([
      {
        counterparties: [{ name: 'Globex' }, { name: 'Initech' }],
        recipients: [
          { recipient: { user: { name: 'Eva Holm' } } },
          { recipient: { user: { name: 'Di Berg' }, title: 'CEO' } },
        ],
      },
    ]);
  });

  test('is one that SpotDraft has, by its id', async () => {
    await create({ counterparties: [{ ...globex, organizationName: 'Hooli' }] });
    const id = await idOfCounterparty('Hooli');
    deal = deals.pop()!;
    const { draft: shown } = await draft({ counterparties: [{ id }] });
    expect(shown).toMatchObject({
      userErrors: [],
      counterparties: [{ organizationName: 'Hooli', isIndividual: false, contact }],
      signatories: [{ name: 'Eva Holm', counterpartyName: 'Hooli' }, { isCounterparty: false }],
    });
    const { payload } = await create({ counterparties: [{ id: '987654' }] });
    expect(payload).toMatchObject({
      contract: null,
      userErrors: [{ field: ['counterparties', '0', 'id'], code: 'NOT_FOUND' }],
    });
    const { errors } = await create({ counterparties: [{ id: 'T-1' }] });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(made()).toEqual([]);
  });

  test.each([
    [
      'an order for some only',
      {
        signatories: [
          { name: 'A', email: 'a@globex.example', isCounterparty: true, order: 1 },
          { name: 'B', email: 'b@globex.example' },
        ],
      },
      [['signatories', '1', 'order']],
    ],
    [
      'an order without a counterparty',
      { signatories: [{ name: 'B', email: 'b@globex.example', order: 1 }] },
      [['signatories']],
    ],
    [
      'nobody to have it with',
      { counterparties: [] },
      [['counterparties'], ['signatories', '0', 'counterparty']],
    ],
    [
      'names that are too long',
      {
        counterparties: [{ organizationName: 'x'.repeat(1_001), contact }],
        signatories: [{ name: 'B', email: `${'b'.repeat(320)}@globex.example` }],
      },
      [
        ['counterparties', '0', 'organizationName'],
        ['signatories', '0', 'email'],
      ],
    ],
    [
      'an id and a name',
      { counterparties: [{ ...globex, id: '5' }] },
      [['counterparties', '0', 'id']],
    ],
    [
      'more than a contract takes',
      {
        counterparties: Array.from({ length: 21 }, () => globex),
        signatories: Array.from({ length: 51 }, () => ({ name: 'B', email: 'b@globex.example' })),
      },
      [['counterparties'], ['signatories']],
    ],
  ])('is refused before any call with %s', async (_name, given, fields) => {
    const before = world.spotdraft.calls.report().byRoute[`POST ${CREATE}`] ?? 0;
    const { payload } = await create(given);
    expect(payload?.contract).toBeNull();
    expect(payload?.userErrors.map(({ field }) => field)).toEqual(fields);
    const { draft: shown } = await draft(given);
    expect(shown?.userErrors.map(({ field }) => field)).toEqual(expect.arrayContaining(fields));
    expect(world.spotdraft.calls.report().byRoute[`POST ${CREATE}`] ?? 0).toBe(before);
  });

  test('belongs to what was asked for: the same key with other people is another wish', async () => {
    const idempotencyKey = `people-${deal}`;
    const first = await create({ idempotencyKey, counterparties: [globex] });
    expect(first.payload?.created).toBe(true);
    const again = await create({ idempotencyKey, counterparties: [globex] });
    expect(again.payload).toMatchObject({ created: false, userErrors: [] });
    for (const other of [
      {},
      { counterparties: [{ ...globex, organizationName: 'Initech' }] },
      { counterparties: [globex], signatories: [] },
    ]) {
      const { payload } = await create({ idempotencyKey, ...other });
      expect(payload?.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
    }
    expect(made()).toHaveLength(1);
  });

  test('is told in our words where SpotDraft refuses it', async () => {
    world.spotdraft.faults.add({
      kind: 'status',
      status: 400,
      body: {
        signatories: { 0: { sign_order: ['No.'], counterparty_name: ['Nobody.'] } },
        counter_party_details: { 0: { poc_details: { first_name: ['Odd.'] } } },
        entity_reference_id: ['No entity with this reference id.'],
      },
      match: { path: CREATE, method: 'POST' },
    });
    const { payload } = await create();
    expect(payload?.userErrors.map(({ field }) => field)).toEqual(
      expect.arrayContaining([
        ['signatories', '0', 'order'],
        ['signatories', '0', 'counterpartyName'],
        ['counterparties', '0', 'contact', 'firstName'],
        ['entityReferenceId'],
      ]),
    );
  });

  test('a template says whether the mapping has it', async () => {
    const { data } = await world.graphql(MappedTemplatesDocument, { id: '1204' });
    expect(data?.template).toEqual({ mapped: true });
    expect(data?.templates.filter(({ mapped }) => mapped)).toEqual([{ id: '1204', mapped: true }]);
    expect(data?.templates.length).toBeGreaterThan(1);
  });
});
