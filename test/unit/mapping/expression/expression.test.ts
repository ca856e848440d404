import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../../../src/mapping/expression/expression.js';
import { ExpressionError } from '../../../../src/mapping/expression/expression-error.js';

const AT = { fileName: 'm.yaml', line: 1, column: 1 };
const EVENING = new Date('2026-11-22T01:30:00.000Z');

function run(text: string, input: unknown = {}, timeZone = 'UTC', now = EVENING): Promise<unknown> {
  return compileExpression(text, AT, { timeZone, scalar: null }).evaluate(input, now);
}

describe('regular expressions', () => {
  const hostile = `${'a'.repeat(50_000)}!`;

  test.each([
    '$contains(Name, /^(a+)+$/)',
    '$match(Name, /^(a|a)*$/)',
    '$split(Name, /(a*)*b/)',
    '$replace(Name, /(a|aa)+$/, "b")',
    '$contains(Name, /(a+a+)+y/i)',
  ])('end on a chosen name: %s', async (text) => {
    const startedAt = performance.now();
    await run(text, { Name: hostile }).catch((error: unknown) => {
      expect(error).toBeInstanceOf(ExpressionError);
    });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test.each([
    ['$match("Net 31, Net 5", /Net (\\d+)/).groups', ['31', '5']],
    ['$match("2026-11", /(?<year>\\d{4})-(\\d\\d)/)[0].groups', ['2026', '11']],
    ['$replace("a.b.c", /\\./, "-", 1)', 'a-b.c'],
    ['$replace("John Smith", /(\\w+)\\s(\\w+)/, "$2, $1")', 'Smith, John'],
    ['$split("a1b22c", /\\d+/)', ['a', 'b', 'c']],
    ['$contains("ÉCOLE", /école/i)', true],
    ['$contains("x\\ny", /^y$/m)', true],
    ['$contains("10 €", /(?<=10) €/)', true],
    ['$match("b", /(a)?b/)[0].groups', [undefined]],
    ['$contains("abc", /d/)', false],
  ])('give what JSONata documents: %s', async (text, expected) => {
    expect(await run(text)).toEqual(expected);
  });

  test.each(['/a(?=b)/', '/a(?!b)/', '/(a)\\1/', '/a{1,2000}/'])(
    'that no linear time can match are refused when the file is read: %s',
    (regex) => {
      expect(() =>
        compileExpression(`$contains(Name, ${regex})`, AT, { timeZone: 'UTC', scalar: null }),
      ).toThrow(/can't be used .*look-ahead/);
    },
  );

  test('are bounded in texts and matches', async () => {
    const long = 'x'.repeat(600_000);
    await expect(run('$contains(t, /y/)', { t: long })).rejects.toThrow(/600000 characters/);
    const many = { t: 'x'.repeat(30_000) };
    await expect(run('$replace(t, /x/, "y")', many)).rejects.toThrow(/matches too often/);
  });
});

describe('runaway expressions', () => {
  test('end after two seconds, while the process goes on', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 20);
    const startedAt = performance.now();
    await expect(run('($f := function($n){ $f($n + 1) }; $f(1))')).rejects.toThrow(
      /ended after 2 seconds/,
    );
    clearInterval(timer);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(turns).toBeGreaterThan(10);
  });

  test.each([
    ['endless recursion', '($f := function($n){ 1 + $f($n + 1) }; $f(1))', /Stack overflow/],
    ['a long range', '[1..1000000]', /sequence length/],
    ['a wide padding', '$pad("x", 1000000000)', /more than 2000000 characters/],
    ['a padding that is no number', '$pad("x", 1/0)', /more than 2000000 characters/],
    [
      'a joining of much',
      '($s := $pad("", 1000000); $join([1..100].$string(), $s))',
      /more than 2000000 characters/,
    ],
    [
      'a text that doubles',
      '($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("x", 60))',
      /more than 2000000 characters/,
    ],
    [
      'an object that doubles',
      '($f := function($o, $n){ $n = 0 ? $o : $f({"l": $o, "r": $o}, $n - 1) }; $f({"a": 1}, 60))',
      /more than 2000000 characters/,
    ],
    [
      'a deep object',
      '$reduce([1..300], function($o, $n){ {"o": $o} })',
      /nests values more than 200 deep/,
    ],
    ['a list made of characters', '$split(t, "")', /30000 items/],
  ])('%s is refused by name', async (_what, text, message) => {
    await expect(run(text, { t: 'x'.repeat(30_000) })).rejects.toThrow(message);
  });

  test('long lists of different values are made short in time', async () => {
    const startedAt = performance.now();
    expect(await run('$count($distinct([1..20000]))')).toBe(20_000);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

test.each([
  ['$pad("x", 3)', 'x  '],
  ['$pad("x", -3)', '  x'],
  ['$pad("x", 4, "ab")', 'xaba'],
  ['$pad("😀", 3, "😀")', '😀😀😀'],
  ['$pad("x", 3, "")', 'x  '],
  ['$pad("long", 2)', 'long'],
  ['$pad(missing, 2)', undefined],
  ['$join(["a", "b"])', 'ab'],
  ['$join(["a", "b"], ", ")', 'a, b'],
  ['$join(missing)', undefined],
  ['$distinct([1, "1", 1, true, null])', [1, '1', true, null]],
  ['$distinct([{"a": 1, "b": [2]}, {"b": [2], "a": 1}, {"a": 1}])', [{ a: 1, b: [2] }, { a: 1 }]],
  ['$distinct(rows.x)', 5],
  ['$distinct("one")', 'one'],
])('bounded functions give what JSONata gives: %s', async (text, expected) => {
  expect(await run(text, { rows: [{ x: 5 }, { x: 5 }] })).toEqual(expected);
});

test('functions have no equal', async () => {
  await expect(run('$distinct([$sum, $max])')).rejects.toThrow(/can not compare functions/);
});

describe('time zone', () => {
  test.each([
    ['UTC', '2026-11-22T01:30:00.000Z', '2026-11-22', '2026-11-22T01:30:00.000Z'],
    ['America/New_York', '2026-11-22T01:30:00.000Z', '2026-11-21', '2026-11-21T20:30:00.000-05:00'],
    ['America/New_York', '2026-07-01T03:59:00.000Z', '2026-06-30', '2026-06-30T23:59:00.000-04:00'],
    ['America/New_York', '2026-07-01T04:00:00.000Z', '2026-07-01', '2026-07-01T00:00:00.000-04:00'],
    ['Asia/Kolkata', '2026-11-21T18:30:00.000Z', '2026-11-22', '2026-11-22T00:00:00.000+05:30'],
    [
      'Pacific/Kiritimati',
      '2026-12-31T10:00:00.000Z',
      '2027-01-01',
      '2027-01-01T00:00:00.000+14:00',
    ],
    ['Etc/GMT+12', '2027-01-01T11:59:00.000Z', '2026-12-31', '2026-12-31T23:59:00.000-12:00'],
    ['Etc/GMT-14', '2028-02-28T10:00:00.000Z', '2028-02-29', '2028-02-29T00:00:00.000+14:00'],
    ['Asia/Kathmandu', '2026-02-28T18:15:00.000Z', '2026-03-01', '2026-03-01T00:00:00.000+05:45'],
    [
      'Pacific/Marquesas',
      '2026-11-22T09:29:00.000Z',
      '2026-11-21',
      '2026-11-21T23:59:00.000-09:30',
    ],
    // The hour that is skipped in spring, and the one that comes twice in autumn.
    ['America/New_York', '2026-03-08T06:59:00.000Z', '2026-03-08', '2026-03-08T01:59:00.000-05:00'],
    ['America/New_York', '2026-03-08T07:00:00.000Z', '2026-03-08', '2026-03-08T03:00:00.000-04:00'],
    ['America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01', '2026-11-01T01:30:00.000-04:00'],
    ['America/New_York', '2026-11-01T06:30:00.000Z', '2026-11-01', '2026-11-01T01:30:00.000-05:00'],
    [
      'Australia/Lord_Howe',
      '2026-04-04T15:00:00.000Z',
      '2026-04-05',
      '2026-04-05T01:30:00.000+10:30',
    ],
    // Midnight is skipped there: the day begins at one.
    ['Africa/Cairo', '2026-04-23T22:00:00.000Z', '2026-04-24', '2026-04-24T01:00:00.000+03:00'],
    ['America/St_Johns', '2027-01-01T03:29:00.000Z', '2026-12-31', '2026-12-31T23:59:00.000-03:30'],
  ])('today and now in %s at %s', async (zone, instant, today, now) => {
    expect(await run('$today()', {}, zone, new Date(instant))).toBe(today);
    expect(await run('$now()', {}, zone, new Date(instant))).toBe(now);
  });

  test('a picture is of the zone, and a zone that is asked for wins', async () => {
    expect(await run('$now("[H01]:[m01]")', {}, 'America/New_York')).toBe('20:30');
    expect(await run('$now("[H01]:[m01]", "+0100")', {}, 'America/New_York')).toBe('02:30');
    expect(await run('$now("[H01]:[m01][Z]", "-0330")')).toBe('22:00-03:30');
    expect(await run('$millis()', {}, 'America/New_York')).toBe(EVENING.getTime());
  });
});

test('gives well-formed text, whatever an expression cuts', async () => {
  expect(await run('"half \\ud83d"')).toBe('half \ufffd');
});

test('refuses functions as results, and trees that are too deep to read', async () => {
  await expect(run('$sum')).rejects.toThrow(/the result is a function/);
  await expect(run('function($x){ $x }')).rejects.toThrow(/the result is a function/);
  const deep = `${'('.repeat(20_000)}1${')'.repeat(20_000)}`;
  expect(() => compileExpression(deep, AT, { timeZone: 'UTC', scalar: null })).toThrow(
    ExpressionError,
  );
});
