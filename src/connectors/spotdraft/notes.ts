import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import type { Note } from '../../domain/note.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { noted } from '../../domain/said.js';

export interface Notes {
  listNotes(id: ContractId, options: CallOptions): Promise<readonly Note[]>;
  /** SpotDraft has no call that makes a note. Without a tag it is left to SpotDraft whether the old one stays. */
  updateNote(
    id: ContractId,
    note: { readonly id: string; readonly text: string; readonly tag?: string },
    options: CallOptions,
  ): Promise<Note>;
}

const noteWire = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string().nullish().catch(null),
  note_tag: z
    .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
    .nullish()
    .catch(null),
});
/** Documented as all notes and shown as a single one; none at all is an empty list, an empty object or nothing. */
const notesWire = z.union([
  z.array(z.unknown()),
  z
    .record(z.string(), z.unknown())
    .transform((one) => (Object.keys(one).length === 0 ? [] : [one])),
]);

export function createNotes({ caller, note: noteUnknown }: CapabilityParts): Notes {
  return {
    async listNotes(id, options) {
      const rows = await caller.call('GET /contracts/{id}/notes', {
        path: { id },
        answer: notesWire,
        options,
      });
      return rows.flatMap((row) => {
        const parsed = noteWire.safeParse(row);
        if (parsed.success) return [toNote(parsed.data)];
        noteUnknown('note', 'a row without id');
        return [];
      });
    },

    async updateNote(id, { id: noteId, text, tag }, options) {
      const wire = await caller.call('PUT /contracts/{id}/notes/{note_id}', {
        path: { id, note_id: noteId },
        body: { text, note_tag: tag === undefined ? undefined : { name: tag } },
        answer: noteWire,
        subject: noted`note ${noteId} of contract ${id}`,
        options,
      });
      return toNote(wire);
    },
  };
}

function toNote(wire: z.infer<typeof noteWire>): Note {
  return { id: wire.id, text: wire.text ?? '', tag: wire.note_tag ?? null };
}
