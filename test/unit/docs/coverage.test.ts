import { expect, it } from 'vitest';
import { coverageDocs } from '../../../scripts/coverage-docs.mjs';
import { OPERATIONS } from '../../../src/connectors/spotdraft/generated/operations.js';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import { readText } from './markdown.js';

const operations = Object.keys(OPERATIONS);

it('docs/coverage.md says of every operation what it is called for, or why it is not', async () => {
  const { problems } = await coverageDocs(operations, buildGraphqlSchema());
  expect(problems).toEqual([]);
});

it('docs/coverage.md has a line for each operation of the specification', () => {
  const lines = readText('docs/coverage.md')
    .split('\n')
    .flatMap((line) => /^- `([A-Z]+ \/[^`]*)`: \S/.exec(line)?.[1] ?? []);
  expect(lines).toEqual(operations);
});

it('what is missing, unknown or not in the graph is found', async () => {
  const { problems } = await coverageDocs(
    [...operations.slice(1), 'GET /nothing/'],
    buildGraphqlSchema(),
  );
  expect(problems).toContain('GET /nothing/ is not called, and no reason is given.');
  expect(problems).toContain(`${operations[0]} is no operation of the specification.`);
});
