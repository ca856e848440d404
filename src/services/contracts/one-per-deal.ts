import type { Reader } from '../../auth/caller.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import type { Contract } from '../../domain/contract.js';
import type { ContractId } from '../../domain/contract-id.js';
import { jobOf } from '../../domain/deal-link.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { UserError } from '../../domain/user-error.js';
import type { StoredContract } from '../../store/contracts.js';
import type { Store } from '../../store/store.js';
import type { TemplateCache } from '../templates/templates.js';
import { inputOf, mayBeTheTemplate, toRequest } from './create-contract.js';
import { keyIntent, makeOneContract } from './make-contract.js';
import type { MadeContract, MakeOneParts } from './make-contract.js';
import type { PreparedContract } from './prepare-contract.js';
import { firstOfTemplate } from './template-of.js';

export interface OnePerDealParts extends MakeOneParts {
  readonly spotdraft: SpotDraft;
  readonly templates: TemplateCache;
}

export interface OnePerDealRequest {
  readonly opportunityId: OpportunityId;
  readonly templateId: string;
  readonly sendToCounterparties: boolean;
  /** Who has it made, by a name that nobody else has: stamped into the contract, so that its maker knows it again. */
  readonly job: string;
  /** What the contract is made of; asked when there is none yet. With `userErrors` nothing is sent. */
  readonly prepare: () => Promise<PreparedContract>;
}

export type OnePerDeal =
  /** `created`: by this job, in this run or in one that was cut off. */
  | { readonly kind: 'created' | 'existing'; readonly contractId: ContractId }
  | { readonly kind: 'refused'; readonly userErrors: readonly UserError[] }
  /** Not known yet: it is being looked for, and the same request learns of it. */
  | { readonly kind: 'uncertain' };

/**
 * The key of a deal's one contract of a template that nobody makes by hand: what a job, an automation and the Flow action of the
 * Salesforce package ask for in the same moment is one contract.
 */
export const ONE_PER_DEAL_KEY = 'automation';

/** Contracts of one template that a deal may see come and go. More than that is no deal any more. */
const MOST_SPENT = 20;

/**
 * The contract of a template that stands on a deal, the most advanced first: whoever wants one per deal has it. What was voided
 * or deleted does not stand; of what was not made here, the template is known where a webhook told it.
 *
 * @param onDeal as `byOpportunity` gives them
 */
export async function standingContract(
  store: Pick<Store, 'inbox'>,
  onDeal: readonly StoredContract[],
  templateId: string,
): Promise<Contract | null> {
  const standing = onDeal.filter(({ contract }) => isStanding(contract));
  return (await firstOfTemplate(store, standing, templateId))?.contract ?? null;
}

/**
 * Has a deal have one contract of a template, for work that nobody waits for: whoever asks, however often and in however many
 * processes at once, there is one as long as that one stands.
 *
 * @throws what the calls throw; NothingCreatedError where it is certain that nothing was made.
 */
export async function createOnePerDeal(
  parts: OnePerDealParts,
  reader: Reader,
  request: OnePerDealRequest,
): Promise<OnePerDeal> {
  const { store, templates } = parts;
  const { opportunityId, templateId, job, sendToCounterparties } = request;
  const found = ({ id, externalMetadata }: Contract): OnePerDeal => ({
    kind: jobOf(externalMetadata) === job ? 'created' : 'existing',
    contractId: id,
  });
  const onDeal = (await store.contracts.byOpportunity([opportunityId])).get(opportunityId) ?? [];
  const standing = await standingContract(store, onDeal, templateId);
  if (standing !== null) return found(standing);
  // A wish is for ever, so each contract that no longer stands makes the next one another wish.
  const spent: ContractId[] = [];
  while (spent.length < MOST_SPENT) {
    let made = await make(spent, sendToCounterparties);
    // Somebody else asked for the same one, to be sent where this is not, or the other way: it is still the one.
    if (made.kind === 'mismatch') made = await make(spent, !sendToCounterparties);
    if (made.kind === 'refused') return made;
    if (made.kind !== 'made') return { kind: 'uncertain' };
    const { contractId, created } = made;
    if (created) return { kind: 'created', contractId };
    const known = (await store.contracts.get([contractId])).get(contractId)?.contract;
    // What was made and is not known here any more will be: it is somebody's to look at, never a reason for another.
    if (known === undefined) return { kind: 'existing', contractId };
    if (isStanding(known) && known.opportunityId === opportunityId) return found(known);
    spent.push(contractId);
  }
  throw new Error('a deal has seen more contracts of one template than any has');

  function make(before: readonly ContractId[], isSent: boolean): Promise<MadeContract> {
    return makeOneContract<PreparedContract>(parts, reader, {
      opportunityId,
      intent: keyIntent(ONE_PER_DEAL_KEY, opportunityId, [templateId, ...before]),
      input: inputOf({ sendToCounterparties: isSent }),
      rememberMs: null,
      admit: () => Promise.resolve(),
      kind: 'TEMPLATE_CONTRACT',
      lane: 'background',
      async prepare() {
        const prepared = await request.prepare();
        const { userErrors } = prepared;
        return userErrors.length > 0
          ? { kind: 'refused', refused: userErrors }
          : { kind: 'ready', ready: prepared };
      },
      send: (prepared, mark, options) =>
        parts.spotdraft.createContract(
          toRequest(prepared, mark, { sendToCounterparties: isSent, job }),
          options,
        ),
      onUnmade(cause) {
        if (mayBeTheTemplate(cause)) templates.forget(templateId);
      },
    });
  }
}

function isStanding({ status }: Contract): boolean {
  return status !== 'VOIDED' && status !== 'DELETED';
}
