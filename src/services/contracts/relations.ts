import type { Reader } from '../../auth/caller.js';
import { bothIds, fittingContract, toCandidate } from '../../domain/contract-identity.js';
import { contractIdOf, parseContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { toError } from '../../domain/errors.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { ContractRelation, RelatedContractRow } from '../../domain/related-contract.js';
import type { UserError } from '../../domain/user-error.js';
import { projectListed } from '../../sync/index.js';
import type { StoredContract } from '../../store/contracts.js';
import type { SharedParts } from '../create-services.js';
import { makeOnce } from '../once/make-once.js';
import { readLivePage } from '../paging/live-list.js';
import { createTogether } from '../paging/together.js';
import type { Page, PageRequest } from '../paging/page.js';
import { stateErrors } from './contract-acts.js';
import type { ContractResult } from './contract-acts.js';
import { visibleContracts } from './contract-visibility.js';
import { toContractView } from './contract-views.js';
import type { ContractView } from './contract-views.js';
import { RELATION_CREATION, relationSubject } from './relation-creations.js';
import { said } from '../../domain/said.js';

export interface RelationService {
  /**
   * Live, without those that the reader may not see, for contracts that the reader has been shown. The contracts that the lists
   * name are looked up together.
   */
  lists(
    reader: Reader,
    asked: readonly RelationsOf[],
  ): Promise<readonly (Page<RelatedContractView> | Error)[]>;
  /**
   * Once for one wish, whatever is repeated or lost.
   * @throws InputError for malformed ids, NotFoundError unless the reader sees both contracts.
   */
  relate(reader: Reader, input: RelateContractsInput): Promise<ContractResult>;
}

export interface RelationsOf {
  readonly id: ContractId;
  readonly page: PageRequest;
}

export interface RelatedContractView {
  readonly relationId: string;
  readonly relation: RelatedContractRow['relation'];
  readonly contract: ContractView;
}

export interface RelateContractsInput {
  readonly contractId: string;
  readonly relatedContractId: string;
  /** What the related one is of the other. */
  readonly relation: ContractRelation;
  readonly idempotencyKey?: string;
}

const INTERACTIVE: CallOptions = { lane: 'interactive' };

export function createRelationService(parts: SharedParts): RelationService {
  const { spotdraft, store, crm, acts, log } = parts;

  /** The contracts that the rows mean, as SpotDraft shows them now; null where that is not certain. */
  async function contractsOf(
    rows: readonly RelatedContractRow[],
  ): Promise<readonly (StoredContract | null)[]> {
    const look = await store.contracts.beginLook();
    const found = await spotdraft.listByIds(rows.flatMap(idsOf), INTERACTIVE);
    const listed = await projectListed(store, [...found.values()], look);
    const known = new Map(listed.map((stored) => [stored.contract.id, stored]));
    return rows.map((row) => {
      const candidates = idsOf(row).flatMap((id) => known.get(id) ?? []);
      const id = whichOf(row, candidates);
      if (id === null) {
        log.warn(
          { contractNumber: row.ref.number, relationId: row.relationId },
          'which contract a relation means is not certain; it is left out',
        );
      }
      return candidates.find(({ contract }) => contract.id === id) ?? null;
    });
  }

  async function show(
    reader: Reader,
    rows: readonly RelatedContractRow[],
  ): Promise<readonly (RelatedContractView | null)[]> {
    const contracts = await contractsOf(rows);
    const known = contracts.filter((stored) => stored !== null);
    const visible = new Set(await visibleContracts(crm, reader, known));
    return rows.map(({ relationId, relation }, index) => {
      const stored = contracts[index] ?? null;
      if (stored === null || !visible.has(stored)) return null;
      return { relationId, relation, contract: toContractView(stored, parts.documentLink) };
    });
  }

  return {
    async lists(reader, asked) {
      const together = createTogether(asked.length, (rows: readonly RelatedContractRow[]) =>
        show(reader, rows),
      );
      const pages = await Promise.allSettled(
        asked.map(({ id, page: request }) =>
          readLivePage<RelatedContractRow, RelatedContractView>(
            {
              name: ['relatedContracts', id],
              read: (page) => spotdraft.listRelatedContracts(id, page, INTERACTIVE),
              idOf: ({ relationId }) => relationId,
              show: together.show,
              hides: true,
            },
            request,
            parts.cursorSeal,
          ).finally(together.ended),
        ),
      );
      return pages.map((page) => (page.status === 'fulfilled' ? page.value : toError(page.reason)));
    },

    async relate(reader, { contractId, relatedContractId, relation, idempotencyKey }) {
      const relatedId = parseContractId(relatedContractId);
      const view = await acts.requireVisible(reader, contractId);
      const related = await acts.requireVisible(reader, relatedId);
      const { id } = view.contract;
      const wrong = [
        ...stateErrors(view, 'RELATE_CONTRACTS'),
        ...(id === relatedId ? [withItself()] : relatedErrors(related)),
      ];
      if (wrong.length > 0) return { contract: view, userErrors: wrong };
      const outcome = await makeOnce<string>(parts, reader, {
        kind: RELATION_CREATION,
        what: said`a relation`,
        scope: [id],
        input: [relatedId, relation],
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        subject: (options) => relationSubject(spotdraft, { id, relatedId, relation }, options),
        send: (options) => spotdraft.relateContracts(id, { id: relatedId, relation }, options),
        idOf: (relationId) => relationId,
      });
      return outcome.done
        ? acts.currentView(reader, view)
        : { contract: view, userErrors: outcome.userErrors };
    },
  };
}

/** The contracts that a row may mean. */
function idsOf({ ref }: RelatedContractRow): readonly ContractId[] {
  return ref.prefix === undefined ? bothIds(ref.number) : [contractIdOf(ref.prefix, ref.number)];
}

/** T and H count by themselves: the one of the row's name is meant, and of two the one of its status. */
function whichOf(
  { ref, name, status }: RelatedContractRow,
  candidates: readonly StoredContract[],
): ContractId | null {
  const [only] = candidates;
  if (ref.prefix !== undefined) return only?.contract.id ?? null;
  const identity = { number: ref.number, title: name, typeId: null, externalId: null };
  const alike = candidates.filter(({ contract }) => contract.status === status);
  return fittingContract(
    identity,
    (alike.length === 1 ? alike : candidates).map(({ contract }) => toCandidate(contract)),
  );
}

function relatedErrors(related: ContractView): UserError[] {
  return stateErrors(related, 'RELATE_CONTRACTS').map((error) => ({
    ...error,
    field: ['relatedContractId'],
  }));
}

function withItself(): UserError {
  return {
    field: ['relatedContractId'],
    code: 'INVALID_VALUE',
    message: said`A contract can not be related to itself. Name another one.`,
  };
}
