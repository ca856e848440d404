import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createOutbound } from '../../../../src/connectors/http/outbound.js';
import type { Outbound } from '../../../../src/connectors/http/outbound.js';
import type { FinishedCall } from '../../../../src/domain/activity.js';
import { newCause, parseTraceparent, runBecauseOf } from '../../../../src/domain/cause.js';

let outbound: Outbound;
let calls: FinishedCall[];
let seen: IncomingHttpHeaders[];
let url: string;
const server = createServer((request, response) => {
  seen.push(request.headers);
  response.writeHead(request.url === '/missing' ? 404 : 200).end('{}');
});

beforeEach(async () => {
  calls = [];
  seen = [];
  outbound = createOutbound({ onCall: (call) => calls.push(call) });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await outbound.destroy();
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

const request = (path: string, base = url) => ({
  method: 'GET' as const,
  url: base + path,
  headers: {},
  body: null,
  signal: AbortSignal.timeout(20_000),
});

it('tells of every exchange once, by its label, never by its address', async () => {
  await outbound.exchange({
    ...request('/contracts?email=someone@example.com'),
    label: { operation: 'GET /contracts', attempt: 2 },
  });
  await outbound.exchange(request('/missing'));
  const streamed = await outbound.stream(request('/file'), { maxBytes: 10 });
  if (streamed.kind === 'stream') for await (const _piece of streamed.pieces);
  expect(calls).toEqual([
    {
      operation: 'GET /contracts',
      attempt: 2,
      status: 200,
      failure: null,
      durationMs: expect.any(Number),
    },
    { operation: 'GET', status: 404, failure: null, durationMs: expect.any(Number) },
    { operation: 'GET', status: 200, failure: null, durationMs: expect.any(Number) },
  ]);
});

it('tells of a call that nobody answered', async () => {
  await outbound.exchange(request('/', 'http://127.0.0.1:1'));
  expect(calls).toEqual([
    { operation: 'GET', status: null, failure: 'network', durationMs: expect.any(Number) },
  ]);
});

it('says outwards which request of ours a call belongs to, each call a span of its own', async () => {
  const cause = newCause();
  await runBecauseOf(cause, async () => {
    await outbound.exchange(request('/a'));
    await outbound.exchange(request('/b'));
  });
  await outbound.exchange(request('/c'));
  const headers = seen.map(({ traceparent }) => String(traceparent));
  expect(headers.map((header) => parseTraceparent(header)?.traceId).slice(0, 2)).toEqual([
    cause.correlationId,
    cause.correlationId,
  ]);
  expect(parseTraceparent(headers[2])?.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(headers).size).toBe(3);
});

it.each([
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', '0af7651916cd43dd8448eb211c80319c'],
  [
    'cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more',
    '0af7651916cd43dd8448eb211c80319c',
  ],
  ['ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', null],
  ['00-00000000000000000000000000000000-b7ad6b7169203331-01', null],
  ['00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01', null],
  ['00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01', null],
  ['anything', null],
  [undefined, null],
])('reads the trace id of %s', (header, traceId) => {
  expect(parseTraceparent(header)?.traceId ?? null).toBe(traceId);
});
