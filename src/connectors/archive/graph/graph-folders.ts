import { z } from 'zod';

import type { CallOptions } from '../destination.js';
import { DestinationError } from '../destination.js';
import { createKnownFolders } from '../rest/known-folders.js';
import { parsed } from './graph-api.js';
import type { GraphApi } from './graph-api.js';
import { findChild, itemPath } from './graph-items.js';
import type { ItemPlace } from './graph-items.js';
import { noted } from '../../../domain/said.js';

/** Folders of one drive, by their ids. */
export interface GraphFolders {
  /** Makes what is missing. */
  ensure(folder: readonly string[], options: CallOptions): Promise<string>;
  /** Null where there is none. */
  find(folder: readonly string[], options: CallOptions): Promise<string | null>;
  /** An id turned out to be of no use any more. */
  forget(): void;
}

const folderWire = z.object({ id: z.string() });
const OPERATION = 'POST /drives/{id}/items/{id}/children';

export function createGraphFolders(api: GraphApi, place: ItemPlace): GraphFolders {
  const known = createKnownFolders('root');

  async function look(
    parentId: string,
    name: string,
    options: CallOptions,
  ): Promise<string | null> {
    const item = await findChild(api, { ...place, keyColumn: null }, parentId, name, options);
    if (item === null || item.isFolder) return item?.stored.ref.id ?? null;
    throw new DestinationError(
      noted`At Microsoft a file lies where a folder is needed. Move it away, or change folder in the archive file.`,
      { fault: 'refused', operation: OPERATION },
    );
  }

  /** A name is there once: who comes second finds the first one's folder. */
  async function make(parentId: string, name: string, options: CallOptions): Promise<string> {
    const existing = await look(parentId, name, options);
    if (existing !== null) return existing;
    const answer = await api.call({
      operation: OPERATION,
      method: 'POST',
      path: `${itemPath(place.driveId, parentId)}/children`,
      json: { name, folder: {}, '@microsoft.graph.conflictBehavior': 'fail' },
      accepts: [409],
      signal: options.signal,
    });
    if (answer.status !== 409) return parsed(folderWire, answer, OPERATION).id;
    const made = await look(parentId, name, options);
    if (made !== null) return made;
    throw api.refuse(answer, OPERATION);
  }

  return {
    ensure: (folder, options) =>
      known.ensure(folder, (parentId, name) => make(parentId, name, options)),
    find: (folder, options) =>
      known.find(folder, (parentId, name) => look(parentId, name, options)),
    forget: () => {
      known.forget();
    },
  };
}
