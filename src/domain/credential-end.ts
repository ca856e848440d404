import type { Validity } from './validity.js';

/** A credential of ours with an end that can be read. Sentences for people. */
export interface CredentialEnd {
  /** For metrics, and stable: `salesforce`, `callers`, `callers.ORGID`, `archive.NAME` or `public`. */
  readonly credential: string;
  /** What ends, as the subject of a sentence. */
  readonly what: string;
  readonly endsAt: Date;
  /** From when on people are told. */
  readonly toldFrom: Date;
  readonly todo: string;
}

/** `soon`: somebody has to renew it; `over`: it is not taken any more. */
export type EndState = 'fine' | 'soon' | 'over';

const DAY_MS = 24 * 60 * 60_000;
/** What people renew by hand takes somebody else's time as well. */
const TOLD_BEFORE_MS = 30 * DAY_MS;
/** What machines renew is renewed when a third of its time is left: less than this means that it was not. */
const SHARE_LEFT = 1 / 6;

/** When people are told of the end of what they renew by hand. */
export function toldFromByHand({ until }: Validity): Date {
  return new Date(until.getTime() - TOLD_BEFORE_MS);
}

/** The same where most often a machine renews it, and short lives are usual. */
export function toldFromByMachine({ from, until }: Validity): Date {
  const lifeMs = until.getTime() - from.getTime();
  return new Date(until.getTime() - Math.min(TOLD_BEFORE_MS, lifeMs * SHARE_LEFT));
}

export function endState({ endsAt, toldFrom }: CredentialEnd, now: Date): EndState {
  if (endsAt <= now) return 'over';
  return toldFrom <= now ? 'soon' : 'fine';
}
