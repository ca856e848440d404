import { z } from 'zod';

import { toIso } from './clock.js';
import type { Lifecycle } from './contracts/lifecycle.js';
import { addFieldError, domainError, fieldError, plainError } from './errors.js';
import type { FieldErrors } from './errors.js';
import type { JsonObject } from './json.js';
import type { Approval, Contract, Performer } from './model.js';
import { parseBody } from './parse-body.js';
import { ROLES } from './reference-data.js';
import type { User } from './reference-data.js';
import { ok, requireComposite } from './router.js';
import type { ApiRoute, Workspace } from './router.js';
import { SYSTEM, toPerformer } from './state.js';
import type { WorkspaceState } from './state.js';

const PATH = '/api/v2.1/public/contracts/approvals/:id/';

const requestBody = z.object({
  approvals: z
    .array(
      z.object({
        name: z.string().min(1),
        notes: z.string(),
        approver_user_id: z.int().nullish(),
        approver_role_id: z.int().nullish(),
        order: z.int().nullish(),
      }),
    )
    .min(1),
});
type Wanted = z.infer<typeof requestBody>['approvals'][number];

/** What has to be agreed to inside; asked for ad hoc here, since the sandbox's workflows have no approvals of their own. */
export function approvalRoutes(workspace: Workspace): ApiRoute[] {
  const { state } = workspace;
  return [
    {
      method: 'GET',
      path: PATH,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        const approvals = contract.approvals ?? [];
        return ok({ results: approvals.map((one) => toApproval(one, contract, state)) });
      },
    },
    {
      method: 'POST',
      path: PATH,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        const { approvals } = parseBody(requestBody, call.body);
        const made = requestApprovals(contract, approvals, { ...workspace, actor: call.actor });
        return { status: 201, json: made.map((one) => toRequested(one, contract)) };
      },
    },
  ];
}

function requestApprovals(
  contract: Contract,
  wanted: readonly Wanted[],
  { state, lifecycle, actor }: Pick<Workspace, 'state' | 'lifecycle'> & { readonly actor: User },
): Approval[] {
  refuseUnknown(wanted, state);
  const present = contract.approvals ?? [];
  if (present.some(({ status }) => status === 'PENDING')) {
    throw domainError(400, 'SD_CONTRACTS_00152', 'Another approval is already in progress.');
  }
  const made = wanted.map((one): Approval => ({
    id: state.nextId('approval'),
    name: one.name,
    notes: one.notes,
    order: one.order ?? null,
    userId: one.approver_user_id ?? null,
    roleId: one.approver_role_id ?? null,
    createdBy: actor.id,
    status: 'NOT_STARTED',
    actions: [],
  }));
  contract.approvals = [...present, ...made];
  askNext(contract, lifecycle, state, toPerformer(actor));
  return made;
}

/** Those of the lowest order that nobody was asked for yet are sent out; all without an order at once. */
function askNext(
  contract: Contract,
  lifecycle: Lifecycle,
  state: WorkspaceState,
  performer: Performer,
): void {
  const waiting = (contract.approvals ?? []).filter(({ status }) => status === 'NOT_STARTED');
  if (waiting.length === 0) return;
  const turn = Math.min(...waiting.map(({ order }) => order ?? 0));
  for (const approval of waiting.filter(({ order }) => (order ?? 0) === turn)) {
    approval.status = 'PENDING';
    approval.sentAt = state.now();
  }
  lifecycle.emit('CONTRACT_APPROVAL_REQUESTED', contract, performer);
}

/** What whoever is asked does in the product: all that is pending is decided alike. */
export function decideApprovals(
  contract: Contract,
  { status, notes }: { readonly status: 'APPROVED' | 'REJECTED'; readonly notes: string },
  { state, lifecycle }: Pick<Workspace, 'state' | 'lifecycle'>,
): void {
  const pending = (contract.approvals ?? []).filter((one) => one.status === 'PENDING');
  if (pending.length === 0) throw plainError(400, 'No approval of this contract is pending.');
  for (const approval of pending) {
    approval.status = status;
    approval.actions.push({ status, notes, at: state.now() });
  }
  if (status === 'REJECTED') return;
  askNext(contract, lifecycle, state, SYSTEM);
  const isDone = contract.approvals?.every((one) => one.status === 'APPROVED') ?? false;
  if (isDone) lifecycle.emit('CONTRACT_APPROVAL_COMPLETED', contract, SYSTEM);
}

function refuseUnknown(wanted: readonly Wanted[], state: WorkspaceState): void {
  const errors: FieldErrors = {};
  for (const [index, { approver_user_id: userId, approver_role_id: roleId }] of wanted.entries()) {
    const path = ['approvals', String(index)];
    if ((userId == null) === (roleId == null)) {
      addFieldError(errors, path, 'Exactly one of approver_user_id and approver_role_id is needed');
    } else if (userId != null && !state.users.some((user) => user.id === userId && user.isActive)) {
      addFieldError(errors, [...path, 'approver_user_id'], 'Invalid user.');
    } else if (roleId != null && !ROLES.some((role) => role.id === roleId)) {
      addFieldError(errors, [...path, 'approver_role_id'], 'Invalid role.');
    }
  }
  if (Object.keys(errors).length > 0) throw fieldError(errors);
}

function toApproval(approval: Approval, contract: Contract, state: WorkspaceState): JsonObject {
  const people = new Map(state.users.map(({ id, name, email }) => [id, { id, name, email }]));
  const approver = approval.userId === null ? undefined : people.get(approval.userId);
  return {
    approval: {
      id: approval.id,
      contract_id: contract.number,
      approval_name: approval.name,
      approval_type: 'AD_HOC',
      status: approval.status,
      sent_for_approval: approval.sentAt !== undefined,
      created_by_org_user: people.get(approval.createdBy) ?? { id: 0, name: '', email: '' },
      ...(approver && { org_user: approver }),
      ...(approval.sentAt && { last_sent_at: toIso(approval.sentAt) }),
      ...(approval.notes && { notes: approval.notes }),
    },
    approval_actions: approval.actions.map(({ status, notes, at }, index, all) => ({
      status,
      created: toIso(at),
      latest: index === all.length - 1,
      ...(notes && { notes }),
    })),
  };
}

function toRequested(approval: Approval, contract: Contract): JsonObject {
  const { id, name, notes, order, userId, roleId } = approval;
  return {
    id,
    contract_id: contract.number,
    name,
    notes,
    is_sent: approval.sentAt !== undefined,
    ...(userId !== null && { approver_user_id: userId }),
    ...(roleId !== null && { approver_role_id: roleId }),
    ...(order !== null && { order }),
  };
}
