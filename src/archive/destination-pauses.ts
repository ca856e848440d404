import { DestinationError, WHOLE_DESTINATION } from '../connectors/archive/destination.js';
import { backoffMs } from '../domain/backoff.js';
import type { Clock } from '../domain/clock.js';
import type { Log } from '../domain/log.js';
import type { Settings } from '../store/settings.js';
import { keepPause } from '../work/kept-pause.js';
import type { KeptPause, PauseKeeper } from '../work/kept-pause.js';

const CAUSES = ['throttled', 'unavailable', 'sign-in', 'permission', 'missing', 'full'] as const;
type DestinationPauseCause = (typeof CAUSES)[number];

/** Stops of one destination, for all processes of the store: what waits for another is not held up. */
export interface DestinationPauses {
  active(destination: string): Promise<KeptPause<DestinationPauseCause> | null>;
  /** The same, also while it is being found out whether it is over: it has taken nothing since. */
  unended(destination: string): Promise<KeptPause<DestinationPauseCause> | null>;
  /** Starts or prolongs a pause when the error is about the whole destination; false when it is about one file. */
  note(destination: string, error: unknown): Promise<boolean>;
  /** It did what was asked, or somebody wants it to be tried now. */
  end(destination: string): Promise<void>;
}

export interface DestinationPausesParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

const OUTAGE = { baseMs: 2_000, capMs: 60_000 };
/** What a person has to mend is looked at less often. */
const SET_UP = { baseMs: 20_000, capMs: 5 * 60_000 };
/** However long a destination asks for. */
const LONGEST_MS = 60 * 60_000;

export function createDestinationPauses(parts: DestinationPausesParts): DestinationPauses {
  const { settings, clock, random, log } = parts;
  /** One failure is met in several places on its way up; only the first counts. */
  const noted = new WeakSet<object>();

  const keeperOf = (destination: string): PauseKeeper<DestinationPauseCause> =>
    keepPause({
      settings,
      name: `pause:archive:${destination}`,
      causes: CAUSES,
      unknownCause: 'unavailable',
      clock,
    });

  return {
    active: (destination) => keeperOf(destination).active(),
    unended: (destination) => keeperOf(destination).unended(),

    async note(destination, error) {
      if (!(error instanceof DestinationError) || !WHOLE_DESTINATION.has(error.fault)) return false;
      if (noted.has(error)) return true;
      const cause = CAUSES.find((known) => known === error.fault) ?? 'unavailable';
      const policy = cause === 'throttled' || cause === 'unavailable' ? OUTAGE : SET_UP;
      const { pause, earlier } = await keeperOf(destination).note({
        cause,
        reason: error.message,
        pauseMs: (failures) => {
          const ownMs = backoffMs(failures, policy, random());
          return Math.min(LONGEST_MS, Math.max(error.retryAfterMs ?? 0, ownMs));
        },
      });
      noted.add(error);
      const { until, failures, reason } = pause;
      const fields = { destination, cause, until: until.toISOString(), failures, reason };
      if (earlier?.cause === cause) log.debug(fields, 'archiving stays paused at a destination');
      else if (policy === SET_UP)
        log.error(fields, 'archiving is paused at a destination until a person mends it');
      else log.warn(fields, 'archiving is paused at a destination');
      return true;
    },

    async end(destination) {
      const pause = await keeperOf(destination).end();
      if (pause === null) return;
      const pausedMs = clock.now().getTime() - pause.since.getTime();
      log.info({ destination, cause: pause.cause, pausedMs }, 'archiving resumes');
    },
  };
}
