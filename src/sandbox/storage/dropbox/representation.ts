import type { Entry, FileEntry } from './tree.js';

/** What `include_property_groups` asks for: the templates by id. */
export type WantedTemplates = readonly string[];

export function toMetadata(entry: Entry, templates: WantedTemplates = []): object {
  return { '.tag': entry.kind, ...toFields(entry, templates) };
}

/** Without a tag, as functions answer that know what it is. */
export function toFields(entry: Entry, templates: WantedTemplates = []): object {
  const common = {
    name: entry.name,
    path_lower: entry.pathDisplay.normalize('NFC').toLowerCase(),
    path_display: entry.pathDisplay,
    id: entry.id,
  };
  return entry.kind === 'folder' ? common : { ...common, ...fileFields(entry, templates) };
}

function fileFields(file: FileEntry, templates: WantedTemplates): object {
  const groups = file.propertyGroups.filter(({ template_id: id }) => templates.includes(id));
  return {
    client_modified: file.clientModified,
    server_modified: file.serverModified,
    rev: file.rev,
    size: file.bytes.length,
    is_downloadable: true,
    content_hash: file.contentHash,
    ...(groups.length > 0 && { property_groups: groups }),
  };
}
