import { createHash, createHmac, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { SObjectRecord } from '../schema/types.js';
import type { Session } from '../sessions.js';
import { clientOf, formOf, hasClientCredentials } from './client-credentials.js';
import { userOfAssertion } from './jwt-assertion.js';
import { findUser, identityUrl } from './oauth-context.js';
import type { OAuthContext } from './oauth-context.js';
import { OAuthError } from './oauth-error.js';
import { allowsRefresh, SERVER_SCOPES } from './scopes.js';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Registers what apps call: token, introspection and revocation. */
export function registerTokenRoutes(server: FastifyInstance, context: OAuthContext): void {
  const publicKey = createPublicKey(context.app.publicKeyPem);

  server.post('/services/oauth2/token', async (request, reply) => {
    context.countCall('POST', '/services/oauth2/token');
    void reply.header('cache-control', 'no-store');
    try {
      return await issueToken(context, publicKey, request);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      return reply.code(400).send({ error: error.code, error_description: error.description });
    }
  });

  server.post('/services/oauth2/introspect', async (request, reply) => {
    context.countCall('POST', '/services/oauth2/introspect');
    const form = formOf(request);
    if (!hasClientCredentials(context.app, request, form)) {
      return reply
        .code(401)
        .send({ error: 'invalid_client', error_description: 'invalid client credentials' });
    }
    const session = context.sessions.find(form.get('token') ?? '');
    return session === null ? { active: false } : introspection(context, session);
  });

  server.post('/services/oauth2/revoke', async (request, reply) => {
    context.countCall('POST', '/services/oauth2/revoke');
    const token = formOf(request).get('token') ?? '';
    if (context.refreshTokens.revoke(token)) return reply.code(200).send();
    if (context.sessions.find(token) === null) {
      return reply.code(400).send({
        error: 'unsupported_token_type',
        error_description: 'this token type is not supported',
      });
    }
    context.sessions.revoke(token);
    return reply.code(200).send();
  });
}

async function issueToken(
  context: OAuthContext,
  publicKey: KeyObject,
  request: FastifyRequest,
): Promise<object> {
  const form = formOf(request);
  switch (form.get('grant_type')) {
    case JWT_BEARER: {
      const user = await userOfAssertion(context, publicKey, form.get('assertion') ?? '');
      return startSession(context, user, SERVER_SCOPES).answer;
    }
    case 'client_credentials':
      return byClientCredentials(context, request, form);
    case 'authorization_code':
      return byAuthorizationCode(context, request, form);
    case 'refresh_token':
      return byRefreshToken(context, request, form);
    case null:
    default:
      throw new OAuthError('unsupported_grant_type', 'grant type not supported');
  }
}

function byClientCredentials(
  context: OAuthContext,
  request: FastifyRequest,
  form: URLSearchParams,
): object {
  checkClientId(context, request, form);
  if (!hasClientCredentials(context.app, request, form))
    throw new OAuthError('invalid_client', 'invalid client credentials');
  const user = findUser(context, context.app.runAsUsername);
  if (user?.IsActive !== true)
    throw new OAuthError('invalid_grant', 'no client credentials user enabled');
  return { ...startSession(context, user, SERVER_SCOPES).answer, token_format: 'opaque' };
}

async function byAuthorizationCode(
  context: OAuthContext,
  request: FastifyRequest,
  form: URLSearchParams,
): Promise<object> {
  checkClientId(context, request, form);
  // Spent by the attempt, whatever comes of it: a stolen code can't be tried with one verifier after the other.
  const authorization = context.codes.redeem(form.get('code') ?? '');
  if (authorization === null) throw new OAuthError('invalid_grant', 'expired authorization code');
  checkSecret(context, request, form, { isOptional: authorization.codeChallenge !== null });
  if (form.get('redirect_uri') !== authorization.redirectUri)
    throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  if (
    authorization.codeChallenge !== null &&
    challengeOf(form.get('code_verifier') ?? '') !== authorization.codeChallenge
  )
    throw new OAuthError('invalid_grant', 'invalid code verifier');
  const user = activeUser(context, authorization.userId);
  const { scopes } = authorization;
  const { answer, session } = startSession(context, user, scopes);
  return {
    ...answer,
    ...(allowsRefresh(scopes)
      ? { refresh_token: context.refreshTokens.issue({ userId: String(user.Id), scopes }) }
      : {}),
    ...(await idTokenOf(context, user, session, authorization.nonce)),
  };
}

async function byRefreshToken(
  context: OAuthContext,
  request: FastifyRequest,
  form: URLSearchParams,
): Promise<object> {
  checkClientId(context, request, form);
  checkSecret(context, request, form, { isOptional: true });
  const approval = context.refreshTokens.use(form.get('refresh_token') ?? '');
  if (approval === null) throw new OAuthError('invalid_grant', 'expired access/refresh token');
  const user = activeUser(context, approval.userId);
  const { answer, session } = startSession(context, user, approval.scopes);
  return {
    ...answer,
    ...(approval.successor === null ? {} : { refresh_token: approval.successor }),
    ...(await idTokenOf(context, user, session, null)),
  };
}

function checkClientId(
  context: OAuthContext,
  request: FastifyRequest,
  form: URLSearchParams,
): void {
  if (clientOf(request, form).clientId !== context.app.clientId)
    throw new OAuthError('invalid_client_id', 'client identifier invalid');
}

/** A secret may be missing where it is optional; a wrong one is never forgiven. */
function checkSecret(
  context: OAuthContext,
  request: FastifyRequest,
  form: URLSearchParams,
  { isOptional }: { readonly isOptional: boolean },
): void {
  if (isOptional && clientOf(request, form).clientSecret === '') return;
  if (!hasClientCredentials(context.app, request, form))
    throw new OAuthError('invalid_client', 'invalid client credentials');
}

function activeUser(context: OAuthContext, userId: string): SObjectRecord {
  const user = context.org().store.find('User', userId);
  if (user?.IsActive !== true) throw new OAuthError('inactive_user', 'user is inactive');
  return user;
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function startSession(
  context: OAuthContext,
  user: SObjectRecord,
  scopes: readonly string[],
): { readonly session: Session; readonly answer: object } {
  const session = context.sessions.start(String(user.Id), context.app.clientId, scopes);
  const id = identityUrl(context, user);
  const issuedAt = String(session.startedAtMs);
  // No expires_in: an opaque token lives as long as the session policy says, and nobody is told.
  const answer = {
    access_token: session.token,
    signature: createHmac('sha256', context.app.clientSecret)
      .update(id + issuedAt)
      .digest('base64'),
    scope: scopes.join(' '),
    instance_url: context.instanceUrl(),
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
  return { session, answer };
}

async function idTokenOf(
  context: OAuthContext,
  user: SObjectRecord,
  session: Session,
  nonce: string | null,
): Promise<object> {
  if (!session.scopes.includes('openid')) return {};
  const idToken = await context.idTokens.sign({
    issuer: context.loginUrl(),
    audience: session.clientId,
    subject: identityUrl(context, user),
    nonce,
    accessToken: session.token,
    now: context.now(),
  });
  return { id_token: idToken };
}

function introspection(context: OAuthContext, session: Session): object {
  const user = context.org().store.find('User', session.userId);
  return {
    active: true,
    scope: session.scopes.join(' '),
    client_id: session.clientId,
    username: user?.Username ?? null,
    sub: user === undefined ? null : identityUrl(context, user),
    token_type: 'access_token',
    exp: Math.floor(session.expiresAtMs / 1000),
    iat: Math.floor(session.startedAtMs / 1000),
    nbf: Math.floor(session.startedAtMs / 1000),
  };
}
