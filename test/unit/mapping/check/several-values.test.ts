import { describe, expect, test } from 'vitest';
import { composite, leaf, repeating } from '../samples.js';
import { DEAL_FIELDS, faultsOf } from './faults-of.js';

const LINES = 'OpportunityLineItems';

describe('an expression that may give several values for a CRM field', () => {
  const onDeal = (expression: string) =>
    faultsOf(
      `version: 1\ncontracts: []\nwriteback:\n  contract: null\n  opportunity:\n    fields:\n      Name: ${JSON.stringify(expression)}\n`,
      [],
      DEAL_FIELDS,
    );

  test.each([
    'contracts.status',
    '$$.contracts.name',
    'contracts.status[0]',
    'contracts.(status)',
    'contracts.(status & "!")',
    'contracts^(>createdAt).status',
    '$reverse(contracts).status',
    '$sort(contracts, function($a, $b){ $a.id > $b.id }).status',
    '$map(contracts, function($c){ $c.status })',
    '($c := contracts; $c.status)',
    'contracts@$c.$c.status',
    'contracts#$n.status',
    '$distinct(contracts.status)',
    'contracts.type.name',
    '["a", "b"]',
    '$split(contracts[0].name, " ")',
    'contracts.status ~> $map($uppercase)',
    'closeBlockers',
    'contracts[0].terms.state',
    'contracts[0].archives.url',
  ])('%s is an error at its key', async (expression) => {
    const faults = await onDeal(expression);
    expect(faults).toEqual([
      'error m.yaml:7:7 Opportunity.Name holds one value, but the expression gives several; take one of them with [0], or join them with $join(…, ", ").',
    ]);
  });

  test.each([
    'contracts[status = "EXECUTED"].name',
    '$filter(contracts, function($c){ $c.status = "SIGN" }).name',
    'contracts[[0..2]].name',
    '$count(contracts) = 1 ? contracts.status : ""',
    '[contracts[0].name]',
    '$append(contracts[0].name, contracts[1].name)',
    '$each({"a": contracts[0].name}, function($v){ $v })',
    '{"a": contracts[0].name}.*',
  ])('%s is a warning: there may be one only', async (expression) => {
    const faults = await onDeal(expression);
    expect(faults).toEqual([
      expect.stringMatching(/^warning m\.yaml:7:7 .*may give several; take one of them with \[0\]/),
    ]);
  });

  test.each([
    'contracts[0].status',
    'contracts[-1].status',
    'contracts[$count($$.contracts) - 1].status',
    '(contracts.status)[0]',
    'contracts[status = "EXECUTED"][0].name',
    'contracts^(>createdAt)[0].status',
    '$sort(contracts, function($a, $b){ $a.id > $b.id })[0].status',
    '$filter(contracts, function($c){ $c.status = "SIGN" })[0].name',
    '$single(contracts, function($c){ $c.status = "SIGN" }).name',
    '$reverse(contracts)[0].status',
    '$join(contracts.status, ", ")',
    'contracts.status ~> $join(";")',
    '$reduce(contracts, function($a, $b){ $a & $b.name }, "")',
    '$string($count(contracts))',
    '($c := contracts[0]; $c.status)',
    '$map(contracts, function($c){ $c.status })[0]',
    '$split(contracts[0].name, " ")[0]',
    '"SIGN" in contracts.status ? "yes" : "no"',
    'contracts[0].externalMetadata.tags',
    '$join(closeBlockers, "; ")',
    'contracts[0].terms[name = "total"][0].state',
  ])('%s is one value', async (expression) => {
    expect(await onDeal(expression)).toEqual([]);
  });
});

describe('an expression that may give several values for a template field', () => {
  const check = (expression: string, field = leaf('f') as Parameters<typeof faultsOf>[1][number]) =>
    faultsOf(
      `version: 1\ncontracts:\n  - template: 1204\n    counterparties: [{organizationName: '"Acme"', contact: '{"firstName": "A", "email": "a@a.test"}'}]\n    data:\n      f: ${JSON.stringify(expression)}\nwriteback: {contract: null, opportunity: null}\n`,
      [field],
      DEAL_FIELDS,
    );
  const rows = repeating('f', [leaf('n')]);

  test.each([
    [`${LINES}.Name`, leaf('f')],
    [`$map(${LINES}, function($i){ $i.Name })`, leaf('f')],
    [`${LINES}.{"a": Name}`, composite('f', null, [leaf('a')])],
  ])('%s is a warning at its key: two rows would be refused', async (expression, field) => {
    expect(await check(expression, field)).toEqual([
      'warning m.yaml:6:7 field "f" (Label of f) takes one value, but the expression may give several; take one of them with [0], or join them with $join(…, ", ").',
    ]);
  });

  test.each([
    [`${LINES}.Name`, leaf('f', 'array of strings')],
    [`${LINES}.{"n": Name}`, rows],
    [`[${LINES}.{"n": Name & %.Name}]`, rows],
    [`$map(${LINES}, function($i){ {"n": $i.Name} })`, rows],
    [`${LINES}[Quantity > 1].Name`, leaf('f')],
    [`${LINES}[0].Name`, leaf('f')],
    [`$join(${LINES}.Name, ", ")`, leaf('f')],
    ['Name', leaf('f')],
  ])('%s is taken', async (expression, field) => {
    expect(await check(expression, field)).toEqual([]);
  });

  test.each(['$random()', '$shuffle([Name])[0]'])(
    '%s is a warning: the contract would differ from its draft',
    async (expression) => {
      expect(await check(expression, leaf('f', 'unknown'))).toEqual([
        expect.stringMatching(/^warning m\.yaml:6:7 \$\w+\(\) gives another value each time/),
      ]);
    },
  );
});
