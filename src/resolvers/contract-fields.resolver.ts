import type { GraphQLResolveInfo } from 'graphql';
import { actionsIn, isWaitedFor } from '../domain/contract-action.js';
import type { ContractAction } from '../domain/contract-action.js';
import { ContractActionEnum } from '../schema/contract-action.enum.js';
import { ContractObjectType } from '../schema/contract.type.js';
import { Ctx, FieldResolver, Info, Resolver, Root } from '../schema/decorators.js';
import { KeyPointerType } from '../schema/key-pointer.type.js';
import { OpportunityType } from '../schema/opportunity.type.js';
import { RecipientType } from '../schema/recipient.type.js';
import { SyncStateType } from '../schema/sync-state.type.js';
import { asksForIdOnly } from './asks-for-id-only.js';
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
    @Info() info: GraphQLResolveInfo,
  ): Promise<OpportunityType | null> | Pick<OpportunityType, 'id'> | null {
    const { opportunityId } = contract;
    if (opportunityId === null) return null;
    // Whoever was shown the contract can read its deal; a call to learn what is known would be made for every live event.
    return asksForIdOnly(info) ? { id: opportunityId } : context.loaders.deals.load(opportunityId);
  }

  @FieldResolver(() => [RecipientType], {
    description: 'Whom it was sent to. Live, or as last known while SpotDraft is down.',
  })
  recipients(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly RecipientType[]> {
    return context.loaders.recipients.load(contract.id);
  }

  @FieldResolver(() => [ContractActionEnum], {
    description:
      'What the caller may do with it in its present state; SpotDraft still has the last word.',
  })
  actions(@Root() contract: ContractObjectType): readonly ContractAction[] {
    return actionsIn(contract.status);
  }

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
