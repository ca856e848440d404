import { readFile } from 'node:fs/promises';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { limitsRule } from '../../../src/resolvers/server/limits.js';

const OPERATIONS = new URL(
  '../../../salesforce/force-app/main/default/lwc/dealdraftApi/operations.js',
  import.meta.url,
);
const SCHEMA = new URL('../../../schema.graphql', import.meta.url);

const texts: Record<string, unknown> = await import(OPERATIONS.href);
const schema = buildSchema(await readFile(SCHEMA, 'utf8'));

describe('operations of the Lightning components', () => {
  it.each(Object.keys(texts))('%s asks for what the schema has, within its limits', (name) => {
    const errors = validate(schema, parse(String(texts[name])), [...specifiedRules, limitsRule]);
    expect(errors.map(({ message }) => message)).toEqual([]);
  });
});
