import type { CookieSerializeOptions } from '@fastify/cookie';

/** How long the attempt's cookie name may tell attempts of one browser apart. */
const STATE_CHARACTERS = 16;

/** Names and attributes of our cookies at one address. */
export interface BrowserCookies {
  readonly sessionName: string;
  /** What the names of sign-in attempts begin with; one cookie each, so that several tabs may sign in at once. */
  readonly attemptPrefix: string;
  readonly attemptName: (state: string) => string;
  readonly attributes: CookieSerializeOptions;
}

/**
 * Scripts can't read them and other sites' requests do not carry them, except when a person follows a link. With https the
 * prefix keeps neighbours of the same domain from setting them.
 */
export function browserCookies(publicUrl: string): BrowserCookies {
  const secure = new URL(publicUrl).protocol === 'https:';
  const prefix = secure ? '__Host-' : '';
  const attemptPrefix = `${prefix}dealdraft_signin_`;
  return {
    sessionName: `${prefix}dealdraft_session`,
    attemptPrefix,
    attemptName: (state) => attemptPrefix + state.slice(0, STATE_CHARACTERS),
    attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  };
}
