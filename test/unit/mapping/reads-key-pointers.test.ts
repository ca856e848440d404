import { expect, it } from 'vitest';
import { parseMappingFile, readsKeyPointers } from '../../../src/mapping/index.js';

const reads = (sections: string) =>
  readsKeyPointers(parseMappingFile(`version: 1\ncontracts: []\n${sections}`, 'm.yaml'));

it.each([
  ['', false],
  ['checks: [{name: a, signed: name, expected: Name}]', false],
  ['checks: [{name: a, signed: keyPointers.a.value, expected: Name}]', true],
  ['checks: [{name: a, when: keyPointers.a.value = 1, signed: name, expected: Name}]', true],
  [
    'renewals: [{type: 1, endDate: keyPointers.end.value, noticeDays: 9, opportunity: {Name: name, StageName: \'"A"\', CloseDate: endDate}}]',
    true,
  ],
  [
    'renewals: [{type: 1, endDate: createdAt, noticeDays: 9, opportunity: {Name: name, StageName: \'"A"\', CloseDate: endDate}}]',
    false,
  ],
])('says of a mapping file with %j whether key pointers matter to it', (sections, expected) => {
  expect(reads(sections)).toBe(expected);
});
