import { describe, expect, test } from 'vitest';
import type { Log } from '../../../src/domain/log.js';
import { silentLog } from '../../../src/domain/log.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startWorld } from '../../support/world.js';
import {
  deliver,
  deliveryOf,
  RECEIVER,
  sign,
  SIGNATURE_HEADER,
  someContract,
} from './sync-support.js';

const WRONG_KEY = Buffer.alloc(64, 7).toString('base64');

describe('deliveries that fit no key', () => {
  test('are said with their cure in readiness, metrics, log and on the page, until one is taken', async () => {
    const clock = new ManualClock(new Date());
    const errors: string[] = [];
    const log: Log = { ...silentLog, error: (_fields, message) => errors.push(message) };
    await using world = await startWorld({
      worker: false,
      adapters: { clock, log },
      env: { SPOTDRAFT_HMAC_KEY: WRONG_KEY },
    });
    const state = async () => {
      const [ready, metrics, page] = await Promise.all([
        fetch(`${world.app.url}/readyz`),
        fetch(`${world.app.url}/metrics`),
        world.graphql('{ syncProgress { refusedDeliveries } }', {}, world.as('admin')),
      ]);
      const { webhooks } = (await ready.json()) as { webhooks: string };
      const [, gauge] =
        /^dealdraft_webhook_refused_deliveries (\d+)$/m.exec(await metrics.text()) ?? [];
      return { status: ready.status, webhooks, gauge, page: page.data };
    };
    expect(await state()).toEqual({
      status: 200,
      webhooks: 'ok',
      gauge: '0',
      page: { syncProgress: { refusedDeliveries: 0 } },
    });

    for (let i = 0; i < 3; i += 1) {
      expect(
        (await deliver(world, deliveryOf(someContract(world, 'SIGN'), 'CONTRACT_SIGNED'))).status,
      ).toBe(401);
      clock.advance(6_000);
    }
    expect(await state()).toEqual({
      status: 200,
      webhooks: expect.stringMatching(
        /^3 deliveries were refused .*SPOTDRAFT_HMAC_KEY.*webhooks key/,
      ) as string,
      gauge: '3',
      page: { syncProgress: { refusedDeliveries: 3 } },
    });
    expect(errors.at(-1)).toMatch(/refused.*SPOTDRAFT_HMAC_KEY/);
    // A worker beside it, or another server, tells the same.
    const other = await world.startAnother({ worker: false, adapters: { clock } });
    expect(await (await fetch(`${other.url}/readyz`)).json()).toMatchObject({
      webhooks: expect.stringMatching(/^3 deliveries/) as string,
    });

    const body = JSON.stringify(deliveryOf(someContract(world, 'SIGN'), 'CONTRACT_SIGNED'));
    const taken = await fetch(world.app.url + RECEIVER, {
      method: 'POST',
      headers: { [SIGNATURE_HEADER]: sign(body, WRONG_KEY) },
      body,
    });
    expect(taken.status).toBe(200);
    expect(await state()).toMatchObject({ webhooks: 'ok', gauge: '0' });
  });

  test('a flood of them is no flood of writes, and strangers without a signature count for nothing', async () => {
    const clock = new ManualClock(new Date());
    const errors: string[] = [];
    const log: Log = { ...silentLog, error: (_fields, message) => errors.push(message) };
    await using world = await startWorld({
      worker: false,
      adapters: { clock, log },
      env: { SPOTDRAFT_HMAC_KEY: WRONG_KEY },
    });
    for (const signature of ['', 'nonsense']) {
      const headers = { [SIGNATURE_HEADER]: signature };
      expect(
        (await fetch(world.app.url + RECEIVER, { method: 'POST', headers, body: '{}' })).status,
      ).toBe(401);
    }
    expect(errors).toEqual([]);
    for (let i = 0; i < 20; i += 1)
      await deliver(world, deliveryOf(someContract(world, 'SIGN'), 'CONTRACT_SIGNED'));
    expect(errors).toHaveLength(1);
  });
});

test('a signed delivery that begins with a byte order mark is taken', async () => {
  await using world = await startWorld({ worker: false });
  const contract = someContract(world, 'SIGN');
  const body = Buffer.concat([
    Buffer.from([0xef, 0xbb, 0xbf]),
    Buffer.from(JSON.stringify(deliveryOf(contract, 'CONTRACT_SIGNED'))),
  ]);
  const taken = await fetch(world.app.url + RECEIVER, {
    method: 'POST',
    headers: { [SIGNATURE_HEADER]: sign(body, world.spotdraft.hmacKey) },
    body,
  });
  expect([taken.status, await taken.json()]).toEqual([200, { status: 'accepted' }]);
  const [stored] = await world.app.store.inbox.list({ limit: 1 });
  expect(JSON.parse(stored!.body)).toMatchObject({ contract_id: expect.anything() as unknown });
});
