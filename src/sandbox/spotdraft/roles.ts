import { z } from 'zod';

import { addFieldError, fieldError, notFound } from './errors.js';
import type { FieldErrors } from './errors.js';
import { parseBody } from './parse-body.js';
import { ROLES } from './reference-data.js';
import type { Role, User } from './reference-data.js';
import { ok } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';

const BASE = '/api/v2.1/public/auth/roles';

const addBody = z.object({ user_ids_to_add: z.array(z.int()).min(1) });
const removeBody = z.object({ user_ids_to_remove: z.array(z.int()).min(1) });

/** What members of the workspace may do, and who they are. */
export function roleRoutes({ state }: Workspace): ApiRoute[] {
  const members = (field: string, ids: readonly number[]): User[] => {
    const errors: FieldErrors = {};
    const users = ids.flatMap((id, index) => {
      const user = state.users.find((one) => one.id === id);
      if (!user) addFieldError(errors, [field, String(index)], `Invalid user ${id}.`);
      return user ?? [];
    });
    if (Object.keys(errors).length > 0) throw fieldError(errors);
    return users;
  };
  return [
    {
      method: 'GET',
      path: `${BASE}/`,
      handle: () => ok({ active_roles: ROLES.map(toRole) }),
    },
    {
      method: 'POST',
      path: `${BASE}/:roleId/members`,
      handle: (call) => {
        const role = requireRole(call);
        const { user_ids_to_add: ids } = parseBody(addBody, call.body);
        const users = members('user_ids_to_add', ids);
        for (const user of users) user.roleIds = [...new Set([...user.roleIds, role.id])];
        return ok(
          users.map(({ id, email, name, designation }) => ({ id, email, name, designation })),
        );
      },
    },
    {
      method: 'DELETE',
      path: `${BASE}/:roleId/members`,
      handle: (call) => {
        const role = requireRole(call);
        const { user_ids_to_remove: ids } = parseBody(removeBody, call.body);
        for (const user of members('user_ids_to_remove', ids)) {
          user.roleIds = user.roleIds.filter((id) => id !== role.id);
        }
        return { status: 204 };
      },
    },
  ];
}

export function toRole({ id, name, description }: Role) {
  return { id, name, description };
}

function requireRole({ params }: ApiCall): Role {
  const role = ROLES.find(({ id }) => String(id) === params.roleId);
  if (!role) throw notFound();
  return role;
}
