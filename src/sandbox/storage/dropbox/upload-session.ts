export interface UploadSession {
  readonly id: string;
  readonly startedAtMs: number;
  pieces: Buffer[];
  sizeBytes: number;
  isClosed: boolean;
  isCommitted: boolean;
}
