import { expect, test } from 'vitest';
import { InputError } from '../../../../src/domain/errors.js';
import { checkPage } from '../../../../src/services/paging/page.js';

test.each([1, 25, 100])('takes a page of %i', (first) => {
  expect(() => {
    checkPage({ first });
  }).not.toThrow();
});

test.each([0, -1, 101, 1.5, Number.NaN])('refuses a page of %d', (first) => {
  expect(() => {
    checkPage({ first });
  }).toThrow(InputError);
});
