import { expect, it } from 'vitest';
import { AmbiguousOutcomeError, UpstreamRejectedError } from '../../../../src/domain/errors.js';
import { writeActivity } from '../../../../src/sync/write-back/write-activity.js';
import type { WrittenRow } from '../../../../src/sync/write-back/write-activity.js';
import { DEAL_A, T1, T2 } from '../../../contract/store/samples.js';

const ofDeal: WrittenRow = {
  objectName: 'Opportunity',
  row: { id: DEAL_A, Contract_Status__c: 'SIGN' },
  known: { Contract_Status__c: 'DRAFT' },
  isRead: true,
  contractIds: [T1, T2],
};
const salesforce = { service: 'salesforce' } as const;

it('tells of a deal that several contracts share by the deal alone, with what was read before', () => {
  expect(writeActivity(ofDeal, { result: { ok: true, id: DEAL_A, created: false } })).toMatchObject(
    {
      contractId: null,
      opportunityId: DEAL_A,
      outcome: 'written',
      changes: [{ field: 'Contract_Status__c', before: 'DRAFT', after: 'SIGN', isRead: true }],
    },
  );
  const alone = { ...ofDeal, contractIds: [T2] };
  expect(writeActivity(alone, { result: undefined }).contractId).toBe(T2);
  expect(writeActivity({ ...ofDeal, contractIds: [] }, { result: undefined }).contractId).toBe(
    null,
  );
});

it('tells of a record that got no answer in the words of dealdraft, which everybody may read', () => {
  const row = { id: T1, Name: 'Order form' };
  const written = { ...ofDeal, row, known: undefined, isRead: false, opportunityId: DEAL_A };
  expect(writeActivity(written, { result: undefined })).toMatchObject({
    contractId: T1,
    opportunityId: DEAL_A,
    changes: [{ field: 'Name', before: null, after: 'Order form' }],
    outcome: 'refused',
    failed: true,
    error: 'The CRM gave no result for this row.',
    told: null,
  });
});

it.each([
  ['unclear', new AmbiguousOutcomeError('No answer came.', salesforce), 'No answer came.'],
  ['refused', new UpstreamRejectedError('No such field.', salesforce), 'No such field.'],
])('a call that failed is %s, with its reason', (outcome, error, reason) => {
  const told = expect.stringContaining('The CRM could not be read or written for it') as string;
  expect(writeActivity(ofDeal, { error })).toMatchObject({ outcome, error: reason, told });
});

it('says nothing of the insides of a call that failed by a fault of ours', () => {
  expect(writeActivity(ofDeal, { error: new TypeError('x is undefined') })).toMatchObject({
    outcome: 'refused',
    error: 'The call failed.',
    told: null,
  });
});
