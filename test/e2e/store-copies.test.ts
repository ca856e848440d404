import { randomBytes } from 'node:crypto';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { deliver, deliveryOf, someContract } from '../integration/app/sync-support.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand } from './cli-process.js';

const CREATE = `mutation ($input: CreateContractInput!) {
  createContract(input: $input) { created contract { id } userErrors { code message } }
}`;

interface Created {
  readonly createContract: { readonly contract: { readonly id: string } | null };
}

async function createOnDeal(world: World, opportunityId: string, idempotencyKey: string) {
  const { data, errors } = await world.graphql<Created, object>(CREATE, {
    input: { opportunityId, templateId: '1204', idempotencyKey },
  });
  expect(errors).toEqual([]);
  return data?.createContract.contract?.id;
}

function crmStatus(world: World, contractId: string) {
  const rows = world.salesforce.control.org.store.rows('SpotDraft_Contract__c');
  return rows.filter((row) => row.SpotDraft_Id__c === contractId).map((row) => row.Status__c);
}

// Every command is a process of its own, and a busy machine starts them slowly.
describe('a copy of the store', { timeout: 90_000 }, () => {
  test('is made beside a running server, and an old one brings nothing back to what it was', async () => {
    await using world = await startWorld({ store: 'sqlite', backfill: true });
    const run = (...args: string[]) =>
      runCommand({ env: { ...world.env }, folder: world.folder }, ...args);
    const copy = path.join(world.folder, 'copy.db');
    const [deal] = world.salesforce.deals;
    const before = await createOnDeal(world, deal!.id, 'before the copy');

    const made = await run('store', 'backup', 'copy.db');
    expect(made.stderr).toBe('');
    expect(made.stdout).toMatch(/copy\.db: [\d,]+ bytes/u);
    expect(made.exitCode).toBe(0);
    expect(statSync(copy).mode & 0o077).toBe(0);
    expect(existsSync(`${copy}-wal`)).toBe(false);

    const again = await run('store', 'backup', 'copy.db');
    expect(again.stderr).toContain('There is a file copy.db already');
    expect(again.exitCode).toBe(2);

    const since = await createOnDeal(world, deal!.id, 'since the copy');
    expect(since).not.toBe(before);
    const signing = someContract(world, 'SIGN');
    world.spotdraft.control.execute(signing.id);
    await deliver(world, deliveryOf(signing, 'CONTRACT_EXECUTED'));
    const contracts = world.spotdraft.control.list().length;

    const refused = await run('store', 'restore', 'copy.db');
    expect(refused.stderr).toMatch(/a process has .*dealdraft\.db open\. Stop every server/u);
    expect(refused.exitCode).toBe(2);
    expect(existsSync(path.join(world.folder, 'dealdraft.db.restoring'))).toBe(false);

    await world.app.close();
    const restored = await run('store', 'restore', 'copy.db');
    expect(restored.stderr).toBe('');
    expect(restored.stdout).toMatch(
      /The store that was there is .*dealdraft\.db\.before-\d{8}T\d{6}Z now/u,
    );
    const backfill = await run('backfill');
    expect(backfill.exitCode).toBe(0);

    const app = await world.startAnother();
    const asked = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...world.as('service') },
      body: JSON.stringify({
        query: CREATE,
        variables: {
          input: { opportunityId: deal!.id, templateId: '1204', idempotencyKey: 'since the copy' },
        },
      }),
    });
    const { data } = (await asked.json()) as { data: Created };
    expect(data.createContract.contract?.id).toBe(since);
    expect(world.spotdraft.control.list()).toHaveLength(contracts);
    expect(crmStatus(world, signing.id)).toEqual(['EXECUTED']);
  });

  test.each([
    [
      'is no store',
      (file: string) => writeFileSync(file, randomBytes(8_192)),
      /is no store, or a damaged one/u,
    ],
    [
      'is a database of somebody else',
      (file: string) => {
        const database = new DatabaseSync(file);
        database.exec('CREATE TABLE theirs (id INTEGER)');
        database.close();
      },
      /is no copy of a dealdraft store/u,
    ],
    ['is not there', () => undefined, /There is no file other\.db/u],
  ])('is refused when it %s, and the store stays', async (_what, make, message) => {
    await using world = await startWorld({ store: 'sqlite', worker: false, backfill: true });
    await world.app.close();
    make(path.join(world.folder, 'other.db'));
    const around = { env: { ...world.env }, folder: world.folder };
    const { stderr, exitCode } = await runCommand(around, 'store', 'restore', 'other.db');
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
    const app = await world.startAnother({ worker: false });
    expect(await app.store.contracts.count({})).toBeGreaterThan(0);
  });

  test('is made by Redis itself where the store is there', async () => {
    const env = { STORE_URL: 'redis://127.0.0.1:1' };
    const { stderr, exitCode } = await runCommand({ env, folder: '/' }, 'store', 'backup', 'x.db');
    expect(stderr).toContain('a store on Redis is copied by Redis itself');
    expect(exitCode).toBe(2);
  });
});
