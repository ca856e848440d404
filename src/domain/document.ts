/** The kinds of document that SpotDraft takes, by their media types. */
export const DOCUMENT_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

export type DocumentType = (typeof DOCUMENT_TYPES)[keyof typeof DOCUMENT_TYPES];

/** Bytes that stay where they are kept until somebody needs a part of them. */
export interface DocumentBytes {
  readonly sizeBytes: number;
  /** The bytes from `start` to before `end`, both within the size. Rejects when they are no longer there. */
  slice(start: number, end: number): Promise<Uint8Array>;
}

/** A document that was judged: what it is, and where its bytes are to be had. */
export interface Document extends DocumentBytes {
  readonly fileName: string;
  readonly contentType: DocumentType;
  /** Lower-case hex, of the bytes. */
  readonly sha256: string;
}

const EXTENSIONS: Readonly<Record<DocumentType, string>> = {
  [DOCUMENT_TYPES.pdf]: '.pdf',
  [DOCUMENT_TYPES.docx]: '.docx',
};

/** The file's name with the ending of what it is: SpotDraft goes by the ending where the content should count. */
export function nameByContent({
  fileName,
  contentType,
}: Pick<Document, 'fileName' | 'contentType'>): string {
  const extension = EXTENSIONS[contentType];
  return fileName.toLowerCase().endsWith(extension) ? fileName : fileName + extension;
}

/** Bytes that are in memory anyway. */
export function bytesInMemory(bytes: Uint8Array): DocumentBytes {
  return {
    sizeBytes: bytes.byteLength,
    slice: async (start, end) => bytes.subarray(start, end),
  };
}
