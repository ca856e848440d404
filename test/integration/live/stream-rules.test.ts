import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventReader } from '../../support/event-reader.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';
import { CHANGED, watch } from './live-support.js';

const LIGHTNING = 'https://acme.lightning.force.com';

let world: World;
beforeAll(async () => {
  world = await startWorld({ worker: false, env: { CORS_ORIGINS: LIGHTNING } });
});
afterAll(() => world[Symbol.asyncDispose]());

const post = (query: string, headers: Headers = world.as('service'), variables: object = {}) =>
  fetch(`${world.app.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query, variables }),
  });

const codeOf = (answer: unknown) => ({ errors: [{ extensions: { code: answer } }] });

describe('/graphql/stream', () => {
  it('lets nobody in without credentials', async () => {
    const refused = await fetch(`${world.app.url}/graphql/stream`);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject(codeOf('UNAUTHENTICATED'));
  });

  it('is no cache’s and no proxy’s to keep or to hold back', async () => {
    const stream = await watch(world);
    const { headers } = stream.response;
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('x-request-id')).not.toBeNull();
    stream.close();
  });

  it.each(['POST', 'GET'])('takes no mutation by %s', async (method) => {
    const query = 'mutation { syncContract(id: "T-1") { userErrors { message } } }';
    const url = new URL(`${world.app.url}/graphql/stream`);
    if (method === 'GET') url.searchParams.set('query', query);
    const refused =
      method === 'POST' ? await post(query) : await fetch(url, { headers: world.as('service') });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('POST /graphql'),
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    });
  });

  it.each([
    ['no operation', ''],
    ['no GraphQL', 'subscription {'],
    ['too many tokens', `{ ${'viewer { name } '.repeat(8_000)} }`],
    ['too many levels to be read', '{ a'.repeat(9_000)],
  ])('refuses a document with %s', async (_name, query) => {
    const refused = await post(query);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject(codeOf('BAD_USER_INPUT'));
  });

  it.each([
    ['unknown fields', 'subscription { contractChanged { nothing } }'],
    [
      'two subscriptions at once',
      'subscription { contractChanged { id } b: contractChanged { id } }',
    ],
    [
      'more fields than allowed',
      `subscription { contractChanged { ${Array.from({ length: 501 }, (_, i) => `f${i}: id`).join(' ')} } }`,
    ],
    [
      'more levels than allowed',
      `subscription { contractChanged { ${'opportunity { contracts { '.repeat(7)} id ${'} }'.repeat(7)} } }`,
    ],
  ])('refuses %s as /graphql does, before there is a stream', async (_name, query) => {
    const refused = await post(query);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject(codeOf('BAD_USER_INPUT'));
  });

  it('refuses variables that do not fit as /graphql does, and as no fault of the server', async () => {
    const query = 'query ($id: ID!) { contract(id: $id) { id } }';
    for (const variables of [{}, { id: null }, { id: { a: 1 } }]) {
      const refused = await post(query, world.as('service'), variables);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject(codeOf('BAD_USER_INPUT'));
    }
  });

  it('answers an id that is none with an error and ends', async () => {
    const stream = await watch(world, {
      query: 'subscription { contractChanged(opportunityId: "x") { id } }',
    });
    expect(await stream.data()).toMatchObject(codeOf('BAD_USER_INPUT'));
    expect(await stream.next()).toMatchObject({ event: 'complete' });
    expect(await stream.next()).toBeNull();
  });

  it('answers a query with one event', async () => {
    const stream = await watch(world, { query: '{ viewer { name } }' });
    expect(await stream.data()).toMatchObject({ data: { viewer: { name: 'service' } } });
    expect(await stream.next()).toMatchObject({ event: 'complete' });
  });

  it('gives a key that stands for nobody no contracts', async () => {
    const stream = await watch(world, { headers: world.as('user') });
    expect(await stream.data()).toMatchObject(codeOf('FORBIDDEN'));
    stream.close();
  });

  it('says at /graphql where subscriptions are', async () => {
    const { errors } = await world.graphql(CHANGED, {});
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('/graphql/stream') as string,
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it.each([
    ['a body that is no JSON', { body: '{' }, 400],
    ['another content type', { body: 'query', headers: { 'content-type': 'text/plain' } }, 415],
    ['a client that takes no events', { body: '{}', headers: { accept: 'application/json' } }, 406],
  ])(
    'refuses %s',
    async (_name, { body, headers = {} }: { body: string; headers?: object }, status) => {
      const refused = await fetch(`${world.app.url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...world.as('service'), ...headers },
        body,
      });
      expect(refused.status).toBe(status);
      expect(await refused.json()).toMatchObject(codeOf('BAD_USER_INPUT'));
    },
  );

  it('opens a bounded number of streams for one caller, and again once some are closed', async () => {
    const headers = world.as('admin');
    const streams = await Promise.all(Array.from({ length: 20 }, () => watch(world, { headers })));
    const refused = await post(CHANGED, headers);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    expect(await refused.json()).toMatchObject(codeOf('RATE_LIMITED'));
    const metrics = await (await fetch(`${world.app.url}/metrics`)).text();
    expect(metrics).toMatch(/^dealdraft_live_streams 20$/m);
    for (const stream of streams) stream.close();
    await expect
      .poll(async () => (await fetch(`${world.app.url}/metrics`)).text())
      .toMatch(/^dealdraft_live_streams 0$/m);
    (await watch(world, { headers })).close();
  });
});

describe('CORS', () => {
  const preflight = (origin: string, url = world.app.url, path = '/graphql/stream') =>
    fetch(`${url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,last-event-id',
      },
    });

  it.each(['/graphql', '/graphql/stream'])('lets a configured origin call %s', async (path) => {
    const { status, headers } = await preflight(LIGHTNING, world.app.url, path);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(LIGHTNING);
    expect(headers.get('access-control-allow-headers')).toContain('last-event-id');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('lets its page read answers, streams and refusals', async () => {
    const headers = { ...world.as('service'), origin: LIGHTNING };
    const stream = await watch(world, { headers });
    const refused = await post(CHANGED, { origin: LIGHTNING });
    for (const answer of [stream.response, await post('{', headers), refused]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe(LIGHTNING);
    }
    expect(refused.status).toBe(401);
    stream.close();
  });

  it.each([
    'https://acme.lightning.force.com.evil.example',
    'http://acme.lightning.force.com',
    'null',
  ])('lets the page of %s read nothing', async (origin) => {
    const stream = await watch(world, { headers: { ...world.as('service'), origin } });
    expect(stream.response.headers.get('access-control-allow-origin')).toBeNull();
    stream.close();
    expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each(['/documents/T-1', '/healthz', '/webhooks/spotdraft', '/graphql/other'])(
    'is for GraphQL alone, not for %s',
    async (path) => {
      const { headers } = await preflight(LIGHTNING, world.app.url, path);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('access-control-allow-methods')).toBeNull();
    },
  );

  it.each([
    ['/graphql', 204, 'GET, POST, OPTIONS'],
    ['/healthz', 204, 'GET, HEAD, OPTIONS'],
    ['/nothing', 404, null],
  ])('leaves the OPTIONS of %s that are no preflight as they are', async (path, status, allow) => {
    const answer = await fetch(world.app.url + path, { method: 'OPTIONS' });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('allow')).toBe(allow);
  });

  it('is off unless origins are configured', async () => {
    await using plain = await startWorld({ worker: false });
    const answer = await preflight(LIGHTNING, plain.app.url);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const stream = await watch(plain, { headers: { ...plain.as('service'), origin: LIGHTNING } });
    expect(stream.response.headers.get('access-control-allow-origin')).toBeNull();
    stream.close();
  });
});

describe('a server that closes', () => {
  it('ends its streams at once, without saying that they are complete', async () => {
    await using other = await startWorld();
    const streams: EventReader[] = [];
    for (let i = 0; i < 5; i += 1) streams.push(await (await watch(other)).listening());
    const startedAt = performance.now();
    await other.app.close();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    for (const stream of streams) expect(await stream.next()).toBeNull();
  });
});
