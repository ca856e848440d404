import { describe, expect, test } from 'vitest';
import {
  CONTRACT_ACTIONS,
  isWaitedFor,
  judgeActions,
  nothingArchived,
  nothingChecked,
  notYoursToLink,
  refusalOf,
} from '../../../src/domain/contract-action.js';
import type {
  ContractAction,
  JudgedContract,
  JudgedTerm,
} from '../../../src/domain/contract-action.js';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { newDealLink } from '../../../src/domain/deal-link.js';
import { parseOpportunityId } from '../../../src/domain/opportunity-id.js';
import type { RecipientType } from '../../../src/domain/recipient.js';
import { CONTRACT_STATUSES } from '../../../src/domain/contract.js';
import type { ContractStatus } from '../../../src/domain/contract.js';

const DEAL = parseOpportunityId('0065g00AqnHTrDmAEL');

/** A check that does not match, and one that does. */
const OPEN: readonly JudgedTerm[] = [
  { state: 'MISMATCH', isOpen: true },
  { state: 'MATCH', isOpen: false },
];

const contract = (changes: Partial<JudgedContract> & { readonly text?: string } = {}) => {
  const { text = 'T-12', ...rest } = changes;
  return {
    id: parseContractId(text),
    status: 'DRAFT',
    kind: null,
    externalMetadata: null,
    ...rest,
  } as const;
};

/** Actions that go by the status, each with the states that allow it. */
const STATES: Partial<Record<ContractAction, readonly ContractStatus[]>> = {
  OPEN_DOCUMENT: ['EXECUTED'],
  SEND: ['DRAFT', 'REDLINING', 'UNKNOWN'],
  MARK_FOR_EXECUTION: ['DRAFT', 'REDLINING', 'UNKNOWN'],
  UNMARK_FOR_EXECUTION: ['SIGN', 'UNKNOWN'],
  RESEND_TO_SIGNATORY: ['SIGN', 'UNKNOWN'],
  CREATE_RECIPIENT_LINK: ['REDLINING', 'SIGN', 'UNKNOWN'],
  CREATE_SIGNING_URL: ['SIGN', 'UNKNOWN'],
  VOID: ['DRAFT', 'REDLINING', 'SIGN', 'ON_HOLD', 'UNKNOWN'],
  REQUEST_REVIEW: ['DRAFT', 'REDLINING', 'SIGN', 'ON_HOLD', 'UNKNOWN'],
  REQUEST_APPROVALS: ['DRAFT', 'REDLINING', 'SIGN', 'ON_HOLD', 'UNKNOWN'],
  UPLOAD_CONTRACT_VERSION: ['DRAFT', 'REDLINING', 'SIGN', 'EXECUTED', 'UNKNOWN'],
  UPDATE_CONTRACT_DATA: ['DRAFT', 'REDLINING', 'UNKNOWN'],
  UPDATE_INTAKE_FORM: ['REDLINING', 'UNKNOWN'],
  ARCHIVE_CONTRACT: ['EXECUTED'],
  CONFIRM_TERM: ['EXECUTED'],
  SYNC: CONTRACT_STATUSES,
};
const WHILE_THERE = CONTRACT_STATUSES.filter((status) => status !== 'DELETED');

describe('judgeActions', () => {
  test.each(CONTRACT_STATUSES)('offers in %s what makes sense there, to an operator', (status) => {
    const { offered, refused } = judgeActions(contract({ status }), {
      recipients: null,
      mayTakeLinks: true,
      isArchiving: true,
      terms: OPEN,
    });
    const expected = CONTRACT_ACTIONS.filter((action) =>
      (STATES[action] ?? WHILE_THERE).includes(status),
    );
    expect(offered).toEqual(expected);
    expect([...offered, ...refused.map(({ action }) => action)].sort()).toEqual(
      [...CONTRACT_ACTIONS].sort(),
    );
  });

  test('offers to archive a document only where there is somewhere to', () => {
    const executed = contract({ status: 'EXECUTED' });
    const judge = (isArchiving: boolean) =>
      judgeActions(executed, {
        recipients: null,
        mayTakeLinks: true,
        isArchiving,
        terms: OPEN,
      });
    expect(judge(true).offered).toContain('ARCHIVE_CONTRACT');
    expect(judge(false).refused).toContainEqual({
      action: 'ARCHIVE_CONTRACT',
      reason: nothingArchived(),
    });
  });

  test.each<[string, readonly JudgedTerm[] | null, string | RegExp | null]>([
    ['a check is open', OPEN, null],
    ['a value is missing', [{ state: 'MISSING', isOpen: true }], null],
    ['there are no checks at all', null, nothingChecked()],
    [
      'none was made of this contract',
      [],
      /^Nothing of contract T-12 is checked yet: .*"syncContract"/,
    ],
    ['all match', [{ state: 'MATCH', isOpen: false }], /there is no difference to confirm\.$/],
    [
      'all that differs is confirmed',
      [
        { state: 'MATCH', isOpen: false },
        { state: 'MISMATCH', isOpen: false },
      ],
      /^Every difference between contract T-12 and its deal was confirmed already\.$/,
    ],
  ])('when %s, confirming it is offered or refused', (_name, terms, expected) => {
    const { offered, refused } = judgeActions(contract({ status: 'EXECUTED' }), {
      recipients: null,
      mayTakeLinks: true,
      isArchiving: true,
      terms,
    });
    expect(offered.includes('CONFIRM_TERM')).toBe(expected === null);
    const reason = refused.find(({ action }) => action === 'CONFIRM_TERM')?.reason ?? null;
    if (expected === null || typeof expected === 'string') expect(reason).toBe(expected);
    else expect(reason).toMatch(expected);
  });

  test('refuses every other with a sentence', () => {
    for (const status of CONTRACT_STATUSES) {
      const { refused } = judgeActions(contract({ status }), {
        recipients: null,
        mayTakeLinks: false,
        isArchiving: false,
        terms: OPEN,
      });
      for (const { reason } of refused) expect(reason).toMatch(/^[A-Z].*\.$/);
    }
  });

  test.each<[string, readonly (readonly [RecipientType, string])[], boolean]>([
    ['all have signed', [['SIGNATORY', 'SIGNED']], false],
    [
      'only who does not sign waits',
      [
        ['SIGNATORY', 'SIGNED'],
        ['APPROVER', 'PENDING'],
      ],
      false,
    ],
    [
      'one has yet to sign',
      [
        ['SIGNATORY', 'SIGNED'],
        ['SIGNATORY', 'IN_PROGRESS'],
      ],
      true,
    ],
    ['nobody is known', [], true],
  ])('when %s, writing to a signatory again is offered or not', (_name, known, expected) => {
    const recipients = known.map(([type, status]) => ({ type, status }));
    const sign = contract({ status: 'SIGN' });
    const { offered } = judgeActions(sign, {
      recipients,
      mayTakeLinks: false,
      isArchiving: false,
      terms: OPEN,
    });
    expect(offered.includes('RESEND_TO_SIGNATORY')).toBe(expected);
  });

  test('offers personal links to those alone who may take them', () => {
    const sign = contract({ status: 'SIGN' });
    const { offered, refused } = judgeActions(sign, {
      recipients: null,
      mayTakeLinks: false,
      isArchiving: false,
      terms: OPEN,
    });
    expect(offered).not.toContain('CREATE_RECIPIENT_LINK');
    expect(refused).toContainEqual({ action: 'CREATE_SIGNING_URL', reason: notYoursToLink() });
  });
});

describe('refusalOf', () => {
  test.each<[string, JudgedContract, ContractAction, string | null]>([
    [
      'a state that is not listed',
      contract({ status: 'ON_HOLD' }),
      'SEND',
      'Contract T-12 has the status "On hold"; only one with the status "Draft" or "In negotiation" can be sent to its counterparties.',
    ],
    [
      'a contract that is gone, whatever else holds',
      contract({ text: 'H-12', status: 'DELETED' }),
      'ADD_COMMENT',
      'Contract H-12 is deleted in SpotDraft.',
    ],
    [
      'an H contract where SpotDraft takes the number',
      contract({ text: 'H-12', status: 'EXECUTED' }),
      'ADD_COMMENT',
      'Contract H-12 is a historical one; SpotDraft offers this for contracts that it made itself (T-…) alone.',
    ],
    ['an H contract by its own id', contract({ text: 'H-12' }), 'UPDATE_NOTE', null],
    [
      "an H contract's data",
      contract({ text: 'H-12' }),
      'UPDATE_CONTRACT_DATA',
      'Contract H-12 is a historical one, without data of a template.',
    ],
    [
      "an upload's data",
      contract({ kind: 'THIRD_PARTY_CONTRACT' }),
      'UPDATE_CONTRACT_DATA',
      'Contract T-12 was not generated from a template, so there is nothing of one to fill in.',
    ],
    [
      'the data of an edited one',
      contract({ kind: 'EDITED_TEMPLATE_CONTRACT' }),
      'UPDATE_CONTRACT_DATA',
      null,
    ],
    [
      'one that we made for something else than signing inside a page',
      contract({
        status: 'SIGN',
        externalMetadata: newDealLink(DEAL, { requestId: 'r-1', wish: null }, '1204'),
      }),
      'CREATE_SIGNING_URL',
      'Contract T-12 was not made to be signed inside another page; the mapping of its template says so by "embedded".',
    ],
    [
      'one that we made for it',
      contract({
        status: 'SIGN',
        externalMetadata: newDealLink(DEAL, { requestId: 'r-1', wish: null }, '1204', {
          isEmbedded: true,
        }),
      }),
      'CREATE_SIGNING_URL',
      null,
    ],
    [
      'one that others made, for whatever',
      contract({ status: 'SIGN', externalMetadata: { id: DEAL, record_data: { po: 7 } } }),
      'CREATE_SIGNING_URL',
      null,
    ],
    ['a kind that we do not know', contract({ kind: 'UNKNOWN' }), 'UPDATE_CONTRACT_DATA', null],
    [
      'a contract that is executed',
      contract({ status: 'EXECUTED' }),
      'VOID',
      'Contract T-12 has the status "Signed" and can\'t be voided any more.',
    ],
    [
      'a contract that is cancelled',
      contract({ status: 'VOIDED' }),
      'REQUEST_REVIEW',
      'Contract T-12 has the status "Voided": nothing of it is decided any more.',
    ],
  ])('judges %s', (_name, judged, action, expected) => {
    expect(refusalOf(judged, action)).toBe(expected);
  });
});

test.each<[RecipientType, string | null, boolean]>([
  ['SIGNATORY', 'SIGNED', false],
  ['SIGNATORY', 'PENDING', true],
  ['SIGNATORY', 'IN_PROGRESS', true],
  ['SIGNATORY', 'DECLINED', true],
  ['SIGNATORY', 'COMPLETED', true],
  ['SIGNATORY', null, true],
  ['SIGNATORY', 'SOMETHING_NEW', true],
  ['APPROVER', 'PENDING', true],
  ['APPROVER', 'DECLINED', true],
  ['APPROVER', 'COMPLETED', false],
  ['RECEIVER', 'IN_PROGRESS', false],
  ['UNKNOWN', 'PENDING', true],
])('a recipient of type %s whose status is %s: waited for is %s', (type, status, expected) => {
  expect(isWaitedFor({ type, status })).toBe(expected);
});
