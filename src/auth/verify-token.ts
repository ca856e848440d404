import { createRemoteJWKSet, customFetch, errors, importSPKI, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyOptions, RemoteJWKSet } from 'jose';
import { z } from 'zod';
import { createFetch } from '../connectors/http/outbound-fetch.js';
import { createOutbound } from '../connectors/http/outbound.js';
import type { Clock } from '../domain/clock.js';
import { ExpiringCache } from '../domain/expiring-cache.js';

/** Where the keys come from that may sign a token: never from the token itself. */
export type TokenKey = { readonly jwksUrl: string } | { readonly publicKeyPem: string };

/** Pinned, so that a token can't choose how it is checked. */
type TokenAlgorithm = 'RS256' | 'ES256';

const keySetWire = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

interface TokenChecks extends JWTVerifyOptions {
  readonly algorithms: TokenAlgorithm[];
}

/** @throws an error that `isInvalidToken` tells from a key set that can't be read. */
export type VerifyToken = (token: string) => Promise<JWTPayload>;

const KEY_SET_TIMEOUT_MS = 5_000;
/** Key sets are small; what is not would only fill the memory. */
const MAX_KEY_SET_BYTES = 256 * 1_024;
/** Tokens that come meanwhile are answered with the same failure: anybody can send some, and each would ask anew. */
const FAILED_TTL_MS = 5_000;

/** Builds the check of signature and claims with one source of keys; a key set is fetched when first needed, then kept. */
export function createTokenVerifier(key: TokenKey, checks: TokenChecks, clock: Clock): VerifyToken {
  if ('publicKeyPem' in key) return withPem(key.publicKeyPem, checks);
  const keySet = createRemoteJWKSet(new URL(key.jwksUrl), {
    timeoutDuration: KEY_SET_TIMEOUT_MS,
    [customFetch]: createKeySetFetch(clock),
  });
  return withKeySet(keySet, checks);
}

/** Gives whole key sets alone: an answer that is none, or one without a key, must not take the place of the last good one. */
function createKeySetFetch(clock: Clock) {
  const fetch = createFetch(
    createOutbound({ maxAnswerBytes: MAX_KEY_SET_BYTES }),
    KEY_SET_TIMEOUT_MS,
  );
  // Failures alone: what was read is kept by jose.
  const failures = new ExpiringCache<unknown>({ clock, maxEntries: 1 });
  const keep = { ttlMs: 0, failureTtlMs: () => FAILED_TTL_MS };
  return async (url: string, options: Parameters<typeof fetch>[1]): Promise<Response> =>
    Response.json(await failures.fill(url, async () => keySetOf(await fetch(url, options)), keep));
}

async function keySetOf(answer: Response): Promise<unknown> {
  if (answer.status !== 200)
    throw new errors.JWKSInvalid(`The key set answers HTTP ${answer.status}.`);
  const keySet = keySetWire.safeParse(await answer.json().catch(() => null));
  if (!keySet.success) throw new errors.JWKSInvalid('The answer is not a set of keys.');
  return keySet.data;
}

/** The token's fault, as against a key set that can't be fetched. */
export function isInvalidToken(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    // The fetch of a key set fails with what its connection says, or with these.
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}

/** The key is not the one that signed: another key of the same signer may be. */
export function isSignedByAnother(error: unknown): boolean {
  return (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey
  );
}

function withKeySet(keySet: RemoteJWKSet, checks: TokenChecks): VerifyToken {
  return async (token) => {
    try {
      return (await jwtVerify(token, keySet, checks)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      return verifyWithEach(token, error, checks);
    }
  };
}

/** A token that names no key, during a rotation: whichever fitting key verifies it will do. */
async function verifyWithEach(
  token: string,
  keys: errors.JWKSMultipleMatchingKeys,
  checks: TokenChecks,
): Promise<JWTPayload> {
  for await (const key of keys) {
    try {
      return (await jwtVerify(token, key, checks)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

function withPem(publicKeyPem: string, checks: TokenChecks): VerifyToken {
  const keys = new Map<string, ReturnType<typeof importSPKI>>();
  return async (token) => {
    const { payload } = await jwtVerify(
      token,
      (header) => {
        // The key says which algorithm it is for; a header that names the other one fails to import.
        const algorithm = checks.algorithms.find((taken) => taken === header.alg);
        if (algorithm === undefined) throw new errors.JOSEAlgNotAllowed('algorithm not allowed');
        let key = keys.get(algorithm);
        if (key === undefined) {
          key = importSPKI(publicKeyPem, algorithm).catch((error: unknown) => {
            throw new errors.JWTInvalid('the key is not for this algorithm', { cause: error });
          });
          keys.set(algorithm, key);
        }
        return key;
      },
      checks,
    );
    return payload;
  };
}
