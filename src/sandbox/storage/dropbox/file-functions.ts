import type { DropboxAccount } from './account.js';
import {
  createFolderArgument,
  listArgument,
  metadataArgument,
  pathArgument,
  readArgument,
  readBody,
} from './arguments.js';
import { RawAnswer } from './functions.js';
import type { DropboxFunction } from './functions.js';
import { badInput, endpointError } from './refusals.js';
import { toFields, toMetadata } from './representation.js';
import type { Entry, FileEntry, NamespaceTree } from './tree.js';
import type { StorageCall } from '../storage-route.js';

export function fileFunctions(account: DropboxAccount): DropboxFunction[] {
  const find = (call: StorageCall, operation: string, path: string, tag = 'path') => {
    const place = account.locate(call, operation, path);
    const entry = place.tree.find(place.path);
    if (entry === null) throw endpointError({ '.tag': tag, [tag]: { '.tag': 'not_found' } });
    return { entry, ...place };
  };

  return [
    {
      host: 'api',
      name: 'users/get_current_account',
      scope: 'account_info.read',
      run: () => ({
        account_id: 'dbid:AADsandbox',
        name: { display_name: 'Sandbox Member' },
        email: 'archive@example.com',
        email_verified: true,
        disabled: false,
        country: 'DE',
        locale: 'en',
        account_type: { '.tag': 'business' },
        root_info: account.rootInfo(),
      }),
    },
    {
      host: 'api',
      name: 'users/get_space_usage',
      scope: 'account_info.read',
      run: () => ({
        used: account.usedBytes(),
        allocation: { '.tag': 'individual', allocated: account.settings.quotaBytes },
      }),
    },
    {
      host: 'api',
      name: 'files/get_metadata',
      scope: 'files.metadata.read',
      run: (call) => {
        const operation = 'files/get_metadata';
        const { path, include_property_groups: filter } = readBody(
          metadataArgument,
          operation,
          call,
        );
        if (path === '')
          throw badInput(operation, 'request body: path: The root folder is unsupported.');
        return toMetadata(find(call, operation, path).entry, filter?.filter_some);
      },
    },
    {
      host: 'api',
      name: 'files/list_folder',
      scope: 'files.metadata.read',
      run: (call) => {
        const operation = 'files/list_folder';
        const { path, include_property_groups: filter } = readBody(listArgument, operation, call);
        const { tree } = account.locate(call, operation, path);
        const folder = path === '' ? '' : pathOfFolder(find(call, operation, path).entry);
        return {
          entries: tree.children(folder).map((entry) => toMetadata(entry, filter?.filter_some)),
          cursor: 'AAEnd',
          has_more: false,
        };
      },
    },
    {
      host: 'api',
      name: 'files/create_folder_v2',
      scope: 'files.content.write',
      run: (call) => {
        const operation = 'files/create_folder_v2';
        const { path, autorename } = readBody(createFolderArgument, operation, call);
        const place = account.locate(call, operation, path);
        const made = place.tree.createFolder(place.path, autorename);
        if ('.tag' in made) throw endpointError({ '.tag': 'path', path: made });
        return { metadata: toFields(made) };
      },
    },
    {
      host: 'api',
      name: 'files/delete_v2',
      scope: 'files.content.write',
      run: (call) => {
        const operation = 'files/delete_v2';
        const { path } = readBody(pathArgument, operation, call);
        const { tree, path: inside } = find(call, operation, path, 'path_lookup');
        const removed = tree.remove(inside);
        return { metadata: removed === null ? null : toMetadata(removed) };
      },
    },
    {
      host: 'api',
      name: 'files/list_revisions',
      scope: 'files.metadata.read',
      run: (call) => {
        const operation = 'files/list_revisions';
        const { path } = readBody(pathArgument, operation, call);
        const file = asFile(find(call, operation, path).entry);
        return { is_deleted: false, entries: [toFields(file)] };
      },
    },
    {
      host: 'content',
      name: 'files/download',
      scope: 'files.content.read',
      run: (call) => {
        const operation = 'files/download';
        const { path } = readArgument(pathArgument, operation, call);
        const file = asFile(find(call, operation, path).entry);
        return new RawAnswer({
          status: 200,
          headers: {
            'content-type': 'application/octet-stream',
            'dropbox-api-result': asciiJson(toFields(file)),
          },
          body: file.bytes,
        });
      },
    },
    ...linkFunctions(account, (call, operation, path) => find(call, operation, path)),
  ];
}

function linkFunctions(
  account: DropboxAccount,
  find: (
    call: StorageCall,
    operation: string,
    path: string,
  ) => { readonly entry: Entry; readonly tree: NamespaceTree },
): DropboxFunction[] {
  const toLink = (entry: Entry, url: string) => ({ '.tag': 'file', url, ...toFields(entry) });
  return [
    {
      host: 'api',
      name: 'sharing/create_shared_link_with_settings',
      scope: 'sharing.write',
      run: (call) => {
        const operation = 'sharing/create_shared_link_with_settings';
        const { entry } = find(call, operation, readBody(pathArgument, operation, call).path);
        if (account.links.has(entry.id)) {
          throw endpointError({ '.tag': 'shared_link_already_exists' });
        }
        const url = `https://www.dropbox.com/scl/fi/${entry.id.slice(3)}/${encodeURIComponent(entry.name)}?dl=0`;
        account.links.set(entry.id, url);
        return toLink(entry, url);
      },
    },
    {
      host: 'api',
      name: 'sharing/list_shared_links',
      scope: 'sharing.read',
      run: (call) => {
        const operation = 'sharing/list_shared_links';
        const { entry } = find(call, operation, readBody(pathArgument, operation, call).path);
        const url = account.links.get(entry.id);
        return { links: url === undefined ? [] : [toLink(entry, url)], has_more: false };
      },
    },
  ];
}

function pathOfFolder(entry: Entry): string {
  if (entry.kind === 'folder') return entry.pathDisplay;
  throw endpointError({ '.tag': 'path', path: { '.tag': 'not_folder' } });
}

function asFile(entry: Entry): FileEntry {
  if (entry.kind === 'file') return entry;
  throw endpointError({ '.tag': 'path', path: { '.tag': 'not_file' } });
}

function asciiJson(value: object): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/gu,
    (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0'),
  );
}
