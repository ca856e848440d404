import { closeSync, fstatSync, openSync, statSync, truncateSync, writeSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { deliver, deliveryOf, someContract } from './sync-support.js';

const SEARCH = '{ contracts(first: 50, filter: { search: "e" }) { totalCount nodes { name } } }';

test.each([
  [
    'pages of it were overwritten',
    (file: string) => {
      const descriptor = openSync(file, 'r+');
      const { size } = fstatSync(descriptor);
      writeSync(descriptor, Buffer.alloc(Math.floor(size / 2), 0x5a), 0, undefined, 16_384);
      closeSync(descriptor);
    },
  ],
  [
    'it was cut in half',
    (file: string) => {
      truncateSync(file, Math.floor(statSync(file).size / 2));
    },
  ],
])(
  "a store's file is damaged under a running server (%s): /readyz is 503, names the file and says what to do",
  async (_how, damage) => {
    await using world = await startWorld({ store: 'sqlite', worker: false, backfill: true });
    const file = path.join(world.folder, 'dealdraft.db');
    await world.startAnother({ worker: false });
    const raw = new DatabaseSync(file);
    raw.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    raw.close();
    expect((await fetch(`${world.app.url}/readyz`)).status).toBe(200);
    damage(file);
    await eventually(async () => {
      await world.graphql(SEARCH, {});
      const answer = await fetch(`${world.app.url}/readyz`);
      expect(answer.status).toBe(503);
      const { ready, store } = (await answer.json()) as { ready: boolean; store: string };
      expect(ready).toBe(false);
      expect(store).toContain(file);
      expect(store).toMatch(/damaged.*move the file.*dealdraft backfill/u);
    });
    await expectNothingPromised(world);
  },
);

/** No delivery is said to be stored by what may not keep it. */
async function expectNothingPromised(world: World): Promise<void> {
  const contract = someContract(world, 'SIGN');
  const answer = await deliver(world, deliveryOf(contract, 'CONTRACT_SIGNED'));
  expect(answer.status).toBe(503);
}
