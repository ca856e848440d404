import { GraphQLDateTime } from 'graphql-scalars';
import { BULK_JOB_STATES, BULK_ROW_STATES, MAX_BULK_DEALS } from '../domain/bulk.js';
import type { BulkJobState, BulkRowState } from '../domain/bulk.js';
import type { ContractId } from '../domain/contract-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import { connectionOf } from './connection.js';
import { OpportunityFilterInput } from './deals.js';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';
import { UserErrorType } from './user-errors.js';

const BulkJobStateEnum = enumValues(BULK_JOB_STATES);

registerEnumType(BulkJobStateEnum, {
  name: 'BulkJobState',
  description: 'How a job over many deals stands.',
  valuesConfig: {
    RUNNING: { description: 'Its deals are worked off, or wait for their turn.' },
    PAUSED: { description: 'Stopped by somebody, who may resume it.' },
    CANCELLED: {
      description: 'Ended by somebody. What was made stays; `resumeBulkCreate` takes up the rest.',
    },
    DONE: { description: 'Every deal has its outcome.' },
  },
});

export const BulkRowStateEnum = enumValues(BULK_ROW_STATES);

registerEnumType(BulkRowStateEnum, {
  name: 'BulkRowState',
  description: 'What became of one deal of a job.',
  valuesConfig: {
    WAITING: { description: 'Nothing yet.' },
    CREATABLE: { description: 'Of a dry run: nothing stands against its contract.' },
    CREATED: { description: 'The job had its contract made.' },
    EXISTING: {
      description: 'It had a contract of the template, neither voided nor deleted: that one.',
    },
    FAILED: { description: 'No contract; `userErrors` say why.' },
  },
});

@ObjectType('BulkRow', { description: 'One deal of a job, and what became of it.' })
export class BulkRowType {
  readonly contractId!: ContractId | null;

  @Field(() => ID, { description: 'The deal, also where the caller does not see it any more.' })
  readonly opportunityId!: OpportunityId;

  @Field(() => BulkRowStateEnum, { description: 'What became of it.' })
  readonly state!: BulkRowState;

  @Field(() => [UserErrorType], {
    description: 'Why there is no contract, as a draft of it says; empty unless it failed.',
  })
  readonly userErrors!: readonly UserErrorType[];
}

export const BulkRowConnectionType = connectionOf(() => BulkRowType, {
  name: 'BulkRow',
  one: 'deal',
  many: 'deals',
  description: 'A page of the deals of a job, in the order of the job.',
  counting: {},
});

@ObjectType('BulkJob', {
  description: 'Contracts of one template for many deals, each once, in the background.',
})
export class BulkJobType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => BulkJobStateEnum, { description: 'How it stands.' })
  readonly state!: BulkJobState;

  @Field(() => Boolean, { description: 'Whether it only looks what would become of the deals.' })
  readonly dryRun!: boolean;

  readonly templateId!: string;

  @Field(() => Int, { description: 'Its deals.' })
  readonly total!: number;

  @Field(() => Int, { description: 'Deals without an outcome yet.' })
  readonly waiting!: number;

  @Field(() => Int, { description: 'Deals of a dry run whose contract could be made.' })
  readonly creatable!: number;

  @Field(() => Int, { description: 'Deals whose contract the job had made.' })
  readonly created!: number;

  @Field(() => Int, { description: 'Deals that had a contract of the template.' })
  readonly existing!: number;

  @Field(() => Int, { description: 'Deals without a contract; their `userErrors` say why.' })
  readonly failed!: number;

  @Field(() => String, {
    description: 'Whose rights it is worked with: a CRM user name, or the name of a key.',
  })
  readonly startedBy!: string;

  @Field(() => GraphQLDateTime, { description: 'When it was started.' })
  readonly startedAt!: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was done or cancelled; null until then.',
  })
  readonly endedAt!: Date | null;
}

export const BulkJobConnectionType = connectionOf(() => BulkJobType, {
  name: 'BulkJob',
  one: 'job',
  many: 'jobs',
  description: 'A page of jobs over many deals, the newest first.',
  counting: null,
});

@InputType('StartBulkCreateInput', {
  description: 'Which deals are to have a contract of which template.',
})
export class StartBulkCreateInput {
  @Field(() => ID, { description: 'The template to generate from.' })
  readonly templateId!: string;

  @Field(() => [ID], {
    nullable: true,
    description: `The deals, at most ${MAX_BULK_DEALS}, each counted once; 15 or 18 characters.`,
  })
  readonly opportunityIds?: string[] | null;

  @Field(() => OpportunityFilterInput, {
    nullable: true,
    description: 'In place of the ids: the deals that match it now, at most as many.',
  })
  readonly filter?: OpportunityFilterInput | null;

  @Field(() => ID, {
    nullable: true,
    description: 'In place of both: the deals of an earlier job of the caller, such as a preview.',
  })
  readonly ofJob?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Only look what would become of each deal; nothing is made.',
  })
  readonly dryRun?: boolean | null;
}

@InputType('BulkJobInput', { description: 'Which job.' })
export class BulkJobInput {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;
}

@ObjectType('BulkJobPayload', { description: 'Outcome of starting or leading a job.' })
export class BulkJobPayload {
  @Field(() => BulkJobType, {
    nullable: true,
    description: 'The job as it is now; null when it was not started.',
  })
  readonly job!: BulkJobType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
