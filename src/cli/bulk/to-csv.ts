import { stringify } from 'csv-stringify/sync';

/**
 * One line of CSV, without its end. What a spreadsheet would take for a formula is taken for text: a leading `'` says so. Ends
 * of lines within a cell become spaces, so that a row is a line for every reader.
 */
export function toCsvLine(cells: readonly string[]): string {
  return stringify([cells.map((cell) => cell.replace(/[\r\n\u2028\u2029]+/gu, ' '))], {
    escape_formulas: true,
    eof: false,
  });
}
