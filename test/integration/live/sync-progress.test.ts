import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBackfill } from '../../../src/sync/index.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { watch } from './live-support.js';

const FIELDS = `syncProgress {
  waiting parked deliveries { received waiting } pauses { service reason until } lastReconciledAt
  backfill { startedAt finishedAt contracts total estimatedSecondsLeft } silentForSeconds
}`;

interface Progress {
  readonly syncProgress: {
    readonly waiting: number;
    readonly parked: number;
    readonly backfill: {
      readonly finishedAt: string | null;
      readonly contracts: number;
      readonly total: number | null;
    } | null;
  };
}

let world: World;
beforeAll(async () => {
  world = await startWorld({ worker: false, spotdraft: { contracts: 30 } });
});
afterAll(() => world[Symbol.asyncDispose]());

describe('syncProgress', () => {
  it('is for operators', async () => {
    const { errors } = await world.graphql(`{ ${FIELDS} }`, {});
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const stream = await watch(world, { query: `subscription { ${FIELDS} }` });
    expect(await stream.data()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    stream.close();
  });

  it('comes at once, and whenever it changes', async () => {
    const headers = world.as('admin');
    const stream = await watch(world, { headers, query: `subscription { ${FIELDS} }` });
    const first = await stream.data<{ data: Progress }>();
    expect(first.data.syncProgress).toMatchObject({ waiting: 0, parked: 0, backfill: null });
    await world.app.store.queues.sync.mark(['#7', '#8']);
    const second = await stream.data<{ data: Progress }>();
    expect(second.data.syncProgress).toMatchObject({ waiting: 2 });
    // A second watcher does not wait for the next change.
    const late = await watch(world, { headers, query: `subscription { ${FIELDS} }` });
    expect(await late.data()).toEqual(second);
    late.close();
    stream.close();
  });

  it('tells every process how far a backfill came', async () => {
    await runBackfill({ ...world.app, onProgress: () => undefined });
    const other = await world.startAnother({ worker: false });
    const answer = await fetch(`${other.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...world.as('admin') },
      body: JSON.stringify({ query: `{ ${FIELDS} }` }),
    });
    const { data } = (await answer.json()) as { data: Progress };
    const { backfill } = data.syncProgress;
    expect(backfill).toMatchObject({ finishedAt: expect.any(String) as string });
    expect(backfill?.contracts).toBe(backfill?.total);
    expect(backfill?.contracts).toBeGreaterThan(10);
  });
});
