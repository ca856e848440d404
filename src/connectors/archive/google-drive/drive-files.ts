import { z } from 'zod';

import type { StatedDigest } from '../../../domain/archived-file.js';
import type { CallOptions, StoredFile } from '../destination.js';
import { unlessGone } from '../rest/unless-gone.js';
import { parsed } from './drive-api.js';
import type { DriveApi } from './drive-api.js';
import { keyOf } from './drive-metadata.js';

export const FOLDER_TYPE = 'application/vnd.google-apps.folder';

/** Without it only id, name and type come back. */
const FILE_FIELDS =
  'id,name,mimeType,size,md5Checksum,sha256Checksum,headRevisionId,parents,driveId,webViewLink,appProperties,properties,trashed,createdTime';

const driveFile = z.object({
  id: z.string(),
  name: z.string(),
  mimeType: z.string(),
  /** Decimal; of bytes alone. */
  size: z.string().optional(),
  md5Checksum: z.string().optional(),
  sha256Checksum: z.string().optional(),
  headRevisionId: z.string().optional(),
  parents: z.array(z.string()).optional(),
  driveId: z.string().optional(),
  webViewLink: z.string().optional(),
  appProperties: z.record(z.string(), z.string()).optional(),
  properties: z.record(z.string(), z.string()).optional(),
  trashed: z.boolean().optional(),
  createdTime: z.string().optional(),
});

export type DriveFile = z.infer<typeof driveFile>;

const listWire = z.object({ files: z.array(driveFile), nextPageToken: z.string().optional() });

const idsWire = z.object({ ids: z.array(z.string().min(1)).min(1) });

function readFile(answer: Parameters<typeof parsed>[1], operation: string): DriveFile {
  return parsed(driveFile, answer, operation);
}

/** By id, which is never late; null where it is not, or may not be seen. What is in the bin comes, too. */
export async function getFile(
  api: DriveApi,
  id: string,
  { signal }: CallOptions,
): Promise<DriveFile | null> {
  const operation = 'GET /files/{id}';
  const answer = await unlessGone(
    api.call({
      operation,
      method: 'GET',
      path: `/files/${encodeURIComponent(id)}`,
      query: { fields: FILE_FIELDS },
      signal,
    }),
  );
  return answer === null ? null : readFile(answer, operation);
}

/** Oldest first. A listing may lag behind by minutes. */
export async function listFiles(
  api: DriveApi,
  driveId: string | null,
  query: string,
  { signal }: CallOptions,
): Promise<DriveFile[]> {
  const operation = 'GET /files';
  const found: DriveFile[] = [];
  let pageToken: string | undefined;
  do {
    const answer = await api.call({
      operation,
      method: 'GET',
      path: '/files',
      query: {
        q: query,
        fields: `nextPageToken,files(${FILE_FIELDS})`,
        pageSize: '1000',
        spaces: 'drive',
        includeItemsFromAllDrives: 'true',
        ...(driveId === null ? {} : { corpora: 'drive', driveId }),
        ...(pageToken === undefined ? {} : { pageToken }),
      },
      signal,
    });
    const page = parsed(listWire, answer, operation);
    found.push(...page.files);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return found.sort(byAge);
}

/** Of twins the older one counts; every process has to choose the same. */
export function byAge(a: DriveFile, b: DriveFile): number {
  const [left, right] = [a, b].map(({ createdTime = '', id }) => `${createdTime} ${id}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

/** An id that a file may be given: what is created with it twice is there once. */
export async function newFileId(api: DriveApi, { signal }: CallOptions): Promise<string> {
  const operation = 'GET /files/generateIds';
  const answer = await api.call({
    operation,
    method: 'GET',
    path: '/files/generateIds',
    query: { count: '1', space: 'drive', type: 'files' },
    signal,
  });
  return parsed(idsWire, answer, operation).ids[0] ?? '';
}

export function toStored(file: DriveFile, path: string): StoredFile {
  return {
    ref: {
      id: file.id,
      path,
      url:
        file.webViewLink ?? `https://drive.google.com/file/d/${encodeURIComponent(file.id)}/view`,
    },
    sizeBytes: Number(file.size ?? 0),
    digest: digestOf(file),
    versionId: file.headRevisionId ?? null,
    archiveKey: keyOf(file),
  };
}

function digestOf({ sha256Checksum, md5Checksum }: DriveFile): StatedDigest | null {
  if (sha256Checksum !== undefined) return { name: 'sha256', value: sha256Checksum };
  return md5Checksum === undefined ? null : { name: 'md5', value: md5Checksum };
}
