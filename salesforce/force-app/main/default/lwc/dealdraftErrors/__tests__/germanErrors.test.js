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
  expect(messageOf({ code: 'FORBIDDEN', service: 'spotdraft' })).toContain(
    'SpotDraft-Administrator',
  );
  expect(reduceErrors({})).toEqual(['Etwas ist schiefgegangen. Versuchen Sie es erneut.']);
});

it('keeps the service’s own words beside where they tell particulars', () => {
  expect(messageOf({ code: 'BAD_USER_INPUT' }, 'The id "x" is malformed.')).toBe(
    'Die Anfrage ist nicht zulässig. dealdraft meldet: „The id "x" is malformed.“',
  );
  expect(refusalWords({ code: 'SPOTDRAFT_REFUSED', message: 'SpotDraft: Too late.' })).toBe(
    'SpotDraft hat dies abgelehnt. SpotDraft: Too late.',
  );
  expect(refusalWords({ code: 'NOT_FOUND', message: 'There is no such opportunity.' })).toBe(
    'Es existiert nicht (mehr), oder Sie haben keinen Zugriff darauf.',
  );
  // It speaks German to who asks in German.
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
