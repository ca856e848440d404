import { bothIds } from '../domain/contract-identity.js';
import type { ContractStore } from '../store/contracts.js';
import { isContractKey, numberOfKey } from '../store/dirty-key.js';
import type { DirtyKey } from '../store/queue.js';

/** The contract that a delivery's key means as far as the store knows, else the bare number. For people who read logs. */
export async function knownContractId(
  contracts: Pick<ContractStore, 'get'>,
  key: DirtyKey,
): Promise<string> {
  if (isContractKey(key)) return key;
  const number = numberOfKey(key);
  const known = await contracts.get(bothIds(number));
  const [id] = known.keys();
  return known.size === 1 && id !== undefined ? id : String(number);
}
