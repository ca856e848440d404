import { describe, expect, test } from 'vitest';
import { entry, problemsOf } from '../samples.js';

function pathsOf(...expressions: readonly string[]): string[] {
  const data = Object.fromEntries(expressions.map((text, index) => [`f${index}`, text]));
  return entry(data, '')
    .paths.map((path) => path.join('.'))
    .sort();
}

const LINES = 'OpportunityLineItems';

describe('what an entry reads', () => {
  test.each<[string, string[]]>([
    ['Account.Owner.Manager.Name', ['Account.Owner.Manager.Name']],
    ['Account.(Name & " " & BillingCity)', ['Account.BillingCity', 'Account.Name']],
    ['Account.{"n": Name, Site: Phone}', ['Account.Name', 'Account.Phone', 'Account.Site']],
    ['Amount > 5 and IsWon ? Name : -Probability', ['Amount', 'IsWon', 'Name', 'Probability']],
    ['Amount > 5 ? Name', ['Amount', 'Name']],
    ['Name ?? Account.Name', ['Account.Name', 'Name']],
    [
      'OpportunityContactRoles[IsPrimary].Contact.Email',
      ['OpportunityContactRoles.Contact.Email', 'OpportunityContactRoles.IsPrimary'],
    ],
    [
      'OpportunityContactRoles[Role = "Signer"][0].Contact.Email',
      ['OpportunityContactRoles.Contact.Email', 'OpportunityContactRoles.Role'],
    ],
    [
      `${LINES}^(>TotalPrice, Name)[0].Product2.Name`,
      [`${LINES}.Name`, `${LINES}.Product2.Name`, `${LINES}.TotalPrice`],
    ],
    [`${LINES}.%.Name`, ['Name', `${LINES}.Id`]],
    [
      `${LINES}.Product2.{"n": Name, "q": %.Quantity}`,
      [`${LINES}.Product2.Name`, `${LINES}.Quantity`],
    ],
    [
      `${LINES}@$i.Account[Name = $i.Name].{"a": $i.Quantity}`,
      ['Account.Name', `${LINES}.Name`, `${LINES}.Quantity`],
    ],
    [`${LINES}#$n[$n < 3].Name`, [`${LINES}.Name`]],
    [`${LINES}[Quantity > 1]#$n.{"n": $n, "m": Name}`, [`${LINES}.Name`, `${LINES}.Quantity`]],
    [
      `${LINES}{Product2.Family: $sum(TotalPrice)}`,
      [`${LINES}.Product2.Family`, `${LINES}.TotalPrice`],
    ],
    ['($x := Account; $y := $x.Owner; $y.Name)', ['Account.Owner.Name']],
    ['$$.Account.Name & $.StageName', ['Account.Name', 'StageName']],
    [`$map(${LINES}, function($i, $n){ {"q": $i.Quantity, "n": $n} })`, [`${LINES}.Quantity`]],
    [
      `$filter(${LINES}, function($i){ $i.Quantity > 3 }).Product2.Name`,
      [`${LINES}.Product2.Name`, `${LINES}.Quantity`],
    ],
    [
      `$sort(${LINES}, function($l, $r){ $l.SortOrder > $r.SortOrder }).Name`,
      [`${LINES}.Name`, `${LINES}.SortOrder`],
    ],
    [`$sort(${LINES}.Name)`, [`${LINES}.Name`]],
    [`$single(${LINES}).Name`, [`${LINES}.Name`]],
    [`$reduce(${LINES}, function($sum, $i){ $sum + $i.TotalPrice }, 0)`, [`${LINES}.TotalPrice`]],
    [`$reduce(${LINES}.Quantity, function($a, $b){ $a + $b })`, [`${LINES}.Quantity`]],
    [`${LINES} ~> $map(function($i){ $i.Name }) ~> $join(", ")`, [`${LINES}.Name`]],
    [`($f := $trim ~> $uppercase; $f(Name))`, ['Name']],
    ['($f := $substringBefore(?, "@"); $f(Owner.Email))', ['Owner.Email']],
    ['($f := function($a, $b){ $a & $b }; $f(Name))', ['Name']],
    ['($f := function($n){ $n > 0 ? $f($n - 1) : Name }; $f(3))', ['Name']],
    [
      '($f := function($x){ $x = 1 ? Name : [$f($x), Account.Site] }; $f(1))',
      ['Account.Site', 'Name'],
    ],
    ['$replace(Name, /a/, function($m){ $m.match & StageName })', ['Name', 'StageName']],
    ['Account.Name.$uppercase()', ['Account.Name']],
    ['Account.$substring(Name, 2)', ['Account.Name']],
    [`$count(${LINES})`, [`${LINES}.Id`]],
    ['$count(Widgets)', ['Widgets.Id']],
    [`$count(${LINES}.Name)`, [`${LINES}.Name`]],
    ['{"a": Name} ? 1 : 2', ['Name']],
    ['$exists(Account)', ['Account.Id']],
    ['$exists(Amount)', ['Amount']],
    ['Description.$exists()', ['Description']],
    ['Account ? Account.Site : "none"', ['Account.Id', 'Account.Site']],
    ['$lookup(Account, "Name")', ['Account.Name']],
    ['Account.$lookup("Name")', ['Account.Name']],
    ['$lookup({"a": Name, "b": Amount}, StageName)', ['Amount', 'Name', 'StageName']],
    ['$merge([{"a": Name}, {"b": Account}]).b.Site', ['Account.Site']],
    ['$each({"a": Name}, function($v, $k){ $k & $v })', ['Name']],
    ['{"a": Name}.$each(function($v){ $v })', ['Name']],
    ['$sift({"a": Name, "b": Amount}, function($v){ $v > IsWon })', ['Amount', 'IsWon', 'Name']],
    ['$keys({"a": Name})', []],
    ['{"a": {"b": Name}}.*.b', ['Name']],
    ['{"a": {"b": Name}}.**.b', ['Name']],
    ['[1..3].("x" & $)', []],
    ['$distinct(Tags)', ['Tags']],
    ['$append(Name, [StageName])', ['Name', 'StageName']],
    ['"constant"', []],
    ['Name(1)', []],
  ])('of %s', (expression, paths) => {
    expect(pathsOf(expression)).toEqual(paths);
  });

  test('lists a path once however many expressions read it', () => {
    expect(pathsOf('Account.Name', 'Account.Name & Name')).toEqual(['Account.Name', 'Name']);
  });

  test.each([
    ['Account', 'uses Account, which is a record or a list'],
    ['$string(Account)', 'uses Account, which is a record or a list'],
    ['Custom__r', 'uses Custom__r, which is a record or a list'],
    ['{"a": OpportunityLineItems}', 'uses OpportunityLineItems, which is'],
    ['[Widget, Widget.Name]', 'uses Widget, which is a record'],
    ['$sort(OpportunityLineItems)', 'uses OpportunityLineItems, which is'],
    ['$string()', 'uses the whole deal'],
    ['$$', 'uses the whole deal'],
    ['*', 'it uses * on a record'],
    ['Account.**', 'it uses ** on a record'],
    ['$keys(Account)', '$keys on a record'],
    ['Account.$keys()', '$keys on a record'],
    ['$eval("Name")', '$eval: what it runs is only known when it runs'],
    ['$lookup(Account, Name)', 'it uses $lookup with a name'],
    ['Account ~> |$|{"a": 1}|', 'it uses a transform'],
    [
      '$upercase(Name)',
      'it uses $upercase, which is neither bound with := before nor a function (did you mean "uppercase"?)',
    ],
    [
      '($f := function($r){ $r.Up ? $f($r.Up) : $r.Name }; $f(Account))',
      'its functions call each other',
    ],
    ['($f := function($x){ $f($x.A) & $f($x.B) }; $f($))', 'its functions call each other'],
    ['($f := function($x){ {"a": $f($x)} }; $f($))', 'its functions call each other'],
    [
      '$reduce(OpportunityLineItems, function($a, $i){ $a.Up }, Account)',
      'its functions call each other',
    ],
    [
      '($f := function($x){ $x = 1 ? Account : $f($x).Up }; $f(1).Name)',
      'its functions call each other',
    ],
  ])('refuses %s', (expression, message) => {
    const text = `version: 1\ncontracts:\n  - template: 1\n    data:\n      a: ${JSON.stringify(expression)}\n`;
    expect(problemsOf(text).join('\n')).toContain(message);
  });
});
