import { z } from 'zod';

import type { StorageAnswer, StorageCall, StorageRoute } from '../storage-route.js';
import type { BoxEnterprise } from './enterprise.js';
import { sha1Of } from './enterprise.js';
import { readForm } from './multipart-form.js';
import { parseJson } from './read-json.js';
import { boxError } from './refusals.js';
import { toItem } from './representation.js';

const attributesPart = z.object({
  name: z.string(),
  parent: z.object({ id: z.string() }),
  content_created_at: z.string().optional(),
});

const versionPart = z.object({ name: z.string().optional() });

/** On the upload host. */
export function uploadRoutes(box: BoxEnterprise): StorageRoute[] {
  return [
    {
      method: 'POST',
      path: '/api/2.0/files/content',
      handle: (call) => {
        const { attributes, bytes } = readUpload(attributesPart, call);
        const folderId = attributes.parent.id;
        box.checkRoom(folderId, attributes.name, bytes.length);
        reserved(box);
        const add = () =>
          box.addFile({
            folderId,
            name: attributes.name,
            bytes,
            contentCreatedAt: attributes.content_created_at ?? null,
          });
        if (box.settings.lateWrites > 0) {
          box.settings.lateWrites -= 1;
          box.keepBack(() => {
            if (box.findByName(folderId, box.nameFor(attributes.name)) === null) add();
          });
          throw boxError(503, 'unavailable');
        }
        return created(box, add());
      },
    },
    {
      method: 'POST',
      path: '/api/2.0/files/:id/content',
      handle: (call) => {
        const file = box.file(call.params.id ?? '');
        const match = call.headers['if-match'];
        if (match !== undefined && match !== String(file.etag)) {
          throw boxError(412, 'precondition_failed');
        }
        box.checkMayWrite(file.parentId);
        const { bytes } = readUpload(versionPart, call);
        return created(
          box,
          box.changeFile(file, { bytes, sha1: sha1Of(bytes), versionId: box.newId() }),
        );
      },
    },
  ];
}

function reserved(box: BoxEnterprise): void {
  if (box.settings.reservedNames === 0) return;
  box.settings.reservedNames -= 1;
  throw boxError(409, 'name_temporarily_reserved');
}

function readUpload<T>(schema: z.ZodType<T>, call: StorageCall): { attributes: T; bytes: Buffer } {
  const parts = readForm(call.headers['content-type'], call.body);
  const attributes = parts?.findIndex(({ name }) => name === 'attributes') ?? -1;
  const file = parts?.findIndex(({ name }) => name === 'file') ?? -1;
  if (attributes > file && file >= 0) throw boxError(400, 'metadata_after_file_contents');
  const attributesBody = parts?.[attributes]?.body;
  const bytes = parts?.[file]?.body;
  if (attributesBody === undefined || bytes === undefined) throw boxError(400, 'bad_request');
  const digest = call.headers['content-md5'];
  if (digest !== undefined && digest !== sha1Of(bytes)) throw boxError(400, 'bad_digest');
  return { attributes: parseJson(schema, attributesBody.toString('utf8')), bytes };
}

function created(box: BoxEnterprise, file: Parameters<typeof toItem>[1]): StorageAnswer {
  return { status: 201, body: { total_count: 1, entries: [toItem(box, file, null)] } };
}
