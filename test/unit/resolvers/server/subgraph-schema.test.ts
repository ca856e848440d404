import {
  GraphQLError,
  isEnumType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  printSchema,
  validate,
} from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildGraphqlSchema } from '../../../../src/resolvers/server/graphql-schema.js';
import { costExcess, costOf } from '../../../../src/resolvers/server/operation-cost.js';
import { buildFederatedSchema } from '../../../../src/resolvers/server/subgraph-schema.js';

const plain = buildGraphqlSchema();
const subgraph = buildFederatedSchema(plain);

/** What each field of every object costs and who answers it. */
function fieldsOf(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('_'))
    .flatMap((type) =>
      Object.values(type.getFields()).map(
        ({ name, extensions, resolve, subscribe }) =>
          [`${type.name}.${name}`, { cost: extensions.cost, resolve, subscribe }] as const,
      ),
    );
}

/** Values and scalars as the code behind the graph has them. */
function innerValuesOf(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !/^_|__/.test(name))
    .flatMap((type): (readonly [string, unknown])[] => {
      if (isEnumType(type))
        return type.getValues().map(({ name, value }) => [`${type.name}.${name}`, value]);
      return isScalarType(type) ? [[type.name, type.parseValue]] : [];
    });
}

function request(text: string, variables: Readonly<Record<string, unknown>> = {}) {
  const document = parse(text);
  expect(validate(subgraph, document)).toEqual([]);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('No operation.');
  return { schema: subgraph, document, operation, variables };
}

function priceOf(text: string, variables: Readonly<Record<string, unknown>> = {}) {
  const { spotdraft, salesforce, values } = costOf(request(text, variables));
  return { spotdraft: spotdraft.total, salesforce: salesforce.total, values: values.total };
}

const refusalOf = (text: string, variables: Readonly<Record<string, unknown>> = {}) =>
  costExcess(request(text, variables));

const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of)';
const representations = (count: number, typeName = 'Contract') =>
  Array.from({ length: count }, (_, index) => ({ __typename: typeName, id: `T-${index}` }));

describe('the subgraph', () => {
  it('leaves the graph as it is without it', () => {
    expect(printSchema(plain)).not.toMatch(/_entities|_service|_Any|@key|@shareable/);
  });

  it('has every field with its cost and with whoever answers it', () => {
    const own = new Set(fieldsOf(plain).map(([name]) => name));
    const kept = fieldsOf(subgraph).filter(([name]) => own.has(name));
    expect(new Map(kept)).toEqual(new Map(fieldsOf(plain)));
    expect(kept.some(([, { cost }]) => cost?.spotdraft === 1)).toBe(true);
  });

  it('has the values of enums and the parsers of scalars', () => {
    expect(new Map(innerValuesOf(subgraph))).toEqual(new Map(innerValuesOf(plain)));
  });
});

describe('the price of `_entities`', () => {
  it('counts what is asked of each type as often as it is represented', () => {
    const text = `${ENTITIES} { ... on Contract { recipients { name } } ... on Opportunity { name } } }`;
    const one = priceOf(text, { of: representations(1) });
    expect(one.spotdraft).toBe(1.5);
    expect(priceOf(text, { of: representations(20) }).spotdraft).toBe(30);
    const mixed = [...representations(20), ...representations(30, 'Opportunity')];
    expect(priceOf(text, { of: mixed }).spotdraft).toBe(30);
    expect(priceOf(text, { of: mixed }).salesforce).toBeCloseTo(0.5);
  });

  it('tells types apart in fragments as well', () => {
    const text = `${ENTITIES} { ...C ...O } }
      fragment C on Contract { recipients { name } } fragment O on Opportunity { name }`;
    const mixed = [...representations(2), ...representations(2, 'Opportunity')];
    expect(priceOf(text, { of: mixed }).spotdraft).toBe(3);
  });

  it('counts those that stand in the text', () => {
    const text = (count: number) =>
      `{ _entities(representations: [${'{ __typename: "Template", id: "1" } '.repeat(count)}]) { __typename } }`;
    expect(priceOf(text(6)).spotdraft).toBe(3);
    expect(priceOf(text(1)).values).toBe(2);
  });

  it('refuses what would take too many calls', () => {
    const text = `${ENTITIES} { ... on Contract { recipients { name } keyPointers { id } } } }`;
    expect(refusalOf(text, { of: representations(30) })).toBeNull();
    expect(refusalOf(text, { of: representations(60) })?.message).toContain(
      'may take 150 calls of SpotDraft',
    );
  });

  it.each([
    ['101 of them', representations(101), /at most 100 representations, not 101/],
    ['one of a type that is no entity', representations(1, 'Money'), /`__typename` is one of/],
    ['one of an unknown type', representations(1, 'Nothing'), /Account, Contract, Opportunity/],
    ['one without a type', [{ id: 'T-1' }], /`__typename` is one of/],
    ['one that is no object', ['T-1'], /`__typename` is one of/],
    ['null', [null], /`__typename` is one of/],
  ])('refuses %s', (_what, of, message) => {
    const refusal = refusalOf(`${ENTITIES} { __typename } }`, { of });
    expect(refusal).toBeInstanceOf(GraphQLError);
    expect(refusal?.message).toMatch(message);
    expect(refusal?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});
