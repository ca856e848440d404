import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import type { StorageAnswer, StorageCall, StorageRoute } from '../storage-route.js';
import type { GraphCloud } from './cloud.js';
import { nameAlreadyExists } from './drive.js';
import type { DriveItem, GraphDrive } from './drive.js';
import { graphError } from './refusals.js';
import { eTagOf, toItem } from './representation.js';
import type { UploadSession } from './upload-session.js';

const SESSION_LIFE_MS = 24 * 60 * 60 * 1000;
const FRAGMENT_UNIT_BYTES = 320 * 1024;
const MAX_FRAGMENT_BYTES = 60 * 1024 * 1024;
const PATH = '/_api/v2.0/uploadSessions/:secret';

const createBody = z.looseObject({
  item: z
    .looseObject({
      '@microsoft.graph.conflictBehavior': z.enum(['fail', 'replace', 'rename']).optional(),
      name: z.string().optional(),
      fileSize: z.int().min(0).optional(),
    })
    .optional(),
  deferCommit: z.boolean().optional(),
});

export function createSession(
  drive: GraphDrive,
  place: { readonly parent: DriveItem; readonly name: string },
  call: StorageCall,
  uploadUrl: string,
): StorageAnswer {
  const { item, deferCommit } = readBody(call);
  // Documents say that it fails by default; it replaces.
  const behavior = item?.['@microsoft.graph.conflictBehavior'] ?? 'replace';
  drive.checkName(place.parent, place.name);
  const existing = drive.child(place.parent.id, place.name);
  checkConditions(existing, call);
  if (existing?.bytes === null) {
    throw graphError(400, 'invalidRequest', {
      message: 'Cannot create an upload session on a folder',
    });
  }
  if (existing !== null && behavior === 'fail' && drive.settings.sessionConflictAt === 'create') {
    throw nameAlreadyExists();
  }
  if (drive.settings.sessionsHoldNames && isHeld(drive, place.parent.id, place.name)) {
    throw nameAlreadyExists('A file with the same name is currently being uploaded.');
  }
  drive.checkRoom(item?.fileSize ?? 0);
  const session: UploadSession = {
    secret: randomBytes(24).toString('base64url'),
    parentId: place.parent.id,
    name: place.name,
    behavior,
    isDeferred: deferCommit ?? false,
    totalBytes: item?.fileSize ?? null,
    pieces: [],
    sizeBytes: 0,
    isMisaligned: false,
    expiresAtMs: drive.clock.now().getTime() + SESSION_LIFE_MS,
  };
  drive.sessions.set(session.secret, session);
  return {
    status: 200,
    body: {
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.uploadSession',
      uploadUrl: `${uploadUrl}/_api/v2.0/uploadSessions/${session.secret}?tempauth=sandbox`,
      ...progressOf(session),
    },
  };
}

/** On a host of its own, where the address is the secret. */
export function sessionRoutes(cloud: GraphCloud): StorageRoute[] {
  const find = ({ params, headers }: StorageCall) => {
    if (headers.authorization !== undefined) throw graphError(401, 'unauthenticated');
    for (const drive of cloud.drives()) {
      const session = drive.sessions.get(params.secret ?? '');
      if (session !== undefined && session.expiresAtMs > drive.clock.now().getTime()) {
        return { drive, session };
      }
    }
    throw graphError(404, 'itemNotFound', { message: 'The upload session was not found' });
  };

  return [
    {
      method: 'PUT',
      path: PATH,
      handle: (call) => {
        const { drive, session } = find(call);
        return takeFragment(drive, session, call);
      },
    },
    {
      method: 'POST',
      path: PATH,
      handle: (call) => {
        const { drive, session } = find(call);
        if (session.sizeBytes !== session.totalBytes) throw graphError(400, 'invalidRequest');
        return end(drive, session);
      },
    },
    {
      method: 'GET',
      path: PATH,
      handle: (call) => ({ status: 200, body: progressOf(find(call).session) }),
    },
    {
      method: 'DELETE',
      path: PATH,
      handle: (call) => {
        const { drive, session } = find(call);
        drive.sessions.delete(session.secret);
        return { status: 204 };
      },
    },
  ];
}

function takeFragment(drive: GraphDrive, session: UploadSession, call: StorageCall): StorageAnswer {
  const [, first, last, total] =
    /^bytes (\d+)-(\d+)\/(\d+)$/u.exec(call.headers['content-range'] ?? '') ?? [];
  const start = Number(first);
  const size = Number(last) - start + 1;
  session.totalBytes ??= Number(total);
  if (size !== call.body.length || Number(total) !== session.totalBytes) {
    throw graphError(400, 'invalidRequest', { message: 'The Content-Range header is malformed.' });
  }
  if (size >= MAX_FRAGMENT_BYTES) throw graphError(413, 'invalidRequest');
  if (start !== session.sizeBytes) {
    throw graphError(416, 'invalidRange', {
      inner: start < session.sizeBytes ? 'fragmentOverlap' : 'fragmentOutOfOrder',
    });
  }
  const isLast = start + size === session.totalBytes;
  if (!isLast && size % FRAGMENT_UNIT_BYTES !== 0) session.isMisaligned = true;
  if (isLast && session.isMisaligned) {
    throw graphError(400, 'invalidRequest', {
      message: 'The declared size does not fit the fragments.',
    });
  }
  session.pieces.push(call.body);
  session.sizeBytes += size;
  session.expiresAtMs = drive.clock.now().getTime() + SESSION_LIFE_MS;
  if (isLast && !session.isDeferred) return end(drive, session);
  return { status: 202, body: progressOf(session) };
}

/** A name that is taken leaves the session as it is, so that the bytes may go elsewhere. */
function end(drive: GraphDrive, session: UploadSession): StorageAnswer {
  const written = drive.write(drive.item(session.parentId), session.name, {
    bytes: Buffer.concat(session.pieces),
    contentType: 'application/pdf',
    behavior: session.behavior,
  });
  drive.sessions.delete(session.secret);
  return {
    status: written.isNew ? 201 : 200,
    body: toItem(drive, written.item, new URLSearchParams()),
  };
}

function progressOf(session: UploadSession): object {
  const isWhole = session.sizeBytes === session.totalBytes;
  return {
    expirationDateTime: new Date(session.expiresAtMs).toISOString(),
    nextExpectedRanges: isWhole ? [] : [`${session.sizeBytes}-`],
  };
}

function isHeld(drive: GraphDrive, parentId: string, name: string): boolean {
  return [...drive.sessions.values()].some(
    (session) =>
      session.parentId === parentId &&
      session.name.toLowerCase() === name.toLowerCase() &&
      session.sizeBytes > 0 &&
      session.expiresAtMs > drive.clock.now().getTime(),
  );
}

export function checkConditions(existing: DriveItem | null, { headers }: StorageCall): void {
  const match = headers['if-match'];
  const none = headers['if-none-match'];
  const isMissed =
    (match !== undefined && match !== '*' && (existing === null || match !== eTagOf(existing))) ||
    (none !== undefined && existing !== null && (none === '*' || none === eTagOf(existing)));
  if (isMissed) throw graphError(412, 'preconditionFailed', { inner: 'resourceModified' });
}

function readBody(call: StorageCall): z.infer<typeof createBody> {
  const text = call.body.toString('utf8');
  try {
    return createBody.parse(text === '' ? {} : JSON.parse(text));
  } catch {
    throw graphError(400, 'invalidRequest', { message: 'The body is malformed.' });
  }
}
