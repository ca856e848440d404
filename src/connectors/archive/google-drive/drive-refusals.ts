import { z } from 'zod';

import { jsonOf } from '../rest/rest-client.js';
import type { RestAnswer } from '../rest/rest-client.js';
import type { Refusals } from '../rest/refusals.js';
import { noted } from '../../../domain/said.js';

const SIGN_IN = {
  fault: 'sign-in',
  text: noted`Google did not accept the service account. Check its key in the archive file, and the clock of this machine.`,
} as const;
const PAUSE = { fault: 'throttled', text: noted`Google Drive asks for a pause.` } as const;
const DENIED = {
  fault: 'permission',
  text: noted`Google Drive does not allow it. Make the service account a content manager of the shared drive.`,
} as const;

/** By the reason of Drive, or by the error of the token endpoint. */
export const DRIVE_REFUSALS: Refusals = {
  invalid_grant: SIGN_IN,
  invalid_client: SIGN_IN,
  invalid_scope: SIGN_IN,
  unauthorized_client: {
    fault: 'sign-in',
    text: noted`The service account may not act as this user. Allow its client id and the scope https://www.googleapis.com/auth/drive under domain-wide delegation.`,
  },
  authError: SIGN_IN,
  rateLimitExceeded: PAUSE,
  userRateLimitExceeded: PAUSE,
  sharingRateLimitExceeded: PAUSE,
  dailyLimitExceeded: PAUSE,
  quotaExceeded: PAUSE,
  storageQuotaExceeded: {
    fault: 'full',
    text: noted`There is no room for the file. A service account has no storage of its own: use a folder of a shared drive, or set subject.`,
  },
  teamDriveFileLimitExceeded: {
    fault: 'full',
    text: noted`The shared drive has as many items as it can. Empty its bin, or use another one.`,
  },
  teamDriveHierarchyTooDeep: {
    fault: 'refused',
    text: noted`Folders of a shared drive can not lie that deep. Shorten folder in the archive file.`,
  },
  parentNotAFolder: {
    fault: 'missing',
    text: noted`folderId is no folder. Check it in the archive file.`,
  },
  insufficientFilePermissions: DENIED,
  insufficientPermissions: DENIED,
  appNotAuthorizedToFile: DENIED,
  domainPolicy: {
    fault: 'permission',
    text: noted`A policy of the domain keeps Google Drive from being used like this. Ask its admin.`,
  },
  accessNotConfigured: {
    fault: 'permission',
    text: noted`The Google Drive API is not enabled in the project of the service account. Open the Cloud console and enable it there.`,
  },
  notFound: {
    fault: 'gone',
    text: noted`Google Drive does not find it, or the service account may not see it.`,
  },
};

const driveWire = z.object({
  error: z.object({
    errors: z.array(z.object({ reason: z.string() })).catch([]),
    /** Beside the reasons, and in their place where Google says it in its newer form. */
    status: z.string().optional(),
  }),
});
const tokenWire = z.object({ error: z.string() });

export function reasonsOf(answer: RestAnswer): string[] {
  const json = jsonOf(answer);
  const drive = driveWire.safeParse(json);
  if (drive.success) {
    const { errors, status } = drive.data.error;
    return [...errors.map(({ reason }) => reason), ...(status === undefined ? [] : [status])];
  }
  const token = tokenWire.safeParse(json);
  return token.success ? [token.data.error] : [];
}
