import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_HMAC_KEY } from '../../../src/sandbox/spotdraft/options.js';
import { CreateContractDocument, OpportunityDocument } from '../../generated/graphql.js';
import type { CreateContractInput } from '../../generated/graphql.js';
import { ManualClock } from '../../support/manual-clock.js';
import { engineUnderTest, startWorld } from '../../support/world.js';
import type { World, WorldOptions } from '../../support/world.js';

const CREATE = '/api/v2.1/public/contracts/';
const POST_CREATE = { method: 'POST', path: CREATE };

/** A world whose time stands still, and whose background work is done only when a test asks. */
async function startStill(options: WorldOptions = {}) {
  const clock = new ManualClock(new Date());
  const now = () => clock.now();
  const world = await startWorld({
    worker: false,
    adapters: { clock },
    ...options,
    salesforce: { now, sessionTtlMs: 24 * 60 * 60_000 },
    spotdraft: { now, rateLimitPerSecond: null, contracts: 'none', ...options.spotdraft },
    env: { SPOTDRAFT_RATE_LIMIT: '1000', ...options.env },
  });
  const deal = world.salesforce.deals[0]!.id;
  /** Lets time pass while the answer waits for it. */
  const passing = async <T>(answer: Promise<T>): Promise<T> => {
    const state = { isDone: false };
    const marked = answer.finally(() => {
      state.isDone = true;
    });
    while (!state.isDone) {
      if (clock.sleeping > 0) clock.advance(50);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return marked;
  };
  const create = async (input: Partial<CreateContractInput> = {}) => {
    const { data, errors } = await passing(
      world.graphql(CreateContractDocument, {
        input: { opportunityId: deal, templateId: '1204', ...input },
      }),
    );
    expect(errors).toEqual([]);
    return data!.createContract;
  };
  const settleFor = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 30_000) {
      clock.advance(30_000);
      await passing(world.app.settler.settleDue());
    }
  };
  return {
    world,
    clock,
    deal,
    create,
    settleFor,
    contracts: () => world.spotdraft.control.list(deal),
    creates: () => world.spotdraft.calls.report().byRoute[`POST ${CREATE}`] ?? 0,
  };
}

const uncertain = {
  contract: null,
  created: false,
  userErrors: [{ field: null, code: 'CREATION_UNCERTAIN' }],
};

function changeLedger(world: World, sql: string): void {
  const database = new DatabaseSync(path.join(world.folder, 'dealdraft.db'));
  database.exec(sql);
  database.close();
}

test('without a key, a repeat within 60 s of completion is the same intent, a later one is new', async () => {
  const { world, clock, create, contracts } = await startStill();
  await using _world = world;
  const first = await create();
  expect(first.created).toBe(true);
  clock.advance(59_000);
  expect(await create()).toMatchObject({
    created: false,
    contract: { id: first.contract!.id },
  });
  // From completion, not from the last repeat.
  clock.advance(1_500);
  expect(await create()).toMatchObject({ created: true });
  expect(contracts()).toHaveLength(2);
});

test('a key of its own is remembered for good', async () => {
  const { world, clock, create, contracts } = await startStill();
  await using _world = world;
  await create({ idempotencyKey: 'k' });
  clock.advance(30 * 24 * 60 * 60_000);
  expect(await create({ idempotencyKey: 'k' })).toMatchObject({ created: false });
  expect(contracts()).toHaveLength(1);
});

describe('an answer that was lost before anything was made', () => {
  test.each([
    ['a dropped connection', { kind: 'drop-before-commit' }],
    ['a 500', { kind: 'status', status: 500 }],
    ['a 504 page', { kind: 'status', status: 504, body: '<html>Gateway Timeout</html>' }],
  ] as const)('%s is uncertain, is not repeated, and is free again later', async (_what, fault) => {
    const { world, create, contracts, creates, settleFor } = await startStill();
    await using _world = world;
    world.spotdraft.faults.add({ ...fault, match: POST_CREATE, times: 1 });
    expect(await create()).toMatchObject(uncertain);
    expect(await create()).toMatchObject(uncertain);
    expect(creates()).toBe(1);
    await settleFor(12 * 60_000);
    expect(await create()).toMatchObject({ created: true });
    expect(contracts()).toHaveLength(1);
  });
});

test('a contract that is visible late is adopted in the background', async () => {
  const { world, create, contracts, settleFor, deal } = await startStill({
    spotdraft: { settings: { listLagMs: 60_000 } },
  });
  await using _world = world;
  world.spotdraft.faults.add({ kind: 'drop-after-commit', match: POST_CREATE, times: 1 });
  expect(await create({ idempotencyKey: 'late' })).toMatchObject(uncertain);
  await settleFor(3 * 60_000);
  const [made] = contracts();
  const shown = await world.graphql(OpportunityDocument, { id: deal });
  expect(shown.data!.opportunity!.contracts).toMatchObject([{ id: made!.id }]);
  expect(await create({ idempotencyKey: 'late' })).toMatchObject({
    created: false,
    contract: { id: made!.id },
  });
  expect(contracts()).toHaveLength(1);
});

test.each([
  ['composite ids', { isNested: false, ids: 'composite' }],
  ['bare numbers in another array', { isNested: true, ids: 'integer' }],
] as const)('adopts a lost contract whose look-up answers %s', async (_what, externalLookup) => {
  const { world, create, contracts } = await startStill({ spotdraft: { externalLookup } });
  await using _world = world;
  await create({ idempotencyKey: 'an older one' });
  world.spotdraft.faults.add({ kind: 'drop-after-commit', match: POST_CREATE, times: 1 });
  const { contract, created } = await create({ idempotencyKey: 'lost' });
  expect(created).toBe(true);
  expect(contract!.id).toBe(contracts()[0]!.id);
  expect(contracts()).toHaveLength(2);
});

/** They put the ledger in the state of a crash by SQL. */
describe.skipIf(engineUnderTest() !== 'sqlite')('a process that died', () => {
  test('after sending: another one adopts the contract', async () => {
    const { world, create, contracts, creates } = await startStill();
    await using _world = world;
    await create({ idempotencyKey: 'crash' });
    changeLedger(
      world,
      `UPDATE creations SET state = 'sent', contract_id = NULL, lease_until = 0, expires_at = NULL;
       DELETE FROM contracts; DELETE FROM dirty_keys`,
    );
    const other = await world.startAnother({ worker: false });
    await other.settler.settleDue();
    expect(await create({ idempotencyKey: 'crash' })).toMatchObject({
      created: false,
      contract: { id: contracts()[0]!.id },
    });
    expect(creates()).toBe(1);
  });

  test('after sending, with nobody to settle it: the repeat looks itself', async () => {
    const { world, create, contracts, creates } = await startStill();
    await using _world = world;
    await create({ idempotencyKey: 'crash' });
    changeLedger(
      world,
      `UPDATE creations SET state = 'sent', contract_id = NULL, lease_until = 0, expires_at = NULL`,
    );
    expect(await create({ idempotencyKey: 'crash' })).toMatchObject({
      created: false,
      contract: { id: contracts()[0]!.id },
    });
    expect(creates()).toBe(1);
  });

  test('before sending: its intent is taken over once its lease has run out', async () => {
    const { world, clock, create, creates } = await startStill();
    await using _world = world;
    await create({ idempotencyKey: 'crash' });
    const leaseUntil = clock.in(60_000).getTime();
    changeLedger(
      world,
      `UPDATE creations SET state = 'open', contract_id = NULL, sent_at = NULL, lease_until = ${leaseUntil}`,
    );
    expect(await create({ idempotencyKey: 'crash' })).toMatchObject(uncertain);
    clock.advance(60_000);
    expect(await create({ idempotencyKey: 'crash' })).toMatchObject({ created: true });
    expect(creates()).toBe(2);
  });
});

test('apps on one store share their intents', async () => {
  const { world, deal, contracts } = await startStill();
  await using _world = world;
  const other = await world.startAnother({ worker: false });
  const answers = await Promise.all(
    [world.app, other, world.app, other]
      .map((app) =>
        app.services.actions.create(
          { kind: 'integration', keyName: 'service' },
          {
            opportunityId: deal,
            templateId: '1204',
            idempotencyKey: 'shared',
            sendToCounterparties: false,
          },
        ),
      )
      .map(async (answer) => {
        // Time has to pass for those who wait for the first.
        const clock = world.app.clock;
        const timer = setInterval(() => {
          if (clock instanceof ManualClock && clock.sleeping > 0) clock.advance(50);
        }, 5);
        try {
          return await answer;
        } finally {
          clearInterval(timer);
        }
      }),
  );
  expect(answers.filter(({ created }) => created)).toHaveLength(1);
  expect(contracts()).toHaveLength(1);
});

describe('an answer that fails after the contract was made', () => {
  let proxy: Server | undefined;
  afterEach(() => new Promise((resolve) => proxy?.close(resolve)));

  test.each([500, 502])('a %i is looked up, and the contract adopted', async (status) => {
    let target = '';
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const isCreate = request.method === 'POST' && request.url === CREATE;
        const { host: _host, connection: _connection, ...headers } = request.headers;
        delete headers['content-length'];
        void fetch(target + (request.url ?? ''), {
          method: request.method ?? 'GET',
          headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
          ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
        }).then(async (answer) => {
          response.writeHead(isCreate ? status : answer.status, {
            'content-type': 'application/json',
          });
          response.end(isCreate ? '' : await answer.text());
        });
      });
    });
    proxy = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { world, create, contracts } = await startStill({
      env: {
        SPOTDRAFT_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        // Nothing is asked for before the proxy knows where to.
        SPOTDRAFT_HMAC_KEY: DEFAULT_HMAC_KEY,
      },
    });
    await using _world = world;
    target = world.spotdraft.url;
    const answer = await create();
    expect(answer).toMatchObject({ created: true, userErrors: [] });
    expect(contracts()).toMatchObject([{ id: answer.contract!.id }]);
  });
});
