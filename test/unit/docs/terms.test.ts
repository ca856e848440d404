import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { parseMappingFile } from '../../../src/mapping/index.js';

const page = readFileSync(new URL('../../../docs/terms.md', import.meta.url), 'utf8');
const schema = buildSchema(
  readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'),
);

function blocks(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gsu'))].map(
    ([, text = '']) => text,
  );
}

it('the checks of the page are a mapping file that is read without a complaint', () => {
  const [checks = ''] = blocks('yaml');
  const { checks: rules } = parseMappingFile(`version: 1\ncontracts: []\n${checks}`, 'page');
  expect(rules.checks.map(({ name, severity }) => `${name}: ${severity}`)).toEqual([
    'total: block',
    'start: warn',
    'yearly fee: block',
    'products: warn',
  ]);
  expect(rules.paths).toContainEqual(['OpportunityLineItems', 'Product2', 'Name']);
});

it('the operations of the page fit the graph', () => {
  const operations = blocks('graphql');
  expect(operations).toHaveLength(2);
  expect(operations.flatMap((operation) => validate(schema, parse(operation)))).toEqual([]);
});
