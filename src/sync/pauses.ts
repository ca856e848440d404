import { z } from 'zod';
import type { Clock } from '../domain/clock.js';
import { RateLimitedError, UpstreamAuthError, UpstreamUnavailableError } from '../domain/errors.js';
import type { UpstreamService } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import type { Settings } from '../store/store.js';
import { backoffMs } from './backoff.js';

/**
 * A stop of all sync work that needs one system, in every process of the store: its allowance is spent, it refuses our
 * credentials, or it does not answer. Keys stay due meanwhile and cost nothing; the first batch after `until` is the
 * probe that ends the pause or prolongs it.
 */
export interface Pause {
  readonly service: UpstreamService;
  readonly cause: PauseCause;
  readonly since: Date;
  readonly until: Date;
  /** Probes that failed in a row. */
  readonly failures: number;
  /** For people. */
  readonly reason: string;
}

/** Nobody was asked, because of a pause that is known already. */
export class PausedError extends RateLimitedError {}

export type PauseCause = 'allowance' | 'credentials' | 'outage';

export interface Pauses {
  /** The pause in force, else null. */
  active(service: UpstreamService): Promise<Pause | null>;
  /** The pauses in force. */
  all(): Promise<readonly Pause[]>;
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
/** Credentials wait for a person; an outage is probed soon, then every minute. */
const CREDENTIALS_BACKOFF = { baseMs: 60_000, capMs: 15 * 60_000 };
const OUTAGE_BACKOFF = { baseMs: 2_000, capMs: 60_000 };
/**
 * The first wait for an allowance is what its error says; each probe that meets the limit again doubles it, up to this.
 * Salesforce's allowance comes back over hours, SpotDraft's within a second.
 */
const ALLOWANCE_CAP_MS = { salesforce: 15 * 60_000, spotdraft: 60_000 } as const;

/** A pause that ended so long ago has nothing to do with a new failure. */
const FORGET_AFTER_MS = 60 * 60_000;

const instant = z.iso.datetime().transform((text) => new Date(text));
const pauseJson = z.object({
  cause: z.enum(['allowance', 'credentials', 'outage']),
  since: instant,
  until: instant,
  failures: z.number(),
  reason: z.string(),
});

/** What an error says about the system behind it, or null when it concerns one call alone. */
export function pauseCauseOf(
  error: unknown,
): { service: UpstreamService; cause: PauseCause } | null {
  if (error instanceof RateLimitedError && error.service !== undefined) {
    return { service: error.service, cause: 'allowance' };
  }
  if (error instanceof UpstreamAuthError && error.service !== undefined) {
    return { service: error.service, cause: 'credentials' };
  }
  if (error instanceof UpstreamUnavailableError && error.service !== undefined) {
    return { service: error.service, cause: 'outage' };
  }
  return null;
}

/** How long the system is left alone. `failures` counts earlier probes of the same pause, from 0. */
function pauseMs(
  error: unknown,
  { service, cause }: { readonly service: UpstreamService; readonly cause: PauseCause },
  failures: number,
  random: number,
): number {
  switch (cause) {
    case 'allowance': {
      const firstMs = error instanceof RateLimitedError ? error.retryAfterMs : OUTAGE_BACKOFF.capMs;
      const grownMs = Math.min(firstMs * 2 ** Math.min(failures, 20), ALLOWANCE_CAP_MS[service]);
      return Math.max(firstMs, grownMs);
    }
    case 'credentials':
      return backoffMs(failures, CREDENTIALS_BACKOFF, random);
    case 'outage':
      return backoffMs(failures, OUTAGE_BACKOFF, random);
  }
}

export function createPauses(parts: PausesParts): Pauses {
  const { settings, clock, random, log } = parts;
  /** One failure is met in several places on its way up; only the first counts. */
  const noted = new WeakSet<object>();

  async function read(service: UpstreamService): Promise<Pause | null> {
    const text = await settings.get(nameOf(service));
    if (text === null) return null;
    return { service, ...pauseJson.parse(JSON.parse(text)) };
  }

  async function active(service: UpstreamService): Promise<Pause | null> {
    const pause = await read(service);
    return pause !== null && pause.until.getTime() > clock.now().getTime() ? pause : null;
  }

  async function all(): Promise<readonly Pause[]> {
    const found = await Promise.all(SERVICES.map(active));
    return found.filter((pause) => pause !== null);
  }

  return {
    active,
    all,

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
      if (error instanceof Error && noted.has(error)) return active(stop.service);
      const { service, cause } = stop;
      const now = clock.now();
      const last = await read(service);
      const isForgotten = last !== null && last.until.getTime() < now.getTime() - FORGET_AFTER_MS;
      const earlier = isForgotten ? null : last;
      // Two processes met the same failure, or work went on that began before the pause: one failure, not two.
      const isProlonged = earlier !== null && earlier.until.getTime() <= now.getTime();
      const failures = (earlier?.failures ?? 0) + (isProlonged ? 1 : 0);
      const untilMs = now.getTime() + pauseMs(error, stop, failures, random());
      const pause: Pause = {
        service,
        cause,
        since: earlier?.since ?? now,
        until: new Date(Math.max(untilMs, earlier?.until.getTime() ?? 0)),
        failures,
        reason: `Sync waits for ${NAMES[service]}: ${error instanceof Error ? error.message : cause}`,
      };
      const { service: _service, ...json } = pause;
      await settings.set(nameOf(service), JSON.stringify(json));
      if (error instanceof Error) noted.add(error);
      announce(pause, earlier);
      return pause;
    },

    async succeeded(service) {
      const pause = await read(service);
      if (pause === null) return;
      await settings.delete(nameOf(service));
      log.info(
        { service, cause: pause.cause, pausedMs: clock.now().getTime() - pause.since.getTime() },
        'sync resumes',
      );
    },
  };

  /** An alarm is raised once; while the pause lasts, its metric tells. */
  function announce(pause: Pause, earlier: Pause | null): void {
    const { service, cause, until, failures, reason } = pause;
    const fields = { service, cause, until: until.toISOString(), failures, reason };
    if (earlier?.cause === cause) {
      log.debug(fields, 'sync stays paused');
      return;
    }
    parts.onPause?.(service, cause);
    if (cause === 'credentials')
      log.error(fields, 'sync is paused until a person mends the access');
    else log.warn(fields, 'sync is paused');
  }
}

function nameOf(service: UpstreamService): string {
  return `pause:${service}`;
}
