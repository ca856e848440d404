import { describe, expect, it } from 'vitest';
import { addEntry } from '../../../../src/mapping/guess/add-entry.js';
import { parseMappingFile } from '../../../../src/mapping/index.js';

const ENTRY = {
  templateId: '77',
  name: 'Name',
  counterparty: { organizationName: 'Account.Name' },
  data: { a: 'Name' },
  unguessed: [],
};

describe('addEntry', () => {
  it.each([
    [
      'lists that stand at the margin',
      'version: 1\ncontracts:\n- template: 1\n  name: Name # kept\n# after\n',
    ],
    [
      'a text block at the end',
      'version: 1\ncontracts:\n  - template: 1\n    name: |\n      Name\nwriteback: {}\n',
    ],
    ['no line end at the end', 'version: 1\ncontracts:\n  - template: 1 # the only one'],
    [
      'an item with nothing in its last key',
      'version: 1\ncontracts:\n    - template: 1\n      data: {}\n\n\nwriteback: {}\n',
    ],
  ])('leaves %s as it is', (_what, text) => {
    const changed = addEntry(text, ENTRY);
    const start = /^ *- template: 77/mu.exec(changed)!.index;
    const end = changed.indexOf('a: Name # guess\n') + 'a: Name # guess\n'.length;
    const rest = changed.slice(0, start) + changed.slice(end);
    expect(rest.trimEnd()).toBe(text.trimEnd());
    expect([...parseMappingFile(changed, 'm.yaml').contracts.keys()]).toEqual(['1', '77']);
  });

  it('leaves comments on fields that nothing fits with the entry that they are about', () => {
    const first = addEntry(null, {
      ...ENTRY,
      templateId: '1',
      unguessed: [{ name: 'b', label: 'B', kind: 'leaf', rawType: 'string', required: false }],
    } as unknown as Parameters<typeof addEntry>[1]);
    expect(first).toContain('# b: "B"');
    for (const text of [first, `${first}\n      # of mine\n# of all\n`]) {
      const [before = '', after] = addEntry(text, ENTRY).split('  - template: 77\n');
      expect(text.startsWith(before)).toBe(true);
      expect(after).not.toMatch(/# b: |# of mine/u);
    }
  });

  it.each([
    ['an empty list', 'version: 1\ncontracts: []\ntimezone: UTC\n'],
    ['a list in brackets', 'version: 1\ncontracts: [{ template: 1 }]\n'],
  ])('adds to %s', (_what, text) => {
    const changed = addEntry(text, ENTRY);
    expect(parseMappingFile(changed, 'm.yaml').contracts.has('77')).toBe(true);
    expect(changed).toContain('name: Name # guess');
  });
});
