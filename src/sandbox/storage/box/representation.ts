import type { BoxEnterprise, BoxFile, BoxFolder } from './enterprise.js';
import { toMini } from './mini-item.js';

/** With `fields` the mini form and those alone; the whole without it. */
export function toItem(
  box: BoxEnterprise,
  item: BoxFile | BoxFolder,
  fields: string | null,
): object {
  const mini = toMini(item);
  const more = item.type === 'file' ? fileFields(box, item) : folderFields(box, item);
  if (fields === null) return { ...mini, ...more };
  const wanted = fields.split(',');
  const all: Readonly<Record<string, unknown>> = { ...mini, ...more };
  return {
    ...mini,
    ...Object.fromEntries(wanted.filter((name) => name in all).map((name) => [name, all[name]])),
    ...(item.type === 'file' && metadataFields(item, wanted)),
  };
}

function fileFields(box: BoxEnterprise, file: BoxFile): object {
  return {
    size: file.bytes.length,
    description: '',
    content_created_at: file.contentCreatedAt,
    ...placeFields(box, file.parentId, file.isTrashed),
    shared_link:
      file.sharedAccess === null
        ? null
        : {
            url: `https://app.box.com/s/sandbox${file.id}`,
            access: file.sharedAccess,
            effective_access: file.sharedAccess,
          },
  };
}

function folderFields(box: BoxEnterprise, folder: BoxFolder): object {
  const canUpload = box.settings.role !== 'viewer' || box.pathOf(folder.id)[0]?.id === '0';
  return {
    size: 0,
    description: '',
    permissions: {
      can_download: true,
      can_upload: canUpload,
      can_delete: canUpload,
      can_rename: canUpload,
      can_share: canUpload,
      can_invite_collaborator: canUpload,
      can_set_share_access: false,
    },
    ...placeFields(box, folder.parentId, false),
    shared_link: null,
    item_collection: { total_count: box.children(folder.id).length },
  };
}

function placeFields(box: BoxEnterprise, parentId: string | null, isTrashed: boolean): object {
  const path = parentId === null ? [] : box.pathOf(parentId).map(toMini);
  return {
    parent: path.at(-1) ?? null,
    path_collection: { total_count: path.length, entries: path },
    item_status: isTrashed ? 'trashed' : 'active',
  };
}

/** `metadata.global.properties` gives that template's values, where the file has any. */
function metadataFields(file: BoxFile, wanted: readonly string[]): object {
  const metadata: Record<string, Record<string, unknown>> = {};
  for (const name of wanted) {
    const [, scope, template] = /^metadata\.([^.]+)\.([^.]+)$/u.exec(name) ?? [];
    if (scope === undefined || template === undefined) continue;
    const values = file.metadata.get(`${scope}/${template}`);
    if (values !== undefined) {
      metadata[scope] = {
        ...metadata[scope],
        [template]: toInstance(file, scope, template, values),
      };
    }
  }
  return Object.keys(metadata).length === 0 ? {} : { metadata };
}

export function toInstance(
  file: BoxFile,
  scope: string,
  template: string,
  values: Readonly<Record<string, unknown>>,
): object {
  return {
    ...values,
    $id: `instance-${file.id}-${template}`,
    $version: 0,
    $type: 'properties',
    $parent: `file_${file.id}`,
    $typeVersion: 2,
    $template: template,
    $scope: scope,
  };
}
