import { z } from 'zod';

import type { CallOptions, StoredFile } from '../destination.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { unlessGone } from '../rest/unless-gone.js';
import { parsed } from './graph-api.js';
import type { GraphApi } from './graph-api.js';

const itemWire = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().optional(),
  eTag: z.string().optional(),
  cTag: z.string().optional(),
  webUrl: z.string().optional(),
  folder: z.unknown().optional(),
  file: z
    .object({ hashes: z.object({ quickXorHash: z.string().optional() }).nullish() })
    .optional(),
  parentReference: z.object({ path: z.string().optional() }).optional(),
  listItem: z.object({ fields: z.record(z.string(), z.unknown()).optional() }).optional(),
});

export interface GraphItem {
  readonly stored: StoredFile;
  readonly isFolder: boolean;
}

/** Where items of one drive are asked for, and which column says whose they are. */
export interface ItemPlace {
  readonly driveId: string;
  /** Internal name of the column; null where there is none. */
  readonly keyColumn: string | null;
}

/** `/drives/{id}/items/{parent}:/{name}:`, to which an action may be added. */
export function childPath(driveId: string, parentId: string, name: string): string {
  return `${itemPath(driveId, parentId)}:/${encodeURIComponent(name)}:`;
}

export function itemPath(driveId: string, itemId: string): string {
  return `/drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(itemId)}`;
}

/** By its id. Null where there is none. */
export async function findItem(
  api: GraphApi,
  place: ItemPlace,
  itemId: string,
  options: CallOptions,
): Promise<GraphItem | null> {
  return find(api, place, itemPath(place.driveId, itemId), options);
}

/** By its name in a folder, whatever its case. */
export async function findChild(
  api: GraphApi,
  place: ItemPlace,
  parentId: string,
  name: string,
  options: CallOptions,
): Promise<GraphItem | null> {
  return find(api, place, childPath(place.driveId, parentId, name), options);
}

async function find(
  api: GraphApi,
  place: ItemPlace,
  path: string,
  { signal }: CallOptions,
): Promise<GraphItem | null> {
  const operation = 'GET /drives/{id}/items/{id}';
  // The colon at the end is for an action, of which there is none here.
  const plain = path.replace(/:$/u, '');
  const expand = place.keyColumn === null ? '' : '?$expand=listItem($expand=fields)';
  const answer = await unlessGone(
    api.call({ operation, method: 'GET', path: `${plain}${expand}`, signal }),
  );
  return answer === null ? null : toGraphItem(answer, operation, place);
}

export function toGraphItem(answer: RestAnswer, operation: string, place: ItemPlace): GraphItem {
  const item = parsed(itemWire, answer, operation);
  const hash = item.file?.hashes?.quickXorHash;
  const key = place.keyColumn === null ? null : item.listItem?.fields?.[place.keyColumn];
  return {
    isFolder: item.folder !== undefined,
    stored: {
      ref: { id: item.id, path: pathOf(item), url: item.webUrl ?? null },
      sizeBytes: item.size ?? 0,
      digest: hash === undefined ? null : { name: 'quickXor', value: hash },
      versionId: item.cTag ?? item.eTag ?? null,
      archiveKey: typeof key === 'string' && key !== '' ? key : null,
    },
  };
}

/** Names of folders come percent-encoded. */
function pathOf({ name, parentReference }: z.infer<typeof itemWire>): string {
  const above = /root:\/?(.*)$/u.exec(parentReference?.path ?? '')?.[1] ?? '';
  const names = above.split('/').filter((part) => part !== '');
  return [...names.map(decoded), name].join('/');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
