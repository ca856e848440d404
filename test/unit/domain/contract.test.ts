import { expect, test } from 'vitest';
import { toContractKind } from '../../../src/domain/contract-kind.js';
import { CONTRACT_KINDS, compareByAdvancement } from '../../../src/domain/contract.js';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { contract } from '../../contract/store/samples.js';

const T1 = parseContractId('T-1');
const T2 = parseContractId('T-2');

test('a deal shows its most advanced contract first, the newest within one status', () => {
  const statuses = [
    'DELETED',
    'UNKNOWN',
    'VOIDED',
    'ON_HOLD',
    'DRAFT',
    'REDLINING',
    'SIGN',
    'EXECUTED',
  ] as const;
  const sorted = statuses.map((status) => contract({ status })).sort(compareByAdvancement);
  expect(sorted.map(({ status }) => status)).toEqual([...statuses].reverse());
  const older = contract({ id: T2, createdAt: '2026-01-01T00:00:00Z' });
  const newer = contract({ id: T1, createdAt: '2026-02-01T00:00:00Z' });
  expect([older, newer].sort(compareByAdvancement)).toEqual([newer, older]);
  expect([newer, older].sort(compareByAdvancement)).toEqual([newer, older]);
});

test('contracts of one moment have an order as well', () => {
  const [one, two] = [contract({ id: T1 }), contract({ id: T2 })];
  expect([one, two].sort(compareByAdvancement)).toEqual([two, one]);
  expect([two, one].sort(compareByAdvancement)).toEqual([two, one]);
  expect(compareByAdvancement(one, one)).toBe(0);
});

test.each([
  ['TEMPLATE', 'TEMPLATE_CONTRACT'],
  ['TEMPLATE_EDITABLE', 'EDITED_TEMPLATE_CONTRACT'],
  ['UPLOAD_EDITABLE', 'THIRD_PARTY_CONTRACT'],
  ['UPLOAD_SIGN', 'SIGN_CONTRACT'],
  ['UPLOAD_EXECUTED', 'EXECUTED_CONTRACT'],
  ['EXPRESS_TEMPLATE', 'EXPRESS_TEMPLATE_CONTRACT'],
  ['CLICKWRAP', 'CLICKWRAP_CONTRACT'],
  ['HISTORICAL_CLICKWRAP', 'HISTORICAL_CLICKWRAP_CONTRACT'],
  ['HOLOGRAM', 'UNKNOWN'],
  ['toString', 'UNKNOWN'],
  ['constructor', 'UNKNOWN'],
])('reads the kind %s as %s', (text, kind) => {
  expect(toContractKind(text)).toBe(kind);
});

test('knows the kinds by the names that webhooks use', () => {
  // In words of their own: read from the list, they would agree with whatever it lacks.
  expect(CONTRACT_KINDS.map(toContractKind)).toEqual([
    'TEMPLATE_CONTRACT',
    'EDITED_TEMPLATE_CONTRACT',
    'THIRD_PARTY_CONTRACT',
    'SIGN_CONTRACT',
    'EXECUTED_CONTRACT',
    'EXPRESS_TEMPLATE_CONTRACT',
    'CLICKWRAP_CONTRACT',
    'HISTORICAL_CLICKWRAP_CONTRACT',
    'UNKNOWN',
  ]);
});
