import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { ClientRequest, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  arrivingBytes,
  BrokenBodyError,
  SlowBodyError,
} from '../../../src/server/arriving-bytes.js';
import type { Pace } from '../../../src/server/arriving-bytes.js';

let server: Server;
/** What the server made of the request: its bytes as text, or how their coming ended. */
let read: PromiseWithResolvers<string | Error>;

async function listen(pace: Pace): Promise<void> {
  read = Promise.withResolvers();
  server = createServer((request, response) => {
    void (async () => {
      let taken = '';
      try {
        for await (const chunk of arrivingBytes(request, pace))
          taken += Buffer.from(chunk).toString();
        read.resolve(taken);
      } catch (error) {
        read.resolve(error as Error);
      }
      response.end('answered');
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function send(): ClientRequest {
  const { port } = server.address() as AddressInfo;
  const sent = httpRequest({ port, host: '127.0.0.1', method: 'POST' });
  sent.on('error', () => undefined);
  return sent;
}

/** The answer of a request, which comes whether the rest of its body does or not. */
const answerOf = async (sent: ClientRequest) => {
  const [response] = await once(sent, 'response');
  return text(response as NodeJS.ReadableStream & AsyncIterable<Buffer>);
};

const PATIENT: Pace = { idleMs: 60_000, inAllMs: 60_000 };

beforeEach(() => {
  read = Promise.withResolvers();
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('takes longer than it may be silent, as long as something comes', async () => {
  await listen({ idleMs: 1_000, inAllMs: 60_000 });
  const sent = send();
  const answered = answerOf(sent);
  const startedAtMs = performance.now();
  let count = 0;
  // A byte at a time, from before a silence would be too long until after three of them.
  const beat = setInterval(() => {
    sent.write('x');
    count += 1;
    if (performance.now() - startedAtMs < 3_000) return;
    clearInterval(beat);
    sent.end();
  }, 100);
  expect(await read.promise).toBe('x'.repeat(count));
  expect(await answered).toBe('answered');
});

it.each([
  ['that falls silent', { idleMs: 200, inAllMs: 60_000 }, null],
  ['that never ends', { idleMs: 60_000, inAllMs: 300 }, 20],
])('gives up a body %s, and there is still an answer', async (_what, pace, everyMs) => {
  await listen(pace);
  const sent = send();
  sent.write('begun');
  const beat = everyMs === null ? null : setInterval(() => sent.write('more'), everyMs);
  const answered = answerOf(sent);
  expect(await read.promise).toBeInstanceOf(SlowBodyError);
  expect(await answered).toBe('answered');
  if (beat !== null) clearInterval(beat);
});

it('tells that whoever sends has left', async () => {
  await listen(PATIENT);
  const sent = send();
  const connected = once(server, 'request');
  sent.write('begun');
  await connected;
  sent.destroy();
  expect(await read.promise).toBeInstanceOf(BrokenBodyError);
});

it('tells it, too, when they left while nothing was asked for', async () => {
  read = Promise.withResolvers();
  server = createServer((request) => {
    void (async () => {
      const bytes = arrivingBytes(request, PATIENT);
      await bytes.next();
      sent.destroy();
      await new Promise((resolve) => request.once('close', resolve));
      await bytes.next().catch((error: unknown) => {
        read.resolve(error as Error);
      });
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sent = send();
  sent.write('begun');
  expect(await read.promise).toBeInstanceOf(BrokenBodyError);
});

it('is nothing when nothing is sent', async () => {
  await listen(PATIENT);
  const sent = send();
  sent.end();
  expect(await read.promise).toBe('');
  expect(await answerOf(sent)).toBe('answered');
});
