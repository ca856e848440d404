/** What a spreadsheet takes for a formula, in letters of either width. */
const FORMULA = /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/u;

/**
 * One line of CSV, without its end, that every spreadsheet reads. What it would take for a formula is text: a leading `'` says so.
 * Ends of lines within a cell become spaces, so that a row is a line for every reader. The page outside Salesforce is built with it.
 */
export function toCsvLine(cells: readonly string[]): string {
  return cells.map(toCell).join(',');
}

function toCell(text: string): string {
  const line = text.replace(/[\r\n\u2028\u2029]+/gu, ' ');
  const safe = FORMULA.test(line) ? `'${line}` : line;
  return /[",;]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
