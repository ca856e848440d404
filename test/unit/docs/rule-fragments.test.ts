import { parse, specifiedRules, validate } from 'graphql';
import { expect, test } from 'vitest';
import { parseMappingFile } from '../../../src/mapping/index.js';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import { limitsRule } from '../../../src/resolvers/server/limits.js';
import { codeBlocks, readText } from './markdown.js';

const schema = buildGraphqlSchema();
const errorsOf = (operation: string) =>
  validate(schema, parse(operation), [...specifiedRules, limitsRule]);

function mappingOf(page: string) {
  const [rules = '', ...more] = codeBlocks(page, 'yaml');
  expect(more).toEqual([]);
  const contracts = [1204, 1199].map((template) => `  - {template: ${template}, data: {}}\n`);
  return parseMappingFile(`version: 1\ncontracts:\n${contracts.join('')}${rules}`, 'page');
}

test('docs/automations.md shows rules that are taken, and how a deal is told of that changed', async () => {
  const page = readText('docs/automations.md');
  const { automations } = mappingOf(page);
  expect(automations.rules.map(({ templateId, send }) => [templateId, send])).toEqual([
    ['1204', false],
    ['1199', true],
  ]);
  const deal = {
    StageName: 'Qualification',
    Amount: 50_001,
    OpportunityLineItems: [{ Id: '00k' }],
  };
  const [quote, qualified] = automations.rules;
  const now = new Date();
  expect(await quote!.when.evaluate(deal, now)).toBe(false);
  expect(await quote!.when.evaluate({ StageName: 'Proposal/Price Quote' }, now)).toBe(true);
  expect(await qualified!.when.evaluate(deal, now)).toBe(true);
  expect(await qualified!.when.evaluate({ ...deal, Amount: 50_000 }, now)).toBe(false);
  const [, operation = ''] = /`(mutation \{.*?\} \})`/u.exec(page) ?? [];
  expect(operation).toContain('dealsChanged');
  expect(errorsOf(operation)).toEqual([]);
});

test('docs/renewals.md shows a rule that is taken, and an expression that leaves out what is over', async () => {
  const page = readText('docs/renewals.md');
  const rule = mappingOf(page).renewals.get('303');
  expect(rule).toMatchObject({ noticeDays: 90, relation: 'CHILD', amendments: ['304'] });
  expect([...rule!.fields.keys()]).toEqual(['Name', 'StageName', 'CloseDate', 'OwnerId']);
  const view = { opportunity: { Name: 'Acme', OwnerId: '005' }, endDate: '2026-11-30' };
  const now = new Date();
  expect(await rule!.fields.get('Name')!.evaluate(view, now)).toBe('Acme – renewal');
  expect(await rule!.fields.get('CloseDate')!.evaluate(view, now)).toBe('2026-11-30');
  const [, expression = ''] = /`(endDate: '.*?')`/u.exec(page) ?? [];
  const { renewals } = parseMappingFile(
    `version: 1\ncontracts: []\nrenewals:\n  - type: 1\n    ${expression}\n    noticeDays: 1\n    opportunity: {Name: name, StageName: name, CloseDate: endDate}\n`,
    'page',
  );
  const { endDate } = renewals.get('1')!;
  const ending = (value: string) => ({ keyPointers: { end_date: { value } } });
  expect(await endDate.evaluate(ending('2026-01-01'), now)).toBe('2026-01-01');
  expect(await endDate.evaluate(ending('2025-12-31'), now)).toBeUndefined();
});

test('docs/orphans.md shows operations that fit the graph', () => {
  const operations = codeBlocks(readText('docs/orphans.md'), 'graphql');
  expect(operations.length).toBeGreaterThan(0);
  expect(operations.flatMap(errorsOf)).toEqual([]);
});
