import { describe, expect, it } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { openStore } from '../../../src/store/open-store.js';
import { systemClock } from '../../../src/domain/clock.js';
import { silentLog } from '../../../src/domain/log.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import { signable, startArchiveWorld, untilArchived } from '../archive/support.js';
import type { ArchiveWorld } from '../archive/support.js';

const MANY_SECONDS = 60_000;
const AGAIN = `mutation ($id: ID!, $destination: String) {
  archiveContract(input: { contractId: $id, destination: $destination }) {
    contract { id } userErrors { field code message }
  }
}`;

interface Archived {
  readonly destination: string;
  readonly state: string;
  readonly path: string | null;
  readonly lastError: string | null;
  readonly attempts: number;
}

async function executedOne(archived: ArchiveWorld): Promise<string> {
  const { id } = signable(archived);
  archived.world.spotdraft.control.execute(id);
  await archived.world.app.store.queues.sync.mark([parseContractId(id)]);
  archived.world.app.wakeWorker.current();
  return id;
}

describe('Contract.archives', { timeout: MANY_SECONDS }, () => {
  it('says where the document is, and its operator alone why it is not', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {}, backup: {} } });
    const { world } = archived;
    archived.place('backup').misfortunes.push({ on: 'put', when: 'before', fault: 'refused' });
    const id = await executedOne(archived);
    await untilArchived(archived, id);
    const ask = async (caller: 'service' | 'admin') => {
      const { data } = await world.graphql<{ contract: { archives: Archived[] } }, object>(
        'query ($id: ID!) { contract(id: $id) { archives { destination state path url sha256 size attempts lastError archivedAt verifiedAt } } }',
        { id },
        world.as(caller),
      );
      return new Map(data!.contract.archives.map((each) => [each.destination, each]));
    };
    await eventually(async () => {
      expect((await ask('admin')).get('backup')?.state).toBe('PARKED');
    });
    const forAdmin = await ask('admin');
    expect(forAdmin.get('legal')).toMatchObject({
      state: 'ARCHIVED',
      path: expect.stringContaining(`(${id}).pdf`) as string,
      lastError: null,
      attempts: 1,
    });
    expect(forAdmin.get('backup')?.lastError).toBe('"backup" failed (refused).');
    expect((await ask('service')).get('backup')?.lastError).toContain('the operator');
  });

  it('costs a page of contracts one question to the ledger', async () => {
    await using archived = await startArchiveWorld({
      destinations: { legal: {} },
      backfill: true,
      worker: false,
    });
    const { world } = archived;
    const { archive } = world.app.store;
    let questions = 0;
    const ofContracts = archive.ofContracts.bind(archive);
    Object.assign(archive, {
      ofContracts: (...args: Parameters<typeof ofContracts>) => {
        questions += 1;
        return ofContracts(...args);
      },
    });
    await world.graphql('{ contracts(first: 20) { nodes { id } } }', {});
    const { data } = await world.graphql<{ contracts: { nodes: unknown[] } }, object>(
      '{ contracts(first: 20) { nodes { id archives { state } } } }',
      {},
    );
    Object.assign(archive, { ofContracts });
    expect(data!.contracts.nodes.length).toBeGreaterThan(5);
    expect(questions).toBe(1);
  });

  it('is empty, and asks nobody, where nothing is archived', async () => {
    await using world = await startWorld({ backfill: true, worker: false });
    expect(world.app.archive).toBeNull();
    const { data } = await world.graphql<
      { contracts: { nodes: { archives: unknown[] }[] } },
      object
    >('{ contracts(first: 5) { nodes { archives { state } } } }', {});
    expect(data!.contracts.nodes.flatMap(({ archives }) => archives)).toEqual([]);
    const metrics = await world.app.metrics.render();
    expect(metrics).not.toMatch(/^dealdraft_archive_documents\{/m);
  });
});

describe('archives', { timeout: MANY_SECONDS }, () => {
  it('lists what is where, by state and destination, with its contract', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {}, backup: {} } });
    const { world } = archived;
    const id = await executedOne(archived);
    await untilArchived(archived, id, 2);
    const { data, errors } = await world.graphql<
      { archives: { nodes: (Archived & { contract: { id: string } })[]; totalCount: number } },
      object
    >(
      '{ archives(state: [ARCHIVED], destination: "legal", first: 1) { totalCount nodes { destination state contract { id } } pageInfo { hasNextPage } } }',
      {},
      world.as('admin'),
    );
    expect(errors).toEqual([]);
    expect(data!.archives).toMatchObject({
      totalCount: 1,
      nodes: [{ destination: 'legal', state: 'ARCHIVED', contract: { id } }],
    });
    const refused = await world.graphql('{ archives { totalCount } }', {}, world.as('service'));
    expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
    const metrics = await world.app.metrics.render();
    expect(metrics).toContain(
      'dealdraft_archive_documents{destination="legal",state="ARCHIVED"} 1',
    );
    expect(metrics).toContain('dealdraft_archive_oldest_waiting_seconds{destination="legal"} 0');
  });
});

describe('archiveDestinations', { timeout: MANY_SECONDS }, () => {
  it('says of each how it stands, what waits longest, and why one is left alone', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {}, backup: {} } });
    const { world } = archived;
    archived.place('backup').misfortunes.push({
      on: 'findByKey',
      when: 'before',
      fault: 'full',
      retryAfterMs: 600_000,
    });
    const id = await executedOne(archived);
    await untilArchived(archived, id);
    const [legal, backup] = await eventually(async () => {
      const { data } = await world.graphql<
        { archiveDestinations: Record<string, string | number | null>[] },
        object
      >(
        '{ archiveDestinations { name type waiting archived parked skipped oldestWaitingSince lastError pausedSince pausedUntil pauseReason } }',
        {},
        world.as('admin'),
      );
      const found = data!.archiveDestinations;
      expect(found.at(1)?.pausedUntil).not.toBeNull();
      return found;
    });
    expect(legal).toEqual({
      name: 'legal',
      type: 'folder',
      waiting: 0,
      archived: 1,
      parked: 0,
      skipped: 0,
      oldestWaitingSince: null,
      lastError: null,
      pausedSince: null,
      pausedUntil: null,
      pauseReason: null,
    });
    expect(backup).toMatchObject({
      name: 'backup',
      waiting: 1,
      archived: 0,
      pauseReason: '"backup" failed (full).',
    });
    expect(Date.parse(String(backup?.oldestWaitingSince))).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(String(backup?.pausedUntil))).toBeGreaterThan(Date.now());
    const refused = await world.graphql(
      '{ archiveDestinations { name } }',
      {},
      world.as('service'),
    );
    expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is empty where nothing is archived', async () => {
    await using world = await startWorld({ worker: false });
    const { data } = await world.graphql<{ archiveDestinations: unknown[] }, object>(
      '{ archiveDestinations { name } }',
      {},
      world.as('admin'),
    );
    expect(data!.archiveDestinations).toEqual([]);
  });
});

describe('archiveContract', { timeout: MANY_SECONDS }, () => {
  it('brings again what is gone, and nothing that is there', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {}, backup: {} } });
    const { world } = archived;
    const id = await executedOne(archived);
    await untilArchived(archived, id, 2);
    const place = archived.place('legal');
    place.files.clear();
    archived.place('backup').calls.length = 0;
    const { data } = await world.graphql<{ archiveContract: { userErrors: unknown[] } }, object>(
      AGAIN,
      { id, destination: null },
    );
    expect(data!.archiveContract.userErrors).toEqual([]);
    await eventually(() => {
      expect(place.files.size).toBe(2);
    });
    await untilArchived(archived, id, 2);
    const { calls } = archived.place('backup');
    expect(calls.filter((call) => call.startsWith('put ') && call.endsWith('.pdf'))).toEqual([]);
  });

  it('says what stands against it', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {} }, worker: false });
    const { world } = archived;
    const { id } = signable(archived);
    const ask = async (variables: object) => {
      const { data } = await world.graphql<
        { archiveContract: { userErrors: { code: string; field: string[] | null }[] } },
        object
      >(AGAIN, variables);
      return data!.archiveContract.userErrors;
    };
    expect(await ask({ id })).toMatchObject([{ code: 'INVALID_STATE', field: null }]);
    expect(await ask({ id, destination: 'attic' })).toMatchObject([
      { code: 'INVALID_INPUT', field: ['destination'] },
    ]);
  });
});

describe('a new place of a document', { timeout: MANY_SECONDS }, () => {
  it('reaches the CRM like any change', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {} }, backfill: true });
    const { world } = archived;
    const id = await executedOne(archived);
    const [row] = await untilArchived(archived, id);
    await eventually(() => {
      const records = world.salesforce.control.org.store.rows('SpotDraft_Contract__c');
      const record = records.find(({ SpotDraft_Id__c: recordId }) => recordId === id);
      expect(record?.Status__c).toBe('EXECUTED');
    });
    // The store is another process's as well: it sees what was archived.
    const store = await openStore({
      url: world.config.storeUrl,
      clock: systemClock,
      log: silentLog,
    });
    const found = (await store.archive.ofContracts([parseContractId(id)])).get(parseContractId(id));
    expect(found?.[0]?.at?.url).toBe(row?.url);
    await store.close();
  });
});
