import { parseBulkPageKey } from '../domain/bulk.js';
import type { BulkPageKey } from '../domain/bulk.js';
import { parseContractId, toContractId } from '../domain/contract-id.js';
import type { ContractId } from '../domain/contract-id.js';
import { parseOpportunityId } from '../domain/opportunity-id.js';
import { parseDirtyKey } from './dirty-key.js';
import type { DirtyKey, WrittenKey } from './queue.js';

/** A queue as an engine tells it from others. Those of destinations carry their name in letters that need no care anywhere. */
export interface NamedQueue<Key extends string> {
  readonly name: 'sync' | 'recheck' | 'bulk' | `archive@${string}`;
  /** Keys as they come back from an engine: the store's files are an edge too. */
  readonly parseKey: (text: string) => Key;
}

export const SYNC_QUEUE: NamedQueue<DirtyKey> = { name: 'sync', parseKey: parseDirtyKey };
export const RECHECK_QUEUE: NamedQueue<WrittenKey> = {
  name: 'recheck',
  parseKey: (text) => toContractId(text) ?? parseOpportunityId(text),
};
export const BULK_QUEUE: NamedQueue<BulkPageKey> = { name: 'bulk', parseKey: parseBulkPageKey };

function archiveQueue(destination: string): NamedQueue<ContractId> {
  return {
    name: `archive@${Buffer.from(destination, 'utf8').toString('base64url')}`,
    parseKey: parseContractId,
  };
}

/** Queues of destinations, each made when it is first asked for. */
export function keptByDestination<Queue>(
  create: (queue: NamedQueue<ContractId>) => Queue,
): (destination: string) => Queue {
  const known = new Map<string, Queue>();
  return (destination) => {
    const found = known.get(destination) ?? create(archiveQueue(destination));
    known.set(destination, found);
    return found;
  };
}
