import { readFile } from 'node:fs/promises';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { limitsRule } from '../../../src/resolvers/server/limits.js';
import { ONE_PER_DEAL_KEY } from '../../../src/services/contracts/one-per-deal.js';

const OPERATIONS = new URL(
  '../../../salesforce/force-app/main/default/lwc/dealdraftApi/operations.js',
  import.meta.url,
);
const SCHEMA = new URL('../../../schema.graphql', import.meta.url);

const texts: Record<string, unknown> = await import(OPERATIONS.href);
const schema = buildSchema(await readFile(SCHEMA, 'utf8'));

const APEX = new URL('../../../salesforce/force-app/main/default/classes/', import.meta.url);

describe('operations of the Flow actions', () => {
  it.each(['DealdraftGenerateContract', 'DealdraftDealsChanged'])(
    '%s asks for what the schema has, by a text that may be the only one allowed',
    async (name) => {
      const source = await readFile(new URL(`${name}.cls`, APEX), 'utf8');
      const [, text = ''] = /= '(mutation [^']+)';/u.exec(source) ?? [];
      const errors = validate(schema, parse(text), [...specifiedRules, limitsRule]);
      expect(errors.map(({ message }) => message)).toEqual([]);
      const persisted = await readFile(
        new URL('../../../../persisted-operations.json', APEX),
        'utf8',
      );
      expect(Object.values(JSON.parse(persisted) as Record<string, string>)).toContain(text);
    },
  );

  it('mean the same contract as automations and jobs do', async () => {
    const source = await readFile(new URL('DealdraftGenerateContract.cls', APEX), 'utf8');
    expect(source).toContain('@InvocableMethod');
    expect(source).toContain(`ONE_CONTRACT = '${ONE_PER_DEAL_KEY}'`);
  });
});

describe('operations of the Lightning components', () => {
  it.each(Object.keys(texts))('%s asks for what the schema has, within its limits', (name) => {
    const errors = validate(schema, parse(String(texts[name])), [...specifiedRules, limitsRule]);
    expect(errors.map(({ message }) => message)).toEqual([]);
  });
});
