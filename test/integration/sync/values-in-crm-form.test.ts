import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { field, text } from '../../../src/sandbox/salesforce/schema/define.js';
import { runReconcile } from '../../../src/sync/index.js';
import { fieldsOfEveryType } from '../../support/fields-of-every-type.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { crmRecord, editRecord, onlyContract, resetCalls, calls } from '../app/sync-support.js';

const RECORD = 'SpotDraft_Contract__c';

const MAPPING = `version: 1
contracts: []
writeback:
  opportunity: null
  contract:
    object: ${RECORD}
    externalId: SpotDraft_Id__c
    opportunity: Opportunity__c
    fields:
      Name: name
      Status__c: status
      Text__c: '"  a  b " & type.name'
      Area__c: '"one\\ntwo" & "\\r\\nthree"'
      Rich__c: '"<b> & \\"quotes\\"\\n" & name'
      Mail__c: '"Ada.Lovelace@Acme.TEST"'
      Link__c: url
      Phone__c: '" +1 (555) 0100 "'
      Secret__c: '"DE12 3456 7890"'
      Choice__c: '"Red"'
      Choices__c: '"C;A"'
      Flag__c: status = "EXECUTED"
      Empty__c: externalMetadata.nothing
      Whole__c: '41.6'
      Rate__c: '1 / 3'
      Share__c: '12.25'
      Money__c: '2.5'
      Tiny__c: '0.1 + 0.2'
      Day__c: $substringBefore(createdAt, "T")
      Moment__c: createdAt
      Hour__c: '"09:15"'
      Deal__c: opportunityId
`;

/** The same values as a person or an import would type them in the CRM. */
const SAME = {
  Area__c: 'one\r\ntwo\nthree ',
  Mail__c: 'ADA.LOVELACE@ACME.TEST',
  Phone__c: '+1 (555) 0100  ',
  Choice__c: 'RED',
  Choices__c: 'A;C',
  Empty__c: '',
  Rate__c: 0.3333333,
  Money__c: 2.5,
  Hour__c: '09:15:00.000Z',
} as const;

let folder: string;
let world: World;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-forms-'));
  const file = path.join(folder, 'mapping.yaml');
  await writeFile(file, MAPPING);
  world = await startWorld({
    worker: false,
    salesforce: {
      customFields: {
        [RECORD]: [
          ...fieldsOfEveryType({ text: 80, area: 100, rich: 800 }),
          text('Empty__c', 20),
          field('Tiny__c', 'double', { precision: 18, scale: 16 }),
          text('Deal__c', 18),
        ],
      },
    },
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '500', MAPPING_FILE: file },
    backfill: true,
  });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const pass = (dryRun: boolean) => runReconcile(world.app, { dryRun });

describe('values in the form in which the CRM keeps them', () => {
  test('a pass right after the first one finds no drift and writes nothing, for every type of field', async () => {
    await pass(false);
    resetCalls(world);
    expect(await pass(false)).toMatchObject({ adrift: 0, found: {}, items: [] });
    expect(await pass(true)).toMatchObject({ adrift: 0, found: {}, items: [] });
    expect(calls(world).writes).toBe(0);
  });

  test('the same value in another form is no edit, for every type of field', async () => {
    const { id } = onlyContract(world, 'EXECUTED');
    const { store } = world.salesforce.control.org;
    const row = store.rows(RECORD).find((each) => each.SpotDraft_Id__c === id)!;
    const before = { ...row };
    store.update(row, { ...SAME, Text__c: ` ${String(row.Text__c).replace(/ +/, '  ')} ` });
    const report = await pass(true);
    store.update(row, before);
    expect(report).toMatchObject({ adrift: 0, found: {}, items: [] });
  });

  test.each<[string, string | number | boolean]>([
    ['Text__c', 'b'],
    ['Rich__c', '<p>other</p>'],
    ['Mail__c', 'bob@acme.test'],
    ['Choice__c', 'Green'],
    ['Choices__c', 'A;B'],
    ['Flag__c', false],
    ['Whole__c', 43],
    ['Rate__c', 0.335],
    ['Money__c', 2.51],
    ['Day__c', '2001-01-01'],
    ['Moment__c', '2001-01-01T00:00:00.000+0000'],
    ['Hour__c', '09:16:00.000Z'],
  ])('another value in %s is an edit, repaired once', async (name, value) => {
    const { id } = onlyContract(world, 'EXECUTED');
    await pass(false);
    const right = crmRecord(world, id)![name];
    editRecord(world, id, { [name]: value as string });
    expect(await pass(true)).toMatchObject({ adrift: 1, items: [{ id }] });
    expect(await pass(false)).toMatchObject({ adrift: 0, items: [{ id, repaired: true }] });
    expect(crmRecord(world, id)![name]).toEqual(right);
    expect(await pass(true)).toMatchObject({ adrift: 0, found: {} });
  });
});
