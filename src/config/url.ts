import { z } from 'zod';
import { isSecure } from '../domain/secure-url.js';

/** The text itself is never shown in a message: a password may stand in it, or a secret in the wrong variable. */
export function parseUrl(text: string, context: z.RefinementCtx): URL | null {
  // "api.eu.spotdraft.com:443" parses too, as a URL with the scheme "api.eu.spotdraft.com:".
  const url = /^[a-z]+:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (url === null) {
    context.addIssue('must be a URL that starts with https://');
    return null;
  }
  if (url.username !== '' || url.password !== '') {
    context.addIssue('must not carry a user name or password');
    return null;
  }
  return url;
}

export const SECURE_URL = 'must start with https:// (http:// only for this machine itself)';

/** Of a key set (JWKS) that is fetched. */
export const keySetUrl = z.string().transform((text, context) => {
  const url = parseUrl(text, context);
  if (url === null) return z.NEVER;
  if (!isSecure(url)) context.addIssue(SECURE_URL);
  return url.href;
});
