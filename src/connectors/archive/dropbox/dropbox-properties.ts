import { z } from 'zod';

import type { CallOptions, FileToPut } from '../destination.js';
import { DestinationError } from '../destination.js';
import { asciiJson, parsed } from './dropbox-api.js';
import type { DropboxApi } from './dropbox-api.js';
import { errorOf, tagsOf } from './dropbox-refusals.js';

export const ARCHIVE_KEY = 'archiveKey';

/** Properties of files, which the app alone sees; whether there are any depends on the app's permissions. */
export interface DropboxProperties {
  /** The template's id; null where the app may not use properties. */
  templateId(options: CallOptions): Promise<string | null>;
  groups(templateId: string, metadata: FileToPut['metadata']): object[];
  /** Writes them to a file that is there, over what it has. */
  write(path: string, metadata: FileToPut['metadata'], options: CallOptions): Promise<void>;
}

const TEMPLATE = {
  name: 'dealdraft',
  description: 'Which contract a file is. Written by dealdraft.',
  fields: [
    {
      name: ARCHIVE_KEY,
      description: 'The same for every copy of one version of one contract',
      type: { '.tag': 'string' },
    },
    { name: 'details', description: 'What is known of it, as JSON', type: { '.tag': 'string' } },
  ],
};
/** In the header of an upload, where everything that is not ASCII takes six times its room. */
const MAX_VALUE_CHARACTERS = 1_000;
const MAX_HEADER_CHARACTERS = 2_000;

const idsWire = z.object({ template_ids: z.array(z.string()) });
const templateWire = z.object({
  name: z.string(),
  fields: z.array(z.object({ name: z.string() })),
});
const addedWire = z.object({ template_id: z.string() });

export function createDropboxProperties(api: DropboxApi): DropboxProperties {
  let found: Promise<string | null> | null = null;

  async function find(options: CallOptions): Promise<string | null> {
    try {
      return (await existing(options)) ?? (await add(options));
    } catch (error) {
      // Without the permission files are kept without properties; the sidecar has it all.
      if (error instanceof DestinationError && error.fault === 'permission') return null;
      found = null;
      throw error;
    }
  }

  async function existing(options: CallOptions): Promise<string | null> {
    const list = 'file_properties/templates/list_for_user';
    const get = 'file_properties/templates/get_for_user';
    const { template_ids: ids } = parsed(idsWire, await api.rpc(list, null, options), list);
    for (const id of ids) {
      const template = parsed(templateWire, await api.rpc(get, { template_id: id }, options), get);
      const names = new Set(template.fields.map((field) => field.name));
      const fits = TEMPLATE.fields.every((field) => names.has(field.name));
      if (template.name === TEMPLATE.name && fits) return id;
    }
    return null;
  }

  async function add(options: CallOptions): Promise<string> {
    const name = 'file_properties/templates/add_for_user';
    return parsed(addedWire, await api.rpc(name, TEMPLATE, options), name).template_id;
  }

  const properties: DropboxProperties = {
    templateId: (options) => (found ??= find(options)),

    groups(templateId, metadata) {
      const { [ARCHIVE_KEY]: archiveKey = '', ...details } = metadata;
      const fields = [{ name: ARCHIVE_KEY, value: archiveKey }];
      const text = JSON.stringify(details);
      // Cut JSON would be of no use to anybody.
      if (text.length <= MAX_VALUE_CHARACTERS && asciiJson(text).length <= MAX_HEADER_CHARACTERS) {
        fields.push({ name: 'details', value: text });
      }
      return [{ template_id: templateId, fields }];
    },

    async write(path, metadata, options) {
      const id = await properties.templateId(options);
      if (id === null) return;
      const argument = { path, property_groups: properties.groups(id, metadata) };
      const add = 'file_properties/properties/add';
      const answer = await api.rpc(add, argument, { ...options, accepts409: true });
      if (answer.status !== 409) return;
      if (!tagsOf(errorOf(answer)).includes('property_group_already_exists')) {
        // A template that is gone is made again the next time.
        found = null;
        throw api.refuse(answer, add);
      }
      await api.rpc('file_properties/properties/overwrite', argument, options);
    },
  };
  return properties;
}
