import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { createBox } from '../../../../src/connectors/archive/box/box.js';
import type { Destination } from '../../../../src/connectors/archive/destination.js';
import type { Clock } from '../../../../src/domain/clock.js';
import type { BoxConfig } from '../../../../src/domain/destination-config.js';
import { startBoxSandbox } from '../../../../src/sandbox/storage/box/index.js';
import type { BoxSandbox } from '../../../../src/sandbox/storage/box/index.js';
import { bytesOf, CALL, faultOf, fileToPut, putOnce, Resume, stepsOf } from './file-to-put.js';
import { SleeplessClock } from './sleepless-clock.js';

const PDF = Buffer.from('%PDF-1.7 signed');
const PART_BYTES = 256 * 1024;
const LARGE = randomBytes(2 * PART_BYTES + 1_000);

function open(
  box: BoxSandbox,
  changes: Partial<BoxConfig> = {},
  clock: Clock = new SleeplessClock(),
): Destination & AsyncDisposable {
  // As Box, with smaller numbers.
  box.box.settings.minSessionBytes = 2 * PART_BYTES;
  box.box.settings.partBytes = PART_BYTES;
  const destination = createBox(
    {
      name: 'legal',
      type: 'box',
      folderId: box.folderId,
      clientId: box.clientId,
      clientSecret: box.clientSecret,
      enterpriseId: box.enterpriseId,
      endpoints: { api: box.url, upload: box.uploadUrl },
      ...changes,
    },
    { clock, sessionFromBytes: 2 * PART_BYTES },
  );
  return Object.assign(destination, { [Symbol.asyncDispose]: () => destination.close() });
}

describe('Box', () => {
  test('keeps a file once, with its metadata and a link for who has rights', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    const file = await fileToPut(PDF);

    const first = await putOnce(destination, file);
    const second = await putOnce(destination, file);

    expect(first).toMatchObject({
      kind: 'created',
      file: {
        sizeBytes: PDF.length,
        digest: { name: 'sha1', value: file.digests.sha1 },
        archiveKey: 'T-1.v1',
        ref: {
          path: 'NDA/Müller & Söhne/Mutual NDA – 契約.pdf',
          url: expect.stringMatching(/^https:\/\/app\.box\.com\/file\/\d+$/u),
        },
      },
    });
    expect(second.kind).toBe('already-there');
    expect(box.contents.list()).toMatchObject([
      { bytes: PDF, metadata: { archiveKey: 'T-1.v1', contractName: 'Mutual NDA – 契約' } },
    ]);
    expect(box.calls.report().byRoute['POST /api/2.0/files/content']).toBe(1);
  });

  test.each(['object', 'array'] as const)(
    'reads conflicts that come as an %s',
    async (conflicts) => {
      await using box = await startBoxSandbox();
      box.box.settings.conflicts = conflicts;
      await using destination = open(box);
      await putOnce(destination, await fileToPut(PDF, { name: 'A.pdf' }));

      const same = await putOnce(destination, await fileToPut(PDF, { name: 'a.PDF' }));
      const bytes = await putOnce(
        destination,
        await fileToPut(Buffer.from('x'), { name: 'A.pdf' }),
      );
      const key = await putOnce(
        destination,
        await fileToPut(PDF, { name: 'A.pdf', archiveKey: 'T-2' }),
      );
      const folder = await putOnce(destination, await fileToPut(PDF, { folder: [], name: 'nda' }));

      expect([same.kind, bytes.kind, key.kind, folder.kind]).toEqual([
        'already-there',
        'taken',
        'taken',
        'taken',
      ]);
      expect(box.contents.list()).toHaveLength(1);
    },
  );

  test('takes a lost answer for what it is, also between the file and its metadata', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    box.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/api/2.0/files/content' },
      times: 1,
    });
    const lost = await putOnce(destination, await fileToPut(PDF));
    box.faults.add({
      kind: 'status',
      status: 502,
      match: { method: 'POST', path: '/metadata/' },
      times: 2,
    });
    const half = await faultOf(putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' })));
    const whole = await putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' }));

    expect(lost.kind).toBe('created');
    expect(half.fault).toBe('unavailable');
    expect(whole.kind).toBe('already-there');
    expect(box.contents.list().map(({ metadata }) => metadata.archiveKey)).toEqual([
      'T-1.v1',
      'T-1.v1',
    ]);
  });

  test('finds a write that landed after a 503', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    box.box.settings.lateWrites = 1;

    const early = await faultOf(putOnce(destination, await fileToPut(PDF)));
    box.box.landLateWrites();
    const late = await putOnce(destination, await fileToPut(PDF));

    expect(early).toMatchObject({ fault: 'unavailable', status: 503 });
    expect(late.kind).toBe('already-there');
    expect(box.contents.list()).toMatchObject([{ metadata: { archiveKey: 'T-1.v1' } }]);
  });

  test('says busy of a name that is reserved for a moment', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    box.box.settings.reservedNames = 1;

    const busy = await faultOf(putOnce(destination, await fileToPut(PDF)));

    expect(busy).toMatchObject({ fault: 'busy', upstreamCode: 'name_temporarily_reserved' });
    expect((await putOnce(destination, await fileToPut(PDF))).kind).toBe('created');
  });

  test('makes one folder for all who need it at once', async () => {
    await using box = await startBoxSandbox();
    box.box.settings.twinFolders = true;
    await using destination = open(box);

    await Promise.all(
      ['A.pdf', 'B.pdf', 'C.pdf'].map(async (name) =>
        putOnce(destination, await fileToPut(PDF, { name })),
      ),
    );

    expect([...box.box.folders.values()].filter(({ name }) => name === 'NDA')).toHaveLength(1);
    expect(box.contents.list()).toHaveLength(3);
  });

  test('makes a folder again that was deleted', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    await putOnce(destination, await fileToPut(PDF));
    for (const folder of [...box.box.folders.values()]) {
      if (['NDA', 'Müller & Söhne'].includes(folder.name)) box.box.folders.delete(folder.id);
    }

    const outcome = await putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' }));

    expect(outcome).toMatchObject({
      kind: 'created',
      file: { ref: { path: 'NDA/Müller & Söhne/B.pdf' } },
    });
  });

  test('stores the name that Box made of another', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);

    const outcome = await putOnce(destination, await fileToPut(PDF, { name: 'A\\B.pdf' }));
    const again = await putOnce(destination, await fileToPut(PDF, { name: 'A\\B.pdf' }));

    expect(outcome).toMatchObject({
      kind: 'created',
      file: { ref: { path: 'NDA/Müller & Söhne/AB.pdf' } },
    });
    expect(again.kind).toBe('already-there');
    box.box.settings.names = 'refuse';
    expect(
      await faultOf(putOnce(destination, await fileToPut(PDF, { name: 'C|D.pdf' }))),
    ).toMatchObject({
      fault: 'refused',
      upstreamCode: 'item_name_invalid',
    });
  });

  test('sends a large file in parts and goes on where it broke off', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    const file = await fileToPut(LARGE);
    const resume = new Resume();
    box.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'PUT', path: 'upload_sessions' },
      skip: 1,
      times: 1,
    });
    await faultOf(resume.put(destination, file));
    box.calls.reset();

    const outcome = await resume.put(destination, file);

    expect(outcome).toMatchObject({ kind: 'created', file: { archiveKey: 'T-1.v1' } });
    expect(resume.saved).toHaveLength(1);
    // Two parts of three are there.
    expect(box.calls.report().byRoute['PUT /api/2.0/files/upload_sessions/:id']).toBe(1);
    expect(box.contents.list().map(({ bytes }) => bytes.equals(LARGE))).toEqual([true]);
  });

  test('takes a part that was answered 500 for stored where it is', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    box.faults.add({
      kind: 'status-after-commit',
      status: 500,
      match: { method: 'PUT', path: 'upload_sessions' },
      times: 1,
    });

    expect((await putOnce(destination, await fileToPut(LARGE))).kind).toBe('created');
    expect(box.calls.report().byRoute['PUT /api/2.0/files/upload_sessions/:id']).toBe(3);
  });

  test('asks again for a commit that is worked on, and finds one whose answer was lost', async () => {
    await using box = await startBoxSandbox();
    const clock = new SleeplessClock();
    await using destination = open(box, {}, clock);
    box.box.settings.pendingCommits = 2;
    box.faults.add({ kind: 'drop-after-commit', match: { path: '/commit' }, skip: 2, times: 1 });

    const outcome = await putOnce(destination, await fileToPut(LARGE));

    expect(outcome.kind).toBe('created');
    expect(clock.sleptMs).toEqual([1_000, 2_000]);
    expect(box.contents.list()).toHaveLength(1);
  });

  test('leaves a commit that takes long for later', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    box.box.settings.pendingCommits = 1_000;
    const resume = new Resume();
    const busy = await faultOf(resume.put(destination, await fileToPut(LARGE)));
    box.box.settings.pendingCommits = 0;

    const outcome = await resume.put(destination, await fileToPut(LARGE));

    expect(busy).toMatchObject({ fault: 'busy', retryAfterMs: 32_000 });
    expect(outcome.kind).toBe('created');
    expect(resume.saved).toHaveLength(1);
  });

  test('begins again when a session has ended', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    const resume = new Resume();
    box.faults.add({
      kind: 'drop-before-commit',
      match: { method: 'PUT', path: 'upload_sessions' },
      times: 1,
    });
    await faultOf(resume.put(destination, await fileToPut(LARGE)));
    box.clock.advance(8 * 24 * 3_600_000);

    expect((await resume.put(destination, await fileToPut(LARGE))).kind).toBe('created');
    expect(resume.saved).toHaveLength(2);
  });

  test('tells what an admin has to mend', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    box.box.settings.quotaBytes = 3;
    const full = await faultOf(putOnce(destination, await fileToPut(PDF)));
    box.box.settings.quotaBytes = Number.MAX_SAFE_INTEGER;
    box.box.settings.role = null;
    const missing = await faultOf(putOnce(destination, await fileToPut(PDF)));
    const uninvited = await stepsOf(destination);
    box.box.settings.role = 'viewer';
    const viewer = await stepsOf(destination);
    const forbidden = await faultOf(putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' })));

    expect(full).toMatchObject({ fault: 'full', upstreamCode: 'storage_limit_exceeded' });
    expect(missing.fault).toBe('missing');
    expect(missing.message).toContain('invite');
    expect(uninvited['sign-in']).toContain('AutomationUser_1_sandbox@boxdevedition.com');
    expect(uninvited.folder).toMatch(
      /^failed: .*AutomationUser_1_sandbox@boxdevedition.com as Editor/u,
    );
    expect(viewer.folder).toMatch(/^failed: .*Editor/u);
    expect(forbidden.fault).toBe('permission');
  });

  test('renews a token once, and names what keeps the app out', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    await putOnce(destination, await fileToPut(PDF));
    box.tokens.revokeAll();
    const renewed = await putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' }));
    box.tokens.revokeAll();
    box.authorization.isAuthorized = false;

    const steps = await stepsOf(destination);

    expect(renewed.kind).toBe('created');
    expect(Object.keys(steps)).toEqual(['sign-in']);
    expect(steps['sign-in']).toMatch(/^failed: .*Platform Apps Manager/u);
  });

  test('waits as long as it is asked to', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    box.faults.add({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '100' },
      body: { type: 'error', status: 429, code: 'rate_limit_exceeded' },
      times: 1,
      match: { path: '/2.0/' },
    });

    expect(await faultOf(putOnce(destination, await fileToPut(PDF)))).toMatchObject({
      fault: 'throttled',
      retryAfterMs: 100_000,
      upstreamCode: 'rate_limit_exceeded',
    });
  });

  test('reads back, finds, describes and removes what it kept', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    const outcome = await putOnce(destination, await fileToPut(PDF));
    const { ref } = outcome.kind === 'taken' ? outcome.by : outcome.file;
    await using other = open(box);

    const found = await other.findByName(['nda', 'müller & söhne'], 'MUTUAL nda – 契約.PDF', CALL);
    const none = await other.findByName(['Leases'], 'x.pdf', CALL);
    const bytes = await bytesOf(destination.read(ref, CALL));
    await destination.describe!(ref, { dealId: '006~1/2' }, CALL);
    const described = box.contents.list()[0]!.metadata;
    await destination.remove(ref, CALL);
    await destination.remove(ref, CALL);

    expect(found?.ref.id).toBe(ref.id);
    expect(none).toBeNull();
    expect(bytes).toEqual(PDF);
    expect(described).toMatchObject({ archiveKey: 'T-1.v1', dealId: '006~1/2' });
    expect(await destination.stat(ref, CALL)).toBeNull();
    expect(await faultOf(bytesOf(destination.read(ref, CALL)))).toMatchObject({ fault: 'gone' });
  });

  test('lets no secret into an error', async () => {
    await using box = await startBoxSandbox();
    await using destination = open(box);
    const resume = new Resume();
    box.faults.add({ kind: 'drop-before-commit', match: { method: 'PUT' }, times: 1 });

    const error = await faultOf(resume.put(destination, await fileToPut(LARGE)));
    const text = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error.cause);

    const [session] = [...box.box.sessions.keys()];
    for (const secret of [session!, box.clientSecret, 'Bearer', '127.0.0.1']) {
      expect(text).not.toContain(secret);
    }
  });
});
