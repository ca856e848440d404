import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { startSalesforceSandbox } from '../../../src/sandbox/salesforce/index.js';
import { eventually } from '../../support/eventually.js';
import type { World } from '../../support/world.js';
import { examineIn, startHealthyWorld } from './doctor-support.js';

const HOUR_MS = 60 * 60_000;

/** As if the subscription had been made so long ago, and nothing had come since. */
async function registeredAgo(world: World, agoMs: number): Promise<void> {
  const { settings } = world.app.store;
  const kept = JSON.parse((await settings.get('webhook-subscription')) ?? '{}') as object;
  const registeredAt = new Date(Date.now() - agoMs).toISOString();
  await settings.set('webhook-subscription', JSON.stringify({ ...kept, registeredAt }));
}

/** Everybody but the integration user. */
async function everybody(): Promise<readonly string[]> {
  await using sandbox = await startSalesforceSandbox();
  return sandbox.users
    .map(({ username }) => username)
    .filter((username) => username !== sandbox.integrationUsername);
}

describe('deliveries that do not come', () => {
  test.each([
    ['nothing', 3, 0.5, 'ok', ''],
    ['a warning', 3, 2, 'warn', 'PUBLIC_URL is reached from the internet'],
    ['a failure', 25, 2, 'fail', 'Settings > Developer Settings > Webhooks'],
  ])(
    'are %s when the last came %i hours ago and SpotDraft changed %d hours ago',
    async (_what, quietHours, changedHours, state, todo) => {
      let lagMs = 0;
      await using world = await startHealthyWorld({
        spotdraft: {
          now: () => new Date(Date.now() - lagMs),
          deliveryFaults: { dropRate: 1 },
        },
      });
      const contract = world.spotdraft.control
        .list()
        .find(({ id, contract_status }) => id.startsWith('T-') && contract_status === 'DRAFT')!;
      lagMs = changedHours * HOUR_MS;
      world.spotdraft.control.rename(contract.id, 'Renamed while nobody was told');
      lagMs = 0;
      await registeredAgo(world, quietHours * HOUR_MS);
      const found = await examineIn(world);
      expect(found.of('webhook.deliveries')).toMatchObject({
        state,
        todo: expect.stringContaining(todo),
      });
    },
  );

  test('are a failure when their signature fits no key, with what to set', async () => {
    await using world = await startHealthyWorld({
      env: { SPOTDRAFT_HMAC_KEY: Buffer.alloc(64, 7).toString('base64') },
    });
    const contract = world.spotdraft.control
      .list()
      .find(({ contract_status }) => contract_status === 'DRAFT')!;
    world.spotdraft.control.void(contract.id);
    await eventually(async () => {
      const found = await examineIn(world);
      expect(found.of('webhook.deliveries')).toMatchObject({
        state: 'fail',
        seen: expect.stringContaining('SPOTDRAFT_HMAC_KEY'),
      });
    });
  });
});

test('credentials of another workspace than the store was filled from are a failure', async () => {
  await using world = await startHealthyWorld();
  await world.app.store.settings.set('workspace', JSON.stringify({ entityIds: ['1', '2'] }));
  const found = await examineIn(world);
  expect(found.names('fail')).toEqual(['store.workspace']);
  expect(found.of('store.workspace').todo).toContain('a STORE_URL of its own');
});

describe('people', () => {
  test('who have not approved the app are a failure, with the policy to set', async () => {
    await using world = await startHealthyWorld({
      salesforce: { unapprovedUsernames: await everybody() },
    });
    const found = await examineIn(world);
    expect(found.names('fail')).toEqual(['salesforce.users']);
    expect(found.of('salesforce.users').todo).toContain('Admin approved users are pre-authorized');
  });

  test('are told apart by UserRecordAccess where nobody can be signed in', async () => {
    await using world = await startHealthyWorld({ salesforceAuth: 'client_credentials' });
    const found = await examineIn(world);
    expect(found.names('fail')).toEqual([]);
    expect(found.of('salesforce.users')).toMatchObject({
      state: 'ok',
      seen: expect.stringContaining('UserRecordAccess'),
    });
  });

  test('of an org that is not on the list are a failure, with the id to add', async () => {
    await using world = await startHealthyWorld();
    const { publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const file = path.join(world.folder, 'org.pem');
    await writeFile(file, publicKey);
    const found = await examineIn(world, { AUTH_ORGS: `00D5g000001AbCdEAK=${file}` });
    expect(found.names('fail')).toEqual(['callers.orgs']);
    expect(found.of('callers.orgs').todo).toContain(await world.app.crm.organizationId());
  });
});
