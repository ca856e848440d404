import { readdirSync, readFileSync } from 'node:fs';
import {
  GraphQLEnumType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  parse,
  print,
  printSchema,
  specifiedRules,
  validate,
} from 'graphql';
import type { DefinitionNode, InputValueDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { CONTRACT_KINDS } from '../../../src/domain/contract.js';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import { limitsRule } from '../../../src/resolvers/server/limits.js';

const schema = buildGraphqlSchema();

/** Every name in a document with its type and default, one line each: `Query.contracts(first:): Int = 25`. */
function surfaceOf(text: string): string[] {
  return parse(text).definitions.flatMap(linesOf);
}

function linesOf(definition: DefinitionNode): string[] {
  const input = (path: string, value: InputValueDefinitionNode) => {
    const fallback = value.defaultValue ? ` = ${print(value.defaultValue)}` : '';
    return `${path}: ${print(value.type)}${fallback}`;
  };
  if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
    return (definition.fields ?? []).flatMap((field) => {
      const path = `type ${definition.name.value}.${field.name.value}`;
      return [
        `${path}: ${print(field.type)}`,
        ...(field.arguments ?? []).map((arg) => input(`${path}(${arg.name.value}:)`, arg)),
      ];
    });
  }
  if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    return (definition.fields ?? []).map((field) =>
      input(`input ${definition.name.value}.${field.name.value}`, field),
    );
  }
  if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
    return (definition.values ?? []).map(
      (value) => `enum ${definition.name.value}.${value.name.value}`,
    );
  }
  return [];
}

describe('the schema', () => {
  const fixed = readFileSync(new URL('fixed-surface.graphql', import.meta.url), 'utf8');

  it('has every fixed name with its type, nullability and default', () => {
    const wanted = surfaceOf(fixed);
    expect(wanted.length).toBeGreaterThan(130);
    const emitted = new Set(surfaceOf(printSchema(schema)));
    expect(wanted.filter((line) => !emitted.has(line))).toEqual([]);
  });

  it('asks for nothing more than the fixed names do', () => {
    const wanted = new Set(surfaceOf(fixed));
    const required = surfaceOf(printSchema(schema)).filter(
      (line) => /^input|\(/.test(line) && line.endsWith('!') && !wanted.has(line),
    );
    expect(required).toEqual([]);
  });

  it('has the scalars, kinds and connections that the fixed names refer to', () => {
    for (const name of ['Date', 'DateTime', 'JSON', 'JSONObject', 'URL']) {
      expect(schema.getType(name)?.name).toBe(name);
    }
    const kind = schema.getType('ContractKind');
    expect(kind).toBeInstanceOf(GraphQLEnumType);
    expect((kind as GraphQLEnumType).getValues().map(({ name }) => name)).toEqual([
      ...CONTRACT_KINDS,
    ]);
    const emitted = surfaceOf(printSchema(schema));
    for (const node of ['Opportunity', 'Contract']) {
      expect(emitted).toEqual(
        expect.arrayContaining([
          `type ${node}Connection.nodes: [${node}!]!`,
          `type ${node}Connection.edges: [${node}Edge!]!`,
          `type ${node}Connection.pageInfo: PageInfo!`,
          `type ${node}Connection.totalCount: Int`,
          `type ${node}Edge.cursor: String!`,
          `type ${node}Edge.node: ${node}!`,
        ]),
      );
    }
  });

  it('describes every type, field, argument and value', () => {
    const undescribed: string[] = [];
    const check = (path: string, item: { description?: string | null | undefined }) => {
      if (!item.description) undescribed.push(path);
    };
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
      check(type.name, type);
      if (isEnumType(type)) {
        for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
      }
      if (isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) {
          check(`${type.name}.${field.name}`, field);
        }
      }
      if (isObjectType(type)) {
        for (const field of Object.values(type.getFields())) {
          check(`${type.name}.${field.name}`, field);
          for (const arg of field.args) check(`${type.name}.${field.name}(${arg.name}:)`, arg);
        }
      }
    }
    expect(undescribed).toEqual([]);
  });
});

describe('the examples', () => {
  const folder = new URL('../../../examples/', import.meta.url);
  const examples = readdirSync(folder).filter((file) => file.endsWith('.graphql'));

  it.each(examples)('%s fits the schema and its limits', (file) => {
    const document = parse(readFileSync(new URL(file, folder), 'utf8'));
    expect(validate(schema, document, [...specifiedRules, limitsRule])).toEqual([]);
  });
});
