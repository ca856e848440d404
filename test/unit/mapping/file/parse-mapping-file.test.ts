import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseMappingFile } from '../../../../src/mapping/index.js';
import { problemsOf } from '../samples.js';

const EXAMPLE = readFileSync('examples/dealdraft.mapping.yaml', 'utf8');

describe('parseMappingFile', () => {
  test('reads the documented example', () => {
    const mapping = parseMappingFile(EXAMPLE, 'dealdraft.mapping.yaml');
    expect([...mapping.contracts.keys()]).toEqual(['1204']);
    expect([...mapping.contracts.get('1204')!.data.keys()]).toEqual([
      'customer_name',
      'agreement_date',
      'billing_currency',
      'pricing_schedule',
    ]);
    expect(mapping.writeback.contract?.externalId).toBe('SpotDraft_Id__c');
  });

  test('means the documented write-back where the file has none', () => {
    const documented = parseMappingFile(EXAMPLE, 'm').writeback;
    const byDefault = parseMappingFile('version: 1\ncontracts: []\n', 'm').writeback;
    const texts = (writeback: typeof documented) => ({
      ...writeback.contract,
      location: null,
      locations: null,
      optional: null,
      fields: [...writeback.contract!.fields]
        .filter(([key]) => !writeback.contract!.optional.has(key))
        .map(([key, { text }]) => [key, text]),
      deal: [...writeback.opportunity!.fields]
        .filter(([key]) => !writeback.opportunity!.optional.has(key))
        .map(([key, { text }]) => [key, text]),
    });
    expect(texts(byDefault)).toEqual(texts(documented));
  });

  test('switches a part of the write-back off with null and keeps the other', () => {
    const text = 'version: 1\ncontracts: []\nwriteback:\n  contract: null\n';
    const { writeback } = parseMappingFile(text, 'm');
    expect(writeback.contract).toBeNull();
    expect(writeback.opportunity?.fields.size).toBe(3);
    const off = parseMappingFile(
      'version: 1\ncontracts: []\nwriteback:\n  opportunity:\n  contract: {object: A, externalId: B, fields: {}}\n',
      'm',
    ).writeback;
    expect(off.opportunity).toBeNull();
    expect(off.contract?.opportunity).toBeNull();
  });

  test('takes numbers and true or false as constants', async () => {
    const text = 'version: 1\ncontracts:\n  - template: "7"\n    data: {a: -5, b: true, c: 2.5}\n';
    const { data } = parseMappingFile(text, 'm').contracts.get('7')!;
    const values = [...data.values()].map((value) => value.evaluate({}, new Date(0)));
    expect(await Promise.all(values)).toEqual([-5, true, 2.5]);
  });

  test('reports all problems at once, in the order of the file, each with its place', () => {
    const problems = problemsOf(
      [
        'version: 2',
        'contract: []',
        'contracts:',
        '  - template: abc',
        '    dta: {}',
        '    counterparties:',
        '      - organisationName: Name',
        '        address: {town: Name}',
        '    data:',
        '      a:',
        '      b: [1]',
        'writeback:',
        '  contract: {object: "My Object", externalId: Id, fields: {"a b": name}}',
        '',
      ].join('\n'),
    );
    expect(problems.map((problem) => problem.split(': ')[0])).toEqual([
      'mapping.yaml:1:1',
      'mapping.yaml:2:1',
      'mapping.yaml:4:5',
      'mapping.yaml:5:5',
      'mapping.yaml:7:9',
      'mapping.yaml:8:19',
      'mapping.yaml:10:7',
      'mapping.yaml:11:7',
      'mapping.yaml:13:14',
      'mapping.yaml:13:60',
    ]);
    const text = problems.join('\n');
    expect(text).toContain('version: write version: 1');
    expect(text).toContain('unknown key "contract" (did you mean "contracts"?)');
    expect(text).toContain('unknown key "dta" (did you mean "data"?)');
    expect(text).toContain('(did you mean "organizationName"?)');
    expect(text).toContain('"a b" is not the name of a CRM object or field');
  });

  test.each([
    ['', 'a mapping file starts with version: 1'],
    ['version: 1', 'contracts: list contracts here'],
    ['version: 1\ncontracts: []\nwriteback:', 'to switch that part off'],
    ['version: 1\ncontracts: [{template: 1, data: {a: "  "}}]', 'the expression is empty'],
    ['- 1', 'a mapping file starts with version: 1'],
    ['version: 1\ncontracts:\n  - 5', 'mapping.yaml:3:5: contracts.0: '],
    ['a: [1', 'this is not valid YAML'],
    [
      'version: 1\nversion: 1\ncontracts: []',
      'mapping.yaml:2:1: the key version is here a second time',
    ],
    ['version: !odd 1\ncontracts: []', 'this is not valid YAML'],
    ['version: 1\ncontracts: []\nextra: 1\nverzion: 1', '(did you mean "version"?)'],
  ])('refuses %j', (text, message) => {
    expect(problemsOf(text).join('\n')).toContain(message);
  });

  test('says where inside an expression its JSONata is malformed', () => {
    const [problem] = problemsOf(
      'version: 1\ncontracts:\n  - template: 1\n    data:\n      po: Account.[\n',
    );
    expect(problem).toMatch(
      /^mapping\.yaml:5:7: contracts\.0\.data\.po: the expression Account\.\[ can't be read: .*\(at character \d+\)/,
    );
  });

  test('refuses a template that is mapped twice and names the first', () => {
    const [problem] = problemsOf('version: 1\ncontracts:\n  - template: 9\n  - template: "9"\n');
    expect(problem).toBe(
      'mapping.yaml:4:5: template 9 is mapped twice, first in line 3; merge the two entries',
    );
  });

  test('follows aliases and says once what is wrong inside them, at its own key', () => {
    const text =
      'version: 1\ncontracts:\n  - template: 1\n    data: &shared\n      a: Account\n  - template: 2\n    data: *shared\n';
    expect(problemsOf(text)).toHaveLength(1);
    expect(problemsOf(text)[0]).toContain('mapping.yaml:5:7');
  });

  test('refuses files that are too large, nest too deeply or multiply by aliases', () => {
    const bomb = Array.from({ length: 9 }, (_, level) => {
      const items = Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*a${level - 1}`));
      return `a${level}: &a${level} [${items.join(', ')}]`;
    }).join('\n');
    expect(problemsOf(bomb)).toEqual([
      expect.stringContaining('the file nests or repeats too much'),
    ]);
    expect(problemsOf('['.repeat(200_000))[0]).toMatch(/nests or repeats too much|not valid YAML/);
    expect(problemsOf(' '.repeat(600_000))[0]).toContain('check that it is the right file');
  });

  test('refuses write-back expressions over names that a contract does not have', () => {
    const problems = problemsOf(
      'version: 1\ncontracts: []\nwriteback:\n  contract: {object: A, externalId: B, fields: {C: stauts, D: "name & $x", E: "externalMetadata.any.thing", F: "name."}}\n  opportunity: {fields: {G: "contracts[0].type.nme", H: contract.name}}\n',
    );
    expect(problems).toHaveLength(5);
    expect(problems[0]).toContain('a contract has no "stauts" here (did you mean "status"?)');
    expect(problems[1]).toContain('$x, which is neither bound with := before nor a function');
    expect(problems[2]).toContain("can't be read");
    expect(problems[3]).toContain('no "nme" here (did you mean "name"?)');
    expect(problems[4]).toContain('(did you mean "contracts"?)');
  });
});
