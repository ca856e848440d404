import { createHash } from 'node:crypto';

import type { StorageClock } from '../storage-clock.js';
import { toMini } from './mini-item.js';
import { boxError } from './refusals.js';
import type { UploadSession } from './upload-session.js';

export interface BoxFile {
  readonly type: 'file';
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
  readonly bytes: Buffer;
  readonly sha1: string;
  /** Counts changes of the item, its name among them. */
  readonly etag: number;
  readonly versionId: string;
  readonly contentCreatedAt: string | null;
  /** Keyed by `scope/template`. */
  readonly metadata: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly sharedAccess: string | null;
  readonly isTrashed: boolean;
}

export interface BoxFolder {
  readonly type: 'folder';
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly etag: number;
}

/** What may be changed while the emulator runs. */
export interface BoxSettings {
  /** Whether the service account is a collaborator of the admin's folder, and as what. */
  role: 'editor' | 'viewer' | null;
  /** What the parent is told of the item that has the name already. */
  conflicts: 'object' | 'array';
  /** Forbidden letters in names. */
  names: 'clean' | 'refuse';
  /** Two creates of a folder at once both pass, as they may under load. */
  twinFolders: boolean;
  quotaBytes: number;
  maxFileBytes: number;
  minSessionBytes: number;
  partBytes: number;
  /** So many of the next uploads meet a name that is still being processed. */
  reservedNames: number;
  /** So many of the next uploads are answered 503, and land when `landLateWrites` is called. */
  lateWrites: number;
  /** So many of the next commits are answered 202. */
  pendingCommits: number;
  /** Enterprise templates that an admin has made, by key. */
  templates: string[];
}

const SERVICE_ROOT = '0';
/** An admin's folder, to which the service account has to be invited. */
export const SHARED_FOLDER = '160000001';

/** One enterprise as its service account sees it. */
export class BoxEnterprise {
  readonly settings: BoxSettings = {
    role: 'editor',
    conflicts: 'object',
    names: 'clean',
    twinFolders: false,
    quotaBytes: Number.MAX_SAFE_INTEGER,
    maxFileBytes: 5 * 1024 * 1024 * 1024,
    minSessionBytes: 20_000_000,
    partBytes: 8 * 1024 * 1024,
    reservedNames: 0,
    lateWrites: 0,
    pendingCommits: 0,
    templates: [],
  };
  readonly files = new Map<string, BoxFile>();
  readonly folders = new Map<string, BoxFolder>();
  readonly sessions = new Map<string, UploadSession>();
  #lastId = 517_700_000;
  #late: (() => void)[] = [];

  constructor(readonly clock: StorageClock) {
    this.folders.set(SERVICE_ROOT, {
      type: 'folder',
      id: SERVICE_ROOT,
      name: 'All Files',
      parentId: null,
      etag: 0,
    });
    this.folders.set(SHARED_FOLDER, {
      type: 'folder',
      id: SHARED_FOLDER,
      name: 'Contracts',
      parentId: null,
      etag: 0,
    });
  }

  newId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  /** @throws StorageRefusal 404 for what is not there, and just so for what is not shared. */
  folder(id: string): BoxFolder {
    const folder = this.folders.get(id);
    if (folder === undefined || !this.isVisible(id)) throw boxError(404, 'not_found');
    return folder;
  }

  /** @throws StorageRefusal 404, also for what is in the bin or not shared. */
  file(id: string): BoxFile {
    const file = this.files.get(id);
    if (file === undefined || !this.isVisible(file.parentId)) throw boxError(404, 'not_found');
    if (file.isTrashed) throw boxError(404, 'trashed');
    return file;
  }

  isVisible(folderId: string): boolean {
    const top = this.pathOf(folderId)[0]?.id;
    return top === SERVICE_ROOT || (top === SHARED_FOLDER && this.settings.role !== null);
  }

  /** From the top down to the folder itself. */
  pathOf(folderId: string): BoxFolder[] {
    const folder = this.folders.get(folderId);
    if (folder === undefined) return [];
    return folder.parentId === null ? [folder] : [...this.pathOf(folder.parentId), folder];
  }

  /** @throws StorageRefusal for who may look only. */
  checkMayWrite(folderId: string): void {
    if (this.pathOf(folderId)[0]?.id === SHARED_FOLDER && this.settings.role === 'viewer') {
      throw boxError(403, 'access_denied_insufficient_permissions');
    }
  }

  children(folderId: string): (BoxFile | BoxFolder)[] {
    return [
      ...[...this.folders.values()].filter(({ parentId }) => parentId === folderId),
      ...[...this.files.values()].filter(
        ({ parentId, isTrashed }) => parentId === folderId && !isTrashed,
      ),
    ];
  }

  /** Names are unique in a folder, whatever their case, over files and folders. */
  findByName(folderId: string, name: string): BoxFile | BoxFolder | null {
    const wanted = name.toLowerCase();
    return this.children(folderId).find((item) => item.name.toLowerCase() === wanted) ?? null;
  }

  /**
   * The name that the item would get.
   * @throws StorageRefusal where it can't be one.
   */
  nameFor(name: string): string {
    if (name.length > 255) throw boxError(400, 'item_name_too_long');
    if (this.settings.names === 'refuse') {
      if (/[\p{Cc}/\\<>:|?*]|^ | $|^\.{1,2}$/u.test(name) || name === '') {
        throw boxError(400, 'item_name_invalid');
      }
      return name;
    }
    const cleaned = name.replaceAll(/[\p{Cc}/\\]/gu, '');
    if (cleaned === '' || cleaned === '.' || cleaned === '..')
      throw boxError(400, 'item_name_invalid');
    return cleaned;
  }

  /** @throws StorageRefusal where the name is taken, or the file has no room. */
  checkRoom(folderId: string, name: string, sizeBytes: number): void {
    this.folder(folderId);
    this.checkMayWrite(folderId);
    const existing = this.findByName(folderId, this.nameFor(name));
    if (existing !== null) throw this.nameInUse(existing);
    if (sizeBytes > this.settings.maxFileBytes) throw boxError(403, 'file_size_limit_exceeded');
    const usedBytes = [...this.files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (usedBytes + sizeBytes > this.settings.quotaBytes) {
      throw boxError(403, 'storage_limit_exceeded');
    }
  }

  nameInUse(existing: BoxFile | BoxFolder): Error {
    const shown = toMini(existing);
    const isList = existing.type === 'folder' || this.settings.conflicts === 'array';
    return boxError(409, 'item_name_in_use', { context: { conflicts: isList ? [shown] : shown } });
  }

  addFile(file: {
    readonly folderId: string;
    readonly name: string;
    readonly bytes: Buffer;
    readonly contentCreatedAt: string | null;
  }): BoxFile {
    const added: BoxFile = {
      type: 'file',
      id: this.newId(),
      name: this.nameFor(file.name),
      parentId: file.folderId,
      bytes: file.bytes,
      sha1: sha1Of(file.bytes),
      etag: 0,
      versionId: this.newId(),
      contentCreatedAt: file.contentCreatedAt,
      metadata: new Map(),
      sharedAccess: null,
      isTrashed: false,
    };
    this.files.set(added.id, added);
    return added;
  }

  changeFile(file: BoxFile, changes: Partial<BoxFile>): BoxFile {
    const next = { ...file, etag: file.etag + 1, ...changes };
    this.files.set(file.id, next);
    return next;
  }

  addFolder(parentId: string, name: string): BoxFolder {
    const folder: BoxFolder = { type: 'folder', id: this.newId(), name, parentId, etag: 0 };
    this.folders.set(folder.id, folder);
    return folder;
  }

  /** Keeps a write back until it is told to land. */
  keepBack(write: () => void): void {
    this.#late.push(write);
  }

  /** What was answered 503 is carried out after all; what would meet its own name by now is not. */
  landLateWrites(): void {
    const late = this.#late;
    this.#late = [];
    for (const write of late) write();
  }
}

export function sha1Of(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('hex');
}
