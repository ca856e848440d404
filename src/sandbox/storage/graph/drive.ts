import { randomUUID } from 'node:crypto';

import type { StorageClock } from '../storage-clock.js';
import { quickXorHash } from './quick-xor-hash.js';
import { graphError } from './refusals.js';
import type { ConflictBehavior, UploadSession } from './upload-session.js';

export interface DriveItem {
  readonly id: string;
  readonly name: string;
  /** Null for the root alone. */
  readonly parentId: string | null;
  /** Null for a folder. */
  readonly bytes: Buffer | null;
  readonly contentType: string;
  readonly quickXorHash: string | null;
  /** Counts changes of the item, of its columns among them. */
  readonly version: number;
  /** Counts changes of the bytes alone. */
  readonly contentVersion: number;
  readonly changedAt: Date;
  readonly columns: Readonly<Record<string, unknown>>;
  /** Nobody sees it but the app that brought it. */
  readonly isCheckedOut?: boolean;
}

export interface LibraryColumn {
  readonly name: string;
  readonly displayName: string;
  readonly required: boolean;
}

/** What may be changed while the emulator runs. */
export interface DriveSettings {
  /** What the app may do with the site (Sites.Selected), or with the user's drive. */
  role: 'write' | 'read' | null;
  /** How long after an upload no hash is shown. */
  hashDelayMs: number;
  /** What the library makes of the bytes it is given, as property promotion does. */
  rewrite: ((bytes: Buffer, name: string) => Buffer) | null;
  quotaBytes: number;
  /** Where an upload session tells that the name is taken. */
  sessionConflictAt: 'create' | 'last';
  /** A session that has bytes and was not ended keeps others from its name. */
  sessionsHoldNames: boolean;
  columns: LibraryColumn[];
  /** "Require documents to be checked out": new files begin so, and stay it until they are checked in. */
  checksOut: boolean;
  /** The library validates columns: uploads fail, with no reason given. */
  validatesColumns: boolean;
  /** Files that somebody has open, by path. */
  locked: string[];
}

const MAX_PATH_CHARACTERS = 400;
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d|desktop\.ini|\.lock)$/iu;

/** One document library, or one user's OneDrive. Names are unique in a folder, whatever their case. */
export class GraphDrive {
  readonly settings: DriveSettings = {
    role: 'write',
    hashDelayMs: 0,
    rewrite: null,
    quotaBytes: Number.MAX_SAFE_INTEGER,
    sessionConflictAt: 'last',
    sessionsHoldNames: true,
    columns: [],
    checksOut: false,
    validatesColumns: false,
    locked: [],
  };
  readonly items = new Map<string, DriveItem>();
  readonly sessions = new Map<string, UploadSession>();
  readonly rootId = newItemId();
  readonly listId = randomUUID();

  constructor(
    readonly clock: StorageClock,
    readonly id: string,
    readonly name: string,
    readonly kind: 'documentLibrary' | 'business',
    /** Of the library itself. */
    readonly webUrl: string,
  ) {
    this.items.set(this.rootId, {
      id: this.rootId,
      name: 'root',
      parentId: null,
      bytes: null,
      contentType: '',
      quickXorHash: null,
      version: 1,
      contentVersion: 0,
      changedAt: clock.now(),
      columns: {},
    });
  }

  /** @throws StorageRefusal 404. */
  item(id: string): DriveItem {
    const found = this.items.get(id === 'root' ? this.rootId : id);
    if (found === undefined) throw itemNotFound();
    return found;
  }

  children(folderId: string): DriveItem[] {
    return [...this.items.values()].filter(({ parentId }) => parentId === folderId);
  }

  child(folderId: string, name: string): DriveItem | null {
    const wanted = name.toLowerCase();
    return this.children(folderId).find((item) => item.name.toLowerCase() === wanted) ?? null;
  }

  /** Follows names down from an item; null where one is missing. */
  walk(from: DriveItem, names: readonly string[]): DriveItem | null {
    let item: DriveItem | null = from;
    for (const name of names) item = item === null ? null : this.child(item.id, name);
    return item;
  }

  /** The folder of these names, made where it is missing. @throws StorageRefusal. */
  ensureFolder(from: DriveItem, names: readonly string[]): DriveItem {
    let folder = from;
    for (const name of names) {
      const existing = this.child(folder.id, name);
      if (existing !== null && existing.bytes !== null) throw graphError(409, 'nameAlreadyExists');
      folder = existing ?? this.addFolder(folder, name);
    }
    return folder;
  }

  addFolder(parent: DriveItem, name: string): DriveItem {
    this.checkName(parent, name);
    return this.#keep({
      id: newItemId(),
      name,
      parentId: parent.id,
      bytes: null,
      contentType: '',
      quickXorHash: null,
      version: 1,
      contentVersion: 0,
      changedAt: this.clock.now(),
      columns: {},
    });
  }

  /** @throws StorageRefusal for what the drive can't or won't hold. */
  write(
    parent: DriveItem,
    name: string,
    content: {
      readonly bytes: Buffer;
      readonly contentType: string;
      readonly behavior: ConflictBehavior;
    },
  ): { readonly item: DriveItem; readonly isNew: boolean } {
    this.checkName(parent, name);
    const existing = this.child(parent.id, name);
    if (existing !== null && existing.bytes === null) throw graphError(409, 'nameAlreadyExists');
    if (existing !== null && content.behavior === 'fail') throw nameAlreadyExists();
    if (existing !== null && content.behavior === 'rename') {
      return this.write(parent, this.#freeName(parent, name), content);
    }
    this.checkRoom(content.bytes.length);
    if (this.settings.validatesColumns) throw graphError(500, 'generalException');
    if (existing !== null)
      return { item: this.replaceBytes(existing, content.bytes), isNew: false };
    const bytes = this.#rewritten(content.bytes, name);
    const item = this.#keep({
      id: newItemId(),
      name,
      parentId: parent.id,
      bytes,
      contentType: content.contentType,
      quickXorHash: quickXorHash(bytes),
      version: 1,
      contentVersion: 1,
      changedAt: this.clock.now(),
      columns: {},
      isCheckedOut: this.settings.checksOut || this.#lacksColumns({}),
    });
    return { item, isNew: true };
  }

  /** @throws a refusal while a column is empty that has to be filled in. */
  checkIn(item: DriveItem): void {
    if (this.#lacksColumns(item.columns)) throw graphError(400, 'invalidRequest');
    this.#keep({ ...item, isCheckedOut: false, version: item.version + 1 });
  }

  #lacksColumns(filled: DriveItem['columns']): boolean {
    return this.settings.columns.some(({ name, required }) => required && filled[name] == null);
  }

  replaceBytes(item: DriveItem, bytes: Buffer): DriveItem {
    this.checkUnlocked(item);
    const stored = this.#rewritten(bytes, item.name);
    return this.#keep({
      ...item,
      bytes: stored,
      quickXorHash: quickXorHash(stored),
      version: item.version + 1,
      contentVersion: item.contentVersion + 1,
      changedAt: this.clock.now(),
    });
  }

  /** Damage: nothing but the bytes and their hash changes. */
  damage(item: DriveItem, bytes: Buffer): void {
    this.#keep({ ...item, bytes, quickXorHash: quickXorHash(bytes) });
  }

  change(
    item: DriveItem,
    changes: Partial<Pick<DriveItem, 'name' | 'parentId' | 'columns'>>,
  ): DriveItem {
    this.checkUnlocked(item);
    return this.#keep({ ...item, ...changes, version: item.version + 1 });
  }

  remove(item: DriveItem): void {
    this.checkUnlocked(item);
    for (const child of this.children(item.id)) this.remove(child);
    this.items.delete(item.id);
  }

  /** Names from below the root to the item itself. */
  namesOf(item: DriveItem): string[] {
    if (item.parentId === null) return [];
    return [...this.namesOf(this.item(item.parentId)), item.name];
  }

  files(): DriveItem[] {
    return [...this.items.values()].filter(({ bytes }) => bytes !== null);
  }

  isHashShown(item: DriveItem): boolean {
    const ageMs = this.clock.now().getTime() - item.changedAt.getTime();
    return ageMs >= this.settings.hashDelayMs;
  }

  checkUnlocked(item: DriveItem): void {
    const path = this.namesOf(item).join('/').toLowerCase();
    if (this.settings.locked.some((locked) => locked.toLowerCase() === path)) {
      throw graphError(423, 'notAllowed', { inner: 'resourceLocked' });
    }
  }

  checkRoom(moreBytes: number): void {
    const usedBytes = this.files().reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
    if (usedBytes + moreBytes > this.settings.quotaBytes) {
      throw graphError(507, 'quotaLimitReached');
    }
  }

  checkName(parent: DriveItem, name: string): void {
    const isWrong =
      /["*:<>?/\\|\p{Cc}]|^\s|\s$|\.$|^~\$|_vti_/iu.test(name) ||
      name === '' ||
      name.length > 255 ||
      DEVICES.test(name) ||
      (parent.parentId === null && name.toLowerCase() === 'forms');
    if (isWrong) {
      throw graphError(400, 'invalidRequest', {
        message: 'The provided name cannot contain or be any of the reserved ones.',
      });
    }
    const path = [this.name, ...this.namesOf(parent), name].join('/');
    if (path.length > MAX_PATH_CHARACTERS) {
      throw graphError(400, 'invalidRequest', { inner: 'pathIsTooLong' });
    }
  }

  #rewritten(bytes: Buffer, name: string): Buffer {
    return this.settings.rewrite?.(bytes, name) ?? bytes;
  }

  #freeName(parent: DriveItem, name: string): string {
    const dot = name.lastIndexOf('.');
    const cut = dot > 0 ? dot : name.length;
    for (let number = 1; ; number += 1) {
      const candidate = `${name.slice(0, cut)} ${number}${name.slice(cut)}`;
      if (this.child(parent.id, candidate) === null) return candidate;
    }
  }

  #keep(item: DriveItem): DriveItem {
    this.items.set(item.id, item);
    return item;
  }
}

export function itemNotFound() {
  return graphError(404, 'itemNotFound', { message: 'The resource could not be found.' });
}

export function nameAlreadyExists(
  message = 'An item with the same name already exists under the parent',
) {
  return graphError(409, 'nameAlreadyExists', { message });
}

function newItemId(): string {
  return `01${randomUUID().replaceAll('-', '').toUpperCase()}`;
}
