import type { FinishedCall } from '../../../domain/activity.js';
import { z } from 'zod';

import type { Clock } from '../../../domain/clock.js';
import type { GoogleDriveConfig } from '../../../domain/destination-config.js';
import { createOutbound } from '../../http/outbound.js';
import { DestinationError } from '../destination.js';
import type {
  CallOptions,
  Destination,
  FileToPut,
  PutOptions,
  PutOutcome,
  StoredFile,
} from '../destination.js';
import { judgeExisting } from '../judge-existing.js';
import { leavesOpen } from '../rest/no-answer-error.js';
import { unlessGone } from '../rest/unless-gone.js';
import { createDriveApi } from './drive-api.js';
import { byAge, FOLDER_TYPE, getFile, listFiles, newFileId, toStored } from './drive-files.js';
import type { DriveFile } from './drive-files.js';
import { createDriveFolders } from './drive-folders.js';
import { inspectDrive } from './drive-inspect.js';
import { keyQuery, quoted, toPublicProperties } from './drive-metadata.js';
import { continueSession, startSession, UPLOAD_SIZES, uploadAtOnce } from './drive-upload.js';
import type { UploadEnd, UploadSizes } from './drive-upload.js';
import { noted } from '../../../domain/said.js';

const resumeJson = z.object({
  fileId: z.string().optional(),
  sessionUrl: z.string().optional(),
  /** Ids of folders that are to be made, by path. */
  folders: z.record(z.string(), z.string()).default({}),
});
type Resume = z.infer<typeof resumeJson>;

/**
 * Google Drive, by ids. Names are no keys there, so a file gets an id beforehand, which makes it once whatever is lost; who else has the
 * name is looked for before and after, and of two that came at once the older one stays.
 */
export function createGoogleDrive(
  config: GoogleDriveConfig,
  {
    clock,
    sizes = UPLOAD_SIZES,
    onCall,
  }: {
    readonly clock: Clock;
    readonly sizes?: UploadSizes;
    /** Told of every exchange. */
    readonly onCall?: ((call: FinishedCall) => void) | undefined;
  },
): Destination {
  const outbound = createOutbound({ onCall });
  const api = createDriveApi(config, { outbound, clock });
  const folders = createDriveFolders(api, config.folderId);

  const pathOf = (folder: readonly string[], name: string) => [...folder, name].join('/');

  async function judge(file: FileToPut, existing: StoredFile, signal: AbortSignal) {
    return judgeExisting(file, existing, ({ ref }) => api.download(ref.id, signal));
  }

  async function named(
    parents: readonly string[],
    name: string,
    options: CallOptions,
  ): Promise<DriveFile[]> {
    if (parents.length === 0) return [];
    const { driveId = null } = await folders.root(options);
    const within = parents.map((id) => `'${quoted(id)}' in parents`).join(' or ');
    const query = `(${within}) and name='${quoted(name)}' and mimeType!='${FOLDER_TYPE}' and trashed=false`;
    return listFiles(api, driveId, query, options);
  }

  async function putInto(file: FileToPut, options: PutOptions): Promise<PutOutcome> {
    const memory = createMemory(options);
    const { signal } = options;
    const earlier = await earlierTry(memory, options);
    if (earlier !== null) return settle(file, earlier, options);
    const folderId = await folders.ensure(
      file.folder,
      {
        planned: (path) => memory.state.folders[path],
        keep: (path, id) => memory.keep({ folders: { ...memory.state.folders, [path]: id } }),
      },
      options,
    );
    const parents = new Set([folderId, ...(await folders.findAll(file.folder, options))]);
    const [taken] = await named([...parents], file.name, options);
    if (taken !== undefined) {
      return judge(file, toStored(taken, pathOf(file.folder, file.name)), signal);
    }
    const fileId = memory.state.fileId ?? (await newFileId(api, options));
    if (memory.state.fileId === undefined) await memory.keep({ fileId });
    const end = await bring(file, { fileId, folderId }, memory, options);
    const stored = await getFile(api, fileId, options);
    if (stored === null || stored.trashed === true) {
      throw new DestinationError(
        noted`The upload came to nothing at Google Drive. It is begun again.`,
        {
          fault: 'unavailable',
          operation: `upload ${end}`,
        },
      );
    }
    return settle(file, stored, options);
  }

  /** What a try before this one has left; an id that is in the bin is of no use any more. */
  async function earlierTry(memory: Memory, options: PutOptions): Promise<DriveFile | null> {
    const { fileId } = memory.state;
    if (fileId === undefined) return null;
    const found = await getFile(api, fileId, options);
    if (found?.trashed !== true) return found;
    await memory.keep({ fileId: undefined, sessionUrl: undefined });
    return null;
  }

  async function bring(
    file: FileToPut,
    { fileId, folderId }: { readonly fileId: string; readonly folderId: string },
    memory: Memory,
    options: PutOptions,
  ): Promise<UploadEnd> {
    const planned = { file, fileId, folderId };
    try {
      if (file.sizeBytes <= sizes.singleMaxBytes) return await uploadAtOnce(api, planned, options);
      if (memory.state.sessionUrl === undefined) {
        const sessionUrl = await startSession(api, planned, config.endpoints.api, options);
        if (sessionUrl === null) return 'in-use';
        await memory.keep({ sessionUrl });
      }
      const url = memory.state.sessionUrl ?? '';
      const end = await continueSession(api, file, url, sizes, options);
      if (end === 'lost') await memory.keep({ sessionUrl: undefined });
      return end;
    } catch (error) {
      if (!leavesOpen(error)) throw error;
      const landed = await getFile(api, fileId, options).catch(() => null);
      if (landed === null) throw error;
      return 'done';
    }
  }

  /** Who else has the name by now? Of twins the older one stays, and ours is taken away. */
  async function settle(file: FileToPut, own: DriveFile, options: PutOptions): Promise<PutOutcome> {
    const path = pathOf(file.folder, file.name);
    const ours = await judge(file, toStored(own, path), options.signal);
    if (ours.kind === 'taken') {
      throw new DestinationError(
        noted`Google Drive holds other bytes than were sent. They are sent again.`,
        {
          fault: 'unavailable',
          operation: 'compare',
        },
      );
    }
    const parents = new Set([
      ...(own.parents ?? []),
      ...(await folders.findAll(file.folder, options)),
    ]);
    const twins = await named([...parents], file.name, options);
    const [older] = twins
      .filter(({ id }) => id !== own.id)
      .filter((other) => byAge(other, own) < 0);
    if (older === undefined) return { ...ours, kind: 'created' };
    const isAway = await remove(own.id, options).then(
      () => true,
      () => false,
    );
    // Two of a name are better than a file that is lost.
    return isAway
      ? judge(file, toStored(older, path), options.signal)
      : { ...ours, kind: 'created' };
  }

  async function remove(id: string, { signal }: CallOptions): Promise<void> {
    await unlessGone(
      api.call({
        operation: 'PATCH /files/{id}',
        method: 'PATCH',
        path: `/files/${encodeURIComponent(id)}`,
        query: { fields: 'id' },
        json: { trashed: true },
        signal,
      }),
    );
  }

  async function placed(file: DriveFile, options: CallOptions): Promise<StoredFile> {
    const names = [file.name];
    let parentId = file.parents?.[0];
    while (parentId !== undefined && parentId !== config.folderId) {
      const parent: DriveFile | null = await getFile(api, parentId, options);
      if (parent === null || names.length > 50) break;
      names.unshift(parent.name);
      parentId = parent.parents?.[0];
    }
    return toStored(file, names.join('/'));
  }

  return {
    name: config.name,

    async put(file, options) {
      try {
        return await putInto(file, options);
      } catch (error) {
        if (!(error instanceof DestinationError) || error.fault !== 'gone') throw error;
        // A folder that was known is there no more: all are looked up anew.
        folders.forget();
        throw new DestinationError(
          noted`A folder of the archive went away at Google Drive. It is made again.`,
          {
            fault: 'busy',
            operation: 'put',
          },
        );
      }
    },

    async stat(ref, options) {
      const found = await getFile(api, ref.id, options);
      if (found === null) {
        // A drive that may not be seen any more looks the same.
        folders.forget();
        await folders.root(options);
        return null;
      }
      return found.trashed === true ? null : placed(found, options);
    },

    async *read(ref, options) {
      const found = await getFile(api, ref.id, options);
      if (found === null || found.trashed === true) {
        throw new DestinationError(noted`The file is not in Google Drive any more.`, {
          fault: 'gone',
          operation: 'GET /files/{id}',
        });
      }
      yield* api.download(ref.id, options.signal);
    },

    async findByName(folder, name, options) {
      const [oldest] = await named(await folders.findAll(folder, options), name, options);
      return oldest === undefined ? null : toStored(oldest, pathOf(folder, name));
    },

    async findByKey(archiveKey, options) {
      const { driveId = null } = await folders.root(options);
      const found = await listFiles(api, driveId, keyQuery(archiveKey), options);
      return Promise.all(found.map((file) => placed(file, options)));
    },

    async describe(ref, metadata, { signal }) {
      await api.call({
        operation: 'PATCH /files/{id}',
        method: 'PATCH',
        path: `/files/${encodeURIComponent(ref.id)}`,
        query: { fields: 'id' },
        json: { properties: toPublicProperties(metadata) },
        signal,
      });
    },

    remove: (ref, options) => remove(ref.id, options),
    inspect: (options) => inspectDrive(config, api, folders, options),
    close: () => outbound.close(),
  };
}

interface Memory {
  readonly state: Resume;
  keep(changes: { readonly [Key in keyof Resume]?: Resume[Key] | undefined }): Promise<void>;
}

/** What this try knows, kept before it is needed. */
function createMemory({ resume, save }: PutOptions): Memory {
  let state = readResume(resume);
  return {
    get state() {
      return state;
    },
    async keep(changes) {
      state = resumeJson.parse({ ...state, ...changes });
      await save(JSON.stringify(state));
    },
  };
}

function readResume(resume: string | null): Resume {
  if (resume === null) return { folders: {} };
  const parsed = resumeJson.safeParse(JSON.parse(resume));
  return parsed.success ? parsed.data : { folders: {} };
}
