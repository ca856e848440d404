import type { KeyObject } from 'node:crypto';
import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Dispatcher } from 'undici';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.js';
import type { ErrorDetails } from '../../domain/errors.js';
import {
  ConfigError,
  ForbiddenError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamContractError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import { toRecordId18 } from '../../domain/opportunity-id.js';
import type { CrmPrincipal } from '../crm.js';
import { ExpiringCache } from './expiring-cache.js';
import { shorten } from './failures.js';
import { exchange, isLoopback, parseOrNull } from './transport.js';

export type SalesforceAuth =
  | {
      readonly kind: 'jwt';
      readonly clientId: string;
      readonly username: string;
      readonly privateKeyPem: string;
    }
  | {
      readonly kind: 'client_credentials';
      readonly clientId: string;
      readonly clientSecret: string;
    };

/** A signed-in principal. Salesforce states no lifetime: a session is used until it is refused. */
export interface Session {
  readonly accessToken: string;
  /** Base of every call, without a trailing slash; may change from one token to the next. */
  readonly instanceUrl: string;
  readonly userId: string;
  /** 18 characters. */
  readonly organizationId: string;
}

export interface Sessions {
  /** The principal's session; signs in when there is none. */
  get(principal: CrmPrincipal): Promise<Session>;
  /** A session other than `refused`; signs in at most once for all who were refused together. */
  renew(principal: CrmPrincipal, refused: Session): Promise<Session>;
}

export interface SessionsOptions {
  readonly loginUrl: string;
  readonly auth: SalesforceAuth;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeoutMs: number;
}

const OPERATION = 'POST /services/oauth2/token';
const MAX_USER_SESSIONS = 1_000;
/** Sign-ins are limited per user and hour, so a refused one is not repeated with every request. */
const REFUSED_TTL_MS = 60_000;
/** Salesforce takes at most 3 to 5 minutes, in seconds; milliseconds read as an expired assertion. */
const ASSERTION_TTL_S = 180;

const tokenWire = z.looseObject({
  access_token: z.string().min(1),
  instance_url: z.url(),
  /** Identity URL, ending in `/id/{orgId}/{userId}`. */
  id: z.string().regex(/\/[A-Za-z0-9]{15,18}\/[A-Za-z0-9]{15,18}$/),
});
const tokenErrorWire = z.looseObject({
  error: z.string(),
  error_description: z.string().optional(),
});

export function createSessions(options: SessionsOptions): Sessions {
  const { auth, clock, log } = options;
  const loginUrl = new URL(options.loginUrl).origin;
  const grantOf = createGrants(auth, loginUrl, clock);
  const sessions = new ExpiringCache<Session>({ clock, maxEntries: MAX_USER_SESSIONS + 1 });

  async function signIn(principal: CrmPrincipal): Promise<Session> {
    const form = await grantOf(principal);
    const answer = await exchange(
      options.dispatcher,
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
    if (answer.status !== 200) throw signInError(principal, answer.status, answer.body);
    return toSession(answer.body);
  }

  function toSession(body: string): Session {
    const token = tokenWire.safeParse(parseOrNull(body));
    if (!token.success) {
      throw new UpstreamContractError("Salesforce's token answer lacks a token or its instance.", {
        service: 'salesforce',
        operation: OPERATION,
        status: 200,
      });
    }
    const instance = new URL(token.data.instance_url);
    if (instance.protocol !== 'https:' && !isLoopback(loginUrl)) {
      throw new UpstreamContractError('Salesforce named an instance without TLS.', {
        service: 'salesforce',
        operation: OPERATION,
      });
    }
    const [orgId = '', userId = ''] = token.data.id.split('/').slice(-2);
    return {
      accessToken: token.data.access_token,
      instanceUrl: instance.origin,
      userId,
      organizationId: toRecordId18(orgId) ?? orgId,
    };
  }

  function signInError(principal: CrmPrincipal, status: number, body: string): Error {
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
      return new RateLimitedError(`Salesforce limits sign-ins: ${reason}`, {
        ...details,
        retryAfterMs: 60_000,
      });
    }
    if (status >= 500 || status === 420 || code === null) {
      return new UpstreamUnavailableError(`Salesforce can't sign in now: ${reason}`, details);
    }
    if (principal.kind === 'user' && code === 'invalid_grant') {
      // Unknown, inactive or not approved for the app: the three are told apart by text alone.
      return new ForbiddenError(`Salesforce does not let this user in: ${reason}`, details);
    }
    return new UpstreamAuthError(
      `Salesforce refused the app's credentials (${code}): ${reason}`,
      details,
    );
  }

  function start(principal: CrmPrincipal): Promise<Session> {
    return sessions.fill(keyOf(principal), () => signIn(principal), {
      ttlMs: Number.POSITIVE_INFINITY,
      failureTtlMs: (error) => (error instanceof ForbiddenError ? REFUSED_TTL_MS : 0),
    });
  }

  // In the client-credentials flow there is one session; whose rights a read has is checked by the caller.
  function keyOf(principal: CrmPrincipal): string {
    if (auth.kind === 'client_credentials' || principal.kind === 'integration') return '';
    return principal.username.toLowerCase();
  }

  return {
    get: start,
    async renew(principal, refused) {
      sessions.deleteIf(keyOf(principal), (session) => session.accessToken === refused.accessToken);
      return start(principal);
    },
  };
}

/** The form to post for a principal's token. */
function createGrants(
  auth: SalesforceAuth,
  loginUrl: string,
  clock: Clock,
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
    const nowS = Math.floor(clock.now().getTime() / 1_000);
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
