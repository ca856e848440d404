import { expect, test } from 'vitest';
import { isEmail } from '../../../../src/mapping/fit/email.js';

test.each(['a+b@x.test', 'ünï@exämple.de', "o'brien@x.test", 'a@localhost', 'a.b_c-d%e@x.co.uk'])(
  '%s is an e-mail address',
  (text) => expect(isEmail(text)).toBe(true),
);

test.each([
  '',
  'a@',
  '@b',
  'a@b@c',
  'a b@x.test',
  'mailto:a@x.test',
  'Ada <a@x.test>',
  'a@x.test;b@x.test',
  'a@x.test,b@x.test',
  'a\u200b@x.test',
  '\u202ea@x.test',
  'a\u0000@x.test',
  ' a@x.test',
])('%j is none, or not one alone', (text) => expect(isEmail(text)).toBe(false));
