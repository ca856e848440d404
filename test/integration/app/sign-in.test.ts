import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../../../src/app/start-app.js';
import { silentLog } from '../../../src/domain/log.js';
import { startSalesforceSandbox } from '../../../src/sandbox/salesforce/index.js';
import { createCrmSeed } from '../../../src/sandbox/seed/crm-seed.js';
import { Browser } from '../../support/browser.js';
import { ManualClock } from '../../support/manual-clock.js';
import { isRedisMissing } from '../../support/redis-server.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import { startWorld } from '../../support/world.js';
import type { World, WorldOptions } from '../../support/world.js';

const REP = 'priya.raman@meridian-cloud.example';
const VP = 'helena.brandt@meridian-cloud.example';
const FORMER = 'dana.whitfield@meridian-cloud.example';
const UNAPPROVED = 'tom.keller@meridian-cloud.example';
const SESSION = 'dealdraft_session';
const HOUR_MS = 60 * 60_000;

function startSignInWorld(options: WorldOptions = {}): Promise<World> {
  return startWorld({
    worker: false,
    ...options,
    salesforce: { unapprovedUsernames: [UNAPPROVED], ...options.salesforce },
    env: {
      SIGNIN_CLIENT_ID: 'sandbox-app',
      SIGNIN_ADMINS: `Helena.Brandt@meridian-cloud.example, someone@else.example`,
      ...options.env,
    },
  });
}

const viewerQuery = JSON.stringify({ query: '{ viewer { name email roles } }' });

async function isSignedIn(browser: Browser, url: string): Promise<boolean> {
  const answer = await browser.request(`${url}/session`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { user: object | null }).user !== null;
}

function postGraphql(browser: Browser, url: string, headers: Record<string, string> = {}) {
  return browser.request(`${url}/graphql`, {
    method: 'POST',
    body: viewerQuery,
    headers: { 'content-type': 'application/json', origin: new URL(url).origin, ...headers },
  });
}

describe('signing in with a browser', () => {
  let world: World;
  let url: string;
  beforeAll(async () => {
    world = await startSignInWorld({
      backfill: true,
      spotdraft: { rateLimitPerSecond: null },
      env: { SPOTDRAFT_RATE_LIMIT: '1000' },
    });
    url = world.app.url;
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test('leads through Salesforce back to the page, and acts as that user from then on', async () => {
    const browser = new Browser();
    const signedOut = await browser.request(`${url}/session`);
    expect([signedOut.status, await signedOut.json()]).toEqual([
      200,
      { user: null, signIn: '/signin' },
    ]);

    const done = await browser.signIn(url, REP, '/some/page?x=1#/deals/2');
    expect(done.status).toBe(302);
    expect(done.headers.get('location')).toBe('/some/page?x=1#/deals/2');
    expect(done.headers.get('cache-control')).toBe('no-store');
    expect(done.headers.get('referrer-policy')).toBe('same-origin');

    const session = await browser.request(`${url}/session`);
    expect(session.status).toBe(200);
    expect(session.headers.get('cache-control')).toBe('no-store');
    expect(await session.json()).toEqual({
      user: { username: REP, name: 'Priya Raman', email: REP, roles: ['user'] },
    });
    const viewer = await postGraphql(browser, url);
    expect(await viewer.json()).toEqual({
      data: { viewer: { name: 'Priya Raman', email: REP, roles: ['user'] } },
    });
  });

  test('keeps nothing of the attempt, and a cookie that no script reads', async () => {
    const browser = new Browser();
    await browser.signIn(url, REP);
    const cookies = browser.cookiesOf(url);
    expect([...cookies.keys()]).toEqual([SESSION]);
    const { value, attributes } = cookies.get(SESSION)!;
    expect(value).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(Object.fromEntries(attributes)).toEqual({ path: '/', httponly: '', samesite: 'Lax' });
  });

  test('gives the users of SIGNIN_ADMINS the role admin, in any case', async () => {
    const browser = new Browser();
    await browser.signIn(url, VP);
    const { user } = (await (await browser.request(`${url}/session`)).json()) as {
      user: { roles: string[] };
    };
    expect(user.roles).toEqual(['user', 'admin']);
  });

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example'])(
    'does not leave this server for %s',
    async (returnTo) => {
      const done = await new Browser().signIn(url, REP, returnTo);
      expect([done.status, done.headers.get('location')]).toEqual([302, '/']);
    },
  );

  test('lets several tabs sign in at once, and keeps few attempts', async () => {
    const browser = new Browser();
    const [first, second] = [
      await browser.pickUser(`${url}/signin?returnTo=/one`, REP),
      await browser.pickUser(`${url}/signin?returnTo=/two`, REP),
    ];
    const answers = [await browser.request(second.href), await browser.request(first.href)];
    expect(answers.map((answer) => answer.headers.get('location'))).toEqual(['/two', '/one']);

    for (let tab = 0; tab < 9; tab += 1) await browser.request(`${url}/signin`);
    const attempts = [...browser.cookiesOf(url).keys()].filter((name) => name !== SESSION);
    expect(attempts).toHaveLength(4);
  });

  test('refuses an answer whose state is not that of the attempt', async () => {
    const browser = new Browser();
    const callback = await browser.pickUser(`${url}/signin`, REP);
    const state = callback.searchParams.get('state')!;
    const forged = new URL(callback);
    forged.searchParams.set('state', `${state.slice(0, 16)}${'A'.repeat(27)}`);
    const other = new URL(callback);
    other.searchParams.set('state', 'B'.repeat(43));
    const none = new URL(callback);
    none.searchParams.delete('state');
    for (const address of [forged, other, none]) {
      const answer = await browser.copy().request(address.href);
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(await answer.text()).toContain(`href="${url}/signin"`);
    }
    expect((await browser.request(callback.href)).status).toBe(302);
  });

  test("refuses another browser's answer", async () => {
    const callback = await new Browser().pickUser(`${url}/signin`, VP);
    const victim = new Browser();
    await victim.request(`${url}/signin`);
    expect((await victim.request(callback.href)).status).toBe(400);
    expect(victim.cookiesOf(url).has(SESSION)).toBe(false);
  });

  test('refuses an answer that was used before', async () => {
    const browser = new Browser();
    const callback = await browser.pickUser(`${url}/signin`, REP);
    const thief = browser.copy();
    expect((await browser.request(callback.href)).status).toBe(302);
    const replayed = await thief.request(callback.href);
    expect(replayed.status).toBe(400);
    expect(thief.cookiesOf(url).has(SESSION)).toBe(false);
    // The first browser has no attempt left to replay.
    expect((await browser.request(callback.href)).status).toBe(400);
  });

  test.each(['nonce', 'code_challenge'])('refuses an answer to another %s', async (parameter) => {
    const browser = new Browser();
    const callback = await browser.pickUser(`${url}/signin`, REP, (authorize) => {
      authorize.searchParams.set(parameter, 'C'.repeat(43));
    });
    const answer = await browser.request(callback.href);
    expect(answer.status).toBe(400);
    expect(browser.cookiesOf(url).has(SESSION)).toBe(false);
  });

  test.each([
    ['is inactive', FORMER, 'not active'],
    ['is not approved for the app', UNAPPROVED, 'not approved'],
    ['does not exist', 'nobody@nowhere.example', 'access was denied'],
  ])('tells a user who %s so', async (_what, username, words) => {
    const browser = new Browser();
    const answer = await browser.signIn(url, username);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).toContain(words);
    expect(browser.cookiesOf(url).has(SESSION)).toBe(false);
  });

  test('shows nothing of what comes in the address', async () => {
    const browser = new Browser();
    const begun = await browser.request(`${url}/signin`);
    const state = new URL(begun.headers.get('location')!).searchParams.get('state')!;
    const query = new URLSearchParams({
      state,
      error: 'access_denied',
      error_description: '<script>alert(1)</script>',
    });
    const answer = await browser.request(`${url}/signin/callback?${query.toString()}`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('script>');
  });

  test('begins a new session at each sign-in and ends the one before', async () => {
    const browser = new Browser();
    const cookies = browser.cookiesOf(url);
    const planted = { value: 'D'.repeat(43), attributes: new Map<string, string>() };
    cookies.set(SESSION, planted);
    await browser.signIn(url, REP);
    const first = cookies.get(SESSION)!;
    expect(first.value).not.toBe(planted.value);
    await browser.signIn(url, VP);
    expect(cookies.get(SESSION)!.value).not.toBe(first.value);
    const old = new Browser();
    old.cookiesOf(url).set(SESSION, first);
    expect(await isSignedIn(old, url)).toBe(false);
  });

  test('signs out on the server, not only in the browser', async () => {
    const browser = new Browser();
    await browser.signIn(url, REP);
    const copy = browser.copy();
    const out = await browser.request(`${url}/signout`, {
      method: 'POST',
      headers: { origin: url },
      body: new URLSearchParams({ any: 'form' }),
    });
    expect([out.status, out.headers.get('location')]).toEqual([303, '/']);
    expect(browser.cookiesOf(url).size).toBe(0);
    for (const one of [browser, copy]) {
      expect(await isSignedIn(one, url)).toBe(false);
      expect((await postGraphql(one, url)).status).toBe(401);
    }
    expect((await browser.request(`${url}/signout`)).status).toBe(405);
    expect((await browser.request(`${url}/signout`, { method: 'POST' })).status).toBe(303);
  });

  test.each<[string, Record<string, string>]>([
    ["another site's page", { origin: 'https://evil.example' }],
    ['a page of the same host on another port', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a page that other sites frame', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
  ])('refuses what %s sends with the cookie', async (_who, headers) => {
    const browser = new Browser();
    await browser.signIn(url, REP);
    const answer = await postGraphql(browser, url, headers);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    const out = await browser.request(`${url}/signout`, {
      method: 'POST',
      headers: { origin: url, ...headers },
    });
    expect(out.status).toBe(403);
    expect(await isSignedIn(browser, url)).toBe(true);
  });

  test('refuses a change with the cookie that does not say where it comes from', async () => {
    const browser = new Browser();
    await browser.signIn(url, REP);
    const answer = await browser.request(`${url}/graphql`, {
      method: 'POST',
      body: viewerQuery,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(403);
  });

  test('lets credentials in headers win over the cookie, good or bad', async () => {
    const browser = new Browser();
    await browser.signIn(url, REP);
    const asKey = await postGraphql(browser, url, {
      ...world.as('service'),
      origin: 'https://elsewhere.example',
    });
    expect(await asKey.json()).toMatchObject({ data: { viewer: { roles: ['service'] } } });
    for (const headers of [{ 'x-api-key': 'wrong' }, { authorization: 'Bearer wrong' }])
      expect((await postGraphql(browser, url, headers)).status).toBe(401);
  });

  test.each(['', 'x', 'E'.repeat(43), 'F'.repeat(5_000), '%E0%A4%A'])(
    'answers 401 to a cookie that is no session',
    async (value) => {
      const browser = new Browser();
      browser.cookiesOf(url).set(SESSION, { value, attributes: new Map() });
      expect(await isSignedIn(browser, url)).toBe(false);
      const answer = await postGraphql(browser, url);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    },
  );

  test('a click on a document link of a record leads through the sign-in to the document', async () => {
    const contract = world.spotdraft.control
      .list()
      .find(({ contract_status: status, deleted }) => status === 'EXECUTED' && !deleted)!.id;
    const link = `${url}/documents/${contract}`;
    const browser = new Browser();
    const clicked = await browser.request(link);
    expect(clicked.status).toBe(302);
    expect(clicked.headers.get('location')).toBe(
      `${url}/signin?returnTo=${encodeURIComponent(`/documents/${contract}`)}`,
    );
    const callback = await browser.pickUser(clicked.headers.get('location')!, VP);
    const done = await browser.request(callback.href);
    expect(done.headers.get('location')).toBe(`/documents/${contract}`);
    const document = await browser.request(link);
    expect(document.status).toBe(302);
    const file = await fetch(document.headers.get('location')!);
    expect(file.headers.get('content-type')).toContain('application/pdf');
  });

  test('a document link asks programs for credentials, and a person who can not see the deal gets 404', async () => {
    const contract = world.spotdraft.control
      .list()
      .find(({ contract_status: status }) => status === 'EXECUTED')!.id;
    const link = `${url}/documents/${contract}`;
    for (const accept of ['*/*', 'application/json', 'application/json, text/html;q=0.1'])
      expect((await fetch(link, { headers: { accept }, redirect: 'manual' })).status).toBe(401);
    const wrongKey = { accept: 'text/html', 'x-api-key': 'wrong' };
    expect((await fetch(link, { headers: wrongKey, redirect: 'manual' })).status).toBe(401);
    const browser = new Browser();
    await browser.signIn(url, REP);
    const unknown = await browser.request(`${url}/documents/T-987654`);
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get('content-type')).toContain('text/plain');
  });

  test('keeps neither the token nor anything of Salesforce in the store', async () => {
    const browser = new Browser();
    await browser.signIn(url, REP);
    const { value } = browser.cookiesOf(url).get(SESSION)!;
    for (const name of await readdir(world.folder)) {
      const stored = await readFile(path.join(world.folder, name), 'latin1');
      expect(stored).not.toContain(value);
      expect(stored).not.toMatch(/00D\w{12}!/);
    }
  });
});

test('without SIGNIN_CLIENT_ID there is no sign-in, and a click on a document asks for credentials', async () => {
  await using world = await startWorld({ worker: false });
  const browser = new Browser();
  for (const route of ['/signin', '/signin/callback', '/session'])
    expect((await browser.request(world.app.url + route)).status).toBe(404);
  expect((await browser.request(`${world.app.url}/documents/T-1`)).status).toBe(401);
  browser.cookiesOf(world.app.url).set(SESSION, { value: 'G'.repeat(43), attributes: new Map() });
  expect((await postGraphql(browser, world.app.url)).status).toBe(401);
});

test('refuses users of another organization than the one whose records it works with', async () => {
  await using world = await startSignInWorld();
  const seed = createCrmSeed({ deals: 0 });
  await using other = await startSalesforceSandbox({
    seed: { ...seed, organizationId: '00D7Q000000ABCDUA4' },
  });
  const signIn = { ...world.config.signIn!, providerUrl: other.url };
  await using app = await startApp({ ...world.config, signIn }, { worker: false, log: silentLog });
  const browser = new Browser();
  const answer = await browser.signIn(app.url, VP);
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('another Salesforce organization');
  expect(browser.cookiesOf(app.url).has(SESSION)).toBe(false);
});

test('a session ends an hour after its last use, and eight hours after it began', async () => {
  const clock = new ManualClock(new Date());
  await using world = await startSignInWorld({
    adapters: { clock },
    salesforce: { now: () => clock.now() },
  });
  const { url } = world.app;
  const [idle, busy] = [new Browser(), new Browser()];
  await idle.signIn(url, REP);
  await busy.signIn(url, REP);
  const isIn = (browser: Browser) => isSignedIn(browser, url);
  const startedAt = clock.now().getTime();
  for (let use = 1; use <= 8; use += 1) {
    clock.advance(HOUR_MS - 120_000);
    expect(await isIn(busy)).toBe(true);
  }
  expect(await isIn(idle)).toBe(false);
  clock.advance(startedAt + 8 * HOUR_MS - 1 - clock.now().getTime());
  expect(await isIn(busy)).toBe(true);
  clock.advance(1);
  expect(await isIn(busy)).toBe(false);
  expect((await postGraphql(busy, url)).status).toBe(401);
  const document = await busy.request(`${url}/documents/T-1`);
  expect(document.headers.get('location')).toBe(`${url}/signin?returnTo=%2Fdocuments%2FT-1`);
});

test('an attempt that takes longer than ten minutes has to be begun again', async () => {
  const clock = new ManualClock(new Date());
  await using world = await startSignInWorld({
    adapters: { clock },
    salesforce: { now: () => clock.now() },
  });
  const browser = new Browser();
  const callback = await browser.pickUser(`${world.app.url}/signin`, REP);
  clock.advance(10 * 60_000 + 1);
  const late = await browser.request(callback.href);
  expect(late.status).toBe(400);
  expect(await late.text()).toContain('ten minutes');
});

test('answers 503 with a page while Salesforce is away, and works once it is back', async () => {
  const clock = new SkewedClock();
  await using world = await startSignInWorld({ adapters: { clock } });
  const { url } = world.app;
  const away = { kind: 'status', status: 503 };
  world.salesforce.control.addFault(away);
  const browser = new Browser();
  const early = await browser.request(`${url}/signin`);
  expect(early.status).toBe(503);
  expect(early.headers.get('retry-after')).not.toBeNull();
  expect(await early.text()).toContain('can not be reached');
  world.salesforce.control.clearFaults();
  // A provider that could not be discovered is known for seconds.
  clock.forward(5_000);

  const callback = await browser.pickUser(`${url}/signin`, REP);
  world.salesforce.control.addFault(away);
  expect((await browser.request(callback.href)).status).toBe(503);
  expect(browser.cookiesOf(url).has(SESSION)).toBe(false);
  world.salesforce.control.clearFaults();
  clock.forward(5_000);
  expect((await browser.signIn(url, REP)).status).toBe(302);
});

test('says that the app is not set up when Salesforce refuses its secret', async () => {
  await using world = await startSignInWorld({ env: { SIGNIN_CLIENT_SECRET: 'wrong' } });
  const answer = await new Browser().signIn(world.app.url, REP);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('SIGNIN_CLIENT_ID');
});

test('takes the app secret where it is set', async () => {
  await using world = await startSignInWorld({
    env: { SIGNIN_CLIENT_SECRET: 'sandbox-app-secret' },
  });
  expect((await new Browser().signIn(world.app.url, REP)).status).toBe(302);
});

test.for(['sqlite', 'redis'] as const)(
  'a session of one server is good on another and after a restart (%s)',
  async (store, { skip }) => {
    skip(store === 'redis' && isRedisMissing(), 'there is no redis-server on the PATH');
    await using world = await startSignInWorld({ store });
    const other = await world.startAnother({ worker: false });
    const browser = new Browser();
    await browser.signIn(world.app.url, REP);
    expect(await isSignedIn(browser, other.url)).toBe(true);
    await world.app.close();
    await other.close();
    const next = await world.startAnother({ worker: false });
    expect(await isSignedIn(browser, next.url)).toBe(true);
    expect((await postGraphql(browser, next.url)).status).toBe(200);
  },
);

test.for(['sqlite', 'redis'] as const)(
  'one server finishes the sign-in that another began (%s)',
  async (store, { skip }) => {
    skip(store === 'redis' && isRedisMissing(), 'there is no redis-server on the PATH');
    // Both are behind one address, which the first of them has.
    await using world = await startSignInWorld({ store });
    const publicUrl = world.app.url;
    const config = { ...world.config, http: { ...world.config.http, publicUrl } };
    await using other = await startApp(config, { worker: false, log: silentLog });
    const browser = new Browser();
    const callback = await browser.pickUser(`${publicUrl}/signin?returnTo=/x?y=1`, REP);
    const done = await browser.request(other.url + callback.pathname + callback.search);
    expect(done.headers.get('location')).toBe('/x?y=1');
    expect(await isSignedIn(browser, publicUrl)).toBe(true);
  },
);

test('a server behind a proxy with https sets cookies that only https carries, and stays below its path', async () => {
  await using world = await startSignInWorld({
    env: { PUBLIC_URL: 'https://crm.example/contracts' },
  });
  const { url } = world.app;
  const begun = await fetch(`${url}/signin?returnTo=/x`, { redirect: 'manual' });
  const authorize = new URL(begun.headers.get('location')!);
  expect(authorize.searchParams.get('redirect_uri')).toBe(
    'https://crm.example/contracts/signin/callback',
  );
  expect(begun.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^__Host-dealdraft_signin_[\w-]{16}=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    ),
  ]);
  const session = await fetch(`${url}/session`);
  expect(await session.json()).toEqual({ user: null, signIn: '/contracts/signin' });
});
