import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** A calendar date without a time zone, `YYYY-MM-DD`, on both sides. Text throughout: a JS Date would shift it. */
export const GraphQLDate = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar date without time and time zone: `YYYY-MM-DD`, such as `2026-02-28`.',
  serialize: parseCalendarDate,
  parseValue: parseCalendarDate,
  parseLiteral: (node) => {
    if (node.kind !== Kind.STRING) {
      throw new GraphQLError('Date must be a string in the form YYYY-MM-DD.', { nodes: node });
    }
    return parseCalendarDate(node.value);
  },
  extensions: { codegenScalarType: 'string', jsonSchema: { type: 'string', format: 'date' } },
});

/** @throws GraphQLError unless `value` is a date that exists in the calendar. */
function parseCalendarDate(value: unknown): string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    throw new GraphQLError('Date must be a string in the form YYYY-MM-DD.');
  }
  const midnight = new Date(`${value}T00:00:00Z`);
  // 2026-02-30 is either unreadable or rolls over into March, depending on the day.
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== value) {
    throw new GraphQLError(`Date ${value} does not exist in the calendar.`);
  }
  return value;
}
