import { z } from 'zod';

import { fieldError } from './errors.js';
import type { JsonObject } from './json.js';
import type { Contract } from './model.js';
import { toPage } from './paging.js';
import { parseBody } from './parse-body.js';
import { ok, requireInteger } from './router.js';
import type { ApiRoute, Workspace } from './router.js';
import { toPerformer } from './state.js';
import type { WorkspaceState } from './state.js';

const PATH = '/api/v2.1/public/contracts/:id/comments/';

const commentBody = z.object({
  comment: z.string().refine((text) => text.trim() !== '', 'This field may not be blank.'),
});

/** A contract's activity log: newest first, without author or time. */
export function commentRoutes(workspace: Workspace): ApiRoute[] {
  const { state, lifecycle } = workspace;
  return [
    {
      method: 'GET',
      path: PATH,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        return ok(toPage(contract.comments, call.query, (one) => toComment(contract, one)));
      },
    },
    {
      method: 'POST',
      path: PATH,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const { comment } = parseBody(commentBody, call.body);
        lifecycle.comment(contract, withNames(comment, state), toPerformer(call.actor));
        const [newest] = contract.comments;
        if (!newest) throw new Error('a comment that was just made is there');
        return { status: 201, json: toComment(contract, newest) };
      },
    },
  ];
}

/** The people who are mentioned stand in the text by their addresses from then on. */
function withNames(text: string, state: WorkspaceState): string {
  return text.replace(/!!@(\d+)!!/g, (_mention, id: string) => {
    const user = state.users.find((one) => String(one.id) === id);
    if (!user) throw fieldError({ comment: [`User ${id} is not a member of this workspace.`] });
    return user.email;
  });
}

function toComment(contract: Contract, { id, text }: Contract['comments'][number]): JsonObject {
  return { id, contract_id: contract.number, comment: text, replies: [] };
}
