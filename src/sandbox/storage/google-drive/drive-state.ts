import { randomBytes } from 'node:crypto';

import { AccessTokens } from '../access-tokens.js';
import type { StorageClock } from '../storage-clock.js';
import type { StorageContents } from '../stored-object.js';
import { driveNotFound, fileNotFound, notPermitted } from './drive-error.js';
import { FOLDER_TYPE, isAtLeast } from './drive-file.js';
import type { Caller, DriveFile, Role } from './drive-file.js';

export interface SharedDrive {
  readonly id: string;
  readonly name: string;
  readonly members: Map<string, Role>;
}

export interface DriveStateOptions {
  /** How long a new file stays out of listings and searches; `get` by id sees it at once. 0 unless told. */
  readonly listingLagMs?: number;
  /** How long a new file states no checksum. 0 unless told. */
  readonly checksumLagMs?: number;
  /** What a session answers that has completed: the file, or that its id is in use. The file unless told. */
  readonly completedSession?: 'file' | 'id-in-use';
  /** Where a used id is refused when an upload is resumable. At its start unless told. */
  readonly refusesUsedIdAt?: 'start' | 'end';
  /** Items of one shared drive, the bin among them. 500,000 unless told. */
  readonly maxSharedDriveItems?: number;
}

export interface UploadSession {
  readonly id: string;
  readonly caller: Caller;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly contentType: string;
  readonly fields: string;
  readonly allDrives: boolean;
  /** Whose content it replaces; null for a new file. */
  readonly fileId: string | null;
  readonly announcedBytes: number | null;
  readonly startedAt: Date;
  pieces: Buffer[];
  storedBytes: number;
  completedId: string | null;
}

interface NewFile {
  readonly id?: string;
  readonly name: string;
  readonly mimeType?: string;
  readonly bytes?: Buffer | null;
  readonly app?: string | null;
}

/** Files, shared drives and who may do what with them. */
export class DriveState {
  readonly files = new Map<string, DriveFile>();
  readonly drives = new Map<string, SharedDrive>();
  readonly sessions = new Map<string, UploadSession>();
  readonly issuedIds = new Set<string>();
  readonly tokens: AccessTokens<Caller>;
  readonly completedSession: 'file' | 'id-in-use';
  readonly refusesUsedIdAt: 'start' | 'end';
  listingLagMs: number;
  checksumLagMs: number;
  maxSharedDriveItems: number;
  /** How many pieces from now are kept in part only. */
  shortPiecesToCome = 0;
  /** Bytes of a user's own quota; without an entry 15 GiB. */
  readonly quotaBytes = new Map<string, number>();
  /** Off as long as the API is not enabled in the project. */
  isEnabled = true;

  constructor(
    options: DriveStateOptions,
    readonly clock: StorageClock,
  ) {
    this.tokens = new AccessTokens(clock, 'ya29.');
    this.listingLagMs = options.listingLagMs ?? 0;
    this.checksumLagMs = options.checksumLagMs ?? 0;
    this.completedSession = options.completedSession ?? 'file';
    this.refusesUsedIdAt = options.refusesUsedIdAt ?? 'start';
    this.maxSharedDriveItems = options.maxSharedDriveItems ?? 500_000;
  }

  newId(): string {
    return `1${randomBytes(24).toString('base64url')}`;
  }

  addDrive(name: string, members: Readonly<Record<string, Role>>): SharedDrive {
    const id = `0A${randomBytes(12).toString('base64url')}PVA`;
    const drive = { id, name, members: new Map(Object.entries(members)) };
    this.drives.set(id, drive);
    // The folder on top has the drive's own id.
    this.#add({ id, name, mimeType: FOLDER_TYPE }, { parentId: null, driveId: id, owner: null });
    return drive;
  }

  /** The id of the top of somebody's My Drive. */
  addMyDrive(email: string): string {
    const id = `0A${randomBytes(12).toString('base64url')}MYD`;
    this.#add(
      { id, name: 'My Drive', mimeType: FOLDER_TYPE },
      { parentId: null, driveId: null, owner: email },
    );
    return id;
  }

  /** The top of this caller's My Drive; made on first use. */
  rootOf(email: string): string {
    for (const file of this.files.values()) {
      if (file.owner === email && file.parentId === null && file.driveId === null) return file.id;
    }
    return this.addMyDrive(email);
  }

  /** As a person would by hand, without a look at anybody's rights. */
  addFile(parentId: string, file: NewFile, owner?: string): DriveFile {
    const parent = this.files.get(parentId);
    if (parent === undefined) throw new Error(`there is no folder ${parentId}`);
    return this.#add(file, {
      parentId,
      driveId: parent.driveId,
      owner: parent.driveId === null ? (owner ?? parent.owner) : null,
    });
  }

  #add(
    { id = this.newId(), name, mimeType = FOLDER_TYPE, bytes = null, app = null }: NewFile,
    place: Pick<DriveFile, 'parentId' | 'driveId' | 'owner'>,
  ): DriveFile {
    const now = this.clock.now();
    const file: DriveFile = {
      id,
      name,
      mimeType,
      ...place,
      bytes,
      createdAt: now,
      changedAt: now,
      trashed: false,
      description: null,
      properties: {},
      appProperties: new Map(),
      contentRestrictions: [],
      revision: 1,
      version: 1,
      app,
      sharedWith: new Map(),
    };
    this.files.set(id, file);
    return file;
  }

  /** What the caller may do with the file: by the shared drive, as its owner, or by what was shared from above. */
  roleOf(file: DriveFile, { email, app, scopes }: Caller): Role | null {
    const seesAll = scopes.some((scope) => /\/auth\/drive(?:\.readonly)?$/u.test(scope));
    if (!seesAll && file.app !== app) return null;
    if (file.driveId !== null) return this.drives.get(file.driveId)?.members.get(email) ?? null;
    if (file.owner === email) return 'owner';
    let strongest: Role | null = null;
    for (let at: DriveFile | undefined = file; at !== undefined; at = this.#parentOf(at)) {
      const role = at.sharedWith.get(email);
      if (role !== undefined && !isAtLeast(strongest, role)) strongest = role;
    }
    return strongest;
  }

  /**
   * @param allDrives what `supportsAllDrives` says: without it what is in a shared drive is not there
   * @throws DriveError
   */
  find(id: string, caller: Caller, allDrives: boolean): { file: DriveFile; role: Role } {
    const file = this.files.get(id === 'root' ? this.rootOf(caller.email) : id);
    const role = file === undefined ? null : this.roleOf(file, caller);
    if (file === undefined || role === null || (file.driveId !== null && !allDrives)) {
      throw fileNotFound(id);
    }
    return { file, role };
  }

  /** @throws DriveError */
  findFor(id: string, caller: Caller, allDrives: boolean, needed: Role): DriveFile {
    const { file, role } = this.find(id, caller, allDrives);
    if (!isAtLeast(role, needed)) throw notPermitted();
    return file;
  }

  /** @throws DriveError */
  drive(id: string, { email }: Caller): { drive: SharedDrive; role: Role } {
    const drive = this.drives.get(id);
    const role = drive?.members.get(email);
    if (drive === undefined || role === undefined) throw driveNotFound(id);
    return { drive, role };
  }

  isListed(file: DriveFile): boolean {
    return file.createdAt.getTime() + this.listingLagMs <= this.clock.now().getTime();
  }

  statesChecksums(file: DriveFile): boolean {
    return file.createdAt.getTime() + this.checksumLagMs <= this.clock.now().getTime();
  }

  usedBytes(email: string): number {
    let sum = 0;
    for (const file of this.files.values()) {
      if (file.owner === email) sum += file.bytes?.length ?? 0;
    }
    return sum;
  }

  itemsOf(driveId: string): number {
    return [...this.files.values()].filter((file) => file.driveId === driveId).length;
  }

  pathOf(file: DriveFile): string {
    const parent = this.#parentOf(file);
    return parent === undefined ? file.name : `${this.pathOf(parent)}/${file.name}`;
  }

  /** Paths begin with the name of the shared drive, or with `My Drive`. */
  get contents(): StorageContents {
    return {
      list: () =>
        [...this.files.values()].flatMap((file) =>
          file.bytes === null || file.trashed
            ? []
            : [
                {
                  id: file.id,
                  path: this.pathOf(file),
                  bytes: file.bytes,
                  contentType: file.mimeType,
                  metadata: Object.fromEntries(
                    [file.properties, ...file.appProperties.values()].flatMap(Object.entries),
                  ),
                  versionId: `${file.id}-${file.revision}`,
                },
              ],
        ),
      alter: (path, bytes) => {
        for (const file of this.#filesAt(path)) file.bytes = bytes;
      },
      remove: (path) => {
        for (const file of this.#filesAt(path)) this.files.delete(file.id);
      },
    };
  }

  #filesAt(path: string): DriveFile[] {
    const found = [...this.files.values()].filter(
      (file) => file.bytes !== null && !file.trashed && this.pathOf(file) === path,
    );
    if (found.length === 0) throw new Error(`nothing is stored at ${path}`);
    return found;
  }

  #parentOf({ parentId }: DriveFile): DriveFile | undefined {
    return parentId === null ? undefined : this.files.get(parentId);
  }
}
