import { request } from 'node:http';
import type { OutgoingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from '../../support/browser.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const REP = 'priya.raman@meridian-cloud.example';
const PAGE_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const NAVIGATION = {
  accept: PAGE_ACCEPT,
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-site': 'none',
};
const VIEWER = '/graphql?query=%7Bviewer%7Bname%7D%7D';

/** `fetch` sets some headers of a browser itself, and refuses to set others. */
async function get(url: string, headers: OutgoingHttpHeaders, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const sent = request(url, { method, headers }, (response) => {
        void response.toArray().then((chunks) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks as Buffer[]).toString(),
          }),
        );
      });
      sent.on('error', reject).end();
    },
  );
}

describe('GET /graphql with the pages on', () => {
  let world: World;
  let cookie: string;
  beforeAll(async () => {
    world = await startWorld({ worker: false, env: { UI: 'on', SIGNIN_CLIENT_ID: 'sandbox-app' } });
    const browser = new Browser();
    await browser.signIn(world.app.url, REP, '/graphql');
    cookie = [...browser.cookiesOf(world.app.url)]
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test('shows GraphiQL to a person who is signed in, from files of this server alone', async () => {
    const { status, headers, body } = await get(`${world.app.url}/graphql`, {
      ...NAVIGATION,
      cookie,
    });
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).not.toMatch(/script-src|unsafe-eval|https?:|\*/);
    expect(body).not.toMatch(/<script(?![^>]* src=)|<style| on[a-z]+=|https?:/i);
    const files = [...body.matchAll(/(?:src|href)="(graphiql\/[^"]+)"/g)].map(([, file]) => file);
    expect(files).toHaveLength(2);
    for (const file of files) {
      const found = await fetch(`${world.app.url}/${file}`, {
        headers: { 'accept-encoding': 'br' },
      });
      expect(found.status).toBe(200);
      expect(found.headers.get('cache-control')).toMatch(/immutable/);
      expect(found.headers.get('content-encoding')).toBe('br');
      // What the styles would load is within them, or of this server.
      if (file?.endsWith('.css'))
        expect(await found.text()).not.toMatch(/url\(["']?(?:data:font|http)/);
    }
    expect((await fetch(`${world.app.url}/graphiql.html`)).status).toBe(404);
  });

  test('sends people who are not signed in to do so, and back', async () => {
    const { status, headers } = await get(`${world.app.url}/graphql?query=x`, NAVIGATION);
    expect(status).toBe(302);
    expect(headers['location']).toBe(`${world.app.url}/signin?returnTo=%2Fgraphql`);
    expect(headers['cache-control']).toBe('no-store');
    const ended = { ...NAVIGATION, cookie: 'dealdraft_session=of-yesterday' };
    expect((await get(`${world.app.url}/graphql`, ended)).status).toBe(302);
  });

  test('is not for frames of other pages', async () => {
    const framed = { ...NAVIGATION, 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' };
    const { status, body } = await get(`${world.app.url}/graphql`, { ...framed, cookie });
    expect(status).toBe(403);
    expect(body).toContain('must come from a page of this server');
  });

  test('answers programs as ever', async () => {
    const key = world.as('service');
    for (const accept of ['*/*', 'application/json', PAGE_ACCEPT]) {
      const { status, body } = await get(world.app.url + VIEWER, { accept, ...key });
      expect([status, JSON.parse(body)]).toEqual([200, { data: { viewer: { name: 'service' } } }]);
    }
    const user = await world.asUser(REP);
    expect((await get(world.app.url + VIEWER, { accept: PAGE_ACCEPT, ...user })).status).toBe(200);
    const stranger = await get(world.app.url + VIEWER, { accept: '*/*' });
    expect([stranger.status, stranger.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect((await get(`${world.app.url}/graphql`, NAVIGATION, 'HEAD')).status).toBe(405);
  });

  test('a program that comes with the cookie alone is refused as before', async () => {
    const { status } = await get(world.app.url + VIEWER, { accept: 'application/json', cookie });
    expect(status).toBe(403);
  });
});

test('GET /graphql is for programs alone while the pages are off', async () => {
  await using world = await startWorld({ worker: false });
  const { status, body } = await get(`${world.app.url}/graphql`, NAVIGATION);
  expect(status).toBe(401);
  expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});
