import { createHash, timingSafeEqual } from 'node:crypto';
import { createRemoteJWKSet, errors, importSPKI, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import type { Caller } from './caller.js';

export interface ApiKey {
  readonly name: string;
  /** Lower-case hex SHA-256 of the key's UTF-8 bytes. */
  readonly sha256: string;
  readonly role: 'service' | 'admin' | 'user';
}

export interface JwtSettings {
  readonly key: { readonly jwksUrl: string } | { readonly publicKeyPem: string };
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
  /** The key set could not be fetched: nothing is known about the token. */
  | { readonly ok: false; readonly reason: 'unavailable'; readonly message: string };

export type Authenticate = (credentials: Credentials) => Promise<Authentication>;

/** Pinned, so that a token can't choose how it is checked. */
const ALGORITHMS = ['RS256', 'ES256'];
/** Clocks kept by NTP differ by less; more would only keep expired tokens alive. */
const CLOCK_TOLERANCE_S = 5;

const claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().min(1).optional().catch(undefined),
  roles: z.array(z.string().max(100)).max(100).optional().catch(undefined),
});

/** Builds the check of a request's credentials. A bearer token is looked at first; a wrong one is not forgiven by a right key. */
export function createAuthenticator(settings: {
  readonly jwt: JwtSettings | null;
  readonly apiKeys: readonly ApiKey[];
}): Authenticate {
  const keys = settings.apiKeys.map((key) => ({ ...key, hash: Buffer.from(key.sha256, 'hex') }));
  const verifyJwt = settings.jwt === null ? null : createJwtVerifier(settings.jwt);

  function byApiKey(text: string): Authentication {
    const hash = createHash('sha256').update(text, 'utf8').digest();
    let found: (typeof keys)[number] | null = null;
    // Every key is compared, each in constant time, so that timing tells nothing about any of them.
    for (const key of keys) if (timingSafeEqual(key.hash, hash)) found = key;
    if (found === null) return invalid('The API key in x-api-key is not known here.');
    return { ok: true, caller: { kind: 'key', name: found.name, role: found.role } };
  }

  return async ({ authorization, apiKey }) => {
    if (authorization !== undefined) {
      const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(authorization.trim())?.[1];
      if (token === undefined)
        return invalid('The Authorization header is not "Bearer" and a token.');
      if (verifyJwt === null)
        return invalid(
          'This server takes no bearer tokens; AUTH_PUBLIC_KEY and AUTH_JWKS_URL are not set.',
        );
      return verifyJwt(token);
    }
    if (apiKey !== undefined) return byApiKey(apiKey);
    return {
      ok: false,
      reason: 'missing',
      message: 'Send "Authorization: Bearer <JWT>" or "x-api-key: <key>".',
    };
  };
}

function createJwtVerifier({
  key,
  issuer,
  audience,
}: JwtSettings): (token: string) => Promise<Authentication> {
  const options: JWTVerifyOptions = {
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_TOLERANCE_S,
    requiredClaims: ['sub', 'exp'],
    ...(issuer === null ? {} : { issuer }),
    ...(audience === null ? {} : { audience }),
  };
  const verify =
    'jwksUrl' in key
      ? withKeySet(createRemoteJWKSet(new URL(key.jwksUrl)), options)
      : withPem(key.publicKeyPem, options);

  return async (token) => {
    let payload: JWTPayload;
    try {
      payload = await verify(token);
    } catch (error) {
      if (isInvalidToken(error))
        return invalid(
          'The bearer token is expired, not for this server, or not signed by the configured key.',
        );
      return {
        ok: false,
        reason: 'unavailable',
        message: 'The key set that signs caller tokens can not be read at the moment.',
      };
    }
    const result = claims.safeParse(payload);
    if (!result.success) return invalid('The bearer token has no "sub" that names a CRM user.');
    const { sub, email, roles } = result.data;
    return {
      ok: true,
      caller: { kind: 'user', username: sub, email: email ?? null, roles: roles ?? [] },
    };
  };
}

function withKeySet(keySet: ReturnType<typeof createRemoteJWKSet>, options: JWTVerifyOptions) {
  return async (token: string) => {
    try {
      return (await jwtVerify(token, keySet, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      return verifyWithEach(token, error, options);
    }
  };
}

/** A token that names no key, during a rotation: whichever fitting key verifies it will do. */
async function verifyWithEach(
  token: string,
  keys: errors.JWKSMultipleMatchingKeys,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  for await (const key of keys) {
    try {
      return (await jwtVerify(token, key, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

function withPem(publicKeyPem: string, options: JWTVerifyOptions) {
  const keys = new Map<string, ReturnType<typeof importSPKI>>();
  return async (token: string) => {
    const { payload } = await jwtVerify(
      token,
      (header) => {
        // The key says which algorithm it is for; a header that names the other one fails to import.
        const algorithm = header.alg;
        if (!ALGORITHMS.includes(algorithm))
          throw new errors.JOSEAlgNotAllowed('algorithm not allowed');
        let key = keys.get(algorithm);
        if (key === undefined) {
          key = importSPKI(publicKeyPem, algorithm).catch((error: unknown) => {
            throw new errors.JWTInvalid('the key is not for this algorithm', { cause: error });
          });
          keys.set(algorithm, key);
        }
        return key;
      },
      options,
    );
    return payload;
  };
}

/** The token's fault, as against a key set that can't be fetched. */
function isInvalidToken(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}

function invalid(message: string): Authentication {
  return { ok: false, reason: 'invalid', message };
}
