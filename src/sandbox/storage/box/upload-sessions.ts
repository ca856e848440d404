import { createHash, randomBytes } from 'node:crypto';

import { z } from 'zod';

import type { StorageCall, StorageRoute } from '../storage-route.js';
import type { BoxEnterprise } from './enterprise.js';
import { sha1Of } from './enterprise.js';
import { boxError } from './refusals.js';
import { toItem } from './representation.js';
import { readJson } from './read-json.js';
import type { UploadSession } from './upload-session.js';

const SESSION_LIFE_MS = 7 * 24 * 60 * 60 * 1000;
const MAX_LIST_OFFSET = 10_000;
const BASE = '/api/2.0/files/upload_sessions';

const newSession = z.object({
  folder_id: z.string(),
  file_size: z.int().min(0),
  file_name: z.string(),
});

const commitBody = z.object({
  parts: z.array(z.object({ part_id: z.string(), offset: z.int(), size: z.int() })),
  attributes: z.object({ content_created_at: z.string().optional() }).optional(),
});

export function sessionRoutes(box: BoxEnterprise, uploadUrl: () => string): StorageRoute[] {
  const find = (call: StorageCall): UploadSession => {
    const session = box.sessions.get(call.params.id ?? '');
    if (session === undefined) throw boxError(404, 'not_found');
    if (session.expiresAtMs <= box.clock.now().getTime()) throw boxError(410, 'session_expired');
    if (session.isBroken) throw boxError(410, 'upload_failed');
    return session;
  };

  return [
    {
      method: 'POST',
      path: BASE,
      handle: (call) => {
        const {
          folder_id: folderId,
          file_size: sizeBytes,
          file_name: name,
        } = readJson(newSession, call);
        if (sizeBytes < box.settings.minSessionBytes) {
          throw boxError(400, 'bad_request', {
            message: `File size must be at least ${box.settings.minSessionBytes} bytes`,
          });
        }
        box.checkRoom(folderId, name, sizeBytes);
        const session: UploadSession = {
          id: randomBytes(16).toString('hex').toUpperCase(),
          folderId,
          name,
          sizeBytes,
          partBytes: box.settings.partBytes,
          expiresAtMs: box.clock.now().getTime() + SESSION_LIFE_MS,
          parts: new Map(),
          isBroken: false,
          fileId: null,
        };
        box.sessions.set(session.id, session);
        return { status: 201, body: toSession(session, uploadUrl()) };
      },
    },
    { method: 'PUT', path: `${BASE}/:id`, handle: (call) => uploadPart(find(call), call) },
    {
      method: 'GET',
      path: `${BASE}/:id`,
      handle: (call) => ({ status: 200, body: toSession(find(call), uploadUrl()) }),
    },
    {
      method: 'GET',
      path: `${BASE}/:id/parts`,
      handle: (call) => listParts(find(call), call.query),
    },
    { method: 'POST', path: `${BASE}/:id/commit`, handle: (call) => commit(box, find(call), call) },
    {
      method: 'DELETE',
      path: `${BASE}/:id`,
      handle: (call) => {
        box.sessions.delete(find(call).id);
        return { status: 204 };
      },
    },
  ];
}

function uploadPart(session: UploadSession, call: StorageCall) {
  const [, first, last, total] =
    /^bytes (\d+)-(\d+)\/(\d+)$/u.exec(call.headers['content-range'] ?? '') ?? [];
  const offset = Number(first);
  const size = Number(last) - offset + 1;
  const isLast = Number(last) + 1 === session.sizeBytes;
  if (
    call.headers['content-type'] !== 'application/octet-stream' ||
    Number(total) !== session.sizeBytes ||
    size !== call.body.length ||
    (!isLast && size !== session.partBytes)
  ) {
    throw boxError(400, 'bad_request');
  }
  checkDigest(call);
  for (const { part } of session.parts.values()) {
    if (part.offset >= offset + size || offset >= part.offset + part.size) continue;
    if (part.offset !== offset || part.size !== size) session.isBroken = true;
    throw boxError(409, 'conflict', { message: 'Part overlaps with one that was uploaded' });
  }
  const part = {
    part_id: randomBytes(4).toString('hex').toUpperCase(),
    offset,
    size,
    sha1: sha1Of(call.body),
  };
  session.parts.set(offset, { part, bytes: call.body });
  return { status: 200, body: { part } };
}

function listParts(session: UploadSession, query: URLSearchParams) {
  const offset = Number(query.get('offset') ?? 0);
  const limit = Number(query.get('limit') ?? 1_000);
  if (offset > MAX_LIST_OFFSET) throw boxError(400, 'bad_request');
  const parts = sortedParts(session).map(({ part }) => part);
  return {
    status: 200,
    body: {
      entries: parts.slice(offset, offset + limit),
      offset,
      limit,
      total_count: parts.length,
    },
  };
}

function commit(box: BoxEnterprise, session: UploadSession, call: StorageCall) {
  const { parts, attributes } = readJson(commitBody, call);
  const stored = sortedParts(session);
  const named = new Set(parts.map(({ part_id: id }) => id));
  const whole = Buffer.concat(stored.map(({ bytes }) => bytes));
  if (whole.length !== session.sizeBytes || stored.some(({ part }) => !named.has(part.part_id))) {
    throw boxError(400, 'bad_request', { message: 'Parts are missing' });
  }
  const digest = createHash('sha1').update(whole).digest('base64');
  if (call.headers.digest !== `sha=${digest}`) throw boxError(400, 'bad_digest');
  if (box.settings.pendingCommits > 0) {
    box.settings.pendingCommits -= 1;
    return { status: 202, headers: { 'retry-after': '1' } };
  }
  const done = session.fileId === null ? undefined : box.files.get(session.fileId);
  if (done === undefined) box.checkRoom(session.folderId, session.name, session.sizeBytes);
  const file =
    done ??
    box.addFile({
      folderId: session.folderId,
      name: session.name,
      bytes: whole,
      contentCreatedAt: attributes?.content_created_at ?? null,
    });
  session.fileId = file.id;
  return { status: 201, body: { total_count: 1, entries: [toItem(box, file, null)] } };
}

function sortedParts(session: UploadSession) {
  return [...session.parts.values()].sort((a, b) => a.part.offset - b.part.offset);
}

function checkDigest(call: StorageCall): void {
  const digest = createHash('sha1').update(call.body).digest('base64');
  if (call.headers.digest !== `sha=${digest}`) throw boxError(400, 'bad_digest');
}

function toSession(session: UploadSession, uploadUrl: string): object {
  const own = `${uploadUrl}${BASE}/${session.id}`;
  return {
    id: session.id,
    type: 'upload_session',
    session_expires_at: new Date(session.expiresAtMs).toISOString(),
    part_size: session.partBytes,
    total_parts: Math.ceil(session.sizeBytes / session.partBytes),
    num_parts_processed: session.parts.size,
    session_endpoints: {
      upload_part: own,
      commit: `${own}/commit`,
      abort: own,
      list_parts: `${own}/parts`,
      status: own,
      log_event: `${own}/log`,
    },
  };
}
