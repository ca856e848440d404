import { z } from 'zod';

import type { CallOptions } from '../destination.js';
import { DestinationError } from '../destination.js';
import { createKnownFolders } from '../rest/known-folders.js';
import { parsed } from './box-api.js';
import type { BoxApi } from './box-api.js';
import { conflictOf, findItem, rootMissing } from './box-items.js';
import { noted } from '../../../domain/said.js';

/** Folders below the root, by their ids: Box has no paths. */
export interface BoxFolders {
  /** Makes what is missing. */
  ensure(folder: readonly string[], options: CallOptions): Promise<string>;
  /** Null where there is none. */
  find(folder: readonly string[], options: CallOptions): Promise<string | null>;
  /** An id turned out to be of no use any more. */
  forget(): void;
}

const folderWire = z.object({ id: z.string() });

export function createBoxFolders(api: BoxApi, rootId: string): BoxFolders {
  /** Box would make twins. */
  const known = createKnownFolders(rootId);

  async function create(parentId: string, name: string, { signal }: CallOptions): Promise<string> {
    const operation = 'POST /folders';
    const answer = await api.call({
      operation,
      method: 'POST',
      path: '/folders',
      json: { name, parent: { id: parentId } },
      accepts: [409],
      signal,
    });
    if (answer.status !== 409) return parsed(folderWire, answer, operation).id;
    const item = await conflictOf(api, answer, operation, parentId, name, { signal });
    if (item.type === 'folder') return item.id;
    throw new DestinationError(
      noted`At Box a file lies where a folder is needed. Move it away, or change folder in the archive file.`,
      { fault: 'refused', operation },
    );
  }

  return {
    ensure: (folder, options) =>
      known.ensure(folder, async (parentId, name) => {
        try {
          return await create(parentId, name, options);
        } catch (error) {
          const isGone = error instanceof DestinationError && error.fault === 'gone';
          throw isGone && parentId === rootId ? rootMissing(error) : error;
        }
      }),

    find: (folder, options) =>
      known.find(folder, async (parentId, name) => {
        const item = await findItem(api, parentId, name, 0, options);
        return item?.type === 'folder' ? item.id : null;
      }),

    forget: () => {
      known.forget();
    },
  };
}
