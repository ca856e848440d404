import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Intakes } from '../../connectors/spotdraft/intakes.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { Intake, NewIntake } from '../../domain/intake.js';
import { NOT_SHOWN } from '../../sync/index.js';
import type { CreationKind } from '../../sync/index.js';

export const INTAKE_KIND = 'intake';

const subjectWire = z.object({
  /** What the wanted one is recognised by. */
  mark: z.string(),
  /** The newest ones of before. */
  before: z.array(z.string()),
  /** SpotDraft shows each person their own: of a person's intake, others may see nothing. */
  isOfPerson: z.boolean().default(false),
});

/** Newest intakes that are looked through; at last, this many pages of them. */
const LIMIT = 100;
const LAST_LOOK_PAGES = 5;

/** Where a look for a lost intake starts. */
export async function intakeSubject(
  spotdraft: Intakes,
  { title, workflowId }: NewIntake,
  options: CallOptions,
): Promise<string> {
  const mark = markOf(title, workflowId);
  const { rows } = await spotdraft.listIntakes({ page: 1, limit: LIMIT }, options);
  return JSON.stringify({
    mark,
    before: rows.map(({ id }) => id),
    isOfPerson: options.actingEmail !== undefined,
  });
}

/** A lost intake is one that looks like the wanted one and is newer than all that was there before. */
export function createIntakeCreations({
  spotdraft,
}: {
  readonly spotdraft: Intakes;
}): CreationKind {
  return {
    kind: INTAKE_KIND,
    async lookFor({ subject }, { isLast, makerEmail, ...options }) {
      const { mark, before, isOfPerson } = subjectWire.parse(JSON.parse(subject));
      if (isOfPerson && makerEmail === undefined) return NOT_SHOWN;
      const as = { ...options, ...(makerEmail === undefined ? {} : { actingEmail: makerEmail }) };
      const known = new Set(before);
      for (let page = 1; page <= (isLast ? LAST_LOOK_PAGES : 1); page += 1) {
        const { rows, total } = await spotdraft.listIntakes({ page, limit: LIMIT }, as);
        // What follows one of before is older still, also where it looks the same.
        const oldest = rows.findIndex(({ id }) => known.has(id));
        const fresh = oldest === -1 ? rows : rows.slice(0, oldest);
        const found = fresh.find((one) => markOfRow(one) === mark);
        if (found !== undefined) return found.id;
        if (oldest !== -1 || rows.length === 0 || page * LIMIT >= total) return null;
      }
      return null;
    },
  };
}

function markOfRow({ title, workflow }: Intake): string {
  return markOf(title, workflow?.id ?? null);
}

/** Hashed: titles may name people. */
function markOf(title: string, workflowId: string | null): string {
  const said = JSON.stringify([title.trim(), workflowId]);
  return createHash('sha256').update(said).digest('base64url').slice(0, 22);
}
