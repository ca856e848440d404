import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCrmSeed, toSeedDeals } from '../../../src/sandbox/seed/crm-seed.js';
import { runBackfill, runReconcile } from '../../../src/sync/index.js';
import { eventually } from '../../support/eventually.js';
import type { World } from '../../support/world.js';
import {
  calls,
  crmDeal,
  crmRecord,
  dealIdOf,
  isLinked,
  resetCalls,
  settled,
} from './sync-support.js';
import {
  blockersShown,
  changeDeal,
  orderForm,
  setSigned,
  startTermWorld,
  termsShown,
} from './terms-support.js';

const MANY_SECONDS = 180_000;
/** SpotDraft's index of updates may lag by so much. */
const OVERLAP_MS = 5 * 60_000;
const KEY_POINTERS = 'GET /api/v2.1/public/contracts/:id/key_pointers';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-terms-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const sync = (world: World, id: string) =>
  world.graphql<{ syncContract: { userErrors: unknown[] } }, object>(
    'mutation ($id: ID!) { syncContract(id: $id) { userErrors { code } } }',
    { id },
  );

async function states(world: World, id: string): Promise<readonly string[]> {
  return (await termsShown(world, id)).map(({ name, state }) => `${name}: ${state}`);
}

describe('signed terms are judged', { timeout: MANY_SECONDS }, () => {
  it('by syncContract alone, where no delivery comes and no pass runs', async () => {
    await using world = await startTermWorld(folder, undefined, { webhook: false, worker: false });
    const contract = orderForm(world);
    const deal = dealIdOf(contract);
    const { Amount: amount, CurrencyIsoCode: currency } = crmDeal(world, deal);
    const value = Number(amount) + 1000;
    await setSigned(world, contract.id, 'billing_currency', { type: currency, value });
    world.spotdraft.control.execute(contract.id);
    expect(await termsShown(world, contract.id)).toEqual([]);

    expect((await sync(world, contract.id)).data?.syncContract.userErrors).toEqual([]);
    expect(await states(world, contract.id)).toEqual(['total: MISMATCH']);
    const [blocker] = await blockersShown(world, deal);
    expect(blocker).toContain(contract.id);
    expect(crmDeal(world, deal).Contract_Blockers__c).toBe(blocker);

    await setSigned(world, contract.id, 'billing_currency', { type: currency, value: amount });
    await sync(world, contract.id);
    expect(await states(world, contract.id)).toEqual(['total: MATCH']);
    expect(crmDeal(world, deal).Contract_Blockers__c ?? null).toBeNull();

    changeDeal(world, deal, { Amount: value });
    await sync(world, contract.id);
    expect(await states(world, contract.id)).toEqual(['total: MISMATCH']);
    expect(world.spotdraft.deliveries.records).toEqual([]);
  });

  it('when somebody changes a key pointer through dealdraft, without a delivery', async () => {
    await using world = await startTermWorld(folder, undefined, { webhook: false });
    const contract = orderForm(world, 'EXECUTED');
    const deal = dealIdOf(contract);
    const { Amount: amount, CurrencyIsoCode: type } = crmDeal(world, deal);
    const change = async (value: number) => {
      const { data, errors } = await world.graphql<
        { updateKeyPointers: { userErrors: unknown[] } },
        object
      >(
        'mutation ($input: UpdateKeyPointersInput!) { updateKeyPointers(input: $input) { userErrors { code message } } }',
        {
          input: {
            contractId: contract.id,
            values: [{ name: 'billing_currency', value: { type, value } }],
          },
        },
      );
      expect([errors, data?.updateKeyPointers.userErrors]).toEqual([[], []]);
    };
    await change(Number(amount) - 6);
    await eventually(async () => {
      expect(await states(world, contract.id)).toEqual(['total: MISMATCH']);
      expect(crmDeal(world, deal).Contract_Blockers__c).toContain(contract.id);
    }, 20_000);
    // The edge of the tolerance is inside.
    await change(Number(amount) - 5);
    await eventually(async () => {
      expect(await states(world, contract.id)).toEqual(['total: MATCH']);
      expect(crmDeal(world, deal).Contract_Blockers__c ?? null).toBeNull();
    }, 20_000);
    expect(world.spotdraft.deliveries.records).toEqual([]);
  });

  it.each([
    ['of what SpotDraft updated', { since: new Date(Date.now() - 60_000) }],
    ['over everything', {}],
  ])('by a pass %s when no delivery told of a changed key pointer', async (_, pass) => {
    await using world = await startTermWorld(folder, undefined, { webhook: false, worker: false });
    const contract = orderForm(world, 'EXECUTED');
    const { Amount: amount, CurrencyIsoCode: type } = crmDeal(world, dealIdOf(contract));
    await runReconcile(world.app, { dryRun: false });
    expect(await states(world, contract.id)).toEqual(['total: MATCH']);

    const value = Number(amount) + 1000;
    await setSigned(world, contract.id, 'billing_currency', { type, value });
    await runReconcile(world.app, { dryRun: false, ...pass });
    expect(await states(world, contract.id)).toEqual(['total: MISMATCH']);
    expect(crmDeal(world, dealIdOf(contract)).Contract_Blockers__c).toContain(contract.id);
    expect(world.spotdraft.deliveries.records).toEqual([]);
  });

  it('of 200 contracts of several types by one question for what changed and one for the fields of 200 deals', async () => {
    const seed = createCrmSeed({ deals: 320 });
    await using world = await startTermWorld(
      folder,
      `
  - {name: total, when: type.name = "Order Form", signed: keyPointers.billing_currency.value, expected: Amount, tolerance: 1%}
  - {name: liability, when: type.name != "Order Form", signed: keyPointers.liability_cap.value.value, expected: Amount}
  - {name: close, signed: createdAt, expected: CloseDate, tolerance: 3 days}
`,
      {
        webhook: false,
        worker: false,
        backfill: false,
        env: { SPOTDRAFT_RATE_LIMIT: '1000' },
        salesforce: { seed },
        spotdraft: {
          rateLimitPerSecond: null,
          contracts: 480,
          deals: toSeedDeals(seed).map((deal) => ({ ...deal, stageName: 'Closed Won' })),
        },
      },
    );
    await runBackfill({ ...world.app, onProgress: () => undefined });
    await runReconcile(world.app, { dryRun: false });
    const executed = world.spotdraft.control
      .list()
      .filter((contract) => contract.contract_status === 'EXECUTED' && isLinked(contract))
      .filter(({ external_metadata: { id } }) => String(id).length === 18);
    const chosen = executed.slice(0, 200);
    expect(chosen).toHaveLength(200);
    expect(new Set(chosen.map((contract) => contract.contract_type_id)).size).toBeGreaterThan(2);
    const deals = [...new Set(chosen.map(dealIdOf))];
    const since = new Date(Date.now() - 60_000);
    await runReconcile(world.app, { since, dryRun: false });
    for (const deal of deals) changeDeal(world, deal, { Amount: 1, CloseDate: '2031-01-31' });

    resetCalls(world);
    await runReconcile(world.app, { since, dryRun: false });
    const { soql } = world.salesforce.control.usage.report();
    const ofDeals = soql.filter((query) => / FROM Opportunity WHERE/u.test(query));
    const found = ofDeals.filter((query) => query.includes('SystemModstamp >='));
    expect(found).toHaveLength(1);
    const read = ofDeals.filter((query) => /SELECT [^(]*\bAmount\b[^(]* FROM/u.test(query));
    expect(read.length).toBeLessThanOrEqual(Math.ceil(executed.length / 200));
    // Only of those that SpotDraft itself updated a moment ago.
    const updated = executed.filter(
      ({ last_updated_on: at }) => Date.parse(String(at)) >= since.getTime() - OVERLAP_MS,
    );
    const asked = world.spotdraft.calls.report().byRoute[KEY_POINTERS] ?? 0;
    expect(asked).toBeLessThanOrEqual(updated.length);
    for (const { id } of chosen) {
      const close = (await termsShown(world, id)).find(({ name }) => name === 'close');
      expect(close).toMatchObject({ state: 'MISMATCH', expected: '2031-01-31' });
    }

    resetCalls(world);
    await runReconcile(world.app, { since: new Date(), dryRun: false });
    expect(calls(world).writes).toBe(0);
  });
});

describe('signed terms', { timeout: MANY_SECONDS }, () => {
  it('and what blocks a deal are written where write-back expressions say, and taken back', async () => {
    await using world = await startTermWorld(
      folder,
      `
  - name: total
    when: type.name = "Order Form"
    signed: keyPointers.billing_currency.value
    expected: '{"value": Amount, "currency": CurrencyIsoCode}'
    severity: block
writeback:
  contract:
    object: SpotDraft_Contract__c
    externalId: SpotDraft_Id__c
    opportunity: Opportunity__c
    fields:
      Name: name
      Status__c: status
      Counterparty__c: '$join(terms[state != "MATCH"].(name & " " & state), ", ")'
  opportunity:
    fields:
      Contract_Blockers__c: $join(closeBlockers, "\\n")
      NextStep: '$join(contracts.terms[state = "MISMATCH"].name, ", ")'
`,
    );
    const contract = orderForm(world);
    const deal = dealIdOf(contract);
    const { Amount: amount, CurrencyIsoCode: type } = crmDeal(world, deal);
    await setSigned(world, contract.id, 'billing_currency', { type, value: Number(amount) + 1 });
    world.spotdraft.control.execute(contract.id);
    await settled(world, 30_000);
    expect(crmRecord(world, contract.id)).toMatchObject({
      Status__c: 'EXECUTED',
      Counterparty__c: 'total MISMATCH',
    });
    expect(crmDeal(world, deal)).toMatchObject({
      Contract_Blockers__c: (await blockersShown(world, deal)).join('\n'),
      NextStep: 'total',
    });

    await setSigned(world, contract.id, 'billing_currency', { type, value: amount });
    await eventually(() => {
      expect(crmRecord(world, contract.id)?.Counterparty__c ?? null).toBeNull();
      expect(crmDeal(world, deal).Contract_Blockers__c ?? null).toBeNull();
      expect(crmDeal(world, deal).NextStep ?? null).toBeNull();
    }, 20_000);
  });

  it('that were confirmed stand with the reason in the timelines of the contract and of its deal', async () => {
    await using world = await startTermWorld(folder);
    const contract = orderForm(world, 'EXECUTED');
    const deal = dealIdOf(contract);
    const { Amount: amount, CurrencyIsoCode: type } = crmDeal(world, deal);
    await setSigned(world, contract.id, 'billing_currency', { type, value: Number(amount) + 10 });
    await eventually(() => {
      expect(crmDeal(world, deal).Contract_Blockers__c).toContain(contract.id);
    }, 20_000);
    await settled(world);
    const reason = 'Rounded up by the customer’s procurement';
    const { errors } = await world.graphql(
      'mutation ($input: ConfirmTermInput!) { confirmTerm(input: $input) { userErrors { code } } }',
      { input: { contractId: contract.id, name: 'total', reason } },
    );
    expect(errors).toEqual([]);
    const confirmed = expect.objectContaining({
      kind: 'USER_ACTION',
      operation: 'confirmed signed term',
      outcome: 'confirmed',
      actor: 'service',
      changes: [{ field: 'total', before: 'MISMATCH', after: `confirmed: ${reason}` }],
    }) as object;
    const timeline =
      'timeline(first: 100) { nodes { kind operation outcome actor changes { field before after } } }';
    const shown = await world.graphql<Record<'contract' | 'opportunity', Timeline>, object>(
      `query ($id: ID!, $deal: ID!) { contract(id: $id) { ${timeline} } opportunity(id: $deal) { ${timeline} } }`,
      { id: contract.id, deal },
    );
    expect(shown.errors).toEqual([]);
    expect(shown.data?.contract.timeline.nodes).toContainEqual(confirmed);
    expect(shown.data?.opportunity.timeline.nodes).toContainEqual(confirmed);
    expect(await blockersShown(world, deal)).toEqual([]);
    await settled(world);
    expect(crmDeal(world, deal).Contract_Blockers__c ?? null).toBeNull();
  });
});

interface Timeline {
  readonly timeline: { readonly nodes: readonly object[] };
}
