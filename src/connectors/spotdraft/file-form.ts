/** How the bytes of a kind of file are told from everything else that may come in their place. */
export interface FileForm {
  readonly is: (bytes: Buffer) => boolean;
}

/** Readers take what stands before the mark, within the first kilobyte. */
const MARK_WITHIN_BYTES = 1_024;

export const PDF: FileForm = {
  is: (bytes) => bytes.subarray(0, MARK_WITHIN_BYTES).includes('%PDF-'),
};
