import { z } from 'zod';
import { APPROVAL_STATUSES, APPROVAL_TYPES } from '../../domain/approval.js';
import type { Approval, ApprovalAct } from '../../domain/approval.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { toUtc } from './contract.wire.js';
import type { NoteUnknown } from './note-unknown.js';
import { listWire } from './pages.js';
import { userWire } from './user.wire.js';
import { filledText, numberId, readRows, readWord, text } from './wire-values.js';

export interface Approvals {
  listApprovals(id: ContractId, options: CallOptions): Promise<readonly Approval[]>;
  /** Asks for all of them. @returns the ids of the new steps. */
  requestApprovals(
    id: ContractId,
    approvals: readonly ApprovalRequest[],
    options: CallOptions,
  ): Promise<readonly string[]>;
}

export interface ApprovalRequest {
  readonly name: string;
  readonly notes: string;
  readonly approver: { readonly userId: string } | { readonly roleId: string };
  /** Lower ones are asked first, equal ones at once. */
  readonly order?: number;
}

const actionWire = z.object({ status: text, created: text, notes: text });

const approvalWire = z.object({
  approval: z.object({
    id: numberId,
    approval_name: text,
    approval_type: text,
    status: text,
    org_user: userWire.nullish().catch(null),
    last_sent_at: text,
    notes: text,
  }),
  approval_actions: z.array(z.unknown()).nullish().catch(null),
});

/** The answer to a request is documented as a bare array, that to the list as `{results}`. */
const requestedWire = z.object({ id: numberId });

export function createApprovals({ caller, note }: CapabilityParts): Approvals {
  return {
    async listApprovals(id, options) {
      const rows = await caller.call('GET /contracts/approvals/{id}/', {
        path: { id },
        answer: listWire,
        options,
      });
      return readRows(rows, { row: approvalWire, what: 'approval', note }).map((wire) =>
        toApproval(wire, note),
      );
    },

    async requestApprovals(id, approvals, options) {
      const rows = await caller.call('POST /contracts/approvals/{id}/', {
        path: { id },
        body: {
          approvals: approvals.map(({ name, notes, approver, order }) => ({
            name,
            notes,
            approver_user_id: 'userId' in approver ? Number(approver.userId) : undefined,
            approver_role_id: 'roleId' in approver ? Number(approver.roleId) : undefined,
            order,
          })),
        },
        answer: listWire,
        options,
      });
      return readRows(rows, { row: requestedWire, what: 'approval', note }).map((row) => row.id);
    },
  };
}

function toApproval(wire: z.infer<typeof approvalWire>, note: NoteUnknown): Approval {
  const { approval } = wire;
  const actions = readRows(wire.approval_actions ?? [], {
    row: actionWire,
    what: 'approval action',
    note,
  });
  return {
    id: approval.id,
    name: approval.approval_name ?? '',
    type: readWord(APPROVAL_TYPES, approval.approval_type, { what: 'approval type', note }),
    status: readWord(APPROVAL_STATUSES, approval.status, { what: 'approval status', note }),
    approver: approval.org_user ?? null,
    sentAt: toUtc(approval.last_sent_at),
    notes: filledText(approval.notes),
    actions: actions.map(({ status, created, notes }): ApprovalAct => ({
      status: readWord(APPROVAL_STATUSES, status, { what: 'approval status', note }),
      at: toUtc(created),
      notes: filledText(notes),
    })),
  };
}
