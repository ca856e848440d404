import type { ContractId } from '../domain/contract-id.js';
import type { ArchiveState } from '../domain/archived-document.js';
import type { Digests, StatedDigest } from '../domain/archived-file.js';

/** One document of a contract at one destination. */
export interface ArchiveRowKey {
  readonly contractId: ContractId;
  readonly destination: string;
  /**
   * Which version: SpotDraft's id of it, or `sha256:` and the digest where it tells none. Empty for whichever is the present
   * one, while nobody has asked.
   */
  readonly document: string;
}

/** Where a file lies, as the destination tells. */
export interface ArchivedAt {
  readonly id: string;
  readonly path: string;
  readonly url: string | null;
}

/** What is known of a document on its way and in its place. Times are the store's own. */
export interface ArchiveRow extends ArchiveRowKey {
  /** In the order in which rows were made; 0 before the first save. */
  readonly number: number;
  /** Rises with every save; 0 before the first. */
  readonly revision: number;
  readonly state: ArchiveState;
  readonly versionId: string | null;
  /** 1 for the first document of a contract at a destination. */
  readonly ordinal: number;
  /** Tries that were begun. */
  readonly attempts: number;
  /** Why it is not there yet, or what is odd about how it is there. */
  readonly lastError: string | null;
  readonly since: Date;
  readonly archivedAt: Date | null;
  readonly verifiedAt: Date | null;
  /** Written before the call that brings the file, and kept from then on. */
  readonly planned: { readonly folder: readonly string[]; readonly name: string } | null;
  readonly sizeBytes: number | null;
  readonly sent: Digests | null;
  /** What the destination stated, or the digest of the bytes that were read back. */
  readonly stored: StatedDigest | null;
  readonly at: ArchivedAt | null;
  /** The destination's own version. */
  readonly destinationVersionId: string | null;
  /** With what a put goes on; sealed. */
  readonly resume: string | null;
  /** `SKIPPED`: for which condition. With another, it is judged anew. */
  readonly rule: string | null;
  /** Whether SpotDraft was told, where it is to be. */
  readonly isRecorded: boolean;
}

export interface ArchiveCounts {
  readonly destination: string;
  readonly states: Readonly<Record<ArchiveState, number>>;
  /** Since when the one has been waiting that waits longest. */
  readonly oldestWaitingSince: Date | null;
  /** Of the latest that failed and is not there yet. */
  readonly lastError: string | null;
}

/**
 * What is archived where, what is on its way, and whose each path is. Rebuilt by looking at the destinations, where the key of
 * each document lies beside it.
 */
export interface ArchiveLedger {
  /**
   * Keeps the row as it is given, if it still is as it was read (`revision`; 0 for one that is not there yet). Null when it
   * is not: somebody else has it now.
   */
  save(row: ArchiveRow): Promise<ArchiveRow | null>;
  /** With its paths. Harmless when it is gone. */
  forget(key: ArchiveRowKey): Promise<void>;
  /** Oldest first. Every asked id is in the map. */
  ofContracts(ids: readonly ContractId[]): Promise<ReadonlyMap<ContractId, readonly ArchiveRow[]>>;
  /** Newest first, after the row of that number. */
  list(
    filter: { readonly states?: readonly ArchiveState[]; readonly destination?: string },
    page: { readonly limit: number; readonly after?: number },
  ): Promise<readonly ArchiveRow[]>;
  count(filter: {
    readonly states?: readonly ArchiveState[];
    readonly destination?: string;
  }): Promise<number>;
  /** Of every destination that has a row, by name. */
  counts(): Promise<readonly ArchiveCounts[]>;
  /**
   * Makes these paths of the destination the row's, in the place of those it had. When one is another's, nothing changes and
   * the answer is whose. Paths are compared as they are given: fold case before.
   */
  reserve(key: ArchiveRowKey, paths: readonly string[]): Promise<ArchiveRowKey | null>;
}
