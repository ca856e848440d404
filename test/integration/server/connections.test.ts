import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../../src/domain/log.js';
import { CONNECTION_LIMITS } from '../../../src/server/connection-limits.js';
import { createHttpServer } from '../../../src/server/http-server.js';

const ANSWER_BYTES = 32 * 1_048_576;

type HttpServer = ReturnType<typeof createHttpServer>;

/**
 * The real server, which looks often. How long a request may take to come is shortened only where that is asked about:
 * on a busy machine a moment passes between a connection and its first byte, and 408 would be the right answer.
 */
function createQuickServer(changes: Partial<typeof CONNECTION_LIMITS> = {}): HttpServer {
  const server = createHttpServer({
    log: silentLog,
    hint: 'Nothing else.',
    home: null,
    forceCloseConnections: 'idle',
    limitValues: {
      ...CONNECTION_LIMITS,
      lookEveryMs: 50,
      lastRequestMs: 300,
      ...changes,
    },
  });
  server.post('/in', async () => ({ taken: true }));
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => {
      done(null);
    });
    scope.post('/slow', { config: { takesItsTime: true } }, async (request) => {
      if (request.url.endsWith('?answer')) return { bytes: 0 };
      let bytes = 0;
      for await (const chunk of request.raw) bytes += (chunk as Buffer).length;
      return { bytes };
    });
  });
  server.get('/large', async (_request, reply) =>
    reply.type('text/plain').send('x'.repeat(ANSWER_BYTES)),
  );
  server.get('/events', async (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    const beat = setInterval(() => reply.raw.write(':\n\n'), 50);
    reply.raw.once('close', () => {
      clearInterval(beat);
    });
  });
  return server;
}

const SOON = { requestWithinMs: 300 };

let server: HttpServer;
let sockets: Socket[];
/** The server's ends of them, in the order in which it took them. */
let served: Socket[];
beforeEach(() => {
  sockets = [];
  served = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
});

async function listen(changes: Partial<typeof CONNECTION_LIMITS> = {}): Promise<void> {
  server = createQuickServer(changes);
  server.server.on('connection', (socket: Socket) => served.push(socket));
  await server.listen({ host: '127.0.0.1', port: 0 });
}

async function open(request: string): Promise<Socket> {
  const { port } = server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  socket.write(request);
  return socket;
}

const HALF_A_BODY =
  'POST /in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';

describe('a request that does not come in full', () => {
  it.each([
    ['body', HALF_A_BODY],
    ['head', 'POST /in HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  ])('is answered 408 in the form of every error: its %s is missing', async (_what, request) => {
    await listen(SOON);
    const answer = await text(await open(request));
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it('may take longer where the route itself waits for it, and no longer once it is answered', async () => {
    await listen(SOON);
    const { port } = server.server.address() as AddressInfo;
    const head = `POST /slow HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 10\r\n\r\n`;
    const patient = await open(head);
    const answered = await open(head.replace('/slow', '/slow?answer'));
    const told = text(answered);
    // Ended by the server, which gave it as long as any request after the answer.
    expect(await told).toMatch(/^HTTP\/1\.1 200 /);
    expect(patient.destroyed).toBe(false);
    patient.end('0123456789');
    expect(await text(patient)).toContain('{"bytes":10}');
  });

  it('does not hold up the end of the server', async () => {
    await listen({ requestWithinMs: 60_000 });
    for (let i = 0; i < 50; i += 1) await open(i % 2 === 0 ? HALF_A_BODY : 'POST /in HTTP/1.1\r\n');
    const startedAt = performance.now();
    await server.close();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

it('a stream of events lives on beyond the time that a request may take to come', async () => {
  await listen(SOON);
  const socket = await open('GET /events HTTP/1.1\r\nHost: x\r\n\r\n');
  let beats = 0;
  await new Promise<void>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => {
      beats += chunk.toString().split(':\n\n').length - 1;
      // Twenty of them take a second: three times as long.
      if (beats >= 20) resolve();
    });
    socket.once('close', () => {
      reject(new Error('The stream was closed.'));
    });
  });
});

describe('an answer that its reader does not take', () => {
  const REQUEST = 'GET /large HTTP/1.1\r\nHost: x\r\n\r\n';

  it('is dropped, with the connection, after a while', async () => {
    await listen({ takenWithinMs: 200 });
    const socket = await open(REQUEST);
    socket.pause();
    await expect.poll(() => served.map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  it('is dropped at once when there are too many of them, the oldest first', async () => {
    // Nothing is looked at by the clock.
    await listen({ maxUntakenBytes: 1.5 * ANSWER_BYTES, lookEveryMs: 600_000 });
    const first = await open(REQUEST);
    first.pause();
    await expect.poll(() => served[0]?.bytesWritten ?? 0).toBeGreaterThan(ANSWER_BYTES);
    const second = await open(REQUEST);
    second.pause();
    await expect.poll(() => served.map(({ destroyed }) => destroyed)).toEqual([true, false]);
    let bytes = 0;
    second.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
    });
    second.resume();
    await expect.poll(() => bytes).toBeGreaterThan(ANSWER_BYTES);
    expect(served[1]?.destroyed).toBe(false);
  });
});

async function count({ server: http }: HttpServer): Promise<number> {
  return new Promise((resolve, reject) => {
    http.getConnections((error, connections) => {
      if (error) reject(error);
      else resolve(connections);
    });
  });
}

it('takes a bounded number of connections', async () => {
  await listen({ maxConnections: 3 });
  for (let i = 0; i < 3; i += 1) await open('');
  const further = await open('');
  await once(further, 'close');
  expect(await count(server)).toBe(3);
});

const CHUNKED =
  'POST /in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';

describe('what is no HTTP request', () => {
  it.each([
    ['other bytes', 'hello\r\n\r\n', 400],
    [
      'headers that are too long',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    ['no host', 'GET /in HTTP/1.1\r\n\r\n', 400],
    ['two hosts', 'GET /in HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', 400],
    ['a host that is none', 'GET /in HTTP/1.1\r\nHost: a b/?c\r\n\r\n', 400],
    ['calls of a proxy', 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n', 400],
    ['broken chunks', `${CHUNKED}zz\r\n`, 400],
    ['a length beside chunks', CHUNKED.replace('\r\n\r\n', '\r\nContent-Length: 5\r\n\r\n'), 400],
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['letters beyond ASCII in an address', 'GET /d\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['a header of nothing', 'GET /in HTTP/1.1\r\nHost: x\r\nX: \0\r\n\r\n', 400],
    [
      'thousands of headers',
      `GET /in HTTP/1.1\r\nHost: x\r\n${'x-a: 12345678\r\n'.repeat(5_000)}\r\n`,
      431,
    ],
    ['an expectation', 'POST /in HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n', 417],
    [
      'two lengths',
      'POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{',
      400,
    ],
  ])('%s are refused in the form of every error', async (_what, request, status) => {
    await listen();
    const answer = await text(await open(request));
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});

it.each([
  ['of HTTP/1.0, without a host', 'POST /in HTTP/1.0\r\nContent-Length: 2\r\n', '{}'],
  [
    'with trailers behind its chunks',
    'POST /in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: x-a\r\nConnection: close\r\n',
    '2\r\n{}\r\n0\r\nx-a: b\r\n\r\n',
  ],
  [
    'that asks before it sends',
    'POST /in HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n',
    '{}',
  ],
  [
    'with an absolute address, whatever host is in it',
    'POST http://elsewhere.example/in HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n',
    '{}',
  ],
])('a request %s is answered', async (_what, head, body) => {
  await listen();
  const answer = await text(await open(`${head}Content-Type: application/json\r\n\r\n${body}`));
  expect(answer).toMatch(/^HTTP\/1\.1 (?:100 Continue\r\n\r\nHTTP\/1\.1 )?200 /);
  expect(answer).toContain('{"taken":true}');
});
