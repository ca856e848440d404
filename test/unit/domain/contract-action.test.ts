import { describe, expect, test } from 'vitest';
import { actionsIn, isWaitedFor } from '../../../src/domain/contract-action.js';
import { CONTRACT_STATUSES } from '../../../src/domain/contract.js';

describe('actionsIn', () => {
  const expected: Record<(typeof CONTRACT_STATUSES)[number], string> = {
    DRAFT: 'OPEN SEND VOID SYNC',
    REDLINING: 'OPEN SEND VOID SYNC',
    SIGN: 'OPEN VOID SYNC',
    EXECUTED: 'OPEN OPEN_DOCUMENT SYNC',
    ON_HOLD: 'OPEN VOID SYNC',
    VOIDED: 'OPEN SYNC',
    DELETED: 'SYNC',
    UNKNOWN: 'OPEN SEND VOID SYNC',
  };
  test.each(CONTRACT_STATUSES)('offers in %s what makes sense there', (status) => {
    expect(actionsIn(status).join(' ')).toBe(expected[status]);
  });
});

test.each<[string | null, boolean]>([
  ['SIGNED', false],
  ['PENDING', true],
  ['IN_PROGRESS', true],
  ['DECLINED', true],
  [null, true],
  ['SOMETHING_NEW', true],
])('a recipient whose status is %s: waited for is %s', (status, expected) => {
  expect(isWaitedFor({ name: 'Bo', email: null, status })).toBe(expected);
});
