import { z } from 'zod';
import type { SpotDraftUser } from '../../domain/spotdraft-user.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { filled } from './filled.js';
import { hasMore, MAX_PAGE, pageWire } from './pages.js';
import { userWire } from './user.wire.js';
import { flag, readRows, text } from './wire-values.js';
import { noted } from '../../domain/said.js';

export interface Users {
  /** The member of the workspace with this address, upper and lower case alike; null when there is none. */
  findUser(email: string, options: CallOptions): Promise<{ readonly isActive: boolean } | null>;
  /** The member with this number; null when there is none. No route asks for one, so that it costs a call for each hundred. */
  findUserById(
    id: string,
    options: CallOptions,
  ): Promise<{ readonly email: string; readonly isActive: boolean } | null>;
  /** One page of the members, inactive ones among them. */
  listUsers(
    request: UsersRequest,
    options: CallOptions,
  ): Promise<{ readonly rows: readonly SpotDraftUser[]; readonly total: number }>;
  /** Invites somebody into the workspace. The answer holds a token of theirs, which is left unread. */
  inviteUser(invitation: UserInvitation, options: CallOptions): Promise<void>;
  /** Gives a member these roles and no others. @returns their address; null where SpotDraft does not say it. */
  updateUserRoles(
    id: string,
    roleIds: readonly string[],
    options: CallOptions,
  ): Promise<string | null>;
  /** @throws UpstreamRejectedError for somebody who is deactivated already. */
  deactivateUser(id: string, options: CallOptions): Promise<void>;
}

export interface UsersRequest {
  readonly page: number;
  readonly limit: number;
  readonly email?: string;
  /** How the full name begins. */
  readonly name?: string;
}

export interface UserInvitation {
  readonly firstName: string;
  readonly lastName?: string;
  readonly email: string;
  readonly designation?: string;
  readonly roleIds?: readonly string[];
}

const accountsWire = z.object({ results: z.array(z.unknown()) });
const accountWire = z.object({ email: z.string(), is_active: flag });
/** No workspace has more; a list that never ends is no list. */
const MAX_PAGES = 50;

const invitedWire = z.object({ email: z.string() });
const editedWire = z.object({ username: text });

export function createUsers({ caller, note }: CapabilityParts): Users {
  return {
    async findUser(email, options) {
      const wanted = email.toLowerCase();
      const { results } = await caller.call('GET /auth/users/', {
        query: { user_email: email },
        answer: accountsWire,
        options,
      });
      const user = readRows(results, { row: accountWire, what: 'user', note }).find(
        (found) => found.email.toLowerCase() === wanted,
      );
      // Of whom it is not said, they are not known to be anything else.
      return user === undefined ? null : { isActive: user.is_active ?? true };
    },

    async findUserById(id, options) {
      for (let page = 1; page <= MAX_PAGES; page += 1) {
        const asked = { page, limit: MAX_PAGE };
        const list = await caller.call('GET /auth/users/', {
          query: asked,
          answer: pageWire,
          options,
        });
        const rows = readRows(list.results, { row: userWire, what: 'user', note });
        const found = rows.find((user) => user.id === id);
        if (found?.email != null && found.isActive !== null) {
          return { email: found.email, isActive: found.isActive };
        }
        if (!hasMore(list, asked)) return null;
      }
      return null;
    },

    async listUsers({ page, limit, email, name }, options) {
      const { results, total_results: total } = await caller.call('GET /auth/users/', {
        query: { page, limit, user_email: filled(email), user_name: filled(name) },
        answer: pageWire,
        options,
      });
      return { rows: readRows(results, { row: userWire, what: 'user', note }), total };
    },

    async inviteUser({ firstName, lastName, email, designation, roleIds }, options) {
      await caller.call('POST /auth/users/', {
        body: {
          first_name: firstName,
          last_name: filled(lastName),
          email,
          designation: filled(designation),
          role_ids: filled(roleIds)?.map(Number),
        },
        answer: invitedWire,
        options,
      });
    },

    async updateUserRoles(id, roleIds, options) {
      const { username } = await caller.call('PATCH /v1/auth/users/{id}', {
        path: { id },
        body: { roles: roleIds.map(Number) },
        answer: editedWire,
        subject: noted`user ${id}`,
        options,
      });
      return username ?? null;
    },

    async deactivateUser(id, options) {
      await caller.call('DELETE /v1/auth/users/{id}', {
        path: { id },
        subject: noted`user ${id}`,
        options,
      });
    },
  };
}
