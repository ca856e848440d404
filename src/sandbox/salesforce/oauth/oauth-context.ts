import type { Org } from '../org.js';
import type { SObjectRecord } from '../schema/types.js';
import type { Sessions } from '../sessions.js';
import type { AuthorizationCodes } from './authorization-codes.js';
import type { IdTokenSigner } from './id-token.js';
import type { RefreshTokens } from './refresh-tokens.js';

/** The app as an administrator registered it. */
export interface ConnectedApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM of the public key or of the certificate registered with the app. */
  readonly publicKeyPem: string;
  /** The run-as user of the client credentials flow. */
  readonly runAsUsername: string;
}

/** What the sign-in endpoints work with. */
export interface OAuthContext {
  readonly app: ConnectedApp;
  readonly org: () => Org;
  readonly sessions: Sessions;
  readonly codes: AuthorizationCodes;
  readonly refreshTokens: RefreshTokens;
  readonly idTokens: IdTokenSigner;
  readonly unapproved: ReadonlySet<string>;
  /** Where users and apps sign in; it stays what it is. */
  readonly loginUrl: () => string;
  /** Where the API is, as token answers name it; it may move. */
  readonly instanceUrl: () => string;
  readonly now: () => Date;
  readonly countCall: (method: string, route: string) => void;
}

export function findUser(context: OAuthContext, username: string): SObjectRecord | undefined {
  const wanted = username.toLowerCase();
  return context
    .org()
    .store.rows('User')
    .find((user) => String(user.Username).toLowerCase() === wanted);
}

/** Who a user is, as a URL: `id` of token answers and `sub` of everything about them. */
export function identityUrl(context: OAuthContext, user: SObjectRecord): string {
  return `${context.loginUrl()}/id/${context.org().id}/${String(user.Id)}`;
}
