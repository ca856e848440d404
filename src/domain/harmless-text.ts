import { printable } from './printable.js';

const MAX_LENGTH = 300;
/** Bounded on both sides: a text of any length is read in a time that goes by its length. */
const ADDRESS = /[^\s@<>()"',;:[\]]{1,64}@[^\s@<>()"',;:[\]]{1,190}\.[a-z]{2,24}/giu;
const LINK = /\bhttps?:\/\/[^\s<>"'`]{1,2000}/giu;

/** A text in which others' words may stand, as it may be kept: on one line, short, without addresses of people, links cut. */
export function harmlessText(text: string): string {
  const kept = printable(text.slice(0, 4 * MAX_LENGTH))
    .replace(LINK, linkWithoutSecrets)
    .replace(ADDRESS, '[address]');
  return kept.length <= MAX_LENGTH ? kept : `${kept.slice(0, MAX_LENGTH - 1)}…`;
}

/** Signed links carry their secret in the query, personal ones in the path: of a link only a short path stays. */
function linkWithoutSecrets(link: string): string {
  if (!URL.canParse(link)) return '[link]';
  const { origin, pathname } = new URL(link);
  return isShortPath(pathname) ? origin + pathname : `${origin}/…`;
}

/** Words and record ids; a token is longer than any of them. */
function isShortPath(path: string): boolean {
  return path.length <= 120 && path.split('/').every((part) => part.length <= 20);
}
