import { readSignedToken } from '../signed-token.js';
import type { SignedToken } from '../signed-token.js';
import type { StorageAnswer, StorageCall } from '../storage-route.js';
import { tokenRefusal } from './drive-error.js';
import type { DriveState } from './drive-state.js';

export interface ServiceAccount {
  readonly email: string;
  readonly projectId: string;
  /** By the id of the key. Deleted keys are taken out. */
  readonly publicKeysPem: Map<string, string>;
}

/** Whom a service account may act as, with which scopes; set in the admin console of the domain. */
export interface Delegation {
  readonly users: ReadonlySet<string>;
  readonly scopes: Set<string>;
}

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const LIFETIME_S = 3_600;
const CLOCK_SKEW_S = 300;
const KNOWN_SCOPE = /^https:\/\/www\.googleapis\.com\/auth\/[a-z.]+$/u;

/** `POST /token` with a signed assertion. */
export function answerToken(
  call: StorageCall,
  state: DriveState,
  account: ServiceAccount,
  delegation: Delegation,
  audiences: readonly string[],
): StorageAnswer {
  const form = new URLSearchParams(call.body.toString('utf8'));
  if (form.get('grant_type') !== JWT_BEARER) {
    throw tokenRefusal(
      400,
      'unsupported_grant_type',
      `Invalid grant_type: ${form.get('grant_type') ?? ''}`,
    );
  }
  const token = readSignedToken(form.get('assertion') ?? '');
  if (token === null) throw tokenRefusal(400, 'invalid_grant', 'Bad Request');
  if (token.claims.iss !== account.email) {
    throw tokenRefusal(400, 'invalid_grant', 'Invalid grant: account not found');
  }
  if (!isSigned(token, account)) {
    throw tokenRefusal(400, 'invalid_grant', 'Invalid JWT Signature.');
  }
  checkTimes(token, state.clock.now());
  if (!audiences.includes(String(token.claims.aud))) {
    throw tokenRefusal(
      400,
      'invalid_grant',
      'Invalid JWT: Failed audience check. The right audience is https://oauth2.googleapis.com/token',
    );
  }
  const { scope } = token.claims;
  const scopes = (typeof scope === 'string' ? scope : '').split(' ').filter((one) => one !== '');
  if (scopes.length === 0 || !scopes.every((scope) => KNOWN_SCOPE.test(scope))) {
    throw tokenRefusal(400, 'invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
  }
  const subject = subjectOf(token, scopes, delegation);
  const accessToken = state.tokens.issue(
    {
      email: subject ?? account.email,
      app: account.projectId,
      scopes,
      isServiceAccount: subject === null,
    },
    (LIFETIME_S - 1) * 1000,
  );
  return {
    status: 200,
    body: { access_token: accessToken, expires_in: LIFETIME_S - 1, token_type: 'Bearer' },
  };
}

function isSigned(token: SignedToken, { publicKeysPem }: ServiceAccount): boolean {
  const { kid, alg } = token.header;
  if (alg !== 'RS256') return false;
  const keys =
    kid === undefined
      ? [...publicKeysPem.values()]
      : [publicKeysPem.get(typeof kid === 'string' ? kid : '')];
  return keys.some((key) => key !== undefined && token.isSignedBy(key));
}

function checkTimes({ claims }: SignedToken, now: Date): void {
  const nowS = now.getTime() / 1000;
  const [issuedS, endsS] = [Number(claims.iat), Number(claims.exp)];
  const isReasonable =
    issuedS <= nowS + CLOCK_SKEW_S && endsS > nowS - CLOCK_SKEW_S && endsS - issuedS <= LIFETIME_S;
  if (!isReasonable) {
    throw tokenRefusal(
      400,
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    );
  }
}

function subjectOf(
  { claims }: SignedToken,
  scopes: readonly string[],
  delegation: Delegation,
): string | null {
  const { sub } = claims;
  if (typeof sub !== 'string' || sub === claims.iss) return null;
  if (!scopes.every((scope) => delegation.scopes.has(scope))) {
    throw tokenRefusal(
      401,
      'unauthorized_client',
      'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
    );
  }
  if (!delegation.users.has(sub)) {
    throw tokenRefusal(400, 'invalid_grant', 'Invalid email or User ID');
  }
  return sub;
}
