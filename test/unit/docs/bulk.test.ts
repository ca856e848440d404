import { readFileSync } from 'node:fs';
import { parse, specifiedRules, validate } from 'graphql';
import { expect, it } from 'vitest';
import { parseDealFilter } from '../../../src/cli/bulk/deal-filter.js';
import { MAX_BULK_DEALS, MAX_OPEN_BULK_JOBS } from '../../../src/domain/bulk.js';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import { limitsRule } from '../../../src/resolvers/server/limits.js';

const page = readFileSync(new URL('../../../docs/bulk.md', import.meta.url), 'utf8');

it('docs/bulk.md shows operations that fit the schema', () => {
  const schema = buildGraphqlSchema();
  const blocks = [...page.matchAll(/```graphql\n(.*?)```/gs)].map(([, text]) => text!);
  expect(blocks).toHaveLength(3);
  for (const block of blocks)
    expect(validate(schema, parse(block), [...specifiedRules, limitsRule])).toEqual([]);
  const mutations = schema.getMutationType()!.getFields();
  for (const [, name] of page.matchAll(/^\| `(\w+BulkCreate)`/gm))
    expect(mutations[name!]).toBeDefined();
});

it('docs/bulk.md shows filters that the command takes, and the bounds that are', () => {
  const filters = [...page.matchAll(/--where '(.*?)'/g)].map(([, text]) => text!);
  expect(filters.length).toBeGreaterThan(0);
  for (const filter of filters) expect(() => parseDealFilter(filter)).not.toThrow();
  expect(page).toContain(`up to ${MAX_BULK_DEALS.toLocaleString('en-US')} deals`);
  expect(page).toContain(`Up to ${MAX_OPEN_BULK_JOBS} jobs of one caller`);
});
