import DataLoader from 'dataloader';
import { bothIds } from '../domain/contract-identity.js';
import type { ContractStore } from '../store/contracts.js';
import { isContractKey, numberOfKey } from '../store/dirty-key.js';
import type { DirtyKey } from '../store/queue.js';

type KnownContracts = Pick<ContractStore, 'get'>;

/**
 * The contract that a delivery's key means as far as the store knows, else the bare number. For people who read logs. What is
 * asked for together is looked up together.
 */
export function createKnownContractIds(
  contracts: KnownContracts,
): (key: DirtyKey) => Promise<string> {
  const loader = new DataLoader<DirtyKey, string>((keys) => knownContractIds(contracts, keys), {
    // What is known changes with every look at SpotDraft.
    cache: false,
  });
  return (key) => loader.load(key);
}

async function knownContractIds(
  contracts: KnownContracts,
  keys: readonly DirtyKey[],
): Promise<string[]> {
  const ids = keys.map((key) => (isContractKey(key) ? [key] : bothIds(numberOfKey(key))));
  const asked = new Set(ids.flatMap((some) => (some.length > 1 ? some : [])));
  const known = asked.size === 0 ? new Map() : await contracts.get([...asked]);
  return keys.map((key, i) => {
    if (isContractKey(key)) return key;
    const found = (ids[i] ?? []).filter((id) => known.has(id));
    const [id] = found;
    return found.length === 1 && id !== undefined ? id : String(numberOfKey(key));
  });
}
