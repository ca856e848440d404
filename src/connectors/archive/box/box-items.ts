import { z } from 'zod';

import type { CallOptions, StoredFile } from '../destination.js';
import { DestinationError } from '../destination.js';
import { jsonOf } from '../rest/rest-client.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { unlessGone } from '../rest/unless-gone.js';
import { parsed } from './box-api.js';
import type { BoxApi } from './box-api.js';
import { codesOfBox } from './box-refusals.js';
import { noted } from '../../../domain/said.js';

const ARCHIVE_KEY = 'archiveKey';

const FILE_FIELDS =
  'id,type,name,size,sha1,file_version,parent,path_collection,item_status,metadata.global.properties';

const fileWire = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().optional(),
  sha1: z.string().optional(),
  item_status: z.string().optional(),
  file_version: z.object({ id: z.string() }).nullish(),
  path_collection: z
    .object({ entries: z.array(z.object({ id: z.string(), name: z.string() })) })
    .optional(),
  metadata: z
    .object({
      global: z.object({ properties: z.record(z.string(), z.unknown()).optional() }).optional(),
    })
    .optional(),
});

const conflictWire = z.object({
  id: z.string(),
  type: z.string().optional(),
  name: z.string().optional(),
});

const conflictsWire = z.object({
  context_info: z.object({
    // An object for a file, a list for folders; lists were seen for files, too.
    conflicts: z.union([conflictWire, z.array(conflictWire)]),
  }),
});

const preflightWire = z.record(z.string(), z.unknown());

const itemsWire = z.object({
  entries: z.array(z.object({ type: z.string(), id: z.string(), name: z.string() })),
  next_marker: z.string().nullish(),
});

export interface BoxItem {
  readonly type: 'file' | 'folder';
  readonly id: string;
}

/** A file by its id; null where there is none, or it is in the trash. */
export async function findFile(
  api: BoxApi,
  rootId: string,
  id: string,
  { signal }: CallOptions,
): Promise<StoredFile | null> {
  const operation = 'GET /files/{id}';
  const answer = await unlessGone(
    api.call({
      operation,
      method: 'GET',
      path: `/files/${encodeURIComponent(id)}?fields=${FILE_FIELDS}`,
      signal,
    }),
  );
  if (answer === null) return null;
  const file = parsed(fileWire, answer, operation);
  if (file.item_status !== undefined && file.item_status !== 'active') return null;
  const key = file.metadata?.global?.properties?.[ARCHIVE_KEY];
  return {
    ref: {
      id: file.id,
      path: pathBelow(rootId, file.path_collection?.entries ?? [], file.name),
      url: `https://app.box.com/file/${file.id}`,
    },
    sizeBytes: file.size ?? 0,
    digest: file.sha1 === undefined ? null : { name: 'sha1', value: file.sha1 },
    versionId: file.file_version?.id ?? null,
    archiveKey: typeof key === 'string' ? key : null,
  };
}

/**
 * What has the name in a folder, whatever its case; null where nothing has. Asks what an upload of it would meet, which costs
 * one call however many items there are.
 * @throws DestinationError for all else that an upload would meet: no room, a name that is not allowed.
 */
export async function findItem(
  api: BoxApi,
  folderId: string,
  name: string,
  sizeBytes: number,
  { signal }: CallOptions,
): Promise<BoxItem | null> {
  const operation = 'OPTIONS /files/content';
  const answer = await api.call({
    operation,
    method: 'OPTIONS',
    path: '/files/content',
    json: { name, parent: { id: folderId }, size: sizeBytes },
    accepts: [409],
    signal,
  });
  if (answer.status !== 409) {
    // A page with 200 is no word of Box that the name is free.
    parsed(preflightWire, answer, operation);
    return null;
  }
  return conflictOf(api, answer, operation, folderId, name, { signal });
}

/** The item that a 409 is about. @throws DestinationError where it is about something else. */
export async function conflictOf(
  api: BoxApi,
  answer: RestAnswer,
  operation: string,
  folderId: string,
  name: string,
  options: CallOptions,
): Promise<BoxItem> {
  if (!codesOfBox(answer).includes('item_name_in_use')) throw api.refuse(answer, operation);
  const conflicts = conflictsWire.safeParse(jsonOf(answer)).data?.context_info.conflicts;
  const [item] = [conflicts ?? []].flat();
  if (item !== undefined) return { type: item.type === 'folder' ? 'folder' : 'file', id: item.id };
  // Not every conflict names what it is with.
  const listed = await findListed(api, folderId, name, options);
  if (listed !== null) return listed;
  throw api.refuse(answer, operation);
}

/** By going through the folder; Box tells names apart without their case. */
async function findListed(
  api: BoxApi,
  folderId: string,
  name: string,
  { signal }: CallOptions,
): Promise<BoxItem | null> {
  const operation = 'GET /folders/{id}/items';
  let marker: string | null = '';
  while (marker !== null) {
    const page: z.infer<typeof itemsWire> = parsed(
      itemsWire,
      await api.call({
        operation,
        method: 'GET',
        path: `/folders/${encodeURIComponent(folderId)}/items?fields=id,type,name&limit=1000&usemarker=true${marker === '' ? '' : `&marker=${encodeURIComponent(marker)}`}`,
        signal,
      }),
      operation,
    );
    const found = page.entries.find((entry) => folded(entry.name) === folded(name));
    if (found !== undefined) {
      return { type: found.type === 'folder' ? 'folder' : 'file', id: found.id };
    }
    marker = page.next_marker === undefined || page.next_marker === '' ? null : page.next_marker;
  }
  return null;
}

/** A folder in the place of a file: taken, and nothing to compare. */
export function folderAsTaken(id: string, path: string): StoredFile {
  return {
    ref: { id, path, url: `https://app.box.com/folder/${id}` },
    sizeBytes: 0,
    digest: null,
    versionId: null,
    archiveKey: null,
  };
}

function pathBelow(
  rootId: string,
  above: readonly { readonly id: string; readonly name: string }[],
  name: string,
): string {
  const at = above.findIndex(({ id }) => id === rootId);
  return [...above.slice(at + 1).map((folder) => folder.name), name].join('/');
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The root itself is what an admin has to mend, so that it is told from a file that is gone. */
export function rootMissing(cause: unknown): DestinationError {
  return new DestinationError(
    noted`Box does not find the folder of folderId. Open it in Box as its owner, press Share, and invite the app's service account (AutomationUser_…@boxdevedition.com) as Editor; until then Box says that there is no such folder.`,
    { fault: 'missing', cause },
  );
}
