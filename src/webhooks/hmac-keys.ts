import type { Clock } from '../domain/clock.js';
import type { HmacKeys } from './receive-delivery.js';

/** An attacker's wrong signatures must not turn into calls of ours. */
const REFRESH_AT_MOST_EVERY_MS = 60_000;
/** How long a failed fetch of the first key answers for the next deliveries as well. */
const FAILED_FOR_MS = 2_000;

/**
 * The webhook keys: the configured ones, or the workspace's key fetched when first needed. A signature that does not
 * fit makes a fetched key be fetched anew, at most once a minute, because SpotDraft may have changed it.
 */
export function createHmacKeys(parts: {
  readonly configured: readonly string[];
  readonly fetchKey: () => Promise<string>;
  readonly clock: Clock;
}): HmacKeys {
  let known: { readonly key: string; readonly fetchedAtMs: number } | null = null;
  let fetching: Promise<string> | null = null;
  let failed: { readonly error: unknown; readonly atMs: number } | null = null;

  async function fetchKey(): Promise<string> {
    fetching ??= parts.fetchKey().finally(() => {
      fetching = null;
    });
    let key;
    try {
      key = await fetching;
    } catch (error) {
      failed = { error, atMs: parts.clock.now().getTime() };
      throw error;
    }
    failed = null;
    known = { key, fetchedAtMs: parts.clock.now().getTime() };
    return key;
  }

  return {
    async current() {
      if (parts.configured.length > 0) return parts.configured;
      if (known !== null) return [known.key];
      if (failed !== null && parts.clock.now().getTime() - failed.atMs < FAILED_FOR_MS) {
        throw failed.error;
      }
      return [await fetchKey()];
    },

    async refreshed() {
      if (parts.configured.length > 0 || known === null) return null;
      if (parts.clock.now().getTime() - known.fetchedAtMs < REFRESH_AT_MOST_EVERY_MS) return null;
      const before = known.key;
      // Counted as a try even when it fails, so that an outage is not met with a call per delivery.
      known = { key: before, fetchedAtMs: parts.clock.now().getTime() };
      const key = await fetchKey();
      return key === before ? null : [key];
    },
  };
}
