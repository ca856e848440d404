import type { AccessTokens } from '../access-tokens.js';
import { readSignedToken } from '../signed-token.js';
import type { StorageClock } from '../storage-clock.js';
import type { StorageRoute } from '../storage-route.js';
import { tokenError } from './refusals.js';

const LIFE_SECONDS = 3_992;
const MAX_ASSERTION_SECONDS = 60;

export interface BoxApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly enterpriseId: string;
  /** Signs what the app says of itself. */
  readonly publicKeyId: string;
  readonly publicKeyPem: string;
}

export interface Authorization {
  /** By an admin of the enterprise; again after every change of the app's rights. */
  isAuthorized: boolean;
}

const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export function tokenRoute(
  app: BoxApp,
  authorization: Authorization,
  tokens: AccessTokens<'service'>,
  clock: StorageClock,
): StorageRoute {
  const usedIds = new Set<unknown>();

  function checkCredentials(form: URLSearchParams): void {
    if (form.get('client_id') !== app.clientId || form.get('client_secret') !== app.clientSecret) {
      throw tokenError('invalid_client', 'The client credentials are invalid');
    }
  }

  function checkSubject(type: unknown, id: unknown): void {
    if (type !== 'enterprise' || id !== app.enterpriseId || !authorization.isAuthorized) {
      throw tokenError('invalid_grant', 'Grant credentials are invalid');
    }
  }

  function checkAssertion(form: URLSearchParams, ownUrl: string): void {
    const token = readSignedToken(form.get('assertion') ?? '');
    if (token === null) throw tokenError('invalid_request', 'The assertion is malformed');
    const { header, claims } = token;
    if (header.kid !== app.publicKeyId || !token.isSignedBy(app.publicKeyPem)) {
      throw tokenError('invalid_grant', "Please check the 'kid' claim.");
    }
    if (claims.iss !== app.clientId)
      throw tokenError('invalid_grant', "Please check the 'iss' claim.");
    if (claims.aud !== ownUrl && claims.aud !== 'https://api.box.com/oauth2/token') {
      throw tokenError('invalid_grant', "Please check the 'aud' claim.");
    }
    const nowSeconds = clock.now().getTime() / 1_000;
    const expires = Number(claims.exp);
    if (!(expires > nowSeconds) || expires > nowSeconds + MAX_ASSERTION_SECONDS) {
      throw tokenError('invalid_grant', "Please check the 'exp' claim.");
    }
    if (claims.jti === undefined || usedIds.has(claims.jti)) {
      throw tokenError('invalid_grant', "Please check the 'jti' claim.");
    }
    usedIds.add(claims.jti);
    if (claims.sub !== app.enterpriseId) {
      throw tokenError('invalid_grant', "Please check the 'sub' claim.");
    }
    checkSubject(claims.box_sub_type, claims.sub);
  }

  return {
    method: 'POST',
    path: '/oauth2/token',
    handle: ({ body, headers, query }) => {
      if (query.has('client_secret')) {
        throw tokenError('invalid_request', 'secrets belong into the body');
      }
      const form = new URLSearchParams(body.toString('utf8'));
      const grant = form.get('grant_type');
      if (grant !== 'client_credentials' && grant !== JWT_GRANT) {
        throw tokenError('unsupported_grant_type', 'Grant type is not supported');
      }
      checkCredentials(form);
      if (grant === JWT_GRANT) checkAssertion(form, `http://${headers.host ?? ''}/oauth2/token`);
      else checkSubject(form.get('box_subject_type'), form.get('box_subject_id'));
      return {
        status: 200,
        body: {
          access_token: tokens.issue('service', LIFE_SECONDS * 1_000),
          expires_in: LIFE_SECONDS,
          restricted_to: [],
          token_type: 'bearer',
        },
      };
    },
  };
}
