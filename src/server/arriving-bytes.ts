import type { Readable } from 'node:stream';

/** How slowly a body may come. */
export interface Pace {
  /** Without a single byte. */
  readonly idleMs: number;
  readonly inAllMs: number;
}

/** The rest did not come in time. */
export class SlowBodyError extends Error {}
/** Whoever sent it has left. */
export class BrokenBodyError extends Error {}

/**
 * The bytes of a body as they come, and no sooner than they are asked for. What nobody asks for any more stays where it is: to end
 * the stream would end the connection, on which there is an answer to be given.
 */
export async function* arrivingBytes(body: Readable, pace: Pace): AsyncGenerator<Uint8Array> {
  const endsAtMs = performance.now() + pace.inAllMs;
  for (;;) {
    const chunk = await next(body, Math.min(pace.idleMs, endsAtMs - performance.now()));
    if (chunk === null) return;
    yield chunk;
  }
}

async function next(body: Readable, withinMs: number): Promise<Uint8Array | null> {
  if (body.readableEnded) return null;
  if (body.destroyed) throw new BrokenBodyError();
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | null>();
  const onData = (chunk: Uint8Array) => {
    body.pause();
    resolve(chunk);
  };
  const onEnd = () => {
    resolve(null);
  };
  const onBroken = () => {
    reject(new BrokenBodyError());
  };
  const timer = setTimeout(
    () => {
      reject(new SlowBodyError());
    },
    Math.max(0, withinMs),
  );
  body.on('data', onData).once('end', onEnd).once('error', onBroken).once('close', onBroken);
  body.resume();
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    body.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken);
  }
}
