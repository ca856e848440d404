import { z } from 'zod';

import type { BoxConfig } from '../../../domain/destination-config.js';
import { attemptStep } from '../attempt-step.js';
import type { CallOptions, Inspection } from '../destination.js';
import { unlessGone } from '../rest/unless-gone.js';
import { parsed } from './box-api.js';
import type { BoxApi } from './box-api.js';
import { noted } from '../../../domain/said.js';

const userWire = z.object({
  login: z.string(),
  space_amount: z.number().optional(),
  space_used: z.number().optional(),
});

const folderWire = z.object({
  name: z.string(),
  permissions: z.object({ can_upload: z.boolean().optional() }).optional(),
});

/** What an admin has to see before the first file: which account has to be invited, and that it is. */
export async function* inspectBox(
  { folderId }: BoxConfig,
  api: BoxApi,
  { signal }: CallOptions,
): AsyncGenerator<Inspection> {
  let login = noted`the app's service account (AutomationUser_…@boxdevedition.com)`;
  const signIn = await attemptStep('sign-in', async () => {
    const operation = 'GET /users/me';
    const answer = await api.call({
      operation,
      method: 'GET',
      path: '/users/me?fields=login,space_amount,space_used',
      signal,
    });
    const user = parsed(userWire, answer, operation);
    login = user.login;
    const isFull =
      (user.space_amount ?? Infinity) > 0 &&
      (user.space_used ?? 0) >= (user.space_amount ?? Infinity);
    return isFull
      ? {
          outcome: 'warning',
          text: noted`Signed in as ${login}, whose own storage is used up. Files in a folder of somebody else count for its owner; else raise it in the Admin Console > Users.`,
        }
      : { outcome: 'ok', text: noted`Signed in as ${login}.` };
  });
  yield signIn;
  if (signIn.outcome === 'failed') return;
  yield await attemptStep('folder', async () => {
    const operation = 'GET /folders/{id}';
    if (folderId === '0') {
      return {
        outcome: 'failed',
        text: noted`folderId 0 is the service account's own space, which nobody sees. Make a folder in Box, invite ${login} as Editor, and take the number in its address as folderId.`,
      };
    }
    const answer = await unlessGone(
      api.call({
        operation,
        method: 'GET',
        path: `/folders/${encodeURIComponent(folderId)}?fields=name,permissions`,
        signal,
      }),
    );
    if (answer === null) {
      return {
        outcome: 'failed',
        text: noted`Box shows ${login} no folder ${folderId}. Open the folder in Box as its owner, press Share, and invite ${login} as Editor. Box says the same of a wrong number: it is the last part of the folder's address.`,
      };
    }
    const { name, permissions } = parsed(folderWire, answer, operation);
    if (permissions?.can_upload === false) {
      return {
        outcome: 'failed',
        text: noted`${login} may only look at the folder "${name}". In Box open Share > Manage Collaborators and make it an Editor.`,
      };
    }
    return { outcome: 'ok', text: noted`Files go to the folder "${name}".` };
  });
}
