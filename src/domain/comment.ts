/** What somebody said about a contract in its activity log in SpotDraft, which tells neither who nor when. */
export interface Comment {
  readonly id: string;
  readonly text: string;
  readonly replies: readonly CommentReply[];
}

export interface CommentReply {
  readonly id: string;
  readonly text: string;
}
