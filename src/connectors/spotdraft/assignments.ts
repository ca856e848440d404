import type { ContractId } from '../../domain/contract-id.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { filled } from './filled.js';

/** Who in the workspace works on a contract. */
export interface Assignments {
  /** Throws NotFoundError for an unknown user as for an unknown contract. */
  changeBusinessUser(
    id: ContractId,
    to: { readonly userId: string; readonly moveTasks: boolean },
    options: CallOptions,
  ): Promise<void>;
  /** Makes a task each time; SpotDraft shows nowhere which there are. */
  requestReview(id: ContractId, request: ReviewRequest, options: CallOptions): Promise<void>;
}

export interface ReviewRequest {
  readonly description?: string;
  readonly assignee: { readonly userId: string } | { readonly roleId: string };
}

export function createAssignments({ caller }: CapabilityParts): Assignments {
  return {
    async changeBusinessUser(id, { userId, moveTasks }, options) {
      await caller.call('PATCH /contracts/{id}/business_user/', {
        path: { id },
        body: { user_id: Number(userId), update_user_task_on_bu_update: moveTasks },
        options,
      });
    },

    async requestReview(id, { description, assignee }, options) {
      await caller.call('POST /contracts/{id}/review_request/', {
        path: { id },
        body: {
          description: filled(description),
          ...('userId' in assignee
            ? { assignee_user_id: Number(assignee.userId) }
            : { assignee_role_id: Number(assignee.roleId) }),
        },
        options,
      });
    },
  };
}
