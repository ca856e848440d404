import { z } from 'zod';
import { instant } from '../../store/instant.js';
import type { Clock } from '../../domain/clock.js';
import { toldFromByMachine } from '../../domain/credential-end.js';
import type { CredentialEnd } from '../../domain/credential-end.js';
import type { Log } from '../../domain/log.js';
import type { Validity } from '../../domain/validity.js';
import type { Settings } from '../../store/settings.js';
import { startWatch } from '../../work/start-watch.js';
import type { Watch } from '../../work/start-watch.js';
import { noted } from '../../domain/said.js';

/** What the address shows at which others reach us. */
export type ReadCertificate = (url: URL, signal: AbortSignal) => Promise<Validity | null>;

const SETTING = 'public-certificate';
const LOOK_EVERY_MS = 6 * 60 * 60_000;
const READ_TIMEOUT_MS = 10_000;

const seenJson = z.object({ url: z.string(), from: instant, until: instant });

/** Looks a few times a day, and keeps what it saw where every process of the store sees it. Nothing to look at without https. */
export function startPublicCertificateWatch(parts: {
  readonly publicUrl: string | null;
  readonly read: ReadCertificate;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
}): Watch {
  const { publicUrl, read, settings, clock, log } = parts;
  if (publicUrl === null || new URL(publicUrl).protocol !== 'https:')
    return { stop: async () => undefined };
  return startWatch({
    name: 'watch over the certificate of PUBLIC_URL',
    clock,
    everyMs: LOOK_EVERY_MS,
    async look(signal) {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(READ_TIMEOUT_MS)]);
      const seen = await read(new URL(publicUrl), deadline);
      // From here it may not be reached; what was seen is good until something else is.
      if (seen === null) return;
      await settings.set(SETTING, JSON.stringify({ url: publicUrl, ...seen }));
    },
    onFailed: (error) =>
      log.warn({ err: error }, 'the certificate of PUBLIC_URL could not be looked at'),
  });
}

/** As the watch saw it last; empty where it saw none at this address. */
export async function publicCertificateEnd(
  settings: Settings,
  publicUrl: string,
): Promise<readonly CredentialEnd[]> {
  const text = await settings.get(SETTING);
  if (text === null) return [];
  const { url, ...validity } = seenJson.parse(JSON.parse(text));
  return url === publicUrl ? [endOfPublicUrl(validity)] : [];
}

export function endOfPublicUrl(validity: Validity): CredentialEnd {
  return {
    credential: 'public',
    what: noted`The TLS certificate at PUBLIC_URL`,
    endsAt: validity.until,
    toldFrom: toldFromByMachine(validity),
    todo: noted`Renew it where TLS ends, such as the proxy in front of dealdraft: without it SpotDraft delivers nothing and browsers refuse the page.`,
  };
}
