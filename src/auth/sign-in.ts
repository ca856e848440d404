import type { Clock } from '../domain/clock.js';
import { DealdraftError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import { toRecordId18 } from '../domain/opportunity-id.js';
import type { BrowserSessions, SignedInUser } from './browser-sessions.js';
import type { Caller } from './caller.js';
import type { OpenIdProvider, ProviderRefusal, ProviderUser } from './openid-provider.js';
import { createAttempt, readAttempt, writeAttempt } from './sign-in-attempt.js';

export type SignInRefusal =
  | ProviderRefusal
  /** No attempt of this browser belongs to the answer. */
  | 'unknown-attempt'
  | 'other-organization'
  /** A partner, a customer or a guest. */
  | 'other-user-type';

/** People signing in with their browser, by Salesforce's word for who they are. */
export interface SignIn {
  /** Begins an attempt. `cookie` has to come back with the answer; null while Salesforce can't be reached. */
  begin(
    returnTo: string | undefined,
  ): Promise<{ readonly url: string; readonly state: string; readonly cookie: string } | null>;
  /** Ends an attempt with what came back. A success is a new session, whatever session the browser had. */
  complete(
    query: string,
    cookie: string | undefined,
  ): Promise<
    | { readonly ok: true; readonly token: string; readonly returnTo: string }
    | { readonly ok: false; readonly reason: SignInRefusal }
  >;
  find(token: string): Promise<SignedInUser | null>;
  signOut(token: string): Promise<void>;
  /** What a signed-in person is to the rest of the server. */
  callerOf(user: SignedInUser): Caller;
}

export interface SignInParts {
  readonly provider: OpenIdProvider;
  readonly sessions: BrowserSessions;
  /** User names that get the role `admin`, in any case. */
  readonly admins: readonly string[];
  /** The organization whose records we work with. */
  readonly organizationId: () => Promise<string>;
  readonly publicUrl: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

export function createSignIn(parts: SignInParts): SignIn {
  const { provider, sessions, clock, log } = parts;
  const admins = new Set(parts.admins.map((username) => username.toLowerCase()));
  const callbackUrl = () => `${parts.publicUrl()}/signin/callback`;

  async function refusalOf(user: ProviderUser): Promise<SignInRefusal | null> {
    if (!user.isActive) return 'inactive';
    let ours: string;
    try {
      ours = await parts.organizationId();
    } catch (error) {
      if (!(error instanceof DealdraftError)) throw error;
      log.warn({ err: error }, "a sign-in could not be checked against dealdraft's organization");
      return 'unavailable';
    }
    if (!isSameId(ours, user.organizationId)) return 'other-organization';
    return user.userType === null || user.userType.toUpperCase() === 'STANDARD'
      ? null
      : 'other-user-type';
  }

  return {
    async begin(returnTo) {
      const attempt = createAttempt(returnTo, clock.now());
      const url = await provider.authorizationUrl(attempt, callbackUrl());
      return url === null
        ? null
        : { url: url.href, state: attempt.state, cookie: writeAttempt(attempt) };
    },
    async complete(query, cookie) {
      const attempt = cookie === undefined ? null : readAttempt(cookie, clock.now());
      if (attempt === null || new URLSearchParams(query).get('state') !== attempt.state)
        return { ok: false, reason: 'unknown-attempt' };
      const identification = await provider.identify(new URL(`${callbackUrl()}?${query}`), attempt);
      if (!identification.ok) return identification;
      const { user } = identification;
      const reason = await refusalOf(user);
      if (reason !== null) {
        log.warn({ reason }, 'a person was not let in');
        return { ok: false, reason };
      }
      const { username, name, email } = user;
      const token = await sessions.start({ username, name, email });
      log.info({}, 'a person signed in');
      return { ok: true, token, returnTo: attempt.returnTo };
    },
    find: (token) => sessions.find(token),
    signOut: (token) => sessions.end(token),
    callerOf: ({ username, email }) => ({
      kind: 'user',
      username,
      email,
      roles: admins.has(username.toLowerCase()) ? ['admin'] : [],
    }),
  };
}

/** Ids come with 15 or 18 characters; only the first 15 keep their case. */
function isSameId(one: string, other: string): boolean {
  const id = toRecordId18(one);
  return id !== null && id === toRecordId18(other);
}
