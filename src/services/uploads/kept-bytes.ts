import type { DocumentBytes } from '../../domain/document.js';
import { UPLOAD_PIECE_BYTES } from '../../store/uploads.js';
import type { Uploads } from '../../store/uploads.js';

/** Bytes of an upload as they are kept, read piece by piece when they are asked for. */
export function keptBytes(
  uploads: Pick<Uploads, 'piece'>,
  id: string,
  sizeBytes: number,
): DocumentBytes {
  return {
    sizeBytes,
    async slice(start, end) {
      const pieces: Uint8Array[] = [];
      const first = Math.floor(start / UPLOAD_PIECE_BYTES);
      for (let index = first; index * UPLOAD_PIECE_BYTES < end; index += 1) {
        const piece = await uploads.piece(id, index);
        if (piece === null) throw new Error('An upload is no longer there.');
        const from = index * UPLOAD_PIECE_BYTES;
        pieces.push(piece.subarray(Math.max(0, start - from), end - from));
      }
      return Buffer.concat(pieces);
    },
  };
}
