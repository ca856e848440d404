import { describe, expect, it } from 'vitest';
import { storedContractReply } from '../../../src/store/redis/stored-contract.js';
import { storedContractRow } from '../../../src/store/sqlite/stored-contract.js';

const DATA = {
  name: 'Order form',
  kind: 'TEMPLATE_CONTRACT',
  type: { id: '386', name: 'Order form' },
  referenceId: null,
  counterpartyName: 'Larkfield Logistics',
  createdBy: null,
  createdAt: '2026-03-31T09:15:00.000Z',
  url: 'https://app.spotdraft.com/contracts/T-123',
  externalMetadata: { id: '0065g00AqnHTqz5AED' },
  opportunityId: '0065g00AqnHTqz5AED',
};
const CONTRACT = { id: 'T-123', status: 'SIGN', ...DATA };
const STORED = {
  contract: CONTRACT,
  look: 7,
  readAt: new Date(1_000),
  lastSyncedAt: null,
  lastError: null,
};

const COLUMNS = {
  id: 'T-123',
  name: DATA.name,
  status: 'SIGN',
  kind: DATA.kind,
  type_id: DATA.type.id,
  type_name: DATA.type.name,
  reference_id: null,
  counterparty_name: DATA.counterpartyName,
  created_by: null,
  created_at: DATA.createdAt,
  url: DATA.url,
  external_metadata: JSON.stringify(DATA.externalMetadata),
  opportunity_id: DATA.opportunityId,
  look: 7,
  read_at: 1_000,
  last_synced_at: null,
  last_error: null,
};
const REPLY = ['T-123', JSON.stringify(DATA), 'SIGN', '1000', null, null, '7'] as const;

describe('a contract as an engine gives it back', () => {
  it('is the contract that was kept, from both', () => {
    expect(storedContractRow.parse(COLUMNS)).toEqual(STORED);
    expect(storedContractReply.parse(REPLY)).toEqual(STORED);
  });

  it('knows when it was synced, and its deal by 18 characters', () => {
    const synced = { ...STORED, lastSyncedAt: new Date(2_000), lastError: 'why' };
    const deal = '0065g00AqnHTqz5';
    const row = { ...COLUMNS, last_synced_at: 2_000, last_error: 'why', opportunity_id: deal };
    const data = JSON.stringify({ ...DATA, opportunityId: deal });
    expect(storedContractRow.parse(row)).toEqual(synced);
    expect(storedContractReply.parse(['T-123', data, 'SIGN', '1000', '2000', 'why', '7'])).toEqual(
      synced,
    );
  });

  it('from before looks were counted has none', () => {
    expect(storedContractReply.parse(REPLY.with(6, null))).toEqual({ ...STORED, look: 0 });
  });

  it('may be linked to nothing', () => {
    const contract = { ...CONTRACT, externalMetadata: null, opportunityId: null, kind: null };
    const row = { ...COLUMNS, external_metadata: null, opportunity_id: null, kind: null };
    const { id: _id, status: _status, ...data } = contract;
    expect(storedContractRow.parse(row)).toEqual({ ...STORED, contract });
    expect(storedContractReply.parse(REPLY.with(1, JSON.stringify(data)))).toEqual({
      ...STORED,
      contract,
    });
  });

  it.each(Object.keys(COLUMNS).map((column) => [column]))(
    'is refused by SQLite with something else in %s',
    (column) => {
      expect(() => storedContractRow.parse({ ...COLUMNS, [column]: true })).toThrow(column);
    },
  );

  it.each([
    [{ id: 'X-1' }, 'not a contract id'],
    [{ status: 'SIGNED' }, 'status'],
    [{ kind: 'LETTER' }, 'kind'],
    [{ external_metadata: '[]' }, 'external_metadata'],
    [{ opportunity_id: '001' }, 'not the id of an opportunity'],
  ])('is refused by SQLite with %j', (odd, what) => {
    expect(() => storedContractRow.parse({ ...COLUMNS, ...odd })).toThrow(what);
  });

  it.each(Object.keys(DATA).map((member) => [member]))(
    'is refused from Redis with something else in %s',
    (member) => {
      const data = JSON.stringify({ ...DATA, [member]: true });
      expect(() => storedContractReply.parse(REPLY.with(1, data))).toThrow(member);
    },
  );

  it.each([
    [0, 'X-1', 'not a contract id'],
    [2, 'SIGNED', 'Invalid option'],
    [3, 'soon', 'number'],
    [4, 'soon', 'number'],
    [6, 'soon', 'number'],
  ])('is refused from Redis with %i being %j', (index, odd, what) => {
    expect(() => storedContractReply.parse((REPLY as readonly unknown[]).with(index, odd))).toThrow(
      what,
    );
  });
});
