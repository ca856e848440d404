import { expect, test } from 'vitest';
import { UpstreamRejectedError } from '../../../../src/domain/errors.js';
import { refusalErrors } from '../../../../src/services/contracts/refusal-errors.js';

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

test('names nested members likewise, but leaves names that a template gave', () => {
  const errors = refusalErrors(
    refusal({ 'signatories.0.counterparty_name': ['No.'], 'contract_data.po_number': ['No.'] }),
  );
  expect(errors.map(({ field }) => field)).toEqual([
    ['signatories', '0', 'counterpartyName'],
    ['data', 'po_number'],
  ]);
});

test("keeps SpotDraft's own code", () => {
  const error = new UpstreamRejectedError('No.', {
    service: 'spotdraft',
    upstreamCode: 'SD_PUBLIC_00009',
  });
  expect(refusalErrors(error)).toMatchObject([{ spotdraftCode: 'SD_PUBLIC_00009' }]);
});

test('gives one error for each message of a field', () => {
  expect(refusalErrors(refusal({ contract_name: ['Taken.', 'Too long.'] }))).toMatchObject([
    { field: ['name'], message: 'SpotDraft: Taken.' },
    { field: ['name'], message: 'SpotDraft: Too long.' },
  ]);
});

test('faults of the whole, or without a field, belong to none', () => {
  expect(refusalErrors(refusal({ non_field_errors: ['No signatory.'] }))).toEqual([
    {
      field: null,
      code: 'SPOTDRAFT_REFUSED',
      message: 'SpotDraft: No signatory.',
      spotdraftCode: null,
    },
  ]);
  expect(refusalErrors(refusal({}))).toEqual([
    { field: null, code: 'SPOTDRAFT_REFUSED', message: 'Not acceptable.', spotdraftCode: null },
  ]);
});

test('names fields that every object of JavaScript has as any other', () => {
  const errors = refusalErrors(
    refusal({
      constructor: ['No.'],
      'signatories.0.toString': ['No.'],
      'contract_data.constructor': ['No.'],
    }),
  );
  expect(errors.map(({ field }) => field)).toEqual([
    ['constructor'],
    ['signatories', '0', 'toString'],
    ['data', 'constructor'],
  ]);
});
