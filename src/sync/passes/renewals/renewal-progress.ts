import { z } from 'zod';
import { tryParseJson } from '../../../domain/well-formed.js';
import { instant } from '../../../store/instant.js';
import type { Settings } from '../../../store/settings.js';

/** The last pass over all executed contracts, by the clock of the store. */
export interface RenewalPass {
  readonly at: Date;
  /** The day that it was where the mapping is at home. */
  readonly day: string;
  /** The backfill that it came after. */
  readonly backfilled: string | null;
}

const PASS = 'renewals';
const ERROR = 'renewals-error';

const passJson = z.object({ at: instant, day: z.string(), backfilled: z.string().nullable() });

/** Null before the first; what can't be read stands for no pass: one more costs little. */
export async function lastRenewalPass(
  settings: Pick<Settings, 'get'>,
): Promise<RenewalPass | null> {
  return passJson.safeParse(tryParseJson((await settings.get(PASS)) ?? '')).data ?? null;
}

export async function saveRenewalPass(
  settings: Pick<Settings, 'set'>,
  pass: RenewalPass,
): Promise<void> {
  await settings.set(PASS, JSON.stringify(pass));
}

/** Why renewals could not be looked after the last time; null when they could. */
export async function renewalError(settings: Pick<Settings, 'get'>): Promise<string | null> {
  return settings.get(ERROR);
}

export async function saveRenewalError(settings: Settings, text: string | null): Promise<void> {
  if (text !== null) await settings.set(ERROR, text);
  else if ((await settings.get(ERROR)) !== null) await settings.delete(ERROR);
}
