import type { Note } from '../domain/note.js';
import { Field, ID, InputType, ObjectType } from './decorators.js';
import { UserErrorType } from './user-errors.js';

@ObjectType('Note', { description: 'What somebody wrote down about a contract in SpotDraft.' })
export class NoteType implements Note {
  @Field(() => ID, { description: 'Number of the note in SpotDraft.' })
  readonly id!: string;

  @Field(() => String, { description: 'What it says.' })
  readonly text!: string;

  @Field(() => String, { nullable: true, description: 'Its tag; null when it has none.' })
  readonly tag!: string | null;
}

@ObjectType('NotePayload', { description: 'Outcome of a change of a note.' })
export class NotePayload {
  @Field(() => NoteType, {
    nullable: true,
    description: 'The note as SpotDraft has it now; null when the change was refused.',
  })
  readonly note!: NoteType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@InputType('UpdateNoteInput', { description: 'A note and what it is to say.' })
export class UpdateNoteInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => ID, { description: 'The note, as `Contract.notes` tells it.' })
  readonly noteId!: string;

  @Field(() => String, { description: 'The new text.' })
  readonly text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The new tag. Without it SpotDraft decides whether the old one stays.',
  })
  readonly tag?: string | null;
}
