import { readdirSync, readFileSync } from 'node:fs';
import {
  getNamedType,
  GraphQLEnumType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
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

  it('has mutations that take one input and say what is wrong with it', () => {
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    expect(mutations.length).toBeGreaterThan(50);
    for (const { name, args, type } of mutations) {
      // From before there was a rule.
      const expected = name === 'syncContract' ? 'id' : 'input';
      expect([name, args.map((arg) => arg.name)]).toEqual([name, [expected]]);
      const payload = getNamedType(type);
      const { userErrors } = isObjectType(payload) ? payload.getFields() : {};
      expect([name, String(userErrors?.type)]).toEqual([name, '[UserError!]!']);
    }
  });

  it('lets every part that costs a call of SpotDraft be null, so that the rest answers without it', () => {
    const parts = ['Contract', 'ContractType', 'Template', 'Counterparty'].flatMap((name) => {
      const type = schema.getType(name);
      return isObjectType(type)
        ? Object.values(type.getFields()).map((field) => ({ at: `${name}.${field.name}`, field }))
        : [];
    });
    const required = parts
      .filter(({ field }) => (field.extensions.cost?.spotdraft ?? 0) > 0)
      .filter(({ field }) => isNonNullType(field.type))
      .map(({ at }) => at);
    // Fixed before that was a rule.
    expect(required.sort()).toEqual([
      'Contract.keyPointers',
      'Contract.recipients',
      'Template.fields',
    ]);
  });

  it('names in ContractAction every mutation about one contract, and nothing else but what opens it', () => {
    const shorter: Readonly<Record<string, string>> = {
      sendContract: 'SEND',
      voidContract: 'VOID',
      syncContract: 'SYNC',
    };
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    const aboutOne = mutations.filter(({ name, args }) => {
      // Of deliveries, which may be chosen by their contract.
      if (name === 'replayDeliveries') return false;
      const input = args.find((arg) => arg.name === 'input');
      const type = input && getNamedType(input.type);
      return (
        name === 'syncContract' || (isInputObjectType(type) && 'contractId' in type.getFields())
      );
    });
    const expected = aboutOne.map(
      ({ name }) => shorter[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
    );
    const action = schema.getType('ContractAction');
    const values = isEnumType(action) ? action.getValues().map(({ name }) => name) : [];
    expect([...values].sort()).toEqual(['OPEN', 'OPEN_DOCUMENT', ...expected].sort());
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
