import type { CreateContractRequest } from '../../connectors/spotdraft/contract-creation.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import { newDealLink } from '../../domain/deal-link.js';
import type { MakerMark } from '../../domain/deal-link.js';
import { NotFoundError, UpstreamRejectedError } from '../../domain/errors.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import { keyErrors } from '../once/idempotency.js';
import { SpotDraftUserError } from '../people/acting-user.js';
import type { CreateContract, CreateContractInput } from './contract-request.js';
import { makeContract, refused, requireReadable } from './make-contract.js';
import type { MakeContractParts } from './make-contract.js';
import { overrideErrors } from './override-errors.js';
import { prepareContract } from './prepare-contract.js';
import type { PreparedContract, PrepareParts } from './prepare-contract.js';
import { said } from '../../domain/said.js';

export interface CreateContractParts extends PrepareParts, MakeContractParts {
  readonly spotdraft: SpotDraft;
}

/** Makes one contract of a template for one intent. */
export function createContractCreator(parts: CreateContractParts): CreateContract {
  return async (reader, input) => {
    const opportunityId = parseOpportunityId(input.opportunityId);
    const wrong = [...overrideErrors(input), ...keyErrors(input.idempotencyKey)];
    if (wrong.length > 0) {
      // As with every other answer: only to those who see the deal.
      await requireReadable(parts.crm, reader, opportunityId);
      return refused(...wrong);
    }
    return makeContract<PreparedContract>(parts, reader, {
      opportunityId,
      of: [input.templateId],
      ofWhat: said`template`,
      // Of what the caller said; what the deal says may change between two clicks without making another intent.
      input: inputOf(input),
      idempotencyKey: input.idempotencyKey,
      kind: 'TEMPLATE_CONTRACT',
      async prepare() {
        const prepared = await prepareContract(parts, reader, {
          opportunityId,
          templateId: input.templateId,
          overrides: input.data ?? {},
          name: input.name ?? null,
          counterparties: input.counterparties,
          signatories: input.signatories,
        });
        const { userErrors } = prepared;
        return userErrors.length > 0
          ? { kind: 'refused', refused: userErrors }
          : { kind: 'ready', ready: prepared };
      },
      send: (prepared, mark, options) =>
        parts.spotdraft.createContract(
          toRequest(prepared, mark, { sendToCounterparties: input.sendToCounterparties }),
          options,
        ),
      onUnmade(cause) {
        if (mayBeTheTemplate(cause)) parts.templates.forget(input.templateId);
      },
    });
  };
}

/** Whether what was refused may be the template as it was known; unless it was the person. */
export function mayBeTheTemplate(cause: unknown): boolean {
  return (
    (cause instanceof UpstreamRejectedError || cause instanceof NotFoundError) &&
    cause.service === 'spotdraft' &&
    !(cause instanceof SpotDraftUserError)
  );
}

/** As SpotDraft is asked for it. */
export function toRequest(
  { template, name, data, counterparties, signatories, setup, opportunityId }: PreparedContract,
  mark: MakerMark,
  { sendToCounterparties, job }: { readonly sendToCounterparties: boolean; readonly job?: string },
): CreateContractRequest {
  const { entityReferenceId, autoSend, workflow, isEmbedded } = setup;
  return {
    templateId: template.id,
    ...(name === null ? {} : { name }),
    data,
    counterparties,
    signatories,
    ...(entityReferenceId === null ? {} : { entityReferenceId }),
    workflow,
    ...(isEmbedded === null ? {} : { isEmbedded }),
    externalMetadata: newDealLink(opportunityId, mark, template.id, {
      isEmbedded: isEmbedded ?? false,
      ...(job === undefined ? {} : { job }),
    }),
    sendToCounterparties: sendToCounterparties || autoSend,
  };
}

/** People are part of it where the caller names some: what was said without them before is still the same. */
export function inputOf(
  input: Omit<CreateContractInput, 'opportunityId' | 'templateId'>,
): readonly unknown[] {
  const { name = null, data = {}, sendToCounterparties, counterparties, signatories } = input;
  const said = [name, data, sendToCounterparties];
  return counterparties === undefined && signatories === undefined
    ? said
    : [...said, counterparties ?? null, signatories ?? null];
}
