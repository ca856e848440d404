import { generateKeyPairSync } from 'node:crypto';

import { createStorageKit, startStorageHost } from '../storage-kit.js';
import type { StorageSandbox, StorageSandboxOptions } from '../storage-kit.js';
import type { StorageCall } from '../storage-route.js';
import { DriveError } from './drive-error.js';
import type { Caller, Role } from './drive-file.js';
import { DriveState } from './drive-state.js';
import type { DriveStateOptions } from './drive-state.js';
import { fileRoutes } from './file-routes.js';
import { answerToken } from './token-route.js';
import type { Delegation, ServiceAccount } from './token-route.js';
import { uploadRoutes } from './upload-routes.js';

export interface GoogleDriveSandbox extends StorageSandbox {
  /** The key file of the service account, as JSON. */
  readonly serviceAccountKey: string;
  readonly serviceAccountEmail: string;
  /** Of the shared drive `Legal`. */
  readonly driveId: string;
  /** Of the folder `Contracts` in it. */
  readonly folderId: string;
  /** Whose My Drive has a folder that is shared with the service account. */
  readonly userEmail: string;
  readonly userFolderId: string;
  readonly state: DriveState;
  /** Keys of the service account by id; one that is taken out signs no more. */
  readonly account: ServiceAccount;
  readonly delegation: Delegation;
}

export interface GoogleDriveSandboxOptions extends StorageSandboxOptions, DriveStateOptions {
  /** Role of the service account in the shared drive; null where it is no member. `fileOrganizer` unless told. */
  readonly role?: Role | null;
  /** Scopes delegated to the service account for the whole domain; none unless told. */
  readonly delegatedScopes?: readonly string[];
}

const KEY_ID = 'sandbox-key-1';
const PROJECT_ID = 'sandbox-project';
const SERVICE_ACCOUNT = `archive@${PROJECT_ID}.iam.gserviceaccount.com`;
const USER = 'ana@acme.example';
const AUDIENCE = 'https://oauth2.googleapis.com/token';
const ENOUGH_SCOPES = [
  'https://www.googleapis.com/auth/drive',
  'https://www.googleapis.com/auth/drive.file',
];

/**
 * Starts a Google Drive on loopback: tokens, files, folders, shared drives, uploads in one go or in pieces. As strict as the
 * documents say Google's is.
 */
export async function startGoogleDriveSandbox(
  options: GoogleDriveSandboxOptions = {},
): Promise<GoogleDriveSandbox> {
  const kit = createStorageKit();
  const state = new DriveState(options, kit.clock);
  const keys = (ownKeys ??= createKeyPair());
  const account: ServiceAccount = {
    email: SERVICE_ACCOUNT,
    projectId: PROJECT_ID,
    publicKeysPem: new Map([[KEY_ID, keys.publicKey]]),
  };
  const delegation: Delegation = {
    users: new Set([USER]),
    scopes: new Set(options.delegatedScopes),
  };
  const role = options.role === undefined ? 'fileOrganizer' : options.role;
  const drive = state.addDrive('Legal', {
    'admin@acme.example': 'organizer',
    ...(role === null ? {} : { [SERVICE_ACCOUNT]: role }),
  });
  const folder = state.addFile(drive.id, { name: 'Contracts' });
  const userFolder = state.addFile(state.addMyDrive(USER), { name: 'Shared contracts' });
  userFolder.sharedWith.set(SERVICE_ACCOUNT, 'writer');

  let url = '';
  const tokenUri = () => `${url}/token`;
  const callerOf = (call: StorageCall) => admitted(call, state);
  const host = await startStorageHost(
    kit,
    {
      routes: [
        {
          method: 'POST',
          path: '/token',
          handle: (call) => answerToken(call, state, account, delegation, [tokenUri(), AUDIENCE]),
        },
        ...fileRoutes(state, callerOf),
        ...uploadRoutes(state, callerOf, () => url),
      ],
      unknown: {
        status: 404,
        headers: { 'content-type': 'text/html; charset=UTF-8' },
        body: '<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title></html>',
      },
      contents: state.contents,
    },
    options,
  );
  url = host.url;
  return {
    ...kit,
    url,
    contents: state.contents,
    serviceAccountKey: JSON.stringify({
      type: 'service_account',
      project_id: PROJECT_ID,
      private_key_id: KEY_ID,
      private_key: keys.privateKey,
      client_email: SERVICE_ACCOUNT,
      client_id: '100000000000000000001',
      token_uri: tokenUri(),
    }),
    serviceAccountEmail: SERVICE_ACCOUNT,
    driveId: drive.id,
    folderId: folder.id,
    userEmail: USER,
    userFolderId: userFolder.id,
    state,
    account,
    delegation,
    close: () => host.close(),
    [Symbol.asyncDispose]: () => host.close(),
  };
}

/** Who calls. @throws DriveError */
function admitted({ headers }: StorageCall, state: DriveState): Caller {
  const found = state.tokens.find(headers.authorization);
  if (found === null || found.expired) {
    throw new DriveError(401, 'authError', 'Invalid Credentials');
  }
  if (!state.isEnabled) {
    throw new DriveError(
      403,
      'accessNotConfigured',
      `Google Drive API has not been used in project ${PROJECT_ID} before or it is disabled.`,
      'usageLimits',
    );
  }
  if (!found.owner.scopes.some((scope) => ENOUGH_SCOPES.includes(scope))) {
    throw new DriveError(
      403,
      'insufficientPermissions',
      'Request had insufficient authentication scopes.',
    );
  }
  return found.owner;
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
