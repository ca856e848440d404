/** All digests of one document, taken in one pass: each destination states another one. Hex is lower-case. */
export interface Digests {
  readonly sha256: string;
  /** What Box states, in hex. */
  readonly sha1: string;
  /** What Drive and a plain S3 upload state, in hex. */
  readonly md5: string;
  /** Dropbox's `content_hash`, in hex. */
  readonly dropbox: string;
  /** Microsoft Graph's, in base64: it tells damage, not malice. */
  readonly quickXor: string;
}

export type DigestName = keyof Digests;

/** A digest that a destination states of what it holds. */
export interface StatedDigest {
  readonly name: DigestName;
  readonly value: string;
}
