import { once } from 'node:events';
import { get, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from '../../support/browser.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
let cookie: string;
beforeAll(async () => {
  world = await startWorld({ worker: false, env: { SIGNIN_CLIENT_ID: 'sandbox-app' } });
  const browser = new Browser();
  await browser.signIn(world.app.url, 'priya.raman@meridian-cloud.example');
  cookie = `dealdraft_session=${browser.cookiesOf(world.app.url).get('dealdraft_session')!.value}`;
});
afterAll(() => world[Symbol.asyncDispose]());

/** Not by fetch, which says its own mode. */
async function statusOf(path: string, site: string, mode: string, dest?: string) {
  const sent = get(world.app.url + path, {
    headers: {
      cookie,
      'sec-fetch-site': site,
      'sec-fetch-mode': mode,
      ...(dest === undefined ? {} : { 'sec-fetch-dest': dest }),
    },
  });
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.destroy();
  return answer.statusCode;
}

async function postAs(headers: Record<string, string>, body: string, path = '/graphql') {
  const sent = request(world.app.url + path, { method: 'POST', headers }).end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.destroy();
  return answer.statusCode;
}

const STREAM = `/graphql/stream?query=${encodeURIComponent('{ viewer { name } }')}`;
const QUERY = `/graphql?query=${encodeURIComponent('{ viewer { name } }')}`;
const UPLOAD = '/uploads?fileName=a.pdf';
const DOCUMENT = '/documents/T-987654';

describe.each(['same-site', 'cross-site'])('a %s page', (site) => {
  test('loads nothing with the cookie of a person', async () => {
    expect(await statusOf(STREAM, site, 'cors')).toBe(403);
    expect(await statusOf(STREAM, site, 'no-cors')).toBe(403);
    expect(await statusOf(QUERY, site, 'cors')).toBe(403);
    expect(await statusOf(QUERY, site, 'no-cors', 'image')).toBe(403);
    expect(await statusOf(DOCUMENT, site, 'no-cors')).toBe(401);
  });

  test('may have a link that the person follows to a page', async () => {
    expect(await statusOf(DOCUMENT, site, 'navigate')).toBe(404);
    expect(await statusOf(DOCUMENT, site, 'navigate', 'document')).toBe(404);
  });

  test.each(['iframe', 'frame', 'embed', 'object', 'fencedframe'])(
    'loads nothing into its %s',
    async (dest) => {
      expect(await statusOf(STREAM, site, 'navigate', dest)).toBe(403);
      expect(await statusOf(QUERY, site, 'navigate', dest)).toBe(403);
      expect(await statusOf(DOCUMENT, site, 'navigate', dest)).toBe(401);
    },
  );

  test('opens no stream in a window of its own', async () => {
    expect(await statusOf(STREAM, site, 'navigate', 'document')).toBe(403);
    expect(await statusOf(STREAM, site, 'navigate')).toBe(403);
    expect(await statusOf(QUERY, site, 'navigate', 'document')).toBe(403);
  });

  // Forms, and scripts without asking first, can send these types with a cookie.
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json',
  ])('posts nothing as %s with the cookie of a person', async (type) => {
    const body = JSON.stringify({ query: '{ viewer { name } }' });
    for (const origin of ['https://evil.example', 'null', world.app.url])
      expect(
        await postAs({ cookie, origin, 'sec-fetch-site': site, 'content-type': type }, body),
      ).toBe(403);
    for (const origin of ['https://evil.example', 'null', world.app.url]) {
      const headers = { cookie, origin, 'sec-fetch-site': site, 'content-type': type };
      expect(await postAs(headers, '%PDF-1.7', UPLOAD)).toBe(403);
    }
    const token = await world.asUser('priya.raman@meridian-cloud.example');
    // A token comes by nobody's browser alone: its page has it, and answers without a cookie's rules.
    expect(
      await postAs(
        {
          ...token,
          cookie,
          origin: 'https://evil.example',
          'sec-fetch-site': site,
          'content-type': type,
        },
        body,
      ),
    ).toBe(type === 'application/json' ? 200 : 415);
  });
});

test('pages of the server and addresses typed by hand are answered', async () => {
  expect(await statusOf(STREAM, 'same-origin', 'cors')).toBe(200);
  expect(await statusOf(QUERY, 'same-origin', 'cors')).toBe(200);
  expect(await statusOf(DOCUMENT, 'none', 'navigate')).toBe(404);
  const own = { cookie, origin: world.app.url, 'sec-fetch-site': 'same-origin' };
  expect(await postAs(own, '%PDF-1.7', UPLOAD)).toBe(201);
});

test('a call that does not say where it comes from is not answered for its cookie', async () => {
  for (const path of [QUERY, STREAM]) {
    const headers = { cookie };
    const [answer] = (await once(get(world.app.url + path, { headers }), 'response')) as [
      IncomingMessage,
    ];
    answer.destroy();
    expect(answer.statusCode).toBe(403);
    // Typed by hand, it is no page.
    expect(await statusOf(path, 'none', 'navigate', 'document')).toBe(403);
  }
  const headers = { cookie, 'content-type': 'application/json' };
  expect(await postAs(headers, '{"query":"{ viewer { name } }"}')).toBe(403);
});
