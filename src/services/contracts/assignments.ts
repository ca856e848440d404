import type { Reader } from '../../auth/caller.js';
import type { Assignments } from '../../connectors/spotdraft/assignments.js';
import { NotFoundError } from '../../domain/errors.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import type { CreationKind } from '../../sync/index.js';
import { makeOnce } from '../once/make-once.js';
import type { MakeOnceParts } from '../once/make-once.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { stateErrors } from './contract-acts.js';
import type { ContractActs, ContractResult } from './contract-acts.js';
import { noted, said } from '../../domain/said.js';

/** Who in the workspace works on a contract. */
export interface AssignmentService {
  changeBusinessUser(reader: Reader, input: ChangeBusinessUserInput): Promise<ContractResult>;
  /** Once for one wish: see `makeOnce`. */
  requestReview(reader: Reader, input: RequestReviewInput): Promise<ContractResult>;
}

export interface ChangeBusinessUserInput {
  readonly contractId: string;
  readonly userId: string;
  /** Whether the tasks of the business user until now go along; true without it, as in SpotDraft. */
  readonly moveTasks?: boolean;
}

export interface RequestReviewInput {
  readonly contractId: string;
  readonly description?: string;
  /** Exactly one of the two. */
  readonly userId?: string;
  readonly roleId?: string;
  readonly idempotencyKey?: string;
}

const REVIEW_REQUEST = 'review-request';

/** SpotDraft shows nowhere who was asked for a review, so nothing tells of a lost request. */
export function createReviewRequests(): CreationKind {
  return { kind: REVIEW_REQUEST, lookFor: null };
}

export function createAssignmentService(
  parts: MakeOnceParts & { readonly spotdraft: Assignments; readonly acts: ContractActs },
): AssignmentService {
  const { spotdraft, acts } = parts;
  return {
    async changeBusinessUser(reader, input) {
      const userId = parseNumberId(input.userId, noted`a user`);
      const view = await acts.requireVisible(reader, input.contractId);
      const wrong = stateErrors(view, 'CHANGE_BUSINESS_USER');
      if (wrong.length > 0) return { contract: view, userErrors: wrong };
      const to = { userId, moveTasks: input.moveTasks ?? true };
      try {
        const outcome = await acts.act(reader, view, (id, options) =>
          spotdraft.changeBusinessUser(id, to, options),
        );
        return outcome.done
          ? await acts.currentView(reader, view)
          : { contract: view, userErrors: outcome.userErrors };
      } catch (error) {
        if (!(error instanceof NotFoundError) || error.service !== 'spotdraft') throw error;
        return { contract: view, userErrors: [unknownUser(userId)] };
      }
    },

    async requestReview(reader, input) {
      const assignee = parseAssignee(input);
      const view = await acts.requireVisible(reader, input.contractId);
      const wrong = [...stateErrors(view, 'REQUEST_REVIEW'), ...reviewErrors(input)];
      if (assignee === null || wrong.length > 0) return { contract: view, userErrors: wrong };
      const { id } = view.contract;
      const { description, idempotencyKey } = input;
      const outcome = await makeOnce<null>(parts, reader, {
        kind: REVIEW_REQUEST,
        what: said`a review request`,
        scope: [id],
        input: [description ?? null, assignee],
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        subject: () => Promise.resolve(id),
        send: async (options) => {
          const request = { ...(description === undefined ? {} : { description }), assignee };
          await spotdraft.requestReview(id, request, options);
          return null;
        },
        // It has no id that anything would tell.
        idOf: () => id,
      });
      return outcome.done
        ? acts.currentView(reader, view)
        : { contract: view, userErrors: outcome.userErrors };
    },
  };
}

/** Null unless it is exactly one. */
function parseAssignee({ userId, roleId }: RequestReviewInput) {
  const user = userId === undefined ? null : { userId: parseNumberId(userId, noted`a user`) };
  const role = roleId === undefined ? null : { roleId: parseNumberId(roleId, noted`a role`) };
  return user !== null && role !== null ? null : (user ?? role);
}

function reviewErrors({ description, userId, roleId }: RequestReviewInput): UserError[] {
  const errors = lengthErrors({ description: { text: description, max: LONGEST.message } });
  if (description !== undefined && isBlank(description)) {
    errors.push({
      field: ['description'],
      code: 'INVALID_VALUE',
      message: said`Say in "description" what is to be reviewed, or leave it out.`,
    });
  }
  if ((userId === undefined) === (roleId === undefined)) {
    errors.push({
      field: userId === undefined ? ['userId'] : ['roleId'],
      code: userId === undefined ? 'REQUIRED' : 'INVALID_INPUT',
      message: said`Say who is to review it: one person in "userId", or one role in "roleId".`,
    });
  }
  return errors;
}

function unknownUser(userId: string): UserError {
  return {
    field: ['userId'],
    code: 'NOT_FOUND',
    message: said`SpotDraft knows no user ${userId}, or no longer shows the contract.`,
  };
}
