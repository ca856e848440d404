import { isBlank } from '../../domain/well-formed.js';
import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import type { CallOptions, SpotDraft } from '../../connectors/spotdraft/types.js';
import type { ContractId } from '../../domain/contract-id.js';
import { withDealLink, withVoidReason } from '../../domain/deal-link.js';
import { DealdraftError } from '../../domain/errors.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import type { UserError } from '../../domain/user-error.js';
import type { Reconciler } from '../../sync/index.js';
import { stateErrors } from './contract-acts.js';
import type { ContractActs, ContractResult } from './contract-acts.js';
import { createContractCreator } from './create-contract.js';
import type { CreateContractParts } from './create-contract.js';
import { dealNotFound } from './prepare-contract.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { principalOf } from '../people/principal.js';
import type { ContractView } from './contract-views.js';
import type { CreateContract } from './contract-request.js';
import { createContractSender } from './send-contract.js';
import type { SendContract } from './send-contract.js';
import { said } from '../../domain/said.js';

export interface ContractActions {
  readonly create: CreateContract;
  readonly send: SendContract;
  void(reader: Reader, input: VoidContractInput): Promise<ContractResult>;
  link(reader: Reader, input: LinkContractInput): Promise<ContractResult>;
  /** Reads SpotDraft now, writes the CRM now. */
  sync(reader: Reader, id: string): Promise<ContractResult>;
}

export interface VoidContractInput {
  readonly contractId: string;
  readonly note: string;
}

export interface LinkContractInput {
  readonly contractId: string;
  readonly opportunityId: string;
}

export interface ContractActionParts extends CreateContractParts {
  readonly crm: Crm;
  readonly spotdraft: SpotDraft;
  readonly acts: ContractActs;
  readonly reconciler: Reconciler;
  /** Called when a caller's own sync ended; a worker tells of its own. */
  readonly onSynced: (ids: readonly ContractId[]) => void;
}

export function createContractActions(parts: ContractActionParts): ContractActions {
  const { crm, spotdraft, acts, reconciler } = parts;

  /** Runs an act that changes the contract's state; the answer shows the new one. */
  async function change(
    reader: Reader,
    view: ContractView,
    call: (id: ContractId, options: CallOptions) => Promise<void>,
  ): Promise<ContractResult> {
    const outcome = await acts.act(reader, view, call);
    return outcome.done ? acts.refreshed(reader, view) : refuse(view, ...outcome.userErrors);
  }

  /** SpotDraft keeps the reason and shows it to nobody who asks. The contract is voided, whether or not it can be noted. */
  async function noteVoidReason(id: ContractId, reason: string, options: CallOptions) {
    try {
      await spotdraft.changeExternalMetadata(
        id,
        (present) => withVoidReason(present, reason),
        options,
      );
    } catch (error) {
      if (!(error instanceof DealdraftError)) throw error;
      parts.log.warn(
        { contractId: id, err: error },
        'why a contract was voided could not be noted',
      );
    }
  }

  return {
    create: createContractCreator(parts),

    send: createContractSender(parts),

    async void(reader, input) {
      const view = await acts.requireVisible(reader, input.contractId);
      const note = input.note.trim();
      if (isBlank(note)) {
        return refuse(view, {
          field: ['note'],
          code: 'REQUIRED',
          message: said`Say in "note" why the contract is voided; SpotDraft keeps it with the contract.`,
        });
      }
      const tooLong = lengthErrors({ note: { text: note, max: LONGEST.note } });
      if (tooLong.length > 0) return refuse(view, ...tooLong);
      const unfit = stateErrors(view, 'VOID');
      if (unfit.length > 0) return refuse(view, ...unfit);
      return change(reader, view, async (contractId, options) => {
        await spotdraft.voidContract(contractId, note, options);
        await noteVoidReason(contractId, note, options);
      });
    },

    async link(reader, input) {
      const opportunityId = parseOpportunityId(input.opportunityId);
      const view = await acts.requireVisible(reader, input.contractId);
      const readable = await crm.readableOpportunities(principalOf(reader), [opportunityId]);
      if (!readable.has(opportunityId)) throw dealNotFound();
      const unfit = stateErrors(view, 'LINK_CONTRACT');
      if (unfit.length > 0) return refuse(view, ...unfit);
      return change(reader, view, (contractId, options) =>
        spotdraft.changeExternalMetadata(
          contractId,
          (present) => withDealLink(present, opportunityId),
          options,
        ),
      );
    },

    async sync(reader, idText) {
      const view = await acts.requireVisible(reader, idText);
      const { id } = view.contract;
      await reconciler.reconcile([id], { lane: 'interactive', compareWith: 'crm' });
      parts.onSynced([id]);
      return acts.currentView(reader, view);
    },
  };
}

function refuse(view: ContractView, ...userErrors: readonly UserError[]): ContractResult {
  return { contract: view, userErrors };
}
