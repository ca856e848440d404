export type ConflictBehavior = 'fail' | 'replace' | 'rename';

export interface UploadSession {
  readonly secret: string;
  readonly parentId: string;
  readonly name: string;
  readonly behavior: ConflictBehavior;
  readonly isDeferred: boolean;
  /** Known from the first fragment on. */
  totalBytes: number | null;
  pieces: Buffer[];
  sizeBytes: number;
  /** A fragment had the wrong size: the last one will fail. */
  isMisaligned: boolean;
  expiresAtMs: number;
}
