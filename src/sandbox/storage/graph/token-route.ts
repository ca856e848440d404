import type { AccessTokens } from '../access-tokens.js';
import { readSignedToken } from '../signed-token.js';
import type { StorageClock } from '../storage-clock.js';
import type { StorageRoute } from '../storage-route.js';
import { loginError } from './refusals.js';

const LIFE_SECONDS = 3_599;
const MAX_ASSERTION_SECONDS = 600;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface GraphApp {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The certificate that was uploaded for the app: SHA-1 and SHA-256 of its DER, in base64url, and its key. */
export interface AppCertificate {
  readonly x5t: string;
  readonly x5tS256: string;
  readonly publicKeyPem: string;
}

/** What may be changed while the emulator runs. */
export interface SignInSettings {
  certificate: AppCertificate | null;
  isSecretExpired: boolean;
}

export function tokenRoute(
  app: GraphApp,
  settings: SignInSettings,
  tokens: AccessTokens<'app'>,
  clock: StorageClock,
): StorageRoute {
  return {
    method: 'POST',
    path: '/:tenant/oauth2/v2.0/token',
    handle: ({ params, headers, body, query }) => {
      if (params.tenant !== app.tenantId) {
        throw loginError(
          400,
          'invalid_request',
          90002,
          `Tenant '${params.tenant ?? ''}' not found.`,
        );
      }
      if (query.has('client_secret')) {
        throw loginError(400, 'invalid_request', 900144, 'Secrets belong into the body.');
      }
      const form = new URLSearchParams(body.toString('utf8'));
      if (form.get('grant_type') !== 'client_credentials') {
        throw loginError(400, 'unsupported_grant_type', 70003, 'The grant type is not supported.');
      }
      if (form.get('client_id') !== app.clientId) {
        throw loginError(
          400,
          'unauthorized_client',
          700016,
          'Application was not found in the directory.',
        );
      }
      if (form.get('scope') !== 'https://graph.microsoft.com/.default') {
        throw loginError(400, 'invalid_scope', 70011, 'The provided scope is not valid.');
      }
      if (form.has('client_assertion')) {
        const url = `http://${headers.host ?? ''}/${app.tenantId}/oauth2/v2.0/token`;
        checkAssertion(app, settings.certificate, form, url, clock);
      } else if (form.get('client_secret') !== app.clientSecret) {
        throw loginError(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
      } else if (settings.isSecretExpired) {
        throw loginError(
          401,
          'invalid_client',
          7000222,
          'The provided client secret keys are expired.',
        );
      }
      return {
        status: 200,
        body: {
          token_type: 'Bearer',
          expires_in: LIFE_SECONDS,
          ext_expires_in: LIFE_SECONDS,
          access_token: tokens.issue('app', LIFE_SECONDS * 1_000),
        },
      };
    },
  };
}

function checkAssertion(
  app: GraphApp,
  certificate: AppCertificate | null,
  form: URLSearchParams,
  url: string,
  clock: StorageClock,
): void {
  const refused = (text: string) => loginError(401, 'invalid_client', 700027, text);
  const token = readSignedToken(form.get('client_assertion') ?? '');
  if (
    form.get('client_assertion_type') !== ASSERTION_TYPE ||
    token === null ||
    certificate === null
  ) {
    throw refused('The certificate is not registered on the application.');
  }
  const { header, claims } = token;
  const isNamed = header.x5t === certificate.x5t || header['x5t#S256'] === certificate.x5tS256;
  if (!isNamed || !token.isSignedBy(certificate.publicKeyPem)) {
    throw refused('Client assertion failed signature validation.');
  }
  const publicUrl = `https://login.microsoftonline.com/${app.tenantId}/oauth2/v2.0/token`;
  if (claims.aud !== url && claims.aud !== publicUrl) {
    throw loginError(
      401,
      'invalid_client',
      700023,
      'Client assertion audience claim does not match.',
    );
  }
  if (
    claims.iss !== app.clientId ||
    claims.sub !== app.clientId ||
    typeof claims.jti !== 'string'
  ) {
    throw loginError(
      401,
      'invalid_client',
      700021,
      'Client assertion claims do not match the client.',
    );
  }
  const nowSeconds = clock.now().getTime() / 1_000;
  const expires = Number(claims.exp);
  if (!(expires > nowSeconds) || expires > nowSeconds + MAX_ASSERTION_SECONDS) {
    throw loginError(
      401,
      'invalid_client',
      700024,
      'Client assertion is not within its valid time range.',
    );
  }
}
