import { parseQuery } from '@jetstreamapp/soql-parser-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpportunityCriteria } from '../../src/connectors/crm.js';
import { matching } from '../../src/connectors/salesforce/opportunity-search.js';
import {
  compare,
  containing,
  date,
  number,
  select,
  text,
} from '../../src/connectors/salesforce/soql.js';
import type { Condition } from '../../src/connectors/salesforce/soql.js';

const HOSTILE = [
  "' OR Name != '",
  "\\' OR Name != ''",
  '\\',
  "\\\\'",
  "'; DELETE",
  '%',
  '_',
  '\\%',
  '%\\',
  '"',
  "') OR (Id != null",
  '\n\r\t\b\f',
  "x' LIMIT 1 --",
];

/**
 * The parser that checks us can't read the two Unicode line separators inside a literal, and takes 'km' and 'mi' for units of
 * distance wherever they stand.
 */
const isReadable = (text: string) => !/[\u2028\u2029]|^(?:km|mi)$/i.test(text);

const anyText = fc
  .oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: fc.constantFrom('\\', "'", '"', '%', '_', '\n', 'a', ')', '(', ' ') }),
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  )
  .filter(isReadable);

/** The parser of another author reads the query back; its value is the literal as written. */
function parsed(condition: Condition | null): unknown {
  const soql = select({ fields: ['Id'], from: 'Opportunity', where: condition });
  return parseQuery(soql ?? '').where;
}

function literalOf(condition: Condition): string {
  const soql = select({ fields: ['Id'], from: 'Opportunity', where: condition }) ?? '';
  const { where } = parseQuery(soql);
  const left = where?.left;
  if (!left || !('value' in left) || typeof left.value !== 'string') throw new Error(soql);
  // One condition and nothing behind it: the value did not end early.
  expect(where).not.toHaveProperty('operator');
  return left.value;
}

/** What Salesforce documents a literal to mean, read character by character. */
function meaningOf(literal: string, escapedWildcards: boolean): string {
  expect(literal.at(0)).toBe("'");
  expect(literal.at(-1)).toBe("'");
  const inner = literal.slice(1, -1);
  const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  let meaning = '';
  for (let i = 0; i < inner.length; i += 1) {
    const character = inner.charAt(i);
    if (character !== '\\') {
      expect(character).not.toBe("'");
      meaning += character;
      continue;
    }
    i += 1;
    const escaped = inner.charAt(i);
    const allowed = escapedWildcards ? '\\\'"nrtbf%_' : '\\\'"nrtbf';
    expect(allowed).toContain(escaped);
    meaning += controls[escaped] ?? escaped;
  }
  return meaning;
}

describe('SOQL literals', () => {
  it('mean exactly the text they were made from', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(meaningOf(literalOf(compare('Name', '=', text(value))), false)).toBe(value);
      }),
      { numRuns: 500 },
    );
  });

  it('as patterns have no wildcards but the outer two', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const literal = literalOf(compare('Name', 'LIKE', containing(value)));
        expect(literal.slice(0, 2)).toBe("'%");
        expect(literal.slice(-2)).toBe("%'");
        const inner = `'${literal.slice(2, -2)}'`;
        expect(inner.replace(/\\./gs, '')).not.toMatch(/[%_]/);
        expect(meaningOf(inner, true)).toBe(value);
      }),
      { numRuns: 500 },
    );
  });

  it('as numbers have no exponent and keep their value', () => {
    const numbers = fc.double({ min: -1e17, max: 1e17, noNaN: true });
    fc.assert(
      fc.property(numbers, (value) => {
        const literal = number(value);
        expect(literal).toMatch(/^-?\d+(?:\.\d+)?$/);
        expect(Math.abs(Number(literal) - value)).toBeLessThanOrEqual(1e-17);
      }),
    );
  });

  it('as dates are the days they were made from', () => {
    const days = fc.date({
      min: new Date('1700-01-01'),
      max: new Date('2999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (day) => {
        const value = day.toISOString().slice(0, 10);
        expect(date(value)).toBe(value);
      }),
    );
  });
});

describe('filters', () => {
  it('keep the shape of the query whatever is put into them', () => {
    const shapeOf = (criteria: OpportunityCriteria) =>
      JSON.stringify(parsed(matching(criteria, true)), (key, value: unknown) =>
        key === 'value' ? null : value,
      );
    const criteriaOf = (search: string, stage: string): OpportunityCriteria => ({
      search,
      stageNames: [stage, 'Prospecting'],
      isClosed: false,
      closeDateFrom: '2026-01-01',
      amountTo: 5,
    });
    const expected = shapeOf(criteriaOf('plain', 'plain'));
    const nonBlank = anyText.filter((value) => value.trim() !== '');
    fc.assert(
      fc.property(nonBlank, anyText, (search, stage) => {
        expect(shapeOf(criteriaOf(search, stage))).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
