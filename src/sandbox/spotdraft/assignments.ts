import { z } from 'zod';

import { fieldError, plainError } from './errors.js';
import { parseBody } from './parse-body.js';
import { ROLES } from './reference-data.js';
import type { User } from './reference-data.js';
import { DONE, ok, requireInteger } from './router.js';
import type { ApiRoute, Workspace } from './router.js';

const BASE = '/api/v2.1/public/contracts';

const businessUserBody = z.object({
  user_id: z.int(),
  update_user_task_on_bu_update: z.boolean().default(true),
});
const reviewBody = z.object({
  description: z.string().min(1).optional(),
  assignee_user_id: z.int().nullish(),
  assignee_role_id: z.int().nullish(),
});

/** Who in the workspace works on a contract: its business user, and whom it was given to for review. */
export function assignmentRoutes(workspace: Workspace): ApiRoute[] {
  const { state, lifecycle } = workspace;
  const member = (id: number): User | undefined =>
    state.users.find((user) => user.id === id && user.isActive);
  return [
    {
      method: 'PATCH',
      path: `${BASE}/:id/business_user/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const body = parseBody(businessUserBody, call.body);
        const user = member(body.user_id);
        if (!user) throw plainError(404, 'Not Found');
        lifecycle.assign(contract, user);
        return ok({ user_id: user.id, contract_id: contract.number, type: 'BUSINESS' });
      },
    },
    {
      method: 'POST',
      path: `${BASE}/:id/review_request/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const body = parseBody(reviewBody, call.body ?? {});
        const { assignee_user_id: userId, assignee_role_id: roleId, description = '' } = body;
        if ((userId == null) === (roleId == null)) {
          const message = 'Set either assignee_user_id or assignee_role_id.';
          throw fieldError({ non_field_errors: [message] });
        }
        if (userId != null && !member(userId)) {
          throw fieldError({ assignee_user_id: ['No such user in this workspace.'] });
        }
        if (roleId != null && !ROLES.some(({ id }) => id === roleId)) {
          throw fieldError({ assignee_role_id: ['No such role in this workspace.'] });
        }
        lifecycle.requestReview(contract, {
          description,
          userId: userId ?? null,
          roleId: roleId ?? null,
        });
        return DONE;
      },
    },
  ];
}
