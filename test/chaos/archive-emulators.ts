/**
 * Emulated storages in a process of their own, so that what they hold is not counted with what a connector holds. Prints the
 * configs of their destinations as one JSON line, and ends with its standard input.
 */
import type { DestinationConfig } from '../../src/domain/destination-config.js';
import { startBoxSandbox } from '../../src/sandbox/storage/box/index.js';
import { startDropboxSandbox } from '../../src/sandbox/storage/dropbox/index.js';
import { startGoogleDriveSandbox } from '../../src/sandbox/storage/google-drive/index.js';
import { startGraphSandbox } from '../../src/sandbox/storage/graph/index.js';
import {
  S3_ACCESS_KEY_ID,
  S3_SECRET_ACCESS_KEY,
  startS3Sandbox,
} from '../../src/sandbox/storage/s3/index.js';

const s3 = await startS3Sandbox();
const drive = await startGoogleDriveSandbox();
const dropbox = await startDropboxSandbox();
const box = await startBoxSandbox();
const graph = await startGraphSandbox();
const key = JSON.parse(drive.serviceAccountKey) as Record<string, string>;

const configs: DestinationConfig[] = [
  {
    name: 's3',
    type: 's3',
    bucket: 'contracts',
    region: 'eu-west-1',
    endpoint: s3.url,
    forcePathStyle: true,
    credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY },
    serverSideEncryption: null,
    kmsKeyId: null,
    storageClass: null,
    retention: null,
  },
  {
    name: 'google-drive',
    type: 'google-drive',
    folderId: drive.folderId,
    serviceAccountKey: {
      clientEmail: key.client_email ?? '',
      privateKeyPem: key.private_key ?? '',
      privateKeyId: key.private_key_id ?? null,
      tokenUri: key.token_uri ?? '',
    },
    subject: null,
    endpoints: { api: drive.url },
  },
  {
    name: 'dropbox',
    type: 'dropbox',
    appKey: dropbox.appKey,
    appSecret: dropbox.appSecret,
    refreshToken: dropbox.refreshToken,
    root: [],
    namespaceId: null,
    memberId: null,
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
    name: 'onedrive',
    type: 'onedrive',
    user: graph.cloud.user,
    root: [],
    tenantId: graph.tenantId,
    clientId: graph.clientId,
    credential: { kind: 'secret', clientSecret: graph.clientSecret },
    endpoints: { graph: graph.url, login: graph.loginUrl },
  },
];

process.stdout.write(`${JSON.stringify(configs)}\n`);
process.stdin.resume().on('end', () => process.exit(0));
