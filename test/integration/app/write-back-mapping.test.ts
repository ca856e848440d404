import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { field } from '../../../src/sandbox/salesforce/schema/define.js';
import { runReconcile } from '../../../src/sync/index.js';
import { startWorld } from '../../support/world.js';
import {
  CONTRACT_OBJECT,
  crmDeal,
  crmRecord,
  dealIdOf,
  freeDeal,
  onlyContract,
  settled,
} from './sync-support.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-mapping-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function mappingFile(writeback: string): Promise<{ readonly MAPPING_FILE: string }> {
  const file = path.join(folder, 'mapping.yaml');
  await writeFile(file, `version: 1\ncontracts: []\nwriteback:\n${writeback}`);
  return { MAPPING_FILE: file };
}

test('writes deals alone where contracts have no records, also the deal that lost one', async () => {
  const env = await mappingFile(
    '  contract: null\n  opportunity:\n    fields:\n      Contract_Status__c: contracts[0].status\n',
  );
  await using world = await startWorld({ backfill: true, webhook: true, env });
  const contract = onlyContract(world, 'EXECUTED');
  const to = freeDeal(world);
  world.spotdraft.control.relink(contract.id, { id: to });
  await settled(world);
  expect(crmDeal(world, to)).toMatchObject({ Contract_Status__c: 'EXECUTED' });
  expect(crmDeal(world, dealIdOf(contract))).toMatchObject({ Contract_Status__c: null });
  expect(world.salesforce.control.org.store.rows(CONTRACT_OBJECT)).toEqual([]);
});

test('writes records alone where deals have no fields, and parks what an expression can not give', async () => {
  const env = await mappingFile(
    '  opportunity: null\n  contract:\n    object: SpotDraft_Contract__c\n    externalId: SpotDraft_Id__c\n' +
      '    opportunity: Opportunity__c\n    fields:\n' +
      '      Name: name\n      Status__c: \'status = "VOIDED" ? type : status\'\n',
  );
  await using world = await startWorld({ backfill: true, webhook: true, env });
  const contract = onlyContract(world, 'SIGN');
  const id = parseContractId(contract.id);
  expect(crmRecord(world, id)).toMatchObject({ Status__c: 'SIGN' });
  expect(crmDeal(world, dealIdOf(contract)).Contract_Status__c ?? null).toBeNull();
  world.spotdraft.control.void(id);
  await settled(world);
  expect(crmRecord(world, id)).toMatchObject({ Status__c: 'SIGN' });
  const stored = (await world.app.store.contracts.get([id])).get(id);
  expect(stored?.lastError).toMatch(/which a CRM field can't hold/);
});

test.each([
  ['a division by 0', 0, /gives Infinity, which no CRM field can hold; a division by 0 does that/],
  [
    'more digits than the field has',
    1e-30,
    /Money__c holds numbers of up to 16 digits before the point/,
  ],
  ['a text where a number is needed', 'many', /failed: .*many/],
])(
  '%s parks the record with its cause, is told by passes, and heals with the contract',
  async (_what, quantity, cause) => {
    const env = await mappingFile(
      `  opportunity: null
  contract:
    object: SpotDraft_Contract__c
    externalId: SpotDraft_Id__c
    opportunity: Opportunity__c
    fields:
      Status__c: status
      Money__c: '100 / $number(externalMetadata.quantity)'
`,
    );
    await using world = await startWorld({
      backfill: true,
      webhook: true,
      env: { ...env, RECONCILE_EVERY_MINUTES: '0' },
      salesforce: {
        customFields: {
          SpotDraft_Contract__c: [field('Money__c', 'currency', { precision: 18, scale: 2 })],
        },
      },
    });
    const contract = onlyContract(world, 'EXECUTED');
    const id = parseContractId(contract.id);
    const stateOf = async () => (await world.app.store.contracts.get([id])).get(id);
    const relink = async (value: string | number) => {
      world.spotdraft.control.relink(id, { ...contract.external_metadata, quantity: value });
      await settled(world);
    };
    await relink(4);
    expect(crmRecord(world, id)).toMatchObject({ Money__c: 25 });

    await relink(quantity);
    expect(crmRecord(world, id)).toMatchObject({ Money__c: 25 });
    expect((await stateOf())?.lastError).toMatch(cause);
    const report = await runReconcile(world.app, { dryRun: true });
    expect(report.items).toMatchObject([{ id, cause: 'parked' }]);
    expect(report.items[0]!.detail).toMatch(cause);

    await relink(8);
    expect(crmRecord(world, id)).toMatchObject({ Money__c: 12.5 });
    expect((await stateOf())?.lastError).toBeNull();
    expect((await world.app.store.inbox.counts()).parked).toBe(0);
    expect(await runReconcile(world.app, { dryRun: true })).toMatchObject({ adrift: 0, found: {} });
  },
);
