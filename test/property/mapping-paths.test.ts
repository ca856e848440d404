import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordPath } from '../../src/connectors/crm.js';
import { ConfigError } from '../../src/domain/errors.js';
import { parseMappingFile, type ContractMapping } from '../../src/mapping/index.js';

const NOW = new Date('2026-11-21T10:00:00Z');

/** Deals of a small model: fields A to C, a look-up Account, a list OpportunityLineItems with a look-up Product2. */
const scalar = fc.oneof(
  fc.integer({ min: -3, max: 9 }),
  fc.constantFrom('x', 'yy', ''),
  fc.boolean(),
  fc.constant(null),
);
const flat = fc.record({ Id: fc.constant('id'), A: scalar, B: scalar, C: scalar });
const lookup = fc.option(flat, { nil: null });
const row = fc.record({ Id: fc.constant('row'), A: scalar, B: scalar, Product2: lookup });
const deal = fc.record({
  Id: fc.constant('deal'),
  A: scalar,
  B: scalar,
  Account: lookup,
  OpportunityLineItems: fc.array(row, { maxLength: 3 }),
});

const field = fc.constantFrom('A', 'B', 'C');
const LIST = 'OpportunityLineItems';
const expression = fc.letrec<{ rowValue: string; value: string }>((tie) => ({
  rowValue: fc.oneof(
    { maxDepth: 2 },
    field,
    field.map((name) => `Product2.${name}`),
    field.map((name) => `%.${name}`),
    fc.tuple(tie('rowValue'), field).map(([text, name]) => `{"a": ${text}, "b": ${name}}`),
    fc.tuple(field, field).map(([left, right]) => `($string(${left}) & ${right})`),
    fc.constantFrom('Product2 ? "yes" : "no"', '$exists(Product2)', '$$.A', 'Product2.("has")'),
  ),
  value: fc.oneof(
    { maxDepth: 3 },
    field,
    field.map((name) => `Account.${name}`),
    fc
      .tuple(field, tie('value'))
      .map(([name, text]) => `Account.(${name} = 1 ? ${name} : $$.(${text}))`),
    tie('rowValue').map((text) => `${LIST}.(${text})`),
    fc.tuple(field, tie('rowValue')).map(([name, text]) => `${LIST}[${name}].(${text})`),
    fc.tuple(field, field).map(([name, other]) => `${LIST}^(${name})[0].${other}`),
    field.map((name) => `$map(${LIST}, function($r, $i){ {"n": $i, "v": $r.${name}} })`),
    field.map((name) => `$filter(${LIST}, function($r){ $r.${name} = 1 }).A`),
    field.map((name) => `${LIST}{$string(${name}): $count(B)}`),
    field.map((name) => `${LIST}@$r.Account.{"v": $r.${name}}`),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(tie('value'), tie('value'), tie('value')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc
      .tuple(tie('value'), field)
      .map(([a, name]) => `($x := {"k": ${a}}; $y := Account; [$x.k, $y.${name}])`),
    fc.constantFrom(
      `$count(${LIST})`,
      '$exists(Account)',
      'Account ? 1 : 2',
      `${LIST} ? 1 : 2`,
      `${LIST}.%.A`,
    ),
  ),
})).value;

function parse(text: string): ContractMapping | null {
  const file = `version: 1\ncontracts:\n  - template: 1\n    data:\n      f: ${JSON.stringify(text)}\n`;
  try {
    return parseMappingFile(file, 'm.yaml').contracts.get('1')!;
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

/** What a CRM returns when it is asked for `paths` only. */
function project(value: unknown, paths: readonly RecordPath[]): unknown {
  if (Array.isArray(value)) return value.map((item) => project(item, paths));
  if (value === null) return null;
  if (typeof value !== 'object') return paths.some((path) => path.length === 0) ? value : undefined;
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const below = paths.filter(([first]) => first === name).map((path) => path.slice(1));
    if (below.length > 0) result[name] = project(member, below);
  }
  return result;
}

async function outcome(contract: ContractMapping, input: unknown): Promise<unknown> {
  try {
    return { value: await contract.data.get('f')!.evaluate(input, NOW) };
  } catch (error) {
    return { failed: String(error) };
  }
}

describe('derived paths', () => {
  test('give an expression all that the whole record would', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(expression, deal, async (text, record) => {
        const contract = parse(text);
        if (contract === null) return;
        accepted += 1;
        const projected = project(record, contract.paths);
        expect(await outcome(contract, projected)).toEqual(await outcome(contract, record));
      }),
      { numRuns: 1_000 },
    );
    expect(accepted).toBeGreaterThan(800);
  });
});
