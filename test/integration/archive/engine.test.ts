import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { DestinationError } from '../../../src/connectors/archive/destination.js';
import { bytesInMemory, DOCUMENT_TYPES } from '../../../src/domain/document.js';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { runBackfill, runReconcile } from '../../../src/sync/index.js';
import { pathsOf } from '../../support/archive/memory-destination.js';
import { eventually } from '../../support/eventually.js';
import { archivesOf, signable, startArchiveWorld, untilArchived } from './support.js';
import type { ArchiveWorld } from './support.js';

const MANY_SECONDS = 60_000;

async function executedOne(
  archived: ArchiveWorld,
  index = 0,
): Promise<{ readonly id: string; readonly name: string }> {
  const { world } = archived;
  const { id, contract_name: name } = signable(archived, index);
  world.spotdraft.control.execute(id);
  await world.app.store.queues.sync.mark([parseContractId(id)]);
  world.app.wakeWorker.current();
  return { id, name };
}

async function uploadVersion({ world }: ArchiveWorld, id: string, text: string): Promise<void> {
  const bytes = Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
  await world.app.spotdraft.uploadVersion(
    parseContractId(id),
    {
      document: {
        ...bytesInMemory(bytes),
        fileName: 'signed.pdf',
        contentType: DOCUMENT_TYPES.pdf,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
      isExecuted: true,
      collectApprovals: false,
    },
    { lane: 'interactive' },
  );
}

function linkCalls({ world }: ArchiveWorld): number {
  const { byRoute } = world.spotdraft.calls.report();
  return byRoute['POST /api/v2.1/public/contracts/:id/download_link'] ?? 0;
}

function metricsCalls({ world }: ArchiveWorld): number {
  const { byRoute } = world.spotdraft.calls.report();
  return byRoute['GET /api/v2.1/public/contracts/:id/process_metrics/'] ?? 0;
}

describe('an executed contract', { timeout: MANY_SECONDS }, () => {
  it('is brought to each destination, with its sidecar, and seen to be the same', async () => {
    await using archived = await startArchiveWorld({
      webhook: true,
      destinations: { legal: {}, backup: { memory: { keepsMetadata: false, states: null } } },
    });
    const { id, contract_name: name } = signable(archived);
    archived.world.spotdraft.control.execute(id);
    const rows = await untilArchived(archived, id, 2);
    const link = await archived.world.app.spotdraft.getDownloadLink(parseContractId(id), {
      lane: 'interactive',
    });
    const original = Buffer.from(await (await fetch(link!.url)).arrayBuffer());
    const sha256 = createHash('sha256').update(original).digest('hex');
    for (const place of archived.places.values()) {
      const document = [...place.files.values()].find(({ path }) => path.endsWith('.pdf'));
      expect(document?.bytes.equals(original)).toBe(true);
      expect(document?.path).toContain(`${name} (${id}).pdf`);
      const sidecar = [...place.files.values()].find(({ path }) => path.endsWith('.json'));
      expect(JSON.parse(sidecar!.bytes.toString())).toMatchObject({ contractId: id, sha256 });
    }
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row).toMatchObject({ state: 'ARCHIVED', sha256, size: original.length });
      expect(row.verifiedAt).not.toBeNull();
      expect(row.lastError).toBeNull();
    }
    // One that states no digest was read back.
    expect(archived.place('backup').calls.some((call) => call.startsWith('read '))).toBe(true);
  });

  it('costs SpotDraft one link and one look at its time, whatever the number of destinations', async () => {
    const destinations = { legal: {}, backup: {}, attic: {}, cellar: {}, vault: {} };
    await using archived = await startArchiveWorld({ webhook: true, destinations });
    const { id } = signable(archived);
    archived.world.spotdraft.control.execute(id);
    await untilArchived(archived, id, 5);
    expect(linkCalls(archived)).toBe(1);
    expect(metricsCalls(archived)).toBe(1);
    // Also where nobody's request and no delivery is behind it.
    await archived.world.app.archive!.marks.again([parseContractId(id)]);
    await untilArchived(archived, id, 5);
    expect(linkCalls(archived)).toBe(2);
  });

  it('waits without a failure while SpotDraft has no document yet', async () => {
    await using archived = await startArchiveWorld({
      spotdraft: { settings: { documentLagCalls: 1, documentLagStatus: 400 } },
      destinations: { legal: {} },
    });
    const { id } = await executedOne(archived);
    await eventually(async () => {
      const [row] = await archivesOf(archived, id);
      expect(row?.lastError).toContain('has not finished the document');
      expect(row?.attempts).toBe(0);
    });
    // Its time is in some seconds; here it is due now.
    await archived.world.app.archive!.marks.again([parseContractId(id)]);
    await untilArchived(archived, id);
  });

  it('leaves no document behind on the way', async () => {
    // Folders of ours alone: what others keep there comes and goes while we look.
    const left = () =>
      readdirSync(tmpdir())
        .filter((name) => name.startsWith('dealdraft-spool-') && name.includes(`-${process.pid}-`))
        .flatMap((name) => readdirSync(path.join(tmpdir(), name), { encoding: 'utf8' }))
        .filter((name) => name.endsWith('.part'));
    await using archived = await startArchiveWorld({ destinations: { legal: {}, backup: {} } });
    const { id } = await executedOne(archived);
    await untilArchived(archived, id, 2);
    await eventually(() => {
      expect(left()).toEqual([]);
    });
  });
});

describe('a put whose answer is lost', { timeout: MANY_SECONDS }, () => {
  it.each(['put', 'stat', 'findByName', 'findByKey'] as const)(
    'in %s brings the document once',
    async (on) => {
      await using archived = await startArchiveWorld({ destinations: { legal: {} } });
      const place = archived.place('legal');
      place.misfortunes.push({
        on,
        when: on === 'put' ? 'after' : 'before',
        fault: 'unavailable',
        times: 1,
      });
      const { id } = await executedOne(archived);
      await untilArchived(archived, id);
      expect(pathsOf(place)).toHaveLength(2);
    },
  );

  it('goes on with what it was told to save, and never shows it', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {} } });
    const place = archived.place('legal');
    place.misfortunes.push({ on: 'put', when: 'after', fault: 'busy', times: 1 });
    const { id } = await executedOne(archived);
    const contractId = parseContractId(id);
    await eventually(async () => {
      const [row] = (await archived.world.app.store.archive.ofContracts([contractId])).get(
        contractId,
      )!;
      expect(row?.lastError).toContain('busy');
      expect(row?.resume).not.toBeNull();
      expect(JSON.stringify(row)).not.toContain('session for');
    });
  });
});

describe('a destination that fails', { timeout: MANY_SECONDS }, () => {
  it('holds up itself alone, and goes on when it is back', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {}, backup: {} } });
    const outage = { on: 'put', when: 'before', fault: 'unavailable' } as const;
    archived.place('legal').misfortunes.push({ ...outage });
    const { id } = await executedOne(archived);
    await untilArchived(archived, id);
    const rows = await archivesOf(archived, id);
    expect(rows.map(({ destination, state }) => [destination, state]).sort()).toEqual([
      ['backup', 'ARCHIVED'],
      ['legal', 'WAITING'],
    ]);
    expect(rows.find(({ destination }) => destination === 'legal')?.lastError).toContain(
      'unavailable',
    );
    expect(await archived.world.app.archive!.pauses.active('legal')).not.toBeNull();
    expect(await archived.world.app.archive!.pauses.active('backup')).toBeNull();
    archived.place('legal').misfortunes.length = 0;
    await untilArchived(archived, id, 2);
    expect(await archived.world.app.archive!.pauses.active('legal')).toBeNull();
  });

  it('costs SpotDraft nothing while it is away', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {} } });
    const place = archived.place('legal');
    place.misfortunes.push({ on: 'findByName', when: 'before', fault: 'unavailable' });
    place.misfortunes.push({ on: 'findByKey', when: 'before', fault: 'unavailable' });
    const { id } = await executedOne(archived);
    const { pauses } = archived.world.app.archive!;
    await eventually(async () => {
      expect((await pauses.unended('legal'))?.failures).toBeGreaterThan(1);
    }, 20_000);
    expect(linkCalls(archived)).toBe(1);
    // Asked whether it is back, it was tried with no document.
    expect((await archivesOf(archived, id))[0]?.attempts).toBe(1);
    place.misfortunes.length = 0;
    await pauses.end('legal');
    await untilArchived(archived, id);
  });

  it.each([
    [
      'refuses the sign-in',
      new DestinationError('Wrong secret.', { fault: 'sign-in' }),
      'Wrong secret.',
    ],
    ['fails in a way that nobody foresaw', new TypeError('oops'), 'It can not be opened'],
  ])(
    'and %s while it is opened is left alone as a whole, which is told',
    async (_how, error, told) => {
      let isBroken = true;
      let opened = 0;
      await using archived = await startArchiveWorld({
        destinations: { legal: {}, backup: {} },
        adapters: {
          openDestination: async ({ name }) => {
            if (name === 'legal') opened += 1;
            if (name === 'legal' && isBroken) throw error;
            return archived.place(name);
          },
        },
      });
      const { world } = archived;
      const first = await executedOne(archived);
      const second = await executedOne(archived);
      await untilArchived(archived, first.id);
      await untilArchived(archived, second.id);
      expect(opened).toBeGreaterThan(0);
      const pause = await world.app.archive!.pauses.unended('legal');
      expect(pause?.reason).toContain(told);
      const ready = (await (await fetch(`${world.app.url}/readyz`)).json()) as {
        ready: boolean;
        archive?: Record<string, string>;
      };
      expect(ready.ready).toBe(true);
      expect(Object.keys(ready.archive ?? {})).toEqual(['legal']);
      expect(ready.archive?.['legal']).toContain(told);
      const rows = [
        ...(await archivesOf(archived, first.id)),
        ...(await archivesOf(archived, second.id)),
      ];
      for (const row of rows.filter(({ destination }) => destination === 'legal'))
        expect(row).toMatchObject({ state: 'WAITING', attempts: 0 });

      isBroken = false;
      await world.app.archive!.pauses.end('legal');
      await untilArchived(archived, first.id, 2);
      await untilArchived(archived, second.id, 2);
      const healed = (await (await fetch(`${world.app.url}/readyz`)).json()) as object;
      expect(healed).not.toHaveProperty('archive');
    },
  );

  it('is left alone for as long as it asks', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {} } });
    archived.place('legal').misfortunes.push({
      on: 'findByKey',
      when: 'before',
      fault: 'throttled',
      retryAfterMs: 120_000,
      times: 1,
    });
    const { id } = await executedOne(archived);
    const pause = await eventually(async () => {
      const found = await archived.world.app.archive!.pauses.active('legal');
      if (found === null) throw new Error('not paused');
      return found;
    });
    expect(pause.until.getTime() - pause.since.getTime()).toBeGreaterThanOrEqual(120_000);
    expect((await archivesOf(archived, id))[0]?.state).toBe('WAITING');
  });

  it('parks a document that it refuses, with the cause, until somebody asks for it again', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {} } });
    archived
      .place('legal')
      .misfortunes.push({ on: 'put', when: 'before', fault: 'refused', times: 1 });
    const { id } = await executedOne(archived);
    await eventually(async () => {
      expect(await archivesOf(archived, id)).toMatchObject([
        { state: 'PARKED', lastError: '"legal" failed (refused).' },
      ]);
    });
    await archived.world.app.archive!.marks.missing([parseContractId(id)]);
    await untilArchived(archived, id);
  });

  it('parks a document that it altered, with both digests, and brings it no second time', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {} } });
    const place = archived.place('legal');
    place.alter = (bytes, { name }) =>
      name.endsWith('.pdf') ? Buffer.concat([bytes, Buffer.from('<rewritten>')]) : bytes;
    const { id } = await executedOne(archived);
    const contractId = parseContractId(id);
    const row = await eventually(async () => {
      const [found] = (await archived.world.app.store.archive.ofContracts([contractId])).get(
        contractId,
      )!;
      expect(found?.state).toBe('PARKED');
      return found!;
    });
    expect(row.sent!.sha256).not.toBe(row.stored!.value);
    expect(row.lastError).toContain(row.sent!.sha256);
    expect(row.lastError).toContain(row.stored!.value);
    await archived.world.app.archive!.marks.missing([contractId]);
    await eventually(async () => {
      const states = await archived.world.app.store.queues.archive('legal').states([contractId]);
      expect(states.get(contractId)?.state).toBe('parked');
    });
    expect(pathsOf(place)).toHaveLength(1);
  });
});

describe('names', { timeout: MANY_SECONDS }, () => {
  const sameName = { lines: ['folder: \'"All"\'', 'fileName: \'"contract"\''] };

  it('of two contracts that are called the same get the id of the later one', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: sameName } });
    const first = await executedOne(archived, 0);
    await untilArchived(archived, first.id);
    const second = await executedOne(archived, 0);
    await untilArchived(archived, second.id);
    expect(pathsOf(archived.place('legal'))).toEqual([
      `All/contract (${second.id}).json`,
      `All/contract (${second.id}).pdf`,
      'All/contract.json',
      'All/contract.pdf',
    ]);
  });

  it.each([
    ['the document', 'All/CONTRACT.pdf'],
    ['the sidecar', 'All/Contract.JSON'],
  ])("that a stranger's file has already, as %s would, leave it alone", async (_what, path) => {
    await using archived = await startArchiveWorld({ destinations: { legal: sameName } });
    const place = archived.place('legal');
    const strange = { id: 's', path, bytes: Buffer.from('not ours'), metadata: {} };
    place.files.set(path.toLowerCase(), strange);
    const { id } = await executedOne(archived);
    await untilArchived(archived, id);
    expect(pathsOf(place)).toEqual(
      [path, `All/contract (${id}).json`, `All/contract (${id}).pdf`].sort(),
    );
    expect(place.files.get(path.toLowerCase())).toBe(strange);
  });

  it('stay as they were planned when the contract is renamed between two tries', async () => {
    await using archived = await startArchiveWorld({
      destinations: { legal: { lines: ['folder: \'"All"\''] } },
    });
    const place = archived.place('legal');
    place.misfortunes.push({ on: 'put', when: 'after', fault: 'unavailable', times: 1 });
    const { id, name } = await executedOne(archived);
    await eventually(() => {
      expect(pathsOf(place)).toHaveLength(1);
    });
    archived.world.spotdraft.control.rename(id, 'Quite another name');
    await archived.world.app.store.queues.sync.mark([parseContractId(id)]);
    archived.world.app.wakeWorker.current();
    await untilArchived(archived, id);
    expect(pathsOf(place)).toEqual([`All/${name} (${id}).json`, `All/${name} (${id}).pdf`]);
  });
});

describe('a later version', { timeout: MANY_SECONDS }, () => {
  it('is noticed by its delivery and kept beside the first', async () => {
    await using archived = await startArchiveWorld({
      webhook: true,
      destinations: { legal: { lines: ['folder: \'"All"\''] } },
    });
    const { id, name } = await executedOne(archived);
    await untilArchived(archived, id);
    await uploadVersion(archived, id, 'the second version');
    const rows = await untilArchived(archived, id, 2);
    expect(pathsOf(archived.place('legal'))).toEqual([
      `All/${name} (${id}) (v2).json`,
      `All/${name} (${id}) (v2).pdf`,
      `All/${name} (${id}).json`,
      `All/${name} (${id}).pdf`,
    ]);
    expect(new Set(rows.map(({ versionId }) => versionId)).size).toBe(2);
  });

  it('is noticed by a repair pass when its delivery was lost', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {} } });
    const since = new Date(Date.now() - 60_000);
    const { id } = await executedOne(archived);
    await untilArchived(archived, id);
    await uploadVersion(archived, id, 'the second version');
    await runReconcile(archived.world.app, { since, dryRun: false });
    await untilArchived(archived, id, 2);
  });
});

describe('a repair pass', { timeout: MANY_SECONDS }, () => {
  it('marks what is missing, and asks SpotDraft for nothing that is archived', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {} } });
    const { app } = archived.world;
    await runBackfill({ ...app, onProgress: () => undefined });
    const executed = await app.store.contracts.count({ statuses: ['EXECUTED'] });
    expect(executed).toBeGreaterThan(2);
    await eventually(async () => {
      const [counts] = await app.store.archive.counts();
      expect(counts?.states).toMatchObject({ ARCHIVED: executed, WAITING: 0, PARKED: 0 });
    }, 40_000);
    const before = linkCalls(archived);
    expect(before).toBeGreaterThanOrEqual(executed);
    await runReconcile(app, { dryRun: false });
    await eventually(async () => {
      expect(await app.store.queues.archive('legal').counts()).toMatchObject({
        due: 0,
        running: 0,
      });
    });
    expect(linkCalls(archived)).toBe(before);
    expect(pathsOf(archived.place('legal'))).toHaveLength(executed * 2);
  });

  it('asks for no document once more that an earlier pass has asked for', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {}, backup: {} } });
    const { app } = archived.world;
    const since = new Date(Date.now() - 60 * 60_000);
    const { id } = await executedOne(archived);
    await untilArchived(archived, id, 2);
    const worked = () =>
      eventually(async () => {
        for (const name of ['legal', 'backup'])
          expect(await app.store.queues.archive(name).counts()).toMatchObject({
            due: 0,
            later: 0,
            running: 0,
          });
      });
    await runReconcile(app, { since, dryRun: false });
    await worked();
    // As if an hour had gone by: what SpotDraft updated is older than the last pass, by more than its index may lag.
    const told = JSON.parse((await app.store.settings.get('archive-told'))!) as { to: string };
    const later = new Date(Date.parse(told.to) + 60 * 60_000).toISOString();
    await app.store.settings.set('archive-told', JSON.stringify({ ...told, to: later }));
    const before = linkCalls(archived);
    await runReconcile(app, { since, dryRun: false });
    await worked();
    expect(linkCalls(archived)).toBe(before);
  });
});

describe('a condition', { timeout: MANY_SECONDS }, () => {
  it('that is false skips the contract, without asking for its document', async () => {
    await using archived = await startArchiveWorld({
      destinations: { legal: { lines: ['when: name = "something else"'] } },
    });
    const { id } = await executedOne(archived);
    await eventually(async () => {
      expect(await archivesOf(archived, id)).toMatchObject([{ state: 'SKIPPED', path: null }]);
    });
    expect(linkCalls(archived)).toBe(0);
    expect(metricsCalls(archived)).toBe(0);
    expect(pathsOf(archived.place('legal'))).toEqual([]);
    // Nothing about the condition has changed.
    expect(await archived.world.app.archive!.marks.missing([parseContractId(id)])).toEqual([]);
  });
});

describe('with the ledger lost', { timeout: MANY_SECONDS }, () => {
  it.each([
    ['by its metadata', { keepsMetadata: true }],
    ['by its sidecar', { keepsMetadata: false }],
  ])('a document is found again %s, and brought no second time', async (_how, memory) => {
    await using archived = await startArchiveWorld({
      destinations: { legal: { memory, lines: ['folder: \'"All"\''] } },
      webhook: true,
    });
    const { id } = await executedOne(archived);
    await untilArchived(archived, id);
    await uploadVersion(archived, id, 'the second version');
    await untilArchived(archived, id, 2);
    const place = archived.place('legal');
    const before = pathsOf(place);
    const contractId = parseContractId(id);
    const { archive } = archived.world.app.store;
    for (const row of (await archive.ofContracts([contractId])).get(contractId)!)
      await archive.forget(row);
    place.calls.length = 0;
    await archived.world.app.archive!.marks.missing([contractId]);
    await untilArchived(archived, id);
    expect(pathsOf(place)).toEqual(before);
    expect(place.calls.filter((call) => call.startsWith('put ') && call.endsWith('.pdf'))).toEqual(
      [],
    );
  });
});

describe('SpotDraft', { timeout: MANY_SECONDS }, () => {
  it('is told where the document is, where that is asked for', async () => {
    await using archived = await startArchiveWorld({
      destinations: {
        legal: { lines: ['recordInSpotDraft: true'] },
        backup: { lines: ['recordInSpotDraft: true'] },
        other: {},
      },
    });
    const { id } = await executedOne(archived);
    const rows = await untilArchived(archived, id, 3);
    await eventually(() => {
      const metadata = archived.world.spotdraft.control.get(id).external_metadata as {
        id: string;
        record_data?: { archive?: Record<string, { path: string; sha256: string }> };
      };
      const { archive = {} } = metadata.record_data ?? {};
      expect(Object.keys(archive).sort()).toEqual(['backup', 'legal']);
      expect(archive['legal']).toMatchObject({ path: rows[0]!.path, sha256: rows[0]!.sha256 });
      // The link to the deal is still there.
      expect(metadata.id).toBeTruthy();
    });
  });
});
