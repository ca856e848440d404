import { expect, test } from 'vitest';
import type { Crm, CrmRow } from '../../../src/connectors/crm.js';
import { createWriteBack, projectContracts } from '../../../src/sync/index.js';
import { startWorld } from '../../support/world.js';
import { lookAt } from '../../support/look-at.js';

/** The CRM itself, and a list of the rows that each call brought to it. */
function listening(crm: Crm): { readonly crm: Crm; readonly calls: (readonly CrmRow[])[] } {
  const calls: (readonly CrmRow[])[] = [];
  return {
    calls,
    crm: {
      ...crm,
      upsertRows: (objectName, keyField, rows) => {
        calls.push(rows);
        return crm.upsertRows(objectName, keyField, rows);
      },
      updateRows: (objectName, rows) => {
        calls.push(rows);
        return crm.updateRows(objectName, rows);
      },
    },
  };
}

test('a batch is written in the order of its deals, each object at one call, so that no two rows wait for one lock', async () => {
  await using world = await startWorld({ worker: false, spotdraft: { contracts: 90 } });
  const { contracts } = await world.app.spotdraft.listContracts(
    { page: 1, limit: 100 },
    { lane: 'webhook' },
  );
  const linked = contracts.filter(({ opportunityId }) => opportunityId !== null);
  await projectContracts(world.app.store.contracts, linked, lookAt(new Date()));
  const { crm, calls } = listening(world.app.crm);
  const { outcomes } = await createWriteBack({ ...world.app, crm }).write({
    contractIds: linked.map(({ id }) => id),
    dealIds: [],
    compareWith: 'confirmed',
  });
  expect([...outcomes.values()].every(({ ok }) => ok)).toBe(true);
  const [records, deals] = calls.map((rows) => rows.map((row) => row.Opportunity__c ?? row.id));
  expect(calls).toHaveLength(2);
  expect(records).toHaveLength(linked.length);
  expect(records).toEqual(records!.toSorted());
  // Some deals have several contracts, and SpotDraft did not list them in this order.
  expect(new Set(records).size).toBeLessThan(linked.length);
  expect(linked.map(({ opportunityId }) => opportunityId)).not.toEqual(records);
  expect(deals).toEqual([...new Set(records)]);
});
