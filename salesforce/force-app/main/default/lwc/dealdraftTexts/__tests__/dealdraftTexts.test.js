/** The module with these labels in place of ours. */
function textsWith(labels) {
  let module;
  jest.isolateModules(() => {
    jest.doMock('c/dealdraftLabels', () => ({ LABELS: { language: 'en', ...labels } }));
    module = jest.requireActual('c/dealdraftTexts');
  });
  return module;
}

it('fills gaps by their names, and takes what it fills in as it is', () => {
  const { say } = textsWith({ moved: '{name} left {deal}.' });
  expect(say('moved', { name: 'MSA {deal} $&', deal: 'Acme' })).toBe('MSA {deal} $& left Acme.');
  expect(say('moved', { name: 'MSA' })).toBe('MSA left {deal}.');
});

it('counts as the language does', () => {
  const polish = { language: 'pl', found_one: '{count} umowa', found_few: '{count} umowy' };
  const { sayCount } = textsWith({ ...polish, found_other: '{count} umów' });
  expect([1, 3, 5].map((count) => sayCount('found', count))).toEqual([
    '1 umowa',
    '3 umowy',
    '5 umów',
  ]);
  const english = textsWith({ found_one: 'One of {kind}', found_other: '{count} of {kind}' });
  expect(english.sayCount('found', 1, { kind: 'ours' })).toBe('One of ours');
  expect(english.sayCount('found', 1200, { kind: 'ours' })).toBe('1,200 of ours');
});

it('says what a code means, and nothing of codes that it does not know', () => {
  const { sayCode } = textsWith({ status_DRAFT: 'Draft' });
  expect(sayCode('status', 'DRAFT')).toBe('Draft');
  expect(sayCode('status', 'NEW')).toBeNull();
  expect(sayCode('status', undefined)).toBeNull();
});

it('parts a sentence around what the template sets off', () => {
  const { sayAround } = textsWith({ about: '{name} goes to {who}.' });
  expect(sayAround('about', 'name', { who: 'Ada' })).toEqual({
    before: '',
    after: ' goes to Ada.',
  });
});
