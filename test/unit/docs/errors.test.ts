import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GRAPHQL_ERROR_CODES } from '../../../src/resolvers/server/format-error.js';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** The codes that a section's table lists, each of which has a meaning and a remedy. */
function documentedCodes(heading: string): string[] {
  const section = read('docs/errors.md')
    .split('\n## ')
    .find((text) => text.startsWith(heading));
  return [...(section ?? '').matchAll(/^\| `([A-Z_]+)`\s*\| *\S.* \| *\S.*\|$/gm)].map(
    ([, code]) => code!,
  );
}

it('documents every GraphQL code, and none that does not exist', () => {
  expect(documentedCodes('Codes of GraphQL errors').sort()).toEqual(
    [...GRAPHQL_ERROR_CODES].sort(),
  );
});

it('documents every user error code, and none that does not exist', () => {
  // The codes are a type, which is gone at run time; its source is not.
  const [, union] = read('src/domain/user-error.ts').split('export type UserErrorCode =');
  const codes = [...union!.matchAll(/\| '([A-Z_]+)'/g)].map(([, code]) => code!);
  expect(codes.length).toBeGreaterThan(5);
  expect(documentedCodes('Codes of user errors').sort()).toEqual(codes.sort());
});
