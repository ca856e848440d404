import { once } from 'node:events';
import { get } from 'node:http';
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
async function statusOf(path: string, site: string, mode: string) {
  const sent = get(world.app.url + path, {
    headers: { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': mode },
  });
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.destroy();
  return answer.statusCode;
}

const STREAM = `/graphql/stream?query=${encodeURIComponent('{ viewer { name } }')}`;
const DOCUMENT = '/documents/T-987654';

describe.each(['same-site', 'cross-site'])('a %s page', (site) => {
  test('loads nothing with the cookie of a person', async () => {
    expect(await statusOf(STREAM, site, 'cors')).toBe(403);
    expect(await statusOf(STREAM, site, 'no-cors')).toBe(403);
    expect(await statusOf(DOCUMENT, site, 'no-cors')).toBe(401);
  });

  test('may have a link that the person follows', async () => {
    expect(await statusOf(DOCUMENT, site, 'navigate')).toBe(404);
  });
});

test('pages of the server and addresses typed by hand are answered', async () => {
  expect(await statusOf(STREAM, 'same-origin', 'cors')).toBe(200);
  expect(await statusOf(DOCUMENT, 'none', 'navigate')).toBe(404);
});
