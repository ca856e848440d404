import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphDrive } from '../../../../src/sandbox/storage/graph/drive.js';
import { startGraphSandbox } from '../../../../src/sandbox/storage/graph/index.js';
import type { GraphSandbox } from '../../../../src/sandbox/storage/graph/index.js';
import { quickXorHash } from '../../../../src/sandbox/storage/graph/quick-xor-hash.js';

let sandbox: GraphSandbox;
let library: GraphDrive;
let token: string;

beforeEach(async () => {
  sandbox = await startGraphSandbox();
  library = sandbox.cloud.library;
  token = await signIn();
});

afterEach(async () => {
  await sandbox.close();
});

async function jsonOf(answer: Response) {
  return JSON.parse((await answer.text()) || 'null');
}

async function askForToken(form: Record<string, string>, tenant = sandbox.tenantId) {
  const answer = await fetch(`${sandbox.loginUrl}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: sandbox.clientId,
      scope: 'https://graph.microsoft.com/.default',
      ...form,
    }),
  });
  return { status: answer.status, body: await jsonOf(answer) };
}

async function signIn(): Promise<string> {
  return (await askForToken({ client_secret: sandbox.clientSecret })).body.access_token;
}

async function call(
  method: string,
  path: string,
  body?: object | string,
  headers: Record<string, string> = {},
) {
  const isText = typeof body === 'string';
  const answer = await fetch(`${sandbox.url}/v1.0${path}`, {
    method,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': isText ? 'application/pdf' : 'application/json',
      ...headers,
    },
    ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: await jsonOf(answer) };
}

const put = async (
  path: string,
  bytes: string,
  query = '?@microsoft.graph.conflictBehavior=fail',
) => call('PUT', `/drives/${library.id}/root:/${path}:/content${query}`, bytes);

describe('signing in to Microsoft', () => {
  it('takes a secret, and says by number what is wrong', async () => {
    expect(await askForToken({ client_secret: sandbox.clientSecret })).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', expires_in: 3_599 },
    });
    expect(await askForToken({ client_secret: 'wrong' })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client', error_codes: [7000215] },
    });
    sandbox.signIn.isSecretExpired = true;
    const secret = { client_secret: sandbox.clientSecret };
    expect((await askForToken(secret)).body.error_codes).toEqual([7000222]);
    expect((await askForToken({ ...secret, client_id: 'x' })).body.error_codes).toEqual([700016]);
    expect((await askForToken(secret, 'nowhere')).body.error_codes).toEqual([90002]);
  });

  it('takes an assertion that the registered certificate has signed', async () => {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
    sandbox.signIn.certificate = {
      x5t: 'thumb',
      x5tS256: 'thumb256',
      publicKeyPem: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
    const ask = async (header: object, claims: object = {}) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const text = `${part({ alg: 'RS256', ...header })}.${part({
        aud: `${sandbox.loginUrl}/${sandbox.tenantId}/oauth2/v2.0/token`,
        iss: sandbox.clientId,
        sub: sandbox.clientId,
        jti: 'one',
        exp: Math.floor(Date.now() / 1_000) + 300,
        ...claims,
      })}`;
      const signature = sign('RSA-SHA256', Buffer.from(text), keys.privateKey).toString(
        'base64url',
      );
      return askForToken({
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: `${text}.${signature}`,
      });
    };
    expect((await ask({ x5t: 'thumb' })).status).toBe(200);
    expect((await ask({ 'x5t#S256': 'thumb256' })).status).toBe(200);
    expect((await ask({ x5t: 'other' })).body.error_codes).toEqual([700027]);
    const late = { exp: Math.floor(Date.now() / 1_000) + 900 };
    expect((await ask({ x5t: 'thumb' }, late)).body.error_codes).toEqual([700024]);
    expect((await ask({ x5t: 'thumb' }, { aud: 'https://x' })).body.error_codes).toEqual([700023]);
  });

  it('refuses tokens that are unknown or too old, and sites that nobody has granted', async () => {
    library.settings.role = null;
    const site = `/sites/${sandbox.cloud.host}:${sandbox.cloud.sitePath}`;
    expect(await call('GET', site)).toMatchObject({
      status: 403,
      body: { error: { code: 'accessDenied' } },
    });
    library.settings.role = 'read';
    expect((await call('GET', site)).status).toBe(200);
    expect((await put('a.pdf', 'x')).status).toBe(403);
    sandbox.clock.advance(3_600_000);
    expect((await call('GET', site)).body.error.code).toBe('InvalidAuthenticationToken');
  });
});

describe('sites and drives', () => {
  it('are found by path, by id and by user', async () => {
    const site = await call('GET', `/sites/${sandbox.cloud.host}:${sandbox.cloud.sitePath}`);
    expect(site.body.id).toBe(sandbox.cloud.siteId);
    const drives = await call('GET', `/sites/${site.body.id}/drives?$select=id,name`);
    expect(drives.body.value).toMatchObject([{ id: library.id, name: 'Documents' }]);
    expect((await call('GET', `/sites/${site.body.id}/drive`)).body.id).toBe(library.id);
    expect((await call('GET', `/drives/${library.id}/root`)).body.id).toBe(library.rootId);
    const own = await call('GET', `/users/${sandbox.cloud.user}/drive`);
    expect(own.body.driveType).toBe('business');
    expect((await call('GET', '/users/nobody@contoso.com/drive')).status).toBe(404);
    expect((await call('GET', '/drives/b!none')).status).toBe(404);
  });
});

describe('uploading to a library', () => {
  it('replaces by default; keeps what is there where the query says fail', async () => {
    const first = await put('Legal/ACME/NDA.pdf', 'hello');
    expect(first).toMatchObject({
      status: 201,
      body: {
        name: 'NDA.pdf',
        size: 5,
        file: { hashes: { quickXorHash: quickXorHash(Buffer.from('hello')) } },
        parentReference: { driveId: library.id },
      },
    });
    expect(await put('legal/acme/nda.PDF', 'other')).toMatchObject({
      status: 409,
      body: { error: { code: 'nameAlreadyExists' } },
    });
    expect((await put('Legal/ACME/NDA.pdf', 'other', '')).status).toBe(200);
    expect(sandbox.contents.list().map(({ bytes }) => bytes.toString())).toEqual(['other']);
    const renamed = await put(
      'Legal/ACME/NDA.pdf',
      'x',
      '?@microsoft.graph.conflictBehavior=rename',
    );
    expect(renamed.body.name).toBe('NDA 1.pdf');
  });

  it('shows the hash only after a while, and changes bytes where it promotes properties', async () => {
    library.settings.hashDelayMs = 60_000;
    const { body } = await put('a.pdf', 'hello');
    expect(body.file).not.toHaveProperty('hashes');
    sandbox.clock.advance(60_000);
    const later = await call('GET', `/drives/${library.id}/items/${body.id}`);
    expect(later.body.file.hashes.quickXorHash).toBe(quickXorHash(Buffer.from('hello')));
    library.settings.rewrite = (bytes) => Buffer.concat([bytes, Buffer.from(' promoted')]);
    expect((await put('b.pdf', 'hello')).body.size).toBe('hello promoted'.length);
  });

  it('refuses names, long paths, full drives, open files and unfilled columns', async () => {
    for (const name of ['a%3Ab.pdf', 'CON', '~$a.pdf', 'x_vti_y', 'forms', 'a.'])
      expect((await put(name, 'x')).body.error.code).toBe('invalidRequest');
    const deep = `${'n'.repeat(200)}/${'n'.repeat(200)}.pdf`;
    expect((await put(deep, 'x')).body.error.innerError.code).toBe('pathIsTooLong');
    await put('open.pdf', 'x');
    library.settings.locked = ['open.pdf'];
    expect((await put('open.pdf', 'y', '')).status).toBe(423);
    library.settings.validatesColumns = true;
    expect((await put('b.pdf', 'x')).status).toBe(500);
    library.settings.validatesColumns = false;
    library.settings.quotaBytes = 1;
    expect(await put('b.pdf', 'x')).toMatchObject({
      status: 507,
      body: { error: { code: 'quotaLimitReached' } },
    });
  });

  it('replaces by id where nothing has changed since', async () => {
    const { body } = await put('a.pdf', 'hello');
    const path = `/drives/${library.id}/items/${body.id}/content`;
    expect((await call('PUT', path, 'x', { 'if-match': '"old"' })).status).toBe(412);
    expect((await call('PUT', path, 'x', { 'if-match': body.eTag })).status).toBe(200);
  });

  it('says how much of the budget is left, where it is told to', async () => {
    sandbox.cloud.rateLimit = { limit: 1_250, remaining: 12, resetSeconds: 30 };
    const { headers } = await put('a.pdf', 'hello');
    expect(headers.get('ratelimit-remaining')).toBe('12');
  });
});

describe('an upload session', () => {
  const UNIT = 320 * 1024;
  const bytes = Buffer.alloc(2 * UNIT + 10, 7);

  const start = async (item: object | undefined, more: object = {}, name = 'big.pdf') =>
    call('POST', `/drives/${library.id}/root:/${name}:/createUploadSession`, {
      ...(item !== undefined && { item }),
      ...more,
    });
  const failing = { '@microsoft.graph.conflictBehavior': 'fail' };

  const send = async (
    url: string,
    first: number,
    end: number,
    headers: Record<string, string> = {},
    total = bytes.length,
  ) => {
    const answer = await fetch(url, {
      method: 'PUT',
      headers: { 'content-range': `bytes ${first}-${end - 1}/${total}`, ...headers },
      body: new Uint8Array(bytes.subarray(first, end)),
    });
    return { status: answer.status, body: await jsonOf(answer) };
  };

  it('takes fragments in order, says where it is, and needs no token', async () => {
    const { uploadUrl } = (await start(failing)).body;
    expect(new URL(uploadUrl).origin).not.toBe(sandbox.url);
    const leaked = await send(uploadUrl, 0, UNIT, { authorization: `Bearer ${token}` });
    expect(leaked.status).toBe(401);
    expect((await send(uploadUrl, 0, UNIT)).body.nextExpectedRanges).toEqual([`${UNIT}-`]);
    expect((await send(uploadUrl, 0, UNIT)).status).toBe(416);
    expect((await send(uploadUrl, UNIT, 2 * UNIT, {}, 99_999_999)).status).toBe(400);
    sandbox.faults.add({ kind: 'drop-mid-request', times: 1 });
    await expect(send(uploadUrl, UNIT, 2 * UNIT)).rejects.toThrow();
    expect((await jsonOf(await fetch(uploadUrl))).nextExpectedRanges).toEqual([`${UNIT}-`]);
    await send(uploadUrl, UNIT, 2 * UNIT);
    expect(await send(uploadUrl, 2 * UNIT, bytes.length)).toMatchObject({
      status: 201,
      body: { name: 'big.pdf', size: bytes.length },
    });
    expect((await fetch(uploadUrl)).status).toBe(404);
  });

  it('fails at the end where a fragment was no multiple of 320 KiB', async () => {
    const { uploadUrl } = (await start(failing)).body;
    expect((await send(uploadUrl, 0, UNIT + 1)).status).toBe(202);
    expect((await send(uploadUrl, UNIT + 1, bytes.length)).status).toBe(400);
  });

  it('commits when it is told to, where that was asked for', async () => {
    const { uploadUrl } = (await start(failing, { deferCommit: true })).body;
    expect((await send(uploadUrl, 0, bytes.length)).status).toBe(202);
    expect(sandbox.contents.list()).toHaveLength(0);
    expect((await fetch(uploadUrl, { method: 'POST' })).status).toBe(201);
  });

  it('tells of a name that is taken at the end or at once, and replaces where nothing was said', async () => {
    await put('big.pdf', 'hello');
    const late = (await start(failing)).body.uploadUrl;
    expect((await send(late, 0, bytes.length)).status).toBe(409);
    expect((await fetch(late)).status).toBe(200);
    expect((await fetch(late, { method: 'DELETE' })).status).toBe(204);
    library.settings.sessionConflictAt = 'create';
    expect((await start(failing)).status).toBe(409);
    const silent = (await start(undefined)).body.uploadUrl;
    expect((await send(silent, 0, bytes.length)).status).toBe(200);
  });

  it('that was left holds its name until it ends', async () => {
    const { uploadUrl } = (await start(failing)).body;
    await send(uploadUrl, 0, UNIT);
    expect((await start(failing)).body.error.message).toContain('currently being uploaded');
    sandbox.clock.advance(25 * 60 * 60 * 1000);
    token = await signIn();
    expect((await start(failing)).status).toBe(200);
    expect((await send(uploadUrl, UNIT, 2 * UNIT)).status).toBe(404);
  });
});

describe('folders, columns, links and bytes of a library', () => {
  it('makes a folder once', async () => {
    const folder = { name: 'ACME', folder: {}, '@microsoft.graph.conflictBehavior': 'fail' };
    const path = `/drives/${library.id}/items/${library.rootId}/children`;
    expect((await call('POST', path, folder)).status).toBe(201);
    expect((await call('POST', path, { ...folder, name: 'acme' })).body.error.code).toBe(
      'nameAlreadyExists',
    );
    const found = await call('GET', `/drives/${library.id}/items/${library.rootId}:/acme`);
    expect(found.body).toMatchObject({ name: 'ACME', folder: { childCount: 0 } });
    expect((await call('GET', `/drives/${library.id}/root:/none`)).body.error.code).toBe(
      'itemNotFound',
    );
    await put('ACME/a.pdf', 'x');
    await put('ACME/b.pdf', 'x');
    const page = await call('GET', `/drives/${library.id}/root:/ACME:/children?$top=1`);
    expect(page.body.value).toHaveLength(1);
    expect(page.body['@odata.nextLink']).toContain('skiptoken=1');
  });

  it('writes columns that are there, and counts that as a change', async () => {
    library.settings.columns = [{ name: 'ContractId', displayName: 'Contract', required: false }];
    const { body } = await put('a.pdf', 'hello');
    const fields = `/drives/${library.id}/items/${body.id}/listItem/fields`;
    expect((await call('PATCH', fields, { Unknown: 'x' })).body.error.code).toBe('invalidRequest');
    expect((await call('PATCH', fields, { ContractId: 'T-1' })).body.ContractId).toBe('T-1');
    const item = await call(
      'GET',
      `/drives/${library.id}/items/${body.id}?$expand=listItem($expand=fields)`,
    );
    expect(item.body.eTag).not.toBe(body.eTag);
    expect(item.body.listItem.fields.ContractId).toBe('T-1');
    const columns = await call('GET', `/drives/${library.id}/list/columns`);
    expect(columns.body.value).toMatchObject([{ name: 'ContractId', required: false }]);
  });

  it('gives bytes from another host, links for people, and forgets what is deleted', async () => {
    const { body } = await put('a.pdf', 'hello');
    const path = `/drives/${library.id}/items/${body.id}`;
    const location = (await call('GET', `${path}/content`)).headers.get('location') ?? '';
    expect(await (await fetch(location)).text()).toBe('hello');
    const leaked = await fetch(location, { headers: { authorization: `Bearer ${token}` } });
    expect(leaked.status).toBe(401);
    const link = await call('POST', `${path}/createLink`, { type: 'view', scope: 'organization' });
    expect(link.body.link.webUrl).toContain('https://');
    expect((await call('PATCH', path, { name: 'b.pdf' })).body.name).toBe('b.pdf');
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
  });

  it('keeps a user’s drive apart from a site’s library', async () => {
    const path = `/users/${sandbox.cloud.user}/drive/root:/a.pdf:/content`;
    expect((await call('PUT', path, 'hello')).status).toBe(201);
    expect((await call('GET', `/drives/${library.id}/root:/a.pdf`)).status).toBe(404);
  });

  it('hashes as Microsoft documents it', () => {
    expect(quickXorHash(Buffer.from('hello world'))).toBe('aCgDG9jwBhDc4Q1yawMZAAAAAAA=');
    const long = Buffer.from(Uint8Array.from({ length: 1_000_000 }, (_, index) => index % 251));
    expect(quickXorHash(long)).toBe('HdE6CZEtWr3VHJPlFJtbLXBwV0c=');
  });
});
