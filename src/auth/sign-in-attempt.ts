import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { toReturnPath } from './return-path.js';
import { tryParseJson } from '../domain/well-formed.js';

/** One person on the way to Salesforce and back. */
export interface SignInAttempt {
  /** Comes back with the answer; says which attempt it belongs to. */
  readonly state: string;
  /** Comes back inside the ID token. */
  readonly nonce: string;
  /** PKCE: proves that who fetches the tokens is who sent the person. */
  readonly verifier: string;
  readonly returnTo: string;
  readonly startedAt: Date;
}

/** How long a person may take at Salesforce. */
export const ATTEMPT_LIFETIME_MS = 10 * 60_000;

const randomText = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const attemptText = z.strictObject({
  state: randomText,
  nonce: randomText,
  verifier: randomText,
  returnTo: z.string(),
  startedAt: z.number().transform((ms) => new Date(ms)),
});

export function createAttempt(returnTo: string | undefined, now: Date): SignInAttempt {
  return {
    state: randomValue(),
    nonce: randomValue(),
    verifier: randomValue(),
    returnTo: toReturnPath(returnTo),
    startedAt: now,
  };
}

/**
 * The attempt as a cookie of the browser that began it. Kept there and nowhere else, so that any server can take the
 * answer and nobody can fill a server with attempts. It holds nothing that its own browser may not know.
 */
export function writeAttempt(attempt: SignInAttempt): string {
  const { startedAt, ...rest } = attempt;
  return Buffer.from(JSON.stringify({ ...rest, startedAt: startedAt.getTime() })).toString(
    'base64url',
  );
}

/** The attempt of a cookie, or null when it is none, or too old. */
export function readAttempt(text: string, now: Date): SignInAttempt | null {
  const parsed = attemptText.safeParse(
    tryParseJson(Buffer.from(text, 'base64url').toString('utf8')),
  );
  if (!parsed.success) return null;
  const ageMs = now.getTime() - parsed.data.startedAt.getTime();
  // Begun at a server whose clock is ahead of this one's, it looks as if it had not begun yet.
  if (Math.abs(ageMs) > ATTEMPT_LIFETIME_MS) return null;
  return { ...parsed.data, returnTo: toReturnPath(parsed.data.returnTo) };
}

function randomValue(): string {
  return randomBytes(32).toString('base64url');
}
