import { randomBytes } from 'node:crypto';

import type { StorageClock } from '../storage-clock.js';
import { contentHash } from './content-hash.js';
import type { Tagged } from './refusals.js';

export interface PropertyGroup {
  readonly template_id: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

export interface FileEntry {
  readonly kind: 'file';
  readonly id: string;
  readonly name: string;
  readonly pathDisplay: string;
  readonly bytes: Buffer;
  readonly rev: string;
  readonly contentHash: string;
  readonly clientModified: string;
  readonly serverModified: string;
  readonly propertyGroups: readonly PropertyGroup[];
}

interface FolderEntry {
  readonly kind: 'folder';
  readonly id: string;
  readonly name: string;
  readonly pathDisplay: string;
}

export type Entry = FileEntry | FolderEntry;

/** What a commit says beside the bytes. */
export interface Commit {
  readonly path: string;
  readonly mode: Tagged;
  readonly autorename: boolean;
  readonly strictConflict: boolean;
  readonly clientModified: string | null;
}

type WriteResult =
  | { readonly kind: 'written' | 'unchanged'; readonly file: FileEntry }
  | { readonly kind: 'refused'; readonly reason: Tagged };

const MAX_NAME_CODE_POINTS = 255;
/** Names that desktop clients keep for themselves. */
const OWN_NAMES: ReadonlySet<string> = new Set([
  '.dropbox',
  '.dropbox.attr',
  '.dropbox.cache',
  'desktop.ini',
  'thumbs.db',
]);

/** Files and folders of one namespace. Paths ignore case and keep it. */
export class NamespaceTree {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly clock: StorageClock,
    private readonly isFull: (moreBytes: number) => boolean,
  ) {}

  files(): FileEntry[] {
    return this.entries().filter((entry) => entry.kind === 'file');
  }

  entries(): Entry[] {
    return [...this.#entries.values()];
  }

  /** By `/path`, `id:…` or `rev:…`. */
  find(path: string): Entry | null {
    if (path.startsWith('id:')) return this.entries().find(({ id }) => id === path) ?? null;
    if (path.startsWith('rev:')) {
      return this.files().find(({ rev }) => `rev:${rev}` === path) ?? null;
    }
    return this.#entries.get(toKey(path)) ?? null;
  }

  children(folder: string): Entry[] {
    const prefix = `${toKey(folder)}/`;
    return [...this.#entries]
      .filter(([key]) => key.startsWith(prefix) && !key.slice(prefix.length).includes('/'))
      .map(([, entry]) => entry);
  }

  write(commit: Commit, bytes: Buffer): WriteResult {
    const malformed = pathFault(commit.path);
    if (malformed !== null) return refused(malformed);
    const ancestor = this.#ancestorFault(commit.path);
    if (ancestor !== null) return refused(ancestor);
    const existing = this.find(commit.path);
    const hash = contentHash(bytes);
    if (existing !== null) {
      const clash = clashOf(existing, commit, hash);
      if (clash === 'same' && existing.kind === 'file')
        return { kind: 'unchanged', file: existing };
      if (clash === 'conflict') {
        if (!commit.autorename) return refused(conflict(existing.kind));
        return this.write({ ...commit, path: this.#freeName(commit.path) }, bytes);
      }
    }
    if (this.isFull(bytes.length)) return refused({ '.tag': 'insufficient_space' });
    return { kind: 'written', file: this.#store(commit, bytes, hash, existing) };
  }

  /** Null when it was made; else why not. */
  createFolder(path: string, autorename: boolean): Entry | Tagged {
    const fault = pathFault(path) ?? this.#ancestorFault(path);
    if (fault !== null) return fault;
    const existing = this.find(path);
    if (existing !== null) {
      return autorename ? this.#makeFolder(this.#freeName(path)) : conflict(existing.kind);
    }
    return this.#makeFolder(path);
  }

  remove(path: string): Entry | null {
    const entry = this.find(path);
    if (entry === null) return null;
    const key = toKey(entry.pathDisplay);
    for (const other of [...this.#entries.keys()])
      if (other === key || other.startsWith(`${key}/`)) this.#entries.delete(other);
    return entry;
  }

  replace(file: FileEntry, changes: Partial<FileEntry>): FileEntry {
    const next = { ...file, ...changes };
    this.#entries.set(toKey(file.pathDisplay), next);
    return next;
  }

  #store(commit: Commit, bytes: Buffer, hash: string, existing: Entry | null): FileEntry {
    const pathDisplay = this.#displayed(commit.path);
    const now = this.clock
      .now()
      .toISOString()
      .replace(/\.\d+Z$/u, 'Z');
    const file: FileEntry = {
      kind: 'file',
      id: existing?.id ?? newId(),
      name: pathDisplay.slice(pathDisplay.lastIndexOf('/') + 1),
      pathDisplay,
      bytes,
      rev: newRev(),
      contentHash: hash,
      clientModified: commit.clientModified ?? now,
      serverModified: now,
      propertyGroups: [],
    };
    this.#entries.set(toKey(pathDisplay), file);
    return file;
  }

  /** The path in the case that the folders above have, which are made where they are missing. */
  #displayed(path: string): string {
    const cut = path.lastIndexOf('/');
    const parent = path.slice(0, cut);
    if (parent === '') return path;
    const folder = this.find(parent) ?? this.#makeFolder(parent);
    return `${folder.pathDisplay}/${path.slice(cut + 1)}`;
  }

  #makeFolder(path: string): Entry {
    const pathDisplay = this.#displayed(path);
    const folder: FolderEntry = {
      kind: 'folder',
      id: newId(),
      name: pathDisplay.slice(pathDisplay.lastIndexOf('/') + 1),
      pathDisplay,
    };
    this.#entries.set(toKey(pathDisplay), folder);
    return folder;
  }

  #ancestorFault(path: string): Tagged | null {
    for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
      if (this.find(path.slice(0, cut))?.kind === 'file') {
        return { '.tag': 'conflict', conflict: { '.tag': 'file_ancestor' } };
      }
    }
    return null;
  }

  #freeName(path: string): string {
    const dot = path.lastIndexOf('.');
    const cut = dot > path.lastIndexOf('/') + 1 ? dot : path.length;
    for (let number = 1; ; number += 1) {
      const candidate = `${path.slice(0, cut)} (${number})${path.slice(cut)}`;
      if (this.find(candidate) === null) return candidate;
    }
  }
}

function clashOf(existing: Entry, commit: Commit, hash: string): 'none' | 'same' | 'conflict' {
  if (existing.kind === 'folder') return 'conflict';
  const isSame = existing.contentHash === hash;
  if (isSame && !commit.strictConflict) return 'same';
  switch (commit.mode['.tag']) {
    case 'overwrite':
      return 'none';
    case 'update':
      return commit.mode.update === existing.rev ? 'none' : 'conflict';
    default:
      return 'conflict';
  }
}

function conflict(kind: Entry['kind']): Tagged {
  return { '.tag': 'conflict', conflict: { '.tag': kind } };
}

function refused(reason: Tagged): WriteResult {
  return { kind: 'refused', reason };
}

function pathFault(path: string): Tagged | null {
  const names = path.split('/').slice(1);
  if (names.some((name) => name === '' || name.includes('\\') || isControlled(name))) {
    return { '.tag': 'malformed_path', malformed_path: null };
  }
  if (names.some((name) => Array.from(name).length > MAX_NAME_CODE_POINTS)) {
    return { '.tag': 'malformed_path', malformed_path: null };
  }
  if (names.some((name) => OWN_NAMES.has(name.toLowerCase()))) return { '.tag': 'disallowed_name' };
  return null;
}

function isControlled(name: string): boolean {
  return /\p{Cc}/u.test(name) || name === '.' || name === '..';
}

function toKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function newId(): string {
  return `id:${randomBytes(16).toString('base64url')}`;
}

function newRev(): string {
  return `015${randomBytes(12).toString('hex')}`;
}
