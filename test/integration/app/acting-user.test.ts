import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  CreateContractDocument,
  LinkContractDocument,
  SendContractDocument,
  VoidContractDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';

const REP = 'priya.raman@meridian-cloud.example';
/** Complete for template 1204, and without a contract in the sample data. */
const DEAL = '0065g00AqnHTrDmAEL';
const CREATE = 'POST /api/v2.1/public/contracts/';
const LOOK_UP = 'GET /api/v2.1/public/auth/users/';

let world: World;
let rep: Headers;
let creates = 0;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  rep = await world.asUser(await ownerOf(DEAL));
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.calls.reset();
});

async function ownerOf(deal: string): Promise<string> {
  const { store } = world.salesforce.control.org;
  const ownerId = store.find('Opportunity', deal)!.OwnerId;
  return String(store.find('User', String(ownerId))!.Username);
}

async function nameOf(deal: string): Promise<string> {
  const { store } = world.salesforce.control.org;
  return String(store.find('User', String(store.find('Opportunity', deal)!.OwnerId))!.Name);
}

async function create(headers: Headers) {
  creates += 1;
  const input = { opportunityId: DEAL, templateId: '1204', idempotencyKey: `act-${creates}` };
  const { data, errors } = await world.graphql(CreateContractDocument, { input }, headers);
  expect(errors).toEqual([]);
  return data!.createContract;
}

const madeFor = (deal: string) => world.spotdraft.control.list(deal).length;

describe('a person who acts in SpotDraft', () => {
  test('does so under the address of the CRM where the token does not vouch for its own', async () => {
    const claims = { email: 'victim@meridian-cloud.example', email_verified: false };
    const { contract } = await create(await world.asUser(await ownerOf(DEAL), claims));
    expect(contract).not.toBeNull();
    const made = world.spotdraft.control.list(DEAL).find(({ id }) => id === contract!.id)!;
    expect(made.created_by).toBe(await nameOf(DEAL));
  });

  test('under an address that SpotDraft does not know is told so, and nothing is made', async () => {
    const headers = await world.asUser(REP, { email: 'stranger+1@meridian-cloud.example' });
    const before = madeFor(DEAL);
    for (let time = 0; time < 3; time += 1) {
      expect(await create(headers)).toMatchObject({
        contract: null,
        created: false,
        userErrors: [
          {
            field: null,
            code: 'SPOTDRAFT_USER_MISSING',
            message: expect.stringContaining('stranger+1@meridian-cloud.example') as unknown,
          },
        ],
      });
    }
    expect(madeFor(DEAL)).toBe(before);
    // One refused create and one look; the next two cost nothing.
    const { byRoute } = world.spotdraft.calls.report();
    expect([byRoute[CREATE], byRoute[LOOK_UP]]).toEqual([1, 1]);
  });

  test('under the address of an inactive user is told so for every act', async () => {
    const { users } = world.salesforce;
    const email = users.find(({ username }) => username === REP)!.email;
    const contract = (await create(rep)).contract!;
    world.spotdraft.control.setUserActive(email, false);
    try {
      const { id } = contract;
      const refusal = [{ code: 'SPOTDRAFT_USER_INACTIVE' }];
      const sent = await world.graphql(SendContractDocument, { input: { contractId: id } }, rep);
      expect(sent.data!.sendContract.userErrors).toMatchObject(refusal);
      const voided = await world.graphql(
        VoidContractDocument,
        { input: { contractId: id, note: 'x' } },
        rep,
      );
      expect(voided.data!.voidContract.userErrors).toMatchObject(refusal);
      const linked = await world.graphql(
        LinkContractDocument,
        { input: { contractId: id, opportunityId: DEAL } },
        rep,
      );
      expect(linked.data!.linkContract.userErrors).toMatchObject(refusal);
      expect(world.spotdraft.control.get(id).contract_status).toBe('DRAFT');
      // What the API credential does is nobody's act.
      expect((await create(world.as('service'))).created).toBe(true);
    } finally {
      world.spotdraft.control.setUserActive(email, true);
    }
  });
});

test('the identity table says under which address a person acts', async () => {
  const people = path.join(world.folder, 'people.yaml');
  await writeFile(people, `users:\n  ${REP.toUpperCase()}: priya+sd@meridian-cloud.example\n`);
  await using other = await startWorld({
    worker: false,
    spotdraft: {
      users: [{ name: 'Priya Raman', email: 'priya+sd@meridian-cloud.example' }],
    },
    env: { IDENTITY_FILE: people },
  });
  const { data } = await other.graphql(
    CreateContractDocument,
    { input: { opportunityId: DEAL, templateId: '1204' } },
    await other.asUser(REP),
  );
  expect(data!.createContract).toMatchObject({ created: true, userErrors: [] });
  const made = other.spotdraft.control.get(data!.createContract.contract!.id);
  expect(made.created_by_user_email).toBe('priya+sd@meridian-cloud.example');
  other.spotdraft.control.removeUser('priya+sd@meridian-cloud.example');
  const refused = await other.graphql(
    CreateContractDocument,
    { input: { opportunityId: DEAL, templateId: '1204', idempotencyKey: 'again' } },
    await other.asUser(REP),
  );
  expect(refused.data!.createContract.userErrors).toMatchObject([
    { code: 'SPOTDRAFT_USER_MISSING' },
  ]);
});
