import type { DropboxAccount } from './account.js';
import {
  appendArgument,
  finishArgument,
  readArgument,
  startArgument,
  uploadArgument,
} from './arguments.js';
import { contentHash } from './content-hash.js';
import type { DropboxFunction } from './functions.js';
import { badInput, endpointError } from './refusals.js';
import type { Tagged } from './refusals.js';
import { toFields } from './representation.js';
import type { FileEntry, NamespaceTree, PropertyGroup } from './tree.js';
import { appendToSession, startSession } from './upload-sessions.js';
import type { UploadSession } from './upload-session.js';
import type { StorageCall } from '../storage-route.js';

const MAX_REQUEST_BYTES = 150 * 1024 * 1024;

interface CommitArgument {
  readonly path: string;
  readonly mode: Tagged;
  readonly autorename: boolean;
  readonly strict_conflict: boolean;
  readonly client_modified?: string | null | undefined;
  readonly property_groups?: PropertyGroup[] | null | undefined;
}

type Outcome =
  { readonly file: FileEntry } | { readonly reason: Tagged } | { readonly properties: Tagged };

export function uploadFunctions(account: DropboxAccount, now: () => Date): DropboxFunction[] {
  const scope = 'files.content.write';
  return [
    { host: 'content', name: 'files/upload', scope, run: (call) => upload(account, now, call) },
    {
      host: 'content',
      name: 'files/upload_session/start',
      scope,
      run: (call) => {
        const operation = 'files/upload_session/start';
        const {
          close,
          session_type: type,
          content_hash: hash,
        } = readArgument(startArgument, operation, call);
        checkContent(operation, call, hash);
        if (type['.tag'] !== 'sequential') {
          throw badInput(operation, 'the sandbox knows sequential upload sessions alone');
        }
        const session = startSession(account, now().getTime(), call.body, close);
        return { session_id: session.id };
      },
    },
    {
      host: 'content',
      name: 'files/upload_session/append_v2',
      scope,
      run: (call) => {
        const operation = 'files/upload_session/append_v2';
        const { cursor, close, content_hash: hash } = readArgument(appendArgument, operation, call);
        checkContent(operation, call, hash);
        const session = appendToSession(account, now().getTime(), cursor, call.body);
        if (!isSession(session)) throw endpointError(session);
        session.isClosed ||= close;
        return null;
      },
    },
    {
      host: 'content',
      name: 'files/upload_session/finish',
      scope,
      run: (call) => finish(account, now, call),
    },
  ];
}

function upload(account: DropboxAccount, now: () => Date, call: StorageCall): object {
  const operation = 'files/upload';
  const { content_hash: hash, ...argument } = readArgument(uploadArgument, operation, call);
  checkContent(operation, call, hash);
  const outcome = commit(account, call, operation, argument, call.body);
  if ('file' in outcome) return withGroups(outcome.file);
  if ('properties' in outcome) throw endpointError(outcome.properties);
  // The bytes are kept, so that another name can be given to them without sending them again.
  const session = startSession(account, now().getTime(), call.body, true);
  throw endpointError({
    '.tag': 'path',
    reason: outcome.reason,
    upload_session_id: session.id,
  });
}

function finish(account: DropboxAccount, now: () => Date, call: StorageCall): object {
  const operation = 'files/upload_session/finish';
  const {
    cursor,
    commit: argument,
    content_hash: hash,
  } = readArgument(finishArgument, operation, call);
  checkContent(operation, call, hash);
  const session = appendToSession(account, now().getTime(), cursor, call.body);
  if (!isSession(session)) throw endpointError({ '.tag': 'lookup_failed', lookup_failed: session });
  const outcome = commit(account, call, operation, argument, Buffer.concat(session.pieces));
  if ('reason' in outcome) throw endpointError({ '.tag': 'path', path: outcome.reason });
  session.isCommitted = true;
  session.pieces = [];
  if ('properties' in outcome) throw endpointError(outcome.properties);
  return withGroups(outcome.file);
}

function commit(
  account: DropboxAccount,
  call: StorageCall,
  operation: string,
  argument: CommitArgument,
  bytes: Buffer,
): Outcome {
  const { tree, path } = account.locate(call, operation, argument.path);
  const parent = path.toLowerCase();
  if (account.settings.readOnly.some((folder) => parent.startsWith(`${folder.toLowerCase()}/`))) {
    return { reason: { '.tag': 'no_write_permission' } };
  }
  const written = tree.write(
    {
      path,
      mode: argument.mode,
      autorename: argument.autorename,
      strictConflict: argument.strict_conflict,
      clientModified: argument.client_modified ?? null,
    },
    bytes,
  );
  if (written.kind === 'refused') return { reason: written.reason };
  return describe(account, tree, written.file, argument.property_groups ?? []);
}

/** By now the file is stored: what is wrong with its properties is said all the same. */
function describe(
  account: DropboxAccount,
  tree: NamespaceTree,
  file: FileEntry,
  groups: readonly PropertyGroup[],
): Outcome {
  if (groups.length === 0) return { file };
  const unknown = groups.find(({ template_id: id }) => !account.templates.has(id));
  if (unknown !== undefined || account.settings.failProperties) {
    account.settings.failProperties = false;
    const inner: Tagged = {
      '.tag': 'template_not_found',
      template_not_found: unknown?.template_id ?? groups[0]?.template_id,
    };
    return { properties: { '.tag': 'properties_error', properties_error: inner } };
  }
  return { file: tree.replace(file, { propertyGroups: groups }) };
}

function withGroups(file: FileEntry): object {
  return toFields(
    file,
    file.propertyGroups.map(({ template_id: id }) => id),
  );
}

function checkContent(operation: string, call: StorageCall, hash: string | null | undefined): void {
  const type = call.headers['content-type'] ?? '';
  if (type !== 'application/octet-stream') {
    throw badInput(
      operation,
      `Bad HTTP "Content-Type" header: "${type}". Expecting one of "application/octet-stream", "text/plain; charset=dropbox-cors-hack".`,
    );
  }
  if (call.body.length > MAX_REQUEST_BYTES) throw endpointError({ '.tag': 'payload_too_large' });
  if (hash !== null && hash !== undefined && hash !== contentHash(call.body)) {
    throw endpointError({ '.tag': 'content_hash_mismatch' });
  }
}

function isSession(found: UploadSession | Tagged): found is UploadSession {
  return 'pieces' in found;
}
