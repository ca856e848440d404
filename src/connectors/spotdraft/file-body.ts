import { randomUUID } from 'node:crypto';
import type { DocumentBytes } from '../../domain/document.js';
import type { StreamedBody } from '../http/outbound.js';

/** Stands in a request's body where the content of its file goes. Nobody else can know it. */
export const FILE_CONTENT = `content of ${randomUUID()}`;

/** What is read at once: a multiple of three bytes, so that the pieces of base64 make one text. */
const PIECE_BYTES = 3 * 256 * 1024;

/** JSON with a file in it, in base64, as the API takes files; of the file there is never more than a piece in memory. */
export function bodyWithFile(json: string, file: DocumentBytes): StreamedBody {
  const [before = '', after] = json.split(FILE_CONTENT);
  if (after === undefined)
    throw new Error('A file is to be sent and the body has no place for it.');
  const head = Buffer.from(before);
  const tail = Buffer.from(after);
  return {
    sizeBytes: head.length + Math.ceil(file.sizeBytes / 3) * 4 + tail.length,
    async *pieces() {
      yield head;
      for (let start = 0; start < file.sizeBytes; start += PIECE_BYTES) {
        const bytes = await file.slice(start, Math.min(start + PIECE_BYTES, file.sizeBytes));
        const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
          'base64',
        );
        yield Buffer.from(base64, 'latin1');
      }
      yield tail;
    },
  };
}
