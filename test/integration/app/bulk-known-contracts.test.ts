import path from 'node:path';
import { expect, test } from 'vitest';
import { startApp } from '../../../src/app/start-app.js';
import { loadConfig } from '../../../src/config/config.js';
import { silentLog } from '../../../src/domain/log.js';
import { createBulkJobService } from '../../../src/services/bulk/bulk-jobs.js';
import type { BulkJob } from '../../../src/services/bulk/bulk-jobs.js';
import { CreateContractDocument } from '../../generated/graphql.js';
import { eventually } from '../../support/eventually.js';
import type { World } from '../../support/world.js';
import { finished, rowsOf, start, startBulkWorld } from './bulk-support.js';

/** As a person does it, with a key of nobody's. */
async function make(world: World, opportunityId: string): Promise<string> {
  const { data } = await world.graphql(CreateContractDocument, {
    input: { opportunityId, templateId: '1204' },
  });
  return data!.createContract.contract!.id;
}

test('a store that was lost, and not filled again, makes no second contract', async () => {
  await using world = await startBulkWorld({ worker: false });
  const ids = world.salesforce.deals.slice(0, 4).map(({ id }) => id);
  const made = [await make(world, ids[0]!), await make(world, ids[1]!)];
  const STORE_URL = `sqlite:${path.join(world.folder, 'second.db')}`;
  const app = await startApp(loadConfig({ ...world.env, STORE_URL }), {
    worker: true,
    log: silentLog,
  });
  try {
    const service = app.services.of(createBulkJobService);
    const reader = { kind: 'integration', keyName: 'service' } as const;
    for (const dryRun of [true, false]) {
      const { job } = await service.start(reader, {
        templateId: '1204',
        opportunityIds: ids,
        dryRun,
      });
      let now: BulkJob | null = null;
      await eventually(async () => {
        now = await service.get({ reader, isOperator: false }, job!.id);
        expect(now?.state).toBe('DONE');
      }, 30_000);
      expect(now).toMatchObject({ counts: { EXISTING: 2 } });
      const { edges } = await service.rows(now!, { states: ['EXISTING'] }, { first: 10 });
      expect(edges.map(({ node }) => node.contractId)).toEqual(made);
    }
  } finally {
    await app.close();
  }
}, 60_000);

test('a contract that SpotDraft’s webhook says is of the template is the one, whoever made it', async () => {
  await using world = await startBulkWorld({ webhook: true });
  const [deal] = world.salesforce.deals;
  const id = await make(world, deal!.id);
  world.spotdraft.control.relink(id, { id: deal!.id, integration_name: 'salesforce' });
  const link = `query ($id: ID!) { contract(id: $id) { externalMetadata } }`;
  await eventually(async () => {
    const { data } = await world.graphql<{ contract: { externalMetadata: object } }, object>(link, {
      id,
    });
    expect(data!.contract.externalMetadata).not.toHaveProperty('record_data');
  }, 20_000);
  for (const dryRun of [true, false]) {
    const job = await start(world, { opportunityIds: [deal!.id], dryRun });
    await finished(world, job.id);
    expect(await rowsOf(world, job.id)).toMatchObject([{ state: 'EXISTING', contract: { id } }]);
  }
  expect(world.spotdraft.control.list(deal!.id)).toHaveLength(1);
}, 60_000);
