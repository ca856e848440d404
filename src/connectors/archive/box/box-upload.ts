import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import type { StreamedBody } from '../../http/outbound.js';
import type { CallOptions, FileToPut } from '../destination.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { parsed } from './box-api.js';
import type { BoxApi } from './box-api.js';

const uploadedWire = z.object({ entries: z.tuple([z.object({ id: z.string() })]) });

/** Sends a file in one go. A 409 is handed over: the name is taken, or for the moment. */
export async function uploadAtOnce(
  api: BoxApi,
  file: FileToPut,
  folderId: string,
  { signal }: CallOptions,
): Promise<RestAnswer> {
  const boundary = `dealdraft-${randomUUID()}`;
  return api.call({
    operation: 'POST /files/content',
    method: 'POST',
    host: 'upload',
    path: '/files/content',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      // Called MD5, and is SHA-1.
      'content-md5': file.digests.sha1,
    },
    body: formOf(file, folderId, boundary),
    accepts: [409],
    signal,
  });
}

/** The id of the file that an upload became. */
export function uploadedId(answer: RestAnswer, operation: string): string {
  return parsed(uploadedWire, answer, operation).entries[0].id;
}

/** What the file is called goes before its bytes, or Box refuses it. */
function formOf(file: FileToPut, folderId: string, boundary: string): StreamedBody {
  const attributes = JSON.stringify({ name: file.name, parent: { id: folderId } });
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="attributes"\r\n` +
      `content-type: application/json; charset=utf-8\r\n\r\n${attributes}\r\n` +
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="file"\r\n` +
      `content-type: ${file.contentType}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    sizeBytes: head.length + file.sizeBytes + tail.length,
    async *pieces() {
      yield head;
      yield* file.bytes();
      yield tail;
    },
  };
}
