import { createHmac } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { startSpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import type { SpotDraftSandboxOptions } from '../../../../src/sandbox/spotdraft/index.js';
import { createCaller, createOrderForm, V21 } from './sandbox-client.js';
import type { Call } from './sandbox-client.js';
import { startWebhookReceiver } from './webhook-receiver.js';

const MAIN = [
  'CONTRACT_CREATED',
  'CONTRACT_SENT_TO_COUNTERPARTY',
  'CONTRACT_MARK_FOR_EXECUTION',
  'CONTRACT_SIGNED',
  'CONTRACT_SIGNATURE_DECLINED',
  'CONTRACT_EXECUTED',
  'CONTRACT_VOIDED',
  'CONTRACT_DELETED',
  'CONTRACT_EXTERNAL_METADATA_CREATED',
  'CONTRACT_EXTERNAL_METADATA_UPDATED',
  'CONTRACT_DATA_UPDATED',
  'CONTRACT_KEY_POINTER_CREATION',
  'CONTRACT_ACTIVITY_LOG_COMMENT_CREATED',
];

async function start(options: SpotDraftSandboxOptions = {}, activities = MAIN) {
  const receiver = await startWebhookReceiver();
  const sandbox = await startSpotDraftSandbox({ rateLimitPerSecond: null, ...options });
  const call = createCaller(sandbox);
  const webhookId = await register(call, receiver.url, activities);
  return { receiver, sandbox, call, webhookId };
}

async function register(call: Call, url: string, activities: readonly string[]): Promise<number> {
  const { body } = await call('POST', `${V21}/webhooks/`, {
    title: 'test',
    url,
    only_for_activities: activities,
    custom_headers: { 'X-Tenant': 'north' },
  });
  return body.id;
}

describe('SpotDraft sandbox: webhooks', () => {
  it('signs the raw body with the decoded key and sends the custom headers', async () => {
    const { receiver, sandbox, call } = await start();
    await using _ = sandbox;
    await using __ = receiver;
    await createOrderForm(call);
    await sandbox.deliveries.flush();
    const { hmac_key: key } = (await call('GET', `${V21}/webhooks/hmac_key/`)).body;
    const { headers, raw } = receiver.received[0]!;
    const expected = createHmac('sha512', Buffer.from(key, 'base64')).update(raw).digest('hex');
    expect(headers['x-sd-webhook-content-hash']).toBe(expected);
    expect(headers['x-tenant']).toBe('north');
  });

  it('tells a contract’s story in order, naming it by its integer', async () => {
    const { receiver, sandbox, call } = await start();
    await using _ = sandbox;
    await using __ = receiver;
    const { id, contract_id: number, contract_name: title } = await createOrderForm(call);
    sandbox.control.send(id);
    sandbox.control.execute(id);
    await sandbox.deliveries.flush();
    expect(receiver.received.map(({ body }) => [body.activity, body.contract_status])).toEqual([
      ['CONTRACT_CREATED', 'DRAFT'],
      ['CONTRACT_SENT_TO_COUNTERPARTY', 'REDLINING'],
      ['CONTRACT_MARK_FOR_EXECUTION', 'SIGN'],
      ['CONTRACT_SIGNED', 'SIGN'],
      ['CONTRACT_SIGNED', 'SIGN'],
      ['CONTRACT_EXECUTED', 'EXECUTED'],
    ]);
    expect(receiver.received[0]!.body).toMatchObject({
      contract_id: number,
      contract_title: title,
      contract_type: 'Order Form',
      contract_type_name: 'Order Form',
      contract_type_id: 303,
      contract_kind: 'TEMPLATE_CONTRACT',
      contract_template_id: 1204,
      external_metadata: { id: '0065g00000XyZ12AAB' },
      counterparties: [{ type: 'Organization', organization_name: 'Harlow Textiles' }],
      activity_data: { performed_by: { name: 'CRM Integration' } },
    });
    const last = receiver.received.at(-1)!.body;
    expect(last.activity_data.performed_by).toEqual({ name: 'SYSTEM' });
    expect(last.activity_data.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  });

  it('says nothing about hold, resume and rename', async () => {
    const { receiver, sandbox, call } = await start();
    await using _ = sandbox;
    await using __ = receiver;
    const { id } = await createOrderForm(call);
    sandbox.control.hold(id);
    sandbox.control.resume(id);
    sandbox.control.rename(id, 'Another name');
    await sandbox.deliveries.flush();
    expect(receiver.activities()).toEqual(['CONTRACT_CREATED']);
  });

  it('announces links, data, metadata and comments, also those made over the API', async () => {
    const { receiver, sandbox, call } = await start();
    await using _ = sandbox;
    await using __ = receiver;
    const { id } = await createOrderForm(call, { external_metadata: {} });
    await call('POST', `${V21}/contracts/${id}/external_metadata`, {
      external_metadata: { id: 'a' },
    });
    sandbox.control.relink(id, { id: 'b' });
    await call('PATCH', `${V21}/contracts/${id}/contract_data`, { data: { po_number: '1' } });
    await call('POST', `${V21}/contracts/${id}/key_pointers/bulk`, {
      key_pointers: [{ key_pointer_field_name: 'po_number', value: '1' }],
    });
    sandbox.control.act(id, 'comment', { comment: 'Please hurry' });
    sandbox.control.delete(id);
    await sandbox.deliveries.flush();
    expect(receiver.activities()).toEqual([
      'CONTRACT_CREATED',
      'CONTRACT_EXTERNAL_METADATA_CREATED',
      'CONTRACT_EXTERNAL_METADATA_UPDATED',
      'CONTRACT_DATA_UPDATED',
      'CONTRACT_KEY_POINTER_CREATION',
      'CONTRACT_ACTIVITY_LOG_COMMENT_CREATED',
      'CONTRACT_DELETED',
    ]);
  });

  it('sends only what a webhook subscribed to, and nothing once it is deleted', async () => {
    const { receiver, sandbox, call, webhookId } = await start({}, ['CONTRACT_VOIDED']);
    await using _ = sandbox;
    await using __ = receiver;
    const first = await createOrderForm(call);
    const second = await createOrderForm(call);
    sandbox.control.void(first.id);
    await sandbox.deliveries.flush();
    await call('DELETE', `${V21}/webhooks/${webhookId}`);
    sandbox.control.void(second.id);
    await sandbox.deliveries.flush();
    expect(receiver.activities()).toEqual(['CONTRACT_VOIDED']);
  });

  it.each([
    ['plain http to another host', { url: 'http://hooks.example/in' }],
    ['no activities', { only_for_activities: [] }],
    ['an unknown activity', { only_for_activities: ['CONTRACT_SNEEZED'] }],
    ['a standard header', { custom_headers: { Authorization: 'x' } }],
    ['a reserved header', { custom_headers: { 'X-SD-Tenant': 'x' } }],
  ])('refuses %s with an error in shape C', async (_what, change) => {
    await using sandbox = await startSpotDraftSandbox();
    const body = { title: 't', url: 'https://h.example', only_for_activities: ['CONTRACT_VOIDED'] };
    const answer = await createCaller(sandbox)('POST', `${V21}/webhooks/`, { ...body, ...change });
    expect(answer).toMatchObject({
      status: 400,
      body: { detail: expect.any(String), status_code: 400, code: expect.any(String) },
    });
  });

  it('repeats the last webhook of a contract byte for byte', async () => {
    const { receiver, sandbox, call } = await start();
    await using _ = sandbox;
    await using __ = receiver;
    const { id, contract_id: number } = await createOrderForm(call);
    sandbox.control.execute(id);
    await sandbox.deliveries.flush();
    const last = receiver.received.at(-1)!;
    const path = `${V21}/contracts/webhooks/re_trigger_latest/`;
    expect((await call('POST', path, { contract_ids: [number] })).body).toEqual({
      message: 'Success',
    });
    await sandbox.deliveries.flush();
    expect(receiver.received.at(-1)!.raw).toBe(last.raw);
    expect(receiver.received).toHaveLength(6);
    expect((await call('POST', path, { contract_ids: [number, 1] })).status).toBe(404);
    expect((await call('POST', path, { contract_ids: [id] })).status).toBe(400);
  });
});

describe('SpotDraft sandbox: delivery faults', () => {
  it('loses the next deliveries and keeps a record of them', async () => {
    const { receiver, sandbox, call } = await start();
    await using _ = sandbox;
    await using __ = receiver;
    await fetch(`${sandbox.url}/__sandbox/deliveries/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ dropNext: 1 }),
    });
    const { id } = await createOrderForm(call);
    sandbox.control.void(id);
    await fetch(`${sandbox.url}/__sandbox/deliveries/flush`, { method: 'POST' });
    expect(receiver.activities()).toEqual(['CONTRACT_VOIDED']);
    const report = await (await fetch(`${sandbox.url}/__sandbox/deliveries`)).json();
    expect(report).toMatchObject({
      deliveries: [
        { activity: 'CONTRACT_CREATED', dropped: true, attempts: 0, status: null },
        { activity: 'CONTRACT_VOIDED', dropped: false, attempts: 1, status: 200 },
      ],
    });
  });

  it('sends twice and out of order on demand', async () => {
    const { receiver, sandbox, call } = await start({
      deliveryFaults: { duplicateRate: 1, reorder: true },
    });
    await using _ = sandbox;
    await using __ = receiver;
    const { id } = await createOrderForm(call);
    sandbox.control.execute(id);
    sandbox.control.act(id, 'comment', { comment: 'x' });
    await sandbox.deliveries.flush();
    const activities = receiver.activities();
    expect(activities).toHaveLength(12);
    expect(new Set(receiver.received.map(({ raw }) => raw)).size).toBe(6);
    const sent = sandbox.deliveries.records.map(({ activity }) => activity);
    expect(activities).not.toEqual(sent);
    expect(activities.toSorted()).toEqual(sent.toSorted());
  });

  it('tries once unless retries are asked for', async () => {
    const { receiver, sandbox, call } = await start();
    await using _ = sandbox;
    await using __ = receiver;
    receiver.status = 500;
    await createOrderForm(call);
    await sandbox.deliveries.flush();
    expect(sandbox.deliveries.records).toMatchObject([{ attempts: 1, status: 500 }]);
  });

  it('retries as often as told', async () => {
    const { receiver, sandbox, call } = await start({
      deliveries: { attempts: 3, retryDelayMs: 1 },
    });
    await using _ = sandbox;
    await using __ = receiver;
    receiver.status = 503;
    await createOrderForm(call);
    await sandbox.deliveries.flush();
    expect(sandbox.deliveries.records).toMatchObject([{ attempts: 3, status: 503 }]);
    expect(receiver.received).toHaveLength(3);
  });

  it('disables a webhook after more than five failures when told so', async () => {
    const { receiver, sandbox, call } = await start({ deliveries: { disableFailing: true } });
    await using _ = sandbox;
    await using __ = receiver;
    receiver.status = 500;
    for (let index = 0; index < 8; index += 1) await createOrderForm(call);
    await sandbox.deliveries.flush();
    expect(receiver.received).toHaveLength(6);
    const { webhooks } = (await call('GET', '/__sandbox/webhooks')).body;
    expect(webhooks).toMatchObject([{ status: 'DISABLED_BY_ERROR' }]);
  });

  it('closes while deliveries wait', async () => {
    const { receiver, sandbox, call } = await start({ deliveryFaults: { delayMs: 60_000 } });
    await using _ = receiver;
    await createOrderForm(call);
    await sandbox.close();
    expect(receiver.received).toEqual([]);
  });
});
