import { after, nowMs } from 'c/dealdraftClock';
import { createEventParser } from './eventStream';

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
/** Twice the heartbeat and a little: a line this silent is dead, whatever the network says. */
const SILENCE_MS = 40_000;
/** After so many tries in a row that reached nothing, the page asks by itself between the tries. */
const TRIES_BEFORE_POLLING = 3;
const POLL_MS = 30_000;
/** A stream that held this long ended for its own reasons: the next one starts without a long wait. */
const HEALTHY_MS = 10_000;

/** The server will not stream to this user or does not know how to; asking again soon does not help. */
const REFUSALS = [400, 403, 404, 405, 406, 501];

class LiveConnection {
  options;
  host;
  state = null;
  isStopped = false;
  lastEventId = null;
  failures = 0;
  abort = null;
  cancelRetry = () => {};
  cancelSilence = () => {};
  cancelPoll = () => {};

  constructor(options) {
    this.options = options;
    this.host = options.host ?? pageHost();
  }

  start() {
    const { window, document, navigator } = this.host;
    window.addEventListener('online', this.handleOnline);
    window.addEventListener('offline', this.handleOffline);
    document.addEventListener('visibilitychange', this.handleVisibility);
    if (navigator.onLine === false) {
      this.setState('offline');
      return;
    }
    this.setState('connecting');
    this.connect();
  }

  stop() {
    const { window, document } = this.host;
    this.isStopped = true;
    window.removeEventListener('online', this.handleOnline);
    window.removeEventListener('offline', this.handleOffline);
    document.removeEventListener('visibilitychange', this.handleVisibility);
    this.hangUp();
  }

  handleOnline = () => {
    if (this.isStopped) return;
    this.failures = 0;
    this.hangUp();
    this.setState('connecting');
    this.options.onRead();
    this.connect();
  };

  handleOffline = () => {
    if (this.isStopped) return;
    this.hangUp();
    this.setState('offline');
  };

  handleVisibility = () => {
    if (this.isStopped || this.state !== 'polling' || this.isHidden()) return;
    this.options.onRead();
    this.schedulePoll();
  };

  isHidden() {
    return this.host.document.visibilityState === 'hidden';
  }

  setState(state) {
    if (this.isStopped || this.state === state) return;
    this.state = state;
    if (state === 'polling') {
      this.options.onRead();
      this.schedulePoll();
    } else {
      this.cancelPoll();
    }
    this.options.onState(state);
  }

  schedulePoll() {
    this.cancelPoll();
    this.cancelPoll = after(POLL_MS, () => {
      if (!this.isHidden()) this.options.onRead();
      this.schedulePoll();
    });
  }

  /** Ends what is under way; what it still had to say is not heard any more. */
  hangUp() {
    this.cancelRetry();
    this.cancelSilence();
    this.cancelPoll();
    this.abort?.abort();
    this.abort = null;
  }

  async connect() {
    this.cancelRetry();
    const abort = new AbortController();
    this.abort = abort;
    const isCurrent = () => this.abort === abort && !this.isStopped;
    const startedAtMs = nowMs();
    let isRefused = false;
    let isOpen = false;
    try {
      this.watchSilence(abort);
      const access = await this.options.getAccess();
      if (!isCurrent()) return;
      const response = await this.open(access, abort.signal);
      isRefused = REFUSALS.includes(response.status);
      if (!isEventStream(response)) throw new Error(`The stream answered ${response.status}.`);
      await this.readEvents(response.body, abort, isCurrent, () => {
        isOpen = true;
      });
    } catch {
      // A broken line is the normal case of a long one: what follows is the same for every cause.
    }
    if (!isCurrent()) return;
    // A reader that gave up leaves nothing open behind.
    abort.abort();
    this.cancelSilence();
    const wasHealthy = isOpen && nowMs() - startedAtMs >= HEALTHY_MS;
    this.failures = wasHealthy ? 0 : this.failures + 1;
    this.retryLater(isRefused);
  }

  open({ url, token }, signal) {
    if (typeof url !== 'string' || url === '') throw new Error('There is no address to listen at.');
    const { fetch } = this.host;
    return fetch(url, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        'accept-language': this.options.language,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(this.lastEventId === null ? {} : { 'last-event-id': this.lastEventId }),
      },
      body: JSON.stringify({ query: this.options.query, variables: this.options.variables }),
      // A token speaks for itself; a cookie only ever goes to the page's own server.
      credentials: token ? 'omit' : 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal,
    });
  }

  async readEvents(body, abort, isCurrent, onOpen) {
    const decoder = new TextDecoder();
    let isListening = false;
    let isOver = false;
    const parse = createEventParser((event) => {
      if (!isCurrent()) return;
      if (event.event === 'complete') isOver = true;
      if (event.event === 'next') this.takeEvent(event);
      // Only now: an event that broke the page is asked for again.
      if (event.id !== null) this.lastEventId = event.id;
    });
    for await (const piece of piecesOf(body)) {
      if (!isCurrent()) return;
      this.watchSilence(abort);
      if (!isListening) {
        isListening = true;
        onOpen();
        this.setState('live');
        // With a position the server sends what was missed; without one the page has to look.
        if (this.lastEventId === null) this.options.onRead();
      }
      parse(decoder.decode(piece, { stream: true }));
      if (isOver) return;
    }
  }

  takeEvent({ data }) {
    const result = parseResult(data);
    // Errors in an event mean that its change could not be told: the page reads it itself.
    if (result === null || result.errors !== undefined || !result.data) this.options.onRead();
    else this.options.onEvent(result.data);
  }

  watchSilence(abort) {
    this.cancelSilence();
    this.cancelSilence = after(SILENCE_MS, () => abort.abort());
  }

  retryLater(isRefused) {
    const isHopeless = isRefused || this.failures >= TRIES_BEFORE_POLLING;
    // Once the page reads by itself it does so until a try succeeds.
    if (isHopeless || this.state === 'polling') this.setState('polling');
    // A line that held for long is opened again in a moment: its token ran out, or a proxy had enough.
    else if (this.failures > 0) this.setState('connecting');
    const ceilingMs = isRefused
      ? LAST_RETRY_MS
      : Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, this.failures - 1));
    // Half of it is by chance, so that a server that comes back is not met by every page at once.
    const delayMs = ceilingMs / 2 + (ceilingMs / 2) * this.host.random();
    this.cancelRetry = after(delayMs, () => this.connect());
  }
}

/**
 * Keeps a page up to date with one GraphQL subscription over server-sent events.
 *
 * - Subscribe first, then read: `onRead` is called when the server listens, so that no change falls between the two.
 * - A broken line is opened again, at growing intervals, with the last position, and the server sends what was missed.
 * - Where no line can be had the page is read every 30 s while somebody can see it (`state` is `polling`).
 * - Without a network nothing is tried; when it is back everything is read again.
 *
 * `onState` gets `connecting`, `live`, `polling` or `offline`.
 *
 * @param options.getAccess resolves to `{ url, token }`; without a token the browser's cookie is the credential.
 * @param options.query GraphQL text of the subscription; `options.variables` its variables
 * @param options.language what people are told in, such as `de`
 * @param options.onEvent gets the `data` of each event
 * @param options.onRead called when what the page shows has to be read (again)
 * @param options.host `{ fetch, document, window, navigator, random }`, the page's own when absent
 * @returns `{ stop }`; after it nothing is called any more.
 */
export function startLive(options) {
  const connection = new LiveConnection(options);
  connection.start();
  return { stop: () => connection.stop() };
}

function isEventStream(response) {
  const type = response.headers.get('content-type') ?? '';
  return response.ok && response.body !== null && /^text\/event-stream\b/i.test(type);
}

/** One piece after the other. Bodies say so themselves, but not in every browser. */
function piecesOf(body) {
  const reader = body.getReader();
  return { [Symbol.asyncIterator]: () => ({ next: () => reader.read() }) };
}

function parseResult(data) {
  try {
    const result = JSON.parse(data);
    return typeof result === 'object' && result !== null ? result : null;
  } catch {
    return null;
  }
}

function pageHost() {
  return {
    fetch: (...request) => fetch(...request),
    window,
    document,
    navigator,
    random: () => Math.random(),
  };
}
