import { createHmac, createPublicKey, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decodeJwt, errors, jwtVerify } from 'jose';

import type { Org } from './org.js';
import type { SObjectRecord } from './schema/types.js';
import { bearerToken } from './sessions.js';
import type { Session, Sessions } from './sessions.js';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const LOGIN_HOSTS = ['https://login.salesforce.com', 'https://test.salesforce.com'];
/** An assertion may not be valid further ahead than this. */
const MAX_ASSERTION_LIFETIME_MS = 5 * 60 * 1000;
const SCOPE = 'api id';

interface ConnectedApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM of the public key or of the certificate registered with the app. */
  readonly publicKeyPem: string;
  /** The run-as user of the client credentials flow. */
  readonly runAsUsername: string;
}

interface OAuthDeps {
  readonly app: ConnectedApp;
  readonly org: () => Org;
  readonly sessions: Sessions;
  readonly unapproved: ReadonlySet<string>;
  readonly instanceUrl: () => string;
  readonly now: () => Date;
  readonly countCall: (method: string, route: string) => void;
}

/** A refusal as the OAuth endpoints state it: an object, not the API's array. */
class OAuthError extends Error {
  constructor(
    readonly code: string,
    readonly description: string,
  ) {
    super(description);
  }
}

/** Registers the token, user info, introspection, revocation and identity endpoints. */
export function registerOAuthRoutes(server: FastifyInstance, deps: OAuthDeps): void {
  const publicKey = createPublicKey(deps.app.publicKeyPem);

  server.post('/services/oauth2/token', async (request, reply) => {
    deps.countCall('POST', '/services/oauth2/token');
    void reply.header('cache-control', 'no-store');
    try {
      return await issueToken(deps, publicKey, request);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      return reply.code(400).send({ error: error.code, error_description: error.description });
    }
  });

  server.route({
    method: ['GET', 'POST'],
    url: '/services/oauth2/userinfo',
    handler: async (request, reply) => {
      deps.countCall(request.method, '/services/oauth2/userinfo');
      const user = userOfToken(deps, request, reply);
      return user === null ? reply : userInfo(deps, user);
    },
  });

  server.post('/services/oauth2/introspect', async (request, reply) => {
    deps.countCall('POST', '/services/oauth2/introspect');
    const form = formOf(request);
    if (!hasClientCredentials(deps.app, request, form)) {
      return reply
        .code(401)
        .send({ error: 'invalid_client', error_description: 'invalid client credentials' });
    }
    const session = deps.sessions.find(form.get('token') ?? '');
    return session === null ? { active: false } : introspection(deps, session);
  });

  server.post('/services/oauth2/revoke', async (request, reply) => {
    deps.countCall('POST', '/services/oauth2/revoke');
    const token = formOf(request).get('token') ?? '';
    if (deps.sessions.find(token) === null) {
      return reply.code(400).send({
        error: 'unsupported_token_type',
        error_description: 'this token type is not supported',
      });
    }
    deps.sessions.revoke(token);
    return reply.code(200).send();
  });

  server.get<{ Params: { org: string; user: string } }>(
    '/id/:org/:user',
    async (request, reply) => {
      deps.countCall('GET', '/id/:org/:user');
      const user = userOfToken(deps, request, reply);
      if (user === null) return reply;
      if (request.params.org !== deps.org().id)
        return reply.code(403).type('text/plain').send('Wrong_Org');
      if (request.params.user !== user.Id) return reply.code(403).type('text/plain').send('Bad_Id');
      return identity(deps, user);
    },
  );
}

async function issueToken(
  deps: OAuthDeps,
  publicKey: KeyObject,
  request: FastifyRequest,
): Promise<object> {
  const form = formOf(request);
  const grantType = form.get('grant_type');
  if (grantType === JWT_BEARER) {
    const user = await userOfAssertion(deps, publicKey, form.get('assertion') ?? '');
    return tokenResponse(deps, user);
  }
  if (grantType === 'client_credentials') {
    const { clientId } = clientOf(request, form);
    if (clientId !== deps.app.clientId)
      throw new OAuthError('invalid_client_id', 'client identifier invalid');
    if (!hasClientCredentials(deps.app, request, form)) {
      throw new OAuthError('invalid_client', 'invalid client credentials');
    }
    const user = findUser(deps, deps.app.runAsUsername);
    if (user?.IsActive !== true)
      throw new OAuthError('invalid_grant', 'no client credentials user enabled');
    return { ...tokenResponse(deps, user), token_format: 'opaque' };
  }
  throw new OAuthError('unsupported_grant_type', 'grant type not supported');
}

/** Checks the assertion as the token endpoint does: app, signature, time, audience, then the user. */
async function userOfAssertion(
  deps: OAuthDeps,
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
  if (issuer !== deps.app.clientId)
    throw new OAuthError('invalid_client_id', 'client identifier invalid');
  const now = deps.now();
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
  const accepted = [deps.instanceUrl(), ...LOGIN_HOSTS];
  if (!audiences.some((audience) => accepted.includes(audience))) {
    throw new OAuthError('invalid_grant', 'audience is invalid');
  }
  const username = claims.sub ?? '';
  const user = findUser(deps, username);
  // An unknown user is answered like an unapproved one, so that usernames can't be tried out.
  if (user === undefined || deps.unapproved.has(username.toLowerCase())) {
    throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  }
  if (user.IsActive !== true) throw new OAuthError('invalid_grant', 'inactive user');
  return user;
}

function tokenResponse(deps: OAuthDeps, user: SObjectRecord): object {
  const session = deps.sessions.start(String(user.Id), deps.app.clientId);
  const id = identityUrl(deps, user);
  const issuedAt = String(session.startedAtMs);
  // No expires_in: an opaque token lives as long as the session policy says, and nobody is told.
  return {
    access_token: session.token,
    signature: createHmac('sha256', deps.app.clientSecret)
      .update(id + issuedAt)
      .digest('base64'),
    scope: SCOPE,
    instance_url: deps.instanceUrl(),
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
}

function introspection(deps: OAuthDeps, session: Session): object {
  const user = deps.org().store.find('User', session.userId);
  return {
    active: true,
    scope: SCOPE,
    client_id: session.clientId,
    username: user?.Username ?? null,
    sub: user === undefined ? null : identityUrl(deps, user),
    token_type: 'access_token',
    exp: Math.floor(session.expiresAtMs / 1000),
    iat: Math.floor(session.startedAtMs / 1000),
    nbf: Math.floor(session.startedAtMs / 1000),
  };
}

function userInfo(deps: OAuthDeps, user: SObjectRecord): object {
  const url = deps.instanceUrl();
  return {
    sub: identityUrl(deps, user),
    user_id: user.Id,
    organization_id: deps.org().id,
    preferred_username: user.Username,
    nickname: user.Alias,
    name: user.Name,
    email: user.Email,
    email_verified: true,
    given_name: user.FirstName,
    family_name: user.LastName,
    zoneinfo: user.TimeZoneSidKey,
    profile: `${url}/${String(user.Id)}`,
    urls: restUrls(url),
    active: user.IsActive,
    user_type: 'STANDARD',
    language: user.LanguageLocaleKey,
    locale: user.LocaleSidKey,
    updated_at: user.LastModifiedDate,
    is_app_installed: true,
  };
}

function identity(deps: OAuthDeps, user: SObjectRecord): object {
  return {
    id: identityUrl(deps, user),
    asserted_user: true,
    user_id: user.Id,
    organization_id: deps.org().id,
    username: user.Username,
    nick_name: user.Alias,
    display_name: user.Name,
    email: user.Email,
    email_verified: true,
    first_name: user.FirstName,
    last_name: user.LastName,
    timezone: user.TimeZoneSidKey,
    urls: restUrls(deps.instanceUrl()),
    active: user.IsActive,
    user_type: 'STANDARD',
    language: user.LanguageLocaleKey,
    locale: user.LocaleSidKey,
    last_modified_date: user.LastModifiedDate,
    is_app_installed: true,
  };
}

/** The braces are literal: the caller puts its version there. */
function restUrls(url: string): object {
  return {
    rest: `${url}/services/data/v{version}/`,
    sobjects: `${url}/services/data/v{version}/sobjects/`,
    query: `${url}/services/data/v{version}/query/`,
    custom_domain: url,
  };
}

function identityUrl(deps: OAuthDeps, user: SObjectRecord): string {
  return `${deps.instanceUrl()}/id/${deps.org().id}/${String(user.Id)}`;
}

function findUser(deps: OAuthDeps, username: string): SObjectRecord | undefined {
  const wanted = username.toLowerCase();
  return deps
    .org()
    .store.rows('User')
    .find((user) => String(user.Username).toLowerCase() === wanted);
}

/** Answers 403 with a short plain text itself and gives `null` when the token is missing or dead. */
function userOfToken(
  deps: OAuthDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): SObjectRecord | null {
  const inUrl = new URLSearchParams(request.url.split('?')[1] ?? '').get('oauth_token');
  const token = bearerToken(request.headers.authorization) ?? inUrl;
  const session = token === null ? null : deps.sessions.find(token);
  const user = session === null ? undefined : deps.org().store.find('User', session.userId);
  if (user?.IsActive === true) return user;
  void reply
    .code(403)
    .type('text/plain')
    .send(token === null ? 'Missing_OAuth_Token' : 'Bad_OAuth_Token');
  return null;
}

function formOf(request: FastifyRequest): URLSearchParams {
  return request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
}

function clientOf(
  request: FastifyRequest,
  form: URLSearchParams,
): { clientId: string; clientSecret: string } {
  const basic = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) {
    return { clientId: form.get('client_id') ?? '', clientSecret: form.get('client_secret') ?? '' };
  }
  const [clientId = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { clientId, clientSecret: secret.join(':') };
}

function hasClientCredentials(
  app: ConnectedApp,
  request: FastifyRequest,
  form: URLSearchParams,
): boolean {
  const { clientId, clientSecret } = clientOf(request, form);
  const given = Buffer.from(clientSecret);
  const expected = Buffer.from(app.clientSecret);
  return (
    clientId === app.clientId &&
    given.length === expected.length &&
    timingSafeEqual(given, expected)
  );
}
