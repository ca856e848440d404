import type { GraphDrive, LibraryColumn } from './drive.js';

/** The list behind a document library. */
export function listAnswer(drive: GraphDrive): object {
  return {
    id: drive.listId,
    name: drive.name,
    displayName: drive.name,
    webUrl: drive.webUrl,
    list: { template: 'documentLibrary', hidden: false, contentTypesEnabled: false },
  };
}

export function toColumn(column: LibraryColumn): object {
  return { id: column.name, ...column, readOnly: false, hidden: false, text: { maxLength: 255 } };
}
