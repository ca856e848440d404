import { createRemoteJWKSet, customFetch, errors, importSPKI, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyOptions, RemoteJWKSet } from 'jose';

/** Where the keys come from that may sign a token: never from the token itself. */
export type TokenKey = { readonly jwksUrl: string } | { readonly publicKeyPem: string };

/** Pinned, so that a token can't choose how it is checked. */
type TokenAlgorithm = 'RS256' | 'ES256';

interface TokenChecks extends JWTVerifyOptions {
  readonly algorithms: TokenAlgorithm[];
}

/** @throws an error that `isInvalidToken` tells from a key set that can't be read. */
export type VerifyToken = (token: string) => Promise<JWTPayload>;

const KEY_SET_TIMEOUT_MS = 5_000;
const MAX_KEY_SET_BYTES = 256 * 1_024;

/** Builds the check of signature and claims with one source of keys; a key set is fetched when first needed, then kept. */
export function createTokenVerifier(key: TokenKey, checks: TokenChecks): VerifyToken {
  if ('publicKeyPem' in key) return withPem(key.publicKeyPem, checks);
  const keySet = createRemoteJWKSet(new URL(key.jwksUrl), {
    timeoutDuration: KEY_SET_TIMEOUT_MS,
    [customFetch]: async (url, options) => boundedAnswer(await fetch(url, options)),
  });
  return withKeySet(keySet, checks);
}

/** The token's fault, as against a key set that can't be fetched. */
export function isInvalidToken(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
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

/** Key sets are small; what is not would only fill the memory. */
async function boundedAnswer(answer: Response): Promise<Response> {
  if (answer.body === null || answer.status !== 200) {
    await answer.body?.cancel();
    return answer;
  }
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  const body: AsyncIterable<Uint8Array> = answer.body;
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength;
    // Leaving the loop ends the transfer.
    if (sizeBytes > MAX_KEY_SET_BYTES) throw new errors.JWKSInvalid('The key set is too large.');
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks));
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
