import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.js';
import {
  readText,
  resolveFrom,
  section,
  tableRows,
  withoutCodeMarks,
} from '../../unit/docs/markdown.js';
import type { World } from '../../support/world.js';
import { examineIn, startHealthyWorld } from './doctor-support.js';

const SYNC = `mutation ($id: ID!) {
  syncContract(id: $id) { contract { status sync { lastError } } userErrors { message } }
}`;

/** The status that the contract's CRM record has. */
function statusInCrm({ salesforce }: World, id: string): unknown {
  const { store } = salesforce.control.org;
  return store.rows('SpotDraft_Contract__c').find((row) => row.SpotDraft_Id__c === id)?.Status__c;
}

/** Something changes in SpotDraft while one of both is shut to us, and is in the CRM once that is mended. */
async function drill(
  world: World,
  { revoke, restore, failed }: { revoke: () => void; restore: () => void; failed: string },
): Promise<void> {
  const contract = world.spotdraft.control
    .list()
    .find((one) => one.contract_status === 'DRAFT' && one.external_metadata.id !== undefined)!;
  revoke();
  world.spotdraft.control.void(contract.id);
  // The delivery is taken, whatever else is refused.
  await eventually(() => {
    expect(world.spotdraft.deliveries.records.at(-1)?.status).toBe(200);
  });
  expect((await fetch(`${world.app.url}/readyz`)).status).toBe(200);
  expect((await examineIn(world)).names('fail')).toEqual([failed]);
  expect(statusInCrm(world, contract.id)).toBe('DRAFT');

  restore();
  expect((await examineIn(world)).names('fail')).toEqual([]);
  // A sign-in that failed a moment ago is not tried again for seconds.
  await eventually(async () => {
    const { data } = await world.graphql<object, object>(SYNC, { id: contract.id });
    expect(data).toMatchObject({
      syncContract: { contract: { status: 'VOIDED', sync: { lastError: null } }, userErrors: [] },
    });
  });
  expect(statusInCrm(world, contract.id)).toBe('VOIDED');
}

test('a credential that SpotDraft revokes loses nothing: mended, all is brought in line', async () => {
  await using world = await startHealthyWorld();
  await drill(world, {
    failed: 'spotdraft.credentials',
    revoke: () =>
      world.spotdraft.faults.add({
        kind: 'status',
        status: 401,
        body: { detail: 'Invalid credentials.' },
      }),
    restore: () => {
      world.spotdraft.faults.clear();
    },
  });
});

test('an app that Salesforce shuts out loses nothing: mended, all is brought in line', async () => {
  await using world = await startHealthyWorld({ env: { SIGNIN_CLIENT_ID: '' } });
  await drill(world, {
    failed: 'salesforce.credentials',
    revoke() {
      world.salesforce.control.expireSessions();
      world.salesforce.control.addFault({
        kind: 'status',
        status: 400,
        match: { path: '/services/oauth2/token' },
        body: { error: 'invalid_grant', error_description: 'user hasn’t approved this consumer' },
      });
    },
    restore: () => {
      world.salesforce.control.clearFaults();
    },
  });
});

test('docs/operations.md names a test that is there for each drill', () => {
  const rows = tableRows(section('docs/operations.md', 'Failure drills'));
  expect(rows.length).toBeGreaterThanOrEqual(9);
  for (const [, , , held = ''] of rows) {
    const [file = '', title = ''] = held.split(': ').map(withoutCodeMarks);
    expect(existsSync(resolveFrom('README.md', file)), file).toBe(true);
    expect(readText(file)).toContain(title);
  }
});
