import type { Comment, CommentReply } from '../domain/comment.js';
import { connectionOf } from './connection.js';
import { Field, ID, InputType, ObjectType } from './decorators.js';
import { UserErrorType } from './user-errors.js';

@ObjectType('CommentReply', { description: 'An answer to a comment.' })
export class CommentReplyType implements CommentReply {
  @Field(() => ID, { description: 'Number of the reply in SpotDraft.' })
  readonly id!: string;

  @Field(() => String, { description: 'What it says.' })
  readonly text!: string;
}

@ObjectType('Comment', {
  description:
    'What somebody said about a contract in its activity log. SpotDraft tells neither who nor when.',
})
export class CommentType implements Comment {
  @Field(() => ID, { description: 'Number of the comment in SpotDraft.' })
  readonly id!: string;

  @Field(() => String, { description: 'What it says; people who are mentioned by their names.' })
  readonly text!: string;

  @Field(() => [CommentReplyType], { description: 'The answers to it.' })
  readonly replies!: readonly CommentReplyType[];
}

export const CommentConnectionType = connectionOf(() => CommentType, {
  name: 'Comment',
  one: 'comment',
  many: 'comments',
  description: 'A page of the comments on a contract, newest first.',
  counting: {},
});

@ObjectType('CommentPayload', { description: 'Outcome of adding a comment.' })
export class CommentPayload {
  @Field(() => CommentType, {
    nullable: true,
    description: 'The comment as SpotDraft has it; null when it was refused.',
  })
  readonly comment!: CommentType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@InputType('AddCommentInput', { description: 'A contract and what to say about it.' })
export class AddCommentInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => String, {
    description:
      "The text. `!!@12310!!` mentions the SpotDraft user of that id, who has to be of the workspace; SpotDraft's own way of writing it.",
  })
  readonly text!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Any text of your own, up to 200 characters. The same key never makes a second comment; without it, the same text within a minute does not.',
  })
  readonly idempotencyKey?: string | null;
}
