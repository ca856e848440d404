import {
  askAgainMs,
  begin,
  fail,
  isOpen,
  keep,
  kept,
  newIntent,
  settle,
} from 'c/dealdraftCreation';

const INPUT = { opportunityId: '006', templateId: '1204', data: { a: 1 } };
const MADE = { contract: { id: 'T-1' }, created: true, userErrors: [] };
const UNCERTAIN = refusal('CREATION_UNCERTAIN');

let keys;

function refusal(code) {
  const userErrors = [{ field: null, code, message: `${code}.` }];
  return { contract: null, created: false, userErrors };
}

function intent() {
  keys = ['key-1', 'key-2'];
  return newIntent(() => keys.shift());
}

it('sends the key of the form and refuses a second start while the first runs', () => {
  const sending = begin(intent(), INPUT);
  expect(sending.input).toEqual({ ...INPUT, idempotencyKey: 'key-1' });
  expect(begin(sending, INPUT)).toBeNull();
  expect(isOpen(sending)).toBe(false);
});

it('is done when there is a contract, also one that an earlier request had made', () => {
  const sending = begin(intent(), INPUT);
  expect(settle(sending, MADE)).toMatchObject({ kind: 'done', created: true });
  expect(settle(sending, { ...MADE, created: false })).toMatchObject({
    kind: 'done',
    created: false,
  });
  expect(begin(settle(sending, MADE), INPUT)).toBeNull();
});

it('keeps the key after a refusal and lets the entries be corrected', () => {
  const refused = settle(begin(intent(), INPUT), refusal('REQUIRED'));
  expect(refused).toMatchObject({ kind: 'editing', problems: [{ code: 'REQUIRED' }] });
  const corrected = { ...INPUT, data: { a: 2 } };
  expect(begin(refused, corrected).input).toEqual({ ...corrected, idempotencyKey: 'key-1' });
});

it.each(['NO_ANSWER', 'UPSTREAM_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'])(
  'after %s repeats the very same request and no other',
  (code) => {
    const unknown = fail(begin(intent(), INPUT), { code, message: 'Lost.' });
    expect(unknown).toMatchObject({ kind: 'unknown', message: 'Lost.' });
    expect(isOpen(unknown)).toBe(false);
    const again = begin(unknown, { ...INPUT, data: { a: 'changed' } });
    expect(again.input).toEqual({ ...INPUT, idempotencyKey: 'key-1' });
    expect(settle(again, MADE).kind).toBe('done');
  },
);

it.each(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT', 'RATE_LIMITED'])(
  'after %s on the first request knows that nothing was made',
  (code) => {
    const failed = fail(begin(intent(), INPUT), { code, message: 'No.' });
    expect(failed).toMatchObject({ kind: 'editing', key: 'key-1', message: 'No.' });
  },
);

it('does not take an error of a repeat for an answer about the request before it', () => {
  const unknown = settle(begin(intent(), INPUT), UNCERTAIN);
  const again = fail(begin(unknown, INPUT), { code: 'RATE_LIMITED', message: 'Later.' });
  expect(again).toMatchObject({ kind: 'unknown', key: 'key-1' });
});

it.each(['UPSTREAM_UNAVAILABLE', 'FORBIDDEN', 'RATE_LIMITED'])(
  'unlocks after %s of which the server says that nothing was created, on a repeat as well',
  (code) => {
    const error = { code, message: 'No.', nothingCreated: true };
    const open = { kind: 'editing', key: 'key-1', message: 'Nothing was created. No.' };
    expect(fail(begin(intent(), INPUT), error)).toMatchObject(open);
    const unknown = settle(begin(intent(), INPUT), UNCERTAIN);
    expect(fail(begin(unknown, INPUT), error)).toMatchObject(open);
  },
);

it('asks again every few seconds while the server is finding out, and seldom when it never ends', () => {
  let state = intent();
  const waits = [];
  for (let round = 0; round < 42; round += 1) {
    state = settle(begin(state, INPUT), UNCERTAIN);
    waits.push(askAgainMs(state));
  }
  expect(waits.slice(0, 4)).toEqual([3_000, 6_000, 6_000, 6_000]);
  expect(waits.slice(39)).toEqual([6_000, 60_000, 60_000]);
});

it('stops where the key is known with other input, until a person decides', () => {
  const taken = settle(begin(intent(), INPUT), refusal('IDEMPOTENCY_MISMATCH'));
  expect(taken.kind).toBe('taken');
  expect(begin(taken, INPUT)).toBeNull();
});

it('remembers an open request for its deal until it is settled', () => {
  const form = { template: { id: '1204' } };
  const sending = begin(intent(), INPUT);
  keep('006', sending, form);
  expect(kept('006')).toMatchObject({ form, intent: { kind: 'unknown', key: 'key-1' } });
  expect(kept('007')).toBeNull();
  keep(
    '006',
    begin(
      newIntent(() => 'other'),
      INPUT,
    ),
    form,
  );
  keep('006', settle(sending, MADE), form);
  expect(kept('006').intent.key).toBe('other');
  keep('006', { kind: 'left', key: 'other' });
  expect(kept('006')).toBeNull();
});

it('ignores answers that come when nothing is asked', () => {
  const editing = intent();
  expect(settle(editing, MADE)).toBe(editing);
  expect(fail(editing, { code: 'NO_ANSWER', message: '' })).toBe(editing);
});
