import type { Clock } from '../../../domain/clock.js';

export interface AccessToken {
  readonly value: string;
  readonly lifetimeMs: number;
}

/** The access token of one destination: asked for when it is needed, by one caller for all, and again before it ends. */
export interface TokenSource {
  /** @throws what the request throws */
  get(signal: AbortSignal): Promise<string>;
  /** It was refused: the next caller gets another one. */
  forget(value: string): void;
}

/** Before its end, since a call takes time and clocks differ. */
const EARLY_MS = 5 * 60 * 1000;

export function createTokenSource(
  request: (signal: AbortSignal) => Promise<AccessToken>,
  clock: Clock,
): TokenSource {
  let current: { readonly value: string; readonly renewAtMs: number } | null = null;
  let asking: Promise<string> | null = null;

  async function ask(signal: AbortSignal): Promise<string> {
    const { value, lifetimeMs } = await request(signal);
    // A short one is used for half of its life.
    const usedMs = Math.max(lifetimeMs - EARLY_MS, lifetimeMs / 2);
    current = { value, renewAtMs: clock.now().getTime() + usedMs };
    return value;
  }

  return {
    async get(signal) {
      for (;;) {
        if (current !== null && clock.now().getTime() < current.renewAtMs) return current.value;
        if (asking !== null) {
          // Whoever asked may have given up: then it is this caller's turn.
          await asking.catch(() => undefined);
          signal.throwIfAborted();
          continue;
        }
        asking = ask(signal);
        try {
          return await asking;
        } finally {
          asking = null;
        }
      }
    },
    forget(value) {
      if (current?.value === value) current = null;
    },
  };
}
