import { isRecord } from '../../../domain/is-record.js';
import type { Clock } from '../../../domain/clock.js';
import { DestinationError } from '../destination.js';
import { createRefuse } from '../rest/refusals.js';
import type { Refusals } from '../rest/refusals.js';
import { jsonOf } from '../rest/rest-client.js';
import type { RestAnswer } from '../rest/rest-client.js';
import { noted } from '../../../domain/said.js';

const CONSOLE = noted`the Dropbox App Console`;

const REFUSALS: Refusals = {
  too_many_requests: { fault: 'throttled', text: noted`Dropbox asks for a pause.` },
  too_many_write_operations: {
    fault: 'throttled',
    text: noted`Dropbox takes one write at a time in this folder space and asks for a pause.`,
  },
  too_many_files: { fault: 'full', text: noted`The Dropbox account has too many files.` },
  insufficient_space: {
    fault: 'full',
    text: noted`The Dropbox account has no room left. Make room, or raise its quota.`,
  },
  insufficient_quota: {
    fault: 'full',
    text: noted`The Dropbox account has no room left. Make room, or raise its quota.`,
  },
  invalid_grant: {
    fault: 'sign-in',
    text: noted`Dropbox does not know the refresh token any more: the app was unlinked. Link it again and put the new refreshToken into the archive file.`,
  },
  invalid_client: {
    fault: 'sign-in',
    text: noted`Dropbox does not know the app key or its secret. Compare appKey and appSecret with ${CONSOLE} > Settings.`,
  },
  unauthorized_client: {
    fault: 'sign-in',
    text: noted`The Dropbox app may not sign in like this. Look at ${CONSOLE} > Settings.`,
  },
  expired_access_token: { fault: 'sign-in', text: noted`The sign-in at Dropbox has run out.` },
  invalid_access_token: {
    fault: 'sign-in',
    text: noted`Dropbox does not accept the sign-in. Link the app again and put the new refreshToken into the archive file.`,
  },
  user_suspended: {
    fault: 'sign-in',
    text: noted`The Dropbox user that linked the app is suspended. Activate the user in the Admin console > Members.`,
  },
  invalid_select_user: {
    fault: 'sign-in',
    text: noted`Dropbox does not know the memberId in this team, or the app is not linked to a team. Check memberId.`,
  },
  invalid_account_type: {
    fault: 'permission',
    text: noted`The kind of Dropbox account does not allow this.`,
  },
  no_permission: {
    fault: 'permission',
    text: noted`The Dropbox user has no access to this namespaceId. Invite the user to that team folder in the Admin console > Content.`,
  },
  no_write_permission: {
    fault: 'permission',
    text: noted`The Dropbox user may not write to this folder. Give it "Can edit" there.`,
  },
  team_folder: {
    fault: 'permission',
    text: noted`Dropbox keeps team folders themselves out of reach. Set root to a folder inside one.`,
  },
  invalid_root: {
    fault: 'unavailable',
    text: noted`The Dropbox team's space has moved. It is tried again with the new one.`,
  },
  access_denied: { fault: 'permission', text: noted`Dropbox does not allow it.` },
  file: {
    fault: 'refused',
    text: noted`At Dropbox a file lies where a folder is needed. Move it away, or change folder in the archive file.`,
  },
  file_ancestor: {
    fault: 'refused',
    text: noted`At Dropbox a file lies where a folder is needed. Move it away, or change folder in the archive file.`,
  },
  disallowed_name: {
    fault: 'refused',
    text: noted`Dropbox does not allow this name. Change folder or fileName in the archive file.`,
  },
  malformed_path: {
    fault: 'refused',
    text: noted`Dropbox does not allow this path. Change folder or fileName in the archive file.`,
  },
  content_hash_mismatch: {
    fault: 'unavailable',
    text: noted`The bytes did not reach Dropbox as they were sent. It is tried again.`,
  },
  payload_too_large: { fault: 'refused', text: noted`The file is too large for Dropbox.` },
  operation_suppressed: { fault: 'refused', text: noted`Dropbox suppressed the operation.` },
  restricted_content: {
    fault: 'refused',
    text: noted`Dropbox does not give the file out, for legal reasons.`,
  },
  template_not_found: {
    fault: 'unavailable',
    text: noted`Dropbox lost the template of dealdraft's properties. It is made again.`,
  },
  locked: { fault: 'busy', text: noted`The file is locked at Dropbox.` },
  not_found: { fault: 'gone', text: noted`Dropbox does not find the file.` },
  not_file: { fault: 'gone', text: noted`At Dropbox there is a folder where the file was.` },
};

const MALFORMED = /^Error in call to API function/u;

export function createDropboxRefuse(
  clock: Clock,
): (answer: RestAnswer, operation: string) => DestinationError {
  const refuse = createRefuse({
    title: 'Dropbox',
    refusals: REFUSALS,
    clock,
    codesOf: (answer) => {
      // The one thing that Dropbox says in plain text.
      if (MALFORMED.test(answer.body.toString('utf8'))) return ['malformed_request'];
      return tagsOf(errorOf(answer)).toReversed();
    },
    retryAfterMsOf: (answer) => {
      const error = errorOf(answer);
      const seconds = isRecord(error) ? error.retry_after : undefined;
      if (typeof seconds === 'number') return seconds * 1_000;
      // Without a word about it a second is meant.
      return tagsOf(error).some((tag) => tag.startsWith('too_many_')) ? 1_000 : null;
    },
  });
  return (answer, operation) => {
    const scope = missingScope(errorOf(answer));
    if (scope === null) return refuse(answer, operation);
    return new DestinationError(
      noted`The Dropbox app lacks the permission ${scope}. Tick it in the Dropbox App Console > Permissions, press Submit, then link the app again: a permission that is added later needs a new refreshToken.`,
      { fault: 'permission', operation, status: answer.status, upstreamCode: 'missing_scope' },
    );
  };
}

function missingScope(error: unknown): string | null {
  if (!isRecord(error) || error['.tag'] !== 'missing_scope') return null;
  const scope = error.required_scope;
  return typeof scope === 'string' && /^[a-z_.]{1,60}$/u.test(scope) ? scope : 'of this call';
}

/** The chain of tags, from the outside in: `path`, `conflict`, `file`. The summary beside it ends at random. */
export function tagsOf(error: unknown): string[] {
  if (typeof error === 'string') return [error];
  if (!isRecord(error)) return [];
  const tag = error['.tag'];
  const inside = typeof tag === 'string' ? (error[tag] ?? error.reason) : error.reason;
  return [...(typeof tag === 'string' ? [tag] : []), ...(inside === error ? [] : tagsOf(inside))];
}

export function errorOf(answer: Pick<RestAnswer, 'body'>): unknown {
  const body = jsonOf(answer);
  return isRecord(body) ? body.error : null;
}
