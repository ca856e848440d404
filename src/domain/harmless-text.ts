import { printable } from './printable.js';

const MAX_LENGTH = 300;
const PLAIN_NAME = /^[A-Za-z_]{1,40}$/;
/** Bounded on both sides: a text of any length is read in a time that goes by its length. In a link, the sign may be escaped. */
const ADDRESS =
  /(?:"[^"\s@]{1,64}"|[^\s@<>()"',;:[\]/?&=]{1,64})(?:@|%40)[^\s@<>()"',;:[\]]{1,190}\.\p{L}{2,24}/giu;
const LINK = /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s<>"'`]{1,2000}/giu;
/** What a neighbour that repeats its request may show of it. */
const NAMED_SECRET =
  /((?:secret|token|password|signature|assertion|credential|api[_-]?key)["']?\s{0,2}[=:]\s{0,2}["']?)(?:(?=[^\s"'&,;<>]{0,200}\d)[^\s"'&,;<>]{6,}|[^\s"'&,;<>]{16,})/giu;
const SENT_SECRET = /(\b(?:bearer|basic)\s{1,2})[\w\-+/=.~]{16,}/giu;
const JSON_WEB_TOKEN = /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/gu;

/** A text in which others' words may stand, as it may be kept: on one line, short, without addresses of people and secrets, links cut. */
export function harmlessText(text: string): string {
  // Names of operations and activities, which most texts of the own log are.
  if (PLAIN_NAME.test(text)) return text;
  const kept = printable(text.slice(0, 4 * MAX_LENGTH))
    .replace(LINK, linkWithoutSecrets)
    .replace(JSON_WEB_TOKEN, '[secret]')
    .replace(NAMED_SECRET, '$1[secret]')
    .replace(SENT_SECRET, '$1[secret]')
    .replace(ADDRESS, '[address]');
  return kept.length <= MAX_LENGTH ? kept : `${kept.slice(0, MAX_LENGTH - 1)}…`;
}

/** Signed links carry their secret in the query, personal ones in the path: of a link only a short path stays. */
function linkWithoutSecrets(link: string): string {
  if (!URL.canParse(link)) return '[link]';
  const { protocol, host, pathname } = new URL(link);
  return `${protocol}//${host}${isShortPath(pathname) ? pathname : '/…'}`;
}

/** Words and record ids; a token is longer than any of them. */
function isShortPath(path: string): boolean {
  return path.length <= 120 && path.split('/').every((part) => part.length <= 20);
}
