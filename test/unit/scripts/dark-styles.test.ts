import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { darkOf, withDarkColors, withoutColorHooks } from '../../../scripts/dark-styles.mjs';

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('a colour on dark screens', () => {
  it.each([
    ['text on a card', '#181818', '#ffffff'],
    ['a link on a card', '#0b5cab', '#ffffff'],
    ['weak text on a card', '#747474', '#ffffff'],
    ['an error on its ground', '#8e030f', '#feded8'],
    ['a success on its ground', '#194e31', '#cdefc4'],
    ['a warning on its ground', '#5f3e02', '#fff3d6'],
    ['a heading on a grey bar', '#181818', '#f3f3f3'],
  ])('is read as well: %s', (_what, ink, ground) => {
    const dark = contrast(darkOf(ink, 'ink') ?? ink, darkOf(ground, 'ground') ?? ground);
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
    expect(dark).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['a brand button', '#ffffff', '#0176d3'],
    ['a toast', '#ffffff', '#2e844a'],
  ])('stays where white is written on a strong ground: %s', (_what, ink, ground) => {
    expect([darkOf(ink, 'ink'), darkOf(ground, 'ground')]).toEqual([null, null]);
  });

  it('is a colour, whatever it was, with what it lets through', () => {
    const digits = fc.stringMatching(/^(?:[\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/);
    fc.assert(
      fc.property(digits, fc.constantFrom('ground', 'line', 'ink'), (color, role) => {
        const dark = darkOf(`#${color}`, role);
        if (dark === null) return;
        expect(dark).toMatch(/^#[\da-f]{6}(?:[\da-f]{2})?$/);
        expect(dark.slice(7)).toBe(color.length === 8 ? color.slice(6) : '');
      }),
    );
  });
});

it('is the same colour however a style sheet writes it', () => {
  const written = ['#fff', '#ffffff', 'white', 'rgb(255, 255, 255)'];
  expect(new Set(written.map((color) => darkOf(color, 'ground'))).size).toBe(1);
  expect(darkOf('rgba(0, 0, 0, 0.5)', 'ink')).toMatch(/^#[\da-f]{6}80$/);
});

describe('global colours', () => {
  it.each([
    ['their value', 'a{color:var(--slds-g-color-x, #000)}', 'a{color:#fff}'],
    ['behind another name', 'a{color:var(--b, var(--slds-g-color-x))}', 'a{color:var(--b, #fff)}'],
    ['by way of each other', 'a{color:var(--slds-g-color-y)}', 'a{color:#fff}'],
    [
      'what stands for them',
      'a{color:var(--slds-g-color-z, rgb(1, 2, 3))}',
      'a{color:rgb(1, 2, 3)}',
    ],
    [
      'nothing where nothing is known',
      'a{color:var(--slds-g-color-z)}',
      'a{color:var(--slds-g-color-z)}',
    ],
  ])('give way to %s', (_what, rule, expected) => {
    const root = ':root{--slds-g-color-x:#fff;--slds-g-color-y:var(--slds-g-color-x)}';
    expect(withoutColorHooks(root + rule)).toBe(`:root{}${expected}`);
  });
});

describe('a style sheet for both screens', () => {
  it('says both colours where one was, by what they are for', () => {
    expect(withDarkColors('a{color:#000;background:var(--b, #fff)}')).toMatch(
      /^a\{color:light-dark\(#000, #\w{6}\);background:var\(--b, light-dark\(#fff, #\w{6}\)\)\}$/,
    );
  });

  it.each([
    'a{width:1px}',
    'a{color:light-dark(#000, #fff)}',
    "a{background:url('data:image/svg+xml,%3Cpath fill=#fff/%3E')}",
    'a{box-shadow:0 0 3px #0176d3}',
    'a{background:#0176d3}',
    '@media (forced-colors: active){a{color:#000}}',
    'a{white-space:pre}',
  ])('leaves the rest as it is: %s', (css) => {
    expect(withDarkColors(css)).toBe(css);
  });
});
