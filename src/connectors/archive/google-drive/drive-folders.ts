import { DestinationError } from '../destination.js';
import type { CallOptions } from '../destination.js';
import { createKnownFolders } from '../rest/known-folders.js';
import { FOLDER_TYPE, getFile, listFiles, newFileId } from './drive-files.js';
import type { DriveFile } from './drive-files.js';
import type { DriveApi } from './drive-api.js';
import { quoted } from './drive-metadata.js';
import { noted } from '../../../domain/said.js';

/** Folders below the root, by their ids: Drive has no paths, and names may be there twice. */
export interface DriveFolders {
  /** The root as it is, looked up once. @throws DestinationError where it is not there */
  root(options: CallOptions): Promise<DriveFile>;
  /**
   * Makes what is missing, with ids that `plan` keeps beforehand: a creation that is repeated makes no twin.
   * @returns the id of the innermost one
   */
  ensure(folder: readonly string[], plan: FolderPlan, options: CallOptions): Promise<string>;
  /** Every folder of this path; twins are several. */
  findAll(folder: readonly string[], options: CallOptions): Promise<string[]>;
  /** An id turned out to be of no use any more. */
  forget(): void;
}

export interface FolderPlan {
  /** The id that was kept for this path, if any. */
  planned(path: string): string | undefined;
  keep(path: string, id: string): Promise<void>;
}

export function createDriveFolders(api: DriveApi, rootId: string): DriveFolders {
  const known = createKnownFolders(rootId);
  let root: DriveFile | null = null;

  async function readRoot(options: CallOptions): Promise<DriveFile> {
    root ??= await getFile(api, rootId, options);
    if (root !== null && root.trashed !== true) return root;
    root = null;
    throw new DestinationError(
      noted`The folder is not there, or the service account may not see it. Check folderId, and share the folder or its shared drive with the account.`,
      { fault: 'missing', operation: 'GET /files/{id}' },
    );
  }

  async function list(
    parents: readonly string[],
    name: string,
    options: CallOptions,
  ): Promise<DriveFile[]> {
    if (parents.length === 0) return [];
    const { driveId = null } = await readRoot(options);
    const within = parents.map((id) => `'${quoted(id)}' in parents`).join(' or ');
    const query = `(${within}) and name='${quoted(name)}' and mimeType='${FOLDER_TYPE}' and trashed=false`;
    return listFiles(api, driveId, query, options);
  }

  async function make(
    parentId: string,
    name: string,
    path: string,
    plan: FolderPlan,
    options: CallOptions,
  ): Promise<string> {
    const planned = plan.planned(path);
    if (planned === undefined) {
      const [oldest] = await list([parentId], name, options);
      if (oldest !== undefined) return oldest.id;
    }
    const id = planned ?? (await newFileId(api, options));
    if (planned === undefined) await plan.keep(path, id);
    // 409: an earlier try of this has made it.
    await api.call({
      operation: 'POST /files',
      method: 'POST',
      path: '/files',
      query: { fields: 'id' },
      json: { id, name, mimeType: FOLDER_TYPE, parents: [parentId] },
      accepts: [409],
      signal: options.signal,
    });
    return id;
  }

  return {
    root: readRoot,

    async ensure(folder, plan, options) {
      await readRoot(options);
      return known.ensure(folder, (parentId, name, path) =>
        make(parentId, name, path, plan, options),
      );
    },

    async findAll(folder, options) {
      await readRoot(options);
      let parents = [rootId];
      for (const name of folder) {
        parents = (await list(parents, name, options)).map(({ id }) => id);
      }
      return parents;
    },

    forget() {
      known.forget();
      root = null;
    },
  };
}
