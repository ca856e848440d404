import { expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import {
  hint,
  hold,
  linkedContracts,
  recordOf,
  settled,
  settledAfterPauses,
  startInLine,
  stateOf,
} from './write-back-world.js';

const METRICS = /^dealdraft_(?:paused_seconds|pauses_total)\{.*$/gmu;

async function metricsOf(url: string): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

test('a row that was locked is written again alone, and its neighbours once', async () => {
  await using world = await startInLine();
  const [locked, other] = linkedContracts(world);
  const { control } = world.salesforce;
  control.addFault({ kind: 'row-error', externalId: locked!.id, times: 2 });
  hold(world, locked!.id);
  hold(world, other!.id);
  await eventually(() => {
    expect(recordOf(world, locked!.id).Status__c).toBe('ON_HOLD');
    expect(recordOf(world, other!.id).Status__c).toBe('ON_HOLD');
  });
  await settled(world);
  expect(await stateOf(world, locked!.id)).toEqual({ pending: false, lastError: null });
});

test.each([
  [
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    'A contract on hold needs a reason',
    'validation',
    'ask your CRM admin',
  ],
  [
    'INSUFFICIENT_ACCESS_OR_READONLY',
    'insufficient access rights on object id',
    'permission',
    'A CRM admin has to give dealdraft the right',
  ],
  [
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    'Unable to create/update fields: Status__c',
    'missing-field',
    'The mapping file and the fields of the CRM have to agree',
  ],
])(
  '%s parks the row with its cause, and holds up no other',
  async (code, message, cause, remedy) => {
    await using world = await startInLine();
    const [refused, other] = linkedContracts(world);
    world.salesforce.control.addFault({
      kind: 'row-error',
      externalId: refused!.id,
      statusCode: code,
      message,
      times: 100,
    });
    hold(world, refused!.id);
    hold(world, other!.id);
    await eventually(() => expect(recordOf(world, other!.id).Status__c).toBe('ON_HOLD'));
    await settled(world);
    expect(recordOf(world, refused!.id).Status__c).not.toBe('ON_HOLD');
    const sync = await stateOf(world, refused!.id);
    expect(sync?.pending).toBe(false);
    expect(sync?.lastError).toContain(code);
    expect(sync?.lastError).toContain(remedy);
    expect(sync?.lastError).not.toContain(message);
    const told = await stateOf(world, refused!.id, 'admin');
    expect(told?.lastError).toContain(code);
    expect(told?.lastError).toContain(message);
    expect(await metricsOf(world.app.url)).toContain(
      `dealdraft_sync_results_total{result="park",cause="${cause}"} 1`,
    );
    expect((await world.app.store.inbox.counts()).parked).toBeGreaterThan(0);

    world.salesforce.control.clearFaults();
    await world.app.store.queues.sync.mark([parseContractId(refused!.id)]);
    await eventually(() => expect(recordOf(world, refused!.id).Status__c).toBe('ON_HOLD'));
    await settled(world);
    // The cause is gone, and with it what waited for a person.
    const { received, applied, ignored, parked } = await world.app.store.inbox.counts();
    expect(parked).toBe(0);
    expect(applied + ignored).toBe(received);
  },
);

test('a spent allowance pauses write-back for all, is visible, loses nothing, and resumes by itself', async () => {
  const clock = new SkewedClock();
  await using world = await startInLine({ adapters: { clock } });
  const other = await world.startAnother();
  const contracts = linkedContracts(world).slice(0, 5);
  world.salesforce.control.addFault({ kind: 'request-limit', times: 1 });
  hold(world, contracts[0]!.id);
  await eventually(async () => {
    expect(await other.pauses.active('salesforce')).toMatchObject({ cause: 'allowance' });
  });
  world.spotdraft.calls.reset();
  for (const { id } of contracts.slice(1)) hold(world, id);
  await eventually(async () => {
    expect((await world.app.store.inbox.counts()).waiting).toBeGreaterThanOrEqual(5);
  });
  const sync = await stateOf(world, contracts[1]!.id);
  expect(sync).toMatchObject({ pending: true });
  expect(sync?.lastError).toContain('Sync waits for the CRM');
  const told = await stateOf(world, contracts[1]!.id, 'admin');
  expect(told?.lastError).toContain('allowance is spent');
  const ready = (await (await fetch(`${world.app.url}/readyz`)).json()) as { paused?: string[] };
  expect(ready.paused?.[0]).toContain('Sync waits for Salesforce');
  expect((await metricsOf(other.url)).match(METRICS)?.join()).toContain('salesforce');
  const reads = world.spotdraft.calls.report().byRoute['GET /api/v2.1/public/contracts/'] ?? 0;
  expect(reads).toBe(0);

  clock.forward(15 * 60_000);
  await eventually(() => {
    for (const { id } of contracts) expect(recordOf(world, id).Status__c).toBe('ON_HOLD');
  });
  await settled(world);
  expect(await world.app.pauses.all()).toEqual([]);
  expect((await world.app.store.queues.sync.counts()).parked).toBe(0);
});

test.each([
  'INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE',
  'INVALID_READ_ONLY_USER_DML',
  'SERVER_UNAVAILABLE',
])('%s for hours parks no row, and all is written afterwards', async (statusCode) => {
  const clock = new SkewedClock();
  await using world = await startInLine({ adapters: { clock } });
  const contracts = linkedContracts(world).slice(0, 5);
  const { control } = world.salesforce;
  control.addFault({ kind: 'row-error', statusCode, message: 'Come back later', times: 1_000_000 });
  const struck = () => control.org.faults.list()[0]!.remaining;
  for (const { id } of contracts) hold(world, id);
  await eventually(async () => {
    expect(await world.app.pauses.active('salesforce')).toMatchObject({ cause: 'outage' });
  });
  for (let quarter = 0; quarter < 16; quarter += 1) {
    const before = struck();
    clock.forward(15 * 60_000);
    await eventually(() => {
      clock.forward(60_000);
      expect(struck()).toBeLessThan(before);
    });
  }
  expect((await world.app.store.queues.sync.counts()).parked).toBe(0);
  expect((await world.app.store.inbox.counts()).parked).toBe(0);
  control.clearFaults();
  await settledAfterPauses(world, clock);
  for (const { id } of contracts) expect(recordOf(world, id).Status__c).toBe('ON_HOLD');
});

test('a row that fails alone in that way holds up no other', async () => {
  await using world = await startInLine({ worker: false });
  const [refused, other] = linkedContracts(world);
  world.salesforce.control.addFault({
    kind: 'row-error',
    externalId: refused!.id,
    statusCode: 'SERVER_UNAVAILABLE',
    times: 1_000_000,
  });
  hold(world, refused!.id);
  hold(world, other!.id);
  await world.spotdraft.deliveries.flush();
  await world.startAnother();
  await eventually(() => expect(recordOf(world, other!.id).Status__c).toBe('ON_HOLD'));
  await eventually(async () => {
    const key = parseContractId(refused!.id);
    const state = (await world.app.store.queues.sync.states([key])).get(key);
    expect(state?.reason).toContain('SERVER_UNAVAILABLE');
  });
});

test('a row whose answer was lost is written again, also when it is to be again what it was', async () => {
  const clock = new SkewedClock();
  await using world = await startInLine({ adapters: { clock } });
  const [contract] = linkedContracts(world);
  const { id, contract_status: status } = contract!;
  const { control } = world.salesforce;
  control.addFault({
    kind: 'drop-after-commit',
    match: { method: 'PATCH', path: '/composite/sobjects' },
  });
  hold(world, id);
  await eventually(async () => {
    expect(recordOf(world, id).Status__c).toBe('ON_HOLD');
    expect((await stateOf(world, id))?.lastError).toBeTruthy();
    expect(await world.app.store.queues.sync.counts()).toMatchObject({ running: 0, later: 1 });
  });
  control.clearFaults();
  world.spotdraft.control.resume(id);
  hint(world, id);
  await world.spotdraft.deliveries.flush();
  clock.forward(60_000);
  await eventually(() => expect(recordOf(world, id).Status__c).toBe(status));
  await settled(world);
});

test('credentials that are refused pause write-back and raise one alarm', async () => {
  const clock = new SkewedClock();
  const alarms: object[] = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (fields: object) => alarms.push(fields),
  };
  await using world = await startInLine({ adapters: { clock, log } });
  const [contract] = linkedContracts(world);
  const { control } = world.salesforce;
  control.addFault({
    kind: 'status',
    status: 403,
    match: { path: '/composite/sobjects' },
    body: [{ errorCode: 'API_DISABLED_FOR_ORG', message: 'The REST API is not enabled' }],
  });
  hold(world, contract!.id);
  for (const probe of [1, 2, 3]) {
    if (probe > 1) clock.forward(15 * 60_000);
    await eventually(() => expect(control.faults.list()[0]?.struck).toBe(probe));
    await eventually(async () => {
      expect(await world.app.pauses.active('salesforce')).toMatchObject({ cause: 'credentials' });
      // What still ends its run would count its wait from the time that is set forward next.
      expect(await world.app.store.queues.sync.counts()).toMatchObject({ running: 0 });
    });
  }
  expect(alarms).toHaveLength(1);
  control.clearFaults();
  clock.forward(15 * 60_000);
  await eventually(() => expect(recordOf(world, contract!.id).Status__c).toBe('ON_HOLD'));
});

test('a session that ended is renewed once, without anybody noticing', async () => {
  await using world = await startInLine();
  const [contract] = linkedContracts(world);
  world.salesforce.control.expireSessions();
  hold(world, contract!.id);
  await eventually(() => expect(recordOf(world, contract!.id).Status__c).toBe('ON_HOLD'));
  await settled(world);
  expect(await world.app.pauses.all()).toEqual([]);
});

test('a call that the CRM refuses as a whole does not block the rows that are fine', async () => {
  await using world = await startInLine({ worker: false });
  const contracts = linkedContracts(world).slice(0, 6);
  for (const { id } of contracts) hold(world, id);
  await eventually(async () => {
    expect((await world.app.store.queues.sync.counts()).due).toBeGreaterThanOrEqual(6);
  });
  // The batch fails as a whole; its halves do not.
  world.salesforce.control.addFault({
    kind: 'status',
    status: 400,
    match: { method: 'PATCH', path: '/composite/sobjects/SpotDraft_Contract__c' },
    body: [{ errorCode: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access' }],
    times: 1,
  });
  await world.startAnother();
  await settled(world);
  for (const { id } of contracts) expect(recordOf(world, id).Status__c).toBe('ON_HOLD');
  expect((await world.app.store.queues.sync.counts()).parked).toBe(0);
});

test('SpotDraft that does not answer is waited for, however long, and then all is written', async () => {
  const clock = new SkewedClock();
  await using world = await startInLine({ adapters: { clock } });
  const [contract] = linkedContracts(world);
  const { faults } = world.spotdraft;
  faults.add({ kind: 'drop-before-commit', match: { path: '/api/v2.1' } });
  hold(world, contract!.id);
  await eventually(async () => {
    expect(await world.app.pauses.active('spotdraft')).toMatchObject({ cause: 'outage' });
  });
  for (let hour = 0; hour < 72; hour += 24) {
    clock.forward(24 * 60 * 60_000);
    await eventually(async () => {
      expect(await world.app.pauses.active('spotdraft')).not.toBeNull();
    });
  }
  faults.clear();
  clock.forward(60_000);
  await eventually(() => expect(recordOf(world, contract!.id).Status__c).toBe('ON_HOLD'), 15_000);
  expect((await world.app.store.queues.sync.counts()).parked).toBe(0);
}, 40_000);
