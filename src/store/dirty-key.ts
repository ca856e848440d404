import { parseContractId, type ContractId } from '../domain/contract-id.js';
import type { DirtyKey } from './queue.js';

/** The key under which work on a bare number waits until it is known which contract it means. */
export function numberKeyOf(number: number): DirtyKey {
  return `#${number}`;
}

/** Work on a bare number belongs to no contract yet. */
export function isContractKey(key: DirtyKey): key is ContractId {
  return !key.startsWith('#');
}

/** The number of a key that is of a bare number. */
export function numberOfKey(key: DirtyKey): number {
  return Number(key.slice(1));
}

/** @throws InputError for a text that is no key. */
export function parseDirtyKey(text: string): DirtyKey {
  return /^#[1-9][0-9]{0,14}$/.test(text)
    ? numberKeyOf(Number(text.slice(1)))
    : parseContractId(text);
}
