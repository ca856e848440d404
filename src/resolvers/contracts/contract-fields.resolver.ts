import type { GraphQLResolveInfo } from 'graphql';
import { isWaitedFor } from '../../domain/contract-action.js';
import type { ContractAction, RefusedAction } from '../../domain/contract-action.js';
import { Cost } from '../../schema/cost.js';
import { ContractActionEnum, RefusedActionType } from '../../schema/contract-action-words.js';
import { ContractObjectType, KeyPointerType, SyncStateType } from '../../schema/contracts.js';
import { OpportunityType } from '../../schema/deals.js';
import { Ctx, FieldResolver, Info, Resolver, Root } from '../../schema/decorators.js';
import { RecipientType } from '../../schema/recipients.js';
import { createOfferedActions } from '../../services/contracts/offered-actions.js';
import { asksForIdOnly } from '../asks-for-id-only.js';
import type { RequestContext } from '../server/request-context.js';

@Resolver(() => ContractObjectType)
export class ContractFieldsResolver {
  // Read in one call for all contracts of a level, of which there are few.
  @FieldResolver(() => OpportunityType, {
    nullable: true,
    description: 'The deal the contract is linked to; null when it is linked to none.',
  })
  opportunity(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OpportunityType | null> | Pick<OpportunityType, 'id'> | null {
    const { opportunityId } = contract;
    if (opportunityId === null) return null;
    // Whoever was shown the contract can read its deal; a call to learn what is known would be made for every live event.
    return asksForIdOnly(info) ? { id: opportunityId } : context.loaders.deals.load(opportunityId);
  }

  @Cost({ spotdraft: 1, entries: 3 })
  @FieldResolver(() => [RecipientType], {
    description: 'Whom it was sent to. Live, or as last known while SpotDraft is down.',
  })
  recipients(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly RecipientType[]> {
    return context.loaders.recipients.load(contract.id);
  }

  // No call of SpotDraft; the deals of a level are read in one call, where they are not known and matter.
  @Cost({ entries: 20 })
  @FieldResolver(() => [ContractActionEnum], {
    description:
      'What the caller may do with it in its present state; SpotDraft still has the last word.',
  })
  async actions(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly ContractAction[]> {
    return (await judge(contract, context)).offered;
  }

  @Cost({ entries: 20 })
  @FieldResolver(() => [RefusedActionType], {
    description:
      'What the caller may not do with it now, and why: everything that is not in `actions`.',
  })
  async refusedActions(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly RefusedAction[]> {
    return (await judge(contract, context)).refused;
  }

  // Only those that are out for signature are asked about; a list may be of nothing else.
  @Cost({ spotdraft: 1, entries: 1 })
  // Nullable: contracts answer from the projection while SpotDraft is down, and one unknown recipient must not hide them.
  @FieldResolver(() => [RecipientType], {
    nullable: true,
    description:
      'While it is out for signature, the recipients who have not signed; empty in other states. Null, with an error, only when SpotDraft is down and nothing is known of them.',
  })
  async waitingFor(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly RecipientType[]> {
    if (contract.status !== 'SIGN') return [];
    return (await context.loaders.recipients.load(contract.id)).filter(isWaitedFor);
  }

  @Cost({ spotdraft: 1, entries: 20 })
  @FieldResolver(() => [KeyPointerType], {
    description: 'Facts SpotDraft holds about it. Live, or as last known while SpotDraft is down.',
  })
  keyPointers(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly KeyPointerType[]> {
    return context.loaders.keyPointers.load(contract.id);
  }

  @FieldResolver(() => SyncStateType, {
    description: 'How fresh this is, and whether the CRM record agrees with it.',
  })
  sync(@Root() contract: ContractObjectType): SyncStateType {
    return {
      contractId: contract.id,
      lastSyncedAt: contract.lastSyncedAt,
      lastError: contract.lastError,
    };
  }
}

function judge(contract: ContractObjectType, context: RequestContext) {
  const { caller, loaders, services } = context;
  return services.of(createOfferedActions).judge(caller, contract, {
    deal: (id) => loaders.deals.load(id),
    terms: (id) => loaders.terms.load(id),
  });
}
