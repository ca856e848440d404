import { createHmac } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { inspect } from 'node:util';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../../src/store/open-store.js';
import { systemClock } from '../../../src/domain/clock.js';
import { silentLog } from '../../../src/domain/log.js';
import type { Log } from '../../../src/domain/log.js';
import { eventually } from '../../support/eventually.js';
import { ManualClock } from '../../support/manual-clock.js';
import { isRedisMissing } from '../../support/redis-server.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import {
  crmRecord,
  deliver,
  deliveryOf,
  RECEIVER,
  settled,
  sign,
  SIGNATURE_HEADER,
  someContract,
} from './sync-support.js';

/** The key of SpotDraft's published examples: the 64 bytes 0x00 to 0x3f. */
const VECTOR_KEY = Buffer.from(Array.from({ length: 64 }, (_, index) => index)).toString('base64');
const VECTOR_A = {
  body: '{"contract_id":481516,"contract_kind":"TEMPLATE_CONTRACT","contract_status":"EXECUTED","activity":"CONTRACT_EXECUTED","external_metadata":{"id":"0065g00000XyZ12AAB"},"activity_data":{"performed_by":{"name":"SYSTEM"},"timestamp":"2026-03-14T09:26:53.589793Z"}}',
  signature:
    '0768c4c1accc5909cdaf8ddfc2789f797e33deaa152aa1393a39cd83cd6da21cca3f9eb2c5abb3ba55cb34dbf7a06577222c88a2d8dca7b10c3fe8711bb67be1',
  rawKeySignature:
    '54b3a4113d793b04d0dc52d97fd4125a1848c54871b53a2694a40301cff7202b732fe83c888b98f47890e41dfeb75f9ad9b612e28403bd4f6ca1e0708eb56157',
};
const VECTOR_B = {
  body: '{"contract_id": 7, "contract_title": "Société Générale — NDA", "activity": "CONTRACT_CREATED"}\n',
  signature:
    'b2306c020b45a193cdf3b57289a9b596c4e1c420bbe2f4e1434f9a197085c815fde9852ce23a5c532f82e2c2b95aecf6cd12e97562f4d08e489797b33234b05b',
  reserializedSignature:
    'c6d1a7145371478c014aa3bbcd8d7d867694012e6f189f547c5012d69936b101da742b28c8ec69a2c00bf0c907ac08da6e39b13db42fd14ad535ca2cb679052b',
};
const MAX_BYTES = 1_048_576;

/** A signed, well-formed delivery of exactly so many bytes. */
function bodyOf(sizeBytes: number): string {
  const frame = JSON.stringify({ activity: 'CONTRACT_CREATED', padding: '' });
  return JSON.stringify({
    activity: 'CONTRACT_CREATED',
    padding: 'x'.repeat(sizeBytes - frame.length),
  });
}

describe('the reply table', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ worker: false, env: { SPOTDRAFT_HMAC_KEY: VECTOR_KEY } });
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  const post = async (body: string | Buffer, headers: Record<string, string | string[]> = {}) => {
    const answer = await request(`${world.app.url}${RECEIVER}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    await answer.body.dump();
    return answer.statusCode;
  };
  const postSigned = async (body: string | Buffer, headers: Record<string, string> = {}) =>
    post(body, { [SIGNATURE_HEADER]: sign(body, VECTOR_KEY), ...headers });

  test('takes a body of exactly 1,048,576 bytes', async () => {
    const body = bodyOf(MAX_BYTES);
    expect(Buffer.byteLength(body)).toBe(MAX_BYTES);
    expect(await postSigned(body)).toBe(200);
  });

  test('answers 413 to one byte more, signed or not', async () => {
    expect(await postSigned(bodyOf(MAX_BYTES + 1))).toBe(413);
    expect(await post(bodyOf(MAX_BYTES + 1))).toBe(413);
  });

  test('answers 413 to a chunked body that grows too large', async () => {
    const body = bodyOf(MAX_BYTES + 1);
    async function* chunks() {
      for (let at = 0; at < body.length; at += 65_536) yield body.slice(at, at + 65_536);
    }
    const answer = await fetch(`${world.app.url}${RECEIVER}`, {
      method: 'POST',
      headers: { [SIGNATURE_HEADER]: sign(body, VECTOR_KEY) },
      body: ReadableStream.from(chunks()).pipeThrough(new TextEncoderStream()),
      duplex: 'half',
    });
    expect(answer.status).toBe(413);
  });

  test('takes a chunked body of exactly the limit', async () => {
    const body = bodyOf(MAX_BYTES);
    const answer = await fetch(`${world.app.url}${RECEIVER}`, {
      method: 'POST',
      headers: { [SIGNATURE_HEADER]: sign(body, VECTOR_KEY) },
      body: new Blob([body]).stream(),
      duplex: 'half',
    });
    expect(answer.status).toBe(200);
  });

  const hmac = (algorithm: string, key: string | Buffer, encoding: 'hex' | 'base64') =>
    createHmac(algorithm, key).update(VECTOR_A.body).digest(encoding);
  const decodedKey = Buffer.from(VECTOR_KEY, 'base64');
  test.each([
    ['no signature', {}],
    ['an empty signature', { [SIGNATURE_HEADER]: '' }],
    ['a signature in upper case', { [SIGNATURE_HEADER]: VECTOR_A.signature.toUpperCase() }],
    ['a signature cut short', { [SIGNATURE_HEADER]: VECTOR_A.signature.slice(0, 126) }],
    ['one with a prefix', { [SIGNATURE_HEADER]: `sha512=${VECTOR_A.signature}` }],
    ['SHA-256', { [SIGNATURE_HEADER]: hmac('sha256', decodedKey, 'hex') }],
    ['base64', { [SIGNATURE_HEADER]: hmac('sha512', decodedKey, 'base64') }],
    ['the key not base64-decoded', { [SIGNATURE_HEADER]: VECTOR_A.rawKeySignature }],
    ['another key', { [SIGNATURE_HEADER]: hmac('sha512', 'another', 'hex') }],
    ['the old header alone', { 'x-sd-content-hash': VECTOR_A.signature }],
  ])('answers 401 to %s', async (_name, headers) => {
    expect(await post(VECTOR_A.body, headers)).toBe(401);
  });

  test('answers 401 to a signature header sent twice', async () => {
    const url = new URL(world.app.url);
    const socket = connect(Number(url.port), url.hostname);
    const header = `${SIGNATURE_HEADER}: ${VECTOR_A.signature}\r\n`;
    socket.write(
      `POST ${RECEIVER} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${header}${header}` +
        `Content-Length: ${Buffer.byteLength(VECTOR_A.body)}\r\n\r\n${VECTOR_A.body}`,
    );
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(Buffer.from(chunk as Uint8Array));
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 401 /);
  });

  test.each([
    ['text that is no JSON', 'activity=CONTRACT_CREATED'],
    ['an empty body', ''],
    ['JSON cut short', '{"activity":"CONTRACT_CREATED"'],
    ['an array', '[{"activity":"CONTRACT_CREATED"}]'],
    ['null', 'null'],
    ['a text', '"CONTRACT_CREATED"'],
    ['no activity', '{"contract_id":1}'],
    ['an activity that is no string', '{"activity":7}'],
  ])('answers 400 to %s', async (_name, body) => {
    expect(await postSigned(body)).toBe(400);
  });

  test('looks at the signature before the content', async () => {
    expect(await post('not JSON', { [SIGNATURE_HEADER]: VECTOR_A.signature })).toBe(401);
  });

  test.each([
    ['an activity we ignore', { activity: 'POSTMARK_EMAIL_EVENT', contract_id: 5 }],
    ['one without a contract', { activity: 'COUNTER_PARTY_CREATED', counter_party: { id: 4 } }],
    ['an unknown one', { activity: 'CONTRACT_TELEPORTED', contract_id: 5 }],
    ['an unexpected shape', { activity: 'CONTRACT_SIGNED', contract_id: { deep: [1] } }],
    [
      'members of wrong types',
      { activity: 'CONTRACT_SIGNED', contract_id: '9', contract_title: 4 },
    ],
  ])('answers 200 to %s', async (_name, payload) => {
    const body = JSON.stringify(payload);
    expect(await postSigned(body)).toBe(200);
    expect(await postSigned(body)).toBe(200);
  });

  test.each(['text/plain', 'application/xml', 'application/json; charset=latin1', 'nonsense'])(
    'reads the raw body whatever the content type says: %s',
    async (contentType) => {
      expect(await postSigned(VECTOR_B.body, { 'content-type': contentType })).toBe(200);
    },
  );

  test('accepts the published vectors byte by byte', async () => {
    expect(Buffer.byteLength(VECTOR_A.body)).toBe(259);
    expect(Buffer.byteLength(VECTOR_B.body)).toBe(101);
    expect(await post(VECTOR_A.body, { [SIGNATURE_HEADER]: VECTOR_A.signature })).toBe(200);
    expect(await post(VECTOR_B.body, { [SIGNATURE_HEADER]: VECTOR_B.signature })).toBe(200);
  });

  test('refuses what wrong implementations compute for the vectors', async () => {
    const { body, reserializedSignature } = VECTOR_B;
    expect(await post(body, { [SIGNATURE_HEADER]: reserializedSignature })).toBe(401);
    expect(await post(body.trimEnd(), { [SIGNATURE_HEADER]: VECTOR_B.signature })).toBe(401);
  });

  test('keeps the ledger balanced, and stores nothing of what it refused', async () => {
    const before = await world.app.store.inbox.counts();
    await post(VECTOR_A.body);
    await postSigned('[]');
    expect(await world.app.store.inbox.counts()).toEqual(before);
    const deliveries = await world.app.store.inbox.list({ limit: 1_000 });
    const { received, ...states } = before;
    expect(received).toBe(deliveries.length);
    expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(received);
  });
});

test('a delivery can be read by another process before its 200 is', async () => {
  await using world = await startWorld({ worker: false });
  const payload = deliveryOf(someContract(world, 'SIGN'), 'CONTRACT_SIGNED');
  expect(await deliver(world, payload)).toMatchObject({ status: 200 });
  const other = await openStore({
    url: world.config.storeUrl,
    clock: systemClock,
    log: silentLog,
  });
  try {
    const [stored] = await other.inbox.list({ limit: 1 });
    expect(stored).toMatchObject({ state: 'waiting', body: JSON.stringify(payload) });
    expect((await other.queues.sync.counts()).due).toBe(1);
  } finally {
    await other.close();
  }
});

test('answers 503 while the store is gone, and takes the repeat once it is back', async () => {
  await using world = await startWorld({ worker: false });
  const payload = deliveryOf(someContract(world, 'SIGN'), 'CONTRACT_SIGNED');
  const away = path.join(world.folder, 'away');
  await mkdir(away);
  const names = ['dealdraft.db', 'dealdraft.db-wal', 'dealdraft.db-shm'];
  for (const name of names) await rename(path.join(world.folder, name), path.join(away, name));
  expect((await deliver(world, payload)).status).toBe(503);
  expect((await fetch(`${world.app.url}/readyz`)).status).toBe(503);
  for (const name of names) {
    await rm(path.join(world.folder, name), { force: true });
    await rename(path.join(away, name), path.join(world.folder, name));
  }
  await eventually(async () => {
    expect((await deliver(world, payload)).status).toBe(200);
  });
  expect((await world.app.store.inbox.counts()).waiting).toBeGreaterThanOrEqual(1);
});

describe('the key fetched from SpotDraft', () => {
  const KEY_CALL = { path: '/hmac_key' };

  test('answers 503 while it can not be fetched, without a call per delivery', async () => {
    const clock = new ManualClock(new Date());
    await using world = await startWorld({ worker: false, adapters: { clock } });
    await world.app.store.settings.delete('webhook-key');
    world.spotdraft.faults.add({ kind: 'status', status: 404, match: KEY_CALL });
    world.spotdraft.calls.reset();
    const restarted = { ...world, app: await world.startAnother({ worker: false }) };
    const payload = deliveryOf(someContract(world, 'SIGN'), 'CONTRACT_SIGNED');
    expect((await deliver(restarted, payload)).status).toBe(503);
    expect((await deliver(restarted, payload)).status).toBe(503);
    expect(world.spotdraft.calls.report().total).toBe(1);
    expect((await deliver(restarted, payload, { [SIGNATURE_HEADER]: 'nonsense' })).status).toBe(
      401,
    );
    world.spotdraft.faults.clear();
    clock.advance(5_000);
    expect((await deliver(restarted, payload)).status).toBe(200);
  });

  describe.each(['sqlite', 'redis'] as const)('with the store on %s', (store) => {
    test.skipIf(store === 'redis' && isRedisMissing())(
      'is at hand after a restart while SpotDraft is down, and never in the log',
      async () => {
        const lines: string[] = [];
        const note = (fields: object, message: string) =>
          lines.push(inspect({ ...fields, message }, { depth: null }));
        const log = { debug: note, info: note, warn: note, error: note };
        await using world = await startWorld({ store, worker: false, adapters: { log } });
        await world.app.close();
        world.spotdraft.faults.add({ kind: 'drop-before-commit' });
        const restarted = { ...world, app: await world.startAnother({ worker: false }) };
        const payload = deliveryOf(someContract(world, 'SIGN'), 'CONTRACT_SIGNED');
        expect((await deliver(restarted, payload)).status).toBe(200);
        expect(await restarted.app.store.inbox.counts()).toMatchObject({ received: 1, waiting: 1 });
        await eventually(() => expect(lines.join('\n')).toContain('could not be fetched'));
        expect(lines.join('\n')).not.toContain(world.spotdraft.hmacKey);
      },
    );
  });

  test('that was kept is replaced when SpotDraft has another one since', async () => {
    await using world = await startWorld({ worker: false });
    await world.app.close();
    const contract = someContract(world, 'SIGN');
    const rotated = Buffer.alloc(64, 9).toString('base64');
    world.spotdraft.faults.add({ kind: 'drop-before-commit', times: 3 });
    world.spotdraft.faults.add({
      kind: 'status',
      status: 200,
      body: { hmac_key: rotated },
      match: KEY_CALL,
    });
    const restarted = { ...world, app: await world.startAnother({ worker: false }) };
    const body = JSON.stringify(deliveryOf(contract, 'CONTRACT_SIGNED'));
    const headers = { [SIGNATURE_HEADER]: sign(body, rotated) };
    await eventually(async () => {
      expect((await deliver(restarted, body, headers)).status).toBe(200);
    });
    expect(await restarted.app.store.settings.get('webhook-key')).toContain(rotated);
  });

  test('is fetched anew when signatures stop to fit, at most once a minute', async () => {
    const clock = new ManualClock(new Date());
    await using world = await startWorld({ worker: false, adapters: { clock } });
    const contract = someContract(world, 'SIGN');
    expect((await deliver(world, deliveryOf(contract, 'CONTRACT_SIGNED'))).status).toBe(200);
    const rotated = Buffer.alloc(64, 7).toString('base64');
    const signedAnew = async () => {
      const body = JSON.stringify(deliveryOf(contract, 'CONTRACT_SIGNED'));
      return (await deliver(world, body, { [SIGNATURE_HEADER]: sign(body, rotated) })).status;
    };
    world.spotdraft.faults.add({
      kind: 'status',
      status: 200,
      body: { hmac_key: rotated },
      match: { path: '/hmac_key' },
    });
    world.spotdraft.calls.reset();
    expect(await signedAnew()).toBe(401);
    expect(world.spotdraft.calls.report().total).toBe(0);
    clock.advance(61_000);
    expect(await signedAnew()).toBe(200);
    expect(await signedAnew()).toBe(200);
    expect((await deliver(world, deliveryOf(contract, 'CONTRACT_SIGNED'))).status).toBe(401);
    expect(world.spotdraft.calls.report().total).toBe(1);
  });
});

test('a repeat is ignored once its work was done, and runs again until then', async () => {
  await using world = await startWorld({ backfill: true });
  const { inbox } = world.app.store;
  const contract = someContract(world, 'SIGN');
  world.spotdraft.faults.add({ kind: 'status', status: 503, match: { path: '/contracts/' } });
  const payload = deliveryOf(contract, 'CONTRACT_SIGNED');
  await deliver(world, payload);
  await deliver(world, payload);
  expect(await inbox.counts()).toMatchObject({ ignored: 0 });
  world.spotdraft.faults.clear();
  await eventually(async () => {
    expect(await inbox.counts()).toMatchObject({ waiting: 0, applied: 2 });
  }, 15_000);
  await deliver(world, payload);
  const differentBytes = Object.fromEntries(Object.entries(payload).reverse());
  await deliver(world, differentBytes);
  expect(await inbox.counts()).toMatchObject({ applied: 2, ignored: 2 });
  // Of the same moment, and it tells something else.
  await deliver(world, { ...payload, contract_reference_id: 'SD-1' });
  await eventually(async () => {
    expect(await inbox.counts()).toMatchObject({ waiting: 0, applied: 3, ignored: 2 });
  }, 30_000);
});

test('two deliveries of one moment that differ in the status alone both count', async () => {
  await using world = await startWorld({ backfill: true });
  const { control } = world.spotdraft;
  const contract = someContract(world, 'DRAFT');
  const statusInCrm = () => crmRecord(world, contract.id)?.Status__c;
  const redlining = deliveryOf(control.act(contract.id, 'send'), 'CONTRACT_STATUS_UPDATED');
  expect(redlining).toMatchObject({ contract_status: 'REDLINING' });
  await deliver(world, redlining);
  await eventually(() => expect(statusInCrm()).toBe('REDLINING'));
  await settled(world);
  control.act(contract.id, 'mark');
  await deliver(world, { ...redlining, contract_status: 'SIGN' });
  await eventually(() => expect(statusInCrm()).toBe('SIGN'));
  await settled(world);
  expect(await world.app.store.inbox.counts()).toMatchObject({ applied: 2, ignored: 0 });
});

test('the log names a delivery\u2019s contract by its whole id, and by what was told where it is not known', async () => {
  const lines: object[] = [];
  const log: Log = {
    ...silentLog,
    info: (fields, message) => {
      if (message === 'delivery stored') lines.push(fields);
    },
  };
  await using world = await startWorld({ backfill: true, worker: false, adapters: { log } });
  const contract = someContract(world, 'DRAFT');
  await deliver(world, deliveryOf(contract, 'CONTRACT_SIGNED'));
  await deliver(world, VECTOR_A.body);
  await eventually(() =>
    expect(lines).toEqual([
      expect.objectContaining({ activity: 'CONTRACT_SIGNED', contractId: contract.id }),
      expect.objectContaining({ contractId: '481516' }),
    ]),
  );
});

test('a delivery about a deal and a contract that do not exist harms nothing and is parked', async () => {
  await using world = await startWorld({ backfill: true });
  const body = VECTOR_A.body;
  expect((await deliver(world, body)).status).toBe(200);
  await eventually(async () => {
    const [stored] = await world.app.store.inbox.list({ limit: 1 });
    expect(stored?.key).toBe('#481516');
    const state = await world.app.store.queues.sync.states(['#481516']);
    expect(state.get('#481516')?.reason).toMatch(/no contract with the number 481516/i);
  });
  expect(await world.app.store.contracts.getByNumber(481516)).toEqual([]);
});
