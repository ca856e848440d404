import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  RegisterWebhookDocument,
  RemoveWebhookDocument,
  WebhookSubscriptionDocument,
} from '../../generated/graphql.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';

const DAY_MS = 24 * 60 * 60_000;

let world: World;
let admin: Headers;
beforeEach(async () => {
  world = await startWorld({ worker: false, spotdraft: { rateLimitPerSecond: null } });
  admin = world.as('admin');
});
afterEach(() => world[Symbol.asyncDispose]());

const subscription = async () =>
  (await world.graphql(WebhookSubscriptionDocument, {}, admin)).data!.webhookSubscription;
const register = async (publicUrl?: string, headers = admin) => {
  const input = publicUrl === undefined ? null : { publicUrl };
  return world.graphql(RegisterWebhookDocument, { input }, headers);
};
/** What SpotDraft has, whoever knows of it. */
const there = () => [...world.spotdraft.deliveries.webhooks.values()].map(({ id }) => String(id));

describe('registerWebhook', () => {
  test('subscribes this server, and the subscription says since when', async () => {
    expect(await subscription()).toBeNull();
    const { data, errors } = await register();
    expect(errors).toEqual([]);
    const made = data!.registerWebhook;
    expect(made).toMatchObject({
      webhookSubscription: {
        url: `${world.app.url}/webhooks/spotdraft`,
        registeredAt: expect.any(String),
      },
      userErrors: [],
    });
    expect(await subscription()).toEqual(made.webhookSubscription);
    expect(there()).toEqual([made.webhookSubscription!.id]);
  });

  test('a repeat is the same, and another address replaces it', async () => {
    const first = (await register()).data!.registerWebhook.webhookSubscription!;
    expect((await register()).data!.registerWebhook.webhookSubscription).toEqual(first);
    const other = (await register('https://deals.example')).data!.registerWebhook;
    expect(other.webhookSubscription!.url).toBe('https://deals.example/webhooks/spotdraft');
    expect(there()).toEqual([other.webhookSubscription!.id]);
  });

  test('is made anew where a clock that was a day ahead dated the earlier one', async () => {
    const clock = new ManualClock();
    await using other = await startWorld({ worker: false, adapters: { clock } });
    const registerNow = async () => {
      const { data } = await other.graphql(
        RegisterWebhookDocument,
        { input: null },
        other.as('admin'),
      );
      return data!.registerWebhook.webhookSubscription!;
    };
    clock.advance(DAY_MS);
    const early = await registerNow();
    expect(await registerNow()).toEqual(early);
    clock.advance(-DAY_MS);
    expect((await registerNow()).id).not.toBe(early.id);
  });

  test('is made anew after it was removed', async () => {
    const first = (await register()).data!.registerWebhook.webhookSubscription!;
    await world.graphql(RemoveWebhookDocument, { input: null }, admin);
    const second = (await register()).data!.registerWebhook.webhookSubscription!;
    expect(second.id).not.toBe(first.id);
    expect(there()).toEqual([second.id]);
  });

  test('whose answer is lost is not made a second time', async () => {
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/webhooks/' },
      times: 1,
    });
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const { data } = await register();
      expect(data!.registerWebhook).toMatchObject({
        webhookSubscription: null,
        userErrors: [{ code: 'CREATION_UNCERTAIN' }],
      });
    }
    expect(there()).toHaveLength(1);
  });

  test.each(['http://deals.example', 'https://deals.example/?a=1'])(
    'refuses %s before any call',
    async (publicUrl) => {
      const { data } = await register(publicUrl);
      expect(data!.registerWebhook).toMatchObject({
        webhookSubscription: null,
        userErrors: [{ field: ['publicUrl'], code: 'INVALID_VALUE' }],
      });
      expect(there()).toEqual([]);
    },
  );

  test('needs the permission in SpotDraft of the person who asks', async () => {
    const rep = await world.asUser('priya.raman@meridian-cloud.example', { roles: ['admin'] });
    const { errors } = await register(undefined, rep);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', service: 'spotdraft' } }]);
    expect(there()).toEqual([]);
  });
});

describe('removeWebhook', () => {
  test("ends this store's, or one that it does not know of", async () => {
    const first = (await register()).data!.registerWebhook.webhookSubscription!;
    const { data } = await world.graphql(RemoveWebhookDocument, { input: { id: first.id } }, admin);
    expect(data!.removeWebhook).toEqual({ removedId: first.id, userErrors: [] });
    expect(await subscription()).toBeNull();
    const again = await world.graphql(RemoveWebhookDocument, { input: { id: first.id } }, admin);
    expect(again.data!.removeWebhook).toMatchObject({
      removedId: null,
      userErrors: [{ field: ['id'], code: 'NOT_FOUND' }],
    });
    const none = await world.graphql(RemoveWebhookDocument, { input: null }, admin);
    expect(none.data!.removeWebhook).toMatchObject({
      removedId: null,
      userErrors: [{ field: ['id'], code: 'REQUIRED' }],
    });
  });

  test('a malformed id is bad input before any call', async () => {
    const { errors } = await world.graphql(RemoveWebhookDocument, { input: { id: '1/2' } }, admin);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
