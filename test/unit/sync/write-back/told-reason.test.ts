import { expect, test } from 'vitest';
import { TerminalError, UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { toldOfError, whyOf } from '../../../../src/sync/write-back/told-reason.js';

const WORDS = 'record Acme (private) is locked by jo@crm.example';

test.each([
  [
    'salesforce',
    'UNABLE_TO_LOCK_ROW',
    'The CRM could not be read or written for it (UNABLE_TO_LOCK_ROW).',
  ],
  ['salesforce', undefined, 'The CRM could not be read or written for it.'],
  ['spotdraft', 'C01', 'SpotDraft could not be asked about it (C01).'],
  ['spotdraft', undefined, 'SpotDraft could not be asked about it.'],
] as const)(
  'readers of a contract are told of %s by its code %s, never its words',
  (service, upstreamCode, told) => {
    const error = new UpstreamUnavailableError(WORDS, {
      service,
      ...(upstreamCode === undefined ? {} : { upstreamCode }),
    });
    expect(whyOf(error)).toEqual({ reason: WORDS, told: `${told} It is tried again by itself.` });
  },
);

test('what can not be tried again asks for the operator', () => {
  const error = new TerminalError(WORDS, { service: 'salesforce' });
  expect(toldOfError(error).told).toMatch(/Ask the operator of dealdraft/u);
});

test('our own words need no others, and an error that is none of ours says nothing', () => {
  expect(whyOf(new TerminalError('the mapping gives nothing'))).toEqual({
    reason: 'the mapping gives nothing',
  });
  expect(whyOf(new TypeError(WORDS)).reason).not.toContain(WORDS);
});
