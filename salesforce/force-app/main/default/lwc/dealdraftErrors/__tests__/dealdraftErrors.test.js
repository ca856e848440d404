import { reduceErrors, RequestError, toRequestError } from 'c/dealdraftErrors';

it.each([
  [{ code: 'FORBIDDEN' }, /no right/],
  [{ code: 'NOT_FOUND' }, /no longer exists, or you have no access/],
  [{ code: 'UNAUTHENTICATED' }, /Reload the page/],
  [{ code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' }, /^SpotDraft does not answer/],
  [{ code: 'UPSTREAM_UNAVAILABLE', service: 'salesforce' }, /^Salesforce does not answer/],
  [{ code: 'UPSTREAM_UNAVAILABLE' }, /^A system behind this page/],
  [
    { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft', reason: 'CREDENTIALS_REFUSED' },
    /^SpotDraft does not let dealdraft in: .* whoever runs dealdraft/,
  ],
  [{ code: 'RATE_LIMITED', retryAfterMs: 4_200 }, /^dealdraft .* in 5 seconds/],
  [{ code: 'RATE_LIMITED', service: 'spotdraft', retryAfterMs: 10 }, /^SpotDraft .* in a second/],
  [{ code: 'RATE_LIMITED' }, /in a moment/],
])('says %j in one clear sentence', (extensions, sentence) => {
  const error = toRequestError({ message: 'internal words', extensions });
  expect(error.message).toMatch(sentence);
  expect(error.code).toBe(extensions.code);
});

it('keeps the server’s words where only it knows what is wrong', () => {
  const extensions = { code: 'BAD_USER_INPUT' };
  expect(toRequestError({ message: 'The id is malformed.', extensions }).message).toBe(
    'The id is malformed.',
  );
});

it.each([['FORBIDDEN'], ['NOT_FOUND']])(
  'leaves it to the server to say who can grant what SpotDraft refuses with %s',
  (code) => {
    const message =
      'SpotDraft does not allow you to do this. A SpotDraft administrator can grant it.';
    const extensions = { code, service: 'spotdraft', nothingCreated: true };
    expect(toRequestError({ message, extensions })).toMatchObject({
      message,
      nothingCreated: true,
    });
    expect(toRequestError({ extensions }).message).not.toBe('');
  },
);

it.each([[null], [{}], [{ message: 7, extensions: 'x' }]])('survives the error %j', (error) => {
  expect(toRequestError(error)).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  expect(toRequestError(error).message).toMatch(/could not do this/);
});

it('reduces whatever is thrown to sentences without repeats', () => {
  expect(
    reduceErrors([
      null,
      'A text.',
      'A text.',
      new Error('An error.'),
      new RequestError({ code: 'FORBIDDEN', message: 'Ours.' }),
      { body: { message: 'From Apex.' } },
      { body: [{ message: 'From a list.' }] },
      {
        body: {
          pageErrors: [{ message: 'Of the page.' }],
          fieldErrors: { Name: [{ message: 'Of a field.' }] },
        },
      },
      { statusText: 'Gateway Timeout' },
      {},
    ]),
  ).toEqual([
    'A text.',
    'An error.',
    'Ours.',
    'From Apex.',
    'From a list.',
    'Of the page.',
    'Of a field.',
    'Gateway Timeout',
    'Something went wrong. Try again.',
  ]);
  expect(reduceErrors(null)).toEqual([]);
});
