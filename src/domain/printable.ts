/**
 * What a terminal obeys rather than shows, and what changes the order in which a line is read: control characters of both
 * sets (escape sequences begin with one, U+009B alone is one), line and paragraph separators, marks of writing direction,
 * invisible operators, letters of tags and halves of surrogate pairs. Joiners stay: names of people are written with them.
 */
const STEERING =
  /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** A text for one line of a terminal or a log: what could steer the terminal or forge a line is shown as `\u001b`. */
export function printable(text: string): string {
  return text.replace(STEERING, escaped);
}

/** The same for a text of several lines. JSON stays the same JSON: in it, only texts hold such characters. */
export function printableLines(text: string): string {
  return text.replace(STEERING, (character) =>
    character === '\n' ? character : escaped(character),
  );
}

/** As JSON writes it, a unit at a time. */
function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
