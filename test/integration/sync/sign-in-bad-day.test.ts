import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FaultRule } from '../../../src/sandbox/http/fault-rules.js';
import { OpportunityDocument } from '../../generated/graphql.js';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import type { World } from '../../support/world.js';
import { hint, linkedContracts, settled, startInLine } from './write-back-world.js';

/** What the sign-in service, or an edge before it, says on a bad day. */
const BAD_DAYS: readonly (readonly [string, FaultRule])[] = [
  ['a page with 200', { kind: 'status', status: 200, body: '<html>Log in</html>' }],
  ['an empty 406', { kind: 'status', status: 406, body: '' }],
  ['a page with 400', { kind: 'status', status: 400, body: '<html>Bad</html>' }],
  ['an empty 401', { kind: 'status', status: 401, body: '' }],
  [
    'a redirect',
    { kind: 'status', status: 302, body: '', headers: { location: 'https://x.example/' } },
  ],
  ['an answer without a token', { kind: 'edit', remove: ['access_token'] }],
  ['an answer cut short', { kind: 'cut-body' }],
  ['a list', { kind: 'status', status: 200, body: [] }],
  ['a code nobody knows', { kind: 'status', status: 400, body: { error: 'added_tomorrow' } }],
];

const clock = new SkewedClock();
let world: World;
beforeAll(async () => {
  world = await startInLine({ adapters: { clock } });
});
afterAll(() => world[Symbol.asyncDispose]());

test.each(BAD_DAYS)(
  'a sign-in that is answered with %s refuses nobody, parks nothing, and is made again by itself',
  async (name, fault) => {
    const { control, users } = world.salesforce;
    const [contract] = linkedContracts(world);
    const deal = { id: String(contract!.external_metadata.id) };
    control.addFault({ ...fault, match: { path: '/oauth2/token' } });
    control.expireSessions();
    const asked = await world.graphql(
      OpportunityDocument,
      deal,
      await world.asUser(users[1]!.username),
    );
    expect(asked.errors[0]?.extensions).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      service: 'salesforce',
    });
    world.spotdraft.control.act(contract!.id, 'rename', { name: `Renamed during ${name}` });
    hint(world, contract!.id);
    await eventually(async () => {
      expect(await world.app.pauses.active('salesforce')).not.toBeNull();
    });
    control.clearFaults();
    clock.forward(60_000);
    await settled(world);
    expect((await world.app.store.queues.sync.counts()).parked).toBe(0);
    const again = await world.graphql(
      OpportunityDocument,
      deal,
      await world.asUser(users[1]!.username),
    );
    expect(again.errors).toEqual([]);
  },
  20_000,
);
