import { expect, test } from 'vitest';
import { UpstreamRejectedError } from '../../../src/domain/errors.js';
import { refusalErrors } from '../../../src/services/refusal-errors.js';

const refusal = (fieldMessages: Record<string, string[]>) =>
  new UpstreamRejectedError('Not acceptable.', { service: 'spotdraft', fieldMessages });

test('names fields as they are called in our inputs', () => {
  const errors = refusalErrors(
    refusal({
      'contract_data.pricing.0.item': ['Blank.'],
      contract_name: ['Taken.'],
      'to_emails.1': ['Wrong.'],
      custom_message: ['Long.'],
    }),
  );
  expect(errors.map(({ field }) => field)).toEqual([
    ['data', 'pricing', '0', 'item'],
    ['name'],
    ['toEmails', '1'],
    ['message'],
  ]);
});

test('gives one error for each message of a field', () => {
  expect(refusalErrors(refusal({ contract_name: ['Taken.', 'Too long.'] }))).toMatchObject([
    { field: ['name'], message: 'SpotDraft: Taken.' },
    { field: ['name'], message: 'SpotDraft: Too long.' },
  ]);
});

test('faults of the whole, or without a field, belong to none', () => {
  expect(refusalErrors(refusal({ non_field_errors: ['No signatory.'] }))).toEqual([
    { field: null, code: 'SPOTDRAFT_REFUSED', message: 'SpotDraft: No signatory.' },
  ]);
  expect(refusalErrors(refusal({}))).toEqual([
    { field: null, code: 'SPOTDRAFT_REFUSED', message: 'Not acceptable.' },
  ]);
});
