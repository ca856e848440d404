import { GraphQLDateTime } from 'graphql-scalars';
import type { ContractId } from '../domain/contract-id.js';
import { Field, ObjectType } from './decorators.js';

/** `pending` and `lastError` are resolved in sync-state.resolver.ts, so that they are looked up only when asked for. */
@ObjectType('SyncState', {
  description: 'How well what dealdraft shows and what it wrote to the CRM agree with SpotDraft.',
})
export class SyncStateType {
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'When the state in SpotDraft was last brought to the CRM, or, before the first time, when it was read.',
  })
  readonly lastSyncedAt!: Date | null;

  /** What the last write-back left; the queue may know of a later failure. */
  readonly lastError!: string | null;

  readonly contractId!: ContractId;
}
