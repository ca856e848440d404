import * as oidc from 'openid-client';
import { z } from 'zod';
import { createFetch } from '../connectors/http/outbound-fetch.js';
import { createOutbound } from '../connectors/http/outbound.js';
import type { Clock } from '../domain/clock.js';
import { ExpiringCache } from '../domain/expiring-cache.js';
import type { Log } from '../domain/log.js';
import { isLoopback } from '../domain/secure-url.js';
import type { SignInAttempt } from './sign-in-attempt.js';
import { verifiedAddress } from './verified-address.js';

/** Whom the provider vouches for. */
export interface ProviderUser {
  /** 15 or 18 characters. */
  readonly organizationId: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly isActive: boolean;
  /** `STANDARD` for people of the company, other values for partners, customers and guests. */
  readonly userType: string | null;
}

export type ProviderRefusal =
  /** The answer is forged, spent, or belongs to another attempt. */
  | 'not-verified'
  /** The person said no, or the provider said no to them without a reason that helps. */
  | 'denied'
  | 'inactive'
  /** The user is not approved for the app. */
  | 'not-approved'
  | 'unavailable'
  /** The provider does not take our app or what we ask for. */
  | 'misconfigured';

export type Identification =
  | { readonly ok: true; readonly user: ProviderUser }
  | { readonly ok: false; readonly reason: ProviderRefusal };

/** An OpenID provider, found by discovery when it is first needed. */
export interface OpenIdProvider {
  /** Where to send the browser; null while the provider can't be reached. */
  authorizationUrl(attempt: SignInAttempt, redirectUri: string): Promise<URL | null>;
  /**
   * Fetches and checks the ID token for the answer that came back, and asks who the user is. Costs two calls. The
   * provider's tokens are used for that and dropped.
   */
  identify(answer: URL, attempt: SignInAttempt): Promise<Identification>;
  close(): Promise<void>;
}

export interface OpenIdProviderOptions {
  /** Issuer of the provider: https, or http on this machine. */
  readonly url: string;
  readonly clientId: string;
  /** Null where PKCE alone is enough. */
  readonly clientSecret: string | null;
  readonly clock: Clock;
  readonly log: Log;
}

// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out; used for a provider on this machine alone
const allowHttp = oidc.allowInsecureRequests;

const SCOPE = 'openid profile email';
const TIMEOUT_S = 10;
/** Where a provider's endpoints are changes about never; keys are looked up more often by the library. */
const DISCOVERY_TTL_MS = 24 * 60 * 60_000;
/** Everybody who would sign in meanwhile learns of the same failure. */
const FAILED_TTL_MS = 5_000;
const MAX_ANSWER_BYTES = 1024 * 1024;

const userInfoWire = z.looseObject({
  organization_id: z.string().min(1),
  preferred_username: z.string().min(1).max(255),
  name: z.string().min(1).nullish(),
  email: z.string().min(1).nullish(),
  email_verified: z.unknown().optional(),
  active: z.boolean(),
  user_type: z.string().nullish(),
});

export function createOpenIdProvider(options: OpenIdProviderOptions): OpenIdProvider {
  const { clientId, clientSecret, clock, log } = options;
  const issuer = new URL(options.url);
  const isLocal = isLoopback(issuer);
  const outbound = createOutbound({ maxAnswerBytes: MAX_ANSWER_BYTES });
  const discovered = new ExpiringCache<oidc.Configuration>({ clock, maxEntries: 1 });

  async function discover(): Promise<oidc.Configuration> {
    return oidc.discovery(
      issuer,
      clientId,
      {},
      clientSecret === null ? oidc.None() : oidc.ClientSecretPost(clientSecret),
      {
        // Without these checks the library trusts TLS and leaves the ID token's signature alone.
        execute: [
          oidc.enableNonRepudiationChecks,
          ...(isLocal && issuer.protocol === 'http:' ? [allowHttp] : []),
        ],
        timeout: TIMEOUT_S,
        [oidc.customFetch]: createFetch(outbound, TIMEOUT_S * 1_000),
      },
    );
  }

  async function configuration(): Promise<oidc.Configuration> {
    return discovered.fill('', discover, {
      ttlMs: DISCOVERY_TTL_MS,
      failureTtlMs: () => FAILED_TTL_MS,
    });
  }

  return {
    async authorizationUrl(attempt, redirectUri) {
      try {
        return oidc.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: SCOPE,
          state: attempt.state,
          nonce: attempt.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
          code_challenge_method: 'S256',
        });
      } catch (error) {
        log.warn(describeFailure(error), 'the OpenID provider could not be discovered');
        return null;
      }
    },
    async identify(answer, attempt) {
      try {
        const config = await configuration();
        const tokens = await oidc.authorizationCodeGrant(config, answer, {
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          pkceCodeVerifier: attempt.verifier,
          idTokenExpected: true,
        });
        const subject = tokens.claims()?.sub ?? '';
        const info = await oidc.fetchUserInfo(config, tokens.access_token, subject);
        return toIdentification(info, log);
      } catch (error) {
        const reason = reasonOf(error);
        log.warn({ ...describeFailure(error), reason }, 'a sign-in was not completed');
        return { ok: false, reason };
      }
    },
    close: () => outbound.destroy(),
  };
}

function toIdentification(info: unknown, log: Log): Identification {
  const parsed = userInfoWire.safeParse(info);
  if (!parsed.success) {
    log.warn({}, "the OpenID provider's user info does not say who the user is");
    return { ok: false, reason: 'misconfigured' };
  }
  const { organization_id, preferred_username, name, email, email_verified, active, user_type } =
    parsed.data;
  return {
    ok: true,
    user: {
      organizationId: organization_id,
      username: preferred_username,
      name: name ?? preferred_username,
      email: verifiedAddress(email, email_verified),
      isActive: active,
      userType: user_type ?? null,
    },
  };
}

/** What the provider's words for a refusal mean. Unknown ones are about the app: those about people are few. */
const ANSWERED: Readonly<Record<string, ProviderRefusal>> = {
  access_denied: 'denied',
  inactive_user: 'inactive',
  invalid_app_access: 'not-approved',
  OAUTH_APP_ACCESS_DENIED: 'not-approved',
  invalid_grant: 'not-verified',
  server_error: 'unavailable',
  temporarily_unavailable: 'unavailable',
  rate_limit_exceeded: 'unavailable',
};

/** The library's codes for answers that tell of trouble at the provider, not of a forged token. */
const PASSING_CODES = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_PARSE_ERROR',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

function reasonOf(error: unknown): ProviderRefusal {
  if (error instanceof oidc.AuthorizationResponseError)
    return ANSWERED[error.error] ?? 'misconfigured';
  if (error instanceof oidc.ResponseBodyError) {
    const busy = error.status >= 500 || error.status === 429;
    return ANSWERED[error.error] ?? (busy ? 'unavailable' : 'misconfigured');
  }
  if (error instanceof oidc.WWWAuthenticateChallengeError) return 'misconfigured';
  if (error instanceof oidc.ClientError)
    return PASSING_CODES.has(error.code ?? '') ? 'unavailable' : 'not-verified';
  return 'unavailable';
}

/** Codes alone: causes and messages of the library carry tokens and addresses with codes in them. */
function describeFailure(error: unknown): Readonly<Record<string, unknown>> {
  const name = error instanceof Error ? error.name : 'unknown';
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError)
    return { error: name, code: error.error.slice(0, 100) };
  if (error instanceof oidc.ClientError) return { error: name, code: error.code ?? null };
  return { error: name };
}
