import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface LimitValues {
  /** A head has to be here in full after this long, and then a body; SpotDraft's largest takes a slow line seconds. */
  readonly requestWithinMs: number;
  readonly lookEveryMs: number;
  /** Event streams have a bound of their own, half of this. */
  readonly maxConnections: number;
  /** How long a reader may take for an answer that is ready. */
  readonly takenWithinMs: number;
  /** What all answers that nobody has taken yet may keep in memory together. */
  readonly maxUntakenBytes: number;
  /** At the end, what is still being sent to us gets this long. */
  readonly lastRequestMs: number;
}

export const CONNECTION_LIMITS: LimitValues = {
  requestWithinMs: 20_000,
  lookEveryMs: 2_000,
  maxConnections: 2_000,
  takenWithinMs: 60_000,
  maxUntakenBytes: 64 * 1_048_576,
  lastRequestMs: 2_000,
};

export interface ConnectionLimits {
  /** To be told of every answer that is about to be sent, but for event streams, which watch their readers themselves. */
  readonly sending: (response: ServerResponse) => void;
  /** Whoever answers this request waits for its body as long as it should; until it is answered, nobody else looks. */
  readonly leaveToItself: (request: IncomingMessage) => void;
  /** Ends, after a moment, the connections whose request has not come in full: nobody answers those. */
  readonly close: () => void;
}

/** A request whose end may not be here yet. */
interface Arriving {
  readonly request: IncomingMessage;
  sinceMs: number;
  /** `left`: whoever answers it sees to it. `answered`: without having been read to its end. */
  state: 'awaited' | 'left' | 'answered';
}

/** As Node calls it, which tells whoever answers what can't be read. */
class SlowRequestError extends Error {
  readonly code = 'ERR_HTTP_REQUEST_TIMEOUT';
}

/** Bounds what connections cost: their number, and answers that their readers do not take. */
export function limitConnections(server: Server, values: LimitValues): ConnectionLimits {
  server.maxConnections = values.maxConnections;
  const requests = new Map<Socket, Arriving | null>();
  server.on('connection', (socket: Socket) => {
    requests.set(socket, null);
    socket.once('close', () => requests.delete(socket));
  });
  // Before whoever answers, who may say something of it at once.
  server.prependListener('request', (request, response) => {
    const { socket } = request;
    const arriving: Arriving = { request, sinceMs: performance.now(), state: 'awaited' };
    requests.set(socket, arriving);
    response.once('close', () => {
      if (requests.get(socket) !== arriving) return;
      if (request.complete) requests.set(socket, null);
      // Answered before it was here: the rest is thrown away as it comes, for as long as any request may take.
      else Object.assign(arriving, { sinceMs: performance.now(), state: 'answered' });
    });
  });

  /** Node would do the same, if it did not do it for all addresses alike. */
  function endSlowRequests(nowMs: number): void {
    for (const [socket, arriving] of requests) {
      if (arriving === null || arriving.request.complete || arriving.state === 'left') continue;
      if (nowMs - arriving.sinceMs <= values.requestWithinMs) continue;
      if (arriving.state === 'answered') socket.destroy();
      else server.emit('clientError', new SlowRequestError(), socket);
    }
  }

  const untaken = new Map<ServerResponse, number>();
  function dropUntaken(): void {
    // Small answers are gone by the time that anybody looks.
    if (untaken.size === 0) return;
    const nowMs = performance.now();
    let bytes = 0;
    // The newest first: when all together are too much, the oldest go.
    for (const [response, sinceMs] of [...untaken].reverse()) {
      bytes += response.writableLength;
      if (nowMs - sinceMs > values.takenWithinMs || bytes > values.maxUntakenBytes)
        response.destroy();
    }
  }
  const sweep = setInterval(() => {
    endSlowRequests(performance.now());
    dropUntaken();
  }, values.lookEveryMs);
  sweep.unref();
  // Many may be asked for within one interval.
  let isLookDue = false;
  function lookSoon(): void {
    if (isLookDue) return;
    isLookDue = true;
    setImmediate(() => {
      isLookDue = false;
      dropUntaken();
    });
  }
  server.once('close', () => {
    clearInterval(sweep);
  });

  return {
    sending(response) {
      untaken.set(response, performance.now());
      response.once('close', () => untaken.delete(response));
      lookSoon();
    },
    leaveToItself(request) {
      const arriving = requests.get(request.socket);
      if (arriving?.request === request) arriving.state = 'left';
    },
    close() {
      setTimeout(() => {
        for (const [socket, arriving] of requests)
          if (arriving?.request.complete !== true) socket.destroy();
      }, values.lastRequestMs).unref();
    },
  };
}
