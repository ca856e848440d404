import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import { BEAT_EVERY_MS } from '../../store/creation-ledger.js';
import type { Creation, CreationLedger } from '../../store/creation-ledger.js';

/** A holder that misses so many beats is dead, or as good as: should it come back, the ledger lets it change nothing. */
const DEAD_AFTER_MS = 5 * BEAT_EVERY_MS;

export interface HoldParts {
  readonly ledger: Pick<CreationLedger, 'beat'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Says that `holder` lives until the answer is disposed of. */
export function holdCreation(parts: HoldParts, requestId: string, holder: string): Disposable {
  const ended = new AbortController();

  async function keepBeating(): Promise<void> {
    for (;;) {
      try {
        await parts.clock.sleep(BEAT_EVERY_MS, ended.signal);
      } catch {
        return;
      }
      try {
        if (!(await parts.ledger.beat(requestId, holder))) return;
      } catch (error) {
        parts.log.warn({ err: error, requestId }, 'a creation under way could not be held');
      }
    }
  }

  void keepBeating();
  return {
    [Symbol.dispose]() {
      ended.abort();
    },
  };
}

export interface AbandonmentWatch {
  /** Whether nobody works on the creation: nobody holds it and a look is due, or its beat has stood still for long. */
  isAbandoned(creation: Creation): boolean;
  /** Forgets all creations but these. */
  keepOnly(creations: readonly Creation[]): void;
}

/** @param elapsedMs of the watcher alone: how far it has come since any moment. */
export function createAbandonmentWatch(elapsedMs: () => number): AbandonmentWatch {
  const seen = new Map<string, { readonly beat: number; readonly sinceMs: number }>();
  return {
    isAbandoned({ requestId, isHeld, isDue, beat }) {
      if (!isHeld) return isDue;
      const known = seen.get(requestId);
      const nowMs = elapsedMs();
      // A watcher whose clock was set back has to begin anew, or it would wait for as long as that went back.
      if (known?.beat === beat && known.sinceMs <= nowMs) {
        return nowMs - known.sinceMs >= DEAD_AFTER_MS;
      }
      seen.set(requestId, { beat, sinceMs: nowMs });
      return false;
    },
    keepOnly(creations) {
      const kept = new Set(creations.map(({ requestId }) => requestId));
      for (const requestId of seen.keys()) if (!kept.has(requestId)) seen.delete(requestId);
    },
  };
}
