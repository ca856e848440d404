import { expect, test } from 'vitest';
import {
  ConfigError,
  RateLimitedError,
  UpstreamRejectedError,
} from '../../../src/domain/errors.js';

test('errors carry what a log needs and keep their cause', () => {
  const cause = new Error('socket closed');
  const error = new RateLimitedError('Too many.', {
    service: 'spotdraft',
    operation: 'GET /contracts/',
    status: 429,
    upstreamCode: 'THROTTLED',
    retryAfterMs: 1_500,
    cause,
  });
  expect(error).toMatchObject({
    name: 'RateLimitedError',
    code: 'RATE_LIMITED',
    retryable: true,
    service: 'spotdraft',
    operation: 'GET /contracts/',
    status: 429,
    upstreamCode: 'THROTTLED',
    retryAfterMs: 1_500,
    cause,
  });
});

test('lists every configuration problem at once', () => {
  const error = new ConfigError(['PORT is not a number.', 'HOST is empty.']);
  expect(error.message).toBe('PORT is not a number.\nHOST is empty.');
  expect(error.problems).toHaveLength(2);
  expect('cause' in error).toBe(false);
});

test('a refusal without fields has none', () => {
  expect(new UpstreamRejectedError('No.', {}).fieldMessages).toEqual({});
  const fieldMessages = { 'data.po_number': ['Too long.'] };
  expect(new UpstreamRejectedError('No.', { fieldMessages }).fieldMessages).toEqual(fieldMessages);
});
