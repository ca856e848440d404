import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Obligations } from '../../connectors/spotdraft/obligations.js';
import { parseContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { NotFoundError } from '../../domain/errors.js';
import type { NewObligation, Obligation } from '../../domain/obligation.js';
import type { CreationKind } from '../../sync/index.js';
import { joinIds } from '../once/made-ids.js';

export const OBLIGATION_KIND = 'obligation';

const subjectWire = z.object({
  contract: z.string(),
  /** What each of those that were to be made is recognised by. */
  wanted: z.array(z.string()),
  /** Obligations that looked the same before. */
  before: z.array(z.string()),
});

/** Where a look for lost obligations starts. */
export function obligationSubject(
  contract: ContractId,
  wanted: readonly NewObligation[],
  present: readonly Obligation[],
): string {
  const marks = wanted.map((one) => markOf({ ...one, endDate: one.endDate.toISOString() }));
  const before = present.filter((one) => marks.includes(markOf(one))).map(({ id }) => id);
  return JSON.stringify({ contract, wanted: marks, before });
}

/** Lost obligations are those of the contract that look like the wanted ones and were not there before. */
export function createObligationCreations({
  spotdraft,
}: {
  readonly spotdraft: Obligations;
}): CreationKind {
  return {
    kind: OBLIGATION_KIND,
    async lookFor({ subject }, { isLast, ...options }) {
      const { contract, wanted, before } = subjectWire.parse(JSON.parse(subject));
      let rows: readonly Obligation[];
      try {
        rows = await spotdraft.listObligations(parseContractId(contract), options);
      } catch (error) {
        // The contract went away, and what was made of it did, too.
        if (error instanceof NotFoundError) return null;
        throw error;
      }
      const fresh = rows.filter(({ id }) => !before.includes(id));
      const found: string[] = [];
      for (const mark of wanted) {
        const match = fresh.find((one) => !found.includes(one.id) && markOf(one) === mark);
        if (match !== undefined) found.push(match.id);
      }
      if (found.length === wanted.length) return joinIds(found);
      // Some of several: what is there now is what was made.
      return isLast && found.length > 0 ? joinIds(found) : null;
    },
  };
}

/** Without what SpotDraft may write differently from how it was sent: the time of a day, spaces at the ends. */
function markOf({
  title,
  obligationTypeId,
  endDate,
}: Pick<Obligation, 'title' | 'obligationTypeId' | 'endDate'>): string {
  const said = [title.trim(), obligationTypeId, endDate?.slice(0, 10) ?? null];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22);
}
