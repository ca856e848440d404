import { currentScope, OWN_WORK } from '../../domain/request-scope.js';
import { Turns } from './turns.js';

/** How many calls to a neighbour are under way at once. Beyond that callers take turns. */
export interface CallGate {
  /** The same where there is room: at once, without anything that ends a wait. Null when the call has to wait. */
  tryEnter(): (() => void) | null;
  /**
   * Resolves when the call may start; what it answers is to be called once when the call has ended.
   * @throws the signal's reason when it aborts first, or the caller's when that one leaves.
   */
  enter(signal: AbortSignal): Promise<() => void>;
}

interface Wait {
  start(): void;
}

export function createCallGate(maxCalls: number): CallGate {
  const turns = new Turns<Wait>();
  let free = maxCalls;

  function leave(): () => void {
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      const next = turns.next();
      if (next === undefined) free += 1;
      else next.start();
    };
  }

  function tryEnter(): (() => void) | null {
    currentScope()?.signal.throwIfAborted();
    if (free === 0) return null;
    free -= 1;
    return leave();
  }

  return {
    tryEnter,
    async enter(deadline) {
      const scope = currentScope();
      const caller = scope?.caller ?? OWN_WORK;
      const signal = scope === null ? deadline : AbortSignal.any([deadline, scope.signal]);
      signal.throwIfAborted();
      const entered = tryEnter();
      if (entered !== null) return entered;
      const { promise, resolve, reject } = Promise.withResolvers<() => void>();
      const wait: Wait = {
        start: () => {
          signal.removeEventListener('abort', onAbort);
          resolve(leave());
        },
      };
      const onAbort = () => {
        turns.remove(caller, wait);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      turns.add(caller, wait);
      return promise;
    },
  };
}
