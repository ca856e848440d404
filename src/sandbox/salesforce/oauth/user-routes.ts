import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { SObjectRecord } from '../schema/types.js';
import { bearerToken } from '../sessions.js';
import { identityUrl } from './oauth-context.js';
import type { OAuthContext } from './oauth-context.js';

/** Registers what tells who the user of a token is: user info and the identity URL. */
export function registerUserRoutes(server: FastifyInstance, context: OAuthContext): void {
  server.route({
    method: ['GET', 'POST'],
    url: '/services/oauth2/userinfo',
    handler: async (request, reply) => {
      context.countCall(request.method, '/services/oauth2/userinfo');
      const user = userOfToken(context, request, reply);
      return user === null ? reply : userInfo(context, user);
    },
  });

  server.get<{ Params: { org: string; user: string } }>(
    '/id/:org/:user',
    async (request, reply) => {
      context.countCall('GET', '/id/:org/:user');
      const user = userOfToken(context, request, reply);
      if (user === null) return reply;
      if (request.params.org !== context.org().id)
        return reply.code(403).type('text/plain').send('Wrong_Org');
      if (request.params.user !== user.Id) return reply.code(403).type('text/plain').send('Bad_Id');
      return identity(context, user);
    },
  );
}

function userInfo(context: OAuthContext, user: SObjectRecord): object {
  const url = context.instanceUrl();
  return {
    sub: identityUrl(context, user),
    user_id: user.Id,
    organization_id: context.org().id,
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

function identity(context: OAuthContext, user: SObjectRecord): object {
  return {
    id: identityUrl(context, user),
    asserted_user: true,
    user_id: user.Id,
    organization_id: context.org().id,
    username: user.Username,
    nick_name: user.Alias,
    display_name: user.Name,
    email: user.Email,
    email_verified: true,
    first_name: user.FirstName,
    last_name: user.LastName,
    timezone: user.TimeZoneSidKey,
    urls: restUrls(context.instanceUrl()),
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

/** Answers 403 with a short plain text itself and gives `null` when the token is missing or dead. */
function userOfToken(
  context: OAuthContext,
  request: FastifyRequest,
  reply: FastifyReply,
): SObjectRecord | null {
  const inUrl = new URLSearchParams(request.url.split('?')[1] ?? '').get('oauth_token');
  const token = bearerToken(request.headers.authorization) ?? inUrl;
  const session = token === null ? null : context.sessions.find(token);
  const user = session === null ? undefined : context.org().store.find('User', session.userId);
  if (user?.IsActive === true) return user;
  void reply
    .code(403)
    .type('text/plain')
    .send(token === null ? 'Missing_OAuth_Token' : 'Bad_OAuth_Token');
  return null;
}
