import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { startGoogleDriveSandbox } from '../../../../src/sandbox/storage/google-drive/index.js';
import { askToken, driveCaller, generateId, multipart } from './drive-caller.js';

const PDF = Buffer.from('%PDF-1.7 signed');
const ALL = 'supportsAllDrives=true';
const UPLOAD = `/upload/drive/v3/files?uploadType=multipart&${ALL}`;
const FIELDS =
  'fields=id,name,size,md5Checksum,sha256Checksum,driveId,parents,appProperties,trashed,webViewLink';
const FOLDER = 'application/vnd.google-apps.folder';

describe('tokens of a service account', () => {
  test('are given for a short-lived assertion of the right key, and end', async () => {
    await using drive = await startGoogleDriveSandbox();
    const call = await driveCaller(drive);

    const before = await call('GET', '/drive/v3/about?fields=user');
    drive.clock.advance(3_600_000);
    const after = await call('GET', '/drive/v3/about?fields=user');

    expect(before.body.user.emailAddress).toBe(drive.serviceAccountEmail);
    expect(after.status).toBe(401);
    expect(after.body.error.errors[0].reason).toBe('authError');
  });

  test('are refused for each thing that is wrong with the assertion', async () => {
    await using drive = await startGoogleDriveSandbox();
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });

    expect(await askToken(drive, { privateKeyPem: privateKey })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' },
    });
    expect(await askToken(drive, { lifetimeS: 3_700 })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect(await askToken(drive, { audience: 'https://example.com' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect(await askToken(drive, { issuer: 'other@x.iam.gserviceaccount.com' })).toMatchObject({
      status: 400,
      body: { error_description: 'Invalid grant: account not found' },
    });
    expect(await askToken(drive, { scope: 'drive' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    });
    drive.account.publicKeysPem.clear();
    expect(await askToken(drive)).toMatchObject({
      body: { error_description: 'Invalid JWT Signature.' },
    });
  });

  test('act as a user where that is delegated, for these scopes and users', async () => {
    await using drive = await startGoogleDriveSandbox();
    const subject = drive.userEmail;

    const before = await askToken(drive, { subject });
    drive.delegation.scopes.add('https://www.googleapis.com/auth/drive');
    const stranger = await askToken(drive, { subject: 'nobody@acme.example' });
    const call = await driveCaller(drive, { subject });
    const about = await call('GET', '/drive/v3/about?fields=user(emailAddress)');

    expect(before).toMatchObject({ status: 401, body: { error: 'unauthorized_client' } });
    expect(stranger).toMatchObject({
      status: 400,
      body: { error_description: 'Invalid email or User ID' },
    });
    expect(about.body).toEqual({ user: { emailAddress: subject } });
  });
});

describe('Drive files', () => {
  test('are made once per generated id, whatever is tried again', async () => {
    await using drive = await startGoogleDriveSandbox();
    const call = await driveCaller(drive);
    const id = await generateId(call);
    const metadata = {
      id,
      name: 'NDA / Acme.pdf',
      parents: [drive.folderId],
      mimeType: 'application/pdf',
      appProperties: { ddKey: 'k1' },
    };
    drive.faults.add({ kind: 'drop-after-commit', match: { path: '/upload/' }, times: 1 });

    await expect(call('POST', UPLOAD, multipart(metadata, PDF))).rejects.toThrow();
    const second = await call('POST', UPLOAD, multipart(metadata, PDF));
    const got = await call('GET', `/drive/v3/files/${id}?${ALL}&${FIELDS}`);
    const bytes = await call('GET', `/drive/v3/files/${id}?${ALL}&alt=media`);

    expect(second.status).toBe(409);
    expect(second.body.error.errors[0].reason).toBe('fileIdInUse');
    expect(got.body).toEqual({
      id,
      name: 'NDA / Acme.pdf',
      size: String(PDF.length),
      md5Checksum: createHash('md5').update(PDF).digest('hex'),
      sha256Checksum: createHash('sha256').update(PDF).digest('hex'),
      driveId: drive.driveId,
      parents: [drive.folderId],
      appProperties: { ddKey: 'k1' },
      trashed: false,
      webViewLink: `https://drive.google.com/file/d/${id}/view?usp=drivesdk`,
    });
    expect(bytes.body).toBe(PDF.toString());
    expect(drive.contents.list()).toMatchObject([{ path: 'Legal/Contracts/NDA / Acme.pdf' }]);
  });

  test('take no id of one’s own, and answer four members unless told', async () => {
    await using drive = await startGoogleDriveSandbox();
    const call = await driveCaller(drive);
    const metadata = { name: 'a.pdf', parents: [drive.folderId] };

    const own = await call('POST', UPLOAD, multipart({ ...metadata, id: 'own' }, PDF));
    const bare = await call('POST', UPLOAD, multipart(metadata, PDF));
    const wrong = await call('GET', `/drive/v3/files/${bare.body.id}?${ALL}&fields=sha512`);

    expect(own.status).toBe(400);
    expect(Object.keys(bare.body)).toEqual(['kind', 'id', 'name', 'mimeType']);
    expect(wrong.status).toBe(400);
  });

  test('of one name lie beside each other, folders too', async () => {
    await using drive = await startGoogleDriveSandbox();
    const call = await driveCaller(drive);
    const folder = { name: 'Acme', mimeType: FOLDER, parents: [drive.folderId] };

    const made = await Promise.all([
      call('POST', `/drive/v3/files?${ALL}`, { body: folder }),
      call('POST', `/drive/v3/files?${ALL}`, { body: folder }),
    ]);
    const q = encodeURIComponent(
      `'${drive.folderId}' in parents and name='Acme' and mimeType='${FOLDER}' and trashed=false`,
    );
    const list = await call(
      'GET',
      `/drive/v3/files?q=${q}&corpora=drive&driveId=${drive.driveId}&includeItemsFromAllDrives=true&${ALL}&fields=files(id,createdTime)`,
    );

    expect(made.map(({ status }) => status)).toEqual([200, 200]);
    expect(list.body.files).toHaveLength(2);
    expect(list.body.files[0]).toEqual({
      id: expect.any(String),
      createdTime: expect.any(String),
    });
  });

  test('are not in listings for a while, but found by id at once', async () => {
    await using drive = await startGoogleDriveSandbox({ listingLagMs: 60_000 });
    const call = await driveCaller(drive);
    const made = await call(
      'POST',
      UPLOAD,
      multipart({ name: "O'Neil \\ 1", parents: [drive.folderId] }, PDF),
    );
    const q = encodeURIComponent(String.raw`name='O\'Neil \\ 1'`);
    const list = () => call('GET', `/drive/v3/files?q=${q}&includeItemsFromAllDrives=true&${ALL}`);

    const early = await list();
    const byId = await call('GET', `/drive/v3/files/${made.body.id}?${ALL}`);
    drive.clock.advance(60_000);
    const late = await list();

    expect(early.body.files).toEqual([]);
    expect(byId.status).toBe(200);
    expect(late.body.files).toMatchObject([{ id: made.body.id }]);
  });

  test('of a shared drive are not there for who does not ask for shared drives, or is no member', async () => {
    await using drive = await startGoogleDriveSandbox();
    const call = await driveCaller(drive);

    const withoutFlag = await call('GET', `/drive/v3/files/${drive.folderId}`);
    const upload = await call(
      'POST',
      '/upload/drive/v3/files?uploadType=multipart',
      multipart({ name: 'a.pdf', parents: [drive.folderId] }, PDF),
    );
    const folderAsDrive = await call(
      'GET',
      `/drive/v3/files?corpora=drive&driveId=${drive.folderId}&includeItemsFromAllDrives=true&${ALL}`,
    );
    drive.state.drives.get(drive.driveId)!.members.delete(drive.serviceAccountEmail);
    const asStranger = await call('GET', `/drive/v3/files/${drive.folderId}?${ALL}`);

    for (const answer of [withoutFlag, upload, folderAsDrive, asStranger]) {
      expect(answer.status).toBe(404);
      expect(answer.body.error.errors[0].reason).toBe('notFound');
    }
    expect(folderAsDrive.body.error.message).toContain('Shared drive not found');
  });

  test('follow the role: a reader writes nothing, a contributor throws nothing away', async () => {
    await using drive = await startGoogleDriveSandbox({ role: 'reader' });
    const call = await driveCaller(drive);
    const members = drive.state.drives.get(drive.driveId)!.members;
    const body = multipart({ name: 'a.pdf', parents: [drive.folderId] }, PDF);

    const asReader = await call('POST', UPLOAD, body);
    members.set(drive.serviceAccountEmail, 'writer');
    const asWriter = await call('POST', UPLOAD, body);
    const at = `/drive/v3/files/${asWriter.body.id}?${ALL}`;
    const capabilities = await call('GET', `${at}&fields=capabilities(canTrash,canEdit)`);
    const thrown = await call('PATCH', at, { body: { trashed: true } });
    members.set(drive.serviceAccountEmail, 'fileOrganizer');
    const organized = await call('PATCH', `${at}&fields=trashed`, { body: { trashed: true } });
    const deleted = await call('DELETE', at);

    expect(asReader.body.error.errors[0].reason).toBe('insufficientFilePermissions');
    expect(capabilities.body).toEqual({ capabilities: { canTrash: false, canEdit: true } });
    expect(thrown.status).toBe(403);
    expect(organized.body).toEqual({ trashed: true });
    expect(deleted.status).toBe(403);
  });

  test('of a service account have no room in anybody’s My Drive; those of a user do', async () => {
    await using drive = await startGoogleDriveSandbox({
      delegatedScopes: ['https://www.googleapis.com/auth/drive'],
    });
    const existing = drive.state.addFile(drive.userFolderId, {
      name: 'old.pdf',
      mimeType: 'application/pdf',
      bytes: PDF,
    });
    const account = await driveCaller(drive);
    const user = await driveCaller(drive, { subject: drive.userEmail });
    const body = multipart({ name: 'a.pdf', parents: [drive.userFolderId] }, PDF);

    const refused = await account('POST', UPLOAD, body);
    const update = await account(
      'PATCH',
      `/upload/drive/v3/files/${existing.id}?uploadType=media`,
      { body: Buffer.from('new'), headers: { 'content-type': 'application/pdf' } },
    );
    const made = await user('POST', UPLOAD, body);

    expect(refused).toMatchObject({ status: 403 });
    expect(refused.body.error.errors[0].reason).toBe('storageQuotaExceeded');
    expect(update.status).toBe(200);
    expect(made.status).toBe(200);
  });

  test('keep properties of one app from the others, and not more than fits', async () => {
    await using drive = await startGoogleDriveSandbox();
    const call = await driveCaller(drive);
    const metadata = {
      name: 'a.pdf',
      parents: [drive.folderId],
      appProperties: { ddKey: 'k1' },
      properties: { seen: 'by all' },
    };
    const made = await call('POST', UPLOAD, multipart(metadata, PDF));
    const find = (app: string, value: string) =>
      call(
        'GET',
        `/drive/v3/files?q=${encodeURIComponent(`appProperties has { key='ddKey' and value='${value}' }`)}&includeItemsFromAllDrives=true&${ALL}&fields=files(id,${app})`,
      );

    const found = await find('appProperties', 'k1');
    const other = await find('appProperties', 'k2');
    const tooLong = await call('PATCH', `/drive/v3/files/${made.body.id}?${ALL}`, {
      body: { properties: { key: 'é'.repeat(61) } },
    });
    drive.state.files.get(made.body.id)!.appProperties.clear();
    drive.state.files.get(made.body.id)!.appProperties.set('another-project', { ddKey: 'k1' });
    const hidden = await find('appProperties', 'k1');

    expect(found.body.files).toEqual([{ id: made.body.id, appProperties: { ddKey: 'k1' } }]);
    expect(other.body.files).toEqual([]);
    expect(tooLong.status).toBe(403);
    expect(hidden.body.files).toEqual([]);
  });

  test('become something of Google’s when they are sent as that', async () => {
    await using drive = await startGoogleDriveSandbox();
    const call = await driveCaller(drive);

    const made = await call(
      'POST',
      `${UPLOAD}&fields=id,sha256Checksum,size`,
      multipart(
        {
          name: 'a',
          parents: [drive.folderId],
          mimeType: 'application/vnd.google-apps.document',
        },
        PDF,
      ),
    );

    expect(Object.keys(made.body)).toEqual(['id']);
  });

  test('have one folder in a shared drive, and room for so many items', async () => {
    await using drive = await startGoogleDriveSandbox({ maxSharedDriveItems: 3 });
    const call = await driveCaller(drive);
    const put = (parents: string[]) => call('POST', UPLOAD, multipart({ name: 'a', parents }, PDF));

    const two = await put([drive.folderId, drive.driveId]);
    const first = await put([drive.folderId]);
    const full = await put([drive.folderId]);

    expect(two.body.error.errors[0].reason).toBe('teamDrivesParentLimit');
    expect(first.status).toBe(200);
    expect(full.body.error.errors[0].reason).toBe('teamDriveFileLimitExceeded');
  });

  test('state no checksum right away where that is set', async () => {
    await using drive = await startGoogleDriveSandbox({ checksumLagMs: 1_000 });
    const call = await driveCaller(drive);
    const made = await call(
      'POST',
      `${UPLOAD}&fields=id,sha256Checksum`,
      multipart({ name: 'a', parents: [drive.folderId] }, PDF),
    );
    drive.clock.advance(1_000);
    const got = await call('GET', `/drive/v3/files/${made.body.id}?${ALL}&fields=sha256Checksum`);

    expect(made.body.sha256Checksum).toBeUndefined();
    expect(got.body.sha256Checksum).toBe(createHash('sha256').update(PDF).digest('hex'));
  });

  test('of an app that sees its own alone hide everything else', async () => {
    await using drive = await startGoogleDriveSandbox();
    const call = await driveCaller(drive, {
      scope: 'https://www.googleapis.com/auth/drive.file',
    });
    const none = await driveCaller(drive, {
      scope: 'https://www.googleapis.com/auth/calendar',
    });

    expect((await call('GET', `/drive/v3/files/${drive.folderId}?${ALL}`)).status).toBe(404);
    expect((await none('GET', `/drive/v3/files/${drive.folderId}?${ALL}`)).status).toBe(403);
  });

  test('are listed page by page', async () => {
    await using drive = await startGoogleDriveSandbox();
    const call = await driveCaller(drive);
    for (let index = 0; index < 5; index += 1) {
      drive.state.addFile(drive.folderId, { name: `n${index}`, bytes: PDF, mimeType: 'a/b' });
    }
    const q = encodeURIComponent(`'${drive.folderId}' in parents and not name='n0'`);
    const list = async (token: string) =>
      call(
        'GET',
        `/drive/v3/files?q=${q}&pageSize=3&orderBy=name&includeItemsFromAllDrives=true&${ALL}&fields=nextPageToken,files(name)${token}`,
      );

    const first = await list('');
    const second = await list(`&pageToken=${first.body.nextPageToken}`);

    expect(first.body.files.map(({ name }: { name: string }) => name)).toEqual(['n1', 'n2', 'n3']);
    expect(second.body).toEqual({ files: [{ name: 'n4' }] });
  });
});

describe('Drive uploads in pieces', () => {
  const BYTES = randomBytes(3 * 262_144 + 10);

  async function start(call: Awaited<ReturnType<typeof driveCaller>>, metadata: object) {
    const answer = await call(
      'POST',
      `/upload/drive/v3/files?uploadType=resumable&${ALL}&fields=id,size`,
      {
        body: metadata,
        headers: {
          'x-upload-content-type': 'application/pdf',
          'x-upload-content-length': String(BYTES.length),
        },
      },
    );
    return answer;
  }

  const piece = (from: number, to: number) => ({
    body: BYTES.subarray(from, to),
    headers: { 'content-range': `bytes ${from}-${to - 1}/${BYTES.length}` },
  });
  const status = { headers: { 'content-range': `bytes */${BYTES.length}`, 'content-length': '0' } };

  test('go on where the server says, which may have kept less than was sent', async () => {
    await using drive = await startGoogleDriveSandbox();
    const call = await driveCaller(drive);
    const id = await generateId(call);
    const session = (
      await start(call, { id, name: 'a.pdf', parents: [drive.folderId] })
    ).headers.get('location')!;

    const empty = await call('PUT', session, status);
    drive.state.shortPiecesToCome = 1;
    const short = await call('PUT', session, piece(0, 2 * 262_144));
    const odd = await call('PUT', session, piece(262_144, 262_144 + 100));
    const gap = await call('PUT', session, piece(2 * 262_144, 3 * 262_144));
    const last = await call('PUT', session, piece(262_144, BYTES.length));
    const again = await call('PUT', session, status);

    expect(empty.status).toBe(308);
    expect(empty.headers.get('range')).toBeNull();
    expect(short.headers.get('range')).toBe('bytes=0-262143');
    expect(odd.status).toBe(400);
    expect(gap.headers.get('range')).toBe('bytes=0-262143');
    expect(last).toMatchObject({ status: 200, body: { id, size: String(BYTES.length) } });
    expect(again).toMatchObject({ status: 200, body: { id } });
    expect(drive.contents.list().map(({ bytes }) => bytes.equals(BYTES))).toEqual([true]);
  });

  test('say of a completed one that its id is in use, where that is set', async () => {
    await using drive = await startGoogleDriveSandbox({ completedSession: 'id-in-use' });
    const call = await driveCaller(drive);
    const id = await generateId(call);
    const session = (await start(call, { id, name: 'a', parents: [drive.folderId] })).headers.get(
      'location',
    )!;

    await call('PUT', session, piece(0, BYTES.length));
    const again = await call('PUT', session, status);

    expect(again.body.error.errors[0].reason).toBe('fileIdInUse');
  });

  test.each(['start', 'end'] as const)('refuse a used id at the %s', async (refusesUsedIdAt) => {
    await using drive = await startGoogleDriveSandbox({ refusesUsedIdAt });
    const call = await driveCaller(drive);
    const id = await generateId(call);
    const metadata = { id, name: 'a', parents: [drive.folderId] };
    await call('POST', UPLOAD, multipart(metadata, PDF));

    const started = await start(call, metadata);
    const ended =
      refusesUsedIdAt === 'start'
        ? started
        : await call('PUT', started.headers.get('location')!, piece(0, BYTES.length));

    expect(ended.status).toBe(409);
    expect(drive.contents.list()).toMatchObject([{ bytes: PDF }]);
  });

  test('end after a week', async () => {
    await using drive = await startGoogleDriveSandbox();
    const call = await driveCaller(drive);
    const session = (await start(call, { name: 'a', parents: [drive.folderId] })).headers.get(
      'location',
    )!;

    drive.clock.advance(7 * 24 * 3_600_000);

    expect((await call('PUT', session, status)).status).toBe(404);
  });
});
