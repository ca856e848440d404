import { z } from 'zod';

import type { CallOptions } from '../destination.js';
import { parsed } from './graph-api.js';
import type { GraphApi } from './graph-api.js';
import { itemPath } from './graph-items.js';

export const ARCHIVE_KEY = 'archiveKey';

export interface LibraryColumns {
  /** Internal names of columns by the entries of the metadata that fit them: `contractId` goes to "Contract Id". */
  readonly byEntry: ReadonlyMap<string, string>;
  /** Names on screens of columns that people have to fill in before a file counts as checked in. */
  readonly required: readonly string[];
}

const MAX_TEXT_CHARACTERS = 255;

const columnWire = z.object({
  name: z.string(),
  displayName: z.string().optional(),
  required: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  hidden: z.boolean().optional(),
  text: z.unknown().optional(),
});

const columnsWire = z.object({ value: z.array(columnWire) });

/** Columns of the library behind a drive. */
export async function readColumns(
  api: GraphApi,
  driveId: string,
  { signal }: CallOptions,
): Promise<LibraryColumns> {
  const operation = 'GET /drives/{id}/list/columns';
  const answer = await api.call({
    operation,
    method: 'GET',
    path: `/drives/${encodeURIComponent(driveId)}/list/columns?$top=500`,
    signal,
  });
  const own = parsed(columnsWire, answer, operation).value.filter(
    // The name of the file is a column, too, and filled in by the upload.
    ({ name, readOnly, hidden }) => name !== 'FileLeafRef' && readOnly !== true && hidden !== true,
  );
  const byEntry = new Map<string, string>();
  for (const { name, displayName, text } of own) {
    if (text === undefined) continue;
    // By what people read, then by what Graph calls it.
    for (const shown of [name, displayName ?? name]) byEntry.set(folded(shown), name);
  }
  return {
    byEntry,
    required: own
      .filter(({ required }) => required === true)
      .map(({ name, displayName }) => displayName ?? name),
  };
}

export function columnFor({ byEntry }: LibraryColumns, entry: string): string | null {
  return byEntry.get(folded(entry)) ?? null;
}

/** Writes what has a column; what has none stays in the sidecar. */
export async function writeColumns(
  api: GraphApi,
  driveId: string,
  itemId: string,
  columns: LibraryColumns,
  metadata: Readonly<Record<string, string>>,
  { signal }: CallOptions,
): Promise<void> {
  const values = Object.entries(metadata).flatMap(([entry, value]) => {
    const column = columnFor(columns, entry);
    return column === null ? [] : [[column, value.slice(0, MAX_TEXT_CHARACTERS)] as const];
  });
  if (values.length === 0) return;
  await api.call({
    operation: 'PATCH /drives/{id}/items/{id}/listItem/fields',
    method: 'PATCH',
    path: `${itemPath(driveId, itemId)}/listItem/fields`,
    json: Object.fromEntries(values),
    signal,
  });
}

/** `Contract_x0020_Id`, "Contract Id" and `contractId` are one. */
function folded(name: string): string {
  return name
    .replace(/_x[0-9a-f]{4}_/giu, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
