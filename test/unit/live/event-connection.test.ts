import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EventConnection } from '../../../src/live/event-connection.js';
import type { EventConnectionParts } from '../../../src/live/event-connection.js';
import { EventReader } from '../../support/event-reader.js';
import { eventually } from '../../support/eventually.js';
import { ManualClock } from '../../support/manual-clock.js';

/** What graphql-sse hands over. */
const LISTENING = ':\n\n';
const next = (data: unknown) => `event: next\ndata: ${JSON.stringify(data)}\n\n`;

let clock: ManualClock;
let server: Server;
let url: string;
let parts: Partial<EventConnectionParts>;
let stop: AbortController;
let isAllowed: boolean;
let ended: Promise<undefined>;
/** Filled by the test, with the ids that announce them. */
let source: AsyncGenerator<string, void, undefined>;
let connection: EventConnection;
const onSlow = vi.fn();

beforeEach(async () => {
  clock = new ManualClock();
  stop = new AbortController();
  isAllowed = true;
  parts = {};
  onSlow.mockReset();
  const sent = Promise.withResolvers<undefined>();
  ended = sent.promise;
  server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    connection = new EventConnection({
      response,
      clock,
      settledId: () => 'p7',
      isAllowed: async () => isAllowed,
      toErrorEvent: (error) => next({ errors: [String(error)] }),
      signal: stop.signal,
      onEvent: () => undefined,
      onSlow,
      ...parts,
    });
    connection.send(source).then(() => sent.resolve(undefined), sent.reject);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  stop.abort();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** Says that it listens, then nothing more until it is ended. */
function quiet(): AsyncGenerator<string, void, undefined> {
  const over = Promise.withResolvers<undefined>();
  const generator = (async function* () {
    yield LISTENING;
    await over.promise;
  })();
  // As graphql-sse's: it may be ended while it waits.
  generator.return = async () => {
    over.resolve(undefined);
    return { done: true, value: undefined };
  };
  return generator;
}

it('sends ids with events, and the position with the first comment', async () => {
  source = (async function* () {
    yield LISTENING;
    await connection.announce('p8');
    yield next(1);
    await connection.announce(null);
    yield next(2);
    yield 'event: complete\ndata:\n\n';
  })();
  const reader = await (await EventReader.open(url)).listening();
  expect(reader.lastEventId).toBe('p7');
  expect(await reader.next()).toEqual({ id: 'p8', event: 'next', data: 1 });
  expect(await reader.next()).toEqual({ id: null, event: 'next', data: 2 });
  expect(await reader.next()).toMatchObject({ event: 'complete' });
  expect(await reader.next()).toBeNull();
  await ended;
});

it('sends a comment every 15 seconds', async () => {
  source = quiet();
  const reader = await (await EventReader.open(url)).listening();
  const end = reader.next();
  for (const comments of [2, 3]) {
    await eventually(() => expect(clock.sleeping).toBe(1));
    clock.advance(14_999);
    expect(reader.comments).toBe(comments - 1);
    clock.advance(1);
    await eventually(() => expect(reader.comments).toBe(comments));
  }
  stop.abort();
  expect(await end).toBeNull();
});

it('ends with "complete" once the credentials are no longer good', async () => {
  source = quiet();
  const reader = await (await EventReader.open(url)).listening();
  isAllowed = false;
  await eventually(() => expect(clock.sleeping).toBe(1));
  clock.advance(15_000);
  expect(await reader.next()).toMatchObject({ event: 'complete' });
  expect(await reader.next()).toBeNull();
  await ended;
});

it('keeps an event from a reader whose credentials are no longer good', async () => {
  const go = Promise.withResolvers<undefined>();
  source = (async function* () {
    yield LISTENING;
    await go.promise;
    await connection.announce('p8');
    yield next('secret');
  })();
  const reader = await (await EventReader.open(url)).listening();
  isAllowed = false;
  clock.advance(5_000);
  go.resolve(undefined);
  expect(await reader.next()).toMatchObject({ event: 'complete', data: null });
  expect(await reader.next()).toBeNull();
});

it('tells of an error in the source, and ends', async () => {
  source = (async function* () {
    yield LISTENING;
    throw new Error('gone');
  })();
  const reader = await (await EventReader.open(url)).listening();
  expect(await reader.next()).toMatchObject({ data: { errors: ['Error: gone'] } });
  expect(await reader.next()).toMatchObject({ event: 'complete' });
});

it('makes no more events than its reader takes, and drops one that takes none for 15 seconds', async () => {
  let made = 0;
  source = (async function* () {
    yield LISTENING;
    for (;;) {
      await connection.announce(String(made));
      made += 1;
      yield next('x'.repeat(200_000));
    }
  })();
  const asked = request(url).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.pause();
  answer.on('error', () => undefined);
  // The heartbeat sleeps, and so does the wait for the reader.
  await eventually(() => expect(clock.sleeping).toBe(2));
  const madeBefore = made;
  clock.advance(14_999);
  expect(made).toBe(madeBefore);
  expect(onSlow).not.toHaveBeenCalled();
  clock.advance(1);
  await ended;
  expect(onSlow).toHaveBeenCalledTimes(1);
  expect(made).toBeLessThanOrEqual(madeBefore + 1);
  asked.destroy();
});

it('ends its source when the reader leaves', async () => {
  source = quiet();
  const reader = await (await EventReader.open(url)).listening();
  reader.close();
  await ended;
  expect(clock.sleeping).toBe(0);
});
