import { expect, test } from 'vitest';
import { isIgnoredActivity, SUBSCRIBED_ACTIVITIES } from '../../../src/domain/webhook-activity.js';

test('what we ask for, we look at, but for what only a page shows', () => {
  expect(SUBSCRIBED_ACTIVITIES).toContain('CONTRACT_EXECUTED');
  expect(SUBSCRIBED_ACTIVITIES.filter(isIgnoredActivity)).toEqual([
    'CONTRACT_APPROVAL_REQUESTED',
    'CONTRACT_APPROVAL_COMPLETED',
    'CONTRACT_KEY_POINTER_CREATION',
    'CONTRACT_KEY_POINTER_UPDATION',
    'CONTRACT_ACTIVITY_LOG_COMMENT_CREATED',
  ]);
});

test('what we never heard of is worth a look, whatever its name inherits', () => {
  expect(isIgnoredActivity('CONTRACT_REINCARNATED')).toBe(false);
  expect(isIgnoredActivity('constructor')).toBe(false);
  expect(isIgnoredActivity('__proto__')).toBe(false);
  expect(isIgnoredActivity('POSTMARK_EMAIL_EVENT')).toBe(true);
});
