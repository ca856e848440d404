import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startApp } from '../../../src/app/start-app.js';
import { loadConfig } from '../../../src/config/config.js';
import { silentLog } from '../../../src/domain/log.js';
import { parseOpportunityId } from '../../../src/domain/opportunity-id.js';
import { createAutomationLedger } from '../../../src/services/automations/automation-ledger.js';
import { createAutomationService } from '../../../src/services/automations/automations.js';
import {
  AutomationsDocument,
  ContractProblemDocument,
  DealsChangedDocument,
} from '../../generated/graphql.js';
import {
  automation,
  changeDeal,
  completeDeals,
  contractsOf,
  dealRow,
  mappingWith,
  OTHER_STAGE,
  STAGE,
} from '../../support/automation-world.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World, WorldOptions } from '../../support/world.js';

const OF_DEAL = 'GET /api/v2.1/public/contracts/by_external_metadata/:externalId';

async function startAutomated(sections = automation(), options: WorldOptions = {}) {
  return startWorld({
    ...options,
    spotdraft: { rateLimitPerSecond: null, contracts: 'none', ...options.spotdraft },
    env: {
      SPOTDRAFT_RATE_LIMIT: '500',
      AUTOMATION_INTERVAL_SECONDS: '1',
      ...(await mappingWith(sections)),
      ...options.env,
    },
  });
}

const service = (world: World) => world.app.services.of(createAutomationService);

/** Until the deals that were right before are known. */
async function active(world: World): Promise<void> {
  await eventually(async () => {
    const { rules } = await service(world).status();
    expect(rules.every(({ isActive }) => isActive)).toBe(true);
  }, 20_000);
}

/** Until a whole sweep has gone by that began after this was called. */
async function swept(world: World, times = 2): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const before = (await service(world).status()).sweptAt?.getTime() ?? 0;
    await eventually(async () => {
      const { sweptAt } = await service(world).status();
      expect(sweptAt?.getTime() ?? 0).toBeGreaterThan(before);
    }, 20_000);
  }
}

async function hasOne(world: World, deal: string): Promise<string> {
  return eventually(() => {
    const contracts = contractsOf(world, deal);
    expect(contracts).toHaveLength(1);
    return contracts[0]!.id;
  }, 20_000);
}

const problemOf = (world: World, deal: string) => dealRow(world, deal).Contract_Problem__c ?? null;

describe('an automation', () => {
  let world: World | null = null;
  afterEach(async () => {
    await world?.[Symbol.asyncDispose]();
    world = null;
  });

  test('makes one contract when a deal comes into the stage, and none for deals that were there', async () => {
    world = await startAutomated();
    const { store } = world.salesforce.control.org;
    const before = store.rows('Opportunity').filter((deal) => deal.StageName === STAGE);
    expect(before.length).toBeGreaterThan(0);
    await active(world);
    const [deal, other] = completeDeals(world);
    changeDeal(world, deal!, { StageName: STAGE });
    const id = await hasOne(world, deal!);
    // Whatever happens to them, and however often it becomes true.
    changeDeal(world, String(before[0]!.Id), { NextStep: 'Call' });
    changeDeal(world, deal!, { StageName: OTHER_STAGE });
    changeDeal(world, other!, { NextStep: 'Call' });
    await swept(world);
    changeDeal(world, deal!, { StageName: STAGE });
    await swept(world);
    expect(world.spotdraft.control.list().map((contract) => contract.id)).toEqual([id]);
    // The record of it is in the CRM.
    await eventually(() => {
      const records = store.rows('SpotDraft_Contract__c');
      expect(records.map((record) => record.SpotDraft_Id__c)).toEqual([id]);
    });
    await world.app.recorder.flush();
    const made = await world.app.store.activities.list({ kinds: ['CREATION'], limit: 10 });
    expect(made.map(({ outcome, opportunityId }) => [outcome, opportunityId])).toEqual([
      ['created', deal],
    ]);
  });

  test('says on the deal what is missing, and makes the contract once it is there', async () => {
    world = await startAutomated();
    await active(world);
    const [deal] = completeDeals(world);
    const { AccountId } = dealRow(world, deal!);
    changeDeal(world, deal!, { StageName: STAGE, AccountId: null });
    await eventually(() => expect(problemOf(world!, deal!)).toBeTruthy(), 20_000);
    await swept(world, 3);
    expect(contractsOf(world, deal!)).toEqual([]);
    await world.app.recorder.flush();
    const failures = await world.app.store.activities.list({
      kinds: ['CREATION'],
      failed: true,
      limit: 10,
    });
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ opportunityId: deal, outcome: 'refused' });
    expect(failures[0]!.told).toContain(String(problemOf(world, deal!)).slice(0, 40));
    changeDeal(world, deal!, { AccountId: AccountId ?? null });
    await hasOne(world, deal!);
    await eventually(() => expect(problemOf(world!, deal!)).toBeNull(), 20_000);
    // The record is written first, then it is noted.
    await eventually(async () => {
      expect(await createAutomationLedger(world!.app.store).openCount()).toBe(0);
    }, 20_000);
  });

  test('takes the problem away when the deal leaves the stage', async () => {
    world = await startAutomated();
    await active(world);
    const [deal] = completeDeals(world);
    changeDeal(world, deal!, { StageName: STAGE, AccountId: null });
    await eventually(() => expect(problemOf(world!, deal!)).toBeTruthy(), 20_000);
    changeDeal(world, deal!, { StageName: OTHER_STAGE });
    await eventually(() => expect(problemOf(world!, deal!)).toBeNull(), 20_000);
    expect(contractsOf(world, deal!)).toEqual([]);
  });

  test('asks Salesforce once a sweep and SpotDraft never while nothing changes', async () => {
    world = await startAutomated();
    await active(world);
    await swept(world, 2);
    world.salesforce.control.usage.clearCalls();
    world.spotdraft.calls.reset();
    await swept(world, 3);
    const { total, soql } = world.salesforce.control.usage.report();
    expect(soql.length).toBe(total);
    expect(total).toBeGreaterThanOrEqual(3);
    expect(total).toBeLessThanOrEqual(4);
    expect(soql[0]).toMatch(
      /^SELECT Id, SystemModstamp, StageName FROM Opportunity WHERE SystemModstamp >= /,
    );
    expect(world.spotdraft.calls.report().total).toBe(0);
  });

  test('reads the deals of one sweep together, and asks SpotDraft for their contracts and nothing else', async () => {
    world = await startAutomated(automation(), { backfill: true });
    await active(world);
    const deals = completeDeals(world).slice(0, 6);
    await swept(world, 1);
    world.salesforce.control.usage.clearCalls();
    world.spotdraft.calls.reset();
    for (const deal of deals) changeDeal(world, deal, { StageName: STAGE });
    for (const deal of deals) await hasOne(world, deal);
    const { byRoute } = world.spotdraft.calls.report();
    expect(byRoute['POST /api/v2.1/public/contracts/']).toBe(deals.length);
    // The store knows which contracts each deal has; the write-back may ask once by which number one goes.
    expect(byRoute[OF_DEAL] ?? 0).toBeLessThanOrEqual(1);
    expect(byRoute['GET /api/v2.1/public/templates/:templateId/']).toBe(1);
    const { soql } = world.salesforce.control.usage.report();
    const reads = soql.filter((query) => query.includes('OpportunityContactRoles'));
    // A sweep may fall between two of the changes.
    expect(reads.length).toBeLessThanOrEqual(2);
  });

  test('counts a contract of the template that the deal has already', async () => {
    world = await startAutomated();
    await active(world);
    const [deal] = completeDeals(world);
    const answer = await world.graphql(
      `mutation ($input: CreateContractInput!) { createContract(input: $input) { contract { id } } }`,
      { input: { opportunityId: deal, templateId: '1204' } },
    );
    expect(answer.errors).toEqual([]);
    const id = await hasOne(world, deal!);
    changeDeal(world, deal!, { StageName: STAGE });
    await swept(world, 3);
    expect(contractsOf(world, deal!).map((contract) => contract.id)).toEqual([id]);
  });

  test('counts a contract of the template that was made in SpotDraft itself, as its webhook tells', async () => {
    world = await startAutomated(automation(), { webhook: true });
    await active(world);
    const [deal] = completeDeals(world);
    const { data } = await world.graphql<{ createContract: { contract: { id: string } } }, object>(
      `mutation ($input: CreateContractInput!) { createContract(input: $input) { contract { id } } }`,
      { input: { opportunityId: deal, templateId: '1204' } },
    );
    const { id } = data!.createContract.contract;
    // Nothing in it says any more who made it.
    world.spotdraft.control.relink(id, { id: deal!, integration_name: 'salesforce' });
    await eventually(async () => {
      const contract = (await world!.app.store.contracts.byOpportunity([parseOpportunityId(deal!)]))
        .get(parseOpportunityId(deal!))
        ?.at(0)?.contract;
      expect(contract?.externalMetadata).not.toHaveProperty('record_data');
    }, 20_000);
    changeDeal(world, deal!, { StageName: STAGE });
    await swept(world, 3);
    expect(contractsOf(world, deal!).map((contract) => contract.id)).toEqual([id]);
  });

  test('sends to the counterparties where the rule says so', async () => {
    world = await startAutomated(automation('    send: true\n'));
    await active(world);
    const [deal] = completeDeals(world);
    changeDeal(world, deal!, { StageName: STAGE });
    await hasOne(world, deal!);
    expect(contractsOf(world, deal!)[0]!.contract_status).not.toBe('DRAFT');
  });

  test('waits for SpotDraft when it is down', async () => {
    world = await startAutomated();
    await active(world);
    const deals = completeDeals(world).slice(0, 4);
    world.spotdraft.faults.add({ kind: 'status', status: 503, times: 1_000 });
    for (const deal of deals) changeDeal(world, deal, { StageName: STAGE });
    await eventually(async () => {
      expect(await world!.app.pauses.active('spotdraft')).not.toBeNull();
    }, 30_000);
    expect(deals.map((deal) => problemOf(world!, deal))).toEqual(deals.map(() => null));
    world.spotdraft.faults.clear();
    for (const deal of deals) {
      await eventually(() => expect(contractsOf(world!, deal)).toHaveLength(1), 60_000);
    }
  }, 120_000);

  test('knows the contracts and the problems of its deals when the store was lost', async () => {
    world = await startAutomated();
    await active(world);
    const [made, lacking] = completeDeals(world);
    const { AccountId } = dealRow(world, lacking!);
    changeDeal(world, made!, { StageName: STAGE });
    changeDeal(world, lacking!, { StageName: STAGE, AccountId: null });
    const id = await hasOne(world, made!);
    await eventually(() => expect(problemOf(world!, lacking!)).toBeTruthy(), 20_000);
    await world.app.close();
    changeDeal(world, made!, { StageName: OTHER_STAGE });
    const storeUrl = `sqlite:${path.join(world.folder, 'another.db')}`;
    await using other = await startApp(loadConfig({ ...world.env, STORE_URL: storeUrl }), {
      worker: true,
      log: silentLog,
    });
    const again = other.services.of(createAutomationService);
    await eventually(async () => {
      expect((await again.status()).rules[0]?.isActive).toBe(true);
    }, 20_000);
    changeDeal(world, made!, { StageName: STAGE });
    changeDeal(world, lacking!, { AccountId: AccountId ?? null });
    await hasOne(world, lacking!);
    await eventually(() => expect(problemOf(world!, lacking!)).toBeNull(), 20_000);
    expect(contractsOf(world, made!).map((contract) => contract.id)).toEqual([id]);
  }, 60_000);

  test('looks at a deal at once when somebody says that it changed', async () => {
    world = await startAutomated(automation(), { env: { AUTOMATION_INTERVAL_SECONDS: '3600' } });
    await active(world);
    const [deal, other] = completeDeals(world);
    changeDeal(world, deal!, { StageName: STAGE });
    changeDeal(world, other!, { StageName: STAGE });
    const answer = await world.graphql(DealsChangedDocument, {
      input: { opportunityIds: [deal!.slice(0, 15)] },
    });
    expect(answer.data?.dealsChanged).toEqual({ accepted: 1, userErrors: [] });
    await hasOne(world, deal!);
    expect(contractsOf(world, other!)).toEqual([]);
    const many = await world.graphql(DealsChangedDocument, {
      input: { opportunityIds: Array.from({ length: 201 }, () => deal!) },
    });
    expect(many.data?.dealsChanged.userErrors).toMatchObject([{ code: 'INVALID_VALUE' }]);
  }, 30_000);

  test('shows what is open, and tries it again when it is told to', async () => {
    world = await startAutomated();
    await active(world);
    const [deal] = completeDeals(world);
    changeDeal(world, deal!, { StageName: STAGE, AccountId: null });
    await eventually(() => expect(problemOf(world!, deal!)).toBeTruthy(), 20_000);
    const shown = await world.graphql(AutomationsDocument, {}, world.as('admin'));
    expect(shown.data?.automations).toMatchObject({
      openCount: 1,
      lastError: null,
      rules: [{ templateId: '1204', isActive: true }],
      problems: [{ opportunityId: deal, isWaiting: false }],
    });
    const problem = await world.graphql(ContractProblemDocument, { id: deal! });
    expect(problem.data?.opportunity?.contractProblem).toBe(problemOf(world, deal!));
    expect(await service(world).retryAll({ kind: 'operator', name: 'test' })).toBe(1);
    await swept(world);
    expect(await service(world).problems(10)).toMatchObject([{ isWaiting: false }]);
    // A rule that is in the file no more leaves nothing behind.
    await world.app.close();
    await using bare = await startApp(
      loadConfig({
        ...world.env,
        ...(await mappingWith(automation().replace(STAGE, 'Closed Lost'))),
      }),
      { worker: true, log: silentLog },
    );
    await eventually(() => expect(problemOf(world!, deal!)).toBeNull(), 20_000);
    expect(await bare.services.of(createAutomationService).problems(10)).toEqual([]);
  }, 60_000);
});
