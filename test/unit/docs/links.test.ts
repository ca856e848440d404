import { existsSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pages, readText, resolveFrom } from './markdown.js';

it.each(pages())('%s links to files that exist', (page) => {
  const targets = [...readText(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^https?:/.test(target));
  const missing = targets.filter((target) => {
    const [file = ''] = target.split('#');
    return !existsSync(resolveFrom(page, file === '' ? page.split('/').at(-1)! : file));
  });
  expect(missing).toEqual([]);
});

it('docs/architecture.md names only files and folders that exist', () => {
  const text = readText('docs/architecture.md');
  const named = [
    ...text.matchAll(/`((?:[a-z-]+\/)+(?:[a-z.-]+\.(?:ts|graphql))?|[a-z-]+\.ts)`/g),
  ].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(30);
  const short: Readonly<Record<string, string>> = {
    'opportunity.wire.ts': 'connectors/salesforce/opportunity.wire.ts',
    'soql.ts': 'connectors/salesforce/soql.ts',
  };
  const missing = named.filter((name) => {
    const file = short[name] ?? name;
    return !existsSync(resolveFrom('README.md', file)) && !existsSync(resolveFrom('src/x', file));
  });
  expect(missing).toEqual([]);
});

it('docs/proof.md names only tests that exist', () => {
  const named = [
    ...readText('docs/proof.md').matchAll(/`((?:[a-z\d-]+\/)+[a-z\d-]+(?:\.ts)?)`/g),
  ].map(([, name = '']) => `test/${name.endsWith('.ts') ? name : `${name}.test.ts`}`);
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((file) => !existsSync(resolveFrom('README.md', file)))).toEqual([]);
});

it('README and examples/README.md link to every page and example', () => {
  const readme = readText('README.md');
  const pictures = readdirSync(resolveFrom('README.md', 'docs/images'));
  const docs = [
    ...readdirSync(resolveFrom('README.md', 'docs')).filter((name) => name !== 'images'),
    ...pictures.map((name) => `images/${name}`),
  ].map((name) => `docs/${name}`);
  expect(docs.filter((name) => !readme.includes(`(${name})`))).toEqual([]);
  const list = readText('examples/README.md');
  const examples = readdirSync(resolveFrom('README.md', 'examples'));
  expect(examples.filter((name) => name !== 'README.md' && !list.includes(`(${name})`))).toEqual(
    [],
  );
});
