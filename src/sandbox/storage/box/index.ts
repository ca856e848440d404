import { generateKeyPairSync } from 'node:crypto';

import { AccessTokens } from '../access-tokens.js';
import { createStorageKit, startStorageHost } from '../storage-kit.js';
import type { StorageHost, StorageSandbox, StorageSandboxOptions } from '../storage-kit.js';
import type { StorageRoute } from '../storage-route.js';
import type { StorageContents } from '../stored-object.js';
import { BoxEnterprise, SHARED_FOLDER, sha1Of } from './enterprise.js';
import type { BoxFile } from './enterprise.js';
import { itemRoutes } from './item-routes.js';
import { metadataRoutes } from './metadata-routes.js';
import { boxError } from './refusals.js';
import { tokenRoute } from './token-route.js';
import type { Authorization, BoxApp } from './token-route.js';
import { uploadRoutes } from './upload-routes.js';
import { sessionRoutes } from './upload-sessions.js';

export interface BoxSandbox extends StorageSandbox, BoxApp {
  /** Origin of the host that takes bytes; `url` is the api host, which gives tokens, too. */
  readonly uploadUrl: string;
  /** An admin's folder to which the service account is invited. */
  readonly folderId: string;
  readonly privateKeyPem: string;
  readonly box: BoxEnterprise;
  readonly authorization: Authorization;
  readonly tokens: AccessTokens<'service'>;
}

/** Starts an emulated Box on loopback: one enterprise, one app with a service account. */
export async function startBoxSandbox(options: StorageSandboxOptions = {}): Promise<BoxSandbox> {
  const kit = createStorageKit();
  const tokens = new AccessTokens<'service'>(kit.clock, '');
  const box = new BoxEnterprise(kit.clock);
  const keys = (ownKeys ??= createKeyPair());
  const app: BoxApp = {
    clientId: 'sandbox-box-client',
    clientSecret: 'sandbox-box-secret',
    enterpriseId: '98765',
    publicKeyId: 'sandboxkey',
    publicKeyPem: keys.publicKey,
  };
  const authorization: Authorization = { isAuthorized: true };
  const downloads = new Map<string, string>();
  const contents = contentsOf(box);
  const admit: StorageHost['admit'] = ({ headers, target }) => {
    if (!target.startsWith('/oauth2/')) checkToken(tokens, headers.authorization);
    return { status: 200 };
  };
  let uploadUrl = '';
  let downloadUrl = '';

  const api = await startStorageHost(
    kit,
    {
      routes: [
        tokenRoute(app, authorization, tokens, kit.clock),
        ...itemRoutes(box, { upload: () => uploadUrl, download: () => downloadUrl }, downloads),
        ...metadataRoutes(box),
      ],
      admit,
      unknown: UNKNOWN,
      contents,
    },
    options,
  );
  const others = { ...options, port: 0 };
  const upload = await startStorageHost(
    kit,
    {
      routes: [...sessionRoutes(box, () => uploadUrl), ...uploadRoutes(box)],
      admit,
      unknown: UNKNOWN,
    },
    others,
  );
  const download = await startStorageHost(
    kit,
    { routes: [downloadRoute(box, downloads)], unknown: UNKNOWN },
    others,
  );
  uploadUrl = upload.url;
  downloadUrl = download.url;
  const close = async (): Promise<void> => {
    await Promise.all([api.close(), upload.close(), download.close()]);
  };
  return {
    ...kit,
    ...app,
    url: api.url,
    uploadUrl,
    folderId: SHARED_FOLDER,
    privateKeyPem: keys.privateKey,
    contents,
    box,
    authorization,
    tokens,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** One pair a process: to make one takes longer than all the rest of a start. */
let ownKeys: ReturnType<typeof createKeyPair> | undefined;

function createKeyPair(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

const UNKNOWN = boxError(404, 'not_found').answer;

function checkToken(tokens: AccessTokens<'service'>, authorization: string | undefined): void {
  const found = tokens.find(authorization);
  if (found === null || found.expired) {
    throw boxError(401, 'unauthorized', {
      headers: {
        'www-authenticate':
          'Bearer realm="Service", error="invalid_token", error_description="The access token provided is invalid."',
      },
    });
  }
}

/** Its address is the secret; a token that came along would have left the api. */
function downloadRoute(box: BoxEnterprise, downloads: ReadonlyMap<string, string>): StorageRoute {
  return {
    method: 'GET',
    path: '/d/1/:secret/download',
    handle: ({ params, headers }) => {
      if (headers.authorization !== undefined) throw boxError(400, 'bad_request');
      const file = box.files.get(downloads.get(params.secret ?? '') ?? '');
      if (file === undefined) throw boxError(404, 'not_found');
      return {
        status: 200,
        headers: { 'content-type': 'application/octet-stream' },
        body: file.bytes,
      };
    },
  };
}

function contentsOf(box: BoxEnterprise): StorageContents {
  const shown = () => [...box.files.values()].filter(({ isTrashed }) => !isTrashed);
  const pathOf = (file: BoxFile) =>
    [
      ...box
        .pathOf(file.parentId)
        .slice(1)
        .map(({ name }) => name),
      file.name,
    ].join('/');
  const at = (path: string) => {
    const found = shown().filter((file) => pathOf(file) === path);
    if (found.length === 0) throw new Error(`nothing lies at ${path}`);
    return found;
  };
  return {
    list: () =>
      shown().map((file) => ({
        id: file.id,
        path: pathOf(file),
        bytes: file.bytes,
        contentType: 'application/octet-stream',
        metadata: Object.fromEntries(
          [...file.metadata.values()].flatMap((values) =>
            Object.entries(values).map(([name, value]) => [name, String(value)]),
          ),
        ),
        versionId: file.versionId,
      })),
    alter: (path, bytes) => {
      for (const file of at(path)) box.changeFile(file, { bytes, sha1: sha1Of(bytes) });
    },
    remove: (path) => {
      for (const file of at(path)) box.changeFile(file, { isTrashed: true });
    },
  };
}
