import { decodeJwt, errors } from 'jose';
import type { JWTPayload } from 'jose';
import type { Clock } from '../domain/clock.js';
import { toRecordId18 } from '../domain/opportunity-id.js';
import { createTokenVerifier, isSignedByAnother } from './verify-token.js';
import type { TokenKey, VerifyToken } from './verify-token.js';

/** An org that may sign tokens of its users, and one key of it; an org whose key is being replaced stands twice. */
export interface OrgKey {
  /** 18 characters. */
  readonly orgId: string;
  readonly key: TokenKey;
}

export interface OrgTokens {
  /** Whether the token says that it is of an org; nothing about it is proven yet. */
  claimsOrg(token: string): boolean;
  /** @throws as `VerifyToken` does, for a token of an org that is not on the list too. */
  verify: VerifyToken;
}

/** Orgs and servers keep their time by NTP; a minute covers what is usual between two companies. */
const CLOCK_TOLERANCE_S = 60;
/** Orgs sign a token for each use. One that is good for longer is a mistake, and worth stealing. */
const MAX_LIFETIME_S = 10 * 60;

/**
 * Tokens that a Salesforce org signs for its users. The list of orgs, by their ids, is all that is trusted: an attacker's own
 * org signs perfectly valid tokens, so an org's key counts for that org alone, and no address is taken from a token.
 */
export function createOrgTokens(orgs: {
  readonly keys: readonly OrgKey[];
  readonly audience: string;
  readonly clock: Clock;
}): OrgTokens {
  const verifiers = new Map<string, VerifyToken[]>();
  for (const { orgId, key } of orgs.keys) {
    const checks = {
      algorithms: ['RS256' as const],
      audience: orgs.audience,
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ['sub', 'exp', 'aud', 'org_id'],
    };
    const verifier = createTokenVerifier(key, checks, orgs.clock);
    verifiers.set(orgId, [...(verifiers.get(orgId) ?? []), verifier]);
  }

  return {
    claimsOrg: (token) => 'org_id' in decoded(token),
    async verify(token) {
      const orgId = orgOf(decoded(token));
      const ofOrg = orgId === null ? undefined : verifiers.get(orgId);
      if (ofOrg === undefined) throw new errors.JWTInvalid('the org is not on the list');
      const payload = await verifyWithEither(ofOrg, token);
      requireShortLife(payload);
      return payload;
    },
  };
}

/** The org of a token's claims, in the 18-character form; null when there is none or it is malformed. */
export function orgOf(payload: JWTPayload): string | null {
  return typeof payload['org_id'] === 'string' ? toRecordId18(payload['org_id']) : null;
}

async function verifyWithEither(
  verifiers: readonly VerifyToken[],
  token: string,
): Promise<JWTPayload> {
  let failure: unknown;
  for (const verify of verifiers) {
    try {
      return await verify(token);
    } catch (error) {
      // What is wrong beside the signature is wrong with every key; a key set that is down must not hide a good one.
      failure = failure === undefined || isSignedByAnother(failure) ? error : failure;
    }
  }
  throw failure;
}

function requireShortLife({ exp = 0 }: JWTPayload): void {
  const nowS = Math.floor(Date.now() / 1_000);
  if (exp > nowS + MAX_LIFETIME_S) throw new errors.JWTInvalid('the token expires too late');
}

/** What the token says of itself; nothing for text that is no token. */
function decoded(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}
