import { expect, test } from 'vitest';
import { creates, finished, rowsOf, start, startBulkWorld } from './bulk-support.js';

test('has each deal have its contract once, and says what is missing where there is none', async () => {
  await using world = await startBulkWorld();
  const ids = world.salesforce.deals.slice(0, 60).map(({ id }) => id);
  const started = await start(world, { opportunityIds: ids });
  const job = await finished(world, started.id);
  console.log(job, creates(world));
  console.log(JSON.stringify((await rowsOf(world, job.id)).slice(0, 3), null, 1));
  console.log(JSON.stringify((await rowsOf(world, job.id, ['FAILED'])).slice(0, 3), null, 1));
  console.log(world.spotdraft.calls.report().byRoute);
}, 60_000);
