import { describe, expect, it } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import {
  fittingContract,
  hasNumber,
  likelyContract,
  sameContract,
  type Candidate,
  type ContractIdentity,
} from '../../../src/domain/contract-identity.js';

const DEAL15 = '0065g00000XyZ12';
const DEAL = '0065g00000XyZ12AAF';

function told(changes: Partial<ContractIdentity> = {}): ContractIdentity {
  return { number: 500, title: 'NDA', typeId: '12', externalId: DEAL, ...changes };
}

function candidate(id: string, changes: Partial<Candidate> = {}): Candidate {
  return {
    id: parseContractId(id),
    name: 'NDA',
    typeId: '12',
    linkNumber: 500,
    externalId: DEAL,
    ...changes,
  };
}

describe('sameContract', () => {
  it('is certain where everything that is told is what is known, in 15 or 18 characters', () => {
    expect(sameContract(told({ externalId: DEAL15 }), [candidate('T-500')])).toBe('T-500');
    expect(sameContract(told({ typeId: null }), [candidate('T-500')])).toBe('T-500');
  });

  it.each([
    ['name', { name: 'NDA (final)' }],
    ['type', { typeId: '13' }],
    ['deal', { externalId: null }],
  ])('is not certain where the %s differs', (_what, changes) => {
    expect(sameContract(told(), [candidate('T-500', changes)])).toBeNull();
  });

  it('is not certain of one of two', () => {
    expect(sameContract(told(), [candidate('T-500'), candidate('H-500')])).toBeNull();
  });
});

describe('fittingContract', () => {
  it.each([
    ['a new name with the same deal', { name: 'NDA (final)' }, 'T-500'],
    ['an unknown deal with the same name', { externalId: null }, 'T-500'],
    ['an unknown type and link', { typeId: null, linkNumber: null }, 'T-500'],
    ['another type', { typeId: '13' }, null],
    ['another deal, whatever the name', { externalId: '0065g00000XyZ99AAF' }, null],
    ['another link', { linkNumber: 7 }, null],
    ['neither name nor deal', { name: 'Other', externalId: null }, null],
  ])('with %s', (_what, changes, expected) => {
    expect(fittingContract(told(), [candidate('T-500', changes)])).toBe(expected);
  });

  it('takes, of several that fit, the one of the same name, else the one of the number itself', () => {
    const renamed = candidate('T-500', { name: 'Renamed' });
    expect(fittingContract(told(), [renamed, candidate('H-500')])).toBe('H-500');
    const joined = candidate('T-1234', { name: 'Renamed' });
    expect(fittingContract(told({ title: null }), [joined, renamed])).toBe('T-500');
    expect(fittingContract(told(), [candidate('T-500'), candidate('H-500')])).toBeNull();
  });

  it('needs something that speaks for a contract', () => {
    const nothing = told({ title: null, externalId: null });
    expect(fittingContract(nothing, [candidate('T-500')])).toBeNull();
    expect(fittingContract(nothing, [])).toBeNull();
  });
});

describe('likelyContract', () => {
  it('accepts what was renamed or moved since, but not both', () => {
    expect(likelyContract(told(), [candidate('T-500', { name: 'Old name' })])).toBe('T-500');
    const moved = candidate('T-500', { externalId: '0065g00000XyZ99AAF', linkNumber: 7 });
    expect(likelyContract(told(), [moved])).toBe('T-500');
    expect(likelyContract(told(), [{ ...moved, name: 'Old name' }])).toBeNull();
    expect(likelyContract(told(), [moved, candidate('H-500')])).toBeNull();
  });
});

it('a contract has the number of its id and the number of its link', () => {
  expect(hasNumber(candidate('T-500', { linkNumber: null }), 500)).toBe(true);
  expect(hasNumber(candidate('T-1234'), 500)).toBe(true);
  expect(hasNumber(candidate('T-1234', { linkNumber: null }), 500)).toBe(false);
});
