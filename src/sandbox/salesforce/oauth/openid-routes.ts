import type { FastifyInstance } from 'fastify';

import type { OAuthContext } from './oauth-context.js';
import { SCOPES } from './scopes.js';

/** Registers discovery and the key set that signs ID tokens. */
export function registerOpenIdRoutes(server: FastifyInstance, context: OAuthContext): void {
  server.get('/.well-known/openid-configuration', async () => {
    context.countCall('GET', '/.well-known/openid-configuration');
    return discovery(context.loginUrl());
  });
  server.get('/id/keys', async () => {
    context.countCall('GET', '/id/keys');
    return { keys: [await context.idTokens.publicJwk()] };
  });
}

function discovery(url: string): object {
  return {
    issuer: url,
    authorization_endpoint: `${url}/services/oauth2/authorize`,
    token_endpoint: `${url}/services/oauth2/token`,
    revocation_endpoint: `${url}/services/oauth2/revoke`,
    userinfo_endpoint: `${url}/services/oauth2/userinfo`,
    jwks_uri: `${url}/id/keys`,
    introspection_endpoint: `${url}/services/oauth2/introspect`,
    scopes_supported: SCOPES,
    response_types_supported: ['code'],
    grant_types_supported: [
      'authorization_code',
      'refresh_token',
      'client_credentials',
      'urn:ietf:params:oauth:grant-type:jwt-bearer',
    ],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    display_values_supported: ['page', 'popup', 'touch'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    claims_supported: [
      'active',
      'email',
      'email_verified',
      'family_name',
      'given_name',
      'is_app_installed',
      'language',
      'locale',
      'name',
      'nickname',
      'organization_id',
      'preferred_username',
      'profile',
      'sub',
      'updated_at',
      'urls',
      'user_id',
      'user_type',
      'zoneinfo',
    ],
    code_challenge_methods_supported: ['S256'],
  };
}
