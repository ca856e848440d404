import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Webhooks } from '../../../../src/connectors/spotdraft/webhooks.js';
import { ConflictError } from '../../../../src/domain/errors.js';
import { createWebhookSubscription } from '../../../../src/services/inbox/webhook-subscription.js';
import type { WebhookSubscription } from '../../../../src/services/inbox/webhook-subscription.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { openTempStore } from '../../../support/temp-store.js';
import type { TempStore } from '../../../support/temp-store.js';

let temp: TempStore;
let standing: Set<string>;
let subscription: WebhookSubscription;

beforeEach(async () => {
  temp = await openTempStore(new ManualClock());
  standing = new Set();
  let last = 0;
  const spotdraft: Webhooks = {
    createWebhook: async () => {
      last += 1;
      standing.add(`${last}`);
      return { id: `${last}`, status: 'ACTIVE' };
    },
    deleteWebhook: async (id) => standing.delete(id),
    retriggerLatest: async () => undefined,
    getHmacKey: async () => 'a2V5',
  };
  subscription = createWebhookSubscription({ spotdraft, settings: temp.store.settings });
});
afterEach(async () => {
  await temp[Symbol.asyncDispose]();
});

test('a second registration replaces the first', async () => {
  await subscription.register('https://one.example');
  expect(await subscription.register('https://two.example')).toMatchObject({
    id: '2',
    replaced: ['1'],
  });
  expect([...standing]).toEqual(['2']);
});

test('a subscription that was removed is forgotten: nothing is replaced or removed again', async () => {
  await subscription.register('https://one.example');
  expect(await subscription.remove()).toEqual({ id: '1', known: true });
  await expect(subscription.remove()).rejects.toThrow(ConflictError);
  expect(await subscription.register('https://one.example')).toMatchObject({ replaced: [] });
});

test("removing somebody else's subscription by its id leaves our own remembered", async () => {
  await subscription.register('https://one.example');
  expect(await subscription.remove('77')).toEqual({ id: '77', known: false });
  expect(await subscription.remove()).toEqual({ id: '1', known: true });
});
