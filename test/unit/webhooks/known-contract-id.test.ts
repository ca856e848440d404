import { expect, it } from 'vitest';
import { createKnownContractIds } from '../../../src/webhooks/known-contract-id.js';
import type { ContractId } from '../../../src/domain/contract-id.js';
import type { ContractStore, StoredContract } from '../../../src/store/contracts.js';

/** A store that knows these contracts. Only their ids are asked for. */
function knowing(...known: readonly string[]): Pick<ContractStore, 'get'> {
  return {
    get: async (ids) =>
      new Map<ContractId, StoredContract>(
        ids
          .filter((id) => known.includes(id))
          .map((id) => [id, { id } as unknown as StoredContract]),
      ),
  };
}

it.each([
  ['#19615', ['T-19615'], 'T-19615'],
  ['#19615', ['H-19615'], 'H-19615'],
  ['#19615', ['T-19615', 'H-19615'], '19615'],
  ['#19615', [], '19615'],
  ['T-19615', [], 'T-19615'],
] as const)('in the log, %s where %j are known is %s', async (key, known, said) => {
  expect(await createKnownContractIds(knowing(...known))(key as ContractId)).toBe(said);
});

it('what is asked for together is looked up together', async () => {
  const asked: (readonly string[])[] = [];
  const store = knowing('T-1', 'H-2');
  const idOf = createKnownContractIds({
    get: async (ids) => {
      asked.push(ids);
      return store.get(ids);
    },
  });
  const keys = ['#1', '#2', 'T-3', '#1', '#4'].map((key) => key as ContractId);
  expect(await Promise.all(keys.map(idOf))).toEqual(['T-1', 'H-2', 'T-3', 'T-1', '4']);
  expect(asked).toEqual([['T-1', 'H-1', 'T-2', 'H-2', 'T-4', 'H-4']]);
});
