import { describe, expect, test } from 'vitest';
import { escapeMarkup } from '../../../../src/mapping/rich-text/escape-markup.js';
import { plainText } from '../../../../src/mapping/rich-text/plain-text.js';

describe('plainText', () => {
  test.each([
    ['plain text', 'plain text', 'plain text'],
    ['paragraphs', '<p>One</p><p>Two</p>', 'One\nTwo'],
    ['line breaks', 'One<br>Two<br/><br />Three', 'One\nTwo\n\nThree'],
    ['lists', '<ul><li>One</li><li>Two</li></ul>', '• One\n• Two'],
    ['markup within words', 'very <b style="x">imp<i>ort</i>ant</b>', 'very important'],
    [
      'tables',
      '<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>',
      'A 1\nB 2',
    ],
    [
      'images',
      'See <img src="x" alt="the &quot;plan&quot;"> and <img alt=\'b\'><img src=1>',
      'See the "plan" and b',
    ],
    ['links', '<a href="https://x.test?a=1&amp;b=2" target="_blank">Terms</a>', 'Terms'],
    [
      'entities',
      '&lt;5&nbsp;%&gt; &amp;amp; &#8364;&#x20AC; &eacute; &unknown; &#xd83d; &',
      '<5 %> &amp; €€ é &unknown; \ufffd &',
    ],
    [
      'comments, styles and scripts',
      'a<!-- <p>b</p> --><style>p{}</style><script>1<2</script>c',
      'ac',
    ],
    ['a comment without an end', 'a<!-- b', 'a'],
    ['a tag without an end', 'a <b title="x>y', 'a'],
    ['a lone bracket', '1 < 2 <3', '1 < 2 <3'],
    ['brackets within quotes', '<b title="a>b">c</b>', 'c'],
    ['spaces', '  <div>\n  a\n   b </div>\n\n<div></div> ', 'a b'],
    ['nothing', '<p><br></p>', ''],
  ])('%s', (_what, html, text) => {
    expect(plainText(html)).toBe(text);
  });

  test('takes time in proportion to the text', () => {
    const startedAt = performance.now();
    for (const part of ['<', '<a ', '&', '&#', '<!--', '</', '<p>', ' '])
      plainText(part.repeat(130_000));
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

test('escaped text reads as it was', () => {
  const text = 'A & B <x@y.test>\nsecond line &amp;';
  expect(plainText(escapeMarkup(text))).toBe(text);
});
