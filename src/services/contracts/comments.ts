import type { Reader } from '../../auth/caller.js';
import type { Comment } from '../../domain/comment.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import type { SharedParts } from '../create-services.js';
import { makeOnce } from '../once/make-once.js';
import { readLivePage } from '../paging/live-list.js';
import type { Page, PageRequest } from '../paging/page.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { COMMENT_CREATION, commentSubject, findComment } from './comment-creations.js';
import { stateErrors } from './contract-acts.js';
import { said } from '../../domain/said.js';

export interface CommentService {
  /** Live, newest first. For a contract that the caller has been shown. */
  list(id: ContractId, page: PageRequest): Promise<Page<Comment>>;
  /**
   * Once for one wish, whatever is repeated or lost.
   * @throws InputError for a malformed id, NotFoundError for a contract that the reader does not see.
   */
  add(reader: Reader, input: AddCommentInput): Promise<CommentResult>;
}

export interface AddCommentInput {
  readonly contractId: string;
  readonly text: string;
  readonly idempotencyKey?: string;
}

export interface CommentResult {
  /** Null when the request was refused. */
  readonly comment: Comment | null;
  readonly userErrors: readonly UserError[];
}

const INTERACTIVE = { lane: 'interactive' } as const;

export function createCommentService(parts: SharedParts): CommentService {
  const { spotdraft, acts, contractParts } = parts;
  return {
    list: (id, request) =>
      readLivePage<Comment, Comment>(
        {
          name: ['comments', id],
          read: ({ page, limit }) =>
            contractParts.read(`comments ${page}/${limit}`, id, () =>
              spotdraft.listComments(id, { page, limit }, INTERACTIVE),
            ),
          idOf: (comment) => comment.id,
          show: (comments) => Promise.resolve(comments),
          hides: false,
        },
        request,
        parts.cursorSeal,
      ),

    async add(reader, { contractId, text, idempotencyKey }) {
      const view = await acts.requireVisible(reader, contractId);
      const wrong = [...textErrors(text), ...stateErrors(view, 'ADD_COMMENT')];
      if (wrong.length > 0) return { comment: null, userErrors: wrong };
      const { id } = view.contract;
      const outcome = await makeOnce<Comment>(parts, reader, {
        kind: COMMENT_CREATION,
        what: said`a comment`,
        scope: [id],
        input: { text },
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        subject: (options) => commentSubject(spotdraft, id, text, options),
        send: (options) => spotdraft.addComment(id, text, options),
        idOf: (comment) => comment.id,
      });
      contractParts.forget(id);
      if (!outcome.done) return { comment: null, userErrors: outcome.userErrors };
      const comment =
        outcome.made ??
        (await findComment(spotdraft, id, INTERACTIVE, (one) =>
          one.id === outcome.id ? 'found' : 'on',
        ));
      // Made, and deleted since: what it said is known all the same.
      return { comment: comment ?? { id: outcome.id, text, replies: [] }, userErrors: [] };
    },
  };
}

function textErrors(text: string): UserError[] {
  const errors = lengthErrors({ text: { text, max: LONGEST.comment } });
  if (isBlank(text)) {
    const message = said`Say in "text" what the comment says.`;
    errors.push({ field: ['text'], code: 'REQUIRED', message });
  }
  return errors;
}
