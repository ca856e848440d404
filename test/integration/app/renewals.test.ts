import { afterEach, describe, expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { createRelator } from '../../../src/services/renewals/relate-in-spotdraft.js';
import { createRenewalService } from '../../../src/services/renewals/renewals.js';
import {
  createRenewalLedger,
  runBackfill,
  runReconcile,
  runRenewals,
} from '../../../src/sync/index.js';
import { changeDeal, dealRow, mappingWith } from '../../support/automation-world.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World, WorldOptions } from '../../support/world.js';

const RULE = (more = '') => `renewals:
  - type: 303
    endDate: keyPointers.agreement_date.value
    noticeDays: 90
    opportunity:
      Name: 'opportunity.Name & " – renewal"'
      StageName: '"Prospecting"'
      CloseDate: endDate
${more}`;

async function startRenewing(options: WorldOptions = {}, more = ''): Promise<World> {
  return startWorld({
    worker: false,
    backfill: true,
    ...options,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '500', ...(await mappingWith(RULE(more))), ...options.env },
  });
}

const run = (world: World, dryRun = false) =>
  runRenewals(
    { ...world.app, ledger: createRenewalLedger(world.app.store) },
    { dryRun, signal: new AbortController().signal },
  );

const renewalsOf = (world: World, includeDeleted = false) =>
  world.salesforce.control.org.store
    .rows('Opportunity', { includeDeleted })
    .filter((row) => typeof row.Renewal_Of__c === 'string');

/** Executed contracts of order forms, with a deal. */
function executed(world: World) {
  return world.spotdraft.control
    .list()
    .filter(
      (contract) =>
        contract.contract_status === 'EXECUTED' &&
        !contract.deleted &&
        contract.id.startsWith('T-') &&
        contract.contract_template_id === 1204 &&
        typeof contract.external_metadata['id'] === 'string',
    );
}

function today(offsetDays: number): string {
  return new Date(Date.now() + offsetDays * 24 * 60 * 60_000).toISOString().slice(0, 10);
}

async function ends(world: World, id: string, value: unknown): Promise<void> {
  await world.app.spotdraft.updateKeyPointers(
    parseContractId(id),
    [{ name: 'agreement_date', value }],
    { lane: 'interactive' },
  );
}

/** Its ids are the same in every world. */
async function someAccount(): Promise<string> {
  await using other = await startWorld({ worker: false });
  return String(other.salesforce.control.org.store.rows('Account')[0]!.Id);
}

async function noneButThese(world: World, ids: readonly string[]): Promise<void> {
  for (const { id } of executed(world)) {
    if (!ids.includes(id)) await ends(world, id, today(400));
  }
}

describe('renewals', () => {
  let world: World | null = null;
  afterEach(async () => {
    await world?.[Symbol.asyncDispose]();
    world = null;
  });

  test('make one deal for a contract whose notice has begun, with the account of its deal', async () => {
    world = await startRenewing();
    const [near, far] = executed(world);
    expect(far).toBeDefined();
    await noneButThese(world, [near!.id]);
    await ends(world, near!.id, today(90));
    await ends(world, far!.id, today(91));
    const deal = dealRow(world, String(near!.external_metadata['id']));
    const dry = await run(world, true);
    expect(dry.due).toMatchObject([
      { contractId: near!.id, endDate: today(90), noticeDate: today(0), opportunityId: null },
    ]);
    expect(renewalsOf(world)).toEqual([]);
    await run(world);
    await run(world);
    expect(renewalsOf(world)).toMatchObject([
      {
        Renewal_Of__c: near!.id,
        Name: `${String(deal.Name)} – renewal`,
        StageName: 'Prospecting',
        CloseDate: today(90),
        AccountId: deal.AccountId,
      },
    ]);
  });

  test('take the account that the rule says, and leave contracts alone that are not executed or have no deal', async () => {
    const account = await someAccount();
    world = await startRenewing({}, `      AccountId: '"${account}"'\n`);
    const deals = world.salesforce.control.org.store
      .rows('Opportunity')
      .filter(({ AccountId }) => AccountId !== account);
    const [near] = executed(world).filter(({ external_metadata: metadata }) =>
      deals.some(({ Id }) => Id === metadata['id']),
    );
    await noneButThese(world, [near!.id]);
    await ends(world, near!.id, today(10));
    const others = world.spotdraft.control
      .list()
      .filter(
        ({ id, contract_status: status, external_metadata: metadata, deleted }) =>
          id.startsWith('T-') &&
          !deleted &&
          (status !== 'EXECUTED' || typeof metadata['id'] !== 'string'),
      );
    expect(others.some(({ contract_status: status }) => status !== 'EXECUTED')).toBe(true);
    expect(others.some(({ contract_status: status }) => status === 'EXECUTED')).toBe(true);
    await run(world);
    expect(renewalsOf(world)).toMatchObject([{ Renewal_Of__c: near!.id, AccountId: account }]);
  });

  test('of the others are made though SpotDraft refuses to tell of one contract when it ends', async () => {
    world = await startRenewing();
    const [refused, near] = executed(world);
    await noneButThese(world, [refused!.id, near!.id]);
    await ends(world, refused!.id, today(10));
    await ends(world, near!.id, today(10));
    world.spotdraft.faults.add({
      kind: 'status',
      status: 400,
      body: { code: 'SD_PUBLIC_00099', message: 'Not today.', status_code: 400 },
      match: { method: 'GET', path: `/contracts/${refused!.id}/key_pointers` },
    });
    await run(world);
    expect(renewalsOf(world).map((row) => row.Renewal_Of__c)).toEqual([near!.id]);
    expect(await world.app.services.of(createRenewalService).problems(10)).toMatchObject([
      { contractId: refused!.id, reason: expect.stringContaining('Not today.') },
    ]);
    world.spotdraft.faults.clear();
  });

  test('relate a contract to each of several later ones', async () => {
    world = await startRenewing();
    const relate = world.app.services.of(createRelator);
    const [earlier, ...later] = executed(world)
      .slice(0, 3)
      .map(({ id }) => parseContractId(id));
    for (const id of later) {
      expect(await relate({ earlier: earlier!, later: id }, 'CHILD')).toBe(true);
    }
    const { rows } = await world.app.spotdraft.listRelatedContracts(
      earlier!,
      { page: 1, limit: 10 },
      { lane: 'interactive' },
    );
    expect(rows.map(({ ref }) => `T-${ref.number}`).sort()).toEqual([...later].sort());
  });

  test('ask nobody while nothing is new', async () => {
    world = await startRenewing();
    await noneButThese(world, []);
    await run(world);
    world.salesforce.control.usage.clearCalls();
    world.spotdraft.calls.reset();
    await run(world);
    expect(world.salesforce.control.usage.report().total).toBe(0);
    expect(world.spotdraft.calls.report().total).toBe(0);
  });

  test('never touch it again, and make no other when it was changed or deleted, whatever became of the store', async () => {
    world = await startRenewing();
    const [near] = executed(world);
    await noneButThese(world, [near!.id]);
    await ends(world, near!.id, today(10));
    await run(world);
    const [made] = renewalsOf(world);
    changeDeal(world, String(made!.Id), { Name: 'Mine now', StageName: 'Closed Lost' });
    await run(world);
    const forget = async () => {
      const ledger = createRenewalLedger(world!.app.store);
      await world!.app.store.marks.remove('renewals', [near!.id]);
      expect(await ledger.states([parseContractId(near!.id)])).toEqual(new Map());
    };
    await forget();
    await run(world);
    expect(renewalsOf(world)).toMatchObject([{ Name: 'Mine now', StageName: 'Closed Lost' }]);
    const { org } = world.salesforce.control;
    org.records.remove(org.admin, org.catalog.find('Opportunity')!, String(made!.Id));
    await run(world);
    await forget();
    await run(world);
    expect(renewalsOf(world)).toEqual([]);
    expect(renewalsOf(world, true)).toHaveLength(1);
  });

  test('list what has no end, and guess nothing', async () => {
    world = await startRenewing();
    const [none, odd] = executed(world);
    await noneButThese(world, [none!.id, odd!.id]);
    await ends(world, none!.id, null);
    await ends(world, odd!.id, 'at the end of next year');
    await run(world);
    expect(renewalsOf(world)).toEqual([]);
    const service = world.app.services.of(createRenewalService);
    expect(await service.status()).toMatchObject({ undated: 2, made: 0, failed: 0 });
    const problems = await service.problems(10);
    expect(problems.map(({ contractId }) => contractId).sort()).toEqual([none!.id, odd!.id].sort());
    expect(problems.every(({ isUndated }) => isUndated)).toBe(true);
    expect(problems.map(({ reason }) => reason).join()).toContain('no date such as');
  });

  test('are made as soon as SpotDraft tells of the end, by a delivery or where that was lost by a repair pass', async () => {
    world = await startRenewing({ worker: true, webhook: true });
    const [told, lost] = executed(world);
    await noneButThese(world, [told!.id, lost!.id]);
    await ends(world, told!.id, null);
    await ends(world, lost!.id, today(400));
    await run(world);
    expect(renewalsOf(world)).toEqual([]);

    await ends(world, told!.id, today(20));
    await eventually(() => {
      expect(renewalsOf(world!).map((row) => row.Renewal_Of__c)).toEqual([told!.id]);
    }, 30_000);

    world.spotdraft.deliveries.setFaults({ dropRate: 1 });
    await ends(world, lost!.id, today(20));
    await runReconcile(world.app, { since: new Date(Date.now() - 60_000), dryRun: false });
    await eventually(() => {
      expect(renewalsOf(world!)).toHaveLength(2);
    }, 30_000);
  }, 90_000);

  test('say why the CRM refuses one, and go on with the others', async () => {
    world = await startRenewing({
      env: {
        ...(await mappingWith(
          RULE().replace(`'"Prospecting"'`, `opportunity.StageName & "?" & id`),
        )),
      },
    });
    const [near] = executed(world);
    await noneButThese(world, [near!.id]);
    await ends(world, near!.id, today(1));
    world.salesforce.control.org.faults.add({
      kind: 'row-error',
      object: 'Opportunity',
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'Not so.',
      times: 1,
    });
    await run(world);
    const service = world.app.services.of(createRenewalService);
    expect(await service.problems(10)).toMatchObject([
      {
        contractId: near!.id,
        isUndated: false,
        reason: expect.stringContaining('Not so.') as string,
      },
    ]);
    expect(renewalsOf(world)).toEqual([]);
  });

  test('find the deal again when the answer to its creation was lost', async () => {
    world = await startRenewing();
    const [near] = executed(world);
    await noneButThese(world, [near!.id]);
    await ends(world, near!.id, today(10));
    world.salesforce.control.addFault({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/composite/sobjects' },
      times: 1,
    });
    await run(world).catch(() => undefined);
    await run(world);
    await run(world);
    expect(renewalsOf(world)).toHaveLength(1);
  });

  test('are made by the worker soon after a contract is executed, and the new contract is related', async () => {
    world = await startRenewing({ worker: true, webhook: true });
    await noneButThese(world, []);
    const draft = world.spotdraft.control
      .list()
      .find(
        (contract) =>
          contract.contract_status === 'SIGN' &&
          contract.contract_template_id === 1204 &&
          !contract.deleted &&
          typeof contract.external_metadata['id'] === 'string',
      );
    await ends(world, draft!.id, today(20));
    world.spotdraft.control.execute(draft!.id);
    const renewal = await eventually(() => {
      const made = renewalsOf(world!).find((row) => row.Renewal_Of__c === draft!.id);
      expect(made).toBeDefined();
      return made!;
    }, 30_000);
    changeDeal(world, String(renewal.Id), { Amount: 1_000 });
    const answer = await world.graphql<
      { createContract: { contract: { id: string } | null; userErrors: unknown[] } },
      object
    >(
      `mutation ($input: CreateContractInput!) { createContract(input: $input) { contract { id } userErrors { message } } }`,
      {
        input: {
          opportunityId: String(renewal.Id),
          templateId: '1204',
          counterparties: [
            {
              organizationName: 'Acme',
              organizationType: 'company',
              jurisdiction: 'US',
              contact: { firstName: 'A', lastName: 'B', email: 'a@acme.example' },
            },
          ],
        },
      },
    );
    const made = answer.data?.createContract.contract?.id;
    expect([answer.errors, answer.data?.createContract.userErrors]).toEqual([[], []]);
    await eventually(async () => {
      const related = await world!.app.spotdraft.listRelatedContracts(
        parseContractId(draft!.id),
        { page: 1, limit: 10 },
        { lane: 'interactive' },
      );
      expect(related.rows.map(({ relation, ref }) => [relation, ref.number])).toEqual([
        ['CHILD', Number(made!.slice(2))],
      ]);
    }, 30_000);
  }, 90_000);

  test('are made once by two workers on one store', async () => {
    world = await startRenewing({ worker: true });
    await world.startAnother();
    const near = executed(world).slice(0, 3);
    await noneButThese(
      world,
      near.map(({ id }) => id),
    );
    for (const { id } of near) await ends(world, id, today(5));
    await runBackfill({ ...world.app, onProgress: () => undefined });
    await eventually(() => expect(renewalsOf(world!).length).toBe(near.length), 60_000);
    // Nothing follows: both workers have looked at all of them again by then.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(renewalsOf(world, true).length).toBe(near.length);
  }, 120_000);
});
