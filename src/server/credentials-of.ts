import type { FastifyRequest } from 'fastify';
import type { Credentials } from '../auth/authenticate.js';
import { browserCookies } from './browser-cookies.js';
import { originOf } from './sign-in-routes.js';

/**
 * What a request shows of who sends it: headers, and the cookie of a browser. `purpose` says what is at the address: a
 * page, which people go to, or something for programs and scripts to call.
 */
export function credentialsOf(
  request: FastifyRequest,
  publicUrl: string,
  purpose: 'page' | 'call',
): Credentials {
  const apiKey = request.headers['x-api-key'];
  return {
    authorization: request.headers.authorization,
    apiKey: typeof apiKey === 'string' ? apiKey : undefined,
    browser: {
      sessionToken: request.cookies[browserCookies(publicUrl).sessionName],
      ...originOf(request),
      purpose,
    },
  };
}
