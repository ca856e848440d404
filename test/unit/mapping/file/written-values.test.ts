import { describe, expect, test } from 'vitest';
import { mapDeal, parseMappingFile } from '../../../../src/mapping/index.js';
import { NOW, leaf, problemsOf, template } from '../samples.js';

const dataOf = (lines: string) =>
  `version: 1\ncontracts:\n  - template: 1204\n    data:\n${lines}\n`;

async function sent(lines: string, field: ReturnType<typeof leaf>) {
  const contract = parseMappingFile(dataOf(lines), 'm').contracts.get('1204')!;
  const input = { contract, deal: {}, fields: [], overrides: {}, name: null, now: NOW };
  const { data, userErrors } = await mapDeal({ ...input, template: template([field]) });
  const [problem] = userErrors.filter((error) => error.field?.[0] === 'data');
  return problem === undefined ? data[field.name] : `${problem.code}: ${problem.message}`;
}

describe('numbers without quotes', () => {
  test.each([
    ['01234', '01234'],
    ['12345678901234567890', '12345678901234567890'],
    ['0x1F', '0x1F'],
    ['0o17', '0o17'],
    ['1.50', '1.50'],
    ['+5', '+5'],
  ])('%s is the text as it is written where a text belongs', async (written, text) => {
    expect(await sent(`      zip: ${written}`, leaf('zip'))).toBe(text);
  });

  test('are numbers where a number belongs, and options by either', async () => {
    expect(await sent('      n: 0x1F', leaf('n', 'int'))).toBe(31);
    expect(await sent('      n: 1.50', leaf('n', 'float'))).toBe(1.5);
    const options = [{ label: 'Net 30', value: '030' }];
    expect(await sent('      n: 030', leaf('n', 'enum', { options }))).toBe('030');
    const numbers = [{ label: 'thirty', value: 30 }];
    expect(await sent('      n: 030', leaf('n', 'enum', { options: numbers }))).toBe(30);
    expect(await sent('      n: 12345678901234567890', leaf('n', 'float'))).toMatch(
      /^INVALID_VALUE: .* must be a number \(of at most 15 digits\)/,
    );
  });

  test('reach names and addresses as they are written, and an anchor keeps them', async () => {
    const text =
      'version: 1\ncontracts:\n  - template: 1204\n    name: 007\n    counterparties:\n' +
      `      - {organizationName: 0123, contact: '{"firstName": "A", "email": "a@a.test"}', address: {line1: &zip 04109, city: *zip, country: '"DE"', zipcode: *zip}}\n`;
    const contract = parseMappingFile(text, 'm').contracts.get('1204')!;
    const input = { contract, deal: {}, fields: [], overrides: {}, name: null, now: NOW };
    const mapped = await mapDeal({ ...input, template: template([]) });
    expect(mapped.name).toBe('007');
    expect(mapped.counterparties).toMatchObject([
      { organizationName: '0123', address: { lineOne: '04109', city: '04109', zipcode: '04109' } },
    ]);
  });

  test('numbers within an expression that lose digits are refused', () => {
    expect(problemsOf(dataOf(`      n: 'Amount + 12345678901234567890'`))).toEqual([
      expect.stringMatching(/^mapping\.yaml:5:7: .* more digits than can be kept exactly/),
    ]);
    expect(
      problemsOf(
        'version: 1\ncontracts: []\nwriteback:\n  opportunity: {fields: {A: "12345678901234567890 + 1"}}\n',
      ),
    ).toEqual([expect.stringContaining('more digits than can be kept exactly')]);
  });
});

describe('words that YAML or people read otherwise', () => {
  test.each([
    ['2026-03-28', `a fixed date is written '"2026-03-28"'`],
    ['2026-03-28T09:00:00Z', `a fixed date is written '"2026-03-28T09:00:00Z"'`],
    ['12:30:45', `a fixed text is written '"12:30:45"'`],
    ['yes', `write true, or '"yes"' for the text`],
    ['No', `write false, or '"No"' for the text`],
    ['off', 'write false'],
    ['.inf', 'write one expression here'],
    ['~', 'write one expression here'],
    ['Net 31', `write it in both kinds of quotes: '"Net 31"'`],
  ])('%s', (written, message) => {
    const [problem] = problemsOf(dataOf(`      a: ${written}`));
    expect(problem).toMatch(/^mapping\.yaml:5:7: /);
    expect(problem).toContain(message);
  });

  test('a tab at the start of a line is named', () => {
    expect(problemsOf(dataOf('\ta: Name'))[0]).toContain('indented with a tab');
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'the key %s is refused by name, at its place, wherever it stands',
    (key) => {
      expect(problemsOf(dataOf(`      a: Name\n      ${key}: Name`))).toEqual([
        expect.stringMatching(new RegExp(`^mapping\\.yaml:6:7: "${key}" can't be a key`)),
      ]);
      expect(problemsOf(`version: 1\n${key}: 1\ncontracts: []\n`)[0]).toContain('mapping.yaml:2:1');
    },
  );
});

describe('anchors and merges', () => {
  const text = dataOf('      a: Name').replace('data:', 'data: &d');

  test('merged keys count, one that is said again wins', () => {
    const merged = `${text}  - template: 5\n    data:\n      <<: *d\n      b: Amount\n  - template: 6\n    data: {<<: [*d], a: StageName}\n`;
    const { contracts } = parseMappingFile(merged, 'm');
    expect([...contracts.get('5')!.data.keys()].toSorted()).toEqual(['a', 'b']);
    expect(contracts.get('6')!.data.get('a')?.text).toBe('StageName');
    expect(contracts.get('5')!.data.get('a')?.location).toMatchObject({ line: 5, column: 7 });
  });

  test('what is wrong in a merged key is said at the key', () => {
    const wrong = `${text.replace('Name', 'Account.[')}  - template: 5\n    data: {<<: *d}\n`;
    expect(problemsOf(wrong)).toHaveLength(2);
    for (const problem of problemsOf(wrong)) expect(problem).toMatch(/^mapping\.yaml:5:7: /);
  });
});

describe('timezone', () => {
  test('is UTC unless the file says another', () => {
    expect(parseMappingFile('version: 1\ncontracts: []\n', 'm').timeZone).toBe('UTC');
    const text = 'version: 1\ntimezone: America/New_York\ncontracts: []\n';
    expect(parseMappingFile(text, 'm').timeZone).toBe('America/New_York');
  });

  test.each([
    ['America/New_Yrok', 'did you mean "America/New_York"'],
    ['"+05:30"', 'there is no time zone "+05:30"'],
    ['5', 'write the name of a time zone'],
  ])('%s is refused at its place', (zone, message) => {
    const [problem] = problemsOf(`version: 1\ntimezone: ${zone}\ncontracts: []\n`);
    expect(problem).toMatch(/^mapping\.yaml:2:1: /);
    expect(problem).toContain(message);
  });

  test('decides what today is for a contract', async () => {
    const text = dataOf('      d: $today()').replace(
      'version: 1',
      'version: 1\ntimezone: Asia/Tokyo',
    );
    const contract = parseMappingFile(text, 'm').contracts.get('1204')!;
    const input = { contract, deal: {}, fields: [], overrides: {}, name: null, now: NOW };
    const { data } = await mapDeal({ ...input, template: template([leaf('d', 'date')]) });
    expect(data).toEqual({ d: '2026-11-22' });
  });
});

describe('files that are no mapping', () => {
  test.each([
    ['a list', '- a\n', '1:1: a mapping file starts with version: 1'],
    ['nothing', '', '1:1: a mapping file starts with version: 1'],
    [
      'two documents',
      'version: 1\ncontracts: []\n---\na: 1\n',
      '3:1: a second document begins here',
    ],
    ['an alias of nothing', 'version: 1\ncontracts: *none\n', '2:12: there is no anchor &none'],
    [
      'brackets without end',
      `version: 1\ncontracts: ${'['.repeat(20_000)}\n`,
      'nests or repeats too',
    ],
    ['a list as a key', dataOf('      ? [a]\n      : Name'), '5:9: a key is a name, not a list'],
    ['an empty entry', 'version: 1\ncontracts:\n  -\n', '3:4: contracts.0: write template,'],
    [
      'an entry that is a number',
      'version: 1\ncontracts: [1204]\n',
      '2:13: contracts.0: write template,',
    ],
    [
      'a part that is a text',
      'version: 1\ncontracts: []\nwriteback: {contract: x}\n',
      '3:13: writeback.contract: write object,',
    ],
    [
      'a part that is a list',
      'version: 1\ncontracts: []\nwriteback: {opportunity: []}\n',
      '3:13: writeback.opportunity: write fields',
    ],
    ['another version', 'version: "1"\ncontracts: []\n', '1:1: version: write version: 1'],
    [
      'another version behind a byte order mark',
      '\ufeffversion: 2\ncontracts: []\n',
      '1:1: version: write',
    ],
    [
      'an unknown key',
      'version: 1\ncontracts: []\nwritback: {}\n',
      '3:1: unknown key "writback" (did you mean "writeback"?)',
    ],
  ])('%s: what is wrong is said at its place', (_what, text, message) => {
    expect(problemsOf(text)[0]).toContain(message);
  });

  test.each(['\r\n', '\r'])('line ends %j count as lines', (end) => {
    const text = 'version: 1\ncontracts:\n  - template: 12\n    nmae: x\n'.replaceAll('\n', end);
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^mapping\.yaml:4:5: unknown key "nmae"/),
    ]);
  });

  test('an address and a counterparty that are none are told what they are made of', () => {
    const text =
      'version: 1\ncontracts:\n  - template: 12\n    counterparties:\n      - address: x\n      - y\n';
    expect(problemsOf(text)).toEqual([
      expect.stringContaining('5:9: contracts.0.counterparties.0.address: write line1, city'),
      expect.stringContaining('6:9: contracts.0.counterparties.1: write organizationName, contact'),
    ]);
  });

  test('an expression of a page is shown in part', () => {
    const [problem] = problemsOf(dataOf(`      a: '${'('.repeat(5_000)}'`));
    expect(problem!.length).toBeLessThan(600);
    expect(problem).toContain('mapping.yaml:5:7: ');
  });
});
