import type { KeyObject } from 'node:crypto';
import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.js';
import { isWithin } from '../../domain/is-within.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import type { ErrorDetails } from '../../domain/errors.js';
import {
  ConfigError,
  ForbiddenError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import { toRecordId18 } from '../../domain/opportunity-id.js';
import type { SalesforceAuth } from '../../domain/salesforce-auth.js';
import { isSecure } from '../../domain/secure-url.js';
import type { CrmPrincipal } from '../crm.js';
import type { Outbound } from '../http/outbound.js';
import { retryAfterMs } from '../http/retry-after.js';
import { shorten } from './failures.js';
import type { HttpAnswer } from './transport.js';
import { exchange, parseOrNull } from './transport.js';
import { noted } from '../../domain/said.js';

/** A signed-in principal. Salesforce states no lifetime: a session is used until it is refused. */
export interface Session {
  readonly accessToken: string;
  /** Base of every call, without a trailing slash; may change from one token to the next. */
  readonly instanceUrl: string;
  readonly userId: string;
  /** 18 characters. */
  readonly organizationId: string;
  readonly signedInAtMs: number;
  /** It took the place of another one, and leads to the same host. */
  readonly isSameHost: boolean;
}

export interface Sessions {
  /** The principal's session; signs in when there is none. */
  get(principal: CrmPrincipal): Promise<Session>;
  /**
   * A session other than `old`; signs in at most once for all who ask together. `refused`: Salesforce says that it ended.
   * `astray`: what answers at its instance is not the org. That is often the outage of the org itself, which no sign-in
   * ends, so null when the session is a fresh one already.
   */
  renew(principal: CrmPrincipal, old: Session, why: 'refused' | 'astray'): Promise<Session | null>;
  /** Id of the organization of the last sign-in; null before the first. */
  lastOrganizationId(): string | null;
}

export interface SessionsOptions {
  readonly loginUrl: string;
  readonly auth: SalesforceAuth;
  readonly outbound: Outbound;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeoutMs: number;
  /** Sign-ins lead to another org now, as after a refresh of a sandbox: nothing learned of the old one is true. */
  readonly onOtherOrganization: () => void;
}

const OPERATION = 'POST /services/oauth2/token';
const MAX_USER_SESSIONS = 1_000;
/** Sign-ins are limited per user and hour, so a refused one is not repeated with every request. */
const REFUSED_TTL_MS = 60_000;
/** Whoever asks again meanwhile gets the same failure: an outage must not become a storm of sign-ins. */
const FAILED_TTL_MS = 3_000;
/** Between two renewals of sessions that lead astray. */
const ASTRAY_EVERY_MS = 15_000;
/** Salesforce takes at most 3 to 5 minutes, in seconds; milliseconds read as an expired assertion. */
const ASSERTION_TTL_S = 180;
/** Clocks that differ by less make no assertion too old or too new. */
const SAME_CLOCK_MS = 10_000;

const tokenWire = z.looseObject({
  access_token: z.string().min(1),
  instance_url: z.url(),
  /** Identity URL, ending in `/id/{orgId}/{userId}`. */
  id: z.string().regex(/\/[A-Za-z0-9]{15,18}\/[A-Za-z0-9]{15,18}$/),
});
/** The OAuth codes that are about our app or its user; any other is the sign-in service's bad day. */
const VERDICTS: ReadonlySet<string> = new Set([
  'invalid_grant',
  'invalid_client',
  'invalid_client_id',
  'invalid_client_credentials',
  'invalid_request',
  'invalid_scope',
  'invalid_app_access',
  'invalid_assertion',
  'unauthorized_client',
  'unsupported_grant_type',
  'inactive_user',
  'inactive_org',
  'app_not_found',
  'no_app_access',
  'access_denied',
]);
const tokenErrorWire = z.looseObject({
  error: z.string(),
  error_description: z.string().optional(),
});

export function createSessions(options: SessionsOptions): Sessions {
  const { auth, clock, log } = options;
  const loginUrl = new URL(options.loginUrl).origin;
  /** By how much Salesforce's clock is ahead of ours: whether an assertion is of now is its to say. */
  let aheadMs = 0;
  const now = () => new Date(clock.now().getTime() + aheadMs);
  const grantOf = createGrants(auth, loginUrl, now);
  const sessions = new ExpiringCache<Session>({ clock, maxEntries: MAX_USER_SESSIONS + 1 });

  let organizationId: string | null = null;

  async function ask(principal: CrmPrincipal): Promise<HttpAnswer> {
    const form = await grantOf(principal);
    return exchange(
      options.outbound,
      {
        method: 'POST',
        url: `${loginUrl}/services/oauth2/token`,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'application/json',
        },
        body: new URLSearchParams(form).toString(),
      },
      OPERATION,
      AbortSignal.timeout(options.timeoutMs),
    );
  }

  /** Whether the assertion may have been refused for its time, as the answer's own date tells; the next one has that time. */
  function learnTime({ status, headers, body }: HttpAnswer): boolean {
    const code = tokenErrorWire.safeParse(parseOrNull(body)).data?.error;
    const dateMs = Date.parse(headers['date'] ?? '');
    const offMs = dateMs - now().getTime();
    const isRefused = status >= 400 && status < 500 && code !== undefined && VERDICTS.has(code);
    if (auth.kind !== 'jwt' || !isRefused || !(Math.abs(offMs) > SAME_CLOCK_MS)) return false;
    aheadMs += offMs;
    log.warn({ aheadMs }, "Salesforce's clock and ours differ; signing in by its clock");
    return true;
  }

  async function signIn(principal: CrmPrincipal, old: Session | null): Promise<Session> {
    let answer = await ask(principal);
    if (learnTime(answer)) answer = await ask(principal);
    if (answer.status !== 200) throw signInError(principal, answer);
    const session = toSession(answer.body, old);
    const isOther = organizationId !== null && organizationId !== session.organizationId;
    organizationId = session.organizationId;
    if (isOther) options.onOtherOrganization();
    return session;
  }

  function toSession(body: string, old: Session | null): Session {
    const token = tokenWire.safeParse(parseOrNull(body));
    if (!token.success) throw strangeSignIn(noted`an answer without a token or its instance`);
    const instance = new URL(token.data.instance_url);
    if (!isSecure(instance)) throw strangeSignIn(noted`the address of an instance without TLS`);
    const [orgId = '', userId = ''] = token.data.id.split('/').slice(-2);
    return {
      accessToken: token.data.access_token,
      instanceUrl: instance.origin,
      userId,
      organizationId: toRecordId18(orgId) ?? orgId,
      signedInAtMs: clock.now().getTime(),
      isSameHost: instance.origin === old?.instanceUrl,
    };
  }

  function strangeSignIn(what: string): UpstreamUnavailableError {
    return new UpstreamUnavailableError(noted`Salesforce can't sign in now: it gave ${what}.`, {
      service: 'salesforce',
      operation: OPERATION,
      status: 200,
      outage: 'stranger',
    });
  }

  function signInError(principal: CrmPrincipal, { status, headers, body }: HttpAnswer): Error {
    const parsed = tokenErrorWire.safeParse(parseOrNull(body));
    const code = parsed.success ? parsed.data.error : null;
    const details: ErrorDetails = {
      service: 'salesforce',
      operation: OPERATION,
      status,
      ...(code === null ? {} : { upstreamCode: code }),
    };
    const reason = shorten(
      parsed.success ? (parsed.data.error_description ?? parsed.data.error) : `HTTP ${status}`,
    );
    log.warn({ principal: principal.kind, status, code, reason }, 'Salesforce refused a sign-in');
    if (code === 'rate_limit_exceeded' || status === 429) {
      return new RateLimitedError(noted`Salesforce limits sign-ins: ${reason}`, {
        ...details,
        retryAfterMs: retryAfterMs(headers, clock) ?? 60_000,
      });
    }
    if (code === null || !VERDICTS.has(code) || status >= 500) {
      const isStranger = code === null && status < 500 && status !== 420;
      return new UpstreamUnavailableError(noted`Salesforce can't sign in now: ${reason}`, {
        ...details,
        ...(isStranger ? { outage: 'stranger' } : {}),
      });
    }
    if (principal.kind === 'user' && code === 'invalid_grant') {
      // Unknown, inactive or not approved for the app: the three are told apart by text alone.
      return new ForbiddenError(noted`Salesforce does not let this user in: ${reason}`, details);
    }
    return new UpstreamAuthError(
      noted`Salesforce refused the app's credentials (${code}): ${reason}`,
      details,
    );
  }

  function start(principal: CrmPrincipal, old: Session | null = null): Promise<Session> {
    return sessions.fill(keyOf(principal), () => signIn(principal, old), {
      ttlMs: Number.POSITIVE_INFINITY,
      failureTtlMs: (error) => (error instanceof ForbiddenError ? REFUSED_TTL_MS : FAILED_TTL_MS),
    });
  }

  // In the client-credentials flow there is one session; whose rights a read has is checked by the caller.
  function keyOf(principal: CrmPrincipal): string {
    if (auth.kind === 'client_credentials' || principal.kind === 'integration') return '';
    return principal.username.toLowerCase();
  }

  return {
    get: (principal) => start(principal),
    async renew(principal, old, why) {
      const nowMs = clock.now().getTime();
      const isFresh = isWithin(ASTRAY_EVERY_MS, old.signedInAtMs, nowMs);
      if (why === 'astray' && old.isSameHost && isFresh) return null;
      sessions.deleteIf(keyOf(principal), (session) => session === old);
      if (why === 'refused') return start(principal, old);
      try {
        return await start(principal, old);
      } catch {
        // Nobody said that the old one ended: it is good again when its instance is.
        sessions.put(keyOf(principal), { ...old, isSameHost: true, signedInAtMs: nowMs });
        return null;
      }
    },
    lastOrganizationId: () => organizationId,
  };
}

/** The form to post for a principal's token. */
function createGrants(
  auth: SalesforceAuth,
  loginUrl: string,
  now: () => Date,
): (principal: CrmPrincipal) => Promise<Record<string, string>> {
  if (auth.kind === 'client_credentials') {
    const { clientId, clientSecret } = auth;
    return async () => ({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
  }
  const key = readPrivateKey(auth.privateKeyPem);
  return async (principal) => {
    const nowS = Math.floor(now().getTime() / 1_000);
    // The login URL's origin is the audience: login.salesforce.com, test.salesforce.com or the org's My Domain.
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuer(auth.clientId)
      .setSubject(principal.kind === 'user' ? principal.username : auth.username)
      .setAudience(loginUrl)
      .setExpirationTime(nowS + ASSERTION_TTL_S)
      .sign(key);
    return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
  };
}

/** @throws ConfigError when the text is not a private key in PEM form; PKCS#1 and PKCS#8 are both fine. */
function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new ConfigError([
      'The Salesforce private key is not a PEM key: give the file that begins with -----BEGIN PRIVATE KEY-----.',
    ]);
  }
}
