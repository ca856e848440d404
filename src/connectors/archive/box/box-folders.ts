import { z } from 'zod';

import type { CallOptions } from '../destination.js';
import { DestinationError } from '../destination.js';
import { parsed } from './box-api.js';
import type { BoxApi } from './box-api.js';
import { conflictOf, findItem, rootMissing } from './box-items.js';

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
  /** By path. One creation for all who ask at once: Box would make twins. */
  const known = new Map<string, Promise<string>>();

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
      'At Box a file lies where a folder is needed. Move it away, or change folder in the archive file.',
      { fault: 'refused', operation },
    );
  }

  return {
    async ensure(folder, options) {
      let parentId = rootId;
      for (const [depth, name] of folder.entries()) {
        const path = folder.slice(0, depth + 1).join('/');
        const making = known.get(path) ?? create(parentId, name, options);
        known.set(path, making);
        try {
          parentId = await making;
        } catch (error) {
          known.delete(path);
          const isAtRoot = parentId === rootId;
          if (isAtRoot && error instanceof DestinationError && error.fault === 'gone') {
            throw rootMissing(error);
          }
          throw error;
        }
      }
      return parentId;
    },

    async find(folder, options) {
      let parentId = rootId;
      for (const [depth, name] of folder.entries()) {
        const path = folder.slice(0, depth + 1).join('/');
        const cached = await known.get(path)?.catch(() => undefined);
        const item =
          cached === undefined
            ? await findItem(api, parentId, name, 0, options)
            : ({ type: 'folder', id: cached } as const);
        if (item?.type !== 'folder') return null;
        known.set(path, Promise.resolve(item.id));
        parentId = item.id;
      }
      return parentId;
    },

    forget() {
      known.clear();
    },
  };
}
