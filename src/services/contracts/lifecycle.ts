import type { Reader } from '../../auth/caller.js';
import type { Lifecycle } from '../../connectors/spotdraft/lifecycle.js';
import type { Webhooks } from '../../connectors/spotdraft/webhooks.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { ContractAction } from '../../domain/contract-action.js';
import type { ContractId } from '../../domain/contract-id.js';
import { NotFoundError } from '../../domain/errors.js';
import type { UserError } from '../../domain/user-error.js';
import { emailErrors } from '../email-errors.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { stateErrors } from './contract-acts.js';
import type { ContractActs, ContractResult } from './contract-acts.js';
import { said } from '../../domain/said.js';

/** What brings a contract to its signatures, and what nudges those who have yet to sign. */
export interface LifecycleService {
  markForExecution(reader: Reader, input: MarkForExecutionInput): Promise<ContractResult>;
  unmarkForExecution(reader: Reader, input: UnmarkForExecutionInput): Promise<ContractResult>;
  resendToSignatory(reader: Reader, input: ResendToSignatoryInput): Promise<ContractResult>;
  retriggerWebhook(reader: Reader, input: RetriggerWebhookInput): Promise<ContractResult>;
}

export interface MarkForExecutionInput {
  readonly contractId: string;
  readonly affixStamp?: boolean;
}

export interface UnmarkForExecutionInput {
  readonly contractId: string;
  readonly note?: string;
}

export interface ResendToSignatoryInput {
  readonly contractId: string;
  readonly email: string;
}

export interface RetriggerWebhookInput {
  readonly contractId: string;
}

interface Step {
  readonly action: ContractAction;
  readonly wrong: readonly UserError[];
  readonly call: (id: ContractId, options: CallOptions) => Promise<void>;
  /** Whether the contract is another one afterwards. */
  readonly changesState: boolean;
}

export function createLifecycleService(parts: {
  readonly spotdraft: Lifecycle & Pick<Webhooks, 'retriggerLatest'>;
  readonly acts: ContractActs;
}): LifecycleService {
  const { spotdraft, acts } = parts;

  async function take(reader: Reader, contractId: string, step: Step): Promise<ContractResult> {
    const view = await acts.requireVisible(reader, contractId);
    const wrong = [...stateErrors(view, step.action), ...step.wrong];
    if (wrong.length > 0) return { contract: view, userErrors: wrong };
    const outcome = await acts.act(reader, view, step.call);
    if (!outcome.done) return { contract: view, userErrors: outcome.userErrors };
    return step.changesState ? acts.refreshed(reader, view) : acts.currentView(reader, view);
  }

  return {
    markForExecution: (reader, { contractId, ...how }) =>
      take(reader, contractId, {
        action: 'MARK_FOR_EXECUTION',
        wrong: [],
        call: (id, options) => spotdraft.markForExecution(id, how, options),
        changesState: true,
      }),

    unmarkForExecution: (reader, { contractId, note }) =>
      take(reader, contractId, {
        action: 'UNMARK_FOR_EXECUTION',
        wrong: lengthErrors({ note: { text: note, max: LONGEST.note } }),
        call: (id, options) => spotdraft.unmarkForExecution(id, note, options),
        changesState: true,
      }),

    resendToSignatory: (reader, { contractId, email }) =>
      take(reader, contractId, {
        action: 'RESEND_TO_SIGNATORY',
        wrong: emailErrors(['email'], email),
        call: (id, options) => spotdraft.resendToSignatory(id, email, options),
        changesState: false,
      }),

    retriggerWebhook: (reader, { contractId }) =>
      take(reader, contractId, {
        action: 'RETRIGGER_WEBHOOK',
        wrong: [],
        call: (id, options) => retrigger(id, options),
        changesState: false,
      }),
  };

  /** SpotDraft's 404 says that it has no such contract, or nothing to send again for it. */
  async function retrigger(id: ContractId, options: CallOptions): Promise<void> {
    try {
      await spotdraft.retriggerLatest([id], options);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      throw new NotFoundError(said`SpotDraft has no webhook of contract ${id} to send again.`, {
        service: 'spotdraft',
        cause: error,
      });
    }
  }
}
