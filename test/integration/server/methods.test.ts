import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHealthServer } from '../../../src/server/health-server.js';
import { asciiAddress } from '../../../src/server/http-server.js';
import { silentLog } from '../../../src/domain/log.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({ worker: false, env: { SIGNIN_CLIENT_ID: 'sandbox-app', UI: 'on' } });
});
afterAll(() => world[Symbol.asyncDispose]());

const send = (method: string, path: string, init: RequestInit = {}) =>
  fetch(world.app.url + path, { redirect: 'manual', ...init, method });
const refusal = {
  errors: [{ message: expect.any(String) as string, extensions: { code: 'BAD_USER_INPUT' } }],
};

const LONG_DOCUMENT = `/documents/T-${'9'.repeat(9_000)}`;

const PATHS: readonly (readonly [string, string])[] = [
  ['/graphql', 'POST'],
  ['/graphql/stream', 'POST'],
  ['/webhooks/spotdraft', 'POST'],
  ['/documents/T-1', 'GET'],
  ['/documents/T-1?format=pdf', 'GET'],
  ['/previews/1', 'GET'],
  ['/uploads', 'POST'],
  ['/signin', 'GET'],
  ['/signin/callback', 'GET'],
  ['/signout', 'POST'],
  ['/session', 'GET'],
  ['/healthz', 'GET'],
  ['/readyz', 'GET'],
  ['/metrics', 'GET'],
  ['/', 'GET'],
  ['/demo', 'GET'],
];

it('there is no other address than these, files of the page aside', () => {
  const address = (route: string) => route.slice(route.indexOf(' ') + 1);
  const isAsked = (route: string) =>
    PATHS.some(([path]) =>
      new RegExp(`^${address(route).replace(/:\w+/g, '[^/]+')}$`).test(path.replace(/\?.*/, '')),
    );
  const isFile = (route: string) => /\.\w+$/.test(address(route));
  expect(world.app.routes.filter((route) => !isAsked(route) && !isFile(route))).toEqual([]);
});

describe.each(PATHS)('%s', (path, method) => {
  it.each(['DELETE', 'PUT', 'PATCH', 'PROPFIND'])(
    'answers %s with 405 and what it takes',
    async (other) => {
      const refused = await send(other, path, { headers: world.as('service') });
      expect(refused.status).toBe(405);
      expect(refused.headers.get('allow')?.split(', ')).toContain(method);
      expect(await refused.json()).toEqual(refusal);
    },
  );

  it('says by OPTIONS what it takes', async () => {
    const answer = await send('OPTIONS', path);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('allow')?.split(', ')).toEqual(
      expect.arrayContaining([method, 'OPTIONS']),
    );
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

it('does not open a stream to a HEAD, which could never end', async () => {
  expect((await send('HEAD', '/graphql/stream', { headers: world.as('service') })).status).toBe(
    405,
  );
});

it.each(['GET', 'POST', 'OPTIONS', 'PROPFIND'])(
  'answers %s of an address without anything with 404',
  async (method) => {
    for (const path of [
      '/nothing',
      '/documents',
      '/documents/T-1/x',
      '/webhooks',
      '/graphql/other',
      '/main.js.br',
    ]) {
      const answer = await send(method, path);
      expect(answer.status, path).toBe(404);
      expect(await answer.json()).toMatchObject({
        errors: [{ extensions: { code: 'NOT_FOUND' } }],
      });
    }
  },
);

describe('an address that is written in another way', () => {
  /** fetch would write it anew. */
  const statusOf = async (method: string, path: string) => {
    const sent = request(world.app.url, { method, path, headers: world.as('service') }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    answer.resume();
    return { status: answer.statusCode, allow: answer.headers.allow };
  };

  it.each(['/%68ealthz', 'http://elsewhere.example/healthz', '/healthz?%', '/healthz?a=%ff'])(
    '%s is the same one',
    async (path) => {
      expect((await statusOf('GET', path)).status).toBe(200);
      expect(await statusOf('DELETE', path)).toEqual({ status: 405, allow: 'GET, HEAD, OPTIONS' });
    },
  );

  it.each(['//healthz', '/healthz/', '/healthz;x', '/Healthz', '/documents/../healthz'])(
    '%s is another one',
    async (path) => {
      expect((await statusOf('GET', path)).status).toBe(404);
      expect((await statusOf('DELETE', path)).status).toBe(404);
    },
  );

  it.each(['/documents/T%2D987654', '/documents/%00', '/documents/T-1%2F..', LONG_DOCUMENT])(
    '%s is that of a document',
    async (path) => {
      expect((await statusOf('GET', path)).status).toBe(404);
      expect((await statusOf('PUT', path)).status).toBe(405);
    },
  );

  it.each(['/documents/%', '/documents/%ff', '/%'])('%s is none', async (path) => {
    expect((await statusOf('GET', path)).status).toBe(400);
  });
});

it('a wrong method or address is told before the body is looked at', async () => {
  for (const [path, status] of [
    ['/healthz', 405],
    ['/nothing', 404],
  ] as const) {
    for (const headers of [
      { 'content-type': 'application/json' },
      { 'content-type': 'text/x' },
      { 'content-encoding': 'gzip' },
    ])
      expect((await send('PUT', path, { headers, body: '{' })).status).toBe(status);
  }
});

it('a host that a client leaves empty is no fault of the server', async () => {
  const { port } = new URL(world.app.url);
  for (const head of ['HTTP/1.0\r\n', 'HTTP/1.1\r\nHost:\r\n']) {
    const socket = connect(Number(port), '127.0.0.1');
    const key = world.as('service')['x-api-key'];
    socket.write(
      `GET /graphql?query=%7Bviewer%7Bname%7D%7D ${head}x-api-key: ${key}\r\nConnection: close\r\n\r\n`,
    );
    expect(await text(socket)).toContain('{"data":{"viewer":{"name":"service"}}}');
  }
});

it('what is no JSON is no operation', async () => {
  const body = JSON.stringify({ query: '{ viewer { name } }' });
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'x',
  ]) {
    const headers = { ...world.as('service'), 'content-type': type };
    const refused = await send('POST', '/graphql', { headers, body });
    expect(refused.status).toBe(415);
    expect(await refused.json()).toEqual(refusal);
  }
});

it('a worker\u2019s own server answers in the same form', async () => {
  const metrics = { contentType: 'text/plain', render: async () => '' };
  const readiness = async () => {
    throw new Error('secret');
  };
  const health = await startHealthServer(
    { log: silentLog, metrics, readiness },
    { host: '127.0.0.1', port: 0 },
  );
  const status = async (path: string, method = 'GET') => {
    const answer = await fetch(health.url + path, { method });
    expect(JSON.stringify(await answer.json())).not.toContain('secret');
    return answer.status;
  };
  expect(await status('/healthz', 'POST')).toBe(405);
  expect(await status('/graphql')).toBe(404);
  expect(await status('/readyz')).toBe(500);
  await health.close();
});

describe('a compressed request', () => {
  const body = gzipSync(JSON.stringify({ query: '{ viewer { name } }' }));

  it.each(['gzip', 'br', 'deflate', 'zstd'])('in %s is refused with 415', async (encoding) => {
    const headers = {
      ...world.as('service'),
      'content-type': 'application/json',
      'content-encoding': encoding,
    };
    const refused = await send('POST', '/graphql', { headers, body });
    expect(refused.status).toBe(415);
    expect(await refused.json()).toEqual(refusal);
  });

  it('tells a stranger nothing but 401', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect((await send('POST', '/graphql', { headers, body })).status).toBe(401);
  });

  it('at the webhook is judged by its signature first, as every body', async () => {
    const refused = await send('POST', '/webhooks/spotdraft', {
      headers: { 'content-encoding': 'gzip' },
      body,
    });
    expect(refused.status).toBe(401);
  });
});

describe('an address in a header', () => {
  it.each([
    [
      'https://files.example/Vertrag für 李雷.pdf?sig=a%2Fb',
      'https://files.example/Vertrag%20f%C3%BCr%20%E6%9D%8E%E9%9B%B7.pdf?sig=a%2Fb',
    ],
    ['https://files.example/a\r\nset-cookie: x', 'https://files.example/a%0D%0Aset-cookie:%20x'],
    ['/half \ud83d', '/half%20%EF%BF%BD'],
    ['https://files.example/a?b=c&d=%E4#e', 'https://files.example/a?b=c&d=%E4#e'],
  ])('%j is percent-encoded where it has to be', (address, encoded) => {
    expect(asciiAddress(address)).toBe(encoded);
  });
});

describe('an answer', () => {
  const query = '{ opportunities(first: 20) { nodes { id name stageName account { name } } } }';
  const ask = (encodings: string) =>
    send('POST', '/graphql', {
      headers: {
        ...world.as('service'),
        'content-type': 'application/json',
        'accept-encoding': encodings,
      },
      body: JSON.stringify({ query }),
    });

  it.each([
    ['gzip, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
    ['br;q=0.1, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['br;q=0.5, identity', null],
    ['*;q=0', null],
  ])('for whoever takes %s is compressed so', async (encodings, used) => {
    const answer = await ask(encodings);
    expect(answer.headers.get('content-encoding')).toBe(used);
    expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({
      data: { opportunities: { nodes: expect.any(Array) as unknown } },
    });
  });

  it('that tells of the server is compressed as well, and has a head', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    const answer = await send('GET', '/metrics', { headers });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(await answer.text()).toContain('# HELP dealdraft_');
    for (const path of ['/metrics', '/readyz', '/healthz', '/']) {
      const head = await send('HEAD', path, { headers });
      expect(head.status).toBe(200);
      expect(head.headers.get('vary')).toMatch(/accept-encoding/i);
      expect(await head.text()).toBe('');
    }
  });

  it('that refuses a body, a method or an address is nobody\u2019s to keep', async () => {
    const headers = { ...world.as('service'), 'content-type': 'application/json' };
    for (const [method, path] of [
      ['POST', '/graphql'],
      ['PUT', '/healthz'],
      ['GET', '/nothing'],
    ] as const) {
      const body = method === 'GET' ? null : '{';
      const refused = await send(method, path, { headers, body });
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('of a few bytes is not worth it', async () => {
    const answer = await send('GET', '/healthz', { headers: { 'accept-encoding': 'br' } });
    expect(answer.headers.get('content-encoding')).toBeNull();
  });

  it('that is a stream of events is sent as it comes', async () => {
    const answer = await send('POST', '/graphql/stream', {
      headers: {
        ...world.as('service'),
        'content-type': 'application/json',
        accept: 'text/event-stream',
        'accept-encoding': 'br, gzip',
      },
      body: JSON.stringify({ query: '{ viewer { name } }' }),
    });
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(await answer.text()).toContain('"viewer"');
  });
});
