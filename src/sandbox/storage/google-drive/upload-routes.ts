import { randomBytes } from 'node:crypto';

import type { StorageAnswer, StorageCall, StorageRoute } from '../storage-route.js';
import { DriveError, fileNotFound, invalid } from './drive-error.js';
import type { Caller, DriveFile } from './drive-file.js';
import type { DriveState, UploadSession } from './drive-state.js';
import {
  changeFile,
  checkNewFile,
  createFile,
  parseMetadata,
  replaceContent,
  textOf,
} from './file-changes.js';
import type { FileMetadata } from './file-changes.js';
import { allDrivesOf, answerFile } from './file-routes.js';
import type { CallerOf } from './file-routes.js';

const PIECE_UNIT_BYTES = 256 * 1024;
const MAX_MULTIPART_BYTES = 5 * 1024 * 1024;
const SESSION_LIFETIME_MS = 7 * 24 * 3_600_000;

export function uploadRoutes(
  state: DriveState,
  callerOf: CallerOf,
  originOf: () => string,
): StorageRoute[] {
  const start = (call: StorageCall) => {
    const caller = callerOf(call);
    switch (call.query.get('uploadType')) {
      case 'multipart':
        return uploadAtOnce(call, state, caller, readMultipart(call));
      case 'media':
        return uploadAtOnce(call, state, caller, {
          metadata: {},
          bytes: call.body,
          contentType: contentTypeOf(call),
        });
      case 'resumable':
        return startSession(call, state, caller, originOf());
      case null:
      default:
        throw invalid("Invalid value for 'uploadType'", 'uploadTypeRequired');
    }
  };
  return [
    { method: 'POST', path: '/upload/drive/v3/files', handle: start },
    { method: 'PATCH', path: '/upload/drive/v3/files/:id', handle: start },
    // Whoever has the address of a session may write to it.
    {
      method: 'PUT',
      path: '/upload/drive/v3/files',
      handle: (call) => continueSession(call, state),
    },
  ];
}

interface AtOnce {
  readonly metadata: FileMetadata;
  readonly bytes: Buffer;
  readonly contentType: string;
}

function uploadAtOnce(
  call: StorageCall,
  state: DriveState,
  caller: Caller,
  upload: AtOnce,
): StorageAnswer {
  const allDrives = allDrivesOf(call);
  if (upload.bytes.length > MAX_MULTIPART_BYTES) {
    throw new DriveError(413, 'uploadTooLarge', 'Request Too Large');
  }
  const fileId = call.params.id;
  const file =
    fileId === undefined
      ? createFile(state, caller, upload.metadata, upload, allDrives)
      : replaced(state, caller, fileId, upload, allDrives);
  return answerFile(state, caller, file, call.query.get('fields'));
}

function replaced(
  state: DriveState,
  caller: Caller,
  fileId: string,
  { metadata, bytes }: Pick<AtOnce, 'metadata' | 'bytes'>,
  allDrives: boolean,
): DriveFile {
  const file = state.findFor(fileId, caller, allDrives, 'writer');
  changeFile(state, caller, file, metadata, { to: null, from: null });
  replaceContent(state, file, bytes);
  return file;
}

function startSession(
  call: StorageCall,
  state: DriveState,
  caller: Caller,
  origin: string,
): StorageAnswer {
  const allDrives = allDrivesOf(call);
  const metadata = parseMetadata(call.body.toString('utf8'));
  const fileId = call.params.id ?? null;
  if (fileId !== null) state.findFor(fileId, caller, allDrives, 'writer');
  else {
    // An id that is in use may also come to light with the last piece.
    const { id: _id, ...later } = metadata;
    checkNewFile(state, caller, state.refusesUsedIdAt === 'end' ? later : metadata, allDrives);
  }
  const announced = call.headers['x-upload-content-length'];
  const session: UploadSession = {
    id: randomBytes(24).toString('base64url'),
    caller,
    metadata,
    contentType: textOf(call.headers['x-upload-content-type']) ?? 'application/octet-stream',
    fields: call.query.get('fields') ?? '',
    allDrives,
    fileId,
    announcedBytes: announced === undefined ? null : Number(announced),
    startedAt: state.clock.now(),
    pieces: [],
    storedBytes: 0,
    completedId: null,
  };
  state.sessions.set(session.id, session);
  const query = new URLSearchParams(call.query);
  query.set('upload_id', session.id);
  return {
    status: 200,
    headers: {
      location: `${origin}/upload/drive/v3/files?${query.toString()}`,
      'x-guploader-uploadid': session.id,
    },
  };
}

function continueSession(call: StorageCall, state: DriveState): StorageAnswer {
  const session = state.sessions.get(call.query.get('upload_id') ?? '');
  const isOver =
    session === undefined ||
    session.startedAt.getTime() + SESSION_LIFETIME_MS <= state.clock.now().getTime();
  if (isOver) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' };
  if (session.completedId !== null) return answerCompleted(state, session, session.completedId);
  const range = readRange(call);
  checkTotal(session, range.totalBytes);
  if (range.start !== null) {
    // Nothing is kept of a piece that leaves a gap; what is there already is passed over.
    if (range.start > session.storedBytes) return incomplete(session);
    const isLast = range.totalBytes !== null && range.start + call.body.length === range.totalBytes;
    if (!isLast && call.body.length % PIECE_UNIT_BYTES !== 0) {
      throw invalid('The size of every piece but the last has to be a multiple of 256 KiB.');
    }
    const fresh = call.body.subarray(session.storedBytes - range.start);
    const kept = state.shortPiecesToCome > 0 ? shortened(fresh) : fresh;
    if (kept !== fresh) state.shortPiecesToCome -= 1;
    session.pieces.push(Buffer.from(kept));
    session.storedBytes += kept.length;
  }
  if (range.totalBytes === null || session.storedBytes < range.totalBytes)
    return incomplete(session);
  return complete(state, session);
}

function complete(state: DriveState, session: UploadSession): StorageAnswer {
  const { caller, metadata, contentType, allDrives } = session;
  const bytes = Buffer.concat(session.pieces);
  const file =
    session.fileId === null
      ? createFile(state, caller, metadata, { bytes, contentType }, allDrives)
      : replaced(state, caller, session.fileId, { metadata, bytes }, allDrives);
  session.completedId = file.id;
  session.pieces = [];
  return answerSession(state, session, file);
}

function answerCompleted(state: DriveState, session: UploadSession, fileId: string): StorageAnswer {
  if (state.completedSession === 'id-in-use') {
    throw new DriveError(409, 'fileIdInUse', 'A file already exists with the provided ID.');
  }
  const file = state.files.get(fileId);
  if (file === undefined) throw fileNotFound(fileId);
  return answerSession(state, session, file);
}

function answerSession(state: DriveState, session: UploadSession, file: DriveFile): StorageAnswer {
  return answerFile(state, session.caller, file, session.fields === '' ? null : session.fields);
}

function incomplete({ storedBytes, id }: UploadSession): StorageAnswer {
  return {
    status: 308,
    headers: {
      'x-guploader-uploadid': id,
      // Without anything stored there is no range to name.
      ...(storedBytes === 0 ? {} : { range: `bytes=0-${storedBytes - 1}` }),
    },
  };
}

/** About half of it, in whole units. */
function shortened(piece: Buffer): Buffer {
  const units = Math.floor(piece.length / 2 / PIECE_UNIT_BYTES);
  return piece.subarray(0, units * PIECE_UNIT_BYTES);
}

interface PieceRange {
  /** Null where only the state is asked for. */
  readonly start: number | null;
  /** Null as long as it is unknown. */
  readonly totalBytes: number | null;
}

function readRange(call: StorageCall): PieceRange {
  const header = call.headers['content-range'];
  if (header === undefined) return { start: 0, totalBytes: call.body.length };
  const found = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/u.exec(header);
  if (found === null) throw invalid('Failed to parse Content-Range header.');
  const [, first, last, total = '*'] = found;
  const totalBytes = total === '*' ? null : Number(total);
  if (first === undefined) return { start: null, totalBytes };
  if (Number(last) - Number(first) + 1 !== call.body.length) {
    throw invalid(
      `Invalid request.  According to the Content-Range header, the upload offset is ${first} byte(s), which does not fit the ${call.body.length} byte(s) of the body.`,
    );
  }
  return { start: Number(first), totalBytes };
}

function checkTotal({ announcedBytes }: UploadSession, totalBytes: number | null): void {
  if (announcedBytes !== null && totalBytes !== null && announcedBytes !== totalBytes) {
    throw invalid('The total size is not the one that was announced.');
  }
}

/** `multipart/related`: the metadata as JSON, then the bytes. */
function readMultipart(call: StorageCall): AtOnce {
  const boundary = /^multipart\/related;.*boundary="?([^";]+)"?/iu.exec(contentTypeOf(call))?.[1];
  if (boundary === undefined) {
    throw invalid('Multipart must have a boundary.', 'badContent');
  }
  const parts = partsOf(call.body, boundary);
  const [metadata, media] = parts;
  if (metadata === undefined || media === undefined || parts.length !== 2) {
    throw invalid('Multipart must have two parts.', 'badContent');
  }
  return {
    metadata: parseMetadata(metadata.bytes.toString('utf8')),
    bytes: Buffer.from(media.bytes),
    contentType: media.contentType,
  };
}

function partsOf(body: Buffer, boundary: string): { contentType: string; bytes: Buffer }[] {
  const parts: { contentType: string; bytes: Buffer }[] = [];
  const delimiter = Buffer.from(`--${boundary}`);
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length;
    if (body.toString('latin1', start, start + 2) === '--') return parts;
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), start);
    const headEnd = body.indexOf('\r\n\r\n', start, 'latin1');
    if (next < 0 || headEnd < 0 || headEnd > next) break;
    const head = body.toString('latin1', start, headEnd);
    parts.push({
      contentType:
        /^content-type:\s*(.+)$/imu.exec(head)?.[1]?.trim() ?? 'application/octet-stream',
      bytes: body.subarray(headEnd + 4, next),
    });
    at = next + 2;
  }
  throw invalid('Malformed multipart body.', 'badContent');
}

function contentTypeOf({ headers }: StorageCall): string {
  return headers['content-type'] ?? 'application/octet-stream';
}
