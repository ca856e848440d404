import { z } from 'zod';

import type { GoogleDriveConfig } from '../../../domain/destination-config.js';
import { attemptStep } from '../attempt-step.js';
import type { CallOptions, Inspection } from '../destination.js';
import { parsed } from './drive-api.js';
import type { DriveApi } from './drive-api.js';
import type { DriveFolders } from './drive-folders.js';
import { noted } from '../../../domain/said.js';

const capabilitiesWire = z.object({
  capabilities: z
    .object({ canAddChildren: z.boolean().optional(), canTrashChildren: z.boolean().optional() })
    .optional(),
});

/** The root, whose storage it uses, and what the account may do there. */
export async function* inspectDrive(
  { subject, folderId }: GoogleDriveConfig,
  api: DriveApi,
  folders: DriveFolders,
  options: CallOptions,
): AsyncIterable<Inspection> {
  folders.forget();
  const folder = await attemptStep('folder', async () => {
    const root = await folders.root(options);
    if (root.driveId === undefined && subject === null) {
      return {
        outcome: 'failed',
        text: noted`The folder lies in a My Drive, where a service account has no storage. Use a folder of a shared drive, or set subject.`,
      };
    }
    return { outcome: 'ok', text: noted`The service account is accepted, and sees the folder.` };
  });
  yield folder;
  if (folder.outcome === 'failed') return;
  yield await attemptStep('rights', async () => {
    const operation = 'GET /files/{id}';
    const answer = await api.call({
      operation,
      method: 'GET',
      path: `/files/${encodeURIComponent(folderId)}`,
      query: { fields: 'capabilities' },
      signal: options.signal,
    });
    const { capabilities = {} } = parsed(capabilitiesWire, answer, operation);
    if (capabilities.canAddChildren === false) {
      return {
        outcome: 'failed',
        text: noted`The service account may only look. Make it a content manager of the shared drive.`,
      };
    }
    return capabilities.canTrashChildren === false
      ? {
          outcome: 'warning',
          text: noted`The service account may write but not clear up after two writers at once. Make it a content manager.`,
        }
      : { outcome: 'ok', text: noted`The service account may write there.` };
  });
}
