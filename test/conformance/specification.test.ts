import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { OPERATIONS } from '../../src/connectors/spotdraft/generated/operations.js';
import { readText } from '../unit/docs/markdown.js';

/** Members of a specification that hold sentences, wherever they stand but among the properties of a schema. */
const PROSE = ['title', 'summary', 'description', 'externalDocs'];

function proseIn(node: unknown, path: readonly string[] = []): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => proseIn(each, path));
  if (typeof node !== 'object' || node === null) return [];
  const isNamed = ['properties', 'example', 'examples'].includes(path.at(-1) ?? '');
  return Object.entries(node).flatMap(([name, value]) => {
    const here = [...path, name];
    if (name === 'example' || name === 'examples') return [];
    const isProse = !isNamed && PROSE.includes(name) && value !== '';
    return isProse ? [here.join(' ')] : proseIn(value, here);
  });
}

it('openapi/spotdraft.yml holds facts, none of the vendor’s sentences', () => {
  const { info, ...rest } = parse(readText('openapi/spotdraft.yml')) as Record<string, unknown>;
  expect(proseIn(rest)).toEqual([]);
  expect(Object.keys(info as object).sort()).toEqual(['title', 'version']);
});

it('docs/adding-an-operation.md says how many operations there are', () => {
  const [, count] = /has (\d+) operations/.exec(readText('docs/adding-an-operation.md')) ?? [];
  expect(Number(count)).toBe(Object.keys(OPERATIONS).length);
});
