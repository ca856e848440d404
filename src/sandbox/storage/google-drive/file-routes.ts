import type { StorageAnswer, StorageCall, StorageRoute } from '../storage-route.js';
import { DriveError, invalid, notPermitted } from './drive-error.js';
import { FOLDER_TYPE, toResource } from './drive-file.js';
import type { Caller, DriveFile } from './drive-file.js';
import type { DriveState } from './drive-state.js';
import { selectFields } from './fields.js';
import { changeFile, createFile, parseMetadata } from './file-changes.js';
import { parseSearch } from './search-query.js';

export type CallerOf = (call: StorageCall) => Caller;

const MAX_PAGE = 1_000;
const DEFAULT_FILE_FIELDS = 'kind,id,name,mimeType';
const DEFAULT_LIST_FIELDS = `kind,incompleteSearch,nextPageToken,files(${DEFAULT_FILE_FIELDS})`;

/** Names that a selection may have, whether or not this file has them. */
const FIELD_NAMES: ReadonlySet<string> = new Set([
  ...'kind id name mimeType description starred trashed explicitlyTrashed trashedTime parents properties appProperties'.split(
    ' ',
  ),
  ...'spaces version webContentLink webViewLink iconLink hasThumbnail thumbnailLink viewedByMe createdTime modifiedTime'.split(
    ' ',
  ),
  ...'sharedWithMeTime owners teamDriveId driveId lastModifyingUser shared ownedByMe capabilities permissions permissionIds'.split(
    ' ',
  ),
  ...'originalFilename fullFileExtension fileExtension md5Checksum sha1Checksum sha256Checksum size quotaBytesUsed'.split(
    ' ',
  ),
  ...'headRevisionId contentHints isAppAuthorized exportLinks shortcutDetails contentRestrictions readOnly reason'.split(
    ' ',
  ),
  ...'linkShareMetadata labelInfo files nextPageToken incompleteSearch emailAddress me displayName'.split(
    ' ',
  ),
  ...'canAddChildren canListChildren canEdit canRename canDownload canModifyContentRestriction canTrash canDelete'.split(
    ' ',
  ),
  'canMoveItemWithinDrive',
  ...'user storageQuota limit usage usageInDrive usageInDriveTrash permissionId hidden restrictions'.split(
    ' ',
  ),
]);

export function fileRoutes(state: DriveState, callerOf: CallerOf): StorageRoute[] {
  return [
    {
      method: 'GET',
      path: '/drive/v3/files/generateIds',
      handle: (call) => {
        callerOf(call);
        return generateIds(call, state);
      },
    },
    {
      method: 'GET',
      path: '/drive/v3/files',
      handle: (call) => listFiles(call, state, callerOf(call)),
    },
    {
      method: 'POST',
      path: '/drive/v3/files',
      handle: (call) => {
        const caller = callerOf(call);
        const metadata = parseMetadata(call.body.toString('utf8'));
        const file = createFile(state, caller, metadata, null, allDrivesOf(call));
        return answerFile(state, caller, file, call.query.get('fields'));
      },
    },
    {
      method: 'GET',
      path: '/drive/v3/files/:id',
      handle: (call) => getFile(call, state, callerOf(call)),
    },
    {
      method: 'PATCH',
      path: '/drive/v3/files/:id',
      handle: (call) => patchFile(call, state, callerOf(call)),
    },
    {
      method: 'DELETE',
      path: '/drive/v3/files/:id',
      handle: (call) => {
        const caller = callerOf(call);
        const { file, role } = state.find(call.params.id ?? '', caller, allDrivesOf(call));
        if (role !== 'owner' && role !== 'organizer') throw notPermitted();
        removeTree(state, file);
        return { status: 204 };
      },
    },
    {
      method: 'GET',
      path: '/drive/v3/drives/:id',
      handle: (call) => {
        const { drive, role } = state.drive(call.params.id ?? '', callerOf(call));
        const root = state.files.get(drive.id);
        return {
          status: 200,
          body: selectFields(
            {
              kind: 'drive#drive',
              id: drive.id,
              name: drive.name,
              hidden: false,
              capabilities:
                root === undefined
                  ? {}
                  : toResource(root, callerOf(call), role, false).capabilities,
            },
            call.query.get('fields') ?? 'kind,id,name',
            FIELD_NAMES,
          ),
        };
      },
    },
    {
      method: 'GET',
      path: '/drive/v3/about',
      handle: (call) => about(call, state, callerOf(call)),
    },
  ];
}

/** The file as `fields` asks for it. */
export function answerFile(
  state: DriveState,
  caller: Caller,
  file: DriveFile,
  fields: string | null,
): StorageAnswer {
  return { status: 200, body: selected(state, caller, file, fields) };
}

export function allDrivesOf({ query }: Pick<StorageCall, 'query'>): boolean {
  return query.get('supportsAllDrives') === 'true' || query.get('supportsTeamDrives') === 'true';
}

function selected(
  state: DriveState,
  caller: Caller,
  file: DriveFile,
  fields: string | null,
): Record<string, unknown> {
  return selectFields(resourceOf(state, caller, file), fields ?? DEFAULT_FILE_FIELDS, FIELD_NAMES);
}

function resourceOf(state: DriveState, caller: Caller, file: DriveFile): Record<string, unknown> {
  const role = state.roleOf(file, caller) ?? 'reader';
  return toResource(file, caller, role, state.statesChecksums(file));
}

function generateIds({ query }: StorageCall, state: DriveState): StorageAnswer {
  const count = Number(query.get('count') ?? 10);
  if (!Number.isInteger(count) || count < 1 || count > 1_000) {
    throw invalid("Invalid value 'count'. Values must be within the range: [1, 1000]");
  }
  const ids = Array.from({ length: count }, () => state.newId());
  for (const id of ids) state.issuedIds.add(id);
  return { status: 200, body: { kind: 'drive#generatedIds', space: 'drive', ids } };
}

function listFiles({ query }: StorageCall, state: DriveState, caller: Caller): StorageAnswer {
  const corpora = query.get('corpora') ?? 'user';
  const driveId = query.get('driveId');
  const includesAll = query.get('includeItemsFromAllDrives') === 'true';
  const pageSize = Math.min(MAX_PAGE, Number(query.get('pageSize') ?? 100));
  if ((corpora === 'drive') !== (driveId !== null)) {
    throw invalid(
      'The driveId parameter must be specified if and only if corpora is set to drive.',
    );
  }
  if (includesAll && !allDrivesOf({ query })) {
    throw new DriveError(
      403,
      'teamDrivesNotSupported',
      'The includeItemsFromAllDrives parameter may only be used together with supportsAllDrives.',
    );
  }
  if (driveId !== null) {
    if (!includesAll) {
      throw new DriveError(
        403,
        'teamDrivesNotIncluded',
        'The includeItemsFromAllDrives parameter must be true when driveId is specified.',
      );
    }
    state.drive(driveId, caller);
  }
  const q = query.get('q');
  const test = q === null ? () => true : parseSearch(q);
  const found = [...state.files.values()]
    .filter(
      (file) =>
        file.parentId !== null &&
        state.isListed(file) &&
        (file.driveId === null || includesAll) &&
        (driveId === null || file.driveId === driveId) &&
        state.roleOf(file, caller) !== null &&
        test(file, caller),
    )
    .sort(orderOf(query.get('orderBy')));
  const from = Number(Buffer.from(query.get('pageToken') ?? '', 'base64url').toString() || 0);
  const page = found.slice(from, from + pageSize);
  const body = {
    kind: 'drive#fileList',
    incompleteSearch: false,
    ...(from + page.length < found.length
      ? { nextPageToken: Buffer.from(String(from + page.length)).toString('base64url') }
      : {}),
    files: page.map((file) => resourceOf(state, caller, file)),
  };
  return {
    status: 200,
    body: selectFields(body, query.get('fields') ?? DEFAULT_LIST_FIELDS, FIELD_NAMES),
  };
}

/** Newest first, unless it is asked for by time or name. */
function orderOf(orderBy: string | null): (one: DriveFile, other: DriveFile) => number {
  switch (orderBy) {
    case 'createdTime':
      return (one, other) => one.createdAt.getTime() - other.createdAt.getTime();
    case 'name':
      return (one, other) => (one.name < other.name ? -1 : 1);
    case null:
    case 'createdTime desc':
      return (one, other) => other.createdAt.getTime() - one.createdAt.getTime();
    default:
      throw invalid('Invalid value for orderBy');
  }
}

function getFile(call: StorageCall, state: DriveState, caller: Caller): StorageAnswer {
  const { file } = state.find(call.params.id ?? '', caller, allDrivesOf(call));
  if (call.query.get('alt') !== 'media') {
    return answerFile(state, caller, file, call.query.get('fields'));
  }
  const { bytes } = file;
  if (bytes === null) {
    throw new DriveError(
      403,
      'fileNotDownloadable',
      'Only files with binary content can be directly downloaded. Use Export with Docs Editors files.',
    );
  }
  const range = /^bytes=(\d+)-(\d*)$/u.exec(call.headers.range ?? '');
  if (range === null) {
    return { status: 200, headers: { 'content-type': file.mimeType }, body: bytes };
  }
  const from = Number(range[1]);
  const to = range[2] === '' ? bytes.length : Math.min(bytes.length, Number(range[2]) + 1);
  if (from >= bytes.length) {
    return { status: 416, headers: { 'content-range': `bytes */${bytes.length}` } };
  }
  return {
    status: 206,
    headers: {
      'content-type': file.mimeType,
      'content-range': `bytes ${from}-${to - 1}/${bytes.length}`,
    },
    body: bytes.subarray(from, to),
  };
}

function patchFile(call: StorageCall, state: DriveState, caller: Caller): StorageAnswer {
  const allDrives = allDrivesOf(call);
  const { file } = state.find(call.params.id ?? '', caller, allDrives);
  const to = call.query.get('addParents');
  changeFile(state, caller, file, parseMetadata(call.body.toString('utf8')), {
    to: to === null ? null : state.findFor(to, caller, allDrives, 'writer'),
    from: call.query.get('removeParents'),
  });
  return answerFile(state, caller, file, call.query.get('fields'));
}

function removeTree(state: DriveState, file: DriveFile): void {
  state.files.delete(file.id);
  if (file.mimeType !== FOLDER_TYPE) return;
  for (const child of [...state.files.values()]) {
    if (child.parentId === file.id) removeTree(state, child);
  }
}

function about({ query }: StorageCall, state: DriveState, caller: Caller): StorageAnswer {
  const fields = query.get('fields');
  if (fields === null) {
    throw invalid("The 'fields' parameter is required for this method.", 'required');
  }
  const limit = caller.isServiceAccount
    ? 0
    : (state.quotaBytes.get(caller.email) ?? 15 * 1024 ** 3);
  return {
    status: 200,
    body: selectFields(
      {
        kind: 'drive#about',
        user: {
          kind: 'drive#user',
          displayName: caller.email,
          emailAddress: caller.email,
          me: true,
        },
        storageQuota: { limit: String(limit), usage: String(state.usedBytes(caller.email)) },
      },
      fields,
      FIELD_NAMES,
    ),
  };
}
