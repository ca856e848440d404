import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDealFilter } from '../../../src/cli/bulk/deal-filter.js';
import { dealIdsOf, readDealIds } from '../../../src/cli/bulk/read-deal-ids.js';
import { toCsvLine } from '../../../src/domain/csv-line.js';

const pageCsv: unknown = await import(
  new URL('../../../ui/src/modules/page/bulkJob/csv.js', import.meta.url).href
);

const A = '0065g00AqnHTrDmAEL';
const B = '0065g00AqnHTvxeAED';

const idsOf = (text: string) => dealIdsOf(text, 'deals.csv');

describe('deals of a CSV file', () => {
  it.each([
    ['commas and LF', `opportunityId,name\n${A},Acme\n${B},"Harlow, Ltd"\n`],
    [
      'semicolons, CRLF and a mark, as Excel writes in German',
      `\ufeffName;Id\r\nÄ;${A}\r\n"B;C";${B}\r\n`,
    ],
    ['tabs', `Id\tName\n${A}\tx\n${B}\ty`],
    [
      'the column of a report of Salesforce',
      `"Opportunity ID","Stage"\n"${A}","x"\n"${B}","y"\n\n`,
    ],
    ['a first line for spreadsheets', `sep=;\r\nid;x\r\n${A};1\r\n${B};2`],
    ['one column', `ID\n${A}\n${B}\n`],
    ['line ends within quotes and rows of other lengths', `Id,n\n${A},"a\nb"\n\n${B}\n`],
    [
      'both columns, of which the clearer counts',
      `Id,OpportunityId\n001000000000000,${A}\n,${B}\n`,
    ],
  ])('are read from a file with %s', (_what, text) => {
    expect(idsOf(text)).toEqual({ ids: [A, B], repeated: 0 });
  });

  it('count once, also where one has 15 characters', () => {
    expect(idsOf(`Id\n${A}\n${A.slice(0, 15)}\n${B}\n${A}`)).toEqual({ ids: [A, B], repeated: 2 });
  });

  it.each([
    ['', 'deals.csv is empty'],
    ['Deal;Stage\nx;y', 'no column "opportunityId" or "Id"; its first line has "Deal", "Stage"'],
    [`Id\n${A}\n\n001000000000000\nx`, 'line 4: "001000000000000", line 5: "x"'],
    ['Id\n', 'deals.csv names no deal'],
    ['Id\n"x', 'deals.csv is no CSV'],
  ])('are refused with one clear error: %j', (text, message) => {
    expect(() => idsOf(text)).toThrow(message);
  });

  it('are read in the two encodings of spreadsheets; a file that is not there is said', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-csv-'));
    try {
      const file = path.join(folder, 'utf16.csv');
      await writeFile(file, Buffer.from(`\ufeffName\tId\r\nÄ\t${A}\r\n`, 'utf16le'));
      expect(await readDealIds(file)).toEqual({ ids: [A], repeated: 0 });
      await expect(readDealIds(path.join(folder, 'none.csv'))).rejects.toThrow("can't be read");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('the file that the page hands out', () => {
  const { toCsv } = pageCsv as { readonly toCsv: (rows: readonly (readonly string[])[]) => string };

  it('has no formula, one line a row, and a mark for spreadsheets', () => {
    expect(toCsv([['=1+1', '+49', '-2', '@x', 'a,b', 'c"d', 'e\r\nf', 'g;h', '']])).toBe(
      `\ufeff'=1+1,'+49,'-2,'@x,"a,b","c""d",e f,"g;h",\r\n`,
    );
    expect(toCsv([['\t=1', '\uff1d1', ' =1']])).toBe(`\ufeff'\t=1,'\uff1d1, =1\r\n`);
  });

  it.each([toCsv, (rows: string[][]) => rows.map(toCsvLine).join('\n')])(
    'is a file of deals for the next job, as that of the command is',
    (write) => {
      const rows = [
        ['opportunityId', 'Opportunity', 'Problems'],
        [A, '=HYPERLINK("x")', 'Fill in "Amount", please; it is\nempty'],
        [B, 'Harlow, Ltd', ''],
      ];
      expect(idsOf(write(rows))).toEqual({ ids: [A, B], repeated: 0 });
    },
  );
});

describe('a line of CSV', () => {
  it('is never a formula, and always one line', () => {
    expect(toCsvLine(['=1+1', '+49', '-2', '@x', 'a,b', 'c"d', 'e\r\nf', ''])).toBe(
      `'=1+1,'+49,'-2,'@x,"a,b","c""d",e f,`,
    );
  });
});

describe('a filter of deals', () => {
  it('is what the graph takes, and nothing else', () => {
    const text = '{"stageName":["Negotiation"],"isClosed":false,"closeDateFrom":"2026-01-31"}';
    expect(parseDealFilter(text)).toEqual(JSON.parse(text));
    for (const wrong of ['', '[]', '{"stage":"x"}', '{"closeDateTo":"tomorrow"}', '{"isClosed":1}'])
      expect(() => parseDealFilter(wrong)).toThrow('--where is no filter of deals');
    expect(() => parseDealFilter('{isClosed: false}')).toThrow('It is no JSON');
  });
});
