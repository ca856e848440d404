import type { AccessTokens } from '../access-tokens.js';
import type { StorageAnswer, StorageRoute } from '../storage-route.js';

const LIFE_SECONDS = 14_400;

export interface DropboxApp {
  readonly appKey: string;
  readonly appSecret: string;
  readonly refreshToken: string;
}

/** Whether the person who linked the app has taken it back. */
export interface Link {
  isRevoked: boolean;
}

export function tokenRoute(
  app: DropboxApp,
  link: Link,
  tokens: AccessTokens<'member' | 'team'>,
  owner: 'member' | 'team',
): StorageRoute {
  return {
    method: 'POST',
    path: '/oauth2/token',
    handle: ({ query, headers, body }) => {
      // The vendor takes it; here it shows that a secret ended in a URL, where logs keep it.
      if (query.has('client_secret') || query.has('refresh_token')) {
        return refusal('invalid_request', 'secrets belong into the body');
      }
      const form = new URLSearchParams(body.toString('utf8'));
      if (form.get('grant_type') !== 'refresh_token') {
        return refusal('unsupported_grant_type', 'grant_type must be refresh_token');
      }
      const [key, secret] = clientOf(headers.authorization, form);
      if (key !== app.appKey || secret !== app.appSecret) {
        return refusal('invalid_client', 'Invalid client_id or client_secret');
      }
      if (form.get('refresh_token') !== app.refreshToken || link.isRevoked) {
        return refusal('invalid_grant', 'refresh token is invalid or revoked');
      }
      return {
        status: 200,
        body: {
          access_token: tokens.issue(owner, LIFE_SECONDS * 1_000),
          token_type: 'bearer',
          expires_in: LIFE_SECONDS,
        },
      };
    },
  };
}

function clientOf(
  authorization: string | undefined,
  form: URLSearchParams,
): (string | null | undefined)[] {
  const basic = /^Basic (\S+)$/u.exec(authorization ?? '')?.[1];
  if (basic === undefined) return [form.get('client_id'), form.get('client_secret')];
  return Buffer.from(basic, 'base64').toString('utf8').split(':');
}

function refusal(error: string, description: string): StorageAnswer {
  return { status: 400, body: { error, error_description: description } };
}
