import { createHash, createPrivateKey, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBoxSandbox } from '../../../../src/sandbox/storage/box/index.js';
import type { BoxSandbox } from '../../../../src/sandbox/storage/box/index.js';

let sandbox: BoxSandbox;
let token: string;

beforeEach(async () => {
  sandbox = await startBoxSandbox();
  token = await signIn();
});

afterEach(async () => {
  await sandbox.close();
});

async function jsonOf(answer: Response) {
  return JSON.parse(await answer.text());
}

async function askForToken(form: Record<string, string>): Promise<Response> {
  return fetch(`${sandbox.url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: sandbox.clientId,
      client_secret: sandbox.clientSecret,
      ...form,
    }),
  });
}

async function askAsEnterprise(more: Record<string, string> = {}): Promise<Response> {
  return askForToken({
    grant_type: 'client_credentials',
    box_subject_type: 'enterprise',
    box_subject_id: sandbox.enterpriseId,
    ...more,
  });
}

async function signIn(): Promise<string> {
  return (await jsonOf(await askAsEnterprise())).access_token;
}

async function call(
  method: string,
  url: string,
  init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
) {
  const answer = await fetch(url.startsWith('/') ? `${sandbox.url}${url}` : url, {
    redirect: 'manual',
    ...init,
    method,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: JSON.parse(text || 'null') };
}

const json = (body: object) => ({ body: JSON.stringify(body) });

async function upload(
  name: string,
  bytes: string,
  options: { folderId?: string; attributesLast?: boolean; headers?: Record<string, string> } = {},
) {
  const form = new FormData();
  const attributes = JSON.stringify({
    name,
    parent: { id: options.folderId ?? sandbox.folderId },
  });
  if (options.attributesLast !== true) form.append('attributes', attributes);
  form.append('file', new Blob([bytes]), name);
  if (options.attributesLast === true) form.append('attributes', attributes);
  return call('POST', `${sandbox.uploadUrl}/api/2.0/files/content`, {
    body: form,
    headers: options.headers ?? {},
  });
}

const sha1 = (text: string | Buffer, encoding: 'hex' | 'base64' = 'hex') =>
  createHash('sha1').update(text).digest(encoding);

describe('signing in to Box', () => {
  it('takes client credentials of an app that an admin has authorized', async () => {
    expect(await (await askAsEnterprise()).json()).toMatchObject({
      expires_in: expect.any(Number),
      token_type: 'bearer',
    });
    const wrong = await askAsEnterprise({ client_secret: 'wrong' });
    expect([wrong.status, (await jsonOf(wrong)).error]).toEqual([400, 'invalid_client']);
    sandbox.authorization.isAuthorized = false;
    expect(await (await askAsEnterprise()).json()).toEqual({
      error: 'invalid_grant',
      error_description: 'Grant credentials are invalid',
    });
  });

  it('takes a signed statement that is short-lived, used once and signed by the app', async () => {
    const ask = async (more: object) =>
      jsonOf(
        await askForToken({
          grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
          assertion: assertion(more),
        }),
      );
    expect(await ask({ jti: 'one' })).toHaveProperty('access_token');
    expect((await ask({ jti: 'one' })).error_description).toContain("'jti'");
    expect((await ask({ jti: 'two', exp: nowSeconds() + 120 })).error_description).toContain(
      "'exp'",
    );
    expect((await ask({ jti: 'three', sub: 'other' })).error_description).toContain("'sub'");
    expect((await ask({ jti: 'four', aud: 'https://elsewhere' })).error_description).toContain(
      "'aud'",
    );
  });

  it('refuses tokens that are unknown or too old', async () => {
    sandbox.clock.advance(4_000_000);
    expect(await call('GET', '/2.0/users/me')).toMatchObject({
      status: 401,
      body: { code: 'unauthorized' },
    });
  });

  function nowSeconds(): number {
    return Math.floor(Date.now() / 1_000);
  }

  function assertion(more: object): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS256', kid: sandbox.publicKeyId })}.${part({
      iss: sandbox.clientId,
      sub: sandbox.enterpriseId,
      box_sub_type: 'enterprise',
      aud: 'https://api.box.com/oauth2/token',
      exp: nowSeconds() + 30,
      ...more,
    })}`;
    const key = createPrivateKey(sandbox.privateKeyPem);
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
  }
});

describe('uploading to Box', () => {
  it('stores a file whose attributes come first and whose SHA-1 fits', async () => {
    const first = await upload('NDA.pdf', 'hello', { headers: { 'content-md5': sha1('hello') } });
    expect(first).toMatchObject({
      status: 201,
      body: { total_count: 1, entries: [{ name: 'NDA.pdf', size: 5, sha1: sha1('hello') }] },
    });
    expect(await upload('b.pdf', 'hello', { attributesLast: true })).toMatchObject({
      status: 400,
      body: { code: 'metadata_after_file_contents' },
    });
    const wrong = { headers: { 'content-md5': sha1('other') } };
    expect((await upload('b.pdf', 'hello', wrong)).body.code).toBe('bad_digest');
    expect(sandbox.contents.list().map(({ path }) => path)).toEqual(['NDA.pdf']);
  });

  it('tells what has the name already, as an object or as a list', async () => {
    const { body } = await upload('NDA.pdf', 'hello');
    const taken = await upload('nda.PDF', 'other');
    expect(taken).toMatchObject({
      status: 409,
      body: {
        code: 'item_name_in_use',
        context_info: {
          conflicts: { type: 'file', id: body.entries[0].id, sha1: sha1('hello') },
        },
      },
    });
    sandbox.box.settings.conflicts = 'array';
    expect((await upload('NDA.pdf', 'x')).body.context_info.conflicts).toHaveLength(1);
  });

  it('cleans names silently, or refuses them', async () => {
    expect((await upload('a/b.pdf', 'x')).body.entries[0].name).toBe('ab.pdf');
    sandbox.box.settings.names = 'refuse';
    expect((await upload('c/d.pdf', 'x')).body.code).toBe('item_name_invalid');
    expect((await upload(' a.pdf', 'x')).body.code).toBe('item_name_invalid');
    expect((await upload('n'.repeat(256), 'x')).body.code).toBe('item_name_too_long');
  });

  it('hides a folder that nobody has shared with it, and refuses who may look only', async () => {
    sandbox.box.settings.role = null;
    expect((await upload('a.pdf', 'x')).status).toBe(404);
    expect((await call('GET', `/2.0/folders/${sandbox.folderId}`)).status).toBe(404);
    expect((await call('GET', '/2.0/folders/0')).status).toBe(200);
    sandbox.box.settings.role = 'viewer';
    expect((await upload('a.pdf', 'x')).body.code).toBe('access_denied_insufficient_permissions');
  });

  it('has a bound a file and a bound of all', async () => {
    sandbox.box.settings.maxFileBytes = 4;
    expect((await upload('a.pdf', 'hello')).body.code).toBe('file_size_limit_exceeded');
    sandbox.box.settings.quotaBytes = 3;
    expect((await upload('a.pdf', 'four')).body.code).toBe('storage_limit_exceeded');
    const ask = json({ name: 'a.pdf', parent: { id: sandbox.folderId }, size: 4 });
    expect((await call('OPTIONS', '/2.0/files/content', ask)).status).toBe(403);
  });

  it('may land a write after it was answered 503, and reserve a name for a while', async () => {
    sandbox.box.settings.lateWrites = 1;
    expect((await upload('a.pdf', 'hello')).status).toBe(503);
    expect(sandbox.contents.list()).toHaveLength(0);
    sandbox.box.landLateWrites();
    expect(sandbox.contents.list()).toHaveLength(1);
    sandbox.box.settings.reservedNames = 1;
    expect((await upload('b.pdf', 'x')).body.code).toBe('name_temporarily_reserved');
    expect((await upload('b.pdf', 'x')).status).toBe(201);
  });

  it('takes a new version of the file that is meant', async () => {
    const file = (await upload('a.pdf', 'hello')).body.entries[0];
    const form = new FormData();
    form.append('attributes', '{}');
    form.append('file', new Blob(['other']), 'a.pdf');
    const url = `${sandbox.uploadUrl}/api/2.0/files/${file.id}/content`;
    const wrong = await call('POST', url, { body: form, headers: { 'if-match': '7' } });
    expect(wrong.status).toBe(412);
    const right = await call('POST', url, { body: form, headers: { 'if-match': file.etag } });
    expect(right.body.entries[0]).toMatchObject({ id: file.id, etag: '1', sha1: sha1('other') });
  });
});

describe('an upload session of Box', () => {
  const bytes = Buffer.concat([
    Buffer.alloc(1_000, 1),
    Buffer.alloc(1_000, 2),
    Buffer.alloc(500, 3),
  ]);

  beforeEach(() => {
    sandbox.box.settings.minSessionBytes = 2_000;
    sandbox.box.settings.partBytes = 1_000;
  });

  const start = async (name = 'big.pdf', sizeBytes = bytes.length) =>
    call('POST', `${sandbox.uploadUrl}/api/2.0/files/upload_sessions`, {
      ...json({ folder_id: sandbox.folderId, file_size: sizeBytes, file_name: name }),
    });

  const putPart = async (url: string, first: number, end: number) => {
    const part = bytes.subarray(first, end);
    return call('PUT', url, {
      body: new Uint8Array(part),
      headers: {
        'content-type': 'application/octet-stream',
        digest: `sha=${sha1(part, 'base64')}`,
        'content-range': `bytes ${first}-${end - 1}/${bytes.length}`,
      },
    });
  };

  const commit = async (url: string, parts: object[]) =>
    fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, digest: `sha=${sha1(bytes, 'base64')}` },
      body: JSON.stringify({ parts }),
    });

  it('is for big files alone, and knows the name conflict at once', async () => {
    expect((await start('big.pdf', 1_999)).body.code).toBe('bad_request');
    await upload('big.pdf', 'x');
    expect((await start()).body.code).toBe('item_name_in_use');
  });

  it('takes parts in any order, lists them, and commits when it is ready', async () => {
    const session = (await start()).body;
    expect(session).toMatchObject({ part_size: 1_000, total_parts: 3 });
    const { upload_part: part, list_parts: list, commit: end, status } = session.session_endpoints;
    await putPart(part, 2_000, 2_500);
    await putPart(part, 0, 1_000);
    const missing = await commit(end, []);
    expect(missing.status).toBe(400);
    sandbox.faults.add({
      kind: 'status-after-commit',
      status: 500,
      times: 1,
      match: { method: 'PUT' },
    });
    await fetch(part, {
      method: 'PUT',
      body: new Uint8Array(bytes.subarray(1_000, 2_000)),
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/octet-stream',
        digest: `sha=${sha1(bytes.subarray(1_000, 2_000), 'base64')}`,
        'content-range': 'bytes 1000-1999/2500',
      },
    });
    const parts = (await call('GET', list)).body.entries;
    expect(parts.map(({ offset }: { offset: number }) => offset)).toEqual([0, 1_000, 2_000]);
    expect((await call('GET', status)).body.num_parts_processed).toBe(3);
    sandbox.box.settings.pendingCommits = 1;
    const pending = await commit(end, parts);
    expect([pending.status, pending.headers.get('retry-after'), await pending.text()]).toEqual([
      202,
      '1',
      '',
    ]);
    const done = await commit(end, parts);
    expect(done.status).toBe(201);
    expect(await done.json()).toMatchObject({ entries: [{ name: 'big.pdf', sha1: sha1(bytes) }] });
  });

  it('is broken for good by parts that overlap', async () => {
    const { upload_part: part } = (await start()).body.session_endpoints;
    await putPart(part, 0, 1_000);
    expect((await putPart(part, 0, 1_000)).status).toBe(409);
    expect((await putPart(part, 500, 1_500)).status).toBe(409);
    expect(await putPart(part, 1_000, 2_000)).toMatchObject({
      status: 410,
      body: { code: 'upload_failed' },
    });
  });

  it('is gone after a week, and after it was given up', async () => {
    const { upload_part: part, abort } = (await start()).body.session_endpoints;
    expect((await call('DELETE', abort)).status).toBe(204);
    expect((await putPart(part, 0, 1_000)).status).toBe(404);
    const later = (await start()).body.session_endpoints.upload_part;
    sandbox.clock.advance(7 * 24 * 60 * 60 * 1000);
    token = await signIn();
    expect((await putPart(later, 0, 1_000)).body.code).toBe('session_expired');
  });
});

describe('folders, metadata and bytes of Box', () => {
  const newFolder = async (name: string) =>
    call('POST', '/2.0/folders', json({ name, parent: { id: sandbox.folderId } }));

  it('makes a folder once, unless two come at once and it is told to slip', async () => {
    const { body } = await newFolder('ACME');
    expect((await newFolder('acme')).body.context_info.conflicts).toMatchObject([{ id: body.id }]);
    sandbox.box.settings.twinFolders = true;
    const both = await Promise.all([newFolder('Globex'), newFolder('Globex')]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    const list = await call(
      'GET',
      `/2.0/folders/${sandbox.folderId}/items?fields=id,name&limit=2&usemarker=true`,
    );
    expect(list.body.entries).toHaveLength(2);
    expect(list.body.next_marker).toBe('2');
  });

  it('keeps free properties, and those of a template that is there', async () => {
    const { id } = (await upload('a.pdf', 'hello')).body.entries[0];
    const path = `/2.0/files/${id}/metadata/global/properties`;
    expect((await call('POST', path, json({ key: 'T-1' }))).status).toBe(201);
    expect((await call('POST', path, json({ key: 'T-1' }))).body.code).toBe('tuple_already_exists');
    const patch = {
      body: JSON.stringify([{ op: 'add', path: '/other', value: 'x' }]),
      headers: { 'content-type': 'application/json-patch+json' },
    };
    expect((await call('PUT', path, patch)).body).toMatchObject({ key: 'T-1', other: 'x' });
    expect(sandbox.contents.list()[0]?.metadata).toEqual({ key: 'T-1', other: 'x' });
    const template = `/2.0/files/${id}/metadata/enterprise/contracts`;
    expect((await call('POST', template, json({ key: 'x' }))).status).toBe(404);
    sandbox.box.settings.templates = ['contracts'];
    expect((await call('POST', template, json({ key: 'x' }))).status).toBe(201);
    const shown = await call('GET', `/2.0/files/${id}?fields=name,size,metadata.global.properties`);
    expect(shown.body).toMatchObject({
      size: 5,
      metadata: { global: { properties: { key: 'T-1' } } },
    });
    expect(shown.body).not.toHaveProperty('parent');
  });

  it('gives bytes from another host, where the token has no business', async () => {
    const { id } = (await upload('a.pdf', 'hello')).body.entries[0];
    const { status, headers } = await call('GET', `/2.0/files/${id}/content`);
    const location = headers.get('location') ?? '';
    expect(status).toBe(302);
    expect(new URL(location).origin).not.toBe(sandbox.url);
    expect(await (await fetch(location)).text()).toBe('hello');
    const leaked = await fetch(location, { headers: { authorization: `Bearer ${token}` } });
    expect(leaked.status).toBe(400);
  });

  it('renames, shares and throws away', async () => {
    const { id } = (await upload('a.pdf', 'hello')).body.entries[0];
    const changed = await call(
      'PUT',
      `/2.0/files/${id}?fields=name,shared_link`,
      json({ name: 'b.pdf', shared_link: { access: 'company' } }),
    );
    expect(changed.body).toMatchObject({
      name: 'b.pdf',
      etag: '1',
      shared_link: { access: 'company', url: expect.stringContaining('https://') },
    });
    expect((await call('DELETE', `/2.0/files/${id}`)).status).toBe(204);
    expect((await call('GET', `/2.0/files/${id}`)).body.code).toBe('trashed');
    expect((await upload('b.pdf', 'again')).status).toBe(201);
  });
});
