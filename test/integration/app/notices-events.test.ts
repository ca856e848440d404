import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_HMAC_KEY } from '../../../src/sandbox/spotdraft/options.js';
import { runReconcile } from '../../../src/sync/index.js';
import { startChatServer } from '../../support/chat-server.js';
import type { ChatServer } from '../../support/chat-server.js';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import { startWorld } from '../../support/world.js';
import type { World, WorldOptions } from '../../support/world.js';
import {
  CONTRACT_OBJECT,
  crmDeal,
  dealIdOf,
  deliver,
  deliveryOf,
  someContract,
} from './sync-support.js';
import { orderForm, setSigned } from './terms-support.js';

const SECRET = 'a-secret-of-some-length';
const PUBLIC_URL = 'https://dealdraft.example';
const MANY_SECONDS = 300_000;
/** The worker looks four times a minute for what is to be told. */
const PATIENCE_MS = 90_000;
const MINUTE_MS = 60_000;
const MAPPING = `version: 1
contracts: []
checks:
  - {name: total, when: type.name = "Order Form", signed: keyPointers.billing_currency.value.value, expected: Amount, severity: block}
notices:
  - {type: json, url: "\${CHAT_URL}", secret: "\${CHAT_SECRET}", everyMinutes: 1, for: [parked, mismatch, blocked, declined, silence, credentials, paused]}
  - {type: slack, url: "\${SLACK_URL}", for: [blocked]}
  - {type: teams, url: "\${TEAMS_URL}", for: [blocked]}
  - {name: dead, type: slack, url: "\${DEAD_URL}"}
`;

interface Line {
  readonly key: string;
  readonly state: string;
  readonly title: string;
  readonly todo: string | null;
  readonly url: string | null;
}
interface Told {
  readonly topic: string;
  readonly notices: readonly Line[];
  readonly more: number;
  readonly operationsUrl: string;
}

/** From the event itself to the message: nothing is put into the store by hand, and the worker's own watch tells. */
describe('notices of what happens', { timeout: MANY_SECONDS }, () => {
  let chat: ChatServer;
  let slack: ChatServer;
  let teams: ChatServer;
  let folder: string;
  let clock: SkewedClock;
  beforeEach(async () => {
    [chat, slack, teams] = await Promise.all([
      startChatServer(),
      startChatServer(),
      startChatServer(),
    ]);
    folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-notices-'));
    await writeFile(path.join(folder, 'mapping.yaml'), MAPPING);
    clock = new SkewedClock();
  });
  afterEach(async () => {
    await Promise.all([chat, slack, teams].map((each) => each[Symbol.asyncDispose]()));
    await rm(folder, { recursive: true });
  });

  const start = (options: WorldOptions = {}) =>
    startWorld({
      backfill: true,
      ...options,
      env: {
        MAPPING_FILE: path.join(folder, 'mapping.yaml'),
        CHAT_URL: chat.url,
        CHAT_SECRET: SECRET,
        SLACK_URL: slack.url,
        TEAMS_URL: teams.url,
        DEAD_URL: 'http://127.0.0.1:1/hook',
        SPOTDRAFT_HMAC_KEY: DEFAULT_HMAC_KEY,
        UI: 'on',
        SIGNIN_CLIENT_ID: 'sandbox-app',
        PUBLIC_URL,
        ...options.env,
      },
      adapters: { clock },
    });
  const told = () => chat.received.map(({ body }) => JSON.parse(body) as Told);
  const linesOf = (topic: string, state = 'open') =>
    told().flatMap((message) =>
      message.topic === topic ? message.notices.filter((line) => line.state === state) : [],
    );
  const hears = async (topic: string, count = 1, state = 'open') => {
    await eventually(() => {
      expect(linesOf(topic, state)).toHaveLength(count);
    }, PATIENCE_MS);
    return linesOf(topic, state);
  };
  const pageOf = (deal: string) => `${PUBLIC_URL}/#/deals/${deal}`;

  async function park(world: World, count: number) {
    const known = new Set(linesOf('parked').map(({ key }) => key));
    const contracts = world.spotdraft.control
      .list()
      .filter(({ id, contract_status: status, external_metadata: metadata }) => {
        const isKnown = known.has(`CONTRACT_PARKED:${id}`);
        return !isKnown && status === 'DRAFT' && String(metadata['id']).length === 18;
      })
      .slice(0, count);
    expect(contracts).toHaveLength(count);
    for (const { id } of contracts) {
      world.spotdraft.control.void(id);
      const voided = world.spotdraft.control.get(id);
      await deliver(world, deliveryOf(voided, 'CONTRACT_VOIDED'));
    }
    await eventually(async () => {
      expect((await world.app.store.queues.sync.counts()).parked).toBe(known.size + count);
    }, PATIENCE_MS);
    return contracts;
  }

  test('signed terms that differ, and the deal that they block, lead to the deal in every format', async () => {
    await using world = await start({ webhook: true });
    const contract = orderForm(world);
    const deal = dealIdOf(contract);
    const { CurrencyIsoCode: type, Amount: amount } = crmDeal(world, deal);
    await setSigned(world, contract.id, 'billing_currency', { type, value: Number(amount) + 1 });
    world.spotdraft.control.execute(contract.id);
    const [mismatch] = await hears('mismatch');
    expect(mismatch).toMatchObject({ url: pageOf(deal), todo: expect.stringMatching(/confirm/u) });
    const [blocked] = await hears('blocked');
    expect(blocked).toMatchObject({
      url: pageOf(deal),
      title: expect.stringContaining(deal),
      todo: expect.stringMatching(/\w/u),
    });
    expect(
      told().every(({ operationsUrl }) => operationsUrl === `${PUBLIC_URL}/#/operations`),
    ).toBe(true);
    for (const { headers, body } of chat.received) {
      const stamp = String(headers['x-dealdraft-timestamp']);
      const signature = createHmac('sha256', SECRET).update(`${stamp}.${body}`).digest('hex');
      expect(headers['x-dealdraft-signature']).toBe(`v1=${signature}`);
      expect(body).not.toContain(String(amount));
    }
    await eventually(() => {
      expect([slack.received.length, teams.received.length]).toEqual([1, 1]);
    }, PATIENCE_MS);
    const inSlack = JSON.parse(slack.received[0]!.body) as { text: string; blocks: object[] };
    expect(inSlack.text).toBe('Deals that should not be closed won: 1 new');
    expect(JSON.stringify(inSlack.blocks)).toContain(`<${pageOf(deal)}|`);
    const inTeams = JSON.parse(teams.received[0]!.body) as {
      type: string;
      attachments: { contentType: string; content: { type: string } }[];
    };
    expect(inTeams).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { type: 'AdaptiveCard' },
        },
      ],
    });
    expect(teams.received[0]!.body).toContain(pageOf(deal));

    // A receiver that is dead, all the while, held nothing up; the end is told, too.
    await setSigned(world, contract.id, 'billing_currency', { type, value: amount });
    await eventually(() => {
      expect(crmDeal(world, deal).Contract_Blockers__c ?? null).toBeNull();
    }, PATIENCE_MS);
    clock.forward(2 * MINUTE_MS);
    await hears('mismatch', 1, 'solved');
    await hears('blocked', 1, 'solved');
    expect([linesOf('mismatch').length, linesOf('blocked').length]).toEqual([1, 1]);
  });

  test('contracts that are given up come once, those of one minute together', async () => {
    await using world = await start();
    world.salesforce.control.addFault({
      kind: 'row-error',
      object: CONTRACT_OBJECT,
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'Ask finance first',
      times: 1_000,
    });
    const [first] = await park(world, 1);
    const [line] = await hears('parked');
    expect(line).toMatchObject({
      key: `CONTRACT_PARKED:${first!.id}`,
      url: pageOf(dealIdOf(first!)),
      todo: expect.stringMatching(/replay/u),
    });
    await park(world, 2);
    // The message of this minute was sent: the next has both.
    expect(linesOf('parked')).toHaveLength(1);
    clock.forward(2 * MINUTE_MS);
    await hears('parked', 3);
    expect(told().map(({ notices, more }) => [notices.length, more])).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  test('a signature that is declined is told once', async () => {
    await using world = await start({ webhook: true });
    const contract = someContract(world, 'SIGN');
    world.spotdraft.control.decline(contract.id);
    const [line] = await hears('declined');
    expect(line!.title).toContain(contract.id);
    expect(line).toMatchObject({
      url: pageOf(dealIdOf(contract)),
      todo: expect.stringMatching(/void/u),
    });
    clock.forward(2 * MINUTE_MS);
    world.spotdraft.control.void(contract.id);
    await hears('declined', 1, 'solved');
    expect(linesOf('declined')).toHaveLength(1);
  });

  test('changes of which no delivery tells are told, until deliveries come again', async () => {
    await using world = await start();
    const contract = someContract(world, 'SIGN');
    const since = new Date();
    world.spotdraft.control.execute(contract.id);
    await runReconcile(world.app, { since, dryRun: false });
    const [line] = await hears('silence');
    expect(line).toMatchObject({
      url: `${PUBLIC_URL}/#/operations`,
      todo: expect.stringContaining('dealdraft webhooks register'),
    });
    clock.forward(2 * MINUTE_MS);
    await deliver(world, deliveryOf(world.spotdraft.control.get(contract.id), 'CONTRACT_EXECUTED'));
    await hears('silence', 1, 'solved');
    expect(linesOf('silence')).toHaveLength(1);
  });

  test.each([
    ['credentials', 401, 'Correct the credentials'],
    ['paused', 503, 'Nothing is lost'],
  ])(
    'a system that stands against us (%s) is told once, however often it is tried',
    async (topic, status, todo) => {
      await using world = await start();
      world.spotdraft.faults.add({ kind: 'status', status, times: 100_000 });
      await deliver(
        world,
        deliveryOf(someContract(world, 'SIGN'), 'CONTRACT_SENT_TO_COUNTERPARTY'),
      );
      const tried = async () => {
        await eventually(async () => {
          const [pause] = await world.app.pauses.unended();
          expect(pause?.until.getTime() ?? 0).toBeGreaterThan(clock.now().getTime());
        }, PATIENCE_MS);
      };
      await tried();
      // What may heal by itself waits for an hour.
      for (let tries = 0; tries < 5; tries += 1) {
        if (topic === 'paused') expect(linesOf(topic)).toEqual([]);
        clock.forward(14 * MINUTE_MS);
        await tried();
      }
      const [line] = await hears(topic);
      expect(line).toMatchObject({
        key: 'SYSTEM_PAUSED:spotdraft',
        todo: expect.stringContaining(todo),
        url: `${PUBLIC_URL}/#/operations`,
      });
      // Time for a try has come, and nothing says yet how it ends.
      world.spotdraft.faults.clear();
      world.spotdraft.faults.add({ kind: 'latency', latencyMs: 3_000, times: 1 });
      expect(linesOf(topic, 'solved')).toEqual([]);
      clock.forward(14 * MINUTE_MS);
      await hears(topic, 1, 'solved');
      expect(await world.app.pauses.unended()).toEqual([]);
      expect(linesOf(topic)).toHaveLength(1);
    },
  );
});
