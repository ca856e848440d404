const ENGLISH = { language: 'en', justNow: 'just now' };
const GERMAN = { language: 'de', justNow: 'gerade eben' };

/** The module as it is for a person of this locale, in this language. */
function formatsFor(locale, labels = ENGLISH, timeZone = 'Europe/Berlin') {
  let formats;
  jest.isolateModules(() => {
    jest.doMock('@salesforce/i18n/locale', () => ({ default: locale }), { virtual: true });
    jest.doMock('@salesforce/i18n/timeZone', () => ({ default: timeZone }), { virtual: true });
    jest.doMock('c/dealdraftLabels', () => ({ LABELS: labels }));
    formats = jest.requireActual('c/dealdraftFormats');
  });
  return formats;
}

it('writes an amount as its reader does, once it is whole', () => {
  const { moneyWords } = formatsFor('en-US');
  expect(moneyWords({ type: 'EUR', value: 137930.5 })).toBe('€137,930.50');
  expect(moneyWords({ type: 'JPY', value: 1000 })).toBe('¥1,000');
  expect(formatsFor('de-DE').moneyWords({ type: 'EUR', value: 137930.5 })).toBe(
    '137.930,50\u00a0€',
  );
  for (const none of [
    { type: 'EUR' },
    { type: 'euros', value: 1 },
    { type: 'EUR', value: '1' },
    null,
  ]) {
    expect(moneyWords(none)).toBeNull();
  }
});

it('reads numbers as people of the locale write them', () => {
  const german = formatsFor('de-DE');
  expect(german.numberOf('137.930,5')).toBe(137930.5);
  expect(german.numberOf('137,930.5')).toBeNull();
  expect(german.typedNumber(1.5)).toBe('1,5');
  expect(german.numberWords(1234567.25)).toBe('1.234.567,25');
  expect(formatsFor('en-US').numberOf('137,930.5')).toBe(137930.5);
  expect(formatsFor('fr-FR').numberOf('137 930,5')).toBe(137930.5);
});

it('joins names and tells of times in the language, days and moments by the locale', () => {
  const german = formatsFor('de-DE', GERMAN);
  const now = Date.parse('2026-12-03T12:00:00Z');
  expect(german.listWords(['Ada', 'Grace', 'Alan'])).toBe('Ada, Grace und Alan');
  expect(german.relativeTime(now - 3 * 60_000, now)).toBe('vor 3 Minuten');
  expect(german.relativeTime(now, now)).toBe('gerade eben');
  expect(german.dayWords('2026-12-03')).toBe('03.12.2026');
  expect(german.exactTime(new Date(now))).toBe('03.12.2026, 13:00');
  expect(formatsFor('en-US').listWords(['Ada', 'Grace', 'Alan'])).toBe('Ada, Grace, and Alan');
});

it('says on which day something happened where the reader is', () => {
  const { dateWords } = formatsFor('de-DE', GERMAN, 'Asia/Tokyo');
  expect(dateWords('2026-12-03T20:00:00Z')).toBe('04.12.2026');
  expect(dateWords('2026-12-03T20:00:00Z', 'Europe/Berlin')).toBe('03.12.2026');
  expect(dateWords('never')).toBeNull();
});

it.each([
  [-5_000, 'just now'],
  [9_000, 'just now'],
  [42_000, '42 seconds ago'],
  [90_000, '1 minute ago'],
  [2 * 3_600_000, '2 hours ago'],
  [26 * 3_600_000, 'yesterday'],
  [40 * 86_400_000, 'last month'],
  [800 * 86_400_000, '2 years ago'],
])('tells %d ms ago as %j', (agoMs, words) => {
  const now = Date.parse('2026-03-28T12:00:00.000Z');
  expect(formatsFor('en-US').relativeTime(now - agoMs, now)).toBe(words);
});

it.each([
  [42_000, 'in 42 seconds'],
  [119 * 60_000, 'in 2 hours'],
  [-90_000, '1 minute ago'],
])('tells what is %d ms away as %j', (awayMs, words) => {
  const now = Date.parse('2026-03-28T12:00:00.000Z');
  expect(formatsFor('en-US').timeFromNow(now + awayMs, now)).toBe(words);
});
