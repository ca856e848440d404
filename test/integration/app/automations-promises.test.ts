import { afterEach, describe, expect, test } from 'vitest';
import { createAutomationService } from '../../../src/services/automations/automations.js';
import { DealsChangedDocument } from '../../generated/graphql.js';
import {
  automation,
  changeDeal,
  completeDeals,
  contractsOf,
  mappingWith,
  STAGE,
} from '../../support/automation-world.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const PATIENCE_MS = 60_000;
const CREATE = 'POST /api/v2.1/public/contracts/';
/** No sweep but the first comes while a test lasts. */
const SELDOM = { AUTOMATION_INTERVAL_SECONDS: '3600' };

const start = async (env: Readonly<Record<string, string>> = {}) =>
  startWorld({
    spotdraft: { rateLimitPerSecond: null, contracts: 'none' },
    env: {
      SPOTDRAFT_RATE_LIMIT: '500',
      AUTOMATION_INTERVAL_SECONDS: '1',
      ...(await mappingWith(automation())),
      ...env,
    },
  });

async function active(world: World): Promise<void> {
  await eventually(async () => {
    const { rules } = await world.app.services.of(createAutomationService).status();
    expect(rules.every(({ isActive }) => isActive)).toBe(true);
  }, PATIENCE_MS);
}

const changed = async (world: World, opportunityIds: readonly string[]) =>
  (
    await world.graphql(DealsChangedDocument, {
      input: { opportunityIds: [...opportunityIds] },
    })
  ).data?.dealsChanged;

async function haveOneEach(world: World, deals: readonly string[]): Promise<void> {
  await eventually(() => {
    expect(deals.map((deal) => contractsOf(world, deal).length)).toEqual(deals.map(() => 1));
  }, PATIENCE_MS);
}

describe('an automation', { timeout: 180_000 }, () => {
  let world: World | null = null;
  afterEach(async () => {
    await world?.[Symbol.asyncDispose]();
    world = null;
  });

  test('makes contracts as the integration user, not as whoever told of the deal or owns it', async () => {
    world = await start(SELDOM);
    await active(world);
    const person = world.salesforce.users.find(({ role }) => role === 'vp')!;
    const [byItself, byHand] = completeDeals(world);
    changeDeal(world, byItself!, { StageName: STAGE });
    const told = await world.graphql(
      DealsChangedDocument,
      { input: { opportunityIds: [byItself!] } },
      await world.asUser(person.username),
    );
    expect(told.data?.dealsChanged.accepted).toBe(1);
    await haveOneEach(world, [byItself!]);
    await world.graphql(
      'mutation ($input: CreateContractInput!) { createContract(input: $input) { contract { id } } }',
      { input: { opportunityId: byHand, templateId: '1204' } },
      await world.asUser(person.username),
    );
    await haveOneEach(world, [byHand!]);
    const creatorOf = (deal: string) =>
      contractsOf(world!, deal).map((contract) => contract['created_by_user_email']);
    const [integration] = world.spotdraft.control.users();
    expect(creatorOf(byItself!)).toEqual([integration!.email]);
    expect(creatorOf(byHand!)).toEqual([person.email]);
  });

  test('looks at a list of deals at once, each of them once, and leaves out what nobody sees', async () => {
    world = await start(SELDOM);
    await active(world);
    const deals = completeDeals(world).slice(0, 5);
    for (const deal of deals) changeDeal(world, deal, { StageName: STAGE });
    const list = [...deals.slice(0, 4), deals[0]!.slice(0, 15), '006000000000001AAA'];
    expect(await changed(world, list)).toMatchObject({ userErrors: [] });
    await haveOneEach(world, deals.slice(0, 4));
    expect(contractsOf(world, deals[4]!)).toEqual([]);
    expect(await changed(world, deals)).toEqual({ accepted: 5, userErrors: [] });
    await haveOneEach(world, deals);
    expect(world.spotdraft.calls.report().byRoute[CREATE]).toBe(5);
  });

  test('remembers what it was told though its process ends before it looked', async () => {
    world = await start(SELDOM);
    await active(world);
    await world.app.close();
    const server = await world.startAnother({ worker: false });
    const [deal] = completeDeals(world);
    changeDeal(world, deal!, { StageName: STAGE });
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...world.as('service') },
      body: JSON.stringify({
        query:
          'mutation ($input: DealsChangedInput!) { dealsChanged(input: $input) { accepted userErrors { code } } }',
        variables: { input: { opportunityIds: [deal] } },
      }),
    });
    expect(await answer.json()).toEqual({
      data: { dealsChanged: { accepted: 1, userErrors: [] } },
    });
    await server.close();
    expect(contractsOf(world, deal!)).toEqual([]);
    await world.startAnother();
    await haveOneEach(world, [deal!]);
  });

  test('makes one contract for each deal with two workers, which are told of them as well', async () => {
    world = await start();
    await world.startAnother();
    await active(world);
    const deals = completeDeals(world).slice(0, 8);
    for (const deal of deals) changeDeal(world, deal, { StageName: STAGE });
    await Promise.all([changed(world, deals), changed(world, deals), changed(world, deals)]);
    await haveOneEach(world, deals);
    expect(await changed(world, deals)).toMatchObject({ accepted: deals.length });
    const service = world.app.services.of(createAutomationService);
    const since = (await service.status()).sweptAt!.getTime();
    await eventually(async () => {
      expect((await service.status()).sweptAt!.getTime()).toBeGreaterThan(since + 2_000);
    }, PATIENCE_MS);
    expect(world.spotdraft.control.list()).toHaveLength(deals.length);
    expect(world.spotdraft.calls.report().byRoute[CREATE]).toBe(deals.length);
  });
});
