import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo } from '../../../src/cli/demo/start-demo.js';
import type { Demo } from '../../../src/cli/demo/start-demo.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const REP = 'priya.raman@meridian-cloud.example';
const OTHER_REP = 'tom.keller@meridian-cloud.example';

describe('the page for browsers, turned on', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ worker: false, env: { UI: 'on', SIGNIN_CLIENT_ID: 'sandbox-app' } });
  });
  afterAll(async () => world[Symbol.asyncDispose]());

  it('is at the root, and may load and call only what comes from this server', async () => {
    const response = await fetch(`${world.app.url}/`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const policy = String(response.headers.get('content-security-policy')).split('; ');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.join()).not.toMatch(/script-src|unsafe-eval|https?:|\*/);
    expect(await response.text()).not.toMatch(/<script(?![^>]* src=)|<style| on[a-z]+=/i);
  });

  it('shows people a page where there is nothing, and tells programs in JSON', async () => {
    const get = (accept: string) =>
      fetch(`${world.app.url}/contracts/T-1`, { headers: { accept } });
    const page = await get('text/html,application/xhtml+xml,*/*;q=0.8');
    expect(page.status).toBe(404);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const text = await page.text();
    expect(text).toContain('There is nothing at this address');
    expect(text).toContain('href="/"');
    for (const accept of ['*/*', 'application/json']) {
      const told = await get(accept);
      expect(told.status).toBe(404);
      expect(await told.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    }
  });

  it('has its script and styles kept by browsers, since their names change with their content', async () => {
    const page = await (await fetch(`${world.app.url}/`)).text();
    const files = [...page.matchAll(/"((?:main|page|icons)-[\w-]+\.(?:js|css|svg))"/g)].map(
      ([, name]) => name,
    );
    const kinds = files.map((file) => file?.replace(/-.+(?=\.\w+$)/, ''));
    expect(kinds.sort()).toEqual(['icons.svg', 'main.js', 'page.css', 'page.js']);
    for (const file of files) {
      const { status, headers } = await fetch(`${world.app.url}/${file}`);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toMatch(/immutable/);
    }
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=1.0', 'gzip'],
    ['br;q=0.1, gzip', 'gzip'],
    ['gzip;q=0.9, br;q=0.2, identity;q=0.5', 'gzip'],
    ['br;q=0.5, identity', null],
    ['*', 'br'],
    ['', null],
  ])('sends to whoever takes "%s" what the build compressed', async (accepted, encoding) => {
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(world.app.url + path, { headers: { 'accept-encoding': accepted, ...headers } });
    const page = await get('/');
    const text = await page.text();
    const [script = ''] = /main-[\w-]+\.js/.exec(text) ?? [];
    const [style = ''] = /page-[\w-]+\.css/.exec(text) ?? [];
    for (const path of ['/', `/${script}`, `/${style}`]) {
      const { headers, status } = await get(path);
      expect([status, headers.get('content-encoding')]).toEqual([200, encoding]);
      expect(headers.get('vary')).toBe('accept-encoding');
      const tag = headers.get('etag') ?? '';
      const again = await get(path, { 'if-none-match': `W/"other", ${tag}` });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
    }
    expect((await fetch(`${world.app.url}/${script}`, { method: 'HEAD' })).status).toBe(200);
  });

  it('tells its forms apart, so that what is kept of one is no copy of another', async () => {
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(async (encoding) => {
        const { headers } = await fetch(`${world.app.url}/`, {
          headers: { 'accept-encoding': encoding },
        });
        return headers.get('etag');
      }),
    );
    expect(new Set(tags).size).toBe(3);
  });

  it('brings the licences of what it is made of', async () => {
    for (const file of ['LICENSES.txt', 'licenses/icons.txt', 'licenses/styles.txt']) {
      expect((await fetch(`${world.app.url}/${file}`)).status, file).toBe(200);
    }
  });

  it('leaves every other address as it is', async () => {
    for (const path of ['/nothing', '/assets/', '/..%2fpackage.json', '/index.js']) {
      const response = await fetch(`${world.app.url}${path}`);
      expect(response.status, path).toBe(404);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'NOT_FOUND' } }],
      });
    }
    expect((await fetch(`${world.app.url}/healthz`)).status).toBe(200);
  });

  it('offers nobody to act for a real counterparty', async () => {
    expect(await (await fetch(`${world.app.url}/demo`)).json()).toEqual({ counterparty: false });
    const { status } = await fetch(`${world.app.url}/demo/contracts/T-1/advance`, {
      method: 'POST',
      headers: world.as('admin'),
    });
    expect(status).toBe(404);
  });
});

it('is not there unless it is turned on', async () => {
  await using world = await startWorld({ worker: false });
  for (const path of ['/', '/demo', '/icon.svg']) {
    expect((await fetch(`${world.app.url}${path}`)).status, path).toBe(404);
  }
});

it('a demo that fails or is stopped while it starts leaves nothing open', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const handles = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap');
  const before = handles().length;
  await expect(startDemo({ port, logLevel: 'silent' })).rejects.toThrow('EADDRINUSE');
  taken.close();
  await once(taken, 'close');
  await expect(
    startDemo({ port, logLevel: 'silent', signal: AbortSignal.abort(new Error('Stopped.')) }),
  ).rejects.toThrow('Stopped.');
  await expect.poll(() => handles().length).toBe(before - 1);
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed');
});

describe('the counterparty of the demo', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ port: 0, logLevel: 'error' });
  });
  afterAll(async () => demo.close());

  async function advance(id: string, username?: string) {
    const user = demo.salesforce.users.find((each) => each.username === username);
    const response = await fetch(`${demo.app.url}/demo/contracts/${id}/advance`, {
      method: 'POST',
      headers: user === undefined ? {} : { authorization: `Bearer ${await demo.tokenOf(user)}` },
    });
    const { message } = (await response.json()) as { message: string };
    return { status: response.status, message };
  }

  it('takes a contract step by step to its signature, and no further', async () => {
    const { control } = demo.spotdraft;
    const deal = demo.salesforce.deals.find(
      ({ id, owner }) =>
        owner.email === REP &&
        control.list(id).some((each) => each.contract_status === 'REDLINING'),
    );
    const { id } = control.list(deal!.id).find((each) => each.contract_status === 'REDLINING')!;
    expect(await advance(id, REP)).toEqual({
      status: 200,
      message: 'Both sides agree; the contract is out for signature.',
    });
    while (control.get(id).contract_status === 'SIGN') {
      expect(await advance(id, REP)).toMatchObject({ status: 200 });
    }
    expect(control.get(id).contract_status).toBe('EXECUTED');
    expect(await advance(id, REP)).toEqual({
      status: 409,
      message: 'There is no next step for this contract in the sandbox.',
    });
  });

  it('does nothing for strangers, nor for those who do not see the deal', async () => {
    const { control } = demo.spotdraft;
    const [contract] = control
      .list()
      .filter(
        ({ external_metadata: { id }, contract_status: status }) =>
          status === 'SIGN' &&
          demo.salesforce.deals.some((deal) => deal.id === id && deal.owner.email === REP),
      );
    const refused = { status: 404 };
    expect(await advance(contract!.id)).toMatchObject(refused);
    expect(await advance(contract!.id, OTHER_REP)).toMatchObject(refused);
    expect(await advance('nonsense', REP)).toMatchObject(refused);
    expect(await advance('T-999999', REP)).toMatchObject(refused);
    expect(control.get(contract!.id).contract_status).toBe('SIGN');
  });
});
