import { expect } from 'vitest';
import type { ContractView } from '../../../src/sandbox/spotdraft/index.js';
import { eventually } from '../../support/eventually.js';
import type { SkewedClock } from '../../support/skewed-clock.js';
import { startWorld } from '../../support/world.js';
import type { World, WorldOptions } from '../../support/world.js';

/** Known to both sides, so that deliveries are taken in while SpotDraft can't be asked for it. */
const HMAC_KEY = Buffer.from('a key that is only used in tests, 0123456789').toString('base64');

/** A small company that is in line: every contract has its CRM record, deliveries come, no fault is armed. */
export async function startInLine(options: WorldOptions = {}): Promise<World> {
  // Assertions of a sign-in carry the time, so all three have to agree on it. A clock that runs fast would have us make more
  // calls in a second than SpotDraft, which counts by its own, allows.
  const clock = options.adapters?.clock;
  const now = clock === undefined ? {} : { now: () => clock.now() };
  const limit = clock === undefined ? {} : { rateLimitPerSecond: null };
  const world = await startWorld({
    backfill: true,
    webhook: true,
    ...options,
    // Repair passes would do the work that is looked at here.
    env: { SPOTDRAFT_HMAC_KEY: HMAC_KEY, RECONCILE_EVERY_MINUTES: '0', ...options.env },
    salesforce: { ...now, ...options.salesforce },
    spotdraft: { contracts: 24, hmacKey: HMAC_KEY, ...now, ...limit, ...options.spotdraft },
  });
  world.salesforce.control.usage.clearCalls();
  return world;
}

export interface CrmRecord {
  readonly Status__c: unknown;
  readonly Opportunity__c: unknown;
  readonly Executed_Document_Link__c: unknown;
}

/** The contract's CRM record. */
export function recordOf(world: World, id: string): CrmRecord {
  const record = world.salesforce.control.org.store
    .rows('SpotDraft_Contract__c')
    .find((row) => row.SpotDraft_Id__c === id);
  expect(record, `the CRM should have a record of ${id}`).toBeDefined();
  const row = record!;
  return {
    Status__c: row.Status__c,
    Opportunity__c: row.Opportunity__c,
    Executed_Document_Link__c: row.Executed_Document_Link__c,
  };
}

export function dealOf(world: World, id: string) {
  return world.salesforce.control.org.store.find('Opportunity', id)!;
}

/** Open contracts, each the only one of its deal. */
export function linkedContracts(world: World): ContractView[] {
  const all = world.spotdraft.control.list();
  return all.filter(({ id, contract_status: status, external_metadata: metadata }) => {
    if (!/^006/u.test(String(metadata.id))) return false;
    if (!['DRAFT', 'REDLINING', 'SIGN'].includes(status)) return false;
    return all.every(
      (other) => other.id === id || !isSameRecord(other.external_metadata.id, metadata.id),
    );
  });
}

/** A record may be named by 15 or by 18 characters. */
function isSameRecord(a: unknown, b: unknown): boolean {
  return String(a).slice(0, 15) === String(b).slice(0, 15);
}

/** An event that says nothing of what has changed. */
export function hint(world: World, id: string): void {
  world.spotdraft.control.act(id, 'update-data', { data: {} });
}

/** Puts a contract on hold. SpotDraft has no event for that; another one is what hints at it. */
export function hold(world: World, id: string): void {
  world.spotdraft.control.hold(id);
  hint(world, id);
}

/** Waits until the queue holds no work, and every delivery came to an end. */
export async function settled(world: World): Promise<void> {
  await eventually(() => expectSettled(world));
}

/**
 * The same after a bad day. What met its end may have begun before it, and may say so later than another run that found all
 * well: the pause that it leaves, a minute at most, is let pass.
 */
export async function settledAfterPauses(world: World, clock: SkewedClock): Promise<void> {
  await eventually(async () => {
    if ((await world.app.pauses.longest()) !== null) clock.forward(60_000);
    await expectSettled(world);
  });
}

async function expectSettled(world: World): Promise<void> {
  const { due, later, running } = await world.app.store.queues.sync.counts();
  expect({ due, later, running }).toEqual({ due: 0, later: 0, running: 0 });
  expect((await world.app.store.inbox.counts()).waiting).toBe(0);
}

interface SyncOf {
  readonly pending: boolean;
  readonly lastError: string | null;
}

/** What a reader is told; whoever refused is quoted to the role `admin` alone. */
export async function stateOf(
  world: World,
  id: string,
  role: 'service' | 'admin' = 'service',
): Promise<SyncOf | undefined> {
  const { data } = await world.graphql<{ contract: { sync: SyncOf } | null }, { id: string }>(
    'query ($id: ID!) { contract(id: $id) { sync { pending lastError } } }',
    { id },
    world.as(role),
  );
  return data?.contract?.sync;
}
