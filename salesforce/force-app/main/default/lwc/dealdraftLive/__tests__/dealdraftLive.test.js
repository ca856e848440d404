import { startLive } from 'c/dealdraftLive';
import { startStreamServer } from 'jest-support/streamServer';

const QUERY = 'subscription { contractChanged { id } }';

let server;
let live;
let log;
let waiters;
let host;
let retries;
let retryTaker;

beforeEach(async () => {
  jest.useFakeTimers();
  server = await startStreamServer();
  log = [];
  waiters = [];
  retries = 0;
  retryTaker = null;
  host = {
    fetch: (...request) => fetch(...request),
    window: new EventTarget(),
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
    navigator: { onLine: true },
    random: planRetry,
  };
});

afterEach(async () => {
  live?.stop();
  await server.close();
  jest.useRealTimers();
});

function start(options = {}) {
  live = startLive({
    getAccess: async () => ({ url: server.url, token: 'jwt' }),
    query: QUERY,
    variables: { opportunityId: '006' },
    language: 'de',
    onState: (state) => note(state),
    onRead: () => note('read'),
    onEvent: (data) => note(data.contractChanged?.id ?? 'null event'),
    host,
    ...options,
  });
}

function note(entry) {
  log.push(entry);
  waiters = waiters.filter(({ entries, resolve }) => {
    if (log.length < entries) return true;
    resolve();
    return false;
  });
}

/** Waits until so many things have happened. */
function until(entries) {
  if (log.length >= entries) return Promise.resolve();
  return new Promise((resolve) => {
    waiters.push({ entries, resolve });
  });
}

/** Waits until a next try is planned, which is when chance decides on its moment. */
function retryIsPlanned() {
  return new Promise((resolve) => {
    if (retries > 0) {
      retries -= 1;
      resolve();
    } else retryTaker = resolve;
  });
}

function planRetry() {
  if (retryTaker === null) retries += 1;
  retryTaker?.();
  retryTaker = null;
  // The longest of each span, so that the tests know when it is over.
  return 1;
}

function event(id) {
  return { data: { contractChanged: id === null ? null : { id } } };
}

it('subscribes first and reads when the server listens, then hands on what comes', async () => {
  start();
  const call = await server.next();
  expect(call.headers).toMatchObject({
    accept: 'text/event-stream',
    'accept-language': 'de',
    authorization: 'Bearer jwt',
    'content-type': 'application/json',
  });
  expect(call.body).toEqual({ query: QUERY, variables: { opportunityId: '006' } });
  expect(log).toEqual(['connecting']);
  call.listen();
  await until(3);
  call.send('p1', event('T-1'));
  call.send('p2', event(null));
  await until(5);
  expect(log).toEqual(['connecting', 'live', 'read', 'T-1', 'null event']);
});

it('sends no authorization where a cookie is the credential', async () => {
  start({ getAccess: async () => ({ url: server.url, token: null }) });
  const call = await server.next();
  expect(call.headers.authorization).toBeUndefined();
});

it('opens a broken line again with the last position and does not read again', async () => {
  start();
  const first = await server.next();
  expect(first.headers['last-event-id']).toBeUndefined();
  first.listen();
  first.send('p7', event('T-1'));
  await until(4);
  first.hangUp();
  await until(5);
  expect(log[4]).toBe('connecting');
  await retryIsPlanned();
  jest.advanceTimersByTime(1_000);
  const second = await server.next();
  expect(second.headers['last-event-id']).toBe('p7');
  second.listen();
  second.send('p8', event('T-2'));
  await until(7);
  expect(log.slice(4)).toEqual(['connecting', 'live', 'T-2']);
});

it('asks for fresh access each time, because a token is short-lived', async () => {
  const tokens = ['one', 'two'];
  start({ getAccess: async () => ({ url: server.url, token: tokens.shift() }) });
  const first = await server.next();
  expect(first.headers.authorization).toBe('Bearer one');
  first.refuse(401);
  await retryIsPlanned();
  jest.advanceTimersByTime(1_000);
  const second = await server.next();
  expect(second.headers.authorization).toBe('Bearer two');
});

it('reads by itself every 30 s where the server refuses to stream, only while somebody looks', async () => {
  start();
  const call = await server.next();
  call.refuse(403);
  await until(3);
  expect(log).toEqual(['connecting', 'read', 'polling']);
  jest.advanceTimersByTime(30_000);
  expect(log.slice(3)).toEqual(['read']);
  host.document.visibilityState = 'hidden';
  jest.advanceTimersByTime(29_000);
  host.document.dispatchEvent(new CustomEvent('visibilitychange'));
  expect(log.slice(4)).toEqual([]);
  host.document.visibilityState = 'visible';
  host.document.dispatchEvent(new CustomEvent('visibilitychange'));
  expect(log.slice(4)).toEqual(['read']);
});

it('goes back to live from reading by itself as soon as a try succeeds', async () => {
  start();
  (await server.next()).refuse(404);
  await until(3);
  await retryIsPlanned();
  jest.advanceTimersByTime(60_000);
  const call = await server.next();
  log.length = 0;
  call.listen();
  await until(2);
  expect(log).toEqual(['live', 'read']);
  jest.advanceTimersByTime(35_000);
  expect(log).toEqual(['live', 'read']);
});

it('reads by itself when access to the stream can’t be had', async () => {
  start({
    getAccess: async () => {
      throw new Error('Live updates are not set up.');
    },
  });
  const planned = async (delayMs) => {
    await retryIsPlanned();
    await jest.advanceTimersByTimeAsync(delayMs);
  };
  await planned(1_000);
  await planned(2_000);
  expect(log).toEqual(['connecting', 'read', 'polling']);
});

it('hangs up on a line without a heartbeat', async () => {
  start();
  const call = await server.next();
  call.listen();
  await until(3);
  jest.advanceTimersByTime(39_000);
  call.write(':\n\n');
  call.send('p1', event('T-1'));
  await until(4);
  jest.advanceTimersByTime(39_000);
  expect(log).toHaveLength(4);
  jest.advanceTimersByTime(1_000);
  await call.closed;
  await retryIsPlanned();
  jest.advanceTimersByTime(1_000);
  expect((await server.next()).headers['last-event-id']).toBe('p1');
});

it('does nothing without a network and starts over when it is back', async () => {
  start();
  const call = await server.next();
  call.listen();
  await until(3);
  host.window.dispatchEvent(new CustomEvent('offline'));
  await call.closed;
  expect(log.slice(3)).toEqual(['offline']);
  jest.advanceTimersByTime(600_000);
  expect(server.pending()).toBe(0);
  host.window.dispatchEvent(new CustomEvent('online'));
  expect(log.slice(4)).toEqual(['connecting', 'read']);
  const again = await server.next();
  again.listen();
  await until(8);
  expect(log.slice(6)).toEqual(['live', 'read']);
});

it('waits for the network when the page opens without one', async () => {
  host.navigator.onLine = false;
  start();
  expect(log).toEqual(['offline']);
  host.window.dispatchEvent(new CustomEvent('online'));
  await server.next();
});

it('reads again after an event that tells of an error or can’t be read', async () => {
  start();
  const call = await server.next();
  call.listen();
  call.send('p1', { errors: [{ message: 'no' }] });
  call.write('event: next\ndata: {nonsense\n\n');
  await until(5);
  expect(log).toEqual(['connecting', 'live', 'read', 'read', 'read']);
});

it('opens the line again after the server said it is complete', async () => {
  start();
  const call = await server.next();
  call.listen();
  await until(3);
  call.end();
  await until(4);
  await retryIsPlanned();
  jest.advanceTimersByTime(1_000);
  await server.next();
  expect(log).toEqual(['connecting', 'live', 'read', 'connecting']);
});

it('stays live while a line that held for long is opened again', async () => {
  start();
  const call = await server.next();
  call.listen();
  call.write('id: p3\n\n');
  await until(3);
  jest.advanceTimersByTime(15_000);
  call.end();
  await retryIsPlanned();
  jest.advanceTimersByTime(1_000);
  const again = await server.next();
  expect(again.headers['last-event-id']).toBe('p3');
  again.listen();
  again.send('p4', event('T-1'));
  await until(4);
  expect(log).toEqual(['connecting', 'live', 'read', 'T-1']);
});

it('is silent after it was stopped', async () => {
  start();
  const call = await server.next();
  call.listen();
  await until(3);
  live.stop();
  await call.closed;
  host.window.dispatchEvent(new CustomEvent('online'));
  host.window.dispatchEvent(new CustomEvent('offline'));
  expect(jest.getTimerCount()).toBe(0);
  expect(log).toHaveLength(3);
});
