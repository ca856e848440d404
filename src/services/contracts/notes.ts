import { isBlank } from '../../domain/well-formed.js';
import type { Reader } from '../../auth/caller.js';
import type { Notes } from '../../connectors/spotdraft/notes.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { Note } from '../../domain/note.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { UserError } from '../../domain/user-error.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { stateErrors } from './contract-acts.js';
import type { ContractActs } from './contract-acts.js';
import { noted, said } from '../../domain/said.js';

export interface NoteService {
  /** Live. For a contract that the caller has been shown. */
  list(id: ContractId): Promise<readonly Note[]>;
  /** @throws InputError for malformed ids, NotFoundError for a contract that the reader does not see or an unknown note. */
  update(reader: Reader, input: UpdateNoteInput): Promise<NoteResult>;
}

export interface UpdateNoteInput {
  readonly contractId: string;
  readonly noteId: string;
  readonly text: string;
  readonly tag?: string;
}

export interface NoteResult {
  /** Null when the request was refused. */
  readonly note: Note | null;
  readonly userErrors: readonly UserError[];
}

export function createNoteService(parts: {
  readonly spotdraft: Notes;
  readonly acts: ContractActs;
}): NoteService {
  const { spotdraft, acts } = parts;
  return {
    list: (id) => spotdraft.listNotes(id, { lane: 'interactive' }),

    async update(reader, input) {
      const noteId = parseNumberId(input.noteId, noted`a note`);
      const view = await acts.requireVisible(reader, input.contractId);
      const wrong = [...inputErrors(input), ...stateErrors(view, 'UPDATE_NOTE')];
      if (wrong.length > 0) return { note: null, userErrors: wrong };
      const { text, tag } = input;
      const note = { id: noteId, text, ...(tag === undefined ? {} : { tag }) };
      const outcome = await acts.act(reader, view, (contractId, options) =>
        spotdraft.updateNote(contractId, note, options),
      );
      return outcome.done
        ? { note: outcome.value, userErrors: [] }
        : { note: null, userErrors: outcome.userErrors };
    },
  };
}

function inputErrors({ text, tag }: UpdateNoteInput): UserError[] {
  const errors = lengthErrors({
    text: { text, max: LONGEST.note },
    tag: { text: tag, max: LONGEST.tag },
  });
  if (isBlank(text)) {
    errors.push({
      field: ['text'],
      code: 'REQUIRED',
      message: said`Say in "text" what the note says.`,
    });
  }
  if (tag !== undefined && isBlank(tag)) {
    errors.push({
      field: ['tag'],
      code: 'INVALID_VALUE',
      message: said`A tag has a name. Leave "tag" out to say nothing of it.`,
    });
  }
  return errors;
}
