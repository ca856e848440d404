import { describe, expect, test } from 'vitest';
import type { FieldDescription, ObjectDescription } from '../../../../src/connectors/crm.js';
import { checkAutomations } from '../../../../src/mapping/check/check-automations.js';
import { checkRenewals } from '../../../../src/mapping/check/check-renewals.js';
import { Report } from '../../../../src/mapping/check/report.js';
import { checkMapping, CrmModel, parseMappingFile } from '../../../../src/mapping/index.js';
import { describeObject } from '../crm-samples.js';

type Fields = Readonly<Record<string, Partial<FieldDescription>>>;

const RENEWAL_OF = { externalId: true, unique: true };

function deals(more: Fields = {}): ObjectDescription {
  return describeObject('Opportunity', {
    Id: { type: 'id' },
    Name: {},
    StageName: { type: 'picklist', picklistValues: ['New', 'Won'], restrictedPicklist: true },
    CloseDate: { type: 'date' },
    IsWon: { type: 'boolean', createable: false },
    Contract_Problem__c: { type: 'textarea' },
    Renewal_Of__c: RENEWAL_OF,
    ...more,
  });
}

async function found(sections: string, description: ObjectDescription | null = deals()) {
  const mapping = parseMappingFile(
    `version: 1\ncontracts:\n  - template: 1204\n${sections}`,
    'm.yaml',
  );
  const report = new Report();
  const model = new CrmModel(
    (name) => Promise.resolve(name === 'Opportunity' ? (description ?? deals()) : null),
    'Opportunity',
  );
  await checkAutomations(mapping, { model, description }, report);
  await checkRenewals(mapping, { model, description }, report);
  return report.findings.map(({ level, where, message }) => `${level} ${where} ${message}`);
}

const rule = (when: string) => `automations:\n  - template: 1204\n    when: ${when}\n`;
const renewal = (fields: string, endDate = 'createdAt') =>
  `renewals:\n  - type: 12\n    endDate: ${endDate}\n    noticeDays: 90\n    opportunity: ${fields}\n`;
const FULL = '{Name: name, StageName: \'"New"\', CloseDate: endDate}';

describe('automations', () => {
  test('are held against the fields that they read', async () => {
    expect(await found(rule('StageName = "Won" and IsWon'))).toEqual([
      'ok m.yaml:5:5 automation of template 1204',
    ]);
    const [wrong] = await found(rule('StageNme = "Won"'));
    expect(wrong).toMatch(/^error m.yaml:6:5 StageNme: Opportunity has no field StageNme/);
    const [currency] = await found(rule('CurrencyIsoCode = "EUR"'));
    expect(currency).toMatch(/^warning .*SALESFORCE_DEFAULT_CURRENCY stands in for it/);
  });

  test('want a field for what is missing', async () => {
    const without = deals({ Contract_Problem__c: { updateable: false } });
    expect((await found(rule('IsWon'), without)).at(-1)).toMatch(
      /^warning m.yaml:5:5 the deal has no Contract_Problem__c that dealdraft may write/,
    );
    expect(await found('')).toEqual([]);
  });
});

describe('renewals', () => {
  test('are held against what they read and write', async () => {
    expect(await found(renewal(FULL, 'opportunity.CloseDate'))).toEqual([
      'ok m.yaml:5:5 renewal of contract type 12: 3 fields',
    ]);
    const wrong = await found(
      renewal(
        '{StageName: \'"Wn"\', IsWon: "true", Nme: name, NextStep: \'""\'}',
        'opportunity.Clos',
      ),
      deals({ Renewal_Of__c: { externalId: true }, NextStep: {} }),
    );
    expect(wrong.join('\n')).toMatch(/opportunity.Clos: Opportunity has no field Clos/);
    for (const problem of [
      /Renewal_Of__c has to be a text field, unique/,
      /no deal can be made without Name/,
      /no deal can be made without CloseDate/,
      /Opportunity.StageName .*\(did you mean "Won"\?\)/,
      /Opportunity.IsWon can't be set when a deal is made/,
      /Nme/,
    ])
      expect(wrong.join('\n')).toMatch(problem);
    expect(wrong.every((line) => line.startsWith('error'))).toBe(true);
    const [currency] = await found(renewal(FULL, 'opportunity.CurrencyIsoCode'));
    expect(currency).toMatch(/^warning .*SALESFORCE_DEFAULT_CURRENCY stands in for it/);
    expect(await found(renewal(FULL), null)).toEqual([
      'ok m.yaml:5:5 renewal of contract type 12: 3 fields',
    ]);
  });

  test('are part of the check of the file', async () => {
    const findings = await checkMapping({
      mapping: parseMappingFile(
        `version: 1\ncontracts: []\nwriteback: {contract: null, opportunity: null}\n${renewal(FULL)}`,
        'm.yaml',
      ),
      templates: new Map(),
      describe: (name) => Promise.resolve(name === 'Opportunity' ? deals() : null),
      organizationTypes: async () => [],
      listEntities: async () => [],
      dealObject: 'Opportunity',
    });
    expect(findings.map(({ level }) => level)).toEqual(['ok']);
  });
});
