import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import type { EventReader } from '../../support/event-reader.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { watch } from './live-support.js';

const PROGRESS = 'subscription { syncProgress { waiting } }';
const BEAT_MS = 15_000;

let world: World;
let clock: ManualClock;
beforeAll(async () => {
  clock = new ManualClock();
  world = await startWorld({ worker: false, adapters: { clock } });
});
afterAll(() => world[Symbol.asyncDispose]());

it('an open stream of which nothing is sent ends within two minutes after its reader was deactivated in the CRM', async () => {
  // Without the integration user itself nobody could be asked about anybody.
  const [admin, rep] = world.salesforce.users.filter(
    ({ username }) => username.includes('@') && username !== world.salesforce.integrationUsername,
  );
  const streams = await Promise.all(
    [
      { username: admin!.username, query: PROGRESS, roles: ['admin'] },
      { username: rep!.username, query: 'subscription { contractChanged { id } }', roles: [] },
    ].map(async ({ username, query, roles }) => {
      const stream = await watch(world, {
        headers: await world.asUser(username, { roles, exp: 4_000_000_000 }),
        query,
      });
      if (query === PROGRESS) await stream.data();
      else await stream.listening();
      return { username, stream };
    }),
  );
  for (const { username } of streams) world.salesforce.control.deactivateUser(username);
  const open = new Set(streams.map(({ stream }) => stream));
  for (const stream of open) void endOf(stream).then(() => open.delete(stream));
  for (let passedMs = 0; passedMs < 120_000; passedMs += BEAT_MS) {
    const beats = [...open].map((stream) => ({ stream, before: stream.comments }));
    clock.advance(BEAT_MS);
    // A stream beats, or it ends: it is asked about its reader first, which takes a busy machine a while.
    await eventually(() => {
      const silent = beats.filter(
        ({ stream, before }) => open.has(stream) && stream.comments === before,
      );
      expect(silent).toEqual([]);
    });
  }
  expect(open.size).toBe(0);
});

async function endOf(stream: EventReader): Promise<void> {
  while ((await stream.next()) !== null) {
    // What is still said on the way, such as why it ends, is no matter here.
  }
}
