import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_FOLDERS,
  fileNameOf,
  folderNamesOf,
  nameKey,
  sidecarNameOf,
  type NameParts,
} from '../../../src/archive/names.js';
import { contractIdOf } from '../../../src/domain/contract-id.js';

const ID = contractIdOf('T', 123);

function fileName(wanted: string, more: Partial<NameParts> = {}): string {
  return fileNameOf({ wanted, contractId: ID, extension: '.pdf', version: 1, taken: 0, ...more });
}

describe('the name of a file', () => {
  test.each([
    ['NDA Acme', 'NDA Acme.pdf'],
    ['  NDA\t\n Acme  ', 'NDA Acme.pdf'],
    ['a<b>c:d"e/f\\g|h?i*j#k%l', 'a-b-c-d-e-f-g-h-i-j-k-l.pdf'],
    ['../../etc/passwd', '-..-etc-passwd.pdf'],
    ['Acme Inc.', 'Acme Inc.pdf'],
    ['.hidden', 'hidden.pdf'],
    ['~$draft', '-draft.pdf'],
    ['CON', '_CON.pdf'],
    ['lpt1.final', '_lpt1.final.pdf'],
    ['nul .x', '_nul .x.pdf'],
    ['Contract', 'Contract.pdf'],
    ['desktop.ini', '_desktop.ini.pdf'],
    ['a_vti_b', 'a-vti-b.pdf'],
    ['cafe\u0301', 'caf\u00e9.pdf'],
    ['Vertrag \u202egnp.exe', 'Vertrag gnp.exe.pdf'],
    ['zero\u200bwidth\u0000', 'zerowidth-.pdf'],
    ['half \ud83d', 'half -.pdf'],
    ['家族 👨‍👩‍👧', '家族 👨‍👩‍👧.pdf'],
    ['', 'T-123.pdf'],
    [' . . ', 'T-123.pdf'],
  ])('%j becomes %j', (wanted, expected) => {
    expect(fileName(wanted)).toBe(expected);
  });

  test('gets the id where it was taken, and a number where it has the id', () => {
    expect(fileName('NDA', { taken: 1 })).toBe('NDA (T-123).pdf');
    expect(fileName('NDA', { taken: 2 })).toBe('NDA (T-123, 2).pdf');
    expect(fileName('NDA (T-123)', { taken: 1 })).toBe('NDA (T-123) (T-123, 2).pdf');
    expect(fileName('NDA (T-1234)', { taken: 1 })).toBe('NDA (T-1234) (T-123).pdf');
  });

  test('says which version it is, behind everything else', () => {
    expect(fileName('NDA', { version: 2 })).toBe('NDA (v2).pdf');
    expect(fileName('NDA', { version: 3, taken: 1 })).toBe('NDA (T-123) (v3).pdf');
  });

  test('keeps the id when it is cut', () => {
    const name = fileName(`${'long '.repeat(100)}(T-123)`);
    expect(name).toMatch(/long lo \(T-123\)\.pdf$/);
    expect(name.length).toBeLessThanOrEqual(120);
  });

  test('is cut between what people see as characters', () => {
    const flags = fileName('🇨🇭'.repeat(60)).replace('.pdf', '');
    expect(flags).toBe('🇨🇭'.repeat(flags.length / 4));
    // One letter with more accents than there is room for.
    expect(fileName(`a${'\u0301'.repeat(5_000)}`).length).toBeLessThanOrEqual(120);
  });

  test('gives its sidecar a name that fits, too', () => {
    expect(sidecarNameOf('NDA v1.2 (T-123).pdf')).toBe('NDA v1.2 (T-123).json');
    expect(
      sidecarNameOf(fileName('ü'.repeat(300), { extension: '.p' })).length,
    ).toBeLessThanOrEqual(120);
  });
});

describe('folders', () => {
  test('are valid each, and blank ones are left out', () => {
    expect(folderNamesOf(['NDA', '', ' .. ', 'Maersk A/S', 'aux', 'x'.repeat(100)])).toEqual([
      'NDA',
      'Maersk A-S',
      '_aux',
      'x'.repeat(44),
    ]);
  });

  test('do not collide with what SharePoint keeps at the top of a library', () => {
    expect(folderNamesOf(['Forms', 'forms'])).toEqual(['_Forms', 'forms']);
  });
});

test('names that differ in case or in how letters are composed are one', () => {
  for (const [a, b] of [
    ['NDA.pdf', 'nda.PDF'],
    ['caf\u00e9', 'CAFE\u0301'],
    ['Straße', 'STRASSE'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
  ] as const) {
    expect(nameKey(a)).toBe(nameKey(b));
  }
  expect(nameKey('NDA 1')).not.toBe(nameKey('NDA 2'));
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom('CON', '.', ' ', '..', '/', '~$', '_vti_', 'forms', '\u0301', '👨‍👩‍👧', 'ß', ID),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
  fc.array(fc.nat(0xffff), { maxLength: 300 }).map((units) => String.fromCharCode(...units)),
);

/** What Windows, SharePoint, Dropbox and Box refuse, and what a disk can't hold. */
function expectValid(
  name: string,
  { characters, bytes }: { characters: number; bytes: number },
): void {
  expect(name).not.toBe('');
  expect(name).not.toMatch(/[\p{Cc}<>:"/\\|?*#%]/u);
  expect(name).not.toMatch(/^[ .~]|[ .]$|_vti_|^(?:con|prn|aux|nul|com\d|lpt\d) *(?:\.|$)/i);
  expect(name.isWellFormed()).toBe(true);
  expect(name).toBe(name.normalize('NFC'));
  expect(name.length).toBeLessThanOrEqual(characters);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(bytes);
}

describe('whatever a contract is called', () => {
  test('its file has a valid name, with room for its sidecar, and the same one each time', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.integer({ min: 1, max: 99 }),
        fc.nat(20),
        (wanted, version, taken) => {
          const name = fileName(wanted, { version, taken });
          expectValid(name, { characters: 120, bytes: 200 });
          expectValid(sidecarNameOf(name), { characters: 120, bytes: 200 });
          expect(fileName(wanted, { version, taken })).toBe(name);
          if (taken > 0) expect(name).toContain(ID);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('names for its versions and for taken names differ, in any case of their letters', () => {
    fc.assert(
      fc.property(anyText, (wanted) => {
        const names = [0, 1, 2, 3].flatMap((taken) =>
          [1, 2, 3].map((version) => nameKey(fileName(wanted, { version, taken }))),
        );
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 200 },
    );
  });

  test('its folders are valid, and short enough together', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: MAX_FOLDERS }), (wanted) => {
        const folders = folderNamesOf(wanted);
        for (const folder of folders) expectValid(folder, { characters: 60, bytes: 180 });
        expect(folders.join('/').length).toBeLessThanOrEqual(180);
        expect(folders[0]?.toLowerCase()).not.toBe('forms');
      }),
      { numRuns: 200 },
    );
  });

  test('a valid name is left as it is', () => {
    fc.assert(
      fc.property(anyText, (wanted) => {
        const name = fileName(wanted).replace(/\.pdf$/, '');
        expect(fileName(name)).toBe(`${name}.pdf`);
      }),
      { numRuns: 200 },
    );
  });
});
