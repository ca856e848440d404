import { z } from 'zod';

import { addFieldError, fieldError } from './errors.js';
import type { FieldErrors } from './errors.js';
import type { Contract } from './model.js';
import { toPage } from './paging.js';
import { parseBody } from './parse-body.js';
import { ROLES } from './reference-data.js';
import type { User } from './reference-data.js';
import { DONE, ok, requireInteger } from './router.js';
import type { ApiRoute, Workspace } from './router.js';
import type { WorkspaceState } from './state.js';

const BASE = '/api/v2.1/public/contracts/:id';

const inviteBody = z.object({
  items: z
    .array(
      z.object({
        permission_name: z.enum([
          'CONTRACT.READ',
          'CONTRACT.SUGGEST',
          'CONTRACT.EDIT',
          'CONTRACT.SIGN',
        ]),
        user_id: z.int().nullish(),
        role_id: z.int().nullish(),
        new_user_email: z.email().nullish(),
        new_user_name: z.string().min(1).nullish(),
        new_user_role_id: z.int().nullish(),
        note: z.string().min(1).nullish(),
      }),
    )
    .min(1),
});
type InviteItem = z.infer<typeof inviteBody>['items'][number];

const uninviteBody = z.object({ user_id: z.int().nullish(), role_id: z.int().nullish() });

/** Who of the workspace may open a contract beside those who may open all of its type. */
export function invitationRoutes(workspace: Workspace): ApiRoute[] {
  const { state } = workspace;
  return [
    {
      method: 'GET',
      path: `${BASE}/authorized_users/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const users = state.users.filter((user) => user.isActive && state.maySee(user, contract));
        return ok(toPage(users, call.query, toMinimalUser));
      },
    },
    {
      method: 'POST',
      path: `${BASE}/invite/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const { items } = parseBody(inviteBody, call.body);
        refuseUnknown(items, state);
        return ok(invite(contract, items, state));
      },
    },
    {
      method: 'POST',
      path: `${BASE}/uninvite/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const { user_id: userId, role_id: roleId } = parseBody(uninviteBody, call.body);
        if ((userId == null) === (roleId == null)) {
          throw fieldError({
            non_field_errors: ['Exactly one of user_id and role_id is needed'],
          });
        }
        contract.invited = (contract.invited ?? []).filter(
          (one) => one.userId !== (userId ?? null) || one.roleId !== (roleId ?? null),
        );
        return DONE;
      },
    },
    {
      method: 'POST',
      path: `${BASE}/uninvite_all/`,
      handle: (call) => {
        requireInteger(call, workspace).invited = [];
        return DONE;
      },
    },
  ];
}

function refuseUnknown(items: readonly InviteItem[], state: WorkspaceState): void {
  const errors: FieldErrors = {};
  for (const [index, item] of items.entries()) {
    const path = ['items', String(index)];
    const given = [item.user_id, item.role_id, item.new_user_email].filter((one) => one != null);
    if (given.length !== 1) {
      addFieldError(errors, path, 'Exactly one of user_id, role_id and new_user_email is needed');
    } else if (item.user_id != null && !state.users.some(({ id }) => id === item.user_id)) {
      addFieldError(errors, [...path, 'user_id'], 'Invalid user.');
    } else if (item.role_id != null && !ROLES.some(({ id }) => id === item.role_id)) {
      addFieldError(errors, [...path, 'role_id'], 'Invalid role.');
    }
  }
  if (Object.keys(errors).length > 0) throw fieldError(errors);
}

function invite(contract: Contract, items: readonly InviteItem[], state: WorkspaceState) {
  const users: User[] = [];
  const roles: (typeof ROLES)[number][] = [];
  for (const item of items) {
    const role = ROLES.find(({ id }) => id === item.role_id);
    if (role) {
      roles.push(role);
    } else {
      const email = item.new_user_email ?? '';
      const user =
        state.users.find(({ id }) => id === item.user_id) ??
        state.addUser({ email, name: item.new_user_name ?? email.split('@')[0] ?? '' });
      users.push(user);
    }
    contract.invited = [
      ...(contract.invited ?? []),
      {
        userId: role ? null : (users.at(-1)?.id ?? null),
        roleId: role?.id ?? null,
        permission: item.permission_name,
      },
    ];
  }
  return {
    impacted_users: users.map(toMinimalUser),
    impacted_roles: roles.map(({ id, name, description }) => ({ id, name, description })),
  };
}

function toMinimalUser({ id, email, name, designation }: User) {
  return { id, email, name, designation };
}
