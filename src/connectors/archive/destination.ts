import type { Digests, StatedDigest } from '../../domain/archived-file.js';
import { DealdraftError } from '../../domain/errors.js';
import type { ErrorDetails } from '../../domain/errors.js';

/**
 * What dealdraft needs of a place where executed documents are kept. Putting is safe to repeat: whatever was killed, lost or
 * answered twice, the same file is there once, and no other file is touched. Which name a file gets, when it is tried again and
 * what counts as archived is decided above.
 *
 * Not in this port: retries of a whole put, waiting between tries, the ledger, expressions, and what a document is.
 */
export interface Destination {
  /** As the archive file names it. */
  readonly name: string;
  /**
   * Brings the file to `folder/name`, unless it is there. Asks the destination after any answer that leaves the outcome open.
   * @throws DestinationError
   */
  put(file: FileToPut, options: PutOptions): Promise<PutOutcome>;
  /** What the destination says of it now, by a second request; null when it is not there (in the bin is not there). */
  stat(ref: FileRef, options: CallOptions): Promise<StoredFile | null>;
  /** The bytes as they lie there, in pieces. @throws DestinationError, also for a missing file (`gone`). */
  read(ref: FileRef, options: CallOptions): AsyncIterable<Uint8Array>;
  /**
   * What lies under this name in this folder, where the destination tells names apart as it does (most ignore case); null when
   * nothing does. The metadata written with it tells whose it is, where the destination keeps metadata.
   */
  findByName(
    folder: readonly string[],
    name: string,
    options: CallOptions,
  ): Promise<StoredFile | null>;
  /** Files that carry this archive key in their metadata; empty where the destination keeps none or can't be searched. */
  findByKey(archiveKey: string, options: CallOptions): Promise<readonly StoredFile[]>;
  /** Adds to the file what was known only later, where the destination keeps metadata. */
  describe?(
    ref: FileRef,
    metadata: Readonly<Record<string, string>>,
    options: CallOptions,
  ): Promise<void>;
  /** For the canary of `archive check` alone. Harmless when it is gone. */
  remove(ref: FileRef, options: CallOptions): Promise<void>;
  /**
   * Steps of its own that an admin needs to see pass before the first file: sign-in, the root folder, what is set up wrongly
   * there (a quota of zero, required columns, ignored conditions). Writing, reading back and deleting is done by the caller.
   * @param options.readsOnly leaves out what only a file of its own would tell
   */
  inspect(options: CallOptions & { readonly readsOnly?: boolean }): AsyncIterable<Inspection>;
  close(): Promise<void>;
}

export interface Inspection {
  readonly step: string;
  readonly outcome: 'ok' | 'warning' | 'failed';
  /** What was seen, and, where it is not ok, what to do in the words of the screen where it is done. */
  readonly text: string;
}

export interface CallOptions {
  readonly signal: AbortSignal;
}

export interface PutOptions extends CallOptions {
  /** What `save` was last given for this file at this destination; null at the first try. */
  readonly resume: string | null;
  /**
   * Kept durably, sealed, before it resolves: ids and session addresses that a later try goes on with. To be called before the
   * call that would need them. The text is the destination's own, at most 4,000 characters for a small file.
   */
  readonly save: (resume: string) => Promise<void>;
}

export interface FileToPut {
  /** Whose document this is: the same for every try, another for every version of a contract. At most 100 ASCII characters. */
  readonly archiveKey: string;
  /** Below the destination's root; each segment is valid everywhere. */
  readonly folder: readonly string[];
  /** With extension; valid everywhere. */
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly digests: Digests;
  /** Printable; letters of any script. To be kept with the file where the destination can, `archiveKey` among it. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The bytes from `start` to before `end`, as often as asked; the whole file by default. In pieces, never in memory as a whole. */
  bytes(start?: number, end?: number): AsyncIterable<Uint8Array>;
}

export type PutOutcome =
  /** This put brought it, or an earlier try of it did. */
  | { readonly kind: 'created' | 'already-there'; readonly file: StoredFile }
  /** The name holds something else: other bytes, or the same bytes with another archive key. Nothing was changed. */
  | { readonly kind: 'taken'; readonly by: StoredFile };

/** Where a file lies. Kept in the ledger as JSON. */
export interface FileRef {
  /** The destination's own, where possible one that survives renaming and moving. */
  readonly id: string;
  /** For people: the folder and the name that it really has. */
  readonly path: string;
  /** A link that a person with rights there can open for years; never a signed or public one. Null where there is none. */
  readonly url: string | null;
}

export interface StoredFile {
  readonly ref: FileRef;
  readonly sizeBytes: number;
  /** Null where the destination states none (yet). */
  readonly digest: StatedDigest | null;
  /** The destination's own version, where it keeps versions. */
  readonly versionId: string | null;
  /** From its metadata; null where it keeps none, or has no such entry. */
  readonly archiveKey: string | null;
}

/**
 * Why a destination could not do it. `throttled`: wait `retryAfterMs`, which holds for the whole destination. `unavailable`: no
 * answer, a 5xx, or a stranger's. `sign-in`, `permission`, `missing` (its root is not there) and `full`: an admin acts first.
 * `refused`: this file alone, for what it is. `gone`: the file that was asked for. `busy`: this file is locked or being written,
 * later.
 */
export type DestinationFault =
  | 'throttled'
  | 'unavailable'
  | 'sign-in'
  | 'permission'
  | 'missing'
  | 'full'
  | 'refused'
  | 'gone'
  | 'busy';

/** Faults that say nothing about the one file: the destination as a whole is paused for them. */
export const WHOLE_DESTINATION: ReadonlySet<DestinationFault> = new Set([
  'throttled',
  'unavailable',
  'sign-in',
  'permission',
  'missing',
  'full',
]);

/** Message: what happened and what to do, for an admin; no address of a session, no token, no document. */
export class DestinationError extends DealdraftError {
  readonly code = 'DESTINATION';
  readonly fault: DestinationFault;
  /** Null where the destination did not say. */
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    details: ErrorDetails & {
      readonly fault: DestinationFault;
      readonly retryAfterMs?: number | null;
    },
  ) {
    super(message, details);
    this.fault = details.fault;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }

  get retryable(): boolean {
    return this.fault !== 'refused' && this.fault !== 'gone';
  }
}
