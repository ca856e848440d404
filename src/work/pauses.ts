import type { Clock } from '../domain/clock.js';
import {
  CongestionError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamUnavailableError,
} from '../domain/errors.js';
import type { UpstreamService } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import type { Settings } from '../store/settings.js';
import { backoffMs } from '../domain/backoff.js';
import { keepPause } from './kept-pause.js';
import type { KeptPause } from './kept-pause.js';
import { noted } from '../domain/said.js';

/**
 * A stop of all sync work that needs one system, in every process of the store: its allowance is spent, it refuses our
 * credentials, or it does not answer. Keys stay due meanwhile and cost nothing; the first batch after `until` is the
 * probe that ends the pause or prolongs it.
 */
export interface Pause extends KeptPause<PauseCause> {
  readonly service: UpstreamService;
}

/** Nobody was asked, because of a pause that is known already. */
export class PausedError extends RateLimitedError {}

const CAUSES = ['allowance', 'credentials', 'outage', 'stranger', 'version', 'storage'] as const;

/**
 * `outage`: no answer, failures, maintenance; `stranger`: something else answers in its place; `version`: it no longer takes
 * the version of its API that we speak; `storage`: it has no room.
 */
export type PauseCause = (typeof CAUSES)[number];

export interface Pauses {
  /** The pause in force, else null. */
  active(service: UpstreamService): Promise<Pause | null>;
  /** The pauses in force. */
  all(): Promise<readonly Pause[]>;
  /** Those in force, and those of which it is being found out whether they are over. */
  unended(): Promise<readonly Pause[]>;
  /** Whichever of them ends last. */
  longest(): Promise<Pause | null>;
  /** Starts or prolongs a pause when the error stops a whole system; null when it does not. */
  note(error: unknown): Promise<Pause | null>;
  /** The system did what was asked: ends its pause. Costs nothing when there is none. */
  succeeded(service: UpstreamService): Promise<void>;
}

export interface PausesParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Called once a pause, not once a prolongation. */
  readonly onPause?: (service: UpstreamService, cause: PauseCause) => void;
}

const SERVICES = ['spotdraft', 'salesforce'] as const satisfies readonly UpstreamService[];
const NAMES = { spotdraft: 'SpotDraft', salesforce: 'Salesforce' } as const;
/**
 * Whatever stopped a system, work goes on within a minute of its end: a probe is one batch, which costs a few calls. What
 * a person has to mend is not probed at once.
 */
const CREDENTIALS_BACKOFF = { baseMs: 20_000, capMs: 50_000 };
const OUTAGE_BACKOFF = { baseMs: 2_000, capMs: 50_000 };
const ALLOWANCE_CAP_MS = 60_000;
/** What an edge says may be days, or a date that never comes; a probe in two minutes harms nobody. */
const LONGEST_SAID_MS = 2 * 60_000;

/** What an error says about the system behind it, or null when it concerns one call alone. */
export function pauseCauseOf(
  error: unknown,
): { service: UpstreamService; cause: PauseCause } | null {
  if (error instanceof CongestionError) return null;
  if (error instanceof RateLimitedError && error.service !== undefined) {
    return { service: error.service, cause: 'allowance' };
  }
  if (error instanceof UpstreamAuthError && error.service !== undefined) {
    return { service: error.service, cause: 'credentials' };
  }
  if (error instanceof UpstreamUnavailableError && error.service !== undefined) {
    const { service, outage } = error;
    return { service, cause: outage === 'maintenance' ? 'outage' : outage };
  }
  return null;
}

/** How long the system is left alone. `failures` counts earlier probes of the same pause, from 0. */
function pauseMs(error: unknown, cause: PauseCause, failures: number, random: number): number {
  switch (cause) {
    case 'allowance': {
      // What the error says, then twice as long for each probe that meets the limit again.
      const saidMs = error instanceof RateLimitedError ? error.retryAfterMs : OUTAGE_BACKOFF.capMs;
      const firstMs = Math.min(saidMs, LONGEST_SAID_MS);
      const policy = { baseMs: firstMs, capMs: ALLOWANCE_CAP_MS };
      // Nothing is left to chance: who set the limit said when.
      return Math.max(firstMs, backoffMs(failures, policy, 1));
    }
    case 'credentials':
      return backoffMs(failures, CREDENTIALS_BACKOFF, random);
    case 'outage':
    case 'stranger':
    case 'version':
    case 'storage':
      return backoffMs(failures, OUTAGE_BACKOFF, random);
  }
}

export function createPauses(parts: PausesParts): Pauses {
  const { settings, clock, random, log } = parts;
  /** One failure is met in several places on its way up; only the first counts. */
  const isNoted = new WeakSet<object>();

  const keeperOf = (service: UpstreamService) =>
    keepPause({
      settings,
      name: `pause:${service}`,
      causes: CAUSES,
      unknownCause: 'outage',
      clock,
    });

  async function active(service: UpstreamService): Promise<Pause | null> {
    const pause = await keeperOf(service).active();
    return pause === null ? null : { service, ...pause };
  }

  async function all(): Promise<readonly Pause[]> {
    const found = await Promise.all(SERVICES.map(active));
    return found.filter((pause) => pause !== null);
  }

  return {
    active,
    all,

    async unended() {
      const found = await Promise.all(
        SERVICES.map(async (service) => {
          const pause = await keeperOf(service).unended();
          return pause === null ? null : { service, ...pause };
        }),
      );
      return found.filter((pause) => pause !== null);
    },

    async longest() {
      const pauses = await all();
      return pauses.reduce<Pause | null>(
        (latest, pause) => (latest === null || pause.until > latest.until ? pause : latest),
        null,
      );
    },

    async note(error) {
      const stop = pauseCauseOf(error);
      if (stop === null || error instanceof PausedError) return null;
      if (error instanceof Error && isNoted.has(error)) return active(stop.service);
      const { service, cause } = stop;
      const { pause, earlier } = await keeperOf(service).note({
        cause,
        reason: noted`Sync waits for ${NAMES[service]}: ${error instanceof Error ? error.message : cause}`,
        pauseMs: (failures) => pauseMs(error, cause, failures, random()),
      });
      if (error instanceof Error) isNoted.add(error);
      announce({ service, ...pause }, earlier);
      return { service, ...pause };
    },

    async succeeded(service) {
      const pause = await keeperOf(service).end();
      if (pause === null) return;
      log.info(
        { service, cause: pause.cause, pausedMs: clock.now().getTime() - pause.since.getTime() },
        'sync resumes',
      );
    },
  };

  /** An alarm is raised once; while the pause lasts, its metric tells. */
  function announce(pause: Pause, earlier: KeptPause<PauseCause> | null): void {
    const { service, cause, until, failures, reason } = pause;
    const fields = { service, cause, until: until.toISOString(), failures, reason };
    if (earlier?.cause === cause) {
      log.debug(fields, 'sync stays paused');
      return;
    }
    parts.onPause?.(service, cause);
    if (cause === 'credentials' || cause === 'version' || cause === 'storage')
      log.error(fields, 'sync is paused until a person mends the access');
    else log.warn(fields, 'sync is paused');
  }
}
