interface Part {
  readonly part_id: string;
  readonly offset: number;
  readonly size: number;
  readonly sha1: string;
}

export interface UploadSession {
  readonly id: string;
  readonly folderId: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly partBytes: number;
  readonly expiresAtMs: number;
  readonly parts: Map<number, { readonly part: Part; readonly bytes: Buffer }>;
  /** Parts overlapped: nothing can be done with it any more. */
  isBroken: boolean;
  /** The file it became. */
  fileId: string | null;
}
