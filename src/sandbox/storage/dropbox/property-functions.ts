import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import type { DropboxAccount, PropertyTemplate } from './account.js';
import {
  pathArgument,
  propertiesArgument,
  readBody,
  searchArgument,
  templateArgument,
} from './arguments.js';
import type { DropboxFunction } from './functions.js';
import { endpointError } from './refusals.js';
import type { Tagged } from './refusals.js';
import type { FileEntry, NamespaceTree, PropertyGroup } from './tree.js';
import type { StorageCall } from '../storage-route.js';

const MAX_VALUE_CHARACTERS = 1_024;

/** Property templates and what files carry of them. */
export function propertyFunctions(account: DropboxAccount): DropboxFunction[] {
  return [...templateFunctions(account), ...groupFunctions(account)];
}

function templateFunctions(account: DropboxAccount): DropboxFunction[] {
  return [
    {
      host: 'api',
      name: 'file_properties/templates/add_for_user',
      scope: 'files.metadata.write',
      run: (call) => {
        const template = readBody(templateArgument, 'file_properties/templates/add_for_user', call);
        if (template.fields.length > 32) throw endpointError({ '.tag': 'too_many_properties' });
        const id = `ptid:${randomBytes(12).toString('base64url')}`;
        account.templates.set(id, { id, ...template });
        return { template_id: id };
      },
    },
    {
      host: 'api',
      name: 'file_properties/templates/list_for_user',
      scope: 'files.metadata.read',
      run: () => ({ template_ids: [...account.templates.keys()] }),
    },
    {
      host: 'api',
      name: 'file_properties/templates/get_for_user',
      scope: 'files.metadata.read',
      run: (call) => {
        const { template_id: id } = readBody(
          z.object({ template_id: z.string() }),
          'file_properties/templates/get_for_user',
          call,
        );
        const template = account.templates.get(id);
        if (template === undefined) {
          throw endpointError({ '.tag': 'template_not_found', template_not_found: id });
        }
        return toTemplate(template);
      },
    },
  ];
}

function groupFunctions(account: DropboxAccount): DropboxFunction[] {
  const file = (call: StorageCall, operation: string, path: string) => {
    const place = account.locate(call, operation, path);
    const entry = place.tree.find(place.path);
    if (entry?.kind !== 'file') {
      throw endpointError({ '.tag': 'path', path: { '.tag': 'not_found' } });
    }
    return { tree: place.tree, entry };
  };
  const write = (call: StorageCall, operation: string, replaces: boolean): null => {
    const { path, property_groups: groups } = readBody(propertiesArgument, operation, call);
    const { tree, entry } = file(call, operation, path);
    checkGroups(account, groups);
    const given = new Set(groups.map(({ template_id: id }) => id));
    const kept = entry.propertyGroups.filter(({ template_id: id }) => !given.has(id));
    if (!replaces && kept.length < entry.propertyGroups.length) {
      throw endpointError({ '.tag': 'property_group_already_exists' });
    }
    tree.replace(entry, { propertyGroups: [...kept, ...groups] });
    return null;
  };
  return [
    {
      host: 'api',
      name: 'file_properties/properties/add',
      scope: 'files.metadata.write',
      run: (call) => write(call, 'file_properties/properties/add', false),
    },
    {
      host: 'api',
      name: 'file_properties/properties/overwrite',
      scope: 'files.metadata.write',
      run: (call) => write(call, 'file_properties/properties/overwrite', true),
    },
    {
      host: 'api',
      name: 'file_properties/properties/search',
      scope: 'files.metadata.read',
      run: (call) => {
        const { queries } = readBody(searchArgument, 'file_properties/properties/search', call);
        const { tree } = account.locate(call, 'file_properties/properties/search', '');
        return {
          matches: tree
            .files()
            .filter((entry) => queries.every((query) => fits(account, entry, query)))
            .map((entry) => ({
              id: entry.id,
              path: entry.pathDisplay,
              is_deleted: false,
              property_groups: entry.propertyGroups,
            })),
          cursor: null,
        };
      },
    },
    {
      host: 'api',
      name: 'file_properties/properties/remove',
      scope: 'files.metadata.write',
      run: (call) => {
        const operation = 'file_properties/properties/remove';
        const { path } = readBody(pathArgument, operation, call);
        const { tree, entry } = file(call, operation, path);
        tree.replace(entry, { propertyGroups: [] });
        return null;
      },
    },
  ];
}

function checkGroups(account: DropboxAccount, groups: readonly PropertyGroup[]): void {
  for (const { template_id: id, fields } of groups) {
    const template = account.templates.get(id);
    if (template === undefined) {
      throw endpointError({ '.tag': 'template_not_found', template_not_found: id });
    }
    for (const { name, value } of fields) {
      if (!template.fields.some((field) => field.name === name)) {
        throw endpointError({ '.tag': 'does_not_fit_template' });
      }
      if (value.length > MAX_VALUE_CHARACTERS) {
        throw endpointError({ '.tag': 'property_field_too_large' });
      }
    }
  }
}

function fits(
  account: DropboxAccount,
  file: FileEntry,
  { query, mode }: { readonly query: string; readonly mode: Tagged },
): boolean {
  return file.propertyGroups.some(
    ({ template_id: id, fields }) =>
      account.templates.has(id) &&
      fields.some(({ name, value }) => name === mode.field_name && value.includes(query)),
  );
}

/** The names and values of all groups of a file. */
export function metadataOf(file: FileEntry): Record<string, string> {
  return Object.fromEntries(
    file.propertyGroups.flatMap(({ fields }) => fields.map(({ name, value }) => [name, value])),
  );
}

/** Every file of the account, with the tree it lies in. */
export function everyFile(account: DropboxAccount): { tree: NamespaceTree; file: FileEntry }[] {
  return account.namespaces().flatMap((tree) => tree.files().map((file) => ({ tree, file })));
}

function toTemplate({ name, description, fields }: PropertyTemplate): object {
  return {
    name,
    description,
    fields: fields.map((field) => ({ ...field, type: { '.tag': 'string' } })),
  };
}
