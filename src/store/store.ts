import type { ContractId } from '../domain/contract-id.js';
import type { Contract, ContractStatus, KeyPointer, Recipient } from '../domain/contract.js';
import type { OpportunityId } from '../domain/opportunity-id.js';

/**
 * What dealdraft keeps. All of it can be rebuilt from SpotDraft and the CRM by `dealdraft backfill`; deleting it
 * loses no contract and no status, only the history of deliveries and who is signed in. Methods are atomic and durable when they resolve
 * unless their comment says otherwise, and safe to call from several processes at once.
 *
 * Not in this port: SQL, Redis commands, transactions over several methods.
 */
export interface Store {
  readonly inbox: Inbox;
  readonly queue: DirtyQueue;
  readonly contracts: ContractStore;
  readonly creations: CreationLedger;
  readonly rateWindow: RateWindow;
  readonly locks: Locks;
  readonly settings: Settings;
  readonly changes: ChangeLog;
  readonly browserSessions: BrowserSessions;
  readonly wakes: Wakes;
  /** Writes something and reads it back. Rejects when the write is refused or the files are gone. */
  checkWritable(): Promise<void>;
  close(): Promise<void>;
}

/** A unit of sync work: a composite contract id, or `#123` for a number whose prefix is not known yet. */
export type DirtyKey = ContractId | `#${number}`;

// ── Inbox ────────────────────────────────────────────────────────────────────────────────────────────────

export interface NewDelivery {
  readonly receivedAt: Date;
  /** Lower-case hex SHA-256 of the raw body: catches verbatim repeats. */
  readonly bodySha256: string;
  /** Contract, activity, time, actor and discriminator in one string: catches repeats with another body. */
  readonly semanticKey: string;
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

/** Totals since the store was made. `received` is counted on its own, so that the sum of the states is a check of it. */
export type DeliveryCounts = Readonly<Record<DeliveryState | 'received', number>>;

/** Deliveries that meet every condition given; an empty list of values matches none. */
export interface DeliveryFilter {
  readonly ids?: readonly number[];
  readonly keys?: readonly DirtyKey[];
  readonly states?: readonly DeliveryState[];
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
  /** Deliveries of a key in state `waiting`, oldest first. */
  waiting(key: DirtyKey): Promise<readonly Delivery[]>;
  /** Moves waiting deliveries to another key, which becomes due: a number was resolved to a contract. */
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

// ── Dirty queue ──────────────────────────────────────────────────────────────────────────────────────────

/**
 * Keys that need a look, never payloads. One key is never claimed twice at once; many marks before a claim cost one
 * run; a mark during a run causes exactly one more; a claim whose lease ran out is given to the next; order between
 * keys is not promised.
 */
export interface DirtyQueue {
  /**
   * Makes the keys due at `dueAt` (default: now), or earlier where they already are; for a running key that counts from
   * the end of its run, however it ends. Revives parked keys, their failed runs forgotten.
   */
  mark(keys: readonly DirtyKey[], dueAt?: Date): Promise<void>;
  /** Up to `limit` due keys, each with a token that its worker must show again. */
  claim(options: { readonly limit: number; readonly leaseMs: number }): Promise<readonly Claim[]>;
  /** Holds the claims for `leaseMs` from now, where their leases were not lost; answers how many those are. */
  extend(claims: readonly Claim[], leaseMs: number): Promise<number>;
  /** The run is over; due again at once when the key was marked meanwhile. False when the lease was lost. */
  done(claim: Claim): Promise<boolean>;
  /** Due again at `dueAt` with one more attempt counted, and the reason people will read. */
  retry(claim: Claim, next: { readonly dueAt: Date; readonly reason: string }): Promise<boolean>;
  /** Due again at `dueAt` without counting an attempt: nothing failed, it is just too early. */
  again(claim: Claim, dueAt: Date): Promise<boolean>;
  /** Taken out of work until a mark revives it; due again at once when the key was marked meanwhile. */
  park(claim: Claim, reason: string): Promise<boolean>;
  states(keys: readonly DirtyKey[]): Promise<ReadonlyMap<DirtyKey, QueueState>>;
  counts(): Promise<{
    readonly due: number;
    readonly later: number;
    readonly running: number;
    readonly parked: number;
  }>;
  /** When the next key falls due; null when nothing waits. A lease that runs out counts as due. */
  nextDueAt(): Promise<Date | null>;
  /** The latest first. */
  parked(
    limit: number,
  ): Promise<readonly { readonly key: DirtyKey; readonly reason: string; readonly since: Date }[]>;
  /** Since when the key that has been parked for longest is parked; null when none is. */
  oldestParkedAt(): Promise<Date | null>;
}

export interface Claim {
  readonly key: DirtyKey;
  readonly token: string;
  /**
   * Failed runs since the last success, or since a mark revived the key. A run whose lease ran out counts as failed: a key
   * that kills its process must not run for ever.
   */
  readonly attempts: number;
}

export interface QueueState {
  readonly state: 'due' | 'running' | 'parked';
  /** Why the last run failed; null when none did. */
  readonly reason: string | null;
}

// ── Contracts: projection, link index, sync results ──────────────────────────────────────────────────────

export interface StoredContract {
  readonly contract: Contract;
  /** When SpotDraft gave us this state. */
  readonly readAt: Date;
  /** When the CRM last confirmed this contract's record; null before the first time. */
  readonly lastSyncedAt: Date | null;
  /** Why the CRM record could not be written; null when it could. */
  readonly lastError: string | null;
}

export interface ContractFilter {
  readonly statuses?: readonly ContractStatus[];
  readonly typeId?: string;
  /** Matches name, counterparty or reference id anywhere, ignoring case. */
  readonly search?: string;
  readonly opportunityId?: OpportunityId;
  readonly linked?: boolean;
  /** Contracts whose SpotDraft state changed, as far as we saw, at or after this time. */
  readonly changedSince?: Date;
}

/** Position in the list order: newest first by `createdAt`, then by id, both descending. */
export interface ContractPosition {
  readonly createdAt: string;
  readonly id: ContractId;
}

export interface ContractStore {
  /** Saves contracts as read at `readAt`. A state that was read earlier never replaces a later one. */
  save(contracts: readonly Contract[], readAt: Date): Promise<void>;
  /** The contracts stay, with status DELETED. Unknown ids are left alone. */
  markDeleted(ids: readonly ContractId[], readAt: Date): Promise<void>;
  get(ids: readonly ContractId[]): Promise<ReadonlyMap<ContractId, StoredContract>>;
  /** Contracts with this number: none, one, or one of each prefix. */
  getByNumber(number: number): Promise<readonly StoredContract[]>;
  /** Each deal's contracts without the deleted ones, most advanced first. Every asked id is in the map. */
  byOpportunity(
    ids: readonly OpportunityId[],
  ): Promise<ReadonlyMap<OpportunityId, readonly StoredContract[]>>;
  /** Newest first, after `after`. */
  list(
    filter: ContractFilter,
    page: { readonly limit: number; readonly after?: ContractPosition },
  ): Promise<readonly StoredContract[]>;
  count(filter: ContractFilter): Promise<number>;
  /** Deals that have a contract (not deleted) in one of `statuses`; null when there are more than `limit`. */
  linkedOpportunities(
    statuses: readonly ContractStatus[] | null,
    limit: number,
  ): Promise<readonly OpportunityId[] | null>;
  /** Of `ids`, those that have such a contract. */
  filterLinked(
    ids: readonly OpportunityId[],
    statuses: readonly ContractStatus[] | null,
  ): Promise<ReadonlySet<OpportunityId>>;
  /** Every contract id, ascending, in pages; for backfill and repair. */
  ids(page: {
    readonly limit: number;
    readonly after?: ContractId;
  }): Promise<readonly ContractId[]>;

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
  saveSyncResults(
    results: readonly {
      readonly id: ContractId;
      readonly syncedAt: Date | null;
      readonly error: string | null;
    }[],
  ): Promise<void>;

  /** Last known people and metadata of a contract, shown when SpotDraft can't be asked. */
  saveRecipients(id: ContractId, recipients: readonly Recipient[]): Promise<void>;
  saveKeyPointers(id: ContractId, keyPointers: readonly KeyPointer[]): Promise<void>;
  recipients(id: ContractId): Promise<readonly Recipient[] | null>;
  keyPointers(id: ContractId): Promise<readonly KeyPointer[] | null>;
}

export type ConfirmedRow = Readonly<Record<string, string | number | boolean | null>>;

// ── Create-once ledger ───────────────────────────────────────────────────────────────────────────────────

export interface NewCreation {
  /** What makes two requests the same intent. */
  readonly intent: string;
  /** Stamped into the contract's external metadata, so that it can be recognised. */
  readonly requestId: string;
  /** Of the caller's input; a repeat with another hash is not a repeat. */
  readonly inputHash: string;
  readonly opportunityId: OpportunityId;
  readonly templateId: string;
  /** How long the intent is remembered after completion; null for ever. */
  readonly rememberMs: number | null;
}

export interface Creation extends NewCreation {
  /**
   * `open`: nothing was sent. `sent`: the request may have reached SpotDraft. `created`: `contractId` is known.
   * `uncertain`: the answer was lost and the contract not found yet.
   */
  readonly state: 'open' | 'sent' | 'created' | 'uncertain';
  readonly contractId: ContractId | null;
  readonly startedAt: Date;
  readonly sentAt: Date | null;
  /** Until then its process works on it; afterwards anybody may take it over. */
  readonly leaseUntil: Date;
  /** How often a settling run looked for the contract. */
  readonly looks: number;
}

export interface CreationLedger {
  /**
   * Starts the intent unless it is known. `began`: this caller owns it for `leaseMs`, either as a new row or taken over from
   * a process that died before it sent anything. `exists`: somebody has it; expired remembered rows do not count.
   */
  begin(
    creation: NewCreation,
    leaseMs: number,
  ): Promise<{ readonly outcome: 'began' | 'exists'; readonly creation: Creation }>;
  /** To be called right before the request leaves. False when the lease was lost: then do not send. */
  markSent(requestId: string, leaseMs: number): Promise<boolean>;
  complete(requestId: string, contractId: ContractId): Promise<void>;
  markUncertain(requestId: string): Promise<void>;
  /** Forgets the intent: SpotDraft refused it, or it is proven that nothing was created. */
  forget(requestId: string): Promise<void>;
  get(requestId: string): Promise<Creation | null>;
  byIntent(intent: string): Promise<Creation | null>;
  /** Rows in `sent` whose lease ran out and rows in `uncertain` not held by another settler; leases them. */
  claimUnsettled(options: {
    readonly limit: number;
    readonly leaseMs: number;
  }): Promise<readonly Creation[]>;
  /** Counts a look that found nothing; the next settler may look at or after `nextLookAt`. */
  countLook(requestId: string, nextLookAt: Date): Promise<void>;
}

// ── Small things ─────────────────────────────────────────────────────────────────────────────────────────

/** A sliding window shared by all processes of the store. Need not survive a restart of the machine. */
export interface RateWindow {
  /**
   * Takes a slot when fewer than `limit` are taken. A slot counts from now until `windowMs` after it is settled;
   * one that is never settled is given up after a minute.
   */
  take(options: {
    readonly limit: number;
    readonly windowMs: number;
  }): Promise<
    | { readonly taken: true; readonly slot: string }
    | { readonly taken: false; readonly waitMs: number }
  >;
  settle(slot: string): Promise<void>;
}

/**
 * One at a time across all processes: a scheduled pass, a backfill. A lock is held until it is released or its lease
 * runs out, whichever comes first; a long task extends it in time and stops when it could not.
 */
export interface Locks {
  /** A token, or null while somebody holds the lock. */
  acquire(name: string, leaseMs: number): Promise<string | null>;
  /** Holds it for `leaseMs` from now. False when the lease ran out: then somebody else may hold the lock. */
  extend(name: string, token: string, leaseMs: number): Promise<boolean>;
  /** Harmless when the lease ran out. */
  release(name: string, token: string): Promise<void>;
}

/** Tells that keys became due, whichever process made them so. Best effort: whoever listens looks by itself as well. */
export interface Wakes {
  listen(onWake: () => void): WakeListener;
}

export interface WakeListener {
  /** Whether wakes arrive, as far as is known: if not, look often. */
  isLive(): boolean;
  stop(): void;
}

/** Small values by name, such as the webhook subscription or how far a backfill came. JSON text. */
export interface Settings {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}

// ── Change log ───────────────────────────────────────────────────────────────────────────────────────────

export interface Change {
  /** Null when it is not known which contracts changed: whoever listens has to read again. */
  readonly contractId: ContractId | null;
  /** Deals that the contract was in before or after the change, as far as the change concerns them. */
  readonly opportunityIds: readonly OpportunityId[];
}

export interface ChangeEntry extends Change {
  readonly position: string;
}

/**
 * What changed lately, for those who watch. Positions are opaque, grow with every entry, and compare as texts within one
 * store; the log is kept for some minutes and up to some thousand entries, so a position may be too old to go on from.
 */
export interface ChangeLog {
  /** Answers the position of the last entry. */
  append(changes: readonly Change[]): Promise<string>;
  /** The position of the newest entry, or where the first one will follow. */
  latest(): Promise<string>;
  /** Entries after a position, oldest first; `too-old` when some were dropped since, or the position is of another store. */
  read(after: string, limit: number): Promise<readonly ChangeEntry[] | 'too-old'>;
  /**
   * Calls `onAppended` soon after this or another process appended: at least once for any number of entries. Costs
   * something (a look every now and then, or a connection) only while somebody listens. Returns what ends it.
   */
  watch(onAppended: () => void): () => void;
}

// ── Browser sessions ─────────────────────────────────────────────────────────────────────────────────────

export interface NewBrowserSession {
  /** Lower-case hex SHA-256 of the token in the browser's cookie. The token itself is nowhere. */
  readonly tokenSha256: string;
  readonly user: SessionUser;
  /** It ends this long after its start, however much it is used. */
  readonly lifetimeMs: number;
  /** It ends this long after its last use. */
  readonly idleMs: number;
}

export interface SessionUser {
  /** The CRM's own user name. */
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
}

/** People who signed in with their browser. Sessions that ended are gone, and their rows are removed along the way. */
export interface BrowserSessions {
  create(session: NewBrowserSession): Promise<void>;
  /**
   * Who the session is of, or null when it ended or never was. Counts as use; that is written down once in a sixtieth of
   * the idle time, so that a session may end so much early and not every read costs a write.
   */
  find(tokenSha256: string): Promise<SessionUser | null>;
  /** Harmless when it ended before. */
  delete(tokenSha256: string): Promise<void>;
}
