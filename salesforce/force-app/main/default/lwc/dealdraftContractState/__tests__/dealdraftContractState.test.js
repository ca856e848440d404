import {
  endOf,
  onTurn,
  primaryOf,
  remindable,
  toStateView,
  valueOf,
  waitingForWords,
} from 'c/dealdraftContractState';
import { recipientAnswer } from 'jest-support/graph';

const PRIYA = 'priya@meridian.example';
const READER = {
  viewerEmail: PRIYA,
  nowMs: Date.parse('2026-03-28T12:00:00Z'),
  timeZone: 'America/New_York',
};
const ALL = ['OPEN', 'OPEN_DOCUMENT', 'SEND', 'VOID', 'SYNC', 'RESEND_TO_SIGNATORY'];

function contract(overrides = {}) {
  return {
    id: 'T-1',
    name: 'Order form',
    status: 'SIGN',
    counterpartyName: 'Acme Inc.',
    createdAt: '2026-03-01T10:00:00Z',
    documentUrl: 'https://dealdraft.example/documents/T-1',
    actions: ALL,
    waitingFor: [],
    noted: { templateId: null, voidReason: null },
    ...overrides,
  };
}

function progress(overrides = {}) {
  return {
    id: 'T-1',
    recipients: [],
    sentAt: null,
    executedAt: null,
    keyPointers: [],
    ...overrides,
  };
}

function awaited(name, email, order = null) {
  return { name, email, order, status: 'IN_PROGRESS' };
}

const ADA = awaited('Ada Byron', 'ada@acme.example', 1);
const ME = awaited('Priya Raman', 'Priya@Meridian.example', 2);

it('says "you" of whoever looks, and who comes after', () => {
  expect(waitingForWords(contract({ waitingFor: [ME] }), PRIYA)).toBe('You');
  expect(waitingForWords(contract({ waitingFor: [ME, ADA] }), PRIYA)).toBe('Ada Byron, then you');
  expect(waitingForWords(contract({ waitingFor: [ME, ADA] }))).toBe('Ada Byron, then Priya Raman');
  expect(onTurn([ME, { ...ADA, order: null }])).toHaveLength(2);
});

it('says who signed, when, and who has yet to', () => {
  const { signers } = toStateView(
    contract(),
    progress({
      recipients: [
        recipientAnswer({ id: '2', email: PRIYA, order: 2 }),
        recipientAnswer({ order: 1, status: 'SIGNED', signedAt: '2026-03-27T02:00:00Z' }),
        recipientAnswer({ id: '3', type: 'RECEIVER', name: 'Copy' }),
      ],
    }),
    READER,
  );
  expect(signers.map(({ words }) => words)).toEqual([
    'Ada Byron signed on Mar 26, 2026',
    'You have yet to sign',
  ]);
});

it('says who declined and why, whatever SpotDraft makes of the contract then', () => {
  const declined = recipientAnswer({
    declined: true,
    status: 'DECLINED',
    declineReason: 'Too dear',
  });
  const view = (status) =>
    toStateView(contract({ status }), progress({ recipients: [declined] }), READER);
  expect(view('DRAFT').override.label).toBe('Declined');
  expect(view('DRAFT').alerts[0].words).toBe('Declined by Ada Byron: “Too dear”');
  expect(view('EXECUTED').override).toBeNull();
});

it('says why it was voided, that it is on hold, and when it has ended', () => {
  const said = (overrides, read) =>
    toStateView(contract(overrides), read ?? null, READER).alerts.map(({ words }) => words);
  expect(said({ status: 'VOIDED', noted: { templateId: null, voidReason: 'Deal lost' } })).toEqual([
    'Voided. Reason: “Deal lost”',
  ]);
  expect(said({ status: 'VOIDED' })).toEqual(['Voided. SpotDraft has the reason.']);
  expect(said({ status: 'ON_HOLD' })[0]).toContain('On hold');
  const ends = (value) =>
    progress({ keyPointers: [{ name: 'end_date', label: 'End date', value }] });
  const over = toStateView(contract({ status: 'EXECUTED' }), ends('2026-03-27'), READER);
  expect(over.override.label).toBe('Expired');
  expect(over.alerts[0].words).toBe('It ended on Mar 27, 2026.');
  const running = toStateView(contract({ status: 'EXECUTED' }), ends('2026-03-28'), READER);
  expect(running.override).toBeNull();
  expect(running.facts.map(({ label }) => label)).toContain('Ends');
});

it('shows dates and value, and leaves out what is not known', () => {
  const { facts } = toStateView(
    contract({ status: 'EXECUTED' }),
    progress({
      sentAt: '2026-03-02T10:00:00Z',
      executedAt: '2026-03-05T10:00:00Z',
      keyPointers: [
        { name: 'liability_cap', label: 'Liability cap', value: { type: 'USD', value: 9 } },
        { name: 'billing', label: 'Contract value', value: { type: 'USD', value: 137_930 } },
      ],
    }),
    READER,
  );
  expect(facts.map(({ label, words }) => `${label}: ${words}`)).toEqual([
    'Counterparty: Acme Inc.',
    'Value: $137,930.00',
    'Made: Mar 1, 2026',
    'Sent: Mar 2, 2026',
    'Signed: Mar 5, 2026',
  ]);
  expect(toStateView(contract(), null, READER).facts).toHaveLength(2);
});

it.each([
  [{ name: 'renewal_date', label: 'Renewal date', value: '2027-01-01' }, null],
  [{ name: 'x', label: 'Expiry date', value: '2027-01-01T00:00:00Z' }, '2027-01-01'],
  [{ name: 'calendar', label: 'Calendar', value: '2027-01-01' }, null],
  [{ name: 'termination_notice', label: 'Termination notice', value: '2027-01-01' }, null],
])('takes of %j the end %j', (pointer, end) => {
  expect(endOf(progress({ keyPointers: [pointer] }))).toBe(end);
});

it('has no value where there is none', () => {
  expect(valueOf(null)).toBeNull();
  expect(valueOf(progress({ keyPointers: [{ name: 'a', label: 'A', value: 5 }] }))).toBeNull();
});

it.each([
  ['DRAFT', {}, 'SEND'],
  ['DRAFT', { actions: [] }, null],
  ['REDLINING', {}, 'OPEN'],
  ['SIGN', { waitingFor: [ADA, ME] }, 'REMIND'],
  ['SIGN', { waitingFor: [ME] }, 'OPEN'],
  ['SIGN', { waitingFor: [ME], actions: ['CREATE_RECIPIENT_LINK'] }, 'SIGN_NOW'],
  ['SIGN', { waitingFor: [ADA], actions: ['OPEN'] }, null],
  ['EXECUTED', {}, 'OPEN_DOCUMENT'],
  ['VOIDED', {}, null],
  ['VOIDED', { noted: { templateId: '1204', voidReason: null } }, 'AGAIN'],
  ['ON_HOLD', {}, 'OPEN'],
])('offers for %s with %j: %j', (status, overrides, action) => {
  expect(primaryOf(contract({ status, ...overrides }), PRIYA)?.action ?? null).toBe(action);
});

it('reminds neither the person themselves, nor who declined, nor whose turn it is not', () => {
  const declined = { ...awaited('Bo', 'bo@acme.example', 1), status: 'DECLINED' };
  expect(remindable(contract({ waitingFor: [ADA, declined, ME] }), PRIYA)).toEqual([ADA]);
});
