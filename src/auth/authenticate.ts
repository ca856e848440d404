import { createHash, timingSafeEqual } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { systemClock } from '../domain/clock.js';
import type { Clock } from '../domain/clock.js';
import type { Caller } from './caller.js';
import { createOrgTokens, orgOf } from './org-tokens.js';
import type { OrgKey } from './org-tokens.js';
import { verifiedAddress } from './verified-address.js';
import { createTokenVerifier, isInvalidToken } from './verify-token.js';
import type { TokenKey, VerifyToken } from './verify-token.js';
import { noted } from '../domain/said.js';

export interface ApiKey {
  readonly name: string;
  /** Lower-case hex SHA-256 of the key's UTF-8 bytes. */
  readonly sha256: string;
  readonly role: 'service' | 'admin' | 'user';
}

export interface JwtSettings {
  readonly key: TokenKey;
  readonly issuer: string | null;
  readonly audience: string | null;
}

/** What a browser says of a request by itself. */
export interface BrowserRequest {
  /** The session cookie's value. */
  readonly sessionToken: string | undefined;
  readonly method: string;
  /** The `Origin` header. */
  readonly origin: string | undefined;
  /** The `Sec-Fetch-Site` header; older browsers send none. */
  readonly fetchSite: string | undefined;
  /** The `Sec-Fetch-Mode` header; `navigate` when a person follows a link. */
  readonly fetchMode: string | undefined;
  /** The `Sec-Fetch-Dest` header: what is to become of the answer, such as `document` or `iframe`. */
  readonly fetchDest: string | undefined;
  /** What is at the address: a page that people go to, or something for scripts to call. */
  readonly purpose: 'page' | 'call';
}

export interface Credentials {
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  /** The `x-api-key` header. */
  readonly apiKey: string | undefined;
  /** What may come with a cookie; absent where browsers can't sign in. */
  readonly browser?: BrowserRequest;
}

export type Authentication =
  | { readonly ok: true; readonly caller: Caller }
  | { readonly ok: false; readonly reason: 'missing' | 'invalid'; readonly message: string }
  /** Good credentials, sent by somebody else's page. */
  | { readonly ok: false; readonly reason: 'forbidden'; readonly message: string }
  /** A key set or the CRM could not be asked: nothing is known about the token. */
  | { readonly ok: false; readonly reason: 'unavailable'; readonly message: string };

export type Authenticate = (credentials: Credentials) => Promise<Authentication>;

/** Clocks kept by NTP differ by less; more would only keep expired tokens alive. */
const CLOCK_TOLERANCE_S = 5;

const claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().min(1).optional().catch(undefined),
  email_verified: z.unknown().optional(),
  roles: z.array(z.string().max(100)).max(100).optional().catch(undefined),
});

export interface AuthenticatorSettings {
  /** For tokens of an identity provider; null when none are taken. */
  readonly jwt: JwtSettings | null;
  /** For tokens that orgs sign themselves; null when none are taken. */
  readonly orgs: { readonly keys: readonly OrgKey[]; readonly audience: string } | null;
  readonly apiKeys: readonly ApiKey[];
}

/**
 * Builds the check of a request's credentials. A bearer token is looked at first; a wrong one is not forgiven by a right key.
 *
 * @param connectedOrg the 18-character id of the org whose records are read. Asked for tokens of orgs alone: user names mean
 *   something in their own org only.
 */
export function createAuthenticator(
  settings: AuthenticatorSettings,
  connectedOrg: () => Promise<string>,
  clock: Clock = systemClock,
): Authenticate {
  const keys = settings.apiKeys.map((key) => ({ ...key, hash: Buffer.from(key.sha256, 'hex') }));
  const authenticateToken = createTokenCheck(settings, connectedOrg, clock);

  function byApiKey(text: string): Authentication {
    const hash = createHash('sha256').update(text, 'utf8').digest();
    let found: (typeof keys)[number] | null = null;
    // Every key is compared, each in constant time, so that timing tells nothing about any of them.
    for (const key of keys) if (timingSafeEqual(key.hash, hash)) found = key;
    if (found === null) return invalid(noted`The API key in x-api-key is not known here.`);
    return { ok: true, caller: { kind: 'key', name: found.name, role: found.role } };
  }

  return async ({ authorization, apiKey }) => {
    if (authorization !== undefined) {
      const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(authorization.trim())?.[1];
      if (token === undefined)
        return invalid(noted`The Authorization header is not "Bearer" and a token.`);
      return authenticateToken(token);
    }
    if (apiKey !== undefined) return byApiKey(apiKey);
    return {
      ok: false,
      reason: 'missing',
      message: noted`Send "Authorization: Bearer <JWT>" or "x-api-key: <key>".`,
    };
  };
}

function createTokenCheck(
  settings: AuthenticatorSettings,
  connectedOrg: () => Promise<string>,
  clock: Clock,
): (token: string) => Promise<Authentication> {
  const verifyJwt = settings.jwt === null ? null : createJwtVerifier(settings.jwt, clock);
  const orgTokens = settings.orgs === null ? null : createOrgTokens({ ...settings.orgs, clock });

  async function ofOrg(token: string, verify: VerifyToken): Promise<Authentication> {
    const verified = await verifiedBy(verify, token);
    if (!verified.ok) return verified;
    const connected = await connectedOrg().catch(() => null);
    if (connected === null)
      return unavailable(
        noted`Which org dealdraft is connected to can not be asked at the moment.`,
      );
    if (orgOf(verified.payload) !== connected)
      return invalid(
        noted`The bearer token is of another org than the one dealdraft is connected to.`,
      );
    return callerOf(verified.payload);
  }

  return async (token) => {
    if (orgTokens?.claimsOrg(token) === true) return ofOrg(token, orgTokens.verify);
    if (verifyJwt !== null) {
      const verified = await verifiedBy(verifyJwt, token);
      return verified.ok ? callerOf(verified.payload) : verified;
    }
    return invalid(
      orgTokens === null
        ? noted`This server takes no bearer tokens; AUTH_PUBLIC_KEY, AUTH_JWKS_URL and AUTH_ORGS are not set.`
        : noted`The bearer token has no "org_id", the id of the org that signed it.`,
    );
  };
}

function createJwtVerifier({ key, issuer, audience }: JwtSettings, clock: Clock): VerifyToken {
  return createTokenVerifier(
    key,
    {
      algorithms: ['RS256', 'ES256'],
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ['sub', 'exp'],
      ...(issuer === null ? {} : { issuer }),
      ...(audience === null ? {} : { audience }),
    },
    clock,
  );
}

async function verifiedBy(
  verify: VerifyToken,
  token: string,
): Promise<
  { readonly ok: true; readonly payload: JWTPayload } | Extract<Authentication, { ok: false }>
> {
  try {
    return { ok: true, payload: await verify(token) };
  } catch (error) {
    return isInvalidToken(error)
      ? invalid(
          noted`The bearer token is expired, not for this server, or not signed by a key configured for it.`,
        )
      : unavailable(noted`The key set that signs caller tokens can not be read at the moment.`);
  }
}

function callerOf(payload: JWTPayload): Authentication {
  const result = claims.safeParse(payload);
  if (!result.success) return invalid(noted`The bearer token has no "sub" that names a CRM user.`);
  const { sub, email, email_verified, roles } = result.data;
  return {
    ok: true,
    caller: {
      kind: 'user',
      username: sub,
      email: verifiedAddress(email, email_verified),
      roles: roles ?? [],
    },
  };
}

function unavailable(message: string): Extract<Authentication, { ok: false }> {
  return { ok: false, reason: 'unavailable', message };
}

function invalid(message: string): Extract<Authentication, { ok: false }> {
  return { ok: false, reason: 'invalid', message };
}
