import { toContractId } from '../../../domain/contract-id.js';
import { harmlessText } from '../../../domain/harmless-text.js';
import type { Store } from '../../../store/store.js';
import type { Links } from '../links.js';
import type { ReadCauses } from '../cause.js';
import { contractTitle } from './contract-title.js';

const MAX_PARKED = 500;

/** Contracts that were given up until somebody helps, each by itself. */
export function parkedCauses(
  { queues, contracts }: Pick<Store, 'queues' | 'contracts'>,
  links: Links,
): ReadCauses {
  return async () => {
    const parked = await queues.sync.parked(MAX_PARKED + 1);
    const found = parked.slice(0, MAX_PARKED);
    const ids = found.map(({ key }) => toContractId(key)).filter((id) => id !== null);
    const known = await contracts.get(ids);
    return {
      topics: ['parked'],
      isComplete: parked.length <= MAX_PARKED,
      causes: found.map(({ key, reason, since }) => {
        const id = toContractId(key);
        const contract = id === null ? undefined : known.get(id)?.contract;
        return {
          key: `CONTRACT_PARKED:${key}`,
          topic: 'parked',
          title: `${contract === undefined ? key : contractTitle(contract)} can’t be brought to the CRM.`,
          cause: harmlessText(reason),
          todo: 'Mend the cause, then replay what is parked.',
          since,
          url: contract === undefined ? links.operations() : links.contract(contract),
        };
      }),
    };
  };
}
