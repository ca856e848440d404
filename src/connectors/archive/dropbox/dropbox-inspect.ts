import type { DropboxConfig } from '../../../domain/destination-config.js';
import { attemptStep } from '../attempt-step.js';
import type { CallOptions, Inspection } from '../destination.js';
import type { DropboxApi } from './dropbox-api.js';
import { findEntry, isFolder } from './dropbox-files.js';
import type { DropboxProperties } from './dropbox-properties.js';
import { noted } from '../../../domain/said.js';

/** What an admin has to see before the first file: who signs in, where files will lie, and what the app may do. */
export async function* inspectDropbox(
  config: DropboxConfig,
  api: DropboxApi,
  properties: DropboxProperties,
  options: CallOptions,
): AsyncGenerator<Inspection> {
  const signIn = await attemptStep('sign-in', async () => {
    const { displayName, email, rootNamespaceId, homeNamespaceId } = await api.account(options);
    const space =
      config.namespaceId === null && rootNamespaceId !== homeNamespaceId
        ? noted`; paths begin at the team's space`
        : '';
    return ok(noted`Signed in as ${displayName} (${email})${space}.`);
  });
  yield signIn;
  if (signIn.outcome === 'failed') return;
  yield await attemptStep('folder', () => inspectRoot(config, api, options));
  yield await attemptStep('metadata', async () =>
    (await properties.templateId(options)) === null
      ? {
          outcome: 'warning',
          text: noted`Files carry no metadata at Dropbox, which the sidecar makes up for. To have it, tick files.metadata.write in the Dropbox App Console > Permissions, press Submit, and link the app again.`,
        }
      : ok(noted`Files carry their contract in properties that this app alone sees.`),
  );
}

async function inspectRoot(
  { root, namespaceId }: DropboxConfig,
  api: DropboxApi,
  options: CallOptions,
): Promise<Omit<Inspection, 'step'>> {
  if (root.length === 0) {
    await api.rpc('files/list_folder', { path: '', limit: 1 }, options);
    const where =
      namespaceId === null ? noted`what the app sees` : noted`the namespace ${namespaceId}`;
    return ok(noted`Files go to the top of ${where}.`);
  }
  const path = `/${root.join('/')}`;
  const entry = await findEntry(api, path, null, options);
  if (entry === null) return ok(noted`${path} is made with the first file.`);
  if (isFolder(entry)) return ok(noted`${path} is there.`);
  return {
    outcome: 'failed',
    text: noted`${path} is a file. Move it away, or set root in the archive file to a folder.`,
  };
}

function ok(text: string): Omit<Inspection, 'step'> {
  return { outcome: 'ok', text };
}
