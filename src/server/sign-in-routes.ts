import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rolesOf } from '../auth/caller.js';
import { ATTEMPT_LIFETIME_MS } from '../auth/sign-in-attempt.js';
import type { SignIn, SignInRefusal } from '../auth/sign-in.js';
import { isOwnRequest } from '../auth/with-browser-sessions.js';
import { browserCookies } from './browser-cookies.js';
import { PLAIN_PAGE_POLICY } from './plain-page.js';
import { signInPage } from './sign-in-page.js';

/** A browser that begins ever more attempts keeps its newest ones. */
const MAX_ATTEMPTS = 4;
const MAX_FORM_BYTES = 1_024;

interface Parts {
  readonly signIn: SignIn;
  readonly publicUrl: () => string;
}

/** Registers `/signin`, its callback, `/signout` and `/session`. Cookies must be parsed before. */
export function signInRoutes(scope: FastifyInstance, { signIn, publicUrl }: Parts): void {
  const cookies = () => browserCookies(publicUrl());
  // Behind a proxy the server may live below a path; browsers have to be sent to where they find it.
  const toAddress = (path: string) => new URL(publicUrl()).pathname.replace(/\/$/, '') + path;

  scope.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    // The callback's address holds a code. Not "no-referrer": forms of such a page say "Origin: null", also to us.
    reply.header('referrer-policy', 'same-origin');
  });
  // A form says nothing that is needed: who signs out is in the cookie.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: MAX_FORM_BYTES },
    (_request, _body, done) => {
      done(null);
    },
  );

  const refuse = (reply: FastifyReply, reason: SignInRefusal): FastifyReply => {
    const { status, html } = signInPage(
      reason,
      `${publicUrl()}/signin`,
      reply.request.headers['accept-language'],
    );
    if (status === 503) reply.header('retry-after', '30');
    return reply
      .code(status)
      .header('content-security-policy', PLAIN_PAGE_POLICY)
      .type('text/html; charset=utf-8')
      .send(html);
  };

  scope.get('/signin', async (request, reply) => {
    const begun = await signIn.begin(queryOf(request).get('returnTo') ?? undefined);
    if (begun === null) return refuse(reply, 'unavailable');
    const { attemptName, attemptPrefix, attributes } = cookies();
    const earlier = Object.keys(request.cookies).filter((name) => name.startsWith(attemptPrefix));
    for (const name of earlier.slice(0, Math.max(0, earlier.length - MAX_ATTEMPTS + 1)))
      reply.clearCookie(name, attributes);
    return reply
      .setCookie(attemptName(begun.state), begun.cookie, {
        ...attributes,
        maxAge: ATTEMPT_LIFETIME_MS / 1_000,
      })
      .redirect(begun.url, 302);
  });

  scope.get('/signin/callback', async (request, reply) => {
    const { attemptName, sessionName, attributes } = cookies();
    const query = queryOf(request);
    const attempt = attemptName(query.get('state') ?? '');
    const outcome = await signIn.complete(query.toString(), request.cookies[attempt]);
    reply.clearCookie(attempt, attributes);
    if (!outcome.ok) return refuse(reply, outcome.reason);
    // A session of before ends: nobody can have put it there to be joined.
    const before = request.cookies[sessionName];
    if (before !== undefined) await signIn.signOut(before);
    return reply
      .setCookie(sessionName, outcome.token, attributes)
      .redirect(toAddress(outcome.returnTo), 302);
  });

  scope.post('/signout', async (request, reply) => {
    const { sessionName, attributes } = cookies();
    const token = request.cookies[sessionName];
    if (token !== undefined) {
      if (!isOwnRequest({ ...originOf(request), purpose: 'page' }, new URL(publicUrl()).origin))
        return reply
          .code(403)
          .type('text/plain; charset=utf-8')
          .send('Sign out from a page of this server.\n');
      await signIn.signOut(token);
    }
    return reply.clearCookie(sessionName, attributes).redirect(toAddress('/'), 303);
  });

  scope.get('/session', async (request) => {
    const token = request.cookies[cookies().sessionName];
    const user = token === undefined ? null : await signIn.find(token);
    // Who asks wants to know, and no session is an answer: browsers show a 401 as an error to everybody who opens the page.
    if (user === null) return { user: null, signIn: toAddress('/signin') };
    const { username, name, email } = user;
    return { user: { username, name, email, roles: rolesOf(signIn.callerOf(user)) } };
  });
}

/** What browsers say of where a request comes from. */
export function originOf(request: FastifyRequest) {
  const { method, headers } = request;
  return {
    method,
    origin: headers.origin,
    fetchSite: textOf(headers['sec-fetch-site']),
    fetchMode: textOf(headers['sec-fetch-mode']),
    fetchDest: textOf(headers['sec-fetch-dest']),
  };
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

function queryOf(request: FastifyRequest): URLSearchParams {
  const { url } = request;
  // From the first one on: the path to return to may have a query of its own.
  return new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
}
