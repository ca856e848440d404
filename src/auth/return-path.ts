/** Longer ones would not fit into the cookie that carries them to Salesforce and back. */
const MAX_LENGTH = 1_024;
const BASE = 'http://same-origin.invalid';

/**
 * Where to go after signing in: a path on this server, with its query and fragment, or `/` for everything else. Never
 * another host, however it is written, and never the sign-in itself, which would go round for ever.
 */
export function toReturnPath(text: string | undefined): string {
  if (text === undefined || text.length > MAX_LENGTH || !isPlainPath(text)) return '/';
  const url = new URL(text, BASE);
  // "/.//host" is a path until a browser has removed the dots.
  if (url.origin !== BASE || url.pathname.startsWith('//')) return '/';
  if (/^\/sign(?:in|out)(?:\/|$)/.test(url.pathname)) return '/';
  return url.pathname + url.search + url.hash;
}

/** Browsers read a backslash as a slash and drop tabs and line ends, so that "/\t/host" is another host to them. */
function isPlainPath(text: string): boolean {
  return text.startsWith('/') && !text.startsWith('//') && !/[\\\u0000-\u001f\u007f]/.test(text);
}
