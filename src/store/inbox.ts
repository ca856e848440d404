import type { ContractId } from '../domain/contract-id.js';
import type { DirtyKey } from './queue.js';

export interface NewDelivery {
  readonly receivedAt: Date;
  /** Lower-case hex SHA-256 of the raw body: catches verbatim repeats. */
  readonly bodySha256: string;
  /** Of all that the body says, however it is written: catches repeats with other bytes. */
  readonly semanticKey: string;
  /**
   * When it happened, in the body's own words; null where it does not say. Those alike in body or meaning are alike in this as
   * well, so a repeat is looked for among them alone.
   */
  readonly toldAt?: string | null;
  readonly activity: string;
  /** What becomes dirty; null for a delivery that needs no work (its state is then `ignored`). */
  readonly key: DirtyKey | null;
  /** What the payload says of the contract, to tell two contracts with one number apart. */
  readonly identity: DeliveryIdentity | null;
  /** The raw body, for people and for replay. Holds personal data. */
  readonly body: string;
  /** Why a delivery without a key needs no work. */
  readonly reason?: string | null;
}

export interface DeliveryIdentity {
  readonly title: string | null;
  readonly typeId: string | null;
  readonly externalId: string | null;
  readonly kind: string | null;
  readonly status: string | null;
}

export type DeliveryState = 'waiting' | 'applied' | 'ignored' | 'parked';

export interface Delivery extends NewDelivery {
  /** Grows with every delivery received. */
  readonly id: number;
  readonly state: DeliveryState;
  /** Why it was ignored or parked; null for the others. */
  readonly reason: string | null;
}

/**
 * The latest of those waiting deliveries of a key that say the same: a burst leaves thousands waiting, and a run has to
 * know only what they tell.
 */
export type WaitingDelivery = Pick<Delivery, 'id' | 'receivedAt' | 'activity' | 'identity'>;

/** Totals since the store was made. `received` is counted on its own, so that the sum of the states is a check of it. */
export type DeliveryCounts = Readonly<Record<DeliveryState | 'received', number>>;

/** Deliveries that meet every condition given; an empty list of values matches none. */
export interface DeliveryFilter {
  readonly ids?: readonly number[];
  readonly keys?: readonly DirtyKey[];
  readonly states?: readonly DeliveryState[];
  /** What SpotDraft said happened, in its own words. */
  readonly activities?: readonly string[];
  /** Received at this time or later. */
  readonly since?: Date;
  /** Received before this time. */
  readonly until?: Date;
  /** With a lower id than this one: goes on behind an earlier answer. */
  readonly beforeId?: number;
  /** Of all that match, only so many, newest first. */
  readonly limit: number;
}

/**
 * The ledger of deliveries: received = applied + ignored + waiting + parked, always. Deliveries that were pruned stay
 * counted in the state they had.
 */
export interface Inbox {
  /**
   * Stores the delivery and makes its key due in the dirty queue, both or neither. A repeat (same body or same semantic
   * key) of a delivery that was applied is stored as `ignored`; a repeat of one that is waiting or parked runs again.
   * Concurrent calls may share one disk flush.
   */
  accept(delivery: NewDelivery): Promise<{ readonly id: number; readonly repeated: boolean }>;
  /** What the waiting deliveries of a key say, each thing once, what was said last at the end. */
  waiting(key: DirtyKey): Promise<readonly WaitingDelivery[]>;
  /**
   * Moves waiting deliveries to another key, which becomes due: a number was resolved to a contract. Earlier ones of
   * their key that say the same go with them.
   */
  rekey(ids: readonly number[], key: ContractId): Promise<void>;
  /** Ends the waiting deliveries of `key` with an id up to `throughId`. */
  settle(
    key: DirtyKey,
    throughId: number,
    outcome: { readonly state: 'applied' | 'ignored' | 'parked'; readonly reason: string | null },
  ): Promise<void>;
  /**
   * Ends all parked deliveries of these contracts as applied: a run brought their contract in line, so what stood in their
   * way is gone. Answers how many. Deliveries parked under a bare number are nobody's and stay.
   */
  settleParked(keys: readonly ContractId[]): Promise<number>;
  /**
   * Makes deliveries waiting again, whatever had come of them, and their keys due, all or none; a delivery that waits
   * already has its key made due. Deliveries without a key are passed over. `nextBeforeId` goes on where the limit cut
   * off; null when nothing is left.
   */
  replay(
    filter: DeliveryFilter,
  ): Promise<{ readonly replayed: number; readonly nextBeforeId: number | null }>;
  /** How many deliveries a replay of all that match would make waiting again. */
  countReplayable(filter: Omit<DeliveryFilter, 'limit' | 'beforeId'>): Promise<number>;
  /**
   * Deletes up to `limit` applied and ignored deliveries received before `before`, and answers how many. The newest of all
   * deliveries stays, so that `lastReceivedAt` is known for good.
   */
  prune(options: { readonly before: Date; readonly limit: number }): Promise<number>;
  counts(): Promise<DeliveryCounts>;
  /** Newest first. */
  list(filter: DeliveryFilter): Promise<readonly Delivery[]>;
  get(id: number): Promise<Delivery | null>;
  lastReceivedAt(): Promise<Date | null>;
}
