import { z } from 'zod';
import type { Clock } from '../domain/clock.js';
import { ExpiringCache } from '../domain/expiring-cache.js';
import { isWithin } from '../domain/is-within.js';
import type { Log } from '../domain/log.js';
import type { Settings } from '../store/settings.js';
import type { HmacKeys } from './receive-delivery.js';

/** An attacker's wrong signatures must not turn into calls of ours. */
const REFRESH_AT_MOST_EVERY_MS = 60_000;
/** How long a failed fetch of the first key answers for the next deliveries as well. */
const FAILED_FOR_MS = 2_000;
const SETTING = 'webhook-key';

/** A secret: whoever knows it can sign deliveries. */
const stored = z.object({ key: z.string().min(1) });

export interface HmacKeysParts {
  readonly configured: readonly string[];
  readonly fetchKey: () => Promise<string>;
  /** Keeps the fetched key, so that a start while SpotDraft is down still takes deliveries. */
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
}

export interface FetchedHmacKeys extends HmacKeys {
  /** Asks for the present key ahead of the first delivery. Never throws: a delivery asks again. */
  prefetch(): Promise<void>;
}

/**
 * The webhook keys: the configured ones, or the workspace's key, fetched at the start and kept in the store. A signature
 * that does not fit makes a fetched key be fetched anew, at most once a minute, because SpotDraft may have changed it.
 */
export function createHmacKeys(parts: HmacKeysParts): FetchedHmacKeys {
  const { configured, settings, clock, log } = parts;
  let known: string | null = null;
  let checkedAtMs = Number.NEGATIVE_INFINITY;
  /** One fetch for all who wait for it, and its failure for a while; the key itself is kept in the store. */
  const fetches = new ExpiringCache<string>({ clock, maxEntries: 1 });
  const fetchKey = () =>
    fetches.fill('key', fetchAndKeep, { ttlMs: 0, failureTtlMs: () => FAILED_FOR_MS });

  async function fetchAndKeep(): Promise<string> {
    const key = await parts.fetchKey();
    known = key;
    checkedAtMs = clock.now().getTime();
    await keep(key);
    return key;
  }

  async function keep(key: string): Promise<void> {
    try {
      if ((await readKept()) !== key) await settings.set(SETTING, JSON.stringify({ key }));
    } catch (error) {
      log.warn({ err: error }, 'the webhook key could not be kept in the store');
    }
  }

  async function readKept(): Promise<string | null> {
    const text = await settings.get(SETTING);
    return text === null ? null : stored.parse(JSON.parse(text)).key;
  }

  return {
    async prefetch() {
      if (configured.length > 0) return;
      try {
        await fetchKey();
      } catch (error) {
        log.warn({ err: error }, 'the webhook key could not be fetched at the start');
      }
    },

    async current() {
      if (configured.length > 0) return configured;
      known ??= await readKept();
      if (known !== null) return [known];
      return [await fetchKey()];
    },

    async refreshed() {
      if (configured.length > 0 || known === null) return null;
      const nowMs = clock.now().getTime();
      if (isWithin(REFRESH_AT_MOST_EVERY_MS, checkedAtMs, nowMs)) return null;
      // Counted as a try even when it fails, so that an outage is not met with a call per delivery.
      checkedAtMs = nowMs;
      const before = known;
      const key = await fetchKey();
      return key === before ? null : [key];
    },
  };
}
