import { expect, test } from 'vitest';
import { systemClock } from '../../src/domain/clock.js';
import { silentLog } from '../../src/domain/log.js';
import { createCreationKinds } from '../../src/services/creation-kinds.js';
import { openStore } from '../../src/store/open-store.js';
import { pdf } from '../support/documents.js';
import { eventually } from '../support/eventually.js';
import { unreachableSpotDraft } from '../support/spotdraft-stub.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { newContract } from '../integration/app/lifecycle-support.js';
import { startServe } from './cli-process.js';

/** A call that makes something or writes to somebody, of each kind that the ledger has. */
interface Creating {
  readonly mutation: string;
  /** How the ledger calls it. */
  readonly kind: string;
  /** Its address at SpotDraft ends so, contracts standing for any. */
  readonly route: RegExp;
  readonly input: object;
  /** SpotDraft shows nothing by which it would be found again. */
  readonly isHidden?: true;
}

const LATER = '2027-01-31T00:00:00Z';
const PLACE = { cityName: 'Lisbon', countryName: 'Portugal' };

/** Each with contracts and deals of its own, so that none stands in another's way. */
async function everyKind(world: World): Promise<Creating[]> {
  const deals = world.salesforce.deals.map(({ id }) => id);
  const draft = async () => ({
    contractId: await newContract(world, 'DRAFT', { deal: deals[0]! }),
  });
  const document = async (name: string) => {
    const response = await fetch(`${world.app.url}/uploads?fileName=${name}.pdf`, {
      method: 'POST',
      headers: world.as('admin'),
      body: pdf(2_000, name),
    });
    const { uploadId } = (await response.json()) as { uploadId: string };
    return { uploadId };
  };
  const paper = async (deal: string, name: string) => ({
    opportunityId: deal,
    contractTypeId: '302',
    name,
    document: await document(name),
    counterparty: {
      organizationName: `${name} Ltd`,
      contact: { firstName: 'Ann', lastName: 'Lee', email: 'ann@harlow.example' },
    },
  });
  const { counterparty: _none, ...executed } = await paper(deals[3]!, 'signed');
  const obligation = (title: string) => ({
    title,
    obligationTypeId: '101',
    priority: 'LOW',
    endDate: LATER,
  });
  const task = (title: string) => ({
    title,
    assignees: [{ orgUserId: '702' }],
    dueDate: LATER,
  });
  return [
    {
      mutation: 'createContract',
      kind: 'contract',
      route: /^POST .*\/public\/contracts\/$/,
      input: { opportunityId: completeDeal(world), templateId: '1204' },
    },
    {
      mutation: 'uploadContractForReview',
      kind: 'contract',
      route: /\/upload_review_contracts\/$/,
      input: await paper(deals[1]!, 'review'),
    },
    {
      mutation: 'uploadContractForSignature',
      kind: 'contract',
      route: /\/upload_sign_contracts\/$/,
      input: await paper(deals[2]!, 'sign'),
    },
    {
      mutation: 'recordExecutedContract',
      kind: 'contract',
      route: /\/executed_contracts\/$/,
      input: { ...executed, entityId: '61', counterparties: [] },
    },
    {
      mutation: 'uploadContractVersion',
      kind: 'contract version',
      route: /\/contract_version\/$/,
      input: { ...(await draft()), document: await document('version') },
    },
    {
      mutation: 'addSupportingDocument',
      kind: 'supporting document',
      route: /\/supported_documents\/[^/]+\/$/,
      input: { ...(await draft()), name: 'Annex', document: await document('annex') },
      isHidden: true,
    },
    {
      mutation: 'addComment',
      kind: 'comment',
      route: /^POST .*\/comments\/$/,
      input: { ...(await draft()), text: 'Seen.' },
    },
    {
      mutation: 'requestApprovals',
      kind: 'approvals',
      route: /^POST .*\/approvals\/[^/]+\/$/,
      input: { ...(await draft()), approvals: [{ name: 'Legal', userId: '702' }] },
    },
    {
      mutation: 'requestReview',
      kind: 'review-request',
      route: /\/review_request\/$/,
      input: { ...(await draft()), userId: '702' },
      isHidden: true,
    },
    {
      mutation: 'inviteToContract',
      kind: 'contract-invitations',
      route: /\/invite\/$/,
      input: { ...(await draft()), invitations: [{ permission: 'READ', userId: '703' }] },
    },
    {
      mutation: 'sendContract',
      kind: 'contract-sending',
      route: /\/send_to_counterparties$/,
      input: await draft(),
    },
    {
      mutation: 'relateContracts',
      kind: 'contract-relation',
      route: /\/contract_relation\/$/,
      input: {
        ...(await draft()),
        relatedContractId: (await draft()).contractId,
        relation: 'CHILD',
      },
    },
    {
      mutation: 'createObligation',
      kind: 'obligation',
      route: /^POST .*\/obligations\/$/,
      input: { ...(await draft()), ...obligation('Report') },
    },
    {
      mutation: 'createObligations',
      kind: 'obligation',
      route: /^POST .*\/obligations\/bulk\/$/,
      input: { ...(await draft()), obligations: [obligation('Pay'), obligation('Deliver')] },
    },
    {
      mutation: 'createTask',
      kind: 'task',
      route: /\/user_tasks\/$/,
      input: task('Renew'),
      isHidden: true,
    },
    {
      mutation: 'createTasks',
      kind: 'task',
      route: /\/tasks\/bulk\/$/,
      input: { ...(await draft()), tasks: [task('Ask'), task('Remind')] },
      isHidden: true,
    },
    {
      mutation: 'createIntake',
      kind: 'intake',
      route: /^POST .*\/legal_intake\/$/,
      input: { title: 'A question of terms', workflowId: '42' },
    },
    {
      mutation: 'createCounterparty',
      kind: 'counterparty',
      route: /^POST .*\/counter_parties\/$/,
      input: { isIndividual: false, organizationName: 'Killed and Found Ltd' },
    },
    {
      mutation: 'createCounterpartyContact',
      kind: 'counterparty-contact',
      route: /^POST .*\/contacts$/,
      input: { counterpartyId: '5101', name: 'Ines Faro', email: 'ines@harlow.example' },
    },
    {
      mutation: 'createCounterpartyAddress',
      kind: 'counterparty-address',
      route: /^POST .*\/addresses\/$/,
      input: { counterpartyId: '5101', lineOne: 'Rua do Teste 1', ...PLACE },
    },
    {
      mutation: 'inviteUser',
      kind: 'user',
      route: /^POST .*\/auth\/users\/$/,
      input: { firstName: 'Ines', email: 'ines@meridian-cloud.example' },
    },
    {
      mutation: 'createEntity',
      kind: 'entity',
      route: /^POST .*\/organizations\/entities\/$/,
      input: {
        name: 'Meridian Lisbon',
        referenceId: 'lisbon',
        jurisdictionIsoCode: 'US',
        organizationTypeId: '84',
        primaryAddress: {
          lineOne: 'a',
          cityName: 'b',
          stateName: 'c',
          zipcode: 'd',
          countryIsoCode: 'US',
        },
      },
    },
    {
      mutation: 'createTags',
      kind: 'tags',
      route: /\/workspace\/tags\/$/,
      input: { tags: [{ name: 'found again' }] },
      isHidden: true,
    },
    {
      mutation: 'registerWebhook',
      kind: 'webhook',
      route: /^POST .*\/webhooks\/$/,
      input: { publicUrl: 'https://dealdraft.example/' },
      isHidden: true,
    },
  ];
}

/** A deal that the mapping finds all in that an order form needs. */
function completeDeal({ salesforce }: World): string {
  const { store } = salesforce.control.org;
  const withContact = new Set(
    store
      .rows('OpportunityContactRole')
      .filter(({ IsPrimary }) => IsPrimary === true)
      .map(({ OpportunityId }) => OpportunityId),
  );
  const found = store
    .rows('Opportunity')
    .findLast(({ Id, Amount, AccountId }) => Amount && AccountId && withContact.has(Id));
  return String(found?.Id);
}

interface Told {
  readonly code: string;
  readonly message: string;
}

/** @returns what is told of it; null where the answer never came. */
async function ask(world: World, url: string, { mutation, input }: Creating) {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const bang = mutation === 'registerWebhook' ? '' : '!';
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...world.as('admin') },
    body: JSON.stringify({
      query: `mutation ($i: ${type}${bang}) { ${mutation}(input: $i) { userErrors { code message } } }`,
      variables: { i: input },
    }),
  }).catch(() => null);
  if (response === null) return null;
  const body = (await response.json().catch(() => null)) as {
    data: Record<string, { userErrors: Told[] }> | null;
    errors?: unknown;
  } | null;
  return body === null ? null : { errors: body.errors, told: body.data?.[mutation]?.userErrors };
}

/** How often SpotDraft was asked to make it. */
function timesAsked(world: World, { route }: Creating): number {
  return Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([called]) => called.startsWith('POST ') && route.test(called))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** Until what it is told is final: made, or that nothing would tell. */
async function askUntilTold(world: World, url: string, creating: Creating) {
  return eventually(async () => {
    const answer = await ask(world, url, creating);
    expect([creating.mutation, answer?.errors]).toEqual([creating.mutation, undefined]);
    const isOpen = answer?.told?.some(({ message }) => message.includes('is being looked for'));
    expect([creating.mutation, isOpen]).toEqual([creating.mutation, false]);
    return answer!.told!;
  }, 60_000);
}

const unhurried = {
  worker: false,
  backfill: true,
  spotdraft: { rateLimitPerSecond: null },
  env: { SPOTDRAFT_RATE_LIMIT: '1000' },
} as const;

test('a process that is killed before it knows that a thing was made leaves one of each kind', async () => {
  await using world = await startWorld(unhurried);
  const creating = await everyKind(world);
  const kinds = createCreationKinds({ store: world.app.store, spotdraft: unreachableSpotDraft() });
  expect(new Set(creating.map(({ kind }) => kind))).toEqual(new Set(kinds.map(({ kind }) => kind)));
  await world.app.close();
  world.spotdraft.calls.reset();
  {
    await using serving = await startServe(world);
    for (const { route } of creating) {
      const pattern = route.source.replace(/^\^POST \.\*/, '').replace(/\$$/, '(\\?|$)');
      const match = { method: 'POST', pattern };
      world.spotdraft.faults.add({ kind: 'late-answer', latencyMs: 120_000, match, times: 1 });
    }
    const answers = creating.map((one) => ask(world, serving.url, one));
    await eventually(() => {
      const unasked = creating.filter((one) => timesAsked(world, one) === 0);
      expect(unasked.map(({ mutation }) => mutation)).toEqual([]);
    }, 30_000);
    await serving.end('SIGKILL');
    expect(await Promise.all(answers)).toEqual(creating.map(() => null));
    world.spotdraft.faults.clear();
  }
  await using restarted = await startServe(world);
  await Promise.all(
    creating.map(async (one) => {
      const told = await askUntilTold(world, restarted.url, one);
      expect([one.mutation, told.map(({ code }) => code)]).toEqual([
        one.mutation,
        one.isHidden ? ['CREATION_UNCERTAIN'] : [],
      ]);
    }),
  );
  expect(creating.map((one) => [one.mutation, timesAsked(world, one)])).toEqual(
    creating.map(({ mutation }) => [mutation, 1]),
  );
}, 150_000);

test('a process that is killed between the ledger and the call leaves the wish free, of each kind', async () => {
  await using world = await startWorld(unhurried);
  const creating = await everyKind(world);
  await world.app.close();
  world.spotdraft.calls.reset();
  // What waits for its permit has its row in the ledger, and has sent nothing.
  const slow = { ...world, env: { ...world.env, SPOTDRAFT_RATE_LIMIT: '6' } };
  const sentBefore = new Set<string>();
  {
    await using serving = await startServe(slow);
    const store = await openStore({
      url: world.env['STORE_URL']!,
      clock: systemClock,
      log: silentLog,
    });
    try {
      const answers = creating.map((one) => ask(world, serving.url, one));
      await eventually(async () => {
        const rows = await store.creations.unfinished(100);
        const waiting = rows.filter(({ state }) => state === 'open');
        expect(waiting.length).toBeGreaterThan(5);
      }, 30_000);
      await serving.end('SIGKILL');
      await Promise.all(answers);
    } finally {
      await store.close();
    }
    for (const one of creating) if (timesAsked(world, one) > 0) sentBefore.add(one.mutation);
  }
  expect(sentBefore.size).toBeLessThan(creating.length);
  await using restarted = await startServe(world);
  await Promise.all(
    creating.map(async (one) => {
      const told = await askUntilTold(world, restarted.url, one);
      const mayBeUncertain = one.isHidden === true && sentBefore.has(one.mutation);
      if (!mayBeUncertain) expect([one.mutation, told]).toEqual([one.mutation, []]);
    }),
  );
  expect(creating.map((one) => [one.mutation, timesAsked(world, one)])).toEqual(
    creating.map(({ mutation }) => [mutation, 1]),
  );
}, 150_000);
