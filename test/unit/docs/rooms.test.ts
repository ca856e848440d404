import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText, resolveFrom, section, tableRows, withoutCodeMarks } from './markdown.js';

/** Every file and folder below a folder of the project, from there. */
function below(folder: string): string[] {
  return readdirSync(resolveFrom('README.md', folder), { recursive: true, encoding: 'utf8' }).map(
    (name) => name.split(path.sep).join('/'),
  );
}

const wordOf = (file: string) => path.posix.basename(file).split('.')[0] ?? '';
const has = (folder: string, word: string) => below(folder).some((file) => wordOf(file) === word);

/** A word of a capability: a file of the connector, by the list that makes all of them. */
const capabilities = [
  ...readText('src/connectors/spotdraft/capabilities.ts').matchAll(/from '\.\/(.+)\.js'/gu),
].map(([, word = '']) => word);
const withUseCases = capabilities.filter((word) => has('src/services', word));

/** Handed on as SpotDraft has it, in a shape that nobody published: there is no type to write down. */
const WITHOUT_TYPES: ReadonlySet<string> = new Set(['facets']);

describe('a capability has the same word on every floor', () => {
  it('knows the capabilities that have use cases of their own', () => {
    expect(withUseCases).toEqual(expect.arrayContaining(['contracts', 'notes', 'templates']));
  });

  it.each(withUseCases)('%s', (word) => {
    const floors = [
      'src/connectors/spotdraft',
      ...(WITHOUT_TYPES.has(word) ? [] : ['src/schema']),
      'src/sandbox/spotdraft',
    ];
    expect(floors.filter((floor) => !has(floor, word))).toEqual([]);
    // A room of fields, or one file of them.
    expect(has('src/resolvers', word)).toBe(true);
  });

  it('notes has its tests by the same word', () => {
    expect(has('test/integration/connectors/spotdraft', 'notes')).toBe(true);
    expect(has('test/integration/app', 'notes')).toBe(true);
    expect(has('test/operations', 'notes')).toBe(true);
  });
});

it('docs/architecture.md leads to every floor of notes, contracts and templates', () => {
  const words = ['note', 'contract', 'template'];
  const rows = tableRows(section('docs/architecture.md', 'Floors and rooms'))
    .map((cells) => cells.map(withoutCodeMarks))
    .filter((cells) => cells.length === words.length + 1);
  expect(rows.length).toBeGreaterThan(5);
  for (const [, ...files] of rows) {
    for (const [index, file] of files.entries()) {
      if (file === '') continue;
      expect(existsSync(resolveFrom('README.md', `src/${file}`)), file).toBe(true);
      expect(wordOf(file), file).toMatch(new RegExp(`^${words[index] ?? ''}s?$`, 'u'));
    }
  }
});

it('docs/architecture.md has a row for every folder of src, and the layer rules one for each', () => {
  const rows = tableRows(section('docs/architecture.md', 'Floors and rooms')).map(([first = '']) =>
    withoutCodeMarks(first),
  );
  const rules = readText('.dependency-cruiser.cjs');
  const folders = readdirSync(resolveFrom('README.md', 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const isIn = (name: string) => rows.some((row) => row.startsWith(`${name}/`));
  expect(folders.filter((name) => !isIn(name))).toEqual([]);
  expect(folders.filter((name) => !rules.includes(`'${name}/`))).toEqual([]);
});

/** Neighbours stand in the folder of their connector; what is tested of a file stands at the file's own path. */
it('test/unit and test/integration have the rooms of src', () => {
  const rooms = new Set(below('src'));
  // Not of src: the pages about the project, its Salesforce package, what builds it, and what supports tests.
  const others = /^(?:docs|salesforce-package|scripts|support)(?:$|\/)/u;
  const strangers = (kind: string) =>
    [
      ...new Set(
        below(kind)
          .filter((file) => file.endsWith('.ts'))
          .map((file) => path.posix.dirname(file)),
      ),
    ].filter((folder) => !others.test(folder) && !rooms.has(folder));
  expect(strangers('test/unit')).toEqual([]);
  expect(strangers('test/integration')).toEqual([]);
});
