import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../../src/domain/errors.js';
import { parseMappingFile } from '../../../../src/mapping/index.js';

function parse(checks: string) {
  return parseMappingFile(`version: 1\ncontracts: []\nchecks:\n${checks}`, 'm.yaml').checks;
}

function problemsOf(checks: string): readonly string[] {
  try {
    parse(checks);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the checks of a mapping file', () => {
  it('are read with what they read of the deal, each field once', () => {
    const rules = parse(`
  - name: total
    when: type.name = "NDA" and opportunity.StageName = "Closed Won"
    signed: keyPointers.total.value
    expected: Amount
    tolerance: "1%"
    severity: block
  - name: name
    signed: {expression: counterpartyName, hint: the other party}
    expected: Account.Name
`);
    expect(rules.paths).toEqual([['Amount'], ['Account', 'Name'], ['StageName']]);
    const [total, name] = rules.checks;
    expect(total).toMatchObject({ severity: 'block', tolerance: { kind: 'percent' } });
    expect([total?.signed.readsKeyPointers, name?.signed.readsKeyPointers]).toEqual([true, false]);
    expect(name).toMatchObject({ severity: 'warn', tolerance: null, when: null });
    expect(name?.signed.expression.hint).toBe('the other party');
  });

  it('are none where the file has none, and their fingerprint follows them', () => {
    const none = parseMappingFile('version: 1\ncontracts: []\n', 'm').checks;
    expect(none).toMatchObject({ checks: [], paths: [] });
    const one = parse('  - {name: a, signed: name, expected: Name}\n');
    const other = parse('  - {name: a, signed: name, expected: Name, tolerance: 1}\n');
    expect(new Set([none, one, other].map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  it.each([
    ['{signed: name, expected: Name}', '4:5: checks.0.name: give the check a name'],
    ['{name: " ", signed: name, expected: Name}', 'checks.0.name: the name is empty'],
    [`{name: ${'x'.repeat(81)}, signed: name, expected: Name}`, 'longer than 80 characters'],
    ['{name: a, expected: Name}', 'checks.0.signed: write one expression here'],
    ['{name: a, signed: {hint: b}, expected: Name}', 'write an expression beside the hint'],
    [
      '{name: a, signed: name, expected: Name, tolerance: 5 months}',
      '4:45: checks.0.tolerance: is no tolerance',
    ],
    ['{name: a, signed: name, expected: Name, tolerance: [1]}', 'write a tolerance such as'],
    ['{name: a, signed: name, expected: Name, severity: high}', 'write block (the deal'],
    [
      '{name: a, signed: name, expected: Name, tolerence: 1}',
      'unknown key "tolerence" (did you mean "tolerance"',
    ],
    [
      '{name: a, signed: nmae, expected: Name}',
      '4:15: the expression nmae: a contract has no "nmae" here (did you mean "name"',
    ],
    [
      '{name: a, signed: keyPointers.total, expected: Name}',
      'compare its value: keyPointers.total.value',
    ],
    ['{name: a, signed: keyPointers, expected: Name}', 'compare its value: keyPointers.NAME.value'],
    ['{name: a, signed: keyPointers.a.valeu, expected: Name}', 'has no "valeu" here'],
    ['{name: a, signed: name, expected: Account}', 'uses Account, which is a record or a list'],
    ['{name: a, signed: name, expected: $}', 'uses the whole deal'],
    ['{name: a, signed: name, expected: "("}', "can't be read"],
    ['{name: a, signed: "(", expected: Name}', "can't be read"],
    ['{name: a, when: "(", signed: name, expected: Name}', "can't be read"],
    ['{name: a, signed: name, expected: $nothing}', 'is neither bound'],
    ['{name: a, signed: name, expected: $random()}', 'gives another value each time'],
    ['{name: a, when: opportunity.Account, signed: name, expected: Name}', 'uses Account'],
    [
      '{name: a, when: "opportunity.**", signed: name, expected: Name}',
      'the expression opportunity.**',
    ],
    ['{name: a, signed: opportunity.Name, expected: Name}', 'has no "opportunity" here'],
    ['5', 'write name, signed and expected for each check'],
  ])('says what is wrong with %s', (check, problem) => {
    expect(problemsOf(`  - ${check}\n`).join('\n')).toContain(problem);
  });

  it('says so when a name is there twice, whatever its case', () => {
    const twice = '  - {name: Total, signed: name, expected: Name}\n'.repeat(1);
    const problems = problemsOf(`${twice}  - {name: total, signed: name, expected: Name}\n`);
    expect(problems).toEqual([
      'm.yaml:5:6: checks.1.name: "total" is the name of the check in line 4, too; give each its own',
    ]);
    expect(problemsOf('  a: 1\n').join('')).toContain('list checks here');
  });
});
