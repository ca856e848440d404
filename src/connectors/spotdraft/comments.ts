import { z } from 'zod';
import type { Comment } from '../../domain/comment.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { pageWire, toPageOf, type PageNumber, type PageOf } from './pages.js';

export interface Comments {
  /** Newest first. T contracts only. */
  listComments(id: ContractId, page: PageNumber, options: CallOptions): Promise<PageOf<Comment>>;
  /** Whoever is named in the text as `!!@USER_ID!!` is told of it, and stands there by name in the answer. */
  addComment(id: ContractId, text: string, options: CallOptions): Promise<Comment>;
}

const id = z.union([z.string(), z.number()]).transform(String);
const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((comment) => comment ?? '');
const replyWire = z.object({ id, comment: text });
const commentWire = z.object({ id, comment: text, replies: z.array(z.unknown()).catch([]) });

export function createComments({ caller, note }: CapabilityParts): Comments {
  function toComment(wire: z.infer<typeof commentWire>): Comment {
    const replies = wire.replies.flatMap((row) => {
      const reply = replyWire.safeParse(row);
      return reply.success ? [{ id: reply.data.id, text: reply.data.comment }] : [];
    });
    return { id: wire.id, text: wire.comment, replies };
  }

  return {
    async listComments(contractId, { page, limit }, options) {
      const wire = await caller.call('GET /contracts/{id}/comments/', {
        path: { id: contractId },
        query: { page, limit },
        answer: pageWire,
        options,
      });
      return toPageOf(wire, (row) => {
        const parsed = commentWire.safeParse(row);
        if (parsed.success) return toComment(parsed.data);
        note('comment', 'a row without id');
        return null;
      });
    },

    async addComment(contractId, comment, options) {
      const wire = await caller.call('POST /contracts/{id}/comments/', {
        path: { id: contractId },
        body: { comment },
        answer: commentWire,
        options,
      });
      return toComment(wire);
    },
  };
}
