import type { Reader } from '../../auth/caller.js';
import type { Approval } from '../../domain/approval.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import type { SharedParts } from '../create-services.js';
import { makeOnce } from '../once/make-once.js';
import { countErrors, lengthErrors, LONGEST } from '../text-length.js';
import { APPROVAL_CREATION, approvalsId, approvalSubject } from './approval-creations.js';
import { choiceErrors, inviteeOf } from './chosen-people.js';
import { stateErrors } from './contract-acts.js';
import type { ContractResult } from './contract-acts.js';
import { said } from '../../domain/said.js';

export interface ApprovalService {
  /** Live. For a contract that the caller has been shown. */
  list(id: ContractId): Promise<readonly Approval[]>;
  /**
   * Asks for approvals, once for one wish.
   * @throws InputError for malformed ids, NotFoundError for a contract that the reader does not see.
   */
  request(reader: Reader, input: RequestApprovalsInput): Promise<ContractResult>;
}

export interface RequestApprovalsInput {
  readonly contractId: string;
  readonly approvals: readonly {
    readonly name: string;
    readonly notes?: string;
    readonly userId?: string;
    readonly roleId?: string;
    readonly order?: number;
  }[];
  readonly idempotencyKey?: string;
}

const MAX_APPROVALS = 50;

export function createApprovalService(parts: SharedParts): ApprovalService {
  const { spotdraft, acts, contractParts } = parts;
  return {
    list: (id) =>
      contractParts.read('approvals', id, () =>
        spotdraft.listApprovals(id, { lane: 'interactive' }),
      ),

    async request(reader, input) {
      const approvers = input.approvals.map(inviteeOf);
      const view = await acts.requireVisible(reader, input.contractId);
      const wrong = [...inputErrors(input), ...stateErrors(view, 'REQUEST_APPROVALS')];
      if (wrong.length > 0) return { contract: view, userErrors: wrong };
      const { id } = view.contract;
      const wanted = input.approvals.flatMap(({ name, notes, order }, index) => {
        const approver = approvers[index] ?? null;
        if (approver === null) return [];
        return [{ name, notes: notes ?? '', approver, ...(order === undefined ? {} : { order }) }];
      });
      const names = wanted.map(({ name }) => name);
      const outcome = await makeOnce(parts, reader, {
        kind: APPROVAL_CREATION,
        what: said`an approval`,
        scope: [id],
        input: wanted,
        ...(input.idempotencyKey === undefined ? {} : { idempotencyKey: input.idempotencyKey }),
        subject: (options) => approvalSubject(spotdraft, { id, names }, options),
        send: (options) => spotdraft.requestApprovals(id, wanted, options),
        idOf: approvalsId,
      });
      contractParts.forget(id);
      return outcome.done
        ? acts.currentView(reader, view)
        : { contract: view, userErrors: outcome.userErrors };
    },
  };
}

function inputErrors({ approvals }: RequestApprovalsInput): UserError[] {
  const errors = countErrors('approvals', approvals, { max: MAX_APPROVALS });
  if (errors.length > 0) return errors;
  return approvals.flatMap(({ name, notes, userId, roleId }, index) => {
    const path = ['approvals', String(index)];
    const wrong = [
      ...lengthErrors(
        { name: { text: name, max: LONGEST.name }, notes: { text: notes, max: LONGEST.note } },
        path,
      ),
      ...choiceErrors(path, { userId, roleId }),
    ];
    if (isBlank(name)) {
      wrong.push({
        field: [...path, 'name'],
        code: 'REQUIRED',
        message: said`Say in "name" what the approval is called.`,
      });
    }
    return wrong;
  });
}
