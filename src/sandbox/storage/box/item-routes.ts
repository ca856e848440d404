import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import { z } from 'zod';

import type { StorageCall, StorageRoute } from '../storage-route.js';
import type { BoxEnterprise } from './enterprise.js';
import { readJson } from './read-json.js';
import { boxError } from './refusals.js';
import { toItem } from './representation.js';

const newFolder = z.object({ name: z.string(), parent: z.object({ id: z.string() }) });

const fileChanges = z.object({
  name: z.string().optional(),
  parent: z.object({ id: z.string() }).optional(),
  shared_link: z
    .object({ access: z.enum(['open', 'company', 'collaborators']).optional() })
    .nullish(),
});

const preflight = z.object({
  name: z.string(),
  parent: z.object({ id: z.string() }),
  size: z.int().min(0).optional(),
});

/** Long enough that creates that come at once both look before either writes. */
const TWIN_WINDOW_MS = 50;

/** Files and folders, on the api host. */
export function itemRoutes(
  box: BoxEnterprise,
  urls: { readonly upload: () => string; readonly download: () => string },
  downloads: Map<string, string>,
): StorageRoute[] {
  return [
    {
      method: 'GET',
      path: '/2.0/users/me',
      handle: () => ({
        status: 200,
        body: {
          type: 'user',
          id: '33333333',
          name: 'dealdraft',
          login: 'AutomationUser_1_sandbox@boxdevedition.com',
          space_amount: box.settings.quotaBytes,
          space_used: [...box.files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0),
          max_upload_size: box.settings.maxFileBytes,
        },
      }),
    },
    {
      method: 'OPTIONS',
      path: '/2.0/files/content',
      handle: (call) => {
        const { name, parent, size } = readJson(preflight, call);
        box.checkRoom(parent.id, name, size ?? 0);
        return {
          status: 200,
          body: { upload_url: `${urls.upload()}/api/2.0/files/content`, upload_token: null },
        };
      },
    },
    ...folderRoutes(box),
    ...fileRoutes(box, urls.download, downloads),
  ];
}

function folderRoutes(box: BoxEnterprise): StorageRoute[] {
  return [
    {
      method: 'POST',
      path: '/2.0/folders',
      handle: async (call) => {
        const { name, parent } = readJson(newFolder, call);
        box.folder(parent.id);
        box.checkMayWrite(parent.id);
        const cleaned = box.nameFor(name);
        const existing = box.findByName(parent.id, cleaned);
        if (existing !== null) throw box.nameInUse(existing);
        if (box.settings.twinFolders) await delay(TWIN_WINDOW_MS);
        return { status: 201, body: toItem(box, box.addFolder(parent.id, cleaned), null) };
      },
    },
    {
      method: 'GET',
      path: '/2.0/folders/:id',
      handle: ({ params, query }) => ({
        status: 200,
        body: toItem(box, box.folder(params.id ?? ''), query.get('fields')),
      }),
    },
    { method: 'GET', path: '/2.0/folders/:id/items', handle: (call) => listItems(box, call) },
    {
      method: 'DELETE',
      path: '/2.0/folders/:id',
      handle: ({ params, query }) => {
        const folder = box.folder(params.id ?? '');
        box.checkMayWrite(folder.id);
        const children = box.children(folder.id);
        if (children.length > 0 && query.get('recursive') !== 'true') {
          throw boxError(400, 'folder_not_empty');
        }
        for (const child of children)
          if (child.type === 'file') box.changeFile(child, { isTrashed: true });
        box.folders.delete(folder.id);
        return { status: 204 };
      },
    },
  ];
}

/** By marker, which is where the next page begins, or by offset. */
function listItems(box: BoxEnterprise, { params, query }: StorageCall) {
  const folder = box.folder(params.id ?? '');
  const limit = Math.min(Number(query.get('limit') ?? 100), 1_000);
  const usesMarker = query.get('usemarker') === 'true';
  const start = Number((usesMarker ? query.get('marker') : query.get('offset')) ?? 0);
  const all = box.children(folder.id);
  const entries = all
    .slice(start, start + limit)
    .map((item) => toItem(box, item, query.get('fields') ?? ''));
  const next = start + limit < all.length ? String(start + limit) : '';
  return {
    status: 200,
    body: {
      entries,
      limit,
      ...(usesMarker ? { next_marker: next } : { offset: start, total_count: all.length }),
    },
  };
}

function fileRoutes(
  box: BoxEnterprise,
  downloadUrl: () => string,
  downloads: Map<string, string>,
): StorageRoute[] {
  return [
    {
      method: 'GET',
      path: '/2.0/files/:id',
      handle: ({ params, query }) => ({
        status: 200,
        body: toItem(box, box.file(params.id ?? ''), query.get('fields')),
      }),
    },
    {
      method: 'GET',
      path: '/2.0/files/:id/content',
      handle: ({ params }) => {
        const file = box.file(params.id ?? '');
        const secret = randomBytes(16).toString('hex');
        downloads.set(secret, file.id);
        return { status: 302, headers: { location: `${downloadUrl()}/d/1/${secret}/download` } };
      },
    },
    { method: 'PUT', path: '/2.0/files/:id', handle: (call) => changeFile(box, call) },
    {
      method: 'DELETE',
      path: '/2.0/files/:id',
      handle: ({ params }) => {
        const file = box.file(params.id ?? '');
        box.checkMayWrite(file.parentId);
        box.changeFile(file, { isTrashed: true });
        return { status: 204 };
      },
    },
  ];
}

function changeFile(box: BoxEnterprise, call: StorageCall) {
  const file = box.file(call.params.id ?? '');
  box.checkMayWrite(file.parentId);
  const changes = readJson(fileChanges, call);
  const parentId = changes.parent?.id ?? file.parentId;
  const name = box.nameFor(changes.name ?? file.name);
  box.folder(parentId);
  const existing = box.findByName(parentId, name);
  // Unlike for an upload, nothing says which item it is.
  if (existing !== null && existing.id !== file.id) throw boxError(409, 'item_name_in_use');
  const changed = box.changeFile(file, {
    name,
    parentId,
    ...(changes.shared_link !== undefined && {
      sharedAccess: changes.shared_link === null ? null : (changes.shared_link.access ?? 'company'),
    }),
  });
  return { status: 200, body: toItem(box, changed, call.query.get('fields')) };
}
