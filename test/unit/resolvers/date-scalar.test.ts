import fc from 'fast-check';
import { GraphQLError, parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { GraphQLDate } from '../../../src/schema/date.scalar.js';

describe('Date', () => {
  it.each(['2026-02-28', '2024-02-29', '2000-02-29', '1700-01-01', '9999-12-31'])(
    'takes and gives %s unchanged, by variable, literal and answer',
    (date) => {
      expect(GraphQLDate.parseValue(date)).toBe(date);
      expect(GraphQLDate.parseLiteral(parseValue(JSON.stringify(date)))).toBe(date);
      expect(GraphQLDate.serialize(date)).toBe(date);
    },
  );

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '2026-01-01T00:00:00Z',
    '20260101',
    '',
    20260101,
    new Date(0),
    null,
  ])('refuses %j', (value) => {
    expect(() => GraphQLDate.parseValue(value)).toThrow(GraphQLError);
    expect(() => GraphQLDate.serialize(value)).toThrow(GraphQLError);
  });

  it('refuses literals that are no strings', () => {
    expect(() => GraphQLDate.parseLiteral(parseValue('20260101'))).toThrow('YYYY-MM-DD');
  });

  it('takes every day there is', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('0001-01-01T00:00:00Z'),
          max: new Date('9999-12-31T00:00:00Z'),
          noInvalidDate: true,
        }),
        (day) => {
          const date = day.toISOString().slice(0, 10);
          expect(GraphQLDate.parseValue(date)).toBe(date);
        },
      ),
    );
  });
});
