import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventReader } from '../../support/event-reader.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { dealIdOf, isLinked, settled, someContract } from '../app/sync-support.js';
import { ownDealsOf, watch } from './live-support.js';

const REP = 'tom.keller@meridian-cloud.example';
const PAGES = 15;
/** What a page of a deal asks for: all that dealdraft keeps, and who has not signed yet. */
const PAGE = `subscription Page($opportunityId: ID) {
  contractChanged(opportunityId: $opportunityId) {
    id status opportunity { id } waitingFor { name } sync { pending }
  }
}`;

let world: World;
beforeAll(async () => {
  world = await startWorld({
    backfill: true,
    webhook: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
});
afterAll(() => world[Symbol.asyncDispose]());

async function untilSynced(stream: EventReader): Promise<number> {
  for (let events = 1; ; events += 1) {
    const { data } = await stream.data<{
      data: { contractChanged: { status: string; sync: { pending: boolean } } };
    }>();
    if (data.contractChanged.status === 'SIGN' && !data.contractChanged.sync.pending) return events;
  }
}

it('costs both systems as much for many pages as for one', async () => {
  const own = ownDealsOf(world, REP);
  const contract = someContract(
    world,
    'REDLINING',
    (each) => isLinked(each) && own.has(String(each.external_metadata.id)),
  );
  await settled(world);
  const headers = await world.asUser(REP);
  const opportunityId = dealIdOf(contract);
  const pages: EventReader[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const stream = await watch(world, { headers, opportunityId, query: PAGE });
    pages.push(await stream.listening());
  }
  world.spotdraft.calls.reset();
  world.salesforce.control.usage.clearCalls();
  world.spotdraft.control.act(contract.id, 'mark');
  const events = await Promise.all(pages.map(untilSynced));
  await settled(world);

  const recipients = Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => route.includes('recipients'))
    .reduce((sum, [, count]) => sum + count, 0);
  expect(recipients).toBeGreaterThan(0);
  expect(recipients).toBeLessThanOrEqual(Math.max(...events));
  // Their right to the deal was asked for when they came; what is read now is the worker's.
  const asked = world.salesforce.control.usage.report().soql;
  expect(asked.filter((soql) => soql.includes('FROM Opportunity'))).toEqual([]);
  for (const stream of pages) stream.close();
});
