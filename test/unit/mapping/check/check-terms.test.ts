import { expect, it } from 'vitest';
import { checkMapping, dealFindings, parseMappingFile } from '../../../../src/mapping/index.js';
import { describeObject } from '../crm-samples.js';

const DEAL = describeObject('Opportunity', {
  Amount: { type: 'currency' },
  CloseDate: { type: 'date' },
  IsPrivate: { type: 'boolean' },
  StageName: {},
});
const crm = {
  describe: async (name: string) => (name === 'Opportunity' ? DEAL : null),
  dealObject: 'Opportunity',
};

function mappingOf(check: string) {
  return parseMappingFile(
    `version: 1\ncontracts: []\nwriteback: {contract: null, opportunity: null}\nchecks:\n  - {name: total, ${check}}\n`,
    'm',
  );
}

async function found(
  check: string,
  names: ReadonlySet<string> | null = new Set(['total', 'start']),
): Promise<readonly string[]> {
  const findings = await checkMapping({
    ...crm,
    mapping: mappingOf(check),
    templates: new Map(),
    organizationTypes: async () => [],
    listEntities: async () => [],
    keyPointerNames: async () => names,
  });
  return findings.map(({ level, where, message }) => `${level} ${where} ${message}`);
}

it.each([
  ['signed: keyPointers.total.value, expected: Amount, tolerance: 1%', 'ok m:5:6 check "total"'],
  ['signed: name, expected: CloseDate, tolerance: 3 days', 'ok m:5:6 check "total"'],
  ['signed: name, expected: Amount + 1, tolerance: 3 days', 'ok m:5:6 check "total"'],
  ['signed: name, expected: Amonut', 'error m:5:33 Amonut: Opportunity has no field Amonut'],
  ['when: opportunity.Stage = "x", signed: name, expected: Amount', 'error m:5:19 Stage: '],
  ['signed: name, expected: CurrencyIsoCode', 'SALESFORCE_DEFAULT_CURRENCY stands in for it.'],
  [
    'signed: keyPointers.totla.value, expected: Amount',
    'warning m:5:19 no contract type of SpotDraft has a key pointer "totla" (did you mean "total"',
  ],
  ['when: keyPointers.x.value = 1, signed: name, expected: Amount', 'has a key pointer "x"'],
  [
    'signed: name, expected: Amount, tolerance: 3 days',
    'to which a tolerance of days means nothing',
  ],
  ['signed: name, expected: CloseDate, tolerance: 1%', 'of which there is no percentage'],
  ['signed: name, expected: IsPrivate, tolerance: 1', 'to which a tolerance means nothing'],
  ['signed: name, expected: Amonut, tolerance: 1', 'has no field Amonut'],
])('of {%s} mapping check says %s', async (check, said) => {
  const findings = await found(check);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toContain(said);
});

it('does not judge key pointers that SpotDraft did not tell of', async () => {
  const check = 'signed: keyPointers.other.value, expected: Amount';
  expect(await found(check, null)).toEqual(['ok m:5:6 check "total"']);
});

it('tells doctor of missing fields alone', async () => {
  const findings = await dealFindings(mappingOf('signed: name, expected: Amonut'), crm);
  expect(findings.map(({ level }) => level)).toEqual(['error']);
  expect(await dealFindings(mappingOf('signed: name, expected: Amount'), crm)).toEqual([]);
});
