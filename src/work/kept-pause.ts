import { z } from 'zod';
import { instant } from '../store/instant.js';
import type { Clock } from '../domain/clock.js';
import type { Settings } from '../store/settings.js';

/** That something is left alone for a while, as all processes of the store know it. */
export interface KeptPause<Cause extends string> {
  readonly cause: Cause;
  readonly since: Date;
  /** When it was started or prolonged last. */
  readonly notedAt: Date;
  readonly until: Date;
  /** Probes that failed in a row. */
  readonly failures: number;
  /** For people. */
  readonly reason: string;
}

export interface PauseKeeper<Cause extends string> {
  /** The pause in force, else null. */
  active(): Promise<KeptPause<Cause> | null>;
  /** The same, also while it is being found out whether it is over: nothing has succeeded since. */
  unended(): Promise<KeptPause<Cause> | null>;
  /** Starts or prolongs it; `earlier` is the one that it prolongs. */
  note(failure: {
    readonly cause: Cause;
    readonly reason: string;
    /** How long it is left alone; `failures` counts earlier probes of the same pause, from 0. */
    readonly pauseMs: (failures: number) => number;
  }): Promise<{
    readonly pause: KeptPause<Cause>;
    readonly earlier: KeptPause<Cause> | null;
  }>;
  /** Ends it and answers which one that was; null when there was none, which costs nothing. */
  end(): Promise<KeptPause<Cause> | null>;
}

/** Clocks of our own machines that differ by less are as good as one. */
const SAME_CLOCK_MS = 10_000;
/** A pause that ended so long ago has nothing to do with a new failure. */
const FORGET_AFTER_MS = 60 * 60_000;

/** @param unknownCause what a cause is taken for that only another version of dealdraft, on the same store, knows */
export function keepPause<Cause extends string>(parts: {
  readonly settings: Settings;
  readonly name: string;
  readonly causes: readonly Cause[];
  readonly unknownCause: Cause;
  readonly clock: Clock;
}): PauseKeeper<Cause> {
  const { settings, name, causes, unknownCause, clock } = parts;
  const pauseJson = z.object({
    cause: z.string().transform((text) => causes.find((known) => known === text) ?? unknownCause),
    since: instant,
    notedAt: instant.default(new Date(0)),
    until: instant,
    failures: z.number(),
    reason: z.string(),
  });

  async function read(): Promise<KeptPause<Cause> | null> {
    const text = await settings.get(name);
    return text === null ? null : pauseJson.parse(JSON.parse(text));
  }

  async function unended(): Promise<KeptPause<Cause> | null> {
    const last = await read();
    if (last === null) return null;
    const nowMs = clock.now().getTime();
    const isForgotten = last.until.getTime() < nowMs - FORGET_AFTER_MS;
    const isAhead = last.notedAt.getTime() > nowMs + SAME_CLOCK_MS;
    return isForgotten || isAhead ? null : last;
  }

  return {
    async active() {
      const pause = await read();
      const nowMs = clock.now().getTime();
      // Noted by a clock that was ahead: how much of it is left can't be told, and a probe finds out.
      if (pause === null || pause.notedAt.getTime() > nowMs + SAME_CLOCK_MS) return null;
      return pause.until.getTime() > nowMs ? pause : null;
    },

    unended,

    async note({ cause, reason, pauseMs }) {
      const now = clock.now();
      const earlier = await unended();
      // Two processes met the same failure, or work went on that began before the pause: one failure, not two.
      const isProlonged = earlier !== null && earlier.until.getTime() <= now.getTime();
      const failures = (earlier?.failures ?? 0) + (isProlonged ? 1 : 0);
      const untilMs = now.getTime() + pauseMs(failures);
      const pause: KeptPause<Cause> = {
        cause,
        since: earlier?.since ?? now,
        notedAt: now,
        until: new Date(Math.max(untilMs, earlier?.until.getTime() ?? 0)),
        failures,
        reason,
      };
      await settings.set(name, JSON.stringify(pause));
      return { pause, earlier };
    },

    async end() {
      const pause = await read();
      if (pause !== null) await settings.delete(name);
      return pause;
    },
  };
}
