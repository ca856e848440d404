import type { KeyObject } from 'node:crypto';

import { decodeJwt, errors, jwtVerify } from 'jose';

import type { SObjectRecord } from '../schema/types.js';
import { findUser } from './oauth-context.js';
import type { OAuthContext } from './oauth-context.js';
import { OAuthError } from './oauth-error.js';

const LOGIN_HOSTS = ['https://login.salesforce.com', 'https://test.salesforce.com'];
/** An assertion may not be valid further ahead than this. */
const MAX_ASSERTION_LIFETIME_MS = 5 * 60 * 1000;

/** Checks the assertion as the token endpoint does: app, signature, time, audience, then the user. */
export async function userOfAssertion(
  context: OAuthContext,
  publicKey: KeyObject,
  assertion: string,
): Promise<SObjectRecord> {
  let issuer: string | undefined;
  try {
    issuer = decodeJwt(assertion).iss;
  } catch {
    // Not a JWT at all.
    throw new OAuthError('invalid_grant', 'invalid assertion');
  }
  if (issuer !== context.app.clientId)
    throw new OAuthError('invalid_client_id', 'client identifier invalid');
  const now = context.now();
  const claims = await jwtVerify(assertion, publicKey, {
    algorithms: ['RS256'],
    currentDate: now,
  }).then(
    ({ payload }) => payload,
    (error: unknown) => {
      const expired = error instanceof errors.JWTExpired;
      throw new OAuthError(
        'invalid_grant',
        expired ? 'expired authorization code' : 'invalid assertion',
      );
    },
  );
  // An `exp` in milliseconds lands here too.
  if (claims.exp === undefined || claims.exp * 1000 > now.getTime() + MAX_ASSERTION_LIFETIME_MS) {
    throw new OAuthError('invalid_grant', 'expired authorization code');
  }
  const audiences = [claims.aud ?? []].flat();
  const accepted = [context.loginUrl(), ...LOGIN_HOSTS];
  if (!audiences.some((audience) => accepted.includes(audience))) {
    throw new OAuthError('invalid_grant', 'audience is invalid');
  }
  const username = claims.sub ?? '';
  const user = findUser(context, username);
  // An unknown user is answered like an unapproved one, so that usernames can't be tried out.
  if (user === undefined || context.unapproved.has(username.toLowerCase())) {
    throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  }
  if (user.IsActive !== true) throw new OAuthError('invalid_grant', 'inactive user');
  return user;
}
