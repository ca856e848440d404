import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENVIRONMENT } from '../../../src/config/config.js';
import { DRIFT_CAUSES } from '../../../src/sync/index.js';

const page = readFileSync(new URL('../../../docs/reconcile.md', import.meta.url), 'utf8');

test('docs/reconcile.md lists every cause with the words of the report', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (.+?) +\|$/gmu)];
  expect(rows.map(([, cause, meaning]) => [cause, meaning])).toEqual(Object.entries(DRIFT_CAUSES));
});

test('docs/reconcile.md names settings that exist', () => {
  const named = [...page.matchAll(/`(RECONCILE_[A-Z_]+)`/gu)].map(([, name]) => name!);
  expect(named.length).toBe(2);
  for (const name of named) expect(Object.keys(ENVIRONMENT)).toContain(name);
});
