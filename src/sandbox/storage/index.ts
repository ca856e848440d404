import { startBoxSandbox } from './box/index.js';
import type { BoxSandbox } from './box/index.js';
import { startDropboxSandbox } from './dropbox/index.js';
import type { DropboxSandbox } from './dropbox/index.js';
import { startGoogleDriveSandbox } from './google-drive/index.js';
import type { GoogleDriveSandbox } from './google-drive/index.js';
import { startGraphSandbox } from './graph/index.js';
import type { GraphSandbox } from './graph/index.js';
import { S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, startS3Sandbox } from './s3/index.js';
import type { S3Sandbox } from './s3/index.js';

/** Emulated storages that run together, one of each kind. */
export interface StorageSandboxes {
  /** Origin of the main host of each, with its control routes. */
  readonly urls: Readonly<Record<'s3' | 'google-drive' | 'dropbox' | 'box' | 'graph', string>>;
  /** Each, with its state and its faults. */
  readonly sandboxes: {
    readonly s3: S3Sandbox;
    readonly drive: GoogleDriveSandbox;
    readonly dropbox: DropboxSandbox;
    readonly box: BoxSandbox;
    readonly graph: GraphSandbox;
  };
  /** An archive file, as data, with a destination at each. */
  readonly archiveFile: ArchiveFileData;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface ArchiveFileData {
  readonly version: 1;
  readonly destinations: readonly Readonly<Record<string, unknown>>[];
}

export async function startStorageSandboxes(): Promise<StorageSandboxes> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne();
  };
  const open = async <Sandbox extends { close(): Promise<void> }>(
    starting: Promise<Sandbox>,
  ): Promise<Sandbox> => {
    const sandbox = await starting;
    closers.push(() => sandbox.close());
    return sandbox;
  };
  try {
    const s3 = await open(startS3Sandbox());
    const drive = await open(startGoogleDriveSandbox());
    const dropbox = await open(startDropboxSandbox());
    const box = await open(startBoxSandbox());
    const graph = await open(startGraphSandbox());
    const microsoft = {
      tenantId: graph.tenantId,
      clientId: graph.clientId,
      clientSecret: graph.clientSecret,
      endpoints: { graph: graph.url, login: graph.loginUrl },
    };
    const [bucket] = s3.state.buckets;
    const archiveFile: ArchiveFileData = {
      version: 1,
      destinations: [
        {
          name: 's3',
          type: 's3',
          bucket: bucket?.name,
          region: s3.state.region,
          endpoint: s3.url,
          accessKeyId: S3_ACCESS_KEY_ID,
          secretAccessKey: S3_SECRET_ACCESS_KEY,
        },
        {
          name: 'drive',
          type: 'google-drive',
          folderId: drive.folderId,
          serviceAccountKey: drive.serviceAccountKey,
          endpoints: { api: drive.url },
        },
        {
          name: 'dropbox',
          type: 'dropbox',
          appKey: dropbox.appKey,
          appSecret: dropbox.appSecret,
          refreshToken: dropbox.refreshToken,
          endpoints: { api: dropbox.url, content: dropbox.contentUrl },
        },
        {
          name: 'box',
          type: 'box',
          folderId: box.folderId,
          clientId: box.clientId,
          clientSecret: box.clientSecret,
          enterpriseId: box.enterpriseId,
          endpoints: { api: box.url, upload: box.uploadUrl },
        },
        {
          name: 'sharepoint',
          type: 'sharepoint',
          ...microsoft,
          site: `${graph.cloud.host}:${graph.cloud.sitePath}`,
        },
        { name: 'onedrive', type: 'onedrive', ...microsoft, user: graph.cloud.user },
      ],
    };
    const urls = {
      s3: s3.url,
      'google-drive': drive.url,
      dropbox: dropbox.url,
      box: box.url,
      graph: graph.url,
    };
    const sandboxes = { s3, drive, dropbox, box, graph };
    return { urls, sandboxes, archiveFile, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}
