import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { variableExcess } from '../../../../src/resolvers/server/variable-excess.js';

const schema = buildSchema(`
  input Inner { a: Int }
  input Outer { inner: [Inner!] text: String }
  scalar Json
  type Query { f(o: Outer, list: [Outer!], json: Json): Int }
`);

const excess = (type: string, value: unknown) => {
  const operation = getOperationAST(parse(`query ($v: ${type}) { f }`));
  return variableExcess({ schema, operation: operation!, variables: { v: value } });
};

it.each<[string, unknown]>([
  ['Outer', { inner: [{ a: 1 }], text: 'x' }],
  ['Outer!', null],
  ['Outer', { inner: { a: 1 } }],
  // GraphQL itself says what is wrong with these.
  ['Outer', { unknown: { a: 1, b: 2 } }],
  ['Outer', 'a text'],
  ['String', { a: 1, b: 2 }],
  ['Json', { a: 1, b: 2, c: 3 }],
  ['Nothing', { a: 1, b: 2, c: 3 }],
  ['Query', { a: 1, b: 2, c: 3 }],
])('%s takes %j as far as its members are counted', (type, value) => {
  expect(excess(type, value)).toBeNull();
});

it.each<[string, unknown, string]>([
  ['Outer', { a: 1, b: 2, c: 3 }, 'has an object of 3 members, but Outer has 2 at most.'],
  ['Outer!', { inner: { a: 1, b: 2 } }, 'has an object of 2 members, but Inner has 1 at most.'],
  ['Outer', { inner: [{ a: 1 }, { a: 1, b: 2 }] }, 'of 2 members, but Inner has 1 at most.'],
  ['[Outer!]!', [{ text: 'x' }, { a: 1, b: 2, c: 3 }], 'of 3 members, but Outer has 2 at most.'],
])('%s does not take %j', (type, value, message) => {
  const error = excess(type, value);
  expect(error?.message).toMatch(/^Variable "\$v" /);
  expect(error?.message).toContain(message);
  expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', http: { status: 400 } });
});
