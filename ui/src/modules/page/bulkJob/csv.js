import { toCsvLine } from '../../../../../src/domain/csv-line.ts';

/** Rows of texts as CSV that every spreadsheet reads: a byte order mark says that it is UTF-8. */
export function toCsv(rows) {
  return `\ufeff${rows.map(toCsvLine).join('\r\n')}\r\n`;
}

/** Has the browser save a text as a file. */
export function saveAs(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
