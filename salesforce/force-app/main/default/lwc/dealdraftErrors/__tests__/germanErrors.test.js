import { reduceErrors, refusalWords, toRequestError } from 'c/dealdraftErrors';

jest.mock('c/dealdraftLabels', () => jest.requireActual('jest-support/germanLabels'));

function messageOf(extensions, message = 'internal words') {
  return toRequestError({ message, extensions }).message;
}

it('says in German what the code of an error tells', () => {
  expect(messageOf({ code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' })).toBe(
    'SpotDraft antwortet derzeit nicht. Versuchen Sie es gleich noch einmal.',
  );
  expect(messageOf({ code: 'RATE_LIMITED', retryAfterMs: 4_200 })).toContain('in 5 Sekunden');
  expect(messageOf({ code: 'RATE_LIMITED', retryAfterMs: 10 })).toContain('in einer Sekunde');
  expect(messageOf({ code: 'FORBIDDEN', service: 'salesforce' })).toContain(
    'Salesforce-Administrator',
  );
  expect(reduceErrors({})).toEqual(['Etwas ist schiefgegangen. Versuchen Sie es erneut.']);
});

it('keeps the service’s own words where they tell particulars: it speaks German to who asks in German', () => {
  expect(messageOf({ code: 'BAD_USER_INPUT' }, 'Die Id „x“ ist fehlerhaft.')).toBe(
    'Die Id „x“ ist fehlerhaft.',
  );
  expect(
    messageOf({ code: 'FORBIDDEN', service: 'spotdraft' }, 'SpotDraft erlaubt das nicht.'),
  ).toBe('SpotDraft erlaubt das nicht.');
  expect(refusalWords({ code: 'SPOTDRAFT_REFUSED', message: 'SpotDraft: Too late.' })).toBe(
    'SpotDraft hat dies abgelehnt. SpotDraft: Too late.',
  );
  expect(refusalWords({ code: 'REQUIRED', message: 'PO-Nummer wird benötigt.' })).toBe(
    'PO-Nummer wird benötigt.',
  );
});

it('tells of a code without a German sentence what the service says', () => {
  expect(refusalWords({ code: 'NEW_CODE', message: 'Something new.' })).toBe('Something new.');
  expect(refusalWords({ code: 'NEW_CODE', message: null })).toBe(
    'dealdraft hat dies ohne Angabe eines Grundes abgelehnt.',
  );
});
