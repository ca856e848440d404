import type { DocumentType } from '../domain/document.js';

/** In so large pieces a document is kept; only the last one is smaller. */
export const UPLOAD_PIECE_BYTES = 256 * 1024;

/** A document that is coming in. */
export interface Incoming {
  readonly id: string;
  /** Whom it belongs to. */
  readonly owner: string;
  /** Given up when nothing more of it comes for so long. */
  readonly idleMs: number;
  /** How many pieces may be kept at most, of this owner's and of everybody's; unfinished documents count, too. */
  readonly maxPieces: { readonly ofOwner: number; readonly inAll: number };
}

/** What is known of a document once it is there in full. */
export interface UploadFacts {
  readonly fileName: string;
  readonly contentType: DocumentType;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface Upload extends UploadFacts {
  readonly id: string;
  readonly expiresAt: Date;
}

/**
 * Documents that callers have handed in, for a while, in pieces: no process and no statement ever holds one in full. They are the
 * one thing in the store that can't be rebuilt; whoever sent one sends it again.
 */
export interface Uploads {
  /**
   * Keeps the next piece, counted from 0. `gone`: it was given up meanwhile. Where there is no room for it, all of the document is
   * removed.
   */
  append(
    incoming: Incoming,
    index: number,
    bytes: Uint8Array,
  ): Promise<'kept' | 'gone' | 'owner-full' | 'full'>;
  /** The document is there in full, and stays for so long. Null when it was given up meanwhile. */
  finish(id: string, facts: UploadFacts, lifetimeMs: number): Promise<Upload | null>;
  /** A finished document of this owner; null for anything else. */
  find(id: string, owner: string): Promise<Upload | null>;
  /** A piece of a document, finished or not; null when it is no longer there. */
  piece(id: string, index: number): Promise<Uint8Array | null>;
  /** Harmless when it is not there. */
  discard(id: string): Promise<void>;
  /** Removes what has expired, which is done along the way, too; says how many documents that were. */
  removeExpired(): Promise<number>;
}
