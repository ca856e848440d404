import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';

test('a status that lags behind its delivery is read again shortly', async () => {
  await using world = await startWorld({
    backfill: true,
    webhook: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '500', RECONCILE_EVERY_MINUTES: '0' },
  });
  const { app, spotdraft, salesforce } = world;
  const contract = spotdraft.control
    .list()
    .find(({ contract_status, deleted }) => contract_status === 'SIGN' && !deleted)!;
  const query = new URLSearchParams({
    page: '1',
    limit: '100',
    'filter__contract_id[$in]': contract.id,
  });
  const lagging = await fetch(`${spotdraft.url}/api/v2.1/public/contracts/?${query.toString()}`, {
    headers: { 'client-id': spotdraft.clientId, 'client-secret': spotdraft.clientSecret },
  });
  const stale: unknown = await lagging.json();
  spotdraft.faults.add({
    kind: 'status',
    match: { method: 'GET', path: 'filter__contract_id' },
    status: 200,
    body: stale,
  });
  spotdraft.control.execute(contract.id);
  // Read and written as it was, and due again, with the deliveries still open.
  await eventually(async () => {
    expect(await app.store.inbox.counts()).toMatchObject({ parked: 0 });
    expect((await app.store.inbox.counts()).waiting).toBeGreaterThan(0);
    expect(await app.store.queues.sync.counts()).toMatchObject({ due: 0, running: 0, later: 1 });
  });
  spotdraft.faults.clear();
  await eventually(() => {
    const record = salesforce.control.org.store
      .rows('SpotDraft_Contract__c')
      .find((row) => row.SpotDraft_Id__c === contract.id);
    expect(record).toMatchObject({ Status__c: 'EXECUTED' });
  });
  await eventually(async () => {
    expect(await app.store.inbox.counts()).toMatchObject({ waiting: 0, parked: 0 });
  });
});
