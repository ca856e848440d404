import {
  describeChange,
  pastedContractIds,
  statusLabel,
  toContractView,
  withContract,
} from 'c/dealdraftContractView';
import { waitingForWords } from 'c/dealdraftContractState';

const NOW = Date.parse('2026-03-28T12:00:00.000Z');

function contract(overrides = {}) {
  return {
    id: 'T-1',
    name: 'Order form',
    status: 'DRAFT',
    createdAt: null,
    noted: { templateId: null, voidReason: null },
    counterpartyName: null,
    url: 'https://app.spotdraft.com/contracts/v2/1',
    documentUrl: 'https://dealdraft.example/documents/T-1',
    actions: [],
    typeName: null,
    waitingFor: [],
    sync: { lastSyncedAt: null, pending: false, lastError: null },
    ...overrides,
  };
}

it.each([
  ['T-123', ['T-123']],
  [' h-9 ', ['H-9']],
  ['https://app.spotdraft.com/contracts/v2/19589', ['T-19589', 'H-19589']],
  ['https://app.us.spotdraft.com/contracts/v2/19589?tab=1', ['T-19589', 'H-19589']],
  ['https://app.spotdraft.com/contracts/T-5/', ['T-5']],
  ['Acme', []],
  ['T-12a', []],
  ['https://example.com/', []],
])('finds the contract meant by %j', (pasted, ids) => {
  expect(pastedContractIds(pasted)).toEqual(ids);
});

it('offers only what the server says may be done', () => {
  expect(toContractView(contract(), NOW).buttons).toEqual([]);
  const all = ['OPEN', 'OPEN_DOCUMENT', 'SEND', 'VOID', 'SYNC'];
  const { buttons } = toContractView(contract({ actions: all }), NOW);
  expect(buttons.map(({ label, href }) => [label, href])).toEqual([
    ['Send', null],
    ['Open in SpotDraft', 'https://app.spotdraft.com/contracts/v2/1'],
    ['Open document', 'https://dealdraft.example/documents/T-1'],
    ['Sync now', null],
    ['Void', null],
  ]);
  expect(buttons.filter((each) => /_brand/.test(each.class))).toHaveLength(1);
});

it('has a word for every status, one it does not know included', () => {
  const known = ['DRAFT', 'REDLINING', 'SIGN', 'EXECUTED', 'ON_HOLD', 'VOIDED', 'DELETED'];
  const labels = [...known, 'SOMETHING_NEW'].map(statusLabel);
  expect(new Set(labels).size).toBe(8);
  expect(statusLabel('SOMETHING_NEW')).toBe('Unknown status');
});

it('names whom it waits for while it is out for signature', () => {
  const waitingFor = [
    { name: 'Ann', email: 'ann@example.com', status: 'PENDING' },
    { name: null, email: 'bo@example.com', status: 'DECLINED' },
    { name: null, email: null, status: null },
  ];
  expect(waitingForWords(contract({ status: 'SIGN', waitingFor }))).toBe(
    'Ann, bo@example.com (declined), and somebody without a name',
  );
  expect(waitingForWords(contract({ status: 'SIGN' }))).toBe('The signatories');
  expect(waitingForWords(contract({ waitingFor }))).toBeNull();
});

it('tells a failed sync rather than a pending one, and survives a time that is none', () => {
  const sync = { lastSyncedAt: 'yesterday', pending: true, lastError: 'The row was refused.' };
  expect(toContractView(contract({ sync }), NOW).sync).toEqual({
    at: null,
    relative: 'not yet',
    exact: '',
    isPending: false,
    error: 'The row was refused.',
  });
});

it('announces what changed, and only that', () => {
  const before = contract();
  expect(describeChange(null, before)).toBe('New contract: Order form, Draft.');
  expect(describeChange(before, contract({ status: 'EXECUTED' }))).toBe(
    'Order form is now: Signed.',
  );
  const sign = contract({ status: 'SIGN' });
  const waiting = contract({ status: 'SIGN', waitingFor: [{ name: 'Ann' }] });
  expect(describeChange(sign, waiting)).toBe('Order form now waits for: Ann.');
  const failed = contract({ sync: { ...before.sync, lastError: 'no' } });
  expect(describeChange(before, failed)).toBe('Order form could not be synced.');
  expect(describeChange(before, contract())).toBeNull();
});

it('puts a changed contract in its place and takes a deleted one out', () => {
  const list = [contract({ id: 'T-1' }), contract({ id: 'T-2' })];
  const changed = contract({ id: 'T-2', status: 'SIGN' });
  expect(withContract(list, changed)).toEqual([list[0], changed]);
  expect(withContract(list, contract({ id: 'T-1', status: 'DELETED' }))).toEqual([list[1]]);
  expect(withContract(list, contract({ id: 'T-3' }))).toBeNull();
});
