import type { ContractStatus } from '../../domain/contract.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { ContractObjectType } from '../../schema/contracts.js';
import type { ContractView } from '../../services/contracts/contract-views.js';
import { toContractNode } from '../contracts/contract-node.js';
import type { RequestContext } from '../server/request-context.js';

/** Answers at once for deals whose contracts are at hand: fifty promises of a page cost more than all that is in them. */
export function contractsOfDeal(
  deal: { readonly id: OpportunityId },
  { status }: { readonly status?: readonly ContractStatus[] | null },
  { loaders }: Pick<RequestContext, 'loaders'>,
): readonly ContractObjectType[] | Promise<readonly ContractObjectType[]> {
  const toNodes = (views: readonly ContractView[]) =>
    views
      .filter(({ contract }) => status?.includes(contract.status) ?? true)
      .map((view) => toContractNode(view));
  const atHand = loaders.contractsAtHand.get(deal.id);
  if (atHand instanceof Error) throw atHand;
  return atHand === undefined
    ? loaders.contractsOfDeal.load(deal.id).then(toNodes)
    : toNodes(atHand);
}
