import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import type { Destination } from '../../../../src/connectors/archive/destination.js';
import { createGraph } from '../../../../src/connectors/archive/graph/graph.js';
import type {
  OneDriveConfig,
  SharePointConfig,
} from '../../../../src/domain/destination-config.js';
import { startGraphSandbox } from '../../../../src/sandbox/storage/graph/index.js';
import type { GraphSandbox } from '../../../../src/sandbox/storage/graph/index.js';
import { appCertificate } from './app-certificate.js';
import { bytesOf, CALL, faultOf, fileToPut, putOnce, Resume, stepsOf } from './file-to-put.js';
import { SleeplessClock } from './sleepless-clock.js';

const PDF = Buffer.from('%PDF-1.7 signed');
const FRAGMENT_BYTES = 320 * 1024;
const LARGE = randomBytes(FRAGMENT_BYTES + 1_000);
const FRAGMENT = 'PUT /_api/v2.0/uploadSessions/:secret';

function signIn(graph: GraphSandbox) {
  return {
    name: 'legal',
    tenantId: graph.tenantId,
    clientId: graph.clientId,
    credential: { kind: 'secret', clientSecret: graph.clientSecret },
    endpoints: { graph: graph.url, login: graph.loginUrl },
  } as const;
}

function library(
  graph: GraphSandbox,
  changes: Partial<SharePointConfig> = {},
  clock = new SleeplessClock(),
): Destination & AsyncDisposable {
  return disposable(
    createGraph(
      {
        ...signIn(graph),
        type: 'sharepoint',
        site: 'contoso.sharepoint.com:/sites/legal',
        library: 'documents',
        root: ['Archive'],
        columns: false,
        ...changes,
      },
      { clock, fragmentBytes: FRAGMENT_BYTES },
    ),
  );
}

function oneDrive(
  graph: GraphSandbox,
  changes: Partial<OneDriveConfig> = {},
): Destination & AsyncDisposable {
  return disposable(
    createGraph(
      { ...signIn(graph), type: 'onedrive', user: 'archive@contoso.com', root: [], ...changes },
      { clock: new SleeplessClock(), fragmentBytes: FRAGMENT_BYTES },
    ),
  );
}

function disposable(destination: Destination): Destination & AsyncDisposable {
  return Object.assign(destination, { [Symbol.asyncDispose]: () => destination.close() });
}

/** What SharePoint makes of a PDF that it promotes properties of. */
function promote(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.from('\n% promoted')]);
}

const COLUMNS = [
  { name: 'ArchiveKey', displayName: 'Archive key', required: false },
  { name: 'Contract_x0020_Name', displayName: 'Contract name', required: false },
];

describe('SharePoint and OneDrive', () => {
  test.each(['library', 'oneDrive'] as const)('a file is kept once in a %s', async (where) => {
    await using graph = await startGraphSandbox();
    await using destination = where === 'library' ? library(graph) : oneDrive(graph);
    const file = await fileToPut(PDF);

    const first = await putOnce(destination, file);
    const second = await putOnce(destination, file);

    const folder = where === 'library' ? 'Archive/NDA' : 'NDA';
    expect(first).toMatchObject({
      kind: 'created',
      file: {
        sizeBytes: PDF.length,
        digest: { name: 'quickXor', value: file.digests.quickXor },
        ref: {
          path: `${folder}/Müller & Söhne/Mutual NDA – 契約.pdf`,
          url: expect.stringMatching(/^https:/u),
        },
      },
    });
    expect(second.kind).toBe('already-there');
    expect(graph.contents.list()).toHaveLength(1);
  });

  test('replaces nothing: other bytes, another case of the name, a folder', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    await putOnce(destination, await fileToPut(PDF, { name: 'A.pdf' }));

    const bytes = await putOnce(destination, await fileToPut(Buffer.from('x'), { name: 'A.pdf' }));
    const cased = await putOnce(destination, await fileToPut(Buffer.from('x'), { name: 'a.PDF' }));
    const folder = await putOnce(destination, await fileToPut(PDF, { folder: [], name: 'nda' }));

    expect([bytes.kind, cased.kind, folder.kind]).toEqual(['taken', 'taken', 'taken']);
    expect(graph.contents.list()).toMatchObject([{ bytes: PDF }]);
  });

  test('who comes second in a race finds the first one’s file', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    const other = await fileToPut(Buffer.from('x'));

    const outcomes = await Promise.all([
      putOnce(destination, await fileToPut(PDF)),
      putOnce(destination, await fileToPut(PDF)),
      putOnce(destination, other),
    ]);

    expect(outcomes.filter(({ kind }) => kind === 'created')).toHaveLength(1);
    expect(graph.contents.list()).toHaveLength(1);
  });

  test('takes an answer that was lost for what it is', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    graph.faults.add({ kind: 'drop-after-commit', match: { method: 'PUT' }, times: 1 });
    const after = await putOnce(destination, await fileToPut(PDF));
    graph.faults.add({ kind: 'drop-before-commit', match: { method: 'PUT' }, times: 1 });
    const before = await faultOf(putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' })));

    expect(after.kind).toBe('created');
    expect(before).toMatchObject({ fault: 'unavailable', retryable: true });
    expect(graph.contents.list()).toHaveLength(1);
  });

  test('waits for a hash that comes late, and goes without one in the end', async () => {
    await using graph = await startGraphSandbox();
    const clock = new SleeplessClock((ms) => graph.clock.advance(ms));
    await using destination = library(graph, {}, clock);
    graph.cloud.library.settings.hashDelayMs = 2_500;
    const late = await putOnce(destination, await fileToPut(PDF));
    graph.cloud.library.settings.hashDelayMs = 3_600_000;
    const never = await putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' }));
    const again = await putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' }));

    expect(late).toMatchObject({ file: { digest: { name: 'quickXor' } } });
    expect(never).toMatchObject({ kind: 'created', file: { digest: null } });
    // Judged by the bytes, read back.
    expect(again.kind).toBe('already-there');
  });

  test('reports bytes that SharePoint altered as what they are, and takes them for its own after a lost answer', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    graph.cloud.library.settings.rewrite = promote;
    const file = await fileToPut(PDF);
    const resume = new Resume();
    graph.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'PUT', path: 'content' },
      times: 1,
    });
    graph.faults.add({
      kind: 'status',
      status: 503,
      skip: 1,
      match: { method: 'GET', path: '.pdf' },
      times: 1,
    });
    await faultOf(resume.put(destination, file));

    const outcome = await resume.put(destination, file);

    expect(outcome).toMatchObject({
      kind: 'already-there',
      file: { sizeBytes: promote(PDF).length },
    });
    expect(outcome.kind !== 'taken' && outcome.file.digest?.value).not.toBe(file.digests.quickXor);
    expect(graph.contents.list()).toHaveLength(1);
  });

  test('does not take a stranger’s file for its own that was altered', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    const resume = new Resume();
    graph.faults.add({
      kind: 'drop-before-commit',
      match: { method: 'PUT', path: 'A.pdf' },
      times: 1,
    });
    await faultOf(resume.put(destination, await fileToPut(PDF, { name: 'A.pdf' })));
    await putOnce(destination, await fileToPut(Buffer.from('theirs'), { name: 'B.pdf' }));

    // The name has been changed since.
    const outcome = await resume.put(destination, await fileToPut(PDF, { name: 'B.pdf' }));

    expect(outcome.kind).toBe('taken');
  });

  test('writes metadata into columns of the same names, and knows files by them', async () => {
    await using graph = await startGraphSandbox();
    graph.cloud.library.settings.columns = COLUMNS;
    await using destination = library(graph, { columns: true });
    const name = 'Long '.repeat(60);

    const outcome = await putOnce(
      destination,
      await fileToPut(PDF, {
        metadata: { archiveKey: 'T-1.v1', contractName: name, dealId: '006' },
      }),
    );
    const other = await putOnce(destination, await fileToPut(PDF, { archiveKey: 'T-2.v1' }));

    expect(outcome).toMatchObject({ kind: 'created', file: { archiveKey: 'T-1.v1' } });
    expect(other.kind).toBe('taken');
    expect(graph.contents.list()[0]!.metadata).toEqual({
      ArchiveKey: 'T-1.v1',
      Contract_x0020_Name: name.slice(0, 255),
    });
  });

  test('adds columns that an earlier try did not come to', async () => {
    await using graph = await startGraphSandbox();
    graph.cloud.library.settings.columns = COLUMNS;
    await using destination = library(graph, { columns: true });
    graph.faults.add({
      kind: 'status',
      status: 409,
      body: { error: { code: 'resourceModified', message: '' } },
      match: { method: 'PATCH' },
      times: 1,
    });

    const busy = await faultOf(putOnce(destination, await fileToPut(PDF)));
    const outcome = await putOnce(destination, await fileToPut(PDF));

    expect(busy).toMatchObject({ fault: 'busy', upstreamCode: 'resourceModified' });
    expect(outcome).toMatchObject({ kind: 'already-there', file: { archiveKey: 'T-1.v1' } });
  });

  test('sends a large file in fragments and goes on where it broke off, without the token', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    const file = await fileToPut(LARGE);
    const resume = new Resume();
    graph.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'PUT', path: 'uploadSessions' },
      times: 1,
    });
    await faultOf(resume.put(destination, file));
    graph.calls.reset();

    const outcome = await resume.put(destination, file);

    expect(outcome.kind).toBe('created');
    expect(resume.saved).toHaveLength(1);
    expect(graph.calls.report().byRoute[FRAGMENT]).toBe(1);
    expect(graph.contents.list().map(({ bytes }) => bytes.equals(LARGE))).toEqual([true]);
  });

  test('finds what a lost last fragment has completed', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    graph.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'PUT', path: 'uploadSessions' },
      skip: 1,
      times: 1,
    });

    expect((await putOnce(destination, await fileToPut(LARGE))).kind).toBe('created');
    expect(graph.contents.list()).toHaveLength(1);
  });

  test('begins again when a session has ended', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    const resume = new Resume();
    graph.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'PUT', path: 'uploadSessions' },
      times: 1,
    });
    await faultOf(resume.put(destination, await fileToPut(LARGE)));
    graph.clock.advance(2 * 24 * 3_600_000);

    expect((await resume.put(destination, await fileToPut(LARGE))).kind).toBe('created');
    expect(resume.saved).toHaveLength(2);
  });

  test('gets past an upload that holds the name and is lost', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    const resume = new Resume();
    graph.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'PUT', path: 'uploadSessions' },
      times: 1,
    });
    await faultOf(resume.put(destination, await fileToPut(LARGE)));

    // What was saved is gone with the store.
    const outcome = await putOnce(destination, await fileToPut(LARGE));

    expect(outcome.kind).toBe('created');
    expect(graph.contents.list().map(({ bytes }) => bytes.equals(LARGE))).toEqual([true]);
  });

  test.each(['create', 'last'] as const)(
    'finds out that a name was taken meanwhile (%s)',
    async (sessionConflictAt) => {
      await using graph = await startGraphSandbox();
      await using destination = library(graph);
      graph.cloud.library.settings.sessionConflictAt = sessionConflictAt;
      await putOnce(destination, await fileToPut(Buffer.from('theirs')));
      // The look before the write is answered as if nothing were there.
      graph.faults.add({
        kind: 'status',
        status: 404,
        body: { error: { code: 'itemNotFound' } },
        match: { method: 'GET', path: '.pdf' },
        times: 1,
      });

      expect((await putOnce(destination, await fileToPut(LARGE))).kind).toBe('taken');
      expect(graph.contents.list()).toHaveLength(1);
      expect(graph.cloud.library.sessions.size).toBe(0);
    },
  );

  test('slows down as far as it is told how much is left, and waits when it is told to', async () => {
    await using graph = await startGraphSandbox();
    const clock = new SleeplessClock();
    await using destination = library(graph, {}, clock);
    graph.cloud.rateLimit = { limit: 1_250, remaining: 20, resetSeconds: 30 };
    await putOnce(destination, await fileToPut(PDF));
    graph.cloud.rateLimit = null;
    graph.faults.add({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '31' },
      body: { error: { code: 'tooManyRequests' } },
      match: { path: '/v1.0/' },
      times: 1,
    });
    const throttled = await faultOf(putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' })));

    expect(new Set(clock.sleptMs)).toEqual(new Set([3_000]));
    expect(throttled).toMatchObject({ fault: 'throttled', retryAfterMs: 31_000 });
  });

  test('signs in with a certificate', async () => {
    const { certificatePem, privateKeyPem, certificate } = appCertificate();
    await using graph = await startGraphSandbox({ certificate });
    await using destination = library(graph, {
      credential: { kind: 'certificate', certificatePem, privateKeyPem },
    });
    await using broken = library(graph, {
      credential: { kind: 'certificate', certificatePem, privateKeyPem: 'not a key' },
    });

    expect((await putOnce(destination, await fileToPut(PDF))).kind).toBe('created');
    const error = await faultOf(putOnce(broken, await fileToPut(PDF)));
    expect(error.fault).toBe('sign-in');
    expect(error.message).toContain('PKCS #8');
  });

  test('renews a token once, and tells by its number why the app can not sign in', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    await putOnce(destination, await fileToPut(PDF));
    graph.tokens.revokeAll();
    const renewed = await putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' }));
    graph.tokens.revokeAll();
    graph.signIn.isSecretExpired = true;
    const expired = await stepsOf(destination);
    await using wrong = library(graph, { credential: { kind: 'secret', clientSecret: 'wrong' } });
    await using tenant = library(graph, { tenantId: 'unknown' });
    await using app = library(graph, { clientId: 'unknown' });

    expect(renewed.kind).toBe('created');
    expect(expired).toEqual({
      'sign-in': expect.stringMatching(/^failed: .*expired.*AADSTS7000222/u),
    });
    expect((await stepsOf(wrong))['sign-in']).toMatch(/Value, not the ID.*AADSTS7000215/u);
    expect((await stepsOf(tenant))['sign-in']).toMatch(/tenantId.*AADSTS90002/u);
    expect((await stepsOf(app))['sign-in']).toMatch(/clientId.*AADSTS700016/u);
  });

  test('shows an admin what a library is set up wrongly with', async () => {
    await using graph = await startGraphSandbox();
    const { settings } = graph.cloud.library;
    await using destination = library(graph, { columns: true });
    await using other = library(graph, { library: 'Leases' });

    const before = await stepsOf(destination);
    settings.columns = [...COLUMNS, { name: 'Owner', displayName: 'Legal owner', required: true }];
    const required = await stepsOf(destination);
    const unknown = await stepsOf(other);
    settings.role = null;
    const denied = await stepsOf(destination);

    expect(before['sign-in']).toMatch(/^ok/u);
    expect(before.library).toMatch(/^ok: Files go to "Documents"/u);
    expect(before.settings).toMatch(/^ok: .*checks out is checked in/u);
    expect(before.columns).toMatch(/^warning: .*archiveKey/u);
    expect(required.settings).toMatch(/^failed: .*"Legal owner".*invisible/u);
    expect(required.columns).toMatch(/^ok/u);
    expect(unknown.library).toMatch(/^failed: .*"Leases".*It has: "Documents"/u);
    expect(denied.library).toMatch(/^failed: .*Sites\.Selected/u);
  });

  test('tells what is full, locked, forbidden, named wrongly, or not there', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    await using nobody = oneDrive(graph, { user: 'nobody@contoso.com' });
    const outcome = await putOnce(destination, await fileToPut(PDF));
    const { ref } = outcome.kind === 'taken' ? outcome.by : outcome.file;
    const { settings } = graph.cloud.library;
    settings.locked.push(ref.path);

    expect(await faultOf(destination.remove(ref, CALL))).toMatchObject({
      fault: 'busy',
      upstreamCode: 'resourceLocked',
    });
    settings.quotaBytes = 3;
    expect(
      await faultOf(putOnce(destination, await fileToPut(PDF, { name: 'B.pdf' }))),
    ).toMatchObject({
      fault: 'full',
    });
    settings.role = 'read';
    expect(
      await faultOf(putOnce(destination, await fileToPut(PDF, { name: 'C.pdf' }))),
    ).toMatchObject({
      fault: 'permission',
    });
    expect(await faultOf(putOnce(nobody, await fileToPut(PDF)))).toMatchObject({
      fault: 'missing',
    });
    settings.role = 'write';
    settings.quotaBytes = Number.MAX_SAFE_INTEGER;
    expect(
      await faultOf(putOnce(destination, await fileToPut(PDF, { name: 'CON' }))),
    ).toMatchObject({
      fault: 'refused',
    });
  });

  test('makes a folder again that was deleted, and finds and reads what it kept', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    await putOnce(destination, await fileToPut(PDF));
    const { items } = graph.cloud.library;
    for (const item of [...items.values()]) if (item.parentId !== null) items.delete(item.id);

    const outcome = await putOnce(destination, await fileToPut(PDF));
    const { ref } = outcome.kind === 'taken' ? outcome.by : outcome.file;
    await using other = library(graph);
    const found = await other.findByName(['nda', 'MÜLLER & söhne'], 'mutual nda – 契約.PDF', CALL);
    const none = await other.findByName(['Leases'], 'x.pdf', CALL);
    const bytes = await bytesOf(destination.read(ref, CALL));
    await destination.remove(ref, CALL);
    await destination.remove(ref, CALL);

    expect(outcome.kind).toBe('created');
    expect(found?.ref).toEqual(ref);
    expect(none).toBeNull();
    expect(bytes).toEqual(PDF);
    expect(await destination.stat(ref, CALL)).toBeNull();
    expect(await faultOf(bytesOf(destination.read(ref, CALL)))).toMatchObject({ fault: 'gone' });
  });

  test('lets no address of a session, no token and no secret into an error', async () => {
    await using graph = await startGraphSandbox();
    await using destination = library(graph);
    const resume = new Resume();
    graph.faults.add({ kind: 'drop-before-commit', match: { method: 'PUT' }, times: 1 });

    const error = await faultOf(resume.put(destination, await fileToPut(LARGE)));
    const text = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error.cause);

    const [session] = [...graph.cloud.library.sessions.keys()];
    for (const secret of [session!, graph.clientSecret, 'tempauth', 'eyJ', '127.0.0.1']) {
      expect(text).not.toContain(secret);
    }
  });
});
