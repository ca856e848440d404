import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_HMAC_KEY } from '../../../src/sandbox/spotdraft/options.js';
import { CreateContractDocument, OpportunityDocument } from '../../generated/graphql.js';
import type { CreateContractInput } from '../../generated/graphql.js';
import { eventually } from '../../support/eventually.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startWorld } from '../../support/world.js';
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
    for (let passed = 0; passed < ms; passed += 1_000) {
      clock.advance(1_000);
      await passing(world.app.settler.settleDue());
    }
  };
  return {
    world,
    clock,
    deal,
    create,
    passing,
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

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Once the first contract has shown it. */
async function knowsVisibility({ app }: World): Promise<void> {
  await eventually(async () => {
    expect(await app.store.settings.get('creation-visibility:contract')).not.toBeNull();
  });
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
    ['a 504 page', { kind: 'status', status: 504, body: '<html>Gateway Timeout</html>' }],
  ] as const)(
    '%s is uncertain, is not repeated, and is free again within five minutes',
    async (_what, fault) => {
      const { world, create, contracts, creates, settleFor } = await startStill();
      await using _world = world;
      world.spotdraft.faults.add({ ...fault, match: POST_CREATE, times: 1 });
      expect(await create()).toMatchObject(uncertain);
      expect(await create()).toMatchObject(uncertain);
      expect(creates()).toBe(1);
      await settleFor(5 * 60_000);
      expect(await create()).toMatchObject({ created: true });
      expect(contracts()).toHaveLength(1);
    },
  );

  test('a 500 after which nothing is found is free within half a minute', async () => {
    const { world, create, creates, settleFor } = await startStill();
    await using _world = world;
    world.spotdraft.faults.add({ kind: 'status', status: 500, match: POST_CREATE, times: 1 });
    expect(await create()).toMatchObject(uncertain);
    expect(creates()).toBe(1);
    await settleFor(30_000);
    expect(await create()).toMatchObject({ created: true });
  });

  test('where this workspace lists what is new at once, a 500 is settled in the answer', async () => {
    const { world, deal, create, creates, passing } = await startStill();
    await using _world = world;
    await create({ idempotencyKey: 'an earlier one' });
    await knowsVisibility(world);
    world.spotdraft.faults.add({ kind: 'status', status: 500, match: POST_CREATE, times: 1 });
    const input = { opportunityId: deal, templateId: '1204', idempotencyKey: 'k' };
    const { data, errors } = await passing(world.graphql(CreateContractDocument, { input }));
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      {
        message:
          'SpotDraft failed (500). It was looked for, and was not created. Try again in a moment.',
        extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft', nothingCreated: true },
      },
    ]);
    expect(await create({ idempotencyKey: 'k' })).toMatchObject({ created: true });
    expect(creates()).toBe(3);
  });
});

describe('what was refused or never left', () => {
  test.each([
    ['a 401', { status: 401 }, { code: 'UPSTREAM_UNAVAILABLE', reason: 'CREDENTIALS_REFUSED' }],
    ['a 403', { status: 403 }, { code: 'FORBIDDEN' }],
    ['a 404', { status: 404 }, { code: 'NOT_FOUND' }],
    ['a 429 that lasts', { status: 429 }, { code: 'RATE_LIMITED' }],
  ] as const)(
    '%s says that nothing was created, and frees the intent',
    async (_what, fault, extensions) => {
      const { world, deal, create, passing } = await startStill();
      await using _world = world;
      world.spotdraft.faults.add({ kind: 'status', ...fault, match: POST_CREATE });
      const input = { opportunityId: deal, templateId: '1204', idempotencyKey: 'k' };
      const { errors } = await passing(world.graphql(CreateContractDocument, { input }));
      expect(errors).toMatchObject([
        { extensions: { ...extensions, service: 'spotdraft', nothingCreated: true } },
      ]);
      world.spotdraft.faults.clear();
      expect(await create({ idempotencyKey: 'k' })).toMatchObject({ created: true });
    },
  );

  test('a 400 is told as SpotDraft says it, and frees the intent', async () => {
    const { world, create } = await startStill();
    await using _world = world;
    const body = { contract_name: ['Taken.'] };
    world.spotdraft.faults.add({ kind: 'status', status: 400, body, match: POST_CREATE, times: 1 });
    expect(await create({ idempotencyKey: 'k' })).toMatchObject({
      contract: null,
      userErrors: [{ field: ['name'], code: 'SPOTDRAFT_REFUSED', message: 'SpotDraft: Taken.' }],
    });
    expect(await create({ idempotencyKey: 'k' })).toMatchObject({ created: true });
  });

  test.each([403, 404])(
    'a firewall that answers %i once it was made leaves one contract',
    async (status) => {
      const { world, create, contracts } = await startStill();
      await using _world = world;
      const blocked = {
        kind: 'status-after-commit',
        status,
        body: '<html>Blocked</html>',
      } as const;
      world.spotdraft.faults.add({ ...blocked, match: POST_CREATE, times: 1 });
      expect(await create({ idempotencyKey: 'k' })).toMatchObject({ created: true });
      expect(contracts()).toHaveLength(1);
    },
  );

  test('a page instead of an answer is looked for before anything else is sent', async () => {
    const { world, create, contracts, creates, settleFor } = await startStill();
    await using _world = world;
    const page = { kind: 'status', status: 200, body: '<html>Sign in</html>' } as const;
    world.spotdraft.faults.add({ ...page, match: POST_CREATE, times: 1 });
    expect(await create({ idempotencyKey: 'k' })).toMatchObject(uncertain);
    await settleFor(30_000);
    expect(creates()).toBe(1);
    expect(await create({ idempotencyKey: 'k' })).toMatchObject({ created: true });
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

describe('a process that died', () => {
  /** What a request that is under way when its process dies leaves in the ledger. */
  async function leaveBehind(world: World, deal: string, key: string, state: 'open' | 'sent') {
    const { creations } = world.app.store;
    const parts = ['key', key, deal, '1204'];
    const requestId = `request of ${key}`;
    const begun = await creations.begin(
      {
        kind: 'contract',
        intent: sha256(JSON.stringify(parts)),
        requestId,
        inputHash: sha256(JSON.stringify([null, {}, false])),
        subject: deal,
        rememberMs: null,
      },
      'a process that died',
    );
    expect(begun.outcome).toBe('began');
    if (state === 'sent') await creations.markSent(requestId, 'a process that died');
    return requestId;
  }

  /** As the dead process made it. */
  async function makeAt(world: World, deal: string, requestId: string) {
    const draft = await world.app.services.drafts.draft(
      { kind: 'integration', keyName: 'service' },
      { opportunityId: deal, templateId: '1204' },
    );
    return world.app.spotdraft.createContract(
      {
        templateId: '1204',
        name: 'Of the dead process',
        data: draft.data,
        counterparties: [
          {
            isIndividual: false,
            organizationName: 'Falcon Ltd',
            contact: { firstName: 'Ada', email: 'ada@falcon.example' },
          },
        ],
        externalMetadata: { id: deal, record_data: { dealdraft_request_id: requestId } },
        sendToCounterparties: false,
      },
      { lane: 'interactive' },
    );
  }

  test('after sending: a worker adopts the contract within seconds', async () => {
    const { world, deal, create, contracts, settleFor } = await startStill();
    await using _world = world;
    const { id } = await makeAt(world, deal, await leaveBehind(world, deal, 'crash', 'sent'));
    await settleFor(7_000);
    expect(await create({ idempotencyKey: 'crash' })).toMatchObject({
      created: false,
      contract: { id },
    });
    expect(contracts()).toHaveLength(1);
  });

  test('after sending, with nobody to settle it: the repeat looks itself, after seconds', async () => {
    const { world, clock, deal, create, contracts } = await startStill();
    await using _world = world;
    const { id } = await makeAt(world, deal, await leaveBehind(world, deal, 'crash', 'sent'));
    const startedAt = clock.now().getTime();
    expect(await create({ idempotencyKey: 'crash' })).toMatchObject({
      created: false,
      contract: { id },
    });
    expect(clock.now().getTime() - startedAt).toBeLessThan(10_000);
    expect(contracts()).toHaveLength(1);
  });

  test('before sending: the repeat creates the contract, after seconds', async () => {
    const { world, clock, deal, create, creates } = await startStill();
    await using _world = world;
    await leaveBehind(world, deal, 'crash', 'open');
    const startedAt = clock.now().getTime();
    expect(await create({ idempotencyKey: 'crash' })).toMatchObject({ created: true });
    expect(clock.now().getTime() - startedAt).toBeLessThan(10_000);
    expect(creates()).toBe(1);
  });

  test('with a clock a day ahead, or behind: the same', async () => {
    const { world, clock, deal, create } = await startStill();
    await using _world = world;
    const { id } = await makeAt(world, deal, await leaveBehind(world, deal, 'ahead', 'sent'));
    clock.advance(-24 * 60 * 60_000);
    expect(await create({ idempotencyKey: 'ahead' })).toMatchObject({
      created: false,
      contract: { id },
    });
    await leaveBehind(world, deal, 'behind', 'sent');
    clock.advance(24 * 60 * 60_000);
    expect(await create({ idempotencyKey: 'behind' })).toMatchObject(uncertain);
  });
});

test('what waits for its permit is not sent: its failure leaves the intent free at once', async () => {
  const { world, deal, create, passing, creates } = await startStill({
    env: { SPOTDRAFT_RATE_LIMIT: '1' },
  });
  await using _world = world;
  const answers = await passing(
    Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        world.graphql(CreateContractDocument, {
          input: { opportunityId: deal, templateId: '1204', idempotencyKey: `k-${index}` },
        }),
      ),
    ),
  );
  const late = answers.flatMap(({ errors }, index) =>
    errors.length > 0 ? [{ index, errors }] : [],
  );
  expect(late.length).toBeGreaterThan(0);
  for (const { errors } of late) {
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', nothingCreated: true } }]);
  }
  expect(creates()).toBe(25 - late.length);
  expect(await world.app.store.creations.unfinished(10)).toEqual([]);
  expect(await create({ idempotencyKey: `k-${late[0]!.index}` })).toMatchObject({ created: true });
});

test('the ledger has "sent" from when the bytes go, not while the call waits for its permit', async () => {
  const { world, clock, deal, passing } = await startStill({ env: { SPOTDRAFT_RATE_LIMIT: '1' } });
  await using _world = world;
  const { faults } = world.spotdraft;
  const states = async () =>
    (await world.app.store.creations.unfinished(10)).map(({ state }) => state);
  faults.add({ kind: 'latency', latencyMs: 60_000, match: POST_CREATE });
  const key = { kind: 'integration', keyName: 'service' } as const;
  await passing(world.app.services.drafts.draft(key, { opportunityId: deal, templateId: '1204' }));
  // Takes the permit of this second.
  await passing(world.app.spotdraft.getHmacKey({ lane: 'interactive' }));
  const input = { opportunityId: deal, templateId: '1204', idempotencyKey: 'k' };
  const answer = world.graphql(CreateContractDocument, { input });
  await eventually(async () => expect(await states()).toEqual(['open']));
  await new Promise(setImmediate);
  expect(faults.list()[0]?.struck).toBe(0);
  expect(await states()).toEqual(['open']);
  await eventually(() => {
    clock.advance(500);
    expect(faults.list()[0]?.struck).toBe(1);
  });
  expect(await states()).toEqual(['sent']);
  // Longer than the call may take.
  clock.advance(60_000);
  await passing(answer);
});

test('a deal with more than fifty contracts, our clock 100 s ahead: a lost one is found, not made twice', async () => {
  const { world, clock, deal, create, contracts, settleFor } = await startStill({
    spotdraft: { contracts: 120 },
  });
  await using _world = world;
  const { control } = world.spotdraft;
  for (const { id } of control.list().slice(0, 55)) control.relink(id, { id: deal });
  const before = contracts().length;
  const skewed = await world.startAnother({
    worker: false,
    adapters: {
      clock: { now: () => clock.in(100_000), sleep: (ms, signal) => clock.sleep(ms, signal) },
    },
  });
  world.spotdraft.faults.add({ kind: 'drop-after-commit', match: POST_CREATE, times: 1 });
  const creating = skewed.services.actions.create(
    { kind: 'integration', keyName: 'service' },
    { opportunityId: deal, templateId: '1204', idempotencyKey: 'k', sendToCounterparties: false },
  );
  await settleFor(60_000);
  const answer = await creating;
  expect(await create({ idempotencyKey: 'k' })).toMatchObject({ created: false });
  expect(answer.contract).not.toBeNull();
  expect(contracts()).toHaveLength(before + 1);
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
