import type { DriveItem, GraphDrive } from './drive.js';

export function toDrive(drive: GraphDrive): object {
  return {
    id: drive.id,
    name: drive.name,
    driveType: drive.kind,
    webUrl: drive.webUrl,
    quota: {
      total: drive.settings.quotaBytes,
      used: drive.files().reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0),
      state: 'normal',
    },
  };
}

/** `$select` leaves the other members out; `$expand=listItem($expand=fields)` shows the columns. */
export function toItem(
  drive: GraphDrive,
  item: DriveItem,
  query: URLSearchParams,
  downloadUrl?: string,
): object {
  const all: Record<string, unknown> = {
    ...(downloadUrl !== undefined && { '@microsoft.graph.downloadUrl': downloadUrl }),
    id: item.id,
    name: item.name,
    size: item.bytes?.length ?? 0,
    eTag: eTagOf(item),
    cTag: `"c:{${item.id}},${item.contentVersion}"`,
    webUrl: webUrlOf(drive, item),
    createdDateTime: item.changedAt.toISOString(),
    lastModifiedDateTime: item.changedAt.toISOString(),
    ...(item.parentId === null ? { root: {} } : { parentReference: toParent(drive, item) }),
    ...facetOf(drive, item),
  };
  const select = query.get('$select')?.split(',');
  // Not shown unless it is asked for.
  if (select?.includes('publication') === true && drive.kind === 'documentLibrary') {
    const level = item.isCheckedOut === true ? 'checkout' : 'published';
    all.publication = { level, versionId: `${item.contentVersion}.0` };
  }
  const shown =
    select === undefined
      ? all
      : Object.fromEntries(Object.entries(all).filter(([name]) => select.includes(name)));
  const expand = query.get('$expand') ?? '';
  return expand.includes('listItem') ? { ...shown, listItem: toListItem(item) } : shown;
}

export function toListItem(item: DriveItem): object {
  return { id: item.id.slice(-6), fields: toFields(item) };
}

export function toFields(item: DriveItem): object {
  return {
    '@odata.etag': eTagOf(item),
    id: item.id.slice(-6),
    FileLeafRef: item.name,
    ...item.columns,
  };
}

export function eTagOf(item: DriveItem): string {
  return `"{${item.id}},${item.version}"`;
}

export function webUrlOf(drive: GraphDrive, item: DriveItem): string {
  return [drive.webUrl, ...drive.namesOf(item).map(encodeURIComponent)].join('/');
}

function toParent(drive: GraphDrive, item: DriveItem): object {
  const parent = drive.item(item.parentId ?? 'root');
  const path = [`/drives/${drive.id}/root:`, ...drive.namesOf(parent).map(encodeURIComponent)];
  return { driveType: drive.kind, driveId: drive.id, id: parent.id, path: path.join('/') };
}

function facetOf(drive: GraphDrive, item: DriveItem): object {
  if (item.bytes === null) return { folder: { childCount: drive.children(item.id).length } };
  return {
    file: {
      mimeType: item.contentType,
      ...(drive.isHashShown(item) && { hashes: { quickXorHash: item.quickXorHash } }),
    },
  };
}
