import { describe, expect, it } from 'vitest';
import { iconsIn, usedIcons, usedStyles } from '../../../scripts/used-styles.mjs';

describe('the styles that a script uses', () => {
  const left = (css: string, text: string) => usedStyles(css, text).replace(/\s+/g, '');

  it.each([
    ['a class that is named', '.slds-card{top:0}', '"slds-card"', '.slds-card{top:0}'],
    ['none that is not', '.slds-card{top:0}', '"slds-carded"', ''],
    ['elements', 'table td{top:0}', '', 'tabletd{top:0}'],
    ['of several selectors those that are', '.a,.slds-b{top:0}', 'slds-b', '.slds-b{top:0}'],
    ['a class below another, when both are', '.a .b{top:0}', 'a b', '.a.b{top:0}'],
    ['not one below a class that is not', '.a .b{top:0}', 'b', ''],
    ['what another class turns off', '.a:not(.b){top:0}', 'a', '.a:not(.b){top:0}'],
    [
      'a name that a script puts together',
      '.slds-modal_small{top:0}',
      '`slds-modal_${size}`',
      '.slds-modal_small{top:0}',
    ],
    ['no media without rules', '@media print{.a{top:0}}', '', ''],
    ['no font', '@font-face{font-family:A}', '', ''],
    ['no motion that nothing plays', '@keyframes a{0%{top:0}}', '', ''],
    [
      'a motion that something plays',
      '@keyframes a{0%{top:0}}.b{animation:a 1s}',
      'b',
      '@keyframesa{0%{top:0}}.b{animation:a1s}',
    ],
    [
      'the ground of an icon that is named',
      '.slds-icon-standard-opportunity{top:0}.slds-icon-standard-lead{top:0}',
      '"standard:opportunity" `slds-icon-${name}`',
      '.slds-icon-standard-opportunity{top:0}',
    ],
  ])('are %s', (_what, css, text, expected) => {
    expect(left(css, text)).toBe(expected);
  });
});

describe('the icons that a script uses', () => {
  it('are those that it names, each once, from the sprite of its kind', () => {
    const icons = iconsIn('"utility:close" \'standard:contract\' "utility:close" a:b');
    expect(icons).toEqual(['standard:contract', 'utility:close']);
    const sprites = new Map([
      ['utility', '<svg><symbol viewBox="0 0 1 1"  id="close"><path d="M1"/></symbol></svg>'],
      ['standard', '<svg><symbol id="contract"><path d="M2"/></symbol><symbol id="x"/></svg>'],
    ]);
    expect(usedIcons(sprites, icons)).toMatch(
      /^<svg [^>]+><symbol id="standard-contract"><path d="M2"\/><\/symbol><symbol viewBox="0 0 1 1" {2}id="utility-close"><path d="M1"\/><\/symbol><\/svg>\n$/,
    );
  });
});
