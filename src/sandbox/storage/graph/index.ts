import { AccessTokens } from '../access-tokens.js';
import { createStorageKit, startStorageHost } from '../storage-kit.js';
import type { StorageHost, StorageSandbox, StorageSandboxOptions } from '../storage-kit.js';
import type { StorageRoute } from '../storage-route.js';
import type { StorageContents } from '../stored-object.js';
import { GraphCloud } from './cloud.js';
import type { GraphDrive } from './drive.js';
import { driveRoutes } from './drive-routes.js';
import type { DriveHosts } from './drive-routes.js';
import { graphError } from './refusals.js';
import { siteRoutes } from './site-routes.js';
import { tokenRoute } from './token-route.js';
import type { AppCertificate, GraphApp, SignInSettings } from './token-route.js';
import { sessionRoutes } from './upload-sessions.js';

export interface GraphSandboxOptions extends StorageSandboxOptions {
  readonly certificate?: AppCertificate;
}

export interface GraphSandbox extends StorageSandbox, GraphApp {
  /** Origin where tokens are given; `url` is the origin of Graph itself. */
  readonly loginUrl: string;
  readonly cloud: GraphCloud;
  readonly signIn: SignInSettings;
  readonly tokens: AccessTokens<'app'>;
}

/** Starts an emulated Microsoft Graph on loopback: SharePoint's libraries, OneDrive, and the sign-in of applications. */
export async function startGraphSandbox(options: GraphSandboxOptions = {}): Promise<GraphSandbox> {
  const kit = createStorageKit();
  const tokens = new AccessTokens<'app'>(kit.clock, 'eyJ');
  const cloud = new GraphCloud(kit.clock);
  const app: GraphApp = {
    tenantId: '11111111-2222-3333-4444-555555555555',
    clientId: '66666666-7777-8888-9999-000000000000',
    clientSecret: 'sandbox-graph-secret',
  };
  const signIn: SignInSettings = {
    certificate: options.certificate ?? null,
    isSecretExpired: false,
  };
  let uploadUrl = '';
  const hosts: DriveHosts = { uploadUrl: () => uploadUrl, downloads: new Map() };
  const contents = contentsOf(cloud);
  const graph = await startStorageHost(
    kit,
    {
      routes: withRateLimit(cloud, [...driveRoutes(cloud, hosts), ...siteRoutes(cloud)]),
      admit: ({ headers }) => {
        const found = tokens.find(headers.authorization);
        if (found === null || found.expired) {
          throw graphError(401, 'InvalidAuthenticationToken', {
            message: 'Access token has expired or is not yet valid.',
          });
        }
        return { status: 200 };
      },
      unknown: UNKNOWN,
      contents,
    },
    options,
  );
  const others = { ...options, port: 0 };
  const login = await startStorageHost(
    kit,
    { routes: [tokenRoute(app, signIn, tokens, kit.clock)], unknown: UNKNOWN },
    others,
  );
  const upload = await startStorageHost(
    kit,
    { routes: [...sessionRoutes(cloud), downloadRoute(hosts)], unknown: UNKNOWN },
    others,
  );
  uploadUrl = upload.url;
  const close = async (): Promise<void> => {
    await Promise.all([graph.close(), login.close(), upload.close()]);
  };
  return {
    ...kit,
    ...app,
    url: graph.url,
    loginUrl: login.url,
    contents,
    cloud,
    signIn,
    tokens,
    close,
    [Symbol.asyncDispose]: close,
  };
}

const UNKNOWN: StorageHost['unknown'] = graphError(400, 'BadRequest', {
  message: 'Resource not found for the segment.',
}).answer;

function withRateLimit(cloud: GraphCloud, routes: readonly StorageRoute[]): StorageRoute[] {
  return routes.map((route) => ({
    ...route,
    handle: async (call) => {
      const answer = await route.handle(call);
      const { rateLimit } = cloud;
      if (rateLimit === null) return answer;
      const headers = {
        'ratelimit-limit': String(rateLimit.limit),
        'ratelimit-remaining': String(rateLimit.remaining),
        'ratelimit-reset': String(rateLimit.resetSeconds),
      };
      return { ...answer, headers: { ...answer.headers, ...headers } };
    },
  }));
}

/** Its address is the secret; a token that came along would have left Graph. */
function downloadRoute({ downloads }: DriveHosts): StorageRoute {
  return {
    method: 'GET',
    path: '/_layouts/15/download/:secret',
    handle: ({ params, headers }) => {
      if (headers.authorization !== undefined) throw graphError(401, 'unauthenticated');
      const found = downloads.get(params.secret ?? '');
      const item = found?.drive.items.get(found.itemId);
      if (item === undefined || item.bytes === null) throw graphError(404, 'itemNotFound');
      return { status: 200, headers: { 'content-type': item.contentType }, body: item.bytes };
    },
  };
}

function contentsOf(cloud: GraphCloud): StorageContents {
  const every = () =>
    cloud.drives().flatMap((drive) => drive.files().map((item) => ({ drive, item })));
  const pathOf = (drive: GraphDrive, item: { id: string }) =>
    drive.namesOf(drive.item(item.id)).join('/');
  const at = (path: string) => {
    const found = every().filter(({ drive, item }) => pathOf(drive, item) === path);
    if (found.length === 0) throw new Error(`nothing lies at ${path}`);
    return found;
  };
  return {
    list: () =>
      every().map(({ drive, item }) => ({
        id: item.id,
        path: pathOf(drive, item),
        bytes: item.bytes ?? Buffer.alloc(0),
        contentType: item.contentType,
        metadata: Object.fromEntries(
          Object.entries(item.columns).map(([name, value]) => [name, String(value)]),
        ),
        versionId: `${item.contentVersion}.0`,
      })),
    alter: (path, bytes) => {
      for (const { drive, item } of at(path)) drive.damage(item, bytes);
    },
    remove: (path) => {
      for (const { drive, item } of at(path)) drive.items.delete(item.id);
    },
  };
}
