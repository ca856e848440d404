import type { Reader } from '../auth/caller.js';
import type { Crm } from '../connectors/crm.js';
import type { CallOptions, SpotDraft } from '../connectors/spotdraft/types.js';
import { parseContractId } from '../domain/contract-id.js';
import type { ContractId } from '../domain/contract-id.js';
import { allows } from '../domain/contract-action.js';
import {
  AmbiguousOutcomeError,
  ConflictError,
  NotFoundError,
  UpstreamRejectedError,
} from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import { parseOpportunityId } from '../domain/opportunity-id.js';
import type { UserError } from '../domain/user-error.js';
import type { Store } from '../store/store.js';
import type { Reconciler } from '../sync/index.js';
import { toContractView } from './contract-views.js';
import type { DocumentLink } from './contract-views.js';
import { visibleContracts } from './contract-visibility.js';
import { createContractCreator } from './create-contract.js';
import type { CreateContractParts } from './create-contract.js';
import { dealNotFound } from './prepare-contract.js';
import { principalOf } from './principal.js';
import { refusalErrors } from './refusal-errors.js';
import type { ContractActions, ContractResult, ContractService, ContractView } from './services.js';

export interface ContractActionParts extends CreateContractParts {
  readonly store: Store;
  readonly crm: Crm;
  readonly spotdraft: SpotDraft;
  readonly contracts: ContractService;
  readonly reconciler: Reconciler;
  readonly documentLink: DocumentLink;
  readonly log: Log;
  /** Called when a caller's own sync ended; a worker tells of its own. */
  readonly onSynced: (ids: readonly ContractId[]) => void;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function createContractActions(parts: ContractActionParts): ContractActions {
  const { store, crm, spotdraft, contracts, reconciler, log } = parts;

  /** @throws NotFoundError unless the reader sees the contract. */
  async function requireVisible(reader: Reader, idText: string): Promise<ContractView> {
    const id = parseContractId(idText);
    const found = (await contracts.get(reader, [id])).get(id);
    if (found instanceof Error) throw found;
    if (found === undefined) {
      throw new NotFoundError(
        'There is no such contract, or you have no access to its opportunity in the CRM.',
      );
    }
    return found;
  }

  /** Reads SpotDraft and writes the CRM at once; the caller's answer shows the new state. */
  async function refreshed(reader: Reader, view: ContractView): Promise<ContractResult> {
    const { id } = view.contract;
    await store.queue.mark([id]);
    try {
      await reconciler.reconcile([id], { lane: 'interactive' });
    } catch (error) {
      // The act itself succeeded. The worker has the key and brings projection and CRM in line.
      log.warn({ err: error, contractId: id }, 'state not refreshed after an action');
    }
    return currentView(reader, view);
  }

  /** What the contract has become. It may have moved to a deal which the reader does not see. */
  async function currentView(reader: Reader, before: ContractView): Promise<ContractResult> {
    const { id, opportunityId } = before.contract;
    const stored = (await store.contracts.get([id])).get(id);
    const rows = stored === undefined ? [] : [stored];
    const [shown] =
      stored?.contract.opportunityId === opportunityId
        ? rows
        : await visibleContracts(crm, reader, rows);
    return {
      contract: shown === undefined ? null : toContractView(shown, parts.documentLink),
      userErrors: [],
    };
  }

  /** Runs an act of the reader at SpotDraft; a refusal becomes user errors. */
  async function act(
    reader: Reader,
    view: ContractView,
    call: (id: ContractId, options: CallOptions) => Promise<void>,
  ): Promise<ContractResult> {
    const { id } = view.contract;
    try {
      await parts.actingUsers.act(reader, (options) => call(id, options));
    } catch (error) {
      if (error instanceof ConflictError) return refuse(view, invalidState(error.message));
      // Refused, or perhaps done though the answer was lost: either way what we know of it may be behind.
      const isRefused = error instanceof UpstreamRejectedError;
      if (isRefused || error instanceof AmbiguousOutcomeError) await store.queue.mark([id]);
      if (!isRefused) throw error;
      return refuse(view, ...refusalErrors(error));
    }
    return refreshed(reader, view);
  }

  return {
    create: createContractCreator(parts),

    async send(reader, input) {
      const view = await requireVisible(reader, input.contractId);
      const { id, status } = view.contract;
      if (!allows(status, 'SEND')) {
        return refuse(
          view,
          invalidState(
            `Contract ${id} is ${status}; only a DRAFT or REDLINING contract can be sent to its counterparties.`,
          ),
        );
      }
      const wrong = [
        ...wrongEmails('toEmails', input.toEmails),
        ...wrongEmails('ccEmails', input.ccEmails),
      ];
      if (wrong.length > 0) return refuse(view, ...wrong);
      const { contractId: _id, ...request } = input;
      return act(reader, view, (contractId, options) =>
        spotdraft.sendToCounterparties(contractId, request, options),
      );
    },

    async void(reader, input) {
      const view = await requireVisible(reader, input.contractId);
      const { id, status } = view.contract;
      const note = input.note.trim();
      if (note === '') {
        return refuse(view, {
          field: ['note'],
          code: 'REQUIRED',
          message:
            'Say in "note" why the contract is voided; SpotDraft keeps it with the contract.',
        });
      }
      if (!allows(status, 'VOID')) {
        return refuse(
          view,
          invalidState(`Contract ${id} is ${status} and can't be voided any more.`),
        );
      }
      return act(reader, view, (contractId, options) =>
        spotdraft.voidContract(contractId, note, options),
      );
    },

    async link(reader, input) {
      const opportunityId = parseOpportunityId(input.opportunityId);
      const view = await requireVisible(reader, input.contractId);
      const readable = await crm.readableOpportunities(principalOf(reader), [opportunityId]);
      if (!readable.has(opportunityId)) throw dealNotFound();
      if (view.contract.status === 'DELETED') {
        return refuse(view, invalidState(`Contract ${view.contract.id} is deleted in SpotDraft.`));
      }
      return act(reader, view, async (contractId, options) => {
        // SpotDraft does not say whether it merges or replaces, so the whole object is written.
        const present = (await spotdraft.getExternalMetadata(contractId, options)) ?? {};
        await spotdraft.setExternalMetadata(
          contractId,
          {
            ...present,
            id: opportunityId,
            integration_name: 'Salesforce',
            record_type: 'Opportunity',
          },
          options,
        );
      });
    },

    async sync(reader, idText) {
      const view = await requireVisible(reader, idText);
      const { id } = view.contract;
      await reconciler.reconcile([id], { lane: 'interactive', compareWith: 'crm' });
      parts.onSynced([id]);
      return currentView(reader, view);
    },
  };
}

function refuse(view: ContractView, ...userErrors: readonly UserError[]): ContractResult {
  return { contract: view, userErrors };
}

function invalidState(message: string): UserError {
  return { field: null, code: 'INVALID_STATE', message };
}

function wrongEmails(field: string, emails: readonly string[] | undefined): UserError[] {
  return (emails ?? []).flatMap((email, index) =>
    EMAIL.test(email)
      ? []
      : [
          {
            field: [field, String(index)],
            code: 'INVALID_VALUE' as const,
            message: `"${email.slice(0, 80)}" is not an e-mail address.`,
          },
        ],
  );
}
