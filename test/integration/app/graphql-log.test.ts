import { expect, test } from 'vitest';
import { createLogger } from '../../../src/telemetry/logger.js';
import {
  CreateContractDocument,
  OpportunityDocument,
  TemplatesDocument,
} from '../../generated/graphql.js';
import { API_KEYS, startWorld } from '../../support/world.js';

test('neither secrets nor personal data are in the log of a run with failures', async () => {
  let text = '';
  const destination = {
    write: (line: string) => {
      text += line;
    },
  };
  await using world = await startWorld({
    backfill: true,
    webhook: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
    adapters: { log: createLogger({ level: 'trace', destination }) },
  });
  const { spotdraft, salesforce } = world;
  const byStatus = (wanted: string) =>
    spotdraft.control
      .list()
      .find(({ contract_status: status, deleted }) => status === wanted && !deleted)!;
  const deal = salesforce.deals[0]!;
  const email = deal.contact!.email;
  const headers = await world.asUser('priya.raman@meridian-cloud.example');
  const stranger = await world.asUser('nobody.special@nowhere.example');
  const create = () =>
    world.graphql(
      CreateContractDocument,
      { input: { opportunityId: deal.id, templateId: '1204' } },
      headers,
    );

  await world.graphql(TemplatesDocument, {}, stranger);
  await world.graphql(TemplatesDocument, {}, { 'x-api-key': 'wrong-key-of-somebody' });
  const strike = { kind: 'status', match: { method: 'POST' }, times: 1 } as const;
  const echo = `${email} and ${spotdraft.clientSecret}`;
  spotdraft.faults.add({ ...strike, status: 400, body: { poc_details: { email: [echo] } } });
  await create();
  spotdraft.faults.add({ ...strike, status: 401, body: { detail: echo } });
  await create();
  spotdraft.faults.add({ ...strike, kind: 'drop-after-commit' });
  await create();
  salesforce.control.addFault({ kind: 'status', status: 500 });
  await world.graphql(OpportunityDocument, { id: deal.id }, headers);
  salesforce.control.clearFaults();
  const link = await fetch(`${world.app.url}/documents/${byStatus('EXECUTED').id}`, {
    headers: world.as('service'),
    redirect: 'manual',
  });
  const signature = new URL(link.headers.get('location')!).search;
  spotdraft.control.execute(byStatus('SIGN').id);
  await spotdraft.deliveries.flush();

  expect(text.split('\n').length).toBeGreaterThan(10);
  for (const secret of [
    spotdraft.clientSecret,
    spotdraft.hmacKey,
    API_KEYS.service,
    'wrong-key-of-somebody',
    headers.authorization!.slice('Bearer '.length),
    signature,
    'PRIVATE KEY',
    'priya.raman',
    'nobody.special',
    email,
    deal.account.name,
    deal.name,
  ]) {
    expect(text).not.toContain(secret);
  }
});
