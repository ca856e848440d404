import { readFile, stat } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { InputError } from '../../domain/errors.js';
import { inQuotes } from '../../domain/in-quotes.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';

export interface DealIds {
  /** Each once, in the order of the file. */
  readonly ids: readonly string[];
  /** Rows that name a deal once more. */
  readonly repeated: number;
}

/** More than a job of the largest size has, with every column that a report may have. */
const MAX_BYTES = 64 * 1024 * 1024;
const DELIMITERS = [',', ';', '\t'] as const;
/** As reports of Salesforce and exports of it call the column, whatever its letters and spaces. */
const COLUMNS = ['opportunityid', 'id'] as const;
const MAX_TOLD = 5;
/** With the line in which each row ends. */
const parsedRows = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
);

/**
 * Deals of a CSV file, as spreadsheets and Salesforce write them: with commas, semicolons or tabs, in quotes or not, with a byte order
 * mark or without one.
 *
 * @throws InputError that says what is wrong with the file, and in which line.
 */
export async function readDealIds(file: string): Promise<DealIds> {
  let bytes: Buffer;
  try {
    if ((await stat(file)).size > MAX_BYTES)
      throw new InputError(`${file} is larger than ${MAX_BYTES / 1024 / 1024} MB.`);
    bytes = await readFile(file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`--file: ${file} can't be read.`);
  }
  return dealIdsOf(textOf(bytes), file);
}

/** @param name of the file, for what is said of it */
export function dealIdsOf(text: string, name: string): DealIds {
  const { body, told } = withoutSeparatorLine(text);
  const [header, ...lines] = parseRows(body, told ?? delimiterOf(body), name);
  if (header === undefined)
    throw new InputError(`${name} is empty: it needs a column "opportunityId".`);
  const names = header.cells.map((cell) => cell.toLowerCase().replace(/[\s_]/gu, ''));
  const column = COLUMNS.map((wanted) => names.indexOf(wanted)).find((index) => index >= 0);
  if (column === undefined) {
    const shown = header.cells.slice(0, 10).map((cell) => inQuotes(cell));
    throw new InputError(
      `${name} has no column "opportunityId" or "Id"; its first line has ${shown.join(', ')}.`,
    );
  }
  const ids = new Set<string>();
  const malformed: string[] = [];
  let filled = 0;
  for (const { cells, line } of lines) {
    const cell = cells[column] ?? '';
    if (cell === '') continue;
    filled += 1;
    const id = toOpportunityId(cell);
    if (id === null) malformed.push(`line ${told === null ? line : line + 1}: ${inQuotes(cell)}`);
    else ids.add(id);
  }
  if (malformed.length > 0) {
    const more = malformed.length > MAX_TOLD ? ` and ${malformed.length - MAX_TOLD} more` : '';
    throw new InputError(
      `${name} has what is no id of an opportunity, ${malformed.slice(0, MAX_TOLD).join(', ')}${more}. It has 15 or 18 letters and digits and starts with 006.`,
    );
  }
  if (ids.size === 0) throw new InputError(`${name} names no deal.`);
  return { ids: [...ids], repeated: filled - ids.size };
}

function parseRows(
  body: string,
  delimiter: string,
  name: string,
): readonly { readonly cells: readonly string[]; readonly line: number }[] {
  try {
    const rows = parse(body, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    return parsedRows.parse(rows).map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InputError(`${name} is no CSV: ${error.message}.`);
  }
}

/** As editors write it: UTF-8, or with the mark of UTF-16 that spreadsheets give to "Unicode text". */
function textOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** A first line `sep=;` is for spreadsheets. */
function withoutSeparatorLine(text: string): {
  readonly body: string;
  readonly told: string | null;
} {
  const found = /^\ufeff?sep=(.)\r?\n/u.exec(text);
  return found === null
    ? { body: text.replace(/^\ufeff/u, ''), told: null }
    : { body: text.slice(found[0].length), told: found[1] ?? null };
}

/** Whichever the first line has most of. */
function delimiterOf(body: string): string {
  const [first = ''] = body.split(/\r?\n|\r/u, 1);
  const counts = DELIMITERS.map((delimiter) => first.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
