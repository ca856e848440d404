import type { ContractId } from '../domain/contract-id.js';
import type { KeyPointer } from '../domain/contract.js';
import type { Recipient } from '../domain/recipient.js';
import type { OpportunityId } from '../domain/opportunity-id.js';

/** What is kept beside the projection. */
export interface ContractDetails {
  /** Deals whose contracts were asked for by their id, so that an empty answer is known to be empty. */
  saveLookedUp(ids: readonly OpportunityId[], at: Date): Promise<void>;
  lookedUp(ids: readonly OpportunityId[]): Promise<ReadonlySet<OpportunityId>>;

  /** The row that the CRM last confirmed, by object and key; null where unknown. JSON text. */
  confirmedRows(
    objectName: string,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, ConfirmedRow>>;
  saveConfirmedRows(
    objectName: string,
    rows: readonly { readonly key: string; readonly row: ConfirmedRow }[],
  ): Promise<void>;
  /** Last known people and metadata of a contract, shown when SpotDraft can't be asked. */
  saveRecipients(id: ContractId, recipients: readonly Recipient[]): Promise<void>;
  saveKeyPointers(id: ContractId, keyPointers: readonly KeyPointer[]): Promise<void>;
  recipients(id: ContractId): Promise<readonly Recipient[] | null>;
  keyPointers(id: ContractId): Promise<readonly KeyPointer[] | null>;
}

export type ConfirmedRow = Readonly<Record<string, string | number | boolean | null>>;
