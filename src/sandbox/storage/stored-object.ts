/** One version of one file as an emulator holds it, whatever the vendor calls it. */
export interface StoredObject {
  readonly id: string;
  /** Folders and name, joined by `/`. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly versionId: string | null;
}

/** What lies in an emulated storage, and how to spoil it. */
export interface StorageContents {
  /** In the order in which they were written; nothing that is in the bin. */
  list(): readonly StoredObject[];
  /** Puts other bytes below the same id and name, as damage or a foreign hand would. @throws Error for an unknown path. */
  alter(path: string, bytes: Buffer): void;
  /** Deletes every file of this path. @throws Error for an unknown path. */
  remove(path: string): void;
}
