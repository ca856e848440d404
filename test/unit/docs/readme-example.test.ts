import { expect, it } from 'vitest';
import { startWorld } from '../../support/world.js';
import { codeBlocks, readText, section } from './markdown.js';

const HEADING = 'One query and its answer';

it('README example: the query is the one in examples/, and its answer is what the server says', async () => {
  const text = section('README.md', HEADING);
  const [query] = codeBlocks(text, 'graphql');
  const [variables, answer] = codeBlocks(text, 'json').map((json): unknown => JSON.parse(json));
  expect(query).toBe(readText('examples/deal-by-id.graphql'));

  await using world = await startWorld({ backfill: true, worker: false });
  const { data, errors } = await world.graphql(query ?? '', variables, world.as('admin'));
  expect(errors).toEqual([]);
  expect(withoutVolatile({ data })).toEqual(withoutVolatile(answer));
});

/** Dates lie around the day the sandbox starts on, and the port is any free one. */
function withoutVolatile(answer: unknown): unknown {
  const text = JSON.stringify(answer)
    .replaceAll(/"\d{4}-\d\d-\d\d"/g, '"DATE"')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'ORIGIN');
  return JSON.parse(text);
}
