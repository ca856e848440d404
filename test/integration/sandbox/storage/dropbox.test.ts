import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '../../../../src/sandbox/storage/dropbox/content-hash.js';
import { startDropboxSandbox } from '../../../../src/sandbox/storage/dropbox/index.js';
import type { DropboxSandbox } from '../../../../src/sandbox/storage/dropbox/index.js';

let dropbox: DropboxSandbox;
let token: string;

beforeEach(async () => {
  dropbox = await startDropboxSandbox();
  token = await signIn();
});

afterEach(async () => {
  await dropbox.close();
});

async function askForToken(form: Record<string, string>, query = ''): Promise<Response> {
  return fetch(`${dropbox.url}/oauth2/token${query}`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: dropbox.refreshToken,
      client_id: dropbox.appKey,
      client_secret: dropbox.appSecret,
      ...form,
    }),
  });
}

async function signIn(): Promise<string> {
  return JSON.parse(await (await askForToken({})).text()).access_token;
}

async function rpc(name: string, argument: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${dropbox.url}/2/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(argument),
  });
  return { status: answer.status, body: await readAnswer(answer) };
}

async function content(
  name: string,
  argument: object | string,
  body: string | Buffer = '',
  headers: Record<string, string> = {},
) {
  const answer = await fetch(`${dropbox.contentUrl}/2/${name}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'dropbox-api-arg': typeof argument === 'string' ? argument : JSON.stringify(argument),
      ...headers,
    },
    body: new Uint8Array(Buffer.from(body)),
  });
  return { status: answer.status, body: await readAnswer(answer) };
}

async function readAnswer(answer: Response) {
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true;
  return JSON.parse(isJson ? text : JSON.stringify(text));
}

const add = (path: string, more: object = {}) => ({ path, mode: { '.tag': 'add' }, ...more });

describe('signing in to Dropbox', () => {
  it('gives a token for four hours, and says what is wrong with app or link', async () => {
    expect(await (await askForToken({})).json()).toMatchObject({ expires_in: 14_400 });
    expect(await (await askForToken({ client_secret: 'wrong' })).json()).toMatchObject({
      error: 'invalid_client',
    });
    dropbox.link.isRevoked = true;
    const revoked = await askForToken({});
    expect(revoked.status).toBe(400);
    expect(await revoked.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('shows when a secret ended in the URL', async () => {
    expect((await askForToken({}, `?client_secret=${dropbox.appSecret}`)).status).toBe(400);
  });

  it('refuses tokens that are unknown, too old, or lack a scope', async () => {
    dropbox.clock.advance(14_400_000);
    expect(await rpc('files/get_metadata', { path: '/x' })).toMatchObject({
      status: 401,
      body: { error: { '.tag': 'expired_access_token' } },
    });
    token = 'strange';
    expect((await rpc('files/get_metadata', { path: '/x' })).body.error['.tag']).toBe(
      'invalid_access_token',
    );
    token = await signIn();
    dropbox.account.settings.scopes = ['files.metadata.read'];
    expect(await content('files/upload', add('/a.pdf'), 'x')).toMatchObject({
      status: 401,
      body: { error: { '.tag': 'missing_scope', required_scope: 'files.content.write' } },
    });
  });
});

describe('uploading to Dropbox', () => {
  it('keeps one file a path, whatever its case; the same bytes are no conflict', async () => {
    const first = await content('files/upload', add('/Acme/NDA.pdf'), 'hello');
    expect(first).toMatchObject({
      status: 200,
      body: {
        path_display: '/Acme/NDA.pdf',
        path_lower: '/acme/nda.pdf',
        size: 5,
        content_hash: contentHash(Buffer.from('hello')),
      },
    });
    const again = await content('files/upload', add('/ACME/nda.PDF'), 'hello');
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id, name: 'NDA.pdf' } });
    const other = await content('files/upload', add('/acme/nda.pdf'), 'other');
    expect(other).toMatchObject({
      status: 409,
      body: {
        error_summary: expect.stringMatching(/^path\/conflict\/file\/\.*$/u),
        error: {
          '.tag': 'path',
          reason: { '.tag': 'conflict', conflict: { '.tag': 'file' } },
          upload_session_id: expect.any(String),
        },
      },
    });
    expect(dropbox.contents.list().map(({ path }) => path)).toEqual(['Acme/NDA.pdf']);
    const strict = await content(
      'files/upload',
      add('/acme/nda.pdf', { strict_conflict: true }),
      'hello',
    );
    expect(strict.status).toBe(409);
    const renamed = await content('files/upload', add('/acme/nda.pdf', { autorename: true }), 'x');
    expect(renamed.body.path_display).toBe('/Acme/nda (1).pdf');
  });

  it('checks the bytes against the hash it is given', async () => {
    const wrong = add('/a.pdf', { content_hash: contentHash(Buffer.from('other')) });
    expect(await content('files/upload', wrong, 'hello')).toMatchObject({
      status: 409,
      body: { error: { '.tag': 'content_hash_mismatch' } },
    });
    expect(dropbox.contents.list()).toEqual([]);
  });

  it('refuses in plain text what it can’t read: letters beyond ASCII in the header, strange paths', async () => {
    const header = Buffer.from('{"path":"/Müller.pdf"}', 'utf8').toString('latin1');
    const raw = await content('files/upload', header, 'x');
    expect(raw.status).toBe(400);
    expect(raw.body).toContain('could not decode input as JSON');
    const escaped = await content('files/upload', String.raw`{"path":"/M\u00fcller.pdf"}`, 'x');
    expect(escaped.body.name).toBe('Müller.pdf');
    expect((await content('files/upload', { path: 'no-slash.pdf' }, 'x')).body).toContain(
      'did not match pattern',
    );
    const json = { 'content-type': 'application/json' };
    expect((await content('files/upload', add('/a.pdf'), 'x', json)).status).toBe(400);
  });

  it('says why a path or the account can’t take a file', async () => {
    const reason = async (path: string) =>
      (await content('files/upload', add(path), 'x')).body.error.reason['.tag'];
    expect(await reason(`/${'n'.repeat(256)}`)).toBe('malformed_path');
    expect(await reason('/a\\b')).toBe('malformed_path');
    expect(await reason('/desktop.ini')).toBe('disallowed_name');
    dropbox.account.settings.readOnly = ['/Closed'];
    expect(await reason('/closed/a.pdf')).toBe('no_write_permission');
    dropbox.account.settings.quotaBytes = 0;
    expect(await reason('/a.pdf')).toBe('insufficient_space');
    dropbox.account.settings.quotaBytes = 100;
    await content('files/upload', add('/file'), 'x');
    expect((await content('files/upload', add('/file/below'), 'x')).body.error.reason).toEqual({
      '.tag': 'conflict',
      conflict: { '.tag': 'file_ancestor' },
    });
  });

  it('stores the file although its properties are refused', async () => {
    const groups = [{ template_id: 'ptid:unknown', fields: [{ name: 'k', value: 'v' }] }];
    expect(
      await content('files/upload', add('/a.pdf', { property_groups: groups }), 'hello'),
    ).toMatchObject({ status: 409, body: { error: { '.tag': 'properties_error' } } });
    expect(dropbox.contents.list()).toHaveLength(1);
  });

  it('keeps properties of a template, and finds files by them', async () => {
    const added = await rpc('file_properties/templates/add_for_user', {
      name: 'dealdraft',
      description: 'where it comes from',
      fields: [{ name: 'key', description: 'the key', type: { '.tag': 'string' } }],
    });
    const id = added.body.template_id;
    const groups = [{ template_id: id, fields: [{ name: 'key', value: 'T-1' }] }];
    const stored = await content('files/upload', add('/a.pdf', { property_groups: groups }), 'x');
    expect(stored.body.property_groups).toEqual(groups);
    expect(dropbox.contents.list()[0]?.metadata).toEqual({ key: 'T-1' });
    const path = stored.body.id;
    const again = await rpc('file_properties/properties/add', { path, property_groups: groups });
    expect(again.body.error['.tag']).toBe('property_group_already_exists');
    const queries = [
      {
        query: 'T-1',
        mode: { '.tag': 'field_name', field_name: 'key' },
        logical_operator: 'or_operator',
      },
    ];
    const found = await rpc('file_properties/properties/search', { queries });
    expect(found.body.matches).toHaveLength(1);
    const shown = await rpc('files/get_metadata', {
      path: '/A.PDF',
      include_property_groups: { '.tag': 'filter_some', filter_some: [id] },
    });
    expect(shown.body).toMatchObject({ '.tag': 'file', property_groups: groups });
  });
});

describe('an upload session of Dropbox', () => {
  const start = async (body: string) =>
    (await content('files/upload_session/start', { close: false }, body)).body.session_id;

  it('goes on where it was left, and tells where that is', async () => {
    const session = await start('hello');
    const wrong = await content(
      'files/upload_session/append_v2',
      { cursor: { session_id: session, offset: 0 } },
      'hello',
    );
    expect(wrong).toMatchObject({
      status: 409,
      body: { error: { '.tag': 'incorrect_offset', correct_offset: 5 } },
    });
    const right = await content(
      'files/upload_session/append_v2',
      { cursor: { session_id: session, offset: 5 } },
      ' world',
    );
    expect(right).toEqual({ status: 200, body: null });
    const early = { cursor: { session_id: session, offset: 5 }, commit: add('/a.pdf') };
    expect((await content('files/upload_session/finish', early)).body.error).toEqual({
      '.tag': 'lookup_failed',
      lookup_failed: { '.tag': 'incorrect_offset', correct_offset: 11 },
    });
    const finish = { cursor: { session_id: session, offset: 11 }, commit: add('/a.pdf') };
    expect((await content('files/upload_session/finish', finish)).body.size).toBe(11);
    const twice = await content('files/upload_session/finish', finish);
    expect(twice.body.error.lookup_failed).toEqual({ '.tag': 'closed' });
  });

  it('may be finished under another name after a conflict, whose shape is its own', async () => {
    await content('files/upload', add('/a.pdf'), 'other');
    const session = await start('hello');
    const cursor = { session_id: session, offset: 5 };
    const taken = await content('files/upload_session/finish', { cursor, commit: add('/a.pdf') });
    expect(taken.body.error).toEqual({
      '.tag': 'path',
      path: { '.tag': 'conflict', conflict: { '.tag': 'file' } },
    });
    const other = await content('files/upload_session/finish', { cursor, commit: add('/b.pdf') });
    expect(other.status).toBe(200);
  });

  it('is gone after a week', async () => {
    const session = await start('hello');
    dropbox.clock.advance(7 * 24 * 60 * 60 * 1000);
    token = await signIn();
    const late = { cursor: { session_id: session, offset: 5 } };
    expect((await content('files/upload_session/append_v2', late, 'x')).body.error).toEqual({
      '.tag': 'not_found',
    });
  });
});

describe('folders, links and other roots of Dropbox', () => {
  it('makes a folder once, and says so in the shape of that function', async () => {
    expect((await rpc('files/create_folder_v2', { path: '/A/B' })).body.metadata.name).toBe('B');
    expect((await rpc('files/create_folder_v2', { path: '/a/b' })).body.error).toEqual({
      '.tag': 'path',
      path: { '.tag': 'conflict', conflict: { '.tag': 'folder' } },
    });
    expect((await rpc('files/list_folder', { path: '' })).body.entries).toMatchObject([
      { '.tag': 'folder', name: 'A' },
    ]);
    expect((await rpc('files/get_metadata', { path: '/none' })).body.error).toEqual({
      '.tag': 'path',
      path: { '.tag': 'not_found' },
    });
  });

  it('gives back the bytes as they lie there, and deletes them', async () => {
    const { body } = await content('files/upload', add('/Müller.pdf'.replace('ü', 'u')), 'hello');
    expect((await content('files/download', { path: body.id })).body).toBe('hello');
    dropbox.contents.alter('Muller.pdf', Buffer.from('hollo'));
    expect((await content('files/download', { path: body.id })).body).toBe('hollo');
    expect((await rpc('files/delete_v2', { path: body.id })).status).toBe(200);
    expect((await content('files/download', { path: body.id })).status).toBe(409);
  });

  it('makes one shared link a file', async () => {
    await content('files/upload', add('/a.pdf'), 'hello');
    const first = await rpc('sharing/create_shared_link_with_settings', { path: '/a.pdf' });
    expect(first.body.url).toMatch(/^https:\/\/www\.dropbox\.com\//u);
    const second = await rpc('sharing/create_shared_link_with_settings', { path: '/a.pdf' });
    expect(second.body.error['.tag']).toBe('shared_link_already_exists');
    const links = await rpc('sharing/list_shared_links', { path: '/a.pdf', direct_only: true });
    expect(links.body.links[0].url).toBe(first.body.url);
  });

  it('roots paths where the header says, and refuses a root that is no longer one', async () => {
    await dropbox.close();
    dropbox = await startDropboxSandbox({ hasTeamSpace: true });
    token = await signIn();
    const account = await rpc('users/get_current_account', null);
    const root = account.body.root_info.root_namespace_id;
    expect(root).not.toBe(account.body.root_info.home_namespace_id);
    const header = { 'dropbox-api-path-root': JSON.stringify({ '.tag': 'root', root }) };
    await content('files/upload', add('/Legal/a.pdf'), 'x', header);
    expect((await rpc('files/get_metadata', { path: '/Legal/a.pdf' })).status).toBe(409);
    expect((await rpc('files/get_metadata', { path: '/Legal/a.pdf' }, header)).status).toBe(200);
    expect((await rpc('files/get_metadata', { path: `ns:${root}/Legal/a.pdf` })).status).toBe(200);
    dropbox.account.openNamespace('3001');
    dropbox.account.rootNamespace = '3001';
    expect(await rpc('files/get_metadata', { path: '/Legal/a.pdf' }, header)).toMatchObject({
      status: 422,
      body: { error: { '.tag': 'invalid_root', invalid_root: { root_namespace_id: '3001' } } },
    });
  });

  it('of a team acts as the member that is named', async () => {
    await dropbox.close();
    dropbox = await startDropboxSandbox({ isTeamLinked: true });
    token = await signIn();
    expect((await rpc('files/list_folder', { path: '' })).status).toBe(400);
    const select = (id: string) => ({ 'dropbox-api-select-user': id });
    const wrong = await rpc('files/list_folder', { path: '' }, select('dbmid:other'));
    expect(wrong.body.error['.tag']).toBe('invalid_select_user');
    const right = await rpc('files/list_folder', { path: '' }, select('dbmid:AACsandboxMember'));
    expect(right.status).toBe(200);
  });

  it('counts the calls of both hosts, and faults strike both', async () => {
    dropbox.faults.add({
      kind: 'status',
      times: 1,
      status: 429,
      headers: { 'retry-after': '1' },
      body: {
        error_summary: 'too_many_write_operations/',
        error: { reason: { '.tag': 'too_many_write_operations' }, retry_after: 1 },
      },
      match: { path: '/files/upload' },
    });
    expect((await content('files/upload', add('/a.pdf'), 'x')).status).toBe(429);
    await content('files/upload', add('/a.pdf'), 'x');
    await rpc('files/get_metadata', { path: '/a.pdf' });
    expect(dropbox.calls.report().byRoute).toMatchObject({
      'POST /2/files/upload': 2,
      'POST /2/files/get_metadata': 1,
    });
  });
});
