import { ContractObjectType } from '../schema/contract.type.js';
import { Ctx, FieldResolver, Resolver, Root } from '../schema/decorators.js';
import { KeyPointerType } from '../schema/key-pointer.type.js';
import { OpportunityType } from '../schema/opportunity.type.js';
import { RecipientType } from '../schema/recipient.type.js';
import { SyncStateType } from '../schema/sync-state.type.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => ContractObjectType)
export class ContractFieldsResolver {
  @FieldResolver(() => OpportunityType, {
    nullable: true,
    description: 'The deal the contract is linked to; null when it is linked to none.',
  })
  opportunity(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<OpportunityType | null> | null {
    return contract.opportunityId === null
      ? null
      : context.loaders.deals.load(contract.opportunityId);
  }

  @FieldResolver(() => [RecipientType], {
    description: 'Whom it was sent to. Live, or as last known while SpotDraft is down.',
  })
  recipients(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly RecipientType[]> {
    return context.services.contracts.recipients(contract.id);
  }

  @FieldResolver(() => [KeyPointerType], {
    description: 'Facts SpotDraft holds about it. Live, or as last known while SpotDraft is down.',
  })
  keyPointers(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly KeyPointerType[]> {
    return context.services.contracts.keyPointers(contract.id);
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
