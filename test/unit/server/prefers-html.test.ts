import { expect, it } from 'vitest';
import { prefersHtml } from '../../../src/server/prefers-html.js';

it.each([
  'text/html',
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'application/json;q=0.5, TEXT/HTML; q=0.9',
])('takes %s for a browser', (accept) => {
  expect(prefersHtml(accept)).toBe(true);
});

it.each([
  undefined,
  '',
  '*/*',
  'text/*',
  'application/json',
  'application/json, text/html;q=0.5',
  'text/html;q=0',
  'text/html;q=nonsense',
])('does not take %s for one', (accept) => {
  expect(prefersHtml(accept)).toBe(false);
});
