import { createHash } from 'node:crypto';

export const FOLDER_TYPE = 'application/vnd.google-apps.folder';
export const GOOGLE_TYPES = 'application/vnd.google-apps.';

/** From the weakest to the strongest. */
export const ROLES = [
  'reader',
  'commenter',
  'writer',
  'fileOrganizer',
  'organizer',
  'owner',
] as const;

export type Role = (typeof ROLES)[number];

export interface DriveFile {
  readonly id: string;
  name: string;
  mimeType: string;
  /** Null for what is on top. */
  parentId: string | null;
  /** Of the shared drive that it is in; null in somebody's My Drive. */
  readonly driveId: string | null;
  /** Of whose quota it takes; null in a shared drive. */
  readonly owner: string | null;
  /** Null for folders, and for what was converted to a format of Google's. */
  bytes: Buffer | null;
  readonly createdAt: Date;
  changedAt: Date;
  trashed: boolean;
  description: string | null;
  properties: Readonly<Record<string, string>>;
  /** By the app that wrote them, the only one to see them. */
  readonly appProperties: Map<string, Readonly<Record<string, string>>>;
  contentRestrictions: readonly object[];
  revision: number;
  version: number;
  /** The app that made it. */
  readonly app: string | null;
  readonly sharedWith: Map<string, Role>;
}

/** Who calls: as whom, through which app, and with which scopes. */
export interface Caller {
  readonly email: string;
  readonly app: string;
  readonly scopes: readonly string[];
  /** A service account itself: it owns no storage. */
  readonly isServiceAccount: boolean;
}

export function isAtLeast(role: Role | null, needed: Role): boolean {
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** The resource with everything that it has; what of it is answered is chosen by `fields`. */
export function toResource(
  file: DriveFile,
  caller: Caller,
  role: Role,
  statesChecksums: boolean,
): Record<string, unknown> {
  const { bytes } = file;
  const isShared = file.driveId !== null;
  const appProperties = file.appProperties.get(caller.app);
  return {
    kind: 'drive#file',
    id: file.id,
    name: file.name,
    mimeType: file.mimeType,
    description: file.description ?? undefined,
    starred: false,
    trashed: file.trashed,
    explicitlyTrashed: file.trashed,
    parents: file.parentId === null ? undefined : [file.parentId],
    properties: Object.keys(file.properties).length === 0 ? undefined : file.properties,
    appProperties,
    spaces: ['drive'],
    version: String(file.version),
    webViewLink:
      file.mimeType === FOLDER_TYPE
        ? `https://drive.google.com/drive/folders/${file.id}`
        : `https://drive.google.com/file/d/${file.id}/view?usp=drivesdk`,
    createdTime: file.createdAt.toISOString(),
    modifiedTime: file.changedAt.toISOString(),
    driveId: file.driveId ?? undefined,
    teamDriveId: file.driveId ?? undefined,
    shared: isShared || file.sharedWith.size > 0,
    ownedByMe: isShared ? undefined : file.owner === caller.email,
    owners: isShared
      ? undefined
      : [{ kind: 'drive#user', emailAddress: file.owner, me: file.owner === caller.email }],
    contentRestrictions:
      file.contentRestrictions.length === 0 ? undefined : file.contentRestrictions,
    capabilities: capabilitiesOf(file, role),
    ...(bytes === null ? {} : contentOf(file, bytes, statesChecksums)),
  };
}

function contentOf(
  file: DriveFile,
  bytes: Buffer,
  statesChecksums: boolean,
): Record<string, unknown> {
  const digest = (name: string) => createHash(name).update(bytes).digest('hex');
  return {
    // A number, as a text.
    size: String(bytes.length),
    originalFilename: file.name,
    headRevisionId: `${file.id}-${file.revision}`,
    webContentLink: `https://drive.google.com/uc?id=${file.id}&export=download`,
    ...(statesChecksums
      ? {
          md5Checksum: digest('md5'),
          sha1Checksum: digest('sha1'),
          sha256Checksum: digest('sha256'),
        }
      : {}),
  };
}

function capabilitiesOf(file: DriveFile, role: Role): Record<string, boolean> {
  const isFolder = file.mimeType === FOLDER_TYPE;
  const isShared = file.driveId !== null;
  return {
    canAddChildren: isFolder && isAtLeast(role, 'writer'),
    canListChildren: isFolder,
    canEdit: isAtLeast(role, 'writer'),
    canRename: isAtLeast(role, 'writer'),
    canDownload: !isFolder,
    canModifyContentRestriction: !isFolder && isAtLeast(role, 'writer'),
    canTrash: mayTrash(file, role),
    canDelete: isAtLeast(role, isShared ? 'organizer' : 'owner'),
    canMoveItemWithinDrive: isAtLeast(role, isShared ? 'fileOrganizer' : 'writer'),
  };
}

/** In a shared drive a contributor may write but not throw away. */
export function mayTrash(file: DriveFile, role: Role): boolean {
  return isAtLeast(role, file.driveId === null ? 'owner' : 'fileOrganizer');
}
