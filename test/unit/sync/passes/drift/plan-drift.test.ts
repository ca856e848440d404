import { describe, expect, test } from 'vitest';
import type { Contract } from '../../../../../src/domain/contract.js';
import { parseContractId } from '../../../../../src/domain/contract-id.js';
import { parseOpportunityId } from '../../../../../src/domain/opportunity-id.js';
import {
  planChange,
  planContractDrift,
  planDealDrift,
  planOrphanDrift,
} from '../../../../../src/sync/passes/drift/plan-drift.js';
import type { ContractFacts } from '../../../../../src/sync/passes/drift/plan-drift.js';

const ID = parseContractId('T-7');
const DEAL = parseOpportunityId('006000000000007');
const OTHER_DEAL = parseOpportunityId('006000000000008');

const contract: Contract = {
  id: ID,
  name: 'Order form',
  status: 'SIGN',
  kind: 'TEMPLATE_CONTRACT',
  type: { id: '3', name: 'Order Form' },
  referenceId: 'OF-7',
  counterpartyName: 'Acme',
  createdBy: 'rep@example.com',
  createdAt: '2026-11-01T10:00:00.000Z',
  url: 'https://app.example/contracts/7',
  externalMetadata: { id: DEAL, record_data: { a: 1 } },
  opportunityId: DEAL,
};
const row = { Name: 'Order form', Status__c: 'SIGN' };

function facts(changes: Partial<ContractFacts> = {}): ContractFacts {
  return {
    id: ID,
    present: contract,
    stored: contract,
    queue: null,
    wanted: { row },
    description: null,
    crm: row,
    confirmed: row,
    ...changes,
  };
}

const causeOf = (changes: Partial<ContractFacts>) => planContractDrift(facts(changes))?.cause;

describe('planChange', () => {
  const change = (present: Partial<Contract>, stored: Partial<Contract> = {}) =>
    planChange({ ...contract, ...stored }, { ...contract, ...present });

  test('finds nothing where SpotDraft shows what is stored, whatever the kind, which reads never carry', () => {
    expect(change({})).toBeNull();
    expect(change({ kind: null })).toBeNull();
    expect(change({ externalMetadata: { record_data: { a: 1 }, id: DEAL } })).toBeNull();
    expect(change({ status: 'DELETED' }, { status: 'DELETED' })).toBeNull();
    expect(planChange({ ...contract, status: 'DELETED' }, 'gone')).toBeNull();
  });

  test.each([
    [{ status: 'EXECUTED' }, {}, 'missed-delivery', 'SIGN → EXECUTED'],
    [{ name: 'Another' }, {}, 'missed-delivery', 'name'],
    [{ status: 'ON_HOLD' }, {}, 'on-hold', 'SIGN → ON_HOLD'],
    [{ status: 'SIGN' }, { status: 'ON_HOLD' }, 'resumed', 'ON_HOLD → SIGN'],
    [{ status: 'SIGN' }, { status: 'DELETED' }, 'restored', 'DELETED → SIGN'],
    [{ opportunityId: OTHER_DEAL }, {}, 'relinked', `${DEAL} → ${OTHER_DEAL}`],
    [{}, { opportunityId: null }, 'relinked', `no deal → ${DEAL}`],
    [{ opportunityId: null }, {}, 'unlinked', `${DEAL} → no deal`],
    [{ counterpartyName: 'Bcme', url: 'x' }, {}, 'changed', 'counterpartyName, url'],
    [{ externalMetadata: { id: DEAL } }, {}, 'changed', 'externalMetadata'],
  ] as const)('%j over %j: %s', (present, stored, cause, detail) => {
    expect(change(present, stored)).toEqual({ cause, detail });
  });

  test('a contract unknown to us, and one that is gone', () => {
    expect(planChange(null, contract)?.cause).toBe('unknown-contract');
    expect(planChange(contract, 'gone')?.cause).toBe('deleted');
  });
});

describe('planContractDrift', () => {
  test('finds nothing where projection and record are as they should be', () => {
    expect(planContractDrift(facts())).toBeNull();
    expect(causeOf({ wanted: null, crm: null })).toBeUndefined();
  });

  test('a contract without a deal needs no record; what once had one keeps it right', () => {
    const unlinked = { ...contract, opportunityId: null };
    const off = { present: unlinked, stored: unlinked };
    expect(causeOf({ ...off, crm: null })).toBeUndefined();
    expect(causeOf({ ...off, crm: { ...row, Status__c: 'DRAFT' } })).toBe('record-edited');
    expect(causeOf({ present: 'gone', stored: null, crm: null })).toBe('unknown-contract');
  });

  test('tells a record that was never written from one that was removed', () => {
    expect(causeOf({ crm: null, confirmed: null })).toBe('never-written');
    expect(causeOf({ crm: null })).toBe('record-missing');
    const deleted = { ...contract, status: 'DELETED' } as const;
    expect(causeOf({ present: 'gone', stored: deleted, crm: null })).toBe('record-missing');
  });

  test('tells a record that somebody edited from one that was left behind', () => {
    const crm = { Name: 'By hand', Status__c: 'DRAFT' };
    expect(planContractDrift(facts({ crm }))).toEqual({
      subject: { kind: 'contract', id: ID },
      cause: 'record-edited',
      detail: '',
      fields: ['Name', 'Status__c'],
    });
    expect(causeOf({ crm, confirmed: crm })).toBe('record-outdated');
    expect(causeOf({ crm, confirmed: null })).toBe('record-outdated');
  });

  test('what changed in SpotDraft explains a record that is behind', () => {
    const present = { ...contract, status: 'EXECUTED' } as const;
    expect(
      planContractDrift(facts({ present, wanted: { row: { ...row, Status__c: 'EXECUTED' } } })),
    ).toMatchObject({ cause: 'missed-delivery', fields: ['Status__c'] });
    expect(planContractDrift(facts({ present }))).toMatchObject({ fields: [] });
  });

  test('work that waits, or was given up, is no missed delivery', () => {
    const present = { ...contract, status: 'EXECUTED' } as const;
    expect(causeOf({ present, queue: { state: 'due', reason: null } })).toBe('waiting');
    expect(causeOf({ present, queue: { state: 'running', reason: null } })).toBe('waiting');
    const parked = { state: 'parked', reason: 'No field X.' } as const;
    expect(planContractDrift(facts({ present, queue: parked }))).toMatchObject({
      cause: 'parked',
      detail: 'No field X.',
    });
    expect(
      planContractDrift(facts({ present, queue: { state: 'parked', reason: null } })),
    ).toMatchObject({ cause: 'parked', detail: 'SIGN → EXECUTED' });
    expect(causeOf({ queue: parked })).toBeUndefined();
  });

  test('a mapping that gives nothing to write', () => {
    expect(planContractDrift(facts({ wanted: { failure: 'line 3: failed' } }))).toMatchObject({
      cause: 'unwritable',
      detail: 'line 3: failed',
    });
  });
});

describe('planDealDrift', () => {
  const deal = { id: DEAL, description: null };
  const wanted = { row: { Contract_Status__c: 'EXECUTED' } };

  test('compares the fields that the mapping decides', () => {
    expect(planDealDrift({ ...deal, wanted, crm: { ...wanted.row, Name: 'x' } })).toBeNull();
    expect(planDealDrift({ ...deal, wanted: { row: {} }, crm: null })).toBeNull();
    expect(planDealDrift({ ...deal, wanted, crm: { Contract_Status__c: null } })).toEqual({
      subject: { kind: 'deal', id: DEAL },
      cause: 'deal-outdated',
      detail: '',
      fields: ['Contract_Status__c'],
    });
  });

  test('a deal that the CRM does not show, and one that nothing can be written to', () => {
    expect(planDealDrift({ ...deal, wanted, crm: null })?.cause).toBe('deal-missing');
    expect(planDealDrift({ ...deal, wanted: { failure: 'failed' }, crm: null })).toMatchObject({
      cause: 'unwritable',
      detail: 'failed',
    });
  });
});

describe('planOrphanDrift', () => {
  test('a record without a contract has to say so', () => {
    const gone = { Status__c: 'DELETED', Executed_Document_Link__c: null };
    expect(planOrphanDrift(ID, { ...gone, Name: 'x' }, gone, null)).toBeNull();
    expect(planOrphanDrift(ID, { ...gone, Status__c: 'SIGN' }, gone, null)).toMatchObject({
      subject: { kind: 'contract', id: ID },
      cause: 'record-without-contract',
      fields: ['Status__c'],
    });
  });
});
