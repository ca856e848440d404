import { toContractKind } from '../../domain/contract-kind.js';
import type { ContractKind } from '../../domain/contract.js';
import { KEY_POINTER_ACTIVITIES } from '../../domain/webhook-activity.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { WaitingDelivery } from '../../store/inbox.js';
import type { DirtyKey } from '../../store/queue.js';

/** What deliveries say that SpotDraft's reads do not. No other field of a payload is taken over. */
export interface Told {
  /** Contracts of which a delivery said that they were deleted: no need to wait for a new one to show up. */
  readonly deleted: ReadonlySet<ContractId>;
  /** The latest kind told of a contract. */
  readonly kinds: ReadonlyMap<ContractId, ContractKind>;
  /** Contracts of which a delivery said that they have a document which they did not have before. */
  readonly newDocuments: ReadonlySet<ContractId>;
  /** Contracts of which a delivery said that their key pointers may be others than they were. */
  readonly newKeyPointers: ReadonlySet<ContractId>;
}

const NEW_DOCUMENT: ReadonlySet<string> = new Set([
  'CONTRACT_EXECUTED',
  'CONTRACT_VERSION_UPLOADED',
]);

const NEW_KEY_POINTERS: ReadonlySet<string> = new Set([...NEW_DOCUMENT, ...KEY_POINTER_ACTIVITIES]);

export function toldBy(
  ids: readonly ContractId[],
  deliveries: ReadonlyMap<DirtyKey, readonly WaitingDelivery[]>,
): Told {
  const deleted = new Set<ContractId>();
  const kinds = new Map<ContractId, ContractKind>();
  const newDocuments = new Set<ContractId>();
  const newKeyPointers = new Set<ContractId>();
  for (const id of ids) {
    for (const { activity, identity } of deliveries.get(id) ?? []) {
      if (activity === 'CONTRACT_DELETED') deleted.add(id);
      if (NEW_DOCUMENT.has(activity)) newDocuments.add(id);
      if (NEW_KEY_POINTERS.has(activity)) newKeyPointers.add(id);
      if (typeof identity?.kind === 'string') kinds.set(id, toContractKind(identity.kind));
    }
  }
  return { deleted, kinds, newDocuments, newKeyPointers };
}
