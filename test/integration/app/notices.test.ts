import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../../src/app/start-app.js';
import type { ContractId } from '../../../src/domain/contract-id.js';
import type { SharedParts } from '../../../src/services/create-services.js';
import { OPEN_TERMS } from '../../../src/sync/index.js';
import { createNoticeStarter, tellAll } from '../../../src/services/notices/notice-schedule.js';
import { startChatServer } from '../../support/chat-server.js';
import type { ChatServer } from '../../support/chat-server.js';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { deliver, deliveryOf, someContract } from './sync-support.js';

const SECRET = 'a-secret-of-some-length';
const MANY_SECONDS = 60_000;
const MAPPING = `version: 1
contracts: []
notices:
  - type: json
    url: \${CHAT_URL}
    secret: \${CHAT_SECRET}
    for: [parked, declined, mismatch, blocked]
    everyMinutes: 1
  - name: second
    type: slack
    url: \${SECOND_URL}
    for: [parked]
`;

interface Told {
  readonly id: string;
  readonly topic: string;
  readonly notices: readonly {
    readonly key: string;
    readonly state: string;
    readonly title: string;
    readonly cause: string | null;
    readonly url: string | null;
  }[];
}

describe('notices', { timeout: MANY_SECONDS }, () => {
  let chat: ChatServer;
  let second: ChatServer;
  let world: World;
  let folder: string;
  let clock: SkewedClock;

  beforeEach(async () => {
    [chat, second] = await Promise.all([startChatServer(), startChatServer()]);
    folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-notices-'));
    await writeFile(path.join(folder, 'mapping.yaml'), MAPPING);
    clock = new SkewedClock();
    world = await startWorld({
      worker: false,
      env: {
        MAPPING_FILE: path.join(folder, 'mapping.yaml'),
        CHAT_URL: chat.url,
        CHAT_SECRET: SECRET,
        SECOND_URL: second.url,
      },
      adapters: { clock },
    });
  }, MANY_SECONDS);
  afterEach(async () => {
    await world[Symbol.asyncDispose]();
    await Promise.all([chat[Symbol.asyncDispose](), second[Symbol.asyncDispose]()]);
    await rm(folder, { recursive: true, force: true });
  });

  const sharedOf = (app: App): SharedParts => app.services.of((shared: SharedParts) => shared);
  const partsOf = (app: App) => ({
    ...app,
    destinations: app.noticeDestinations,
    hasPage: false,
    onSent: app.metrics.notice,
  });
  const tell = (app: App = world.app) =>
    tellAll(sharedOf(app), partsOf(app), new AbortController().signal);
  const told = () => chat.received.map(({ body }) => JSON.parse(body) as Told);

  async function park(id: ContractId, reason = 'No such column "Nope__c"'): Promise<void> {
    const { sync } = world.app.store.queues;
    await sync.mark([id]);
    const claims = await sync.claim({ limit: 10, leaseMs: MANY_SECONDS });
    for (const claim of claims) {
      if (claim.key === id) await sync.park(claim, reason);
      else await sync.done(claim);
    }
  }

  async function contractId(): Promise<ContractId> {
    const { id } = someContract(world, 'EXECUTED');
    await world.app.services.actions.sync({ kind: 'integration', keyName: 'test' }, id);
    return id as ContractId;
  }

  test('say a parked contract once, through a restart, and that it is solved', async () => {
    const id = await contractId();
    await park(id, 'Refused: jo@acme.example may not, see https://org.example/?token=abc');
    await tell();
    await tell();
    expect(told()).toMatchObject([
      { topic: 'parked', notices: [{ key: `CONTRACT_PARKED:${id}`, state: 'open' }] },
    ]);
    const [line] = told()[0]!.notices;
    expect(line!.title).toContain(`(${id})`);
    expect(line!.cause).toBe('Refused: [address] may not, see https://org.example/');
    expect(second.received).toHaveLength(1);

    const another = await world.startAnother({ worker: false });
    clock.forward(10 * 60_000);
    await tell(another);
    expect(chat.received).toHaveLength(1);

    await world.app.store.queues.sync.mark([id]);
    await tell(another);
    await tell();
    expect(told()[1]).toMatchObject({
      notices: [{ key: `CONTRACT_PARKED:${id}`, state: 'solved' }],
    });
    expect(chat.received).toHaveLength(2);
    expect(await world.app.metrics.render()).toContain(
      'dealdraft_notices_total{destination="json",outcome="sent"}',
    );
  });

  test('say a declined signature by what a delivery told, and who it was not', async () => {
    const signed = someContract(world, 'SIGN');
    await world.app.services.actions.sync({ kind: 'integration', keyName: 'test' }, signed.id);
    await deliver(world, deliveryOf(signed, 'CONTRACT_SIGNATURE_DECLINED'));
    const { inbox } = world.app.store;
    const [delivery] = await inbox.list({ limit: 1 });
    await inbox.rekey([delivery!.id], signed.id as ContractId);
    await tell();
    expect(told()).toMatchObject([
      { topic: 'declined', notices: [{ state: 'open', cause: null }] },
    ]);
    world.spotdraft.control.void(signed.id);
    await world.app.services.actions.sync({ kind: 'integration', keyName: 'test' }, signed.id);
    clock.forward(2 * 60_000);
    await tell();
    expect(told()[1]).toMatchObject({ topic: 'declined', notices: [{ state: 'solved' }] });
  });

  test('say signed terms that differ and deals that they block, without the values', async () => {
    const id = await contractId();
    const stored = (await world.app.store.contracts.get([id])).get(id)!;
    const { opportunityId } = stored.contract;
    const { marks } = world.app.store;
    const put = (digest: string) =>
      marks.put(OPEN_TERMS, [
        {
          key: id,
          value: JSON.stringify({
            opportunityId,
            checks: [{ name: 'total', state: 'MISMATCH', severity: 'block', digest }],
          }),
        },
      ]);
    await put('one');
    await tell();
    expect(told().map(({ topic, notices }) => [topic, notices.map(({ title }) => title)])).toEqual([
      ['mismatch', [`${stored.contract.name} (${id}) differs from its deal: total.`]],
      ['blocked', [expect.stringContaining(`The deal ${opportunityId} should not be closed won`)]],
    ]);
    // Other values are another matter; the deal is blocked as before.
    await put('two');
    clock.forward(2 * 60_000);
    await tell();
    expect(told()[2]).toMatchObject({
      topic: 'mismatch',
      notices: [{ state: 'open' }, { state: 'solved' }],
    });
    await marks.remove(OPEN_TERMS, [id]);
    clock.forward(2 * 60_000);
    await tell();
    expect(told().slice(3)).toMatchObject([
      { topic: 'mismatch', notices: [{ state: 'solved' }] },
      { topic: 'blocked', notices: [{ state: 'solved' }] },
    ]);
  });

  test('a chat that is down waits for itself alone, longer each time, and says it all after that', async () => {
    const id = await contractId();
    await park(id);
    chat.answer = () => null;
    await tell();
    await tell();
    expect(chat.received).toHaveLength(1);
    expect(second.received).toHaveLength(1);
    clock.forward(2 * 60_000);
    await tell();
    expect(chat.received).toHaveLength(2);
    clock.forward(30_000);
    await tell();
    expect(chat.received).toHaveLength(2);
    chat.answer = () => ({ status: 200 });
    clock.forward(60 * 60_000);
    await tell();
    await tell();
    expect(chat.received).toHaveLength(3);
    expect(new Set(told().map((each) => each.id)).size).toBe(1);
  });

  test('a chat that says when to come back is not asked before, whoever asks', async () => {
    const id = await contractId();
    await park(id);
    chat.answer = () => ({ status: 429, headers: { 'retry-after': '1800' } });
    await tell();
    const another = await world.startAnother({ worker: false });
    clock.forward(25 * 60_000);
    await tell(another);
    expect(chat.received).toHaveLength(1);
    chat.answer = () => ({ status: 200 });
    clock.forward(6 * 60_000);
    await tell(another);
    expect(chat.received).toHaveLength(2);
  });

  test('a redirect is not followed, and tried again only after a while', async () => {
    await park(await contractId());
    chat.answer = () => ({ status: 302, headers: { location: second.url } });
    await tell();
    await tell();
    expect(chat.received).toHaveLength(1);
    // Its own message alone.
    expect(second.received).toHaveLength(1);
  });

  test('a kill between sending and marking leads to one repeat that says the same', async () => {
    await park(await contractId());
    const shared = sharedOf(world.app);
    const marks = {
      ...shared.store.marks,
      get: shared.store.marks.get.bind(shared.store.marks),
      page: shared.store.marks.page.bind(shared.store.marks),
      put: () => Promise.reject(new Error('killed')),
    };
    const killed = { ...shared, store: { ...shared.store, marks } } as unknown as SharedParts;
    await tellAll(killed, partsOf(world.app), new AbortController().signal);
    await tell();
    await tell();
    const [first, repeat, ...more] = told();
    expect(more).toEqual([]);
    expect(repeat).toMatchObject({ id: first!.id, notices: first!.notices });
  });

  test('two workers tell it once', async () => {
    const another = await world.startAnother({ worker: false });
    await park(await contractId());
    const schedules = [world.app, another, world.app].map((app) =>
      createNoticeStarter(sharedOf(app))(partsOf(app)),
    );
    await eventually(() => {
      expect(chat.received).toHaveLength(1);
    });
    await Promise.all(schedules.map((schedule) => schedule.stop(5_000)));
    await tell();
    expect(chat.received).toHaveLength(1);
    expect(second.received).toHaveLength(1);
  });

  test('many things of one kind are one message', async () => {
    const ids = world.spotdraft.control
      .list()
      .slice(0, 20)
      .map(({ id }) => id as ContractId);
    const { sync } = world.app.store.queues;
    await sync.mark(ids);
    for (const claim of await sync.claim({ limit: 50, leaseMs: MANY_SECONDS }))
      await sync.park(claim, 'Refused.');
    await tell();
    expect(told()).toHaveLength(1);
    expect(told()[0]!.notices).toHaveLength(15);
    expect(told()[0]).toMatchObject({ more: 5 });
  });
});
