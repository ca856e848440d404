import { GraphQLDateTime } from 'graphql-scalars';
import { APPROVAL_STATUSES, APPROVAL_TYPES } from '../domain/approval.js';
import type { Approval, ApprovalAct, ApprovalStatus, ApprovalType } from '../domain/approval.js';
import { Cost } from './cost.js';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';
import { SpotDraftUserType } from './users.js';

const ApprovalTypeEnum = enumValues(APPROVAL_TYPES);

registerEnumType(ApprovalTypeEnum, {
  name: 'ApprovalType',
  description: 'Before what an approval has to be given.',
  valuesConfig: {
    PRE_SEND: { description: 'Before the contract goes to the counterparties.' },
    PRE_SIGN: { description: 'Before it can be signed.' },
    AD_HOC: { description: 'Asked for by somebody, whatever the workflow says.' },
    APPROVAL_V5: { description: "A step of SpotDraft's newer approvals." },
    UNKNOWN: { description: 'A type that this version of dealdraft does not know.' },
  },
});

const ApprovalStatusEnum = enumValues(APPROVAL_STATUSES);

registerEnumType(ApprovalStatusEnum, {
  name: 'ApprovalStatus',
  description: 'How far an approval is.',
  valuesConfig: {
    NOT_STARTED: { description: 'Nobody was asked yet.' },
    PENDING: { description: 'Asked for, and not decided.' },
    REJECTED: { description: 'Refused.' },
    SUGGESTED: { description: 'Changes were suggested instead.' },
    APPROVED: { description: 'Given.' },
    SKIPPED: { description: 'Passed over.' },
    UNKNOWN: { description: 'A status that this version of dealdraft does not know.' },
  },
});

@ObjectType('ApprovalAction', { description: 'What an approver did.' })
export class ApprovalActionType implements ApprovalAct {
  @Field(() => ApprovalStatusEnum, { description: 'What they decided.' })
  readonly status!: ApprovalStatus;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When.' })
  readonly at!: string | null;

  @Field(() => String, { nullable: true, description: 'What they wrote to it.' })
  readonly notes!: string | null;
}

@ObjectType('Approval', {
  description: 'A step of what has to be agreed to inside before a contract goes on.',
})
export class ApprovalObjectType implements Approval {
  @Field(() => ID, { description: "SpotDraft's id of the approval." })
  readonly id!: string;

  @Field(() => String, { description: 'What it is called, such as Legal.' })
  readonly name!: string;

  @Field(() => ApprovalTypeEnum, { description: 'Before what it has to be given.' })
  readonly type!: ApprovalType;

  @Field(() => ApprovalStatusEnum, { description: 'How far it is.' })
  readonly status!: ApprovalStatus;

  @Field(() => SpotDraftUserType, {
    nullable: true,
    description: 'Who is asked; null where a role is.',
  })
  readonly approver!: SpotDraftUserType | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When they were last asked; null while they were not.',
  })
  readonly sentAt!: string | null;

  @Field(() => String, { nullable: true, description: 'What they were told.' })
  readonly notes!: string | null;

  @Cost({ entries: 1 })
  @Field(() => [ApprovalActionType], { description: 'What was done about it.' })
  readonly actions!: readonly ApprovalActionType[];
}

@InputType('ApprovalInput', { description: 'An approval to ask for, of one user or one role.' })
export class ApprovalInput {
  @Field(() => String, { description: 'What to call it.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'What to tell whoever is asked.' })
  readonly notes?: string | null;

  @Field(() => ID, { nullable: true, description: 'Whom to ask; or else `roleId`.' })
  readonly userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of which role somebody is asked.' })
  readonly roleId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Lower ones are asked first, equal ones at once.',
  })
  readonly order?: number | null;
}

@InputType('RequestApprovalsInput', { description: 'A contract and the approvals it needs.' })
export class RequestApprovalsInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => [ApprovalInput], { description: 'What to ask for, 1 to 50.' })
  readonly approvals!: readonly ApprovalInput[];

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key ask once. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}
