import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  ContractActionsDocument,
  CreateContractDocument,
  CreateSigningUrlDocument,
  SyncContractDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';

/** Complete for template 1204, and without a contract in the sample data. */
const DEAL = '0065g00AqnHTrDmAEL';

test('a contract whose template is mapped as embedded is offered for signing inside a page, and signed there', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-embedded-'));
  const example = await readFile('examples/dealdraft.mapping.yaml', 'utf8');
  const mapping = example.replace(/^(\s*)- template: 1204$/m, "$&\n$1  embedded: 'true'");
  expect(mapping).not.toBe(example);
  await writeFile(path.join(folder, 'mapping.yaml'), mapping);
  await using world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000', MAPPING_FILE: path.join(folder, 'mapping.yaml') },
  });
  await rm(folder, { recursive: true });
  const { store } = world.salesforce.control.org;
  const owner = store.find('User', String(store.find('Opportunity', DEAL)!.OwnerId))!;
  const headers = await world.asUser(String(owner.Username));

  const created = await world.graphql(
    CreateContractDocument,
    { input: { opportunityId: DEAL, templateId: '1204' } },
    headers,
  );
  expect(created.errors).toEqual([]);
  const { id } = created.data!.createContract.contract!;
  world.spotdraft.control.act(id, 'mark');
  await world.graphql(SyncContractDocument, { id }, headers);
  const { data } = await world.graphql(ContractActionsDocument, { id }, headers);
  expect(data!.contract).toMatchObject({
    status: 'SIGN',
    actions: expect.arrayContaining(['CREATE_SIGNING_URL']) as unknown,
  });
  const recipients = await world.graphql<
    { contract: { recipients: { email: string }[] } },
    { id: string }
  >('query ($id: ID!) { contract(id: $id) { recipients { email } } }', { id }, headers);
  const input = { contractId: id, email: recipients.data!.contract.recipients[0]!.email };
  const signing = await world.graphql(CreateSigningUrlDocument, { input }, headers);
  expect(signing.errors).toEqual([]);
  expect(signing.data!.createSigningUrl.userErrors).toEqual([]);
  expect((await fetch(String(signing.data!.createSigningUrl.url))).status).toBe(200);
});
