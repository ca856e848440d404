import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Comments } from '../../connectors/spotdraft/comments.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { Comment } from '../../domain/comment.js';
import { toContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { CreationKind } from '../../sync/index.js';

export const COMMENT_CREATION = 'comment';

const PAGE = 100;
/** Far more than are written while an answer is waited for. */
const MAX_PAGES = 10;
/** The newest of those that were there before: if one is deleted meanwhile, the next still says where the new ones end. */
const ANCHORS = 10;
/** How people are named in what is sent; SpotDraft puts their names or addresses in these places. */
const MENTION = /!!@\d+!!/;

const subjectWire = z.object({
  contract: z.string(),
  before: z.array(z.string()),
  starts: z.tuple([z.number(), z.string()]),
  ends: z.tuple([z.number(), z.string()]),
  hasMentions: z.boolean(),
});
type Subject = z.infer<typeof subjectWire>;

/** Where a look for a comment starts: what was there before, and how its text begins and ends, as hashes. */
export async function commentSubject(
  spotdraft: Comments,
  contract: ContractId,
  text: string,
  options: CallOptions,
): Promise<string> {
  const { rows } = await spotdraft.listComments(contract, { page: 1, limit: ANCHORS }, options);
  const pieces = plain(text).split(MENTION);
  const print = (piece = ''): [number, string] => [piece.length, hash(piece)];
  const subject: Subject = {
    contract,
    before: rows.map(({ id }) => id),
    starts: print(pieces[0]),
    ends: print(pieces.at(-1)),
    hasMentions: pieces.length > 1,
  };
  return JSON.stringify(subject);
}

/** Finds a comment among those that are newer than what was there before, by its text: SpotDraft does not say who wrote it. */
export function createCommentCreations(parts: { readonly spotdraft: Comments }): CreationKind {
  return {
    kind: COMMENT_CREATION,
    async lookFor({ subject }, { isLast: _isLast, ...options }) {
      const wanted = subjectWire.parse(JSON.parse(subject));
      const contract = toContractId(wanted.contract);
      if (contract === null) throw new Error('a comment is looked for at no contract');
      const before = new Set(wanted.before);
      const found = await findComment(parts.spotdraft, contract, options, (comment) => {
        if (before.has(comment.id)) return 'stop';
        return fits(comment, wanted) ? 'found' : 'on';
      });
      return found?.id ?? null;
    },
  };
}

/** Walks from the newest comment on, until one is found or there is nothing more to see. */
export async function findComment(
  spotdraft: Comments,
  contract: ContractId,
  options: CallOptions,
  judge: (comment: Comment) => 'found' | 'on' | 'stop',
): Promise<Comment | null> {
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { rows, total } = await spotdraft.listComments(contract, { page, limit: PAGE }, options);
    for (const comment of rows) {
      const judgement = judge(comment);
      if (judgement === 'found') return comment;
      if (judgement === 'stop') return null;
    }
    if (rows.length === 0 || page * PAGE >= total) return null;
  }
  return null;
}

function fits(comment: Comment, { starts, ends, hasMentions }: Subject): boolean {
  const text = plain(comment.text);
  const [startLength, startHash] = starts;
  const [endLength, endHash] = ends;
  if (hasMentions ? text.length < startLength + endLength : text.length !== startLength) {
    return false;
  }
  const end = text.slice(text.length - endLength);
  return hash(text.slice(0, startLength)) === startHash && hash(end) === endHash;
}

/** Spaces may come back otherwise than they were sent. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
