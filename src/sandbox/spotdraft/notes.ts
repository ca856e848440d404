import { z } from 'zod';

import { notFound } from './errors.js';
import type { JsonObject } from './json.js';
import type { Contract } from './model.js';
import { parseBody } from './parse-body.js';
import { ok, requireComposite } from './router.js';
import type { ApiRoute, Workspace } from './router.js';

const BASE = '/api/v2.1/public/contracts';

interface Note {
  readonly id: number;
  text: string;
  tag: string | null;
}

const noteBody = z.object({
  text: z.string().min(1),
  note_tag: z.object({ name: z.string().min(1), id: z.int().optional() }).optional(),
});

/** One note a contract, as the specification shows it; no operation makes another. */
export function noteRoutes(workspace: Workspace): ApiRoute[] {
  const notes = new WeakMap<Contract, Note>();

  function noteOf(contract: Contract): Note {
    const present = notes.get(contract) ?? firstNote(contract);
    notes.set(contract, present);
    return present;
  }

  return [
    {
      method: 'GET',
      path: `${BASE}/:id/notes`,
      handle: (call) => ok(toNote(noteOf(requireComposite(call, workspace, true)))),
    },
    {
      method: 'PUT',
      path: `${BASE}/:id/notes/:noteId`,
      handle: (call) => {
        const note = noteOf(requireComposite(call, workspace));
        if (String(note.id) !== call.params.noteId) throw notFound();
        const { text, note_tag: tag } = parseBody(noteBody, call.body);
        note.text = text;
        if (tag !== undefined) note.tag = tag.name;
        return ok(toNote(note));
      },
    },
  ];
}

/** T and H count their contracts apart, and notes have numbers of their own. */
function firstNote(contract: Contract): Note {
  const isHistorical = contract.compositeId.startsWith('H-');
  return {
    id: contract.number * 10 + (isHistorical ? 2 : 1),
    text: `Terms agreed with ${contract.parties[0]?.name ?? 'the counterparty'} by phone.`,
    tag: 'Negotiation',
  };
}

function toNote({ id, text, tag }: Note): JsonObject {
  return { id, text, ...(tag === null ? {} : { note_tag: tag }) };
}
