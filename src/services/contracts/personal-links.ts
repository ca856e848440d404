import { isOperator, requireReader } from '../../auth/caller.js';
import type { Caller } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import type { PersonalLinks } from '../../connectors/spotdraft/personal-links.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { notYoursToLink } from '../../domain/contract-action.js';
import type { ContractAction } from '../../domain/contract-action.js';
import type { ContractId } from '../../domain/contract-id.js';
import { ForbiddenError } from '../../domain/errors.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { UserError } from '../../domain/user-error.js';
import { emailErrors } from '../email-errors.js';
import { ownsDeal } from '../people/owns-deal.js';
import { principalOf } from '../people/principal.js';
import { stateErrors } from './contract-acts.js';
import type { ContractActs } from './contract-acts.js';

/**
 * Links by which somebody acts as a recipient: for the owner of the contract's deal, signed in as themselves, and for
 * operators. They go into the one answer, and nowhere else: no log, no store, no span, no error.
 */
export interface PersonalLinkService {
  /** @throws ForbiddenError for everybody else who sees the contract. */
  createRecipientLink(caller: Caller, input: PersonalLinkInput): Promise<LinkResult>;
  createSigningUrl(caller: Caller, input: PersonalLinkInput): Promise<LinkResult>;
}

export interface PersonalLinkInput {
  readonly contractId: string;
  readonly email: string;
}

export interface LinkResult {
  /** A secret of the person with the address; null when the request was refused. */
  readonly url: string | null;
  readonly userErrors: readonly UserError[];
}

export function createPersonalLinkService(parts: {
  readonly spotdraft: PersonalLinks;
  readonly crm: Pick<Crm, 'identify' | 'getOpportunities'>;
  readonly acts: ContractActs;
}): PersonalLinkService {
  const { spotdraft, crm, acts } = parts;

  async function requireTaker(caller: Caller, opportunityId: OpportunityId | null): Promise<void> {
    if (isOperator(caller)) return;
    const reader = requireReader(caller);
    if (reader.kind === 'user' && opportunityId !== null) {
      const deals = await crm.getOpportunities(principalOf(reader), [opportunityId]);
      if (await ownsDeal(crm, reader, deals.get(opportunityId) ?? null)) return;
    }
    throw new ForbiddenError(notYoursToLink());
  }

  async function link(
    caller: Caller,
    { contractId, email }: PersonalLinkInput,
    action: ContractAction,
    call: (id: ContractId, email: string, options: CallOptions) => Promise<string>,
  ): Promise<LinkResult> {
    const reader = requireReader(caller);
    const view = await acts.requireVisible(reader, contractId);
    await requireTaker(caller, view.contract.opportunityId);
    const wrong = [...stateErrors(view, action), ...emailErrors(['email'], email)];
    if (wrong.length > 0) return { url: null, userErrors: wrong };
    const outcome = await acts.act(reader, view, (id, options) => call(id, email, options));
    return outcome.done
      ? { url: outcome.value, userErrors: [] }
      : { url: null, userErrors: outcome.userErrors };
  }

  return {
    createRecipientLink: (caller, input) =>
      link(caller, input, 'CREATE_RECIPIENT_LINK', (id, email, options) =>
        spotdraft.createRecipientLink(id, email, options),
      ),

    createSigningUrl: (caller, input) =>
      link(caller, input, 'CREATE_SIGNING_URL', (id, email, options) =>
        spotdraft.createSigningUrl(id, email, options),
      ),
  };
}
