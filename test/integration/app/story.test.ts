import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';

test('an executed contract reaches its CRM record and its deal through a webhook', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const { spotdraft, salesforce } = world;
  const contract = spotdraft.control
    .list()
    .find(({ contract_status, id }) => contract_status === 'SIGN' && id.startsWith('T-'))!;
  spotdraft.control.execute(contract.id);
  await eventually(() => {
    const records = salesforce.control.org.store.rows('SpotDraft_Contract__c');
    const record = records.find((row) => row.SpotDraft_Id__c === contract.id);
    expect(record).toMatchObject({
      Status__c: 'EXECUTED',
      Executed_Document_Link__c: `${world.app.url}/documents/${contract.id}`,
    });
  });
});
