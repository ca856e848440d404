import { GraphQLDateTime } from 'graphql-scalars';
import type { ContractId } from '../domain/contract-id.js';
import { Field, ObjectType } from './decorators.js';

/** `pending` is resolved in sync-state.resolver.ts, so that it is looked up only when asked for. */
@ObjectType('SyncState', {
  description: 'How well what dealdraft shows and what it wrote to the CRM agree with SpotDraft.',
})
export class SyncStateType {
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the contract was last read from SpotDraft; null when it never was.',
  })
  readonly lastSyncedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the last write to the CRM failed; null after one that succeeded.',
  })
  readonly lastError!: string | null;

  readonly contractId!: ContractId;
}
