import { AsyncLocalStorage } from 'node:async_hooks';

/** For whom something is done, and until when anybody waits for it. */
export interface RequestScope {
  /** Tells callers apart where they take turns. */
  readonly caller: string;
  /** Aborts when the caller has left and what is under way may be dropped. */
  readonly signal: AbortSignal;
}

/** Why work of a scope is dropped: nobody waits for its answer, and nothing is wrong. */
export class CallerLeftError extends Error {
  override readonly name = 'CallerLeftError';

  constructor() {
    super('The client hung up.');
  }
}

/** Whose turn it is for work that nobody asked for: the worker, the passes, commands. */
export const OWN_WORK = 'dealdraft itself';

/**
 * Carried beside the calls rather than through every signature between a route and a connector: an operation that forgot to
 * hand it on would be one that starves others.
 */
const storage = new AsyncLocalStorage<RequestScope>();

export function runInScope<Result>(scope: RequestScope, action: () => Result): Result {
  return storage.run(scope, action);
}

/** The scope that this code runs in, or null outside of any request. */
export function currentScope(): RequestScope | null {
  return storage.getStore() ?? null;
}

/** Runs work that goes on to its end when its caller leaves, such as a change. */
export function runToItsEnd<Result>(action: () => Result): Result {
  return runAsCaller(NEVER, action);
}

/** Work that several callers wait for, such as filling a cache. */
export interface SharedWork<Result> {
  readonly result: Promise<Result>;
  /** Whoever runs this waits for it as well. */
  readonly join: () => void;
  /** Aborts when all who waited have left: what of it is still to be begun is dropped. */
  readonly abandoned: AbortSignal;
}

/** Runs work that others may join: it takes its turn as the caller who began it, and goes on while anybody waits for it. */
export function runShared<Result>(action: () => Promise<Result>): SharedWork<Result> {
  const abandoned = new AbortController();
  // Listeners are taken off by hand: Node holds one that a second signal takes off by a weak reference, and what such a one leads to,
  // which is all of an answer here, is garbage that only a collection of the whole heap finds.
  const listening = new Set<() => void>();
  let hasEnded = false;
  let waiting = 0;

  function join(): void {
    if (hasEnded) return;
    const { signal } = storage.getStore() ?? { signal: NEVER };
    const leave = () => {
      waiting -= 1;
      if (waiting === 0) abandoned.abort(signal.reason);
    };
    waiting += 1;
    signal.addEventListener('abort', leave, { once: true });
    listening.add(() => {
      signal.removeEventListener('abort', leave);
    });
  }

  join();
  const result = runAsCaller(abandoned.signal, action);
  const end = () => {
    hasEnded = true;
    for (const stopListening of listening) stopListening();
    listening.clear();
  };
  result.then(end, end);
  return { result, join, abandoned: abandoned.signal };
}

function runAsCaller<Result>(signal: AbortSignal, action: () => Result): Result {
  const scope = storage.getStore();
  if (scope === undefined) return action();
  return storage.run({ caller: scope.caller, signal }, action);
}

const NEVER = new AbortController().signal;
