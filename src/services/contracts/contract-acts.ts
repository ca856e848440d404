import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { refusalOf } from '../../domain/contract-action.js';
import type { ContractAction } from '../../domain/contract-action.js';
import { parseContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import {
  AmbiguousOutcomeError,
  ConflictError,
  NotFoundError,
  UpstreamRejectedError,
} from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { UserError } from '../../domain/user-error.js';
import type { Store } from '../../store/store.js';
import type { Reconciler } from '../../sync/index.js';
import type { ActingUsers } from '../people/acting-user.js';
import { toContractView } from './contract-views.js';
import type { ContractView, DocumentLink } from './contract-views.js';
import { stillVisible } from './contract-visibility.js';
import type { ContractParts } from './contract-parts.js';
import type { ContractService } from './contracts.js';
import { refusalErrors } from './refusal-errors.js';
import { said } from '../../domain/said.js';

export interface ContractResult {
  readonly contract: ContractView | null;
  readonly userErrors: readonly UserError[];
}

/** What came of an act: what SpotDraft answered, or why it was refused. */
export type ActOutcome<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly userErrors: readonly UserError[] };

/** What every change of a contract has in common, whatever it changes. */
export interface ContractActs {
  /** @throws InputError for what is no id, NotFoundError unless the reader sees the contract. */
  requireVisible(reader: Reader, idText: string): Promise<ContractView>;
  /** Runs an act of the reader at SpotDraft; a refusal becomes user errors. */
  act<T>(
    reader: Reader,
    view: ContractView,
    call: (id: ContractId, options: CallOptions) => Promise<T>,
  ): Promise<ActOutcome<T>>;
  /** Reads SpotDraft and writes the CRM at once; the caller's answer shows the new state. */
  refreshed(reader: Reader, view: ContractView): Promise<ContractResult>;
  /** What the contract has become. It may have moved to a deal which the reader does not see. */
  currentView(reader: Reader, before: ContractView): Promise<ContractResult>;
}

export interface ContractActsParts {
  readonly store: Store;
  readonly crm: Crm;
  readonly contracts: ContractService;
  readonly contractParts: ContractParts;
  readonly actingUsers: ActingUsers;
  readonly reconciler: Reconciler;
  readonly documentLink: DocumentLink;
  readonly log: Log;
}

export function createContractActs(parts: ContractActsParts): ContractActs {
  const { store, crm, contracts, reconciler, log } = parts;

  async function currentView(reader: Reader, before: ContractView): Promise<ContractResult> {
    const { id, opportunityId } = before.contract;
    const stored = (await store.contracts.get([id])).get(id);
    const shown = await stillVisible(crm, reader, stored, opportunityId);
    return {
      contract: shown === null ? null : toContractView(shown, parts.documentLink),
      userErrors: [],
    };
  }

  return {
    currentView,

    async requireVisible(reader, idText) {
      const id = parseContractId(idText);
      const found = (await contracts.get(reader, [id])).get(id);
      if (found instanceof Error) throw found;
      if (found === undefined) {
        throw new NotFoundError(
          said`There is no such contract, or you have no access to its opportunity in the CRM.`,
        );
      }
      return found;
    },

    async refreshed(reader, view) {
      const { id } = view.contract;
      await store.queues.sync.mark([id]);
      try {
        await reconciler.reconcile([id], { lane: 'interactive' });
      } catch (error) {
        // The act itself succeeded. The worker has the key and brings projection and CRM in line.
        log.warn({ err: error, contractId: id }, 'state not refreshed after an action');
      }
      return currentView(reader, view);
    },

    async act(reader, view, call) {
      const { id } = view.contract;
      try {
        const value = await parts.actingUsers.act(reader, (options) => call(id, options));
        return { done: true, value };
      } catch (error) {
        if (error instanceof ConflictError) {
          return { done: false, userErrors: [invalidState(error.message)] };
        }
        // Refused, or perhaps done though the answer was lost: either way what we know of it may be behind.
        const isRefused = error instanceof UpstreamRejectedError;
        if (isRefused || error instanceof AmbiguousOutcomeError) await store.queues.sync.mark([id]);
        if (!isRefused) throw error;
        return { done: false, userErrors: refusalErrors(error) };
      } finally {
        parts.contractParts.forget(id);
      }
    },
  };
}

/**
 * Why the contract's state does not allow the action, as every mutation says it; empty when it does. By the same table as
 * `Contract.actions`.
 */
export function stateErrors({ contract }: ContractView, action: ContractAction): UserError[] {
  const reason = refusalOf(contract, action);
  return reason === null ? [] : [invalidState(reason)];
}

/** The contract is in a state that does not allow this. */
export function invalidState(message: string): UserError {
  return { field: null, code: 'INVALID_STATE', message };
}
