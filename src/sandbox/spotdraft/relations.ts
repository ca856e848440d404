import { z } from 'zod';

import { toIso } from './clock.js';
import { codedError, fieldError } from './errors.js';
import { displayStatus } from './model.js';
import type { Contract } from './model.js';
import { toPage } from './paging.js';
import { parseBody } from './parse-body.js';
import { ok, requireInteger } from './router.js';
import type { ApiRoute, Workspace } from './router.js';

const CONTRACT = '/api/v2.1/public/contracts/:id';

const relationBody = z.object({
  related_contract_id: z.int(),
  relation_type: z.enum(['CHILD', 'ADDENDUM', 'AMENDMENT', 'PARENT']),
});
type RelationType = z.infer<typeof relationBody>['relation_type'];

interface Relation {
  readonly id: number;
  readonly of: Contract;
  /** Is a `type` of the other. */
  readonly related: Contract;
  readonly type: RelationType;
}

/** What the other side of a relation is told. Documents show one side alone. */
const SEEN_FROM_RELATED: Readonly<Record<RelationType, RelationType>> = {
  CHILD: 'PARENT',
  ADDENDUM: 'PARENT',
  AMENDMENT: 'PARENT',
  PARENT: 'CHILD',
};

/** Which contract is what of which other one. */
export function relationRoutes(workspace: Workspace): ApiRoute[] {
  const { state } = workspace;
  /** By the contract in the path; a reset makes new contracts, and so forgets them. */
  const kept = new WeakMap<Contract, Relation[]>();

  const relationsOf = (contract: Contract) => kept.get(contract) ?? [];
  const keep = (contract: Contract, relation: Relation) => {
    kept.set(contract, [...relationsOf(contract), relation]);
  };

  /** What a contract is beneath, directly. */
  const above = (contract: Contract): Contract[] =>
    relationsOf(contract).flatMap((relation) => {
      const { upper, lower } = levelsOf(relation);
      return lower === contract ? [upper] : [];
    });

  function isBeneath(contract: Contract, other: Contract): boolean {
    return above(contract).some((upper) => upper === other || isBeneath(upper, other));
  }

  return [
    {
      method: 'GET',
      path: `${CONTRACT}/related_contracts/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const rows = relationsOf(contract)
          .map(({ id, of, related, type }) =>
            of === contract
              ? { id, other: related, type }
              : { id, other: of, type: SEEN_FROM_RELATED[type] },
          )
          .filter(({ other }) => !other.isDeleted && state.maySee(call.actor, other));
        return ok(
          toPage(rows, call.query, ({ id, other, type }) => ({
            id,
            contract: {
              id: other.number,
              name: other.name,
              counter_party_list: other.parties.map(({ name }) => name),
              display_status: displayStatus(other),
            },
            relation_type: type,
          })),
        );
      },
    },
    {
      method: 'POST',
      path: `${CONTRACT}/contract_relation/`,
      handle: (call) => {
        const of = requireInteger(call, workspace);
        const body = parseBody(relationBody, call.body);
        const related = state.contractByNumber(body.related_contract_id);
        if (!related) throw fieldError({ related_contract_id: ['No contract with this id.'] });
        const relation = {
          id: state.nextId('relation'),
          of,
          related,
          type: body.relation_type,
        };
        const { upper, lower } = levelsOf(relation);
        if (upper === lower || isBeneath(upper, lower)) throw circular();
        keep(of, relation);
        keep(related, relation);
        return {
          status: 201,
          json: {
            id: relation.id,
            related_contract_id: related.number,
            relation_type: relation.type,
            created: toIso(state.now()),
          },
        };
      },
    },
  ];
}

function levelsOf({ of, related, type }: Omit<Relation, 'id'>) {
  return type === 'PARENT' ? { upper: related, lower: of } : { upper: of, lower: related };
}

function circular() {
  return codedError(
    400,
    'SD_CONTRACTS_00093',
    'Unable to set relation as it is leading to a circular dependency between the contracts.',
  );
}
