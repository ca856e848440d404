import { AccessTokens } from '../access-tokens.js';
import { createStorageKit, startStorageHost } from '../storage-kit.js';
import type { StorageHost, StorageSandbox, StorageSandboxOptions } from '../storage-kit.js';
import type { StorageRoute } from '../storage-route.js';
import type { StorageContents } from '../stored-object.js';
import { DropboxAccount } from './account.js';
import { contentHash } from './content-hash.js';
import { fileFunctions } from './file-functions.js';
import { RawAnswer } from './functions.js';
import type { DropboxFunction } from './functions.js';
import { everyFile, metadataOf, propertyFunctions } from './property-functions.js';
import { tokenRoute } from './token-route.js';
import type { DropboxApp, Link } from './token-route.js';
import { uploadFunctions } from './upload-routes.js';

export interface DropboxSandboxOptions extends StorageSandboxOptions {
  /** The team has a space above the members' homes. */
  readonly hasTeamSpace?: boolean;
  /** The app is linked to a whole team: calls name the member they act as. */
  readonly isTeamLinked?: boolean;
}

export interface DropboxSandbox extends StorageSandbox, DropboxApp {
  /** Origin of the host that takes and gives bytes; `url` is the api host, which gives tokens, too. */
  readonly contentUrl: string;
  readonly account: DropboxAccount;
  readonly link: Link;
  readonly tokens: AccessTokens<'member' | 'team'>;
}

/** Starts an emulated Dropbox on loopback, with one app that one member has linked. */
export async function startDropboxSandbox(
  options: DropboxSandboxOptions = {},
): Promise<DropboxSandbox> {
  const kit = createStorageKit();
  const tokens = new AccessTokens<'member' | 'team'>(kit.clock, 'sl.');
  const account = new DropboxAccount(kit, tokens, options.hasTeamSpace ?? false);
  const app: DropboxApp = {
    appKey: 'sandbox-app-key',
    appSecret: 'sandbox-app-secret',
    refreshToken: 'sandbox-refresh-token',
  };
  const link: Link = { isRevoked: false };
  const functions = [
    ...uploadFunctions(account, () => kit.clock.now()),
    ...fileFunctions(account),
    ...propertyFunctions(account),
  ];
  const owner = options.isTeamLinked === true ? 'team' : 'member';
  const contents = contentsOf(account);
  const api = await startStorageHost(
    kit,
    {
      routes: [tokenRoute(app, link, tokens, owner), ...routesOf(account, functions, 'api')],
      unknown: UNKNOWN,
      contents,
    },
    options,
  );
  const content = await startStorageHost(
    kit,
    { routes: routesOf(account, functions, 'content'), unknown: UNKNOWN },
    { ...options, port: 0 },
  );
  const close = async (): Promise<void> => {
    await Promise.all([api.close(), content.close()]);
  };
  return {
    ...kit,
    ...app,
    url: api.url,
    contentUrl: content.url,
    contents,
    account,
    link,
    tokens,
    close,
    [Symbol.asyncDispose]: close,
  };
}

const UNKNOWN: StorageHost['unknown'] = {
  status: 400,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Unknown API function',
};

function routesOf(
  account: DropboxAccount,
  functions: readonly DropboxFunction[],
  host: DropboxFunction['host'],
): StorageRoute[] {
  return functions
    .filter((one) => one.host === host)
    .map(({ name, scope, run }) => ({
      method: 'POST',
      path: `/2/${name}`,
      handle: (call) => {
        account.admit(call, name, scope);
        const result = run(call);
        if (result instanceof RawAnswer) return result.answer;
        return {
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(result),
        };
      },
    }));
}

function contentsOf(account: DropboxAccount): StorageContents {
  const at = (path: string) => {
    const found = everyFile(account).filter(({ file }) => file.pathDisplay === `/${path}`);
    if (found.length === 0) throw new Error(`nothing lies at ${path}`);
    return found;
  };
  return {
    list: () =>
      everyFile(account).map(({ file }) => ({
        id: file.id,
        path: file.pathDisplay.slice(1),
        bytes: file.bytes,
        contentType: 'application/octet-stream',
        metadata: metadataOf(file),
        versionId: file.rev,
      })),
    alter: (path, bytes) => {
      for (const { tree, file } of at(path)) {
        tree.replace(file, { bytes, contentHash: contentHash(bytes) });
      }
    },
    remove: (path) => {
      for (const { tree, file } of at(path)) tree.remove(file.pathDisplay);
    },
  };
}
