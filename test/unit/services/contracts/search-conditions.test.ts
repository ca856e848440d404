import { describe, expect, it, test } from 'vitest';
import { SEARCH_FIELDS, SEARCH_OPERATORS } from '../../../../src/domain/contract-search.js';
import { InputError } from '../../../../src/domain/errors.js';
import { toContractSearch } from '../../../../src/services/contracts/search-conditions.js';

const conditionsOf = (filter: Parameters<typeof toContractSearch>[0]) =>
  toContractSearch(filter)?.conditions;

describe('toContractSearch', () => {
  it('takes what is given, operator by operator, and nothing else', () => {
    expect(
      toContractSearch({
        search: 'Acme',
        clientName: { eq: 'Acme, Inc.', in: ['Acme, Inc.', 'Acme'] },
        contractTypeId: { gte: '12', lt: '20' },
        createdAt: { gt: new Date('2026-01-01T00:00:00Z') },
        tags: {},
      }),
    ).toEqual({
      text: 'Acme',
      conditions: [
        { field: 'clientName', operator: 'eq', values: ['Acme, Inc.'] },
        { field: 'clientName', operator: 'in', values: ['Acme, Inc.', 'Acme'] },
        { field: 'contractTypeId', operator: 'gte', values: ['12'] },
        { field: 'contractTypeId', operator: 'lt', values: ['20'] },
        { field: 'createdAt', operator: 'gt', values: ['2026-01-01T00:00:00.000Z'] },
      ],
    });
    expect(toContractSearch({ search: ' \u200b' })).toEqual({ conditions: [] });
  });

  it('reads kinds in both vocabularies, and leaves a new one as it is', () => {
    const given = { in: ['SIGN_CONTRACT', 'UPLOAD_SIGN', 'TEMPLATE', 'HOLOGRAM'] };
    expect(conditionsOf({ contractKind: given })).toEqual([
      { field: 'contractKind', operator: 'in', values: ['UPLOAD_SIGN', 'TEMPLATE', 'HOLOGRAM'] },
    ]);
  });

  test.each([
    ['nothing is in a status of ours', { displayStatus: { eq: 'DELETED' } }],
    ['nothing is one of none', { displayStatus: { in: [] } }],
    ['nothing is in one of ours', { displayStatus: { in: ['DELETED', 'UNKNOWN'] } }],
    ['nothing has one of no tags', { tags: { in: [] }, clientName: { eq: 'Acme' } }],
  ])('knows without asking that %s', (_what, filter) => {
    expect(toContractSearch(filter)).toBeNull();
  });

  it('knows that everything is in another status than ours', () => {
    expect(conditionsOf({ displayStatus: { ne: 'DELETED' } })).toEqual([]);
    expect(conditionsOf({ displayStatus: { in: ['DELETED', 'SIGN'] } })).toEqual([
      { field: 'displayStatus', operator: 'in', values: ['SIGN'] },
    ]);
  });

  test.each([
    ['contractId.eq that is a number', { contractId: { eq: '123' } }, /"123" is not a contract id/],
    [
      'contractTypeId.in that is a name',
      { contractTypeId: { in: ['NDA'] } },
      /"NDA" is not the id of a contract type/,
    ],
    ['a user that is none', { legalUserId: { gt: '-1' } }, /"-1" is not the id of a user/],
    ['a blank text', { tags: { eq: ' ' } }, /"tags\.eq" is compared with nothing/],
    [
      'a text without end',
      { entityName: { ne: 'x'.repeat(501) } },
      /"entityName\.ne" is 501 characters long/,
    ],
    ['a search without end', { search: 'x'.repeat(501) }, /"search" is 501 characters long/],
    [
      'values without end',
      { tags: { in: Array.from({ length: 101 }, (_, index) => `tag ${index}`) } },
      /"tags\.in" has 101 values; at most 100/,
    ],
    [
      'a value that would swallow the next one',
      { tags: { in: ['a\\', 'b'] } },
      /"tags\.in" ends with a backslash/,
    ],
    [
      'more than an address holds',
      {
        tags: { in: Array.from({ length: 14 }, (_, index) => `${index}${'x'.repeat(480)}`) },
      },
      /characters long as SpotDraft would get it; at most 6000/,
    ],
  ])('refuses %s', (_what, filter, message) => {
    expect(() => toContractSearch(filter)).toThrow(InputError);
    expect(() => toContractSearch(filter)).toThrow(message);
  });

  it('goes through every field and operator', () => {
    const sample = { 'contract id': 'T-1', number: '1', status: 'SIGN' } as const;
    for (const [field, kind] of Object.entries(SEARCH_FIELDS)) {
      const value = kind in sample ? sample[kind as keyof typeof sample] : 'x';
      const all = Object.fromEntries(
        SEARCH_OPERATORS.map((operator) => [operator, operator === 'in' ? [value] : value]),
      );
      expect(conditionsOf({ [field]: all })).toHaveLength(SEARCH_OPERATORS.length);
    }
  });
});
