import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../../src/sandbox/http/fault-rules.js';
import { OpportunityDocument } from '../../generated/graphql.js';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import type { World } from '../../support/world.js';
import { hint, hold, linkedContracts, recordOf, settled, startInLine } from './write-back-world.js';

/** Every call for data, of whatever version; sign-ins are another matter. */
const DATA = { pattern: '/services/data/v' };
const CONTRACTS = 3;
/** Waits between attempts are many, and none of them is what is looked at. */
const fastClock = () => new SkewedClock({ speed: 10 });

async function readiness(world: World): Promise<{ paused?: string[]; salesforce: string }> {
  return (await (await fetch(`${world.app.url}/readyz`)).json()) as {
    paused?: string[];
    salesforce: string;
  };
}

async function expectNothingParked(world: World): Promise<void> {
  expect((await world.app.store.queues.sync.counts()).parked).toBe(0);
  expect((await world.app.store.inbox.counts()).parked).toBe(0);
}

/** As it was before the contracts were held, also where what held them ended too early for the CRM to hear of it. */
async function backFromHold(world: World, ids: readonly string[]): Promise<void> {
  const { control } = world.spotdraft;
  const held = ids.filter((id) => control.get(id).contract_status === 'ON_HOLD');
  for (const id of held) {
    control.resume(id);
    hint(world, id);
  }
  await eventually(() => {
    for (const id of ids) expect(recordOf(world, id).Status__c).not.toBe('ON_HOLD');
  });
  await settled(world);
}

/** The cause has gone: within a minute everything is written, without anybody doing anything. */
async function expectHealed(
  world: World,
  clock: SkewedClock,
  ids: readonly string[],
): Promise<void> {
  clock.forward(60_000);
  await eventually(() => {
    for (const id of ids) expect(recordOf(world, id).Status__c).toBe('ON_HOLD');
  });
  await settled(world);
  await expectNothingParked(world);
  expect(await world.app.pauses.all()).toEqual([]);
}

function refused(status: number, errorCode: string, message = errorCode): Partial<FaultRule> {
  return { kind: 'status', status, body: [{ errorCode, message }] };
}

/** What the answer says of itself, and how the pause is called. */
const BAD_DAYS: readonly (readonly [string, Partial<FaultRule>, RegExp, string])[] = [
  [
    'a redirect',
    { kind: 'status', status: 302, headers: { location: 'https://x.example/' } },
    /redirect/,
    'stranger',
  ],
  ['an empty 406', { kind: 'status', status: 406, body: '' }, /HTTP 406/, 'stranger'],
  [
    'a page with 404',
    { kind: 'status', status: 404, body: '<html>gone</html>' },
    /HTTP 404/,
    'stranger',
  ],
  [
    'a page with 403',
    { kind: 'status', status: 403, body: '<html>no</html>' },
    /HTTP 403/,
    'stranger',
  ],
  [
    'a list without a code',
    { kind: 'status', status: 400, body: [{ message: 'bad' }] },
    /HTTP 400/,
    'stranger',
  ],
  [
    "a gateway's object",
    { kind: 'status', status: 404, body: { errorCode: 'INVALID_TYPE', message: 'x' } },
    /HTTP 404/,
    'stranger',
  ],
  [
    '414',
    { kind: 'status', status: 414, body: '<html>URI too long</html>' },
    /HTTP 414/,
    'stranger',
  ],
  ['431', { kind: 'status', status: 431, body: '' }, /HTTP 431/, 'stranger'],
  ['an empty 200', { kind: 'status', status: 200, body: '' }, /without any content/, 'stranger'],
  [
    'a page with 200',
    { kind: 'status', status: 200, body: '<html>Maintenance</html>' },
    /page instead of data/,
    'stranger',
  ],
  [
    'something else with 200',
    { kind: 'status', status: 200, body: { ok: true } },
    /something else/,
    'stranger',
  ],
  ['an answer cut short', { kind: 'cut-body' }, /cut short/, 'stranger'],
  ['420 of the edge', { kind: 'status', status: 420, body: '' }, /HTTP 420/, 'outage'],
  ['no answer', { kind: 'drop-before-commit' }, /could not be reached/, 'outage'],
  [
    'a retired version',
    refused(410, 'UNSUPPORTED_API_VERSION'),
    /SALESFORCE_API_VERSION/,
    'version',
  ],
  [
    'a version it does not know',
    refused(404, 'NOT_FOUND', 'The requested resource does not exist'),
    /does not exist/,
    'outage',
  ],
  ['FORBIDDEN', refused(403, 'FORBIDDEN'), /FORBIDDEN/, 'outage'],
  ['full storage', refused(403, 'STORAGE_LIMIT_EXCEEDED'), /no room/, 'storage'],
  ['a code nobody knows', refused(400, 'SOMETHING_NEW'), /SOMETHING_NEW/, 'outage'],
  ['metering', refused(403, 'TXN_SECURITY_METERING_ERROR'), /METERING/, 'outage'],
  [
    'a spent allowance',
    refused(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
    /allowance is spent/,
    'allowance',
  ],
  [
    'an API that is shut',
    refused(403, 'API_DISABLED_FOR_ORG', 'The REST API is not enabled'),
    /does not let its API be used/,
    'credentials',
  ],
];

describe('Salesforce that answers everything with', () => {
  const clock = fastClock();
  let world: World;
  let ids: readonly string[];
  let deal: string;
  beforeAll(async () => {
    world = await startInLine({ adapters: { clock } });
    const contracts = linkedContracts(world).slice(0, CONTRACTS);
    ids = contracts.map(({ id }) => id);
    deal = String(contracts[0]!.external_metadata.id);
  });
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(() => {
    world.salesforce.control.clearFaults();
    clock.forward(60_000);
  });

  test.each(BAD_DAYS)(
    '%s parks nothing, says so, and all is written within a minute of its end',
    async (_name, fault, words, cause) => {
      const { control } = world.salesforce;
      await backFromHold(world, ids);
      control.addFault({ ...fault, match: DATA });
      for (const id of ids) hold(world, id);
      await eventually(async () => {
        expect(await world.app.pauses.active('salesforce')).toMatchObject({ cause });
      });
      // One of them for longer than any key is tried.
      const probes = fault === BAD_DAYS[0]![1] ? 11 : 2;
      for (let probe = 0; probe < probes; probe += 1) {
        clock.forward(60_000);
        await eventually(async () => {
          expect(await world.app.pauses.active('salesforce')).toMatchObject({ cause });
          expect(await world.app.store.queues.sync.counts()).toMatchObject({ running: 0 });
        });
      }
      const { paused, salesforce } = await readiness(world);
      expect(paused?.join()).toMatch(words);
      expect(salesforce).not.toBe('ok');
      const metrics = await (await fetch(`${world.app.url}/metrics`)).text();
      expect(metrics).toContain(`dealdraft_pauses_total{service="salesforce",cause="${cause}"}`);
      const operations = await world.graphql(
        '{ syncProgress { parked pauses { service reason } } }',
        {},
        world.as('admin'),
      );
      expect(operations.data).toMatchObject({
        syncProgress: {
          parked: 0,
          pauses: [{ service: 'salesforce', reason: expect.stringMatching(words) as string }],
        },
      });
      const { errors } = await world.graphql(OpportunityDocument, { id: deal });
      const code = cause === 'allowance' ? 'RATE_LIMITED' : 'UPSTREAM_UNAVAILABLE';
      expect(errors[0]).toMatchObject({ extensions: { code, service: 'salesforce' } });
      await expectNothingParked(world);

      control.clearFaults();
      await expectHealed(world, clock, ids);
    },
    40_000,
  );
});

test('writes that a stranger answers park nothing either, while reads are answered as ever', async () => {
  const clock = fastClock();
  await using world = await startInLine({ adapters: { clock } });
  const ids = linkedContracts(world)
    .slice(0, CONTRACTS)
    .map(({ id }) => id);
  world.salesforce.control.addFault({
    kind: 'status',
    status: 403,
    body: '<html>Blocked</html>',
    match: { method: 'PATCH', path: '/composite/' },
  });
  for (const id of ids) hold(world, id);
  for (let probe = 0; probe < 11; probe += 1) {
    await eventually(async () => {
      expect(await world.app.pauses.active('salesforce')).toMatchObject({ cause: 'stranger' });
      expect(await world.app.store.queues.sync.counts()).toMatchObject({ running: 0 });
    });
    clock.forward(60_000);
  }
  await expectNothingParked(world);
  world.salesforce.control.clearFaults();
  await expectHealed(world, clock, ids);
}, 40_000);

test.each([
  ['406 without a word', { kind: 'status', status: 406, body: '' }],
  ['404 without a word', { kind: 'status', status: 404, body: '' }],
  ['NOT_FOUND', { kind: 'status', status: 404, body: [{ errorCode: 'NOT_FOUND', message: 'x' }] }],
  ['an empty object', { kind: 'status', status: 200, body: {} }],
])('a describe that is answered with %s once is not remembered', async (_name, fault) => {
  const clock = fastClock();
  await using world = await startInLine({ worker: false, adapters: { clock } });
  const ids = linkedContracts(world)
    .slice(0, CONTRACTS)
    .map(({ id }) => id);
  world.salesforce.control.addFault({
    ...fault,
    match: { pattern: '/sobjects/[A-Za-z_]+/describe' },
    times: 2,
  });
  for (const id of ids) hold(world, id);
  await world.spotdraft.deliveries.flush();
  // A process that has described nothing yet.
  await world.startAnother();
  await expectHealed(world, clock, ids);
});

test.each(['refuses', 'redirects', 'no-route'] as const)(
  'an org that has moved, and whose old host %s, is found again by a fresh sign-in',
  async (oldHost) => {
    await using world = await startInLine({ adapters: { clock: fastClock() } });
    const [first, second] = linkedContracts(world);
    // Twice: from the host where people sign in, and from one that is gone altogether.
    for (const { id, external_metadata: deal } of [first!, second!]) {
      await world.salesforce.control.instance.move(oldHost);
      hold(world, id);
      await eventually(() => expect(recordOf(world, id).Status__c).toBe('ON_HOLD'), 20_000);
      const { data, errors } = await world.graphql(OpportunityDocument, { id: String(deal.id) });
      expect(errors).toEqual([]);
      expect(data?.opportunity).not.toBeNull();
    }
    await settled(world);
    await expectNothingParked(world);
  },
  60_000,
);

test.each([
  ['CANNOT_EXECUTE_FLOW_TRIGGER', 'UNABLE_TO_LOCK_ROW'],
  ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'UNABLE_TO_LOCK_ROW'],
])('%s around %s is a lock: written again until it passes', async (statusCode, inner) => {
  await using world = await startInLine({ adapters: { clock: fastClock() } });
  const [contract] = linkedContracts(world);
  const externalId = contract!.id;
  world.salesforce.control.addFault({ kind: 'row-error', externalId, statusCode, inner, times: 4 });
  hold(world, externalId);
  await eventually(() => expect(recordOf(world, externalId).Status__c).toBe('ON_HOLD'));
  await settled(world);
  await expectNothingParked(world);
});

test.each(['STORAGE_LIMIT_EXCEEDED', 'CANNOT_EXECUTE_FLOW_TRIGGER'])(
  'full storage that strikes one row alone, as %s, holds up no other and is never given up',
  async (statusCode) => {
    const clock = fastClock();
    await using world = await startInLine({ adapters: { clock } });
    const [refusedOne, other] = linkedContracts(world);
    const { control } = world.salesforce;
    control.addFault({
      kind: 'row-error',
      externalId: refusedOne!.id,
      statusCode,
      ...(statusCode === 'STORAGE_LIMIT_EXCEEDED' ? {} : { inner: 'STORAGE_LIMIT_EXCEEDED' }),
      times: 1_000_000,
    });
    hold(world, refusedOne!.id);
    for (let hour = 0; hour < 30; hour += 1) {
      clock.forward(60 * 60_000);
      if (hour === 3) hold(world, other!.id);
      await eventually(async () => {
        expect(await world.app.store.queues.sync.counts()).toMatchObject({ running: 0, due: 0 });
      });
    }
    await expectNothingParked(world);
    control.clearFaults();
    await expectHealed(world, clock, [refusedOne!.id, other!.id]);
  },
  40_000,
);
