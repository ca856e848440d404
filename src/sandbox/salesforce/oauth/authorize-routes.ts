import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { authorizePage, refusalPage } from './authorize-page.js';
import { formOf } from './client-credentials.js';
import { findUser } from './oauth-context.js';
import type { OAuthContext } from './oauth-context.js';
import { OAuthError } from './oauth-error.js';
import { parseScopes } from './scopes.js';

const PATH = '/services/oauth2/authorize';

/** An authorize request whose app and redirect address are right: from here on refusals go back to the app. */
interface KnownRequest {
  readonly redirectUri: string;
  readonly state: string | null;
  readonly parameters: URLSearchParams;
}

/**
 * Registers the page where a person signs in. The sandbox asks for no password: it shows the org's active users, and a
 * click on one signs that user in.
 */
export function registerAuthorizeRoutes(server: FastifyInstance, context: OAuthContext): void {
  server.get(PATH, async (request, reply) => {
    context.countCall('GET', PATH);
    return withKnownApp(context, request, reply, (known) => {
      parseAuthorization(known.parameters);
      const users = context
        .org()
        .store.rows('User')
        .filter((user) => user.IsActive === true)
        .map((user) => ({
          username: String(user.Username),
          name: String(user.Name),
          title: String(user.Title ?? ''),
        }));
      return reply
        .type('text/html; charset=utf-8')
        .send(authorizePage({ action: `${PATH}?${known.parameters.toString()}`, users }));
    });
  });

  server.post(PATH, async (request, reply) => {
    context.countCall('POST', PATH);
    return withKnownApp(context, request, reply, (known) => {
      const authorization = parseAuthorization(known.parameters);
      const username = formOf(request).get('username') ?? '';
      const user = findUser(context, username);
      if (user === undefined)
        throw new OAuthError('access_denied', 'end-user denied authorization');
      if (user.IsActive !== true) throw new OAuthError('inactive_user', 'user is inactive');
      if (context.unapproved.has(username.toLowerCase())) {
        throw new OAuthError('invalid_app_access', 'user is not admin approved to access this app');
      }
      const code = context.codes.issue({
        ...authorization,
        userId: String(user.Id),
        redirectUri: known.redirectUri,
      });
      return sendBack(reply, known, { code });
    });
  });
}

/** A wrong app or redirect address is told to the person: an address that is not the app's gets nothing. */
function withKnownApp(
  context: OAuthContext,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (known: KnownRequest) => FastifyReply,
): FastifyReply {
  void reply.header('cache-control', 'no-store');
  const parameters = new URLSearchParams(request.url.split('?')[1] ?? '');
  const redirectUri = parameters.get('redirect_uri');
  const problem =
    parameters.get('client_id') !== context.app.clientId
      ? 'error=invalid_client_id&error_description=client identifier invalid'
      : redirectUri === null
        ? 'error=redirect_uri_missing&error_description=redirect_uri not provided'
        : isLoopback(redirectUri)
          ? null
          : 'error=redirect_uri_mismatch&error_description=redirect_uri must match configuration';
  if (problem !== null || redirectUri === null)
    return reply
      .code(400)
      .type('text/html; charset=utf-8')
      .send(refusalPage(problem ?? ''));
  const known = { redirectUri, state: parameters.get('state'), parameters };
  try {
    return work(known);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return sendBack(reply, known, { error: error.code, error_description: error.description });
  }
}

function parseAuthorization(parameters: URLSearchParams): {
  readonly scopes: readonly string[];
  readonly nonce: string | null;
  readonly codeChallenge: string | null;
} {
  if (parameters.get('response_type') !== 'code')
    throw new OAuthError('unsupported_response_type', 'response type not supported');
  const scopes = parseScopes(parameters.get('scope'));
  if (scopes === null)
    throw new OAuthError('invalid_scope', 'the requested scope is invalid, unknown, or malformed');
  const codeChallenge = parameters.get('code_challenge');
  if (codeChallenge !== null && parameters.get('code_challenge_method') !== 'S256')
    throw new OAuthError('invalid_request', 'code challenge method must be S256');
  return { scopes, nonce: parameters.get('nonce'), codeChallenge };
}

function sendBack(
  reply: FastifyReply,
  { redirectUri, state }: KnownRequest,
  answer: Readonly<Record<string, string>>,
): FastifyReply {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set('state', state);
  return reply.redirect(url.href, 302);
}

/** The sandbox's app is registered with every address of this machine. */
function isLoopback(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    (/^127(?:\.\d+){3}$/.test(url.hostname) ||
      url.hostname === 'localhost' ||
      url.hostname === '[::1]')
  );
}
