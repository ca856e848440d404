import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { everyMetric } from '../../support/every-metric.js';
import { readText, resolveFrom, section, tableRows, withoutCodeMarks } from './markdown.js';

it('docs/operations.md lists every metric of ours with its labels', async () => {
  const text = await everyMetric();
  const served = [...text.matchAll(/^# HELP (\S+)/gm)]
    .map(([, name = '']) => name)
    .filter((name) => !/^dealdraft_(?:process|nodejs)_/.test(name))
    .map((name) => [name, labelsOf(name, text)]);
  const documented = tableRows(section('docs/operations.md', 'Metrics')).map(
    ([name = '', labels = '']) => [
      withoutCodeMarks(name),
      withoutCodeMarks(labels).split(', ').sort().join(', '),
    ],
  );
  expect(documented).toEqual(served);
});

it('every log message that docs/operations.md names is one that the code has', () => {
  const rows = tableRows(section('docs/operations.md', 'Read the log'));
  const source = readdirSync(resolveFrom('README.md', 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readText(`src/${file}`))
    .join('\n');
  expect(rows.length).toBeGreaterThan(4);
  for (const [message = ''] of rows) {
    const beginning = withoutCodeMarks(message).replace(/…$/, '').trim();
    expect(source).toContain(beginning);
  }
});

function labelsOf(name: string, text: string): string {
  const sample = new RegExp(`^${name}(?:_count)?(?:\\{(.*)\\})? `, 'm').exec(text)?.[1] ?? '';
  return [...sample.matchAll(/(\w+)="/g)]
    .map(([, label = '']) => label)
    .sort()
    .join(', ');
}
