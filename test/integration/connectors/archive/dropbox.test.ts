import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import type { Destination } from '../../../../src/connectors/archive/destination.js';
import { createDropbox } from '../../../../src/connectors/archive/dropbox/dropbox.js';
import { systemClock } from '../../../../src/domain/clock.js';
import type { DropboxConfig } from '../../../../src/domain/destination-config.js';
import { startDropboxSandbox } from '../../../../src/sandbox/storage/dropbox/index.js';
import type { DropboxSandbox } from '../../../../src/sandbox/storage/dropbox/index.js';
import { bytesOf, CALL, faultOf, fileToPut, putOnce, Resume, stepsOf } from './file-to-put.js';

const PDF = Buffer.from('%PDF-1.7 signed');
const PIECE_BYTES = 256 * 1024;
const LARGE = randomBytes(PIECE_BYTES + 1_000);

function open(
  dropbox: DropboxSandbox,
  changes: Partial<DropboxConfig> = {},
): Destination & AsyncDisposable {
  const destination = createDropbox(
    {
      name: 'legal',
      type: 'dropbox',
      appKey: dropbox.appKey,
      appSecret: dropbox.appSecret,
      refreshToken: dropbox.refreshToken,
      root: ['Contracts'],
      namespaceId: null,
      memberId: null,
      endpoints: { api: dropbox.url, content: dropbox.contentUrl },
      ...changes,
    },
    { clock: systemClock, pieceBytes: PIECE_BYTES },
  );
  return Object.assign(destination, { [Symbol.asyncDispose]: () => destination.close() });
}

describe('Dropbox', () => {
  test('keeps a file of any name once, with whose it is and a link that is not public', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    const file = await fileToPut(PDF);

    const first = await putOnce(destination, file);
    const second = await putOnce(destination, file);

    expect(first).toMatchObject({
      kind: 'created',
      file: {
        sizeBytes: PDF.length,
        digest: { name: 'dropbox', value: file.digests.dropbox },
        archiveKey: 'T-1.v1',
        ref: {
          path: 'Contracts/NDA/Müller & Söhne/Mutual NDA – 契約.pdf',
          url: expect.stringContaining('https://www.dropbox.com/'),
        },
      },
    });
    expect(second.kind).toBe('already-there');
    expect(dropbox.contents.list()).toHaveLength(1);
    expect(dropbox.contents.list()[0]).toMatchObject({
      bytes: PDF,
      metadata: { archiveKey: 'T-1.v1' },
    });
  });

  test('sends no bytes for what is there', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    await putOnce(destination, await fileToPut(PDF));
    dropbox.calls.reset();

    await putOnce(destination, await fileToPut(PDF));

    expect(dropbox.calls.report().byRoute).not.toHaveProperty('POST /2/files/upload');
  });

  test('overwrites nothing: other bytes, another case of the name, another contract, a folder', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    await putOnce(destination, await fileToPut(PDF, { name: 'A.pdf' }));

    const others = [
      await fileToPut(Buffer.from('other'), { name: 'A.pdf' }),
      await fileToPut(Buffer.from('other'), { name: 'a.PDF' }),
      await fileToPut(PDF, { name: 'A.pdf', archiveKey: 'T-2.v1' }),
      await fileToPut(PDF, { folder: ['NDA'], name: 'Müller & Söhne' }),
    ];
    for (const other of others) expect((await putOnce(destination, other)).kind).toBe('taken');

    expect(dropbox.contents.list()).toMatchObject([
      { bytes: PDF, metadata: { archiveKey: 'T-1.v1' } },
    ]);
  });

  test('takes an answer that was lost for what it is', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    dropbox.faults.add({ kind: 'drop-after-commit', match: { path: '/files/upload' }, times: 1 });

    const after = await putOnce(destination, await fileToPut(PDF));
    dropbox.faults.add({ kind: 'drop-before-commit', match: { path: '/files/upload' }, times: 1 });
    const before = await faultOf(putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' })));

    expect(after.kind).toBe('created');
    expect(before).toMatchObject({ fault: 'unavailable', retryable: true });
    expect(dropbox.contents.list()).toHaveLength(1);
  });

  test('a file is there although its properties were refused; they are written again', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    dropbox.account.settings.failProperties = true;

    const outcome = await putOnce(destination, await fileToPut(PDF));

    expect(outcome.kind).toBe('created');
    expect(dropbox.contents.list()).toMatchObject([{ metadata: { archiveKey: 'T-1.v1' } }]);
  });

  test('goes on with an upload that broke off, without sending again what was kept', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    const file = await fileToPut(LARGE);
    const resume = new Resume();
    // The first piece is stored, its answer lost; the process ends there.
    dropbox.faults.add({ kind: 'drop-after-commit', match: { path: 'append_v2' }, times: 1 });
    await faultOf(resume.put(destination, file));
    dropbox.calls.reset();

    const outcome = await resume.put(destination, file);

    expect(outcome.kind).toBe('created');
    expect(resume.saved).toHaveLength(1);
    // One append that is corrected, one for the rest.
    expect(dropbox.calls.report().byRoute['POST /2/files/upload_session/append_v2']).toBe(2);
    expect(dropbox.contents.list().map(({ bytes }) => bytes.equals(LARGE))).toEqual([true]);
  });

  test.each(['closed', 'not_found'] as const)(
    'finds what a lost finish has committed (%s)',
    async (finishedTwice) => {
      await using dropbox = await startDropboxSandbox();
      dropbox.account.settings.finishedTwice = finishedTwice;
      await using destination = open(dropbox);
      const resume = new Resume();
      dropbox.faults.add({ kind: 'drop-after-commit', match: { path: 'finish' }, times: 1 });
      // The look that follows is kept from it, too, as by a process that ended.
      dropbox.faults.add({
        kind: 'status',
        status: 503,
        skip: 1,
        match: { path: 'get_metadata' },
        times: 1,
      });
      await faultOf(resume.put(destination, await fileToPut(LARGE)));

      const outcome = await resume.put(destination, await fileToPut(LARGE));

      expect(outcome.kind).toBe('already-there');
      expect(dropbox.contents.list()).toHaveLength(1);
    },
  );

  test('begins again when a session has ended', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    const resume = new Resume();
    dropbox.faults.add({ kind: 'drop-after-commit', match: { path: 'append_v2' }, times: 1 });
    await faultOf(resume.put(destination, await fileToPut(LARGE)));
    dropbox.clock.advance(8 * 24 * 3_600_000);

    const outcome = await resume.put(destination, await fileToPut(LARGE));

    expect(outcome.kind).toBe('created');
    expect(resume.saved).toHaveLength(2);
  });

  test('waits as long as it is asked to', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    dropbox.faults.add({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '17' },
      body: {
        error_summary: 'too_many_write_operations/..',
        error: { reason: { '.tag': 'too_many_write_operations' }, retry_after: 17 },
      },
      match: { path: '/files/upload' },
      times: 1,
    });
    dropbox.faults.add({
      kind: 'status',
      status: 409,
      body: {
        error_summary: 'path/too_many_write_operations/.',
        error: { '.tag': 'path', reason: { '.tag': 'too_many_write_operations' } },
      },
      match: { path: '/files/upload' },
      times: 1,
    });

    const first = await faultOf(putOnce(destination, await fileToPut(PDF)));
    const second = await faultOf(putOnce(destination, await fileToPut(PDF)));

    expect(first).toMatchObject({ fault: 'throttled', retryAfterMs: 17_000 });
    expect(second).toMatchObject({ fault: 'throttled', retryAfterMs: 1_000 });
  });

  test('renews an access token once, and tells an unlinked app from a network', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    await putOnce(destination, await fileToPut(PDF));

    dropbox.tokens.revokeAll();
    const renewed = await putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' }));
    dropbox.tokens.revokeAll();
    dropbox.link.isRevoked = true;
    const unlinked = await faultOf(putOnce(destination, await fileToPut(PDF, { name: 'C.pdf' })));

    expect(renewed.kind).toBe('created');
    expect(unlinked).toMatchObject({ fault: 'sign-in', upstreamCode: 'invalid_grant' });
    expect(unlinked.message).toContain('Link it again');
  });

  test('goes to the space of the team, also after it moved', async () => {
    await using dropbox = await startDropboxSandbox({ hasTeamSpace: true });
    await using destination = open(dropbox);
    await putOnce(destination, await fileToPut(PDF));
    dropbox.account.openNamespace('3001');
    dropbox.account.rootNamespace = '3001';

    const outcome = await putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' }));

    expect(outcome.kind).toBe('created');
    const [home, , moved] = dropbox.account.namespaces();
    expect(home!.files()).toEqual([]);
    expect(moved!.files()).toHaveLength(1);
  });

  test('acts as a member of a team, and in a namespace', async () => {
    await using dropbox = await startDropboxSandbox({ isTeamLinked: true });
    dropbox.account.openNamespace('4001');
    await using destination = open(dropbox, {
      memberId: 'dbmid:AACsandboxMember',
      namespaceId: '4001',
      root: [],
    });
    await using stranger = open(dropbox, { memberId: 'dbmid:unknown' });

    expect((await putOnce(destination, await fileToPut(PDF))).kind).toBe('created');
    expect(await faultOf(putOnce(stranger, await fileToPut(PDF)))).toMatchObject({
      fault: 'sign-in',
      upstreamCode: 'invalid_select_user',
    });
  });

  test('says what is full, forbidden or named wrongly', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    dropbox.account.settings.readOnly.push('/Contracts/Locked');

    const forbidden = await faultOf(
      putOnce(destination, await fileToPut(PDF, { folder: ['Locked'] })),
    );
    dropbox.account.settings.quotaBytes = 3;
    const full = await faultOf(putOnce(destination, await fileToPut(PDF)));

    expect(forbidden).toMatchObject({ fault: 'permission', upstreamCode: 'no_write_permission' });
    expect(full).toMatchObject({ fault: 'full', upstreamCode: 'insufficient_space' });
  });

  test('does without properties and links where the app may not use them', async () => {
    await using dropbox = await startDropboxSandbox();
    dropbox.account.settings.scopes = [
      'account_info.read',
      'files.metadata.read',
      'files.content.read',
      'files.content.write',
    ];
    await using destination = open(dropbox);

    const outcome = await putOnce(destination, await fileToPut(PDF));
    const steps = await stepsOf(destination);

    expect(outcome).toMatchObject({
      kind: 'created',
      file: { archiveKey: null, ref: { url: null } },
    });
    expect(steps.metadata).toContain('warning: ');
    expect(steps.metadata).toContain('files.metadata.write');
  });

  test('reads back, finds, and removes what it kept', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    const outcome = await putOnce(destination, await fileToPut(PDF));
    const { ref } = outcome.kind === 'taken' ? outcome.by : outcome.file;

    const found = await destination.findByName(
      ['nda', 'müller & söhne'],
      'MUTUAL nda – 契約.PDF',
      CALL,
    );
    const stat = await destination.stat(ref, CALL);
    const bytes = await bytesOf(destination.read(ref, CALL));
    await destination.remove(ref, CALL);
    await destination.remove(ref, CALL);

    expect(found?.ref.id).toBe(ref.id);
    expect(stat?.archiveKey).toBe('T-1.v1');
    expect(bytes).toEqual(PDF);
    expect(await destination.stat(ref, CALL)).toBeNull();
    expect(await faultOf(bytesOf(destination.read(ref, CALL)))).toMatchObject({ fault: 'gone' });
  });

  test('shows an admin each step, and what to do about the first that fails', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    await using wrong = open(dropbox, { appSecret: 'wrong' });

    expect(await stepsOf(destination)).toEqual({
      'sign-in': 'ok: Signed in as Sandbox Member (archive@example.com).',
      folder: 'ok: /Contracts is made with the first file.',
      metadata: 'ok: Files carry their contract in properties that this app alone sees.',
    });
    const steps = await stepsOf(wrong);
    expect(Object.keys(steps)).toEqual(['sign-in']);
    expect(steps['sign-in']).toContain('failed: ');
    expect(steps['sign-in']).toContain('appSecret');
  });

  test('lets no secret into an error', async () => {
    await using dropbox = await startDropboxSandbox();
    await using destination = open(dropbox);
    const resume = new Resume();
    dropbox.faults.add({ kind: 'drop-before-commit', match: { path: 'append_v2' }, times: 1 });

    const error = await faultOf(resume.put(destination, await fileToPut(LARGE)));
    const text = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error.cause);

    const { session } = JSON.parse(resume.text!) as { session: string };
    for (const secret of [session, dropbox.refreshToken, dropbox.appSecret, 'sl.']) {
      expect(text).not.toContain(secret);
    }
  });
});
