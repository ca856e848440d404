import { z } from 'zod';

import { toIso } from './clock.js';
import { notFound, plainError } from './errors.js';
import type { JsonObject } from './json.js';
import { toPage } from './paging.js';
import { parseBody } from './parse-body.js';
import { ROLES } from './reference-data.js';
import type { User } from './reference-data.js';
import { toRole } from './roles.js';
import { ok } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';
import type { WorkspaceState } from './state.js';

const BASE = '/api/v2.1/public/auth/users/';
const BASE_V1 = '/api/v1/public/auth/users/:userId';

const inviteBody = z.object({
  first_name: z.string().min(1),
  last_name: z.string().nullish(),
  designation: z.string().nullish(),
  email: z.email(),
  role_ids: z.array(z.int()).nullish(),
});

/** The members of the workspace. */
export function userRoutes({ state }: Workspace): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: BASE,
      handle: ({ query }) => {
        const email = query.get('user_email')?.toLowerCase();
        const name = query.get('user_name')?.toLowerCase();
        const users = state.users.filter(
          (user) =>
            (email === undefined || user.email.toLowerCase() === email) &&
            (name === undefined || user.name.toLowerCase().startsWith(name)),
        );
        return ok(toPage(users, query, toUser));
      },
    },
    {
      method: 'POST',
      path: BASE,
      handle: ({ body, actor }) => ok(inviteUser(body, actor, state)),
    },
    {
      method: 'PATCH',
      path: BASE_V1,
      handle: (call) => {
        const user = requireUser(call, state);
        const { roles } = parseBody(z.object({ roles: z.array(z.int()).optional() }), call.body);
        refuseUnknownRoles(roles);
        if (roles) user.roleIds = roles;
        return ok(toVersionOneUser(user, state));
      },
    },
    {
      method: 'DELETE',
      path: BASE_V1,
      handle: (call) => {
        const user = requireUser(call, state);
        if (!user.isActive) throw plainError(400, 'User already deactivated.');
        user.isActive = false;
        return { status: 204 };
      },
    },
  ];
}

function inviteUser(body: unknown, actor: User, state: WorkspaceState): JsonObject {
  const invited = parseBody(inviteBody, body);
  const { first_name: firstName, last_name: lastName, email, role_ids: roleIds } = invited;
  refuseUnknownRoles(roleIds ?? undefined);
  if (state.userByEmail(email)) {
    throw plainError(400, 'A user with this email already exists in the workspace.');
  }
  const user = state.addUser({ email, name: [firstName, lastName].filter(Boolean).join(' ') });
  user.designation = invited.designation ?? '';
  user.roleIds = roleIds ?? [];
  return {
    email,
    first_name: firstName,
    ...(lastName && { last_name: lastName }),
    ...(invited.designation && { designation: invited.designation }),
    // Whoever has it may sign up as them.
    token: `invitation-secret-${user.id}`,
    disabled_token: false,
    created_by_user: actor.email,
    role_ids: [...user.roleIds],
  };
}

function refuseUnknownRoles(roleIds: readonly number[] = []): void {
  if (roleIds.some((id) => !ROLES.some((role) => role.id === id))) {
    throw plainError(400, 'Invalid role ID.');
  }
}

function requireUser({ params }: ApiCall, state: WorkspaceState): User {
  const user = state.users.find(({ id }) => String(id) === params.userId);
  if (!user) throw notFound();
  return user;
}

function rolesOf(user: User) {
  return ROLES.filter(({ id }) => user.roleIds.includes(id));
}

export function toUser(user: User): JsonObject {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    designation: user.designation,
    roles: rolesOf(user).map(toRole),
    is_active: user.isActive,
  };
}

function toVersionOneUser(user: User, state: WorkspaceState): JsonObject {
  const [firstName = '', ...rest] = user.name.split(' ');
  const at = toIso(state.now());
  return {
    id: user.id,
    first_name: firstName,
    last_name: rest.join(' '),
    roles: rolesOf(user).map(({ name }) => name),
    username: user.email,
    created: at,
    modified: at,
  };
}
