import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import type { StorageAnswer, StorageCall, StorageRoute } from '../storage-route.js';
import { readDriveAddress } from './address.js';
import type { DriveAddress } from './address.js';
import type { GraphCloud } from './cloud.js';
import { itemNotFound, nameAlreadyExists } from './drive.js';
import type { DriveItem, GraphDrive } from './drive.js';
import type { ConflictBehavior } from './upload-session.js';
import { listAnswer, toColumn } from './list-representation.js';
import { graphError } from './refusals.js';
import { toDrive, toFields, toItem, toListItem, webUrlOf } from './representation.js';
import { checkConditions, createSession } from './upload-sessions.js';

const MAX_PUT_BYTES = 250 * 1024 * 1024;
const METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'] as const;

interface Request {
  readonly call: StorageCall;
  readonly drive: GraphDrive;
  /** Where the path begins: the root, or the item that it names. */
  readonly anchor: DriveItem;
  readonly names: readonly string[];
}

type Handler = (request: Request) => StorageAnswer;

export interface DriveHosts {
  readonly uploadUrl: () => string;
  /** Secrets of addresses that bytes are fetched from, and whose bytes. */
  readonly downloads: Map<string, { readonly drive: GraphDrive; readonly itemId: string }>;
}

/** Everything below a drive, by whichever of its addresses. */
export function driveRoutes(cloud: GraphCloud, hosts: DriveHosts): StorageRoute[] {
  const handlers = driveHandlers(hosts);
  return METHODS.map((method) => ({
    method,
    path: /^\/v1\.0\/(?:drives\/|users\/[^/]+\/drive(?:\/|$)|sites\/[^/:]+\/drives?\/|sites\/[^/:]+\/drive$).*$/u,
    name: 'drive',
    handle: (call) => {
      const address = readDriveAddress((call.target.split('?')[0] ?? '').slice('/v1.0/'.length));
      if (address === null) throw itemNotFound();
      const drive = driveOf(cloud, address, method !== 'GET');
      if (address.item === null) return answerForDrive(drive, method, address.action);
      const handler = handlers[`${method} ${address.action}`];
      if (handler === undefined)
        throw graphError(400, 'invalidRequest', { message: 'Unknown operation' });
      return handler({
        call,
        drive,
        anchor: drive.item(address.item.id),
        names: address.item.names,
      });
    },
  }));
}

function driveOf(cloud: GraphCloud, { drive }: DriveAddress, isWrite: boolean): GraphDrive {
  switch (drive.by) {
    case 'id':
      return cloud.drive(drive.id, isWrite);
    case 'user':
      return cloud.driveOfUser(drive.user, isWrite);
    case 'site':
      cloud.checkSite(drive.siteId);
      return cloud.drive(cloud.library.id, isWrite);
  }
}

function answerForDrive(drive: GraphDrive, method: string, action: string): StorageAnswer {
  if (method === 'GET' && action === '') return { status: 200, body: toDrive(drive) };
  if (method === 'GET' && action === 'list') return { status: 200, body: listAnswer(drive) };
  if (method === 'GET' && action === 'list/columns') {
    return { status: 200, body: { value: drive.settings.columns.map(toColumn) } };
  }
  throw graphError(400, 'invalidRequest', { message: 'Unknown operation' });
}

function driveHandlers(hosts: DriveHosts): Readonly<Record<string, Handler | undefined>> {
  const found = ({ drive, anchor, names }: Request): DriveItem => {
    const item = drive.walk(anchor, names);
    if (item === null) throw itemNotFound();
    return item;
  };
  const shown = (request: Request, item: DriveItem, status = 200): StorageAnswer => ({
    status,
    body: toItem(request.drive, item, request.call.query),
  });

  return {
    'GET ': (request) => shown(request, found(request)),
    'GET content': (request) => {
      const item = found(request);
      if (item.bytes === null)
        throw graphError(400, 'invalidRequest', { message: 'A folder has no content' });
      const secret = randomBytes(24).toString('base64url');
      hosts.downloads.set(secret, { drive: request.drive, itemId: item.id });
      return {
        status: 302,
        headers: {
          location: `${hosts.uploadUrl()}/_layouts/15/download/${secret}?tempauth=sandbox`,
        },
      };
    },
    'GET children': (request) => listChildren(request, found(request)),
    'GET versions': (request) => {
      const { contentVersion, changedAt } = found(request);
      const value = Array.from({ length: contentVersion }, (_, index) => ({
        id: `${contentVersion - index}.0`,
        lastModifiedDateTime: changedAt.toISOString(),
      }));
      return { status: 200, body: { value } };
    },
    'GET listItem': (request) => ({ status: 200, body: toListItem(found(request)) }),
    'GET listItem/fields': (request) => ({ status: 200, body: toFields(found(request)) }),
    'PATCH listItem/fields': (request) =>
      changeColumns(request.drive, found(request), request.call),
    'PATCH ': (request) => shown(request, rename(request, found(request))),
    'DELETE ': (request) => {
      const item = found(request);
      checkConditions(item, request.call);
      request.drive.remove(item);
      return { status: 204 };
    },
    'POST children': (request) => shown(request, addChild(request, found(request)), 201),
    'PUT content': (request) => putContent(request, shown),
    'POST createUploadSession': ({ call, drive, anchor, names }) => {
      const name = names.at(-1);
      if (name === undefined) {
        throw graphError(400, 'invalidRequest', { message: 'The URL has to name the file' });
      }
      const parent = drive.ensureFolder(anchor, names.slice(0, -1));
      return createSession(drive, { parent, name }, call, hosts.uploadUrl());
    },
    'POST checkin': (request) => {
      request.drive.checkIn(found(request));
      return { status: 204 };
    },
    'POST createLink': (request) => {
      const item = found(request);
      const { type, scope } = parse(linkBody, request.call);
      return {
        status: 200,
        body: {
          id: item.id,
          roles: ['read'],
          link: { type, scope, webUrl: `${webUrlOf(request.drive, item)}?e=sandbox` },
        },
      };
    },
  };
}

function putContent(
  request: Request,
  shown: (request: Request, item: DriveItem, status?: number) => StorageAnswer,
): StorageAnswer {
  const { call, drive, anchor, names } = request;
  if (call.body.length > MAX_PUT_BYTES) throw graphError(413, 'invalidRequest');
  const name = names.at(-1);
  if (name === undefined) {
    checkConditions(anchor, call);
    return shown(request, drive.replaceBytes(anchor, call.body));
  }
  const behavior = toBehavior(call.query.get('@microsoft.graph.conflictBehavior'), 'replace');
  const parent = drive.ensureFolder(anchor, names.slice(0, -1));
  checkConditions(drive.child(parent.id, name), call);
  const { item, isNew } = drive.write(parent, name, {
    bytes: call.body,
    contentType: call.headers['content-type'] ?? 'application/octet-stream',
    behavior,
  });
  return shown(request, item, isNew ? 201 : 200);
}

const linkBody = z.object({
  type: z.enum(['view', 'edit']),
  scope: z.enum(['organization', 'users']),
});

const childBody = z.looseObject({
  name: z.string(),
  folder: z.looseObject({}),
  '@microsoft.graph.conflictBehavior': z.string().optional(),
});

const renameBody = z.looseObject({ name: z.string() });

function addChild({ call, drive }: Request, parent: DriveItem): DriveItem {
  const body = parse(childBody, call);
  const behavior = toBehavior(body['@microsoft.graph.conflictBehavior'] ?? null, 'fail');
  const existing = drive.child(parent.id, body.name);
  if (existing === null) return drive.addFolder(parent, body.name);
  // On business drives a folder is never replaced.
  if (behavior !== 'rename') throw nameAlreadyExists();
  return drive.addFolder(parent, `${body.name} 1`);
}

function rename({ call, drive }: Request, item: DriveItem): DriveItem {
  checkConditions(item, call);
  const { name } = parse(renameBody, call);
  const parent = drive.item(item.parentId ?? 'root');
  drive.checkName(parent, name);
  const existing = drive.child(parent.id, name);
  if (existing !== null && existing.id !== item.id) throw nameAlreadyExists();
  return drive.change(item, { name });
}

const fieldsBody = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export function changeColumns(
  drive: GraphDrive,
  item: DriveItem,
  call: StorageCall,
): StorageAnswer {
  const values = parse(fieldsBody, call);
  const known = new Set(drive.settings.columns.map(({ name }) => name));
  const unknown = Object.keys(values).find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw graphError(400, 'invalidRequest', { message: `Field '${unknown}' is not recognized` });
  }
  if (Object.values(values).some((value) => typeof value === 'string' && value.length > 255)) {
    throw graphError(400, 'invalidRequest', { message: 'The text value is too long' });
  }
  checkConditions(item, call);
  const changed = drive.change(item, { columns: { ...item.columns, ...values } });
  return { status: 200, body: toFields(changed) };
}

function listChildren({ call, drive }: Request, folder: DriveItem): StorageAnswer {
  const all = drive.children(folder.id);
  const top = Number(call.query.get('$top') ?? 200);
  const skip = Number(call.query.get('$skiptoken') ?? 0);
  const next = new URLSearchParams(call.query);
  next.set('$skiptoken', String(skip + top));
  const path = call.target.split('?')[0] ?? '';
  return {
    status: 200,
    body: {
      value: all.slice(skip, skip + top).map((item) => toItem(drive, item, call.query)),
      ...(skip + top < all.length && {
        '@odata.nextLink': `http://${call.headers.host ?? ''}${path}?${next.toString()}`,
      }),
    },
  };
}

function toBehavior(text: string | null, missing: ConflictBehavior): ConflictBehavior {
  if (text === null) return missing;
  if (text === 'fail' || text === 'replace' || text === 'rename') return text;
  throw graphError(400, 'invalidRequest', { message: 'Unknown conflict behavior' });
}

function parse<T>(schema: z.ZodType<T>, call: StorageCall): T {
  try {
    return schema.parse(JSON.parse(call.body.toString('utf8')));
  } catch {
    throw graphError(400, 'invalidRequest', { message: 'The body is malformed.' });
  }
}
