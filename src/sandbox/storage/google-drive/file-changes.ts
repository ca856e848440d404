import { DriveError, invalid, notPermitted } from './drive-error.js';
import { FOLDER_TYPE, GOOGLE_TYPES, isAtLeast, mayTrash } from './drive-file.js';
import type { Caller, DriveFile } from './drive-file.js';
import type { DriveState } from './drive-state.js';

export type FileMetadata = Readonly<Record<string, unknown>>;

const MAX_PROPERTY_BYTES = 124;
const MAX_PROPERTIES = 30;
const DEFAULT_QUOTA_BYTES = 15 * 1024 ** 3;

export function parseMetadata(text: string): FileMetadata {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return Object.fromEntries(Object.entries(value));
    }
  } catch {
    // Answered below like any other body that is no object.
  }
  throw new DriveError(400, 'parseError', 'Parse Error');
}

/**
 * Makes the file that `metadata` describes.
 * @param content null for what has none: a folder, or an empty file made without an upload
 * @throws DriveError
 */
export function createFile(
  state: DriveState,
  caller: Caller,
  metadata: FileMetadata,
  content: { readonly bytes: Buffer; readonly contentType: string } | null,
  allDrives: boolean,
): DriveFile {
  const parent = checkNewFile(state, caller, metadata, allDrives);
  const mimeType = textOf(metadata.mimeType) ?? content?.contentType ?? 'application/octet-stream';
  const bytes = mimeType.startsWith(GOOGLE_TYPES) ? null : (content?.bytes ?? Buffer.alloc(0));
  checkRoom(state, caller, parent, bytes);
  const id = textOf(metadata.id);
  const file = state.addFile(
    parent.id,
    {
      ...(id === null ? {} : { id }),
      name: textOf(metadata.name) ?? 'Untitled',
      mimeType,
      bytes,
      app: caller.app,
    },
    caller.email,
  );
  applyProperties(file, caller, metadata);
  file.description = textOf(metadata.description);
  return file;
}

/** What is wrong with a new file before its bytes are there. @returns its folder. @throws DriveError */
export function checkNewFile(
  state: DriveState,
  caller: Caller,
  metadata: FileMetadata,
  allDrives: boolean,
): DriveFile {
  const parents = metadata.parents === undefined ? ['root'] : metadata.parents;
  if (!Array.isArray(parents) || parents.length === 0) throw invalid('Invalid value for parents');
  if (parents.length > 1) {
    throw new DriveError(
      403,
      'teamDrivesParentLimit',
      'A shared drive item must have exactly one parent.',
    );
  }
  const { file: parent, role } = state.find(String(parents[0]), caller, allDrives);
  if (parent.mimeType !== FOLDER_TYPE) {
    throw new DriveError(403, 'parentNotAFolder', 'The specified parent is not a folder.');
  }
  if (!isAtLeast(role, 'writer')) throw notPermitted();
  const id = textOf(metadata.id);
  if (id !== null) {
    checkId(state, id);
    const mimeType = textOf(metadata.mimeType) ?? '';
    if (mimeType.startsWith(GOOGLE_TYPES) && mimeType !== FOLDER_TYPE) {
      throw invalid('Generated IDs are not supported for Docs Editors formats.');
    }
  }
  checkProperties(metadata);
  return parent;
}

/** `PATCH` of what is not the content. @throws DriveError */
export function changeFile(
  state: DriveState,
  caller: Caller,
  file: DriveFile,
  metadata: FileMetadata,
  moves: { readonly to: DriveFile | null; readonly from: string | null },
): void {
  const role = state.roleOf(file, caller);
  if (role === null || !isAtLeast(role, 'writer')) throw notPermitted();
  if (metadata.trashed !== undefined && !mayTrash(file, role)) throw notPermitted();
  checkProperties(metadata);
  if (moves.to !== null) {
    if (moves.from !== file.parentId) {
      throw new DriveError(
        403,
        'teamDrivesParentLimit',
        'A shared drive item must have exactly one parent.',
      );
    }
    file.parentId = moves.to.id;
  }
  file.name = textOf(metadata.name) ?? file.name;
  file.description = textOf(metadata.description) ?? file.description;
  if (typeof metadata.trashed === 'boolean') file.trashed = metadata.trashed;
  if (Array.isArray(metadata.contentRestrictions)) {
    file.contentRestrictions = metadata.contentRestrictions.filter(
      (one): one is object => typeof one === 'object' && one !== null,
    );
  }
  applyProperties(file, caller, metadata);
  file.version += 1;
  file.changedAt = state.clock.now();
}

/** A new revision of the content. @throws DriveError */
export function replaceContent(state: DriveState, file: DriveFile, bytes: Buffer): void {
  if (file.contentRestrictions.some((one) => Reflect.get(one, 'readOnly') === true)) {
    throw new DriveError(
      403,
      'fileContentRestricted',
      'The content of this file is restricted and cannot be changed.',
    );
  }
  file.bytes = bytes;
  file.revision += 1;
  file.version += 1;
  file.changedAt = state.clock.now();
}

function checkId(state: DriveState, id: string): void {
  if (state.files.has(id)) {
    throw new DriveError(409, 'fileIdInUse', 'A file already exists with the provided ID.');
  }
  if (!state.issuedIds.has(id)) throw invalid('The provided file ID is not usable.');
}

function checkRoom(
  state: DriveState,
  caller: Caller,
  parent: DriveFile,
  bytes: Buffer | null,
): void {
  if (parent.driveId !== null) {
    if (state.itemsOf(parent.driveId) >= state.maxSharedDriveItems) {
      throw new DriveError(
        403,
        'teamDriveFileLimitExceeded',
        'The file limit for this shared drive has been exceeded.',
      );
    }
    return;
  }
  // Whoever makes a file owns it, whoever's folder it is in. Folders take no room.
  if (bytes === null) return;
  if (caller.isServiceAccount) {
    throw new DriveError(
      403,
      'storageQuotaExceeded',
      'Service Accounts do not have storage quota. Leverage shared drives (https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use OAuth delegation (http://support.google.com/a/answer/7281227) instead.',
    );
  }
  const quotaBytes = state.quotaBytes.get(caller.email) ?? DEFAULT_QUOTA_BYTES;
  if (state.usedBytes(caller.email) + bytes.length > quotaBytes) {
    throw new DriveError(
      403,
      'storageQuotaExceeded',
      "The user's Drive storage quota has been exceeded.",
    );
  }
}

function checkProperties(metadata: FileMetadata): void {
  for (const name of ['properties', 'appProperties'] as const) {
    const entries = Object.entries(recordOf(metadata[name]));
    if (entries.length > MAX_PROPERTIES) {
      throw new DriveError(403, 'limitExceeded', `A file may have at most 30 ${name}.`);
    }
    for (const [key, value] of entries) {
      if (value === null) continue;
      if (typeof value !== 'string') throw invalid(`Invalid value for ${name}`);
      if (Buffer.byteLength(key) + Buffer.byteLength(value) > MAX_PROPERTY_BYTES) {
        throw new DriveError(
          403,
          'limitExceeded',
          'A property and its value may not exceed 124 bytes in UTF-8 encoding.',
        );
      }
    }
  }
}

/** Adds and replaces; null takes an entry out. */
function applyProperties(file: DriveFile, caller: Caller, metadata: FileMetadata): void {
  file.properties = merged(file.properties, recordOf(metadata.properties));
  const own = merged(file.appProperties.get(caller.app) ?? {}, recordOf(metadata.appProperties));
  if (Object.keys(own).length > 0) file.appProperties.set(caller.app, own);
  else file.appProperties.delete(caller.app);
}

function merged(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
