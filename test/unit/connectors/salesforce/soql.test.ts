import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/domain/errors.js';
import {
  and,
  apiName,
  compare,
  date,
  dateTime,
  isIn,
  isNotIn,
  number,
  or,
  select,
  text,
} from '../../../../src/connectors/salesforce/soql.js';

const won = compare('IsWon', '=', text('x'));
const open = compare('IsClosed', '=', text('y'));

describe('SOQL builder', () => {
  it('asks nothing for an empty IN list instead of everything', () => {
    const where = and([won, isIn('Id', [])]);
    expect(select({ fields: ['Id'], from: 'Opportunity', where })).toBeNull();
    expect(or([won, isIn('Id', [])])).toEqual(won);
    expect(isNotIn('Id', [])).toBeNull();
  });

  it('puts AND within OR into parentheses, and the other way round', () => {
    const either = or([won, open]);
    expect(and([either, won])).toMatchObject({
      text: "(IsWon = 'x' OR IsClosed = 'y') AND IsWon = 'x'",
    });
    expect(or([and([won, open])!, won])).toMatchObject({
      text: "(IsWon = 'x' AND IsClosed = 'y') OR IsWon = 'x'",
    });
  });

  it('leaves the WHERE out when nothing restricts', () => {
    expect(select({ fields: ['Id'], from: 'Opportunity', where: and([null, null]) })).toBe(
      'SELECT Id FROM Opportunity',
    );
  });

  it.each(['Name; DROP', 'a b', '', '1st', 'Näme', 'Name--', 'A.B'])(
    'refuses %j as a name',
    (name) => {
      expect(() => apiName(name)).toThrow(InputError);
    },
  );

  it('refuses literals over 4,000 characters', () => {
    expect(text('x'.repeat(4_000))).toHaveLength(4_002);
    expect(() => text('x'.repeat(4_001))).toThrow(InputError);
  });

  it('refuses days that do not exist and numbers that are none', () => {
    expect(() => date('2026-02-30')).toThrow(InputError);
    expect(() => date('2026-2-3')).toThrow(InputError);
    expect(() => date("2026-01-01' OR")).toThrow(InputError);
    expect(() => number(Number.NaN)).toThrow(InputError);
    expect(() => number(Number.POSITIVE_INFINITY)).toThrow(InputError);
    expect(number(1e-7)).toBe('0.0000001');
    expect(number(0)).toBe('0');
  });

  it('replaces half a surrogate pair, which no URL can carry', () => {
    expect(encodeURIComponent(text('a\ud800b'))).toBe("'a%EF%BF%BDb'");
  });

  it('writes date-times in UTC', () => {
    expect(dateTime('2026-03-31T09:15:00+02:00')).toBe('2026-03-31T07:15:00.000Z');
    expect(() => dateTime('yesterday')).toThrow(InputError);
  });
});
