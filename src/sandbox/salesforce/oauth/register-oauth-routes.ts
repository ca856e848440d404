import type { FastifyInstance } from 'fastify';

import { AuthorizationCodes } from './authorization-codes.js';
import { registerAuthorizeRoutes } from './authorize-routes.js';
import { IdTokenSigner } from './id-token.js';
import type { OAuthContext } from './oauth-context.js';
import { registerOpenIdRoutes } from './openid-routes.js';
import { RefreshTokens } from './refresh-tokens.js';
import { registerTokenRoutes } from './token-routes.js';
import { registerUserRoutes } from './user-routes.js';

type Settings = Omit<OAuthContext, 'codes' | 'refreshTokens' | 'idTokens'> & {
  /** Gives a new refresh token with each use. */
  readonly rotatesRefreshTokens: boolean;
};

/** Everything about signing in: for servers, for people in a browser, and OpenID Connect on top. */
export function registerOAuthRoutes(server: FastifyInstance, settings: Settings): void {
  const context: OAuthContext = {
    ...settings,
    codes: new AuthorizationCodes(settings.now),
    refreshTokens: new RefreshTokens(settings.rotatesRefreshTokens),
    idTokens: new IdTokenSigner(),
  };
  registerOpenIdRoutes(server, context);
  registerAuthorizeRoutes(server, context);
  registerTokenRoutes(server, context);
  registerUserRoutes(server, context);
}
