import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toReturnPath } from '../../../src/auth/return-path.js';

describe('toReturnPath', () => {
  it.each([
    ['/', '/'],
    ['/documents/T-1', '/documents/T-1'],
    ['/?a=b&c=//d', '/?a=b&c=//d'],
    ['/#/deals/006', '/#/deals/006'],
    ['/a/../b', '/b'],
    ['/a b/ü', '/a%20b/%C3%BC'],
    ['/@evil.example', '/@evil.example'],
    ['/signing', '/signing'],
  ])('keeps %s', (given, kept) => {
    expect(toReturnPath(given)).toBe(kept);
  });

  it.each([
    undefined,
    '',
    'documents/T-1',
    'https://evil.example/',
    'javascript:alert(1)',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/a\\b',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/\u0000',
    '/\u007f',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    '/signin',
    '/signin?returnTo=/signin',
    '/signin/callback?code=1',
    '/x/../signin',
    '/signout',
    `/${'a'.repeat(2_000)}`,
  ])('does not follow %j', (given) => {
    expect(toReturnPath(given)).toBe('/');
  });

  it('never leads to another host, however a browser reads it', () => {
    const part = fc.constantFrom('/', '\\', '.', '..', '@', ':', '%2f', '%5c', '\t', '?', '#', 'x');
    const host = 'https://here.example/somewhere';
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part).map((parts) => `/${parts.join('')}evil.example`),
          fc.string(),
        ),
        (text) => {
          const path = toReturnPath(text);
          expect(new URL(path, host).origin).toBe('https://here.example');
          expect(toReturnPath(path)).toBe(path);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
