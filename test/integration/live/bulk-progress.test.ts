import { expect, it } from 'vitest';
import { start, startBulkWorld } from '../app/bulk-support.js';
import { watch } from './live-support.js';

const QUERY = 'subscription ($id: ID!) { bulkProgress(id: $id) { state total waiting } }';

interface Progress {
  readonly data: {
    readonly bulkProgress: {
      readonly state: string;
      readonly total: number;
      readonly waiting: number;
    };
  };
}

it('tells how a job is now, whenever it changes, and ends with it', async () => {
  await using world = await startBulkWorld({ worker: false });
  const ids = world.salesforce.deals.slice(0, 12).map(({ id }) => id);
  const { id } = await start(world, { opportunityIds: ids });
  const headers = world.as('service');
  const stream = await watch(world, { headers, query: QUERY, variables: { id } });
  const first = await stream.data<Progress>();
  expect(first.data.bulkProgress).toEqual({ state: 'RUNNING', total: 12, waiting: 12 });
  await world.startAnother();
  let last = first.data.bulkProgress;
  while (last.state !== 'DONE') last = (await stream.data<Progress>()).data.bulkProgress;
  expect(last).toEqual({ state: 'DONE', total: 12, waiting: 0 });
  expect((await stream.next())?.event).toBe('complete');
  stream.close();
}, 60_000);

it('is for whoever started the job, and is a stream', async () => {
  await using world = await startBulkWorld({ worker: false });
  const { id } = await start(world, { opportunityIds: [world.salesforce.deals[0]!.id] });
  const rep = await world.asUser('priya.raman@meridian-cloud.example');
  const stream = await watch(world, { headers: rep, query: QUERY, variables: { id } });
  expect(await stream.data()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  stream.close();
});
