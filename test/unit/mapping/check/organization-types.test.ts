import { expect, test } from 'vitest';
import { DEAL_FIELDS, faultsOf } from './faults-of.js';

const TYPES: Readonly<Record<string, readonly string[]>> = {
  US: ['company', 'Corporation'],
  DE: ['company', 'GmbH'],
};

const check = (type: string, jurisdiction: string | null) =>
  faultsOf(
    `version: 1
contracts:
  - template: 1204
    counterparties:
      - organizationName: Name
        organizationType: ${JSON.stringify(type)}
        contact: '{"firstName": "A", "email": "a@a.test"}'
${jurisdiction === null ? '' : `        jurisdiction: ${JSON.stringify(jurisdiction)}\n`}writeback: {contract: null, opportunity: null}
`,
    [],
    DEAL_FIELDS,
    async (code) => (code === null ? Object.values(TYPES).flat() : (TYPES[code] ?? null)),
  );

test.each([
  ['"Corporation"', '"US"'],
  ['Name = "x" ? "company" : "GmbH"', '"DE"'],
  ['"GmbH"', null],
  ['"GmbH"', 'Name'],
  ['Name', '"US"'],
  ['"GmbH"', 'Name = "x" ? "US" : "DE"'],
])('an organisation type that the jurisdiction has is taken: %s in %s', async (type, place) => {
  expect(await check(type, place)).toEqual([]);
});

test.each([
  [
    '"Corporaton"',
    '"US"',
    'error m.yaml:6:9 organizationType of counterparty 1: SpotDraft has no organisation type "Corporaton" in US (did you mean "Corporation"?); it has company, Corporation.',
  ],
  [
    '"Company"',
    '"US"',
    'error m.yaml:6:9 organizationType of counterparty 1: SpotDraft has no organisation type "Company" in US (did you mean "company"?); it has company, Corporation.',
  ],
  [
    '"GmbH"',
    '"US"',
    'error m.yaml:6:9 organizationType of counterparty 1: SpotDraft has no organisation type "GmbH" in US; it has company, Corporation.',
  ],
  [
    '"Guild"',
    'Name',
    'warning m.yaml:6:9 organizationType of counterparty 1: SpotDraft has no organisation type "Guild"; it has company, Corporation, GmbH.',
  ],
  [
    '"company"',
    '"UK"',
    'error m.yaml:8:9 jurisdiction of counterparty 1: SpotDraft knows no jurisdiction "UK"; write the ISO code of a country, such as US.',
  ],
])('an organisation type that it lacks is named: %s in %s', async (type, place, fault) => {
  expect(await check(type, place)).toEqual([fault]);
});
