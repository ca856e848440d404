import type { Reader } from '../../auth/caller.js';
import { readerName } from '../../auth/caller.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { ExternalMetadata } from '../../connectors/spotdraft/external-metadata.js';
import type { RecordActivity } from '../../domain/activity.js';
import type { Clock } from '../../domain/clock.js';
import { toContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { AmbiguousOutcomeError, DealdraftError } from '../../domain/errors.js';
import { confirmedTermsOf, withConfirmedTerm } from '../../domain/deal-link.js';
import type { Metadata } from '../../domain/deal-link.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import { closeBlockers, isBlocking, isOpen } from '../../domain/term-check.js';
import type { TermCheck, TermConfirmation } from '../../domain/term-check.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import type { StoredContract } from '../../store/contracts.js';
import type { Store } from '../../store/store.js';
import { OPEN_TERMS, keepConfirmation, termsOf } from '../../sync/index.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { invalidState, stateErrors } from './contract-acts.js';
import type { ActOutcome, ContractActs, ContractResult } from './contract-acts.js';
import { said } from '../../domain/said.js';

/** What came of the checks of signed contracts against their deals. Costs no call of anybody. */
export interface TermService {
  /** For contracts that the caller has been shown; empty for one that is not executed, or that no check is about. */
  ofContracts(
    ids: readonly ContractId[],
  ): Promise<ReadonlyMap<ContractId, readonly TermCheckView[]>>;
  /** Why deals which the caller has been shown should not be closed as won, a sentence each. */
  closeBlockers(
    ids: readonly OpportunityId[],
  ): Promise<ReadonlyMap<OpportunityId, readonly string[]>>;
  /** For operators: contracts with a check that does not match and that nobody confirmed. */
  open(limit: number): Promise<readonly ContractTerms[]>;
  /** For operators: all that was checked of a contract, or of the contracts of a deal. */
  checked(of: {
    readonly contractId?: ContractId;
    readonly opportunityId?: OpportunityId;
  }): Promise<readonly ContractTerms[]>;
  /** How many contracts `open` would give without a limit. */
  openCount(): Promise<number>;
  /**
   * Notes that a difference is right as it is, in SpotDraft and as the caller, as other changes of a contract are. It counts until
   * one of the two values changes.
   * @throws InputError for a malformed id, NotFoundError for a contract that the reader does not see.
   */
  confirm(reader: Reader, input: ConfirmTermRequest): Promise<ContractResult>;
}

/** A contract with what came of its checks. */
export interface ContractTerms {
  readonly contractId: ContractId;
  readonly name: string;
  readonly opportunityId: OpportunityId;
  readonly checks: readonly TermCheckView[];
}

export interface ConfirmTermRequest {
  readonly contractId: string;
  readonly name: string;
  readonly reason: string;
}

export interface TermCheckView extends Omit<TermCheck, 'confirmed' | 'digest'> {
  /** Somebody has to look at it. */
  readonly isOpen: boolean;
  readonly blocks: boolean;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
  readonly confirmedReason: string | null;
}

export function createTermService(parts: {
  readonly store: Pick<Store, 'contracts' | 'marks'>;
  readonly spotdraft: ExternalMetadata;
  readonly acts: ContractActs;
  readonly clock: Clock;
  readonly record: RecordActivity;
}): TermService {
  const { store, spotdraft, acts, clock } = parts;

  async function withTerms(stored: readonly StoredContract[]): Promise<readonly ContractTerms[]> {
    const contracts = stored.map(({ contract }) => contract);
    const terms = await termsOf(store.marks, contracts);
    return contracts.flatMap(({ id, name, opportunityId }): ContractTerms[] => {
      const checks = (terms.get(id) ?? []).map(toView);
      if (checks.length === 0 || opportunityId === null) return [];
      return [{ contractId: id, name, opportunityId, checks }];
    });
  }

  /**
   * Notes it in SpotDraft once, whoever else did so, and answers what counts: of these two values, what was confirmed first. Where
   * the answer is lost, SpotDraft is asked whether it is there.
   */
  async function note(
    id: ContractId,
    name: string,
    mine: TermConfirmation,
    options: CallOptions,
  ): Promise<TermConfirmation> {
    const notedIn = (metadata: Metadata) => {
      const noted = confirmedTermsOf(metadata).get(name);
      return noted?.digest === mine.digest ? noted : null;
    };
    let counting = mine;
    try {
      await spotdraft.changeExternalMetadata(
        id,
        (present) => {
          const noted = notedIn(present);
          counting = noted ?? mine;
          return noted === null ? withConfirmedTerm(present, name, mine) : present;
        },
        options,
      );
    } catch (error) {
      if (!(error instanceof AmbiguousOutcomeError)) throw error;
      const present = await spotdraft.getExternalMetadata(id, options).catch((unread: unknown) => {
        if (unread instanceof DealdraftError) return null;
        throw unread;
      });
      const noted = present === null ? null : notedIn(present);
      if (noted === null) throw error;
      return noted;
    }
    return counting;
  }

  return {
    async open(limit) {
      const ids = (await store.marks.page(OPEN_TERMS, { first: limit })).flatMap(
        ({ key }) => toContractId(key) ?? [],
      );
      return withTerms([...(await store.contracts.get(ids)).values()]);
    },

    async checked({ contractId, opportunityId }) {
      if (contractId !== undefined) {
        return withTerms([...(await store.contracts.get([contractId])).values()]);
      }
      if (opportunityId === undefined) return [];
      return withTerms(
        (await store.contracts.byOpportunity([opportunityId])).get(opportunityId) ?? [],
      );
    },

    openCount: () => store.marks.count(OPEN_TERMS),

    async ofContracts(ids) {
      const stored = await store.contracts.get(ids);
      const terms = await termsOf(
        store.marks,
        [...stored.values()].map(({ contract }) => contract),
      );
      return new Map([...terms].map(([id, checks]) => [id, checks.map(toView)]));
    },

    async closeBlockers(ids) {
      const byDeal = await store.contracts.byOpportunity(ids);
      const contracts = [...byDeal.values()].flat().map(({ contract }) => contract);
      const terms = await termsOf(store.marks, contracts);
      return new Map(
        [...byDeal].map(([id, stored]) => [
          id,
          stored.flatMap(({ contract }) => closeBlockers(contract, terms.get(contract.id) ?? [])),
        ]),
      );
    },

    async confirm(reader, { contractId, name, reason: written }) {
      const view = await acts.requireVisible(reader, contractId);
      const refuse = (...userErrors: readonly UserError[]) => ({ contract: view, userErrors });
      const reason = written.trim();
      const wrong = [...inputErrors({ name, reason }), ...stateErrors(view, 'CONFIRM_TERM')];
      if (wrong.length > 0) return refuse(...wrong);
      const { contract } = view;
      const checks = (await termsOf(store.marks, [contract])).get(contract.id) ?? [];
      const check = checks.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
      if (check === undefined) return refuse(unknownCheck(checks));
      if (check.state === 'MATCH') {
        return refuse(
          invalidState(said`"${check.name}" matches: there is no difference to confirm.`),
        );
      }
      // Whoever repeats it, or comes second, changes nothing.
      if (check.confirmed !== null) return refuse();
      const record = (told: string, after: string) => {
        parts.record({
          kind: 'USER_ACTION',
          operation: 'confirmed signed term',
          outcome: told,
          contractId: contract.id,
          opportunityId: contract.opportunityId,
          changes: [{ field: check.name, before: check.state, after }],
        });
      };
      const mine: TermConfirmation = {
        by: readerName(reader),
        at: clock.now().toISOString(),
        reason,
        digest: check.digest,
      };
      let outcome: ActOutcome<TermConfirmation>;
      try {
        outcome = await acts.act(reader, view, (id, options) =>
          note(id, check.name, mine, options),
        );
      } catch (error) {
        // It may count all the same, which the timeline must not hide; a repeat then has nothing more to do.
        if (error instanceof AmbiguousOutcomeError) {
          record('unanswered', `confirmed, if SpotDraft noted it: ${reason}`);
        }
        throw error;
      }
      if (!outcome.done) return refuse(...outcome.userErrors);
      // SpotDraft may show late what was noted.
      await keepConfirmation(store.marks, contract.id, check.name, outcome.value);
      record('confirmed', `confirmed: ${outcome.value.reason}`);
      return acts.refreshed(reader, view);
    },
  };
}

function toView({ confirmed, digest: _digest, ...check }: TermCheck): TermCheckView {
  return {
    ...check,
    isOpen: isOpen({ ...check, confirmed }),
    blocks: isBlocking({ ...check, confirmed }),
    confirmedBy: confirmed?.by ?? null,
    confirmedAt: confirmed?.at ?? null,
    confirmedReason: confirmed?.reason ?? null,
  };
}

function inputErrors({ name, reason }: Pick<ConfirmTermRequest, 'name' | 'reason'>): UserError[] {
  const errors = lengthErrors({
    name: { text: name, max: LONGEST.tag },
    reason: { text: reason, max: LONGEST.reason },
  });
  if (isBlank(reason)) {
    errors.push({
      field: ['reason'],
      code: 'REQUIRED',
      message: said`Say in "reason" why the difference is right; people see it beside the check.`,
    });
  }
  return errors;
}

function unknownCheck(checks: readonly TermCheck[]): UserError {
  const names = checks.map(({ name }) => `"${name}"`).join(', ');
  const message =
    checks.length === 0
      ? said`No check of the contract has been made. "syncContract" makes those of the mapping file.`
      : said`The contract has no check of that name; it has ${names}.`;
  return { field: ['name'], code: 'NOT_FOUND', message };
}
