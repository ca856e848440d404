import { describe, expect, it } from 'vitest';
import { rewriteReferences } from '../../../../src/mapping/index.js';

const IDS = [
  { kind: 'template', from: '1', to: '10' },
  { kind: 'template', from: '2', to: '1' },
  { kind: 'contractType', from: '1', to: '31' },
  { kind: 'contractType', from: '3', to: '32' },
  { kind: 'entity', from: 'A-US', to: 'B-US' },
] as const;

describe('rewriteReferences', () => {
  it.each([
    ['swaps ids at once', '- template: 1\n- template: 2\n', '- template: 10\n- template: 1\n'],
    ['keeps the quotes of an id', `- template: "2" # two\n`, `- template: "1" # two\n`],
    ['leaves ids alone that it was not given', '- template: 12\n', '- template: 12\n'],
    [
      'finds an entity in either kind of quotes',
      `- template: 3\n  entity: '"A-US"'\n- template: 4\n  entity: "\\"A-US\\""\n- template: 5\n  entity: "'A-US'"\n`,
      `- template: 3\n  entity: '"B-US"'\n- template: 4\n  entity: "\\"B-US\\""\n- template: 5\n  entity: "'B-US'"\n`,
    ],
    [
      'finds it within an expression and beside a hint',
      `- template: 3\n  entity: {expression: 'Region = "US" ? "A-US" : "A-USA"', hint: 'A-US'}\n`,
      `- template: 3\n  entity: {expression: 'Region = "US" ? "B-US" : "A-USA"', hint: 'A-US'}\n`,
    ],
    [
      'leaves the same text alone where it names nothing',
      `- template: 3\n  name: '"A-US"'\n  data: {po: '"1"'}\n`,
      `- template: 3\n  name: '"A-US"'\n  data: {po: '"1"'}\n`,
    ],
    [
      'changes an anchor once for all who use it',
      `- template: 3\n  entity: &us '"A-US"'\n- template: 4\n  entity: *us\n`,
      `- template: 3\n  entity: &us '"B-US"'\n- template: 4\n  entity: *us\n`,
    ],
  ])('%s', (_what, before, after) => {
    const head = '# kept\nversion: 1\n\ncontracts:\n';
    expect(rewriteReferences(head + before, IDS)).toBe(head + after);
  });

  it('goes on with what makes contracts by itself', () => {
    const text = (id: string) =>
      `version: 1\ncontracts:\n  - template: ${id}\nautomations:\n  - template: ${id} # one\n    when: X = "1"\n  - 1\n`;
    expect(rewriteReferences(text('1'), IDS)).toBe(text('10'));
  });

  it('goes on with contract types of renewals and of what amends them', () => {
    const text = (one: string, three: string) =>
      `version: 1\ncontracts: []\nrenewals:\n  - type: "${one}" # of a year\n    noticeDays: 1\n    amendments: [ ${three}, 4 ] # two\n  - 1\n  - {type: ${three}, noticeDays: 3}\n`;
    expect(rewriteReferences(text('1', '3'), IDS)).toBe(text('31', '32'));
  });
});
