import type { Clock } from '../../../domain/clock.js';
import type { DestinationError } from '../destination.js';
import { createRefuse } from '../rest/refusals.js';
import type { Refusals } from '../rest/refusals.js';
import { jsonOf } from '../rest/rest-client.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { noted } from '../../../domain/said.js';

const INVITE = noted`Open the folder in Box as its owner, press Share, and invite the app's service account (AutomationUser_…@boxdevedition.com) as Editor.`;

const REFUSALS: Refusals = {
  rate_limit_exceeded: { fault: 'throttled', text: noted`Box asks for a pause.` },
  invalid_grant: {
    fault: 'sign-in',
    text: noted`Box does not let the app sign in. In the Admin Console > Integrations > Platform Apps Manager authorize the app (again after every change of its scopes), and compare enterpriseId.`,
  },
  unauthorized_client: {
    fault: 'sign-in',
    text: noted`The Box app is not authorized by the enterprise admin. Authorize it in the Admin Console > Integrations > Platform Apps Manager.`,
  },
  invalid_client: {
    fault: 'sign-in',
    text: noted`Box does not know clientId or clientSecret. Compare them with the Developer Console > the app > Configuration.`,
  },
  invalid_request: {
    fault: 'sign-in',
    text: noted`The Box app signs in another way. In the Developer Console make one with Server Authentication (Client Credentials Grant).`,
  },
  unauthorized: { fault: 'sign-in', text: noted`The sign-in at Box has run out.` },
  invalid_token: { fault: 'sign-in', text: noted`The sign-in at Box has run out.` },
  insufficient_scope: {
    fault: 'permission',
    text: noted`A scope of the Box app is missing. In the Developer Console > the app > Configuration tick "Write all files and folders stored in Box", then authorize the app again in the Admin Console.`,
  },
  access_denied_insufficient_permissions: {
    fault: 'permission',
    text: noted`The service account may not write to this folder of Box. ${INVITE}`,
  },
  access_denied_item_locked: { fault: 'busy', text: noted`The file is locked at Box.` },
  forbidden_by_policy: {
    fault: 'permission',
    text: noted`A Box Shield policy forbids it. Look at the Admin Console > Shield.`,
  },
  forbidden: { fault: 'permission', text: noted`Box does not allow it.` },
  file_size_limit_exceeded: {
    fault: 'refused',
    text: noted`The file is larger than the enterprise's Box plan allows.`,
  },
  request_entity_too_large: {
    fault: 'refused',
    text: noted`The file is larger than the enterprise's Box plan allows.`,
  },
  storage_limit_exceeded: {
    fault: 'full',
    text: noted`The Box account has no room left. Give the service account, or the owner of the folder, more storage in the Admin Console > Users.`,
  },
  not_found: { fault: 'gone', text: noted`Box does not find it.` },
  trashed: { fault: 'gone', text: noted`It lies in the trash of Box.` },
  item_name_in_use: { fault: 'refused', text: noted`At Box the name is taken by another item.` },
  name_temporarily_reserved: {
    fault: 'busy',
    text: noted`Box has the name reserved while it works on another upload.`,
  },
  operation_blocked_temporary: {
    fault: 'busy',
    text: noted`Box is moving or copying the folder.`,
  },
  conflict: { fault: 'busy', text: noted`Box is working on the same item.` },
  item_name_invalid: {
    fault: 'refused',
    text: noted`Box does not allow this name. Change folder or fileName in the archive file.`,
  },
  item_name_too_long: {
    fault: 'refused',
    text: noted`The name is too long for Box. Change folder or fileName in the archive file.`,
  },
  bad_digest: {
    fault: 'unavailable',
    text: noted`The bytes did not reach Box as they were sent. It is tried again.`,
  },
  session_expired: {
    fault: 'unavailable',
    text: noted`An upload to Box has run out. It begins again.`,
  },
  upload_failed: { fault: 'unavailable', text: noted`An upload to Box failed. It begins again.` },
};

export function createBoxRefuse(
  clock: Clock,
): (answer: RestAnswer, operation: string) => DestinationError {
  return createRefuse({ title: 'Box', refusals: REFUSALS, clock, codesOf: codesOfBox });
}

/** Of the API in `code`, of the token's address in `error`. */
export function codesOfBox(answer: Pick<RestAnswer, 'body'>): string[] {
  const body = jsonOf(answer);
  if (typeof body !== 'object' || body === null) return [];
  return ['code', 'error'].flatMap((name) => {
    const code: unknown = Reflect.get(body, name);
    return typeof code === 'string' ? [code] : [];
  });
}
