import { expect, test } from 'vitest';
import { closest } from '../../../../src/mapping/wording/closest.js';

test.each([
  ['po_numbr', ['po_number', 'name'], ' (did you mean "po_number"?)'],
  ['PO_NUMBER', ['po_number'], ' (did you mean "po_number"?)'],
  ['id', ['ids', 'a_much_longer_name'], ' (did you mean "ids"?)'],
  ['x', [], ''],
  ['completely', ['different'], ''],
  // Compared with a name like it, it would take seconds.
  ['x'.repeat(500_000), [`${'x'.repeat(499_999)}y`], ''],
])('%s of %j', (name, candidates, hint) => {
  expect(closest(name, candidates)).toBe(hint);
});
