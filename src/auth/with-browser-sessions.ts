import type { Authenticate, Authentication, BrowserRequest } from './authenticate.js';
import type { SignIn } from './sign-in.js';
import { noted } from '../domain/said.js';

/**
 * Takes the cookie of a signed-in person where no other credentials are sent. Cookies come by themselves, so a request
 * that changes something has to come from a page of our own.
 */
export function withBrowserSessions(
  authenticate: Authenticate,
  parts: {
    readonly signIn: Pick<SignIn, 'find' | 'callerOf'>;
    readonly ownOrigin: () => string;
  },
): Authenticate {
  return async (credentials) => {
    const { authorization, apiKey, browser } = credentials;
    const sessionToken = browser?.sessionToken;
    if (
      authorization !== undefined ||
      apiKey !== undefined ||
      browser === undefined ||
      sessionToken === undefined
    )
      return authenticate(credentials);
    if (!isOwnRequest(browser, parts.ownOrigin())) return FOREIGN;
    const user = await parts.signIn.find(sessionToken);
    return user === null ? ENDED : { ok: true, caller: parts.signIn.callerOf(user) };
  };
}

/**
 * Whether a request with a cookie was made by a page of ours, or by a person who goes to a page. What other sites load could
 * not be read there, but would be answered: neighbours of the same site, whose requests carry the cookie, could take a
 * person's streams and calls from them, with a frame or a window as well as with a script.
 */
export function isOwnRequest(
  {
    method,
    origin,
    fetchSite,
    fetchMode,
    fetchDest,
    purpose,
  }: Omit<BrowserRequest, 'sessionToken'>,
  ownOrigin: string,
): boolean {
  if (method !== 'GET' && method !== 'HEAD')
    return origin === ownOrigin && (fetchSite === undefined || fetchSite === 'same-origin');
  // Scripts of ours call by POST, so a call that does not even say where it comes from is nobody's of ours.
  if (purpose === 'call') return fetchSite === 'same-origin' && fetchMode !== 'navigate';
  if (fetchMode === 'navigate') return fetchDest === undefined || fetchDest === 'document';
  return fetchSite !== 'cross-site' && fetchSite !== 'same-site';
}

const FOREIGN: Authentication = {
  ok: false,
  reason: 'forbidden',
  message: noted`A request with a session cookie must come from a page of this server: its Origin or Sec-Fetch-Site header says otherwise, or is missing.`,
};
const ENDED: Authentication = {
  ok: false,
  reason: 'missing',
  message: noted`The session of this browser has ended. Sign in again at /signin.`,
};
