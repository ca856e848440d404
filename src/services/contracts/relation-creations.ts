import { z } from 'zod';
import type { ContractRelations } from '../../connectors/spotdraft/relations.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { contractNumberOf, parseContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { NotFoundError } from '../../domain/errors.js';
import type { ContractRelation, RelatedContractRow } from '../../domain/related-contract.js';
import type { CreationKind } from '../../sync/index.js';
import { subjectOf } from '../once/subject.js';
import { allRows, findRow, WALKED_PAGE } from '../paging/find-row.js';

export const RELATION_CREATION = 'contract-relation';

const subjectText = subjectOf(
  z.object({
    contractId: z.string(),
    number: z.number(),
    relation: z.string(),
    before: z.array(z.string()),
  }),
);

interface Wanted {
  readonly number: number;
  readonly relation: string;
}

/** Where a look for a relation starts: the same ones that were there before. */
export async function relationSubject(
  spotdraft: ContractRelations,
  wish: {
    readonly id: ContractId;
    readonly relatedId: ContractId;
    readonly relation: ContractRelation;
  },
  options: CallOptions,
): Promise<string> {
  const wanted = { number: contractNumberOf(wish.relatedId), relation: wish.relation };
  const present = await allRows((page) => readPage(spotdraft, wish.id, page, options));
  const before = present.filter((row) => fits(row, wanted)).map(({ relationId }) => relationId);
  return subjectText.write({ contractId: wish.id, ...wanted, before });
}

/** A lost relation is one of these contracts, of this kind, that was not there before. */
export function createRelationCreations({
  spotdraft,
}: {
  readonly spotdraft: ContractRelations;
}): CreationKind {
  return {
    kind: RELATION_CREATION,
    async lookFor({ subject }, { isLast: _isLast, ...options }) {
      const { contractId, before, ...wanted } = subjectText.read(subject);
      const id = parseContractId(contractId);
      try {
        const found = await findRow(
          (page) => readPage(spotdraft, id, page, options),
          (row) => fits(row, wanted) && !before.includes(row.relationId),
        );
        return found?.relationId ?? null;
      } catch (error) {
        // The contract went away, and its relations did, too.
        if (error instanceof NotFoundError) return null;
        throw error;
      }
    },
  };
}

function readPage(
  spotdraft: ContractRelations,
  id: ContractId,
  page: number,
  options: CallOptions,
) {
  return spotdraft.listRelatedContracts(id, { page, limit: WALKED_PAGE }, options);
}

function fits({ ref, relation }: RelatedContractRow, wanted: Wanted): boolean {
  return ref.number === wanted.number && relation === wanted.relation;
}
