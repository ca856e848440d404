import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
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
