import type { Reader } from '../../auth/caller.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { UserInvitation } from '../../connectors/spotdraft/users.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { SpotDraftUser } from '../../domain/spotdraft-user.js';
import type { UserError } from '../../domain/user-error.js';
import type { SharedParts } from '../create-services.js';
import { emailErrors } from '../email-errors.js';
import { makeOnce } from '../once/make-once.js';
import { readLivePage } from '../paging/live-list.js';
import type { Page, PageRequest } from '../paging/page.js';
import { checkText, lengthErrors, LONGEST, requiredErrors } from '../text-length.js';
import { actOrRefuse } from './act-or-refuse.js';
import { addressMark, USER_CREATION, userSubject } from './user-creations.js';
import { noted, said } from '../../domain/said.js';

export interface UserService {
  /** The members of the workspace, live. @throws InputError for texts that are too long and for what is no page. */
  list(filter: UserFilter, request: PageRequest): Promise<Page<SpotDraftUser>>;
  /** Once for one wish. */
  invite(reader: Reader, input: InviteUserInput): Promise<UserResult>;
  /** @throws InputError for malformed ids, NotFoundError for an unknown user. */
  update(reader: Reader, input: UpdateUserInput): Promise<UserResult>;
  /** @throws as `update`. */
  deactivate(reader: Reader, input: { readonly userId: string }): Promise<DeactivateResult>;
}

export interface UserFilter {
  readonly email?: string;
  /** How the full name begins. */
  readonly name?: string;
}

export interface InviteUserInput extends UserInvitation {
  readonly idempotencyKey?: string;
}

export interface UpdateUserInput {
  readonly userId: string;
  /** All roles that they are to have. */
  readonly roleIds: readonly string[];
}

export interface UserResult {
  /** Null when it was refused, and where SpotDraft does not list them yet. */
  readonly user: SpotDraftUser | null;
  readonly userErrors: readonly UserError[];
}

export interface DeactivateResult {
  /** Null when it was refused. */
  readonly userId: string | null;
  readonly userErrors: readonly UserError[];
}

const MAX_ROLES = 100;
const INTERACTIVE: CallOptions = { lane: 'interactive' };

export function createUserService(parts: SharedParts): UserService {
  const { spotdraft, actingUsers } = parts;

  async function withAddress(email: string): Promise<SpotDraftUser | null> {
    const wanted = email.toLowerCase();
    const { rows } = await spotdraft.listUsers({ page: 1, limit: 10, email }, INTERACTIVE);
    return rows.find((user) => user.email?.toLowerCase() === wanted) ?? null;
  }

  return {
    async list({ email, name }, request) {
      checkText('email', email, LONGEST.email);
      checkText('name', name, LONGEST.search);
      const filter = {
        ...(email === undefined ? {} : { email }),
        ...(name === undefined ? {} : { name }),
      };
      return readLivePage(
        {
          name: ['spotdraftUsers', email ?? null, name ?? null],
          read: (page) => spotdraft.listUsers({ ...page, ...filter }, INTERACTIVE),
          idOf: (user) => user.id,
          show: async (users) => users,
          hides: false,
        },
        request,
        parts.cursorSeal,
      );
    },

    async invite(reader, { idempotencyKey, ...invitation }) {
      const roleIds = roleIdsOf(invitation.roleIds ?? []);
      const wrong = invitationErrors(invitation);
      if (wrong.length > 0) return { user: null, userErrors: wrong };
      const { email } = invitation;
      const outcome = await makeOnce(parts, reader, {
        kind: USER_CREATION,
        what: said`a user`,
        scope: [],
        input: { ...invitation, roleIds },
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        subject: (options) => userSubject(spotdraft, email, options),
        send: (options) => spotdraft.inviteUser({ ...invitation, roleIds }, options),
        idOf: () => addressMark(email),
      });
      return outcome.done
        ? { user: await withAddress(email), userErrors: [] }
        : { user: null, userErrors: outcome.userErrors };
    },

    async update(reader, input) {
      const userId = parseNumberId(input.userId, noted`a user of SpotDraft`);
      const roleIds = roleIdsOf(input.roleIds);
      const wrong = tooMany(roleIds);
      if (wrong.length > 0) return { user: null, userErrors: wrong };
      const outcome = await actOrRefuse(actingUsers, reader, (options) =>
        spotdraft.updateUserRoles(userId, roleIds, options),
      );
      if (!outcome.done) return { user: null, userErrors: outcome.userErrors };
      return {
        user: outcome.value === null ? null : await withAddress(outcome.value),
        userErrors: [],
      };
    },

    async deactivate(reader, input) {
      const userId = parseNumberId(input.userId, noted`a user of SpotDraft`);
      const outcome = await actOrRefuse(actingUsers, reader, (options) =>
        spotdraft.deactivateUser(userId, options),
      );
      return outcome.done
        ? { userId, userErrors: [] }
        : { userId: null, userErrors: outcome.userErrors };
    },
  };
}

function roleIdsOf(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.map((id) => parseNumberId(id, noted`a role of SpotDraft`)))];
}

function tooMany(roleIds: readonly string[]): UserError[] {
  if (roleIds.length <= MAX_ROLES) return [];
  const message = said`${roleIds.length} roles are more than the ${MAX_ROLES} that one user is given.`;
  return [{ field: ['roleIds'], code: 'INVALID_INPUT', message }];
}

function invitationErrors(invitation: UserInvitation): UserError[] {
  const { firstName, lastName, email, designation, roleIds = [] } = invitation;
  return [
    ...lengthErrors({
      firstName: { text: firstName, max: LONGEST.name },
      lastName: { text: lastName, max: LONGEST.name },
      designation: { text: designation, max: LONGEST.name },
    }),
    ...emailErrors(['email'], email),
    ...tooMany(roleIds),
    ...requiredErrors({ firstName }),
  ];
}
