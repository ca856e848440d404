import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';

import type { Digests } from '../domain/archived-file.js';
import { notePassed } from './passed-pieces.js';

const DROPBOX_BLOCK_BYTES = 4 * 1024 * 1024;
const QUICK_XOR_BITS = 160;
const QUICK_XOR_SHIFT = 11;

/** Takes all digests of a document while it goes by in pieces of any size. */
export class DigestTaker {
  readonly #sha256 = createHash('sha256');
  readonly #sha1 = createHash('sha1');
  readonly #md5 = createHash('md5');
  readonly #dropbox = new DropboxHash();
  readonly #quickXor = new QuickXorHash();
  #sizeBytes = 0;

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  update(piece: Uint8Array): void {
    this.#sizeBytes += piece.length;
    for (const hash of [this.#sha256, this.#sha1, this.#md5, this.#dropbox, this.#quickXor])
      hash.update(piece);
    notePassed(piece.length);
  }

  /** To be called once, after the last piece. */
  finish(): Digests {
    return {
      sha256: this.#sha256.digest('hex'),
      sha1: this.#sha1.digest('hex'),
      md5: this.#md5.digest('hex'),
      dropbox: this.#dropbox.digest(),
      quickXor: this.#quickXor.digest(),
    };
  }
}

export async function takeDigests(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ readonly digests: Digests; readonly sizeBytes: number }> {
  const taker = new DigestTaker();
  for await (const piece of pieces) taker.update(piece);
  return { digests: taker.finish(), sizeBytes: taker.sizeBytes };
}

/** SHA-256 of the SHA-256 digests of every 4 MiB. */
class DropboxHash {
  readonly #whole = createHash('sha256');
  #block: Hash = createHash('sha256');
  #blockBytes = 0;

  update(piece: Uint8Array): void {
    let rest = piece;
    while (rest.length > 0) {
      const part = rest.subarray(0, DROPBOX_BLOCK_BYTES - this.#blockBytes);
      this.#block.update(part);
      this.#blockBytes += part.length;
      rest = rest.subarray(part.length);
      if (this.#blockBytes === DROPBOX_BLOCK_BYTES) this.#endBlock();
    }
  }

  digest(): string {
    if (this.#blockBytes > 0) this.#endBlock();
    return this.#whole.digest('hex');
  }

  #endBlock(): void {
    this.#whole.update(this.#block.digest());
    this.#block = createHash('sha256');
    this.#blockBytes = 0;
  }
}

/**
 * Byte number i is XORed into a ring of 160 bits at bit 11·i, the length into its end. Every 160th byte lands on the same bits, so
 * that they are folded over one another first.
 */
class QuickXorHash {
  readonly #folded = new Uint8Array(QUICK_XOR_BITS);
  #sizeBytes = 0n;
  #at = 0;

  update(piece: Uint8Array): void {
    const folded = this.#folded;
    let at = this.#at;
    // Not `for…of`: three times as slow.
    for (let index = 0; index < piece.length; index += 1) {
      folded[at] = (folded[at] ?? 0) ^ (piece[index] ?? 0);
      at = at + 1 === QUICK_XOR_BITS ? 0 : at + 1;
    }
    this.#at = at;
    this.#sizeBytes += BigInt(piece.length);
  }

  digest(): string {
    let ring = 0n;
    const all = (1n << BigInt(QUICK_XOR_BITS)) - 1n;
    for (const [index, byte] of this.#folded.entries()) {
      const shifted = BigInt(byte) << BigInt((index * QUICK_XOR_SHIFT) % QUICK_XOR_BITS);
      ring ^= (shifted & all) ^ (shifted >> BigInt(QUICK_XOR_BITS));
    }
    ring ^= this.#sizeBytes << BigInt(QUICK_XOR_BITS - 64);
    return Buffer.from(ring.toString(16).padStart(QUICK_XOR_BITS / 4, '0'), 'hex')
      .reverse()
      .toString('base64');
  }
}
