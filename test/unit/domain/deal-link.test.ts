import { expect, test } from 'vitest';
import {
  comparableExternalId,
  externalIdOf,
  newDealLink,
  opportunityIdOf,
  requestIdOf,
  templateIdOf,
  wishOf,
  withDealLink,
  withRecordData,
} from '../../../src/domain/deal-link.js';
import { parseOpportunityId } from '../../../src/domain/opportunity-id.js';

const DEAL = parseOpportunityId('0065g00000XyZ12AAF');

test('what is written for a new contract is read back from it', () => {
  const mark = { requestId: 'request-1', wish: 'a.b' };
  const metadata = newDealLink(DEAL, mark, '1204');
  expect(opportunityIdOf(metadata)).toBe(DEAL);
  expect(requestIdOf(metadata)).toBe('request-1');
  expect(externalIdOf(metadata)).toBe(DEAL);
  expect(templateIdOf(metadata)).toBe('1204');
  expect(wishOf(metadata)).toBe('a.b');
  const unmarked = newDealLink(DEAL, { requestId: 'request-1', wish: null });
  expect(templateIdOf(unmarked)).toBeNull();
  expect(wishOf(unmarked)).toBeNull();
});

test('linking keeps everything but the link, and sends no member without a value', () => {
  const present = {
    id: 'old',
    integration_name: 'Zoho',
    record_type: 'Account',
    object_configuration_id: null,
    record_data: { dealdraft_request_id: 'request-1', other: null },
    custom: 7,
  };
  const linked = withDealLink(present, DEAL);
  expect(linked).toEqual({
    id: DEAL,
    integration_name: 'Salesforce',
    record_type: 'Opportunity',
    record_data: { dealdraft_request_id: 'request-1', other: null },
    custom: 7,
  });
  expect(opportunityIdOf(linked)).toBe(DEAL);
  expect(requestIdOf(linked)).toBe('request-1');
});

test('a contract without metadata is linked, too', () => {
  expect(opportunityIdOf(withDealLink({}, DEAL))).toBe(DEAL);
});

test.each([
  ['no metadata', null],
  ['an empty object', {}],
  ['data of another form', { record_data: 'request-1' }],
  ['an id of another type', { record_data: { dealdraft_request_id: 4 } }],
])('%s name no request', (_name, metadata) => {
  expect(requestIdOf(metadata)).toBeNull();
});

test.each([
  ['text as it is, in whatever length', { id: '0065g00000XyZ12' }, '0065g00000XyZ12'],
  ['a number as its digits', { id: 5 }, '5'],
  ['nothing else', { id: { nested: 1 } }, null],
])('the external id is %s', (_name, metadata, expected) => {
  expect(externalIdOf(metadata)).toBe(expected);
});

test('ids of 15 and 18 characters compare as one record, and foreign ids as they are', () => {
  expect(comparableExternalId('0065g00000XyZ12')).toBe(comparableExternalId(DEAL));
  expect(comparableExternalId('zoho-7')).toBe('zoho-7');
  expect(comparableExternalId('')).toBeNull();
  expect(comparableExternalId(null)).toBeNull();
});

test('record data is changed member by member, and nothing else is', () => {
  const present = {
    id: DEAL,
    integration_name: 'Salesforce',
    object_configuration_id: null,
    record_data: { dealdraft_request_id: 'request-1', kept: 1, gone: 2, blank: null },
  };
  expect(withRecordData(present, { gone: null, id: 'other', nested: { a: null } })).toEqual({
    id: DEAL,
    integration_name: 'Salesforce',
    record_data: { dealdraft_request_id: 'request-1', kept: 1, id: 'other', nested: { a: null } },
  });
});

test.each([[{}], [{ record_data: null }], [{ record_data: ['a'] }], [{ record_data: 'text' }]])(
  'record data may be written where there is none: %j',
  (present) => {
    expect(withRecordData(present, { a: 1 })).toEqual({ record_data: { a: 1 } });
  },
);

test.each([[4], ['x'], ['../1'], [null]])('%j is no template', (template) => {
  expect(templateIdOf({ record_data: { dealdraft_template_id: template } })).toBeNull();
});
