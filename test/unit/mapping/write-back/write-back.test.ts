import { describe, expect, test } from 'vitest';
import type { FieldDescription, ObjectDescription } from '../../../../src/connectors/crm.js';
import { TerminalError } from '../../../../src/domain/errors.js';
import {
  changedFields,
  contractRow,
  fitRow,
  opportunityRow,
  parseMappingFile,
} from '../../../../src/mapping/index.js';
import type { ContractWithDocument } from '../../../../src/mapping/index.js';
import { CONTRACT } from '../samples.js';
import { describeObject } from '../crm-samples.js';

function writeback(text = '') {
  return parseMappingFile(`version: 1\ncontracts: []\n${text}`, 'mapping.yaml').writeback;
}

function contractFields(fields: string) {
  return writeback(`writeback:\n  contract: {object: A__c, externalId: Id__c, fields: ${fields}}\n`)
    .contract!;
}

const URL = 'https://dealdraft.test/documents/T-123';

function shown(contract: typeof CONTRACT, documentUrl: string | null = null): ContractWithDocument {
  return { contract, documentUrl, archives: [], terms: [] };
}

describe('contractRow', () => {
  test('is the documented record', async () => {
    expect(await contractRow(writeback().contract!, shown(CONTRACT, URL))).toEqual({
      SpotDraft_Id__c: 'T-123',
      Archive_Link__c: null,
      Opportunity__c: CONTRACT.opportunityId,
      Name: 'Acme order form',
      Status__c: 'SIGN',
      Contract_Type__c: 'Order form',
      Counterparty__c: 'Acme Inc',
      SpotDraft_Link__c: 'https://app.spotdraft.test/contracts/123',
      Executed_Document_Link__c: URL,
    });
  });

  test('writes null for the look-up of an unlinked contract and for whatever has no value', async () => {
    const unlinked = { ...CONTRACT, opportunityId: null, counterpartyName: null, name: '  ' };
    const row = await contractRow(writeback().contract!, shown(unlinked));
    expect(row).toMatchObject({
      Opportunity__c: null,
      Counterparty__c: null,
      Executed_Document_Link__c: null,
      Name: null,
    });
  });

  test('leaves the look-up out where the object has none, and trims as the CRM does', async () => {
    const part = contractFields('{A: \'" x "\', B: "5", C: "true", D: "[null][0]"}');
    expect(await contractRow(part, shown(CONTRACT))).toEqual({
      Id__c: 'T-123',
      A: 'x',
      B: 5,
      C: true,
      D: null,
    });
  });

  test.each([
    '$now()',
    '$today()',
    '$millis()',
    '$random()',
    '$shuffle([1])',
    '$map([1], $random)',
  ])('what gives another value each time is refused when the file is read: %s', (expression) => {
    const name = /\$(?:now|today|millis|random|shuffle)/.exec(expression)?.[0] ?? '';
    expect(() => contractFields(`{A: ${JSON.stringify(expression)}}`)).toThrow(
      `it uses ${name}(), which gives another value each time`,
    );
  });

  test.each([
    ['type', 'mapping.yaml:4:56: the expression type gives {"id":"7"'],
    ['name + 1', 'the expression name + 1 failed: '],
  ])('parks on %s', async (text, message) => {
    const row = contractRow(contractFields(`{A: ${text}}`), shown(CONTRACT));
    await expect(row).rejects.toThrow(TerminalError);
    await expect(row).rejects.toThrow(message);
  });
});

describe('contractRow with a broken expression', () => {
  test('lets a programming error through', async () => {
    const part = contractFields('{A: name}');
    const broken = {
      ...part.fields.get('A')!,
      evaluate: () => Promise.reject(new TypeError('bug')),
    };
    const row = contractRow({ ...part, fields: new Map([['A', broken]]) }, shown(CONTRACT));
    await expect(row).rejects.toThrow(TypeError);
  });
});

describe('opportunityRow', () => {
  const part = writeback().opportunity!;
  const executed = { ...CONTRACT, status: 'EXECUTED' as const };

  test('takes the most advanced contract and the executed document', async () => {
    const contracts = [shown(executed, URL), shown(CONTRACT)];
    const row = {
      Contract_Status__c: 'EXECUTED',
      Executed_Document_Link__c: URL,
      Contract_Blockers__c: null,
    };
    expect(await opportunityRow(part, contracts)).toEqual(row);
    expect(await opportunityRow(part, contracts.slice(0, 1))).toEqual(row);
  });

  test('has no document before one contract is executed, and nothing without contracts', async () => {
    expect(await opportunityRow(part, [shown(CONTRACT)])).toEqual({
      Contract_Status__c: 'SIGN',
      Executed_Document_Link__c: null,
      Contract_Blockers__c: null,
    });
    expect(await opportunityRow(part, [])).toEqual({
      Contract_Status__c: null,
      Executed_Document_Link__c: null,
      Contract_Blockers__c: null,
    });
  });
});

describe('fitRow', () => {
  const fields: Record<string, Partial<FieldDescription>> = {
    Text: { type: 'text', maxLength: 4 },
    Long: { type: 'textarea', maxLength: null },
    Link: { type: 'url', maxLength: 4 },
    Count: { type: 'number' },
  };
  const description: ObjectDescription = describeObject('A__c', fields);

  test('leaves alone what fits', () => {
    const row = { Text: 'abcd', Long: 'x'.repeat(999), Count: 12345, Link: null };
    expect(fitRow(row, description, new Map())).toEqual({ row, cut: [], problems: [] });
  });

  test.each([
    ['abcdef', 'abcd'],
    ['abc def', 'abc'],
    ['😀😀😀', '😀😀'],
    ['abc😀', 'abc'],
  ])('cuts %j to %j', (value, expected) => {
    expect(fitRow({ Text: value }, description, new Map())).toEqual({
      row: { Text: expected },
      cut: ['Text'],
      problems: [],
    });
  });

  test('drops nothing and tells what the CRM is going to refuse', () => {
    const row = { Link: 'https://long', Gone: 'x' };
    const fitted = fitRow(row, description, new Map());
    expect(fitted.row).toEqual(row);
    expect(fitted.problems).toEqual([
      'A__c.Link holds 4 characters, the value has 12, and a shortened url would be wrong.',
      'A__c has no field Gone (did you mean "Long"?), or dealdraft may not see it; correct the name or grant the field in the permission set.',
    ]);
  });
});

describe('changedFields', () => {
  test('is everything where nothing is confirmed, and null where nothing differs', () => {
    expect(changedFields({ A: 1 }, null, null)).toEqual({ A: 1 });
    expect(changedFields({ A: 1, B: null }, { A: 1 }, null)).toBeNull();
    expect(changedFields({}, null, null)).toBeNull();
  });

  test('is only what differs', () => {
    const confirmed = { A: 1, B: 'y', C: 'z' };
    expect(changedFields({ A: 1, B: 'x', C: null }, confirmed, null)).toEqual({ B: 'x', C: null });
  });

  test('judges each field by its type', () => {
    const description = describeObject('A__c', { Day: { type: 'date' }, Text: {} });
    const confirmed = { Day: '2026-11-21', Text: '2026-11-21' };
    const row = { Day: '2026-11-21T10:00:00Z', Text: '2026-11-21T10:00:00Z' };
    expect(changedFields(row, confirmed, description)).toEqual({ Text: row.Text });
  });
});
