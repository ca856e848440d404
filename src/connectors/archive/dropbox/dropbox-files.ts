import { z } from 'zod';

import type { CallOptions, StoredFile } from '../destination.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { parsed } from './dropbox-api.js';
import type { DropboxApi } from './dropbox-api.js';
import { ARCHIVE_KEY } from './dropbox-properties.js';
import { errorOf, tagsOf } from './dropbox-refusals.js';

const fieldWire = z.object({ name: z.string(), value: z.string() });

const entryWire = z.object({
  '.tag': z.string().optional(),
  id: z.string(),
  name: z.string(),
  path_lower: z.string().optional(),
  path_display: z.string().optional(),
  rev: z.string().optional(),
  size: z.number().optional(),
  content_hash: z.string().optional(),
  property_groups: z
    .array(z.object({ template_id: z.string(), fields: z.array(fieldWire) }))
    .optional(),
});

/**
 * What lies at a path or id; null where nothing does.
 * @param templateId of the properties that are wanted with it; null for none
 */
export async function findEntry(
  api: DropboxApi,
  path: string,
  templateId: string | null,
  { signal }: CallOptions,
): Promise<StoredFile | null> {
  const name = 'files/get_metadata';
  const argument = {
    path,
    ...(templateId === null
      ? {}
      : { include_property_groups: { '.tag': 'filter_some', filter_some: [templateId] } }),
  };
  const answer = await api.rpc(name, argument, { signal, accepts409: true });
  if (answer.status === 409) {
    if (tagsOf(errorOf(answer)).includes('not_found')) return null;
    throw api.refuse(answer, name);
  }
  return toStoredFile(answer, name);
}

/** @throws DestinationError where the answer is no entry. */
export function toStoredFile(answer: RestAnswer, name: string): StoredFile {
  const entry = parsed(entryWire, answer, name);
  const fields = (entry.property_groups ?? []).flatMap((group) => group.fields);
  return {
    ref: {
      id: entry.id,
      path: (entry.path_display ?? entry.path_lower ?? `/${entry.name}`).slice(1),
      url: null,
    },
    // A folder of that name has none.
    sizeBytes: entry.size ?? 0,
    digest:
      entry.content_hash === undefined ? null : { name: 'dropbox', value: entry.content_hash },
    versionId: entry.rev ?? null,
    archiveKey: fields.find((field) => field.name === ARCHIVE_KEY)?.value ?? null,
  };
}

/** Whether it is a folder, which has neither bytes nor a revision. */
export function isFolder(stored: StoredFile): boolean {
  return stored.digest === null && stored.versionId === null;
}
