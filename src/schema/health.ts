import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType, registerEnumType } from './decorators.js';
import { Sentence } from './sentence.js';
import { enumValues } from './enum-values.js';
import { UserErrorType } from './user-errors.js';

export const NoticeKindEnum = enumValues([
  'STORE_NOT_WRITABLE',
  'DELIVERIES_REFUSED',
  'DELIVERIES_MISSING',
  'SYSTEM_PAUSED',
  'CONTRACTS_PARKED',
  'DELIVERIES_PARKED',
  'ARCHIVE_PAUSED',
  'DOCUMENTS_PARKED',
  'SIGNED_TERMS_OPEN',
  'REPAIRS_PAUSED',
  'NOT_BACKFILLED',
  'CREDENTIALS_EXPIRING',
]);
export type NoticeKindEnum = keyof typeof NoticeKindEnum;

registerEnumType(NoticeKindEnum, {
  name: 'NoticeKind',
  description: 'What is not as it should be.',
  valuesConfig: {
    STORE_NOT_WRITABLE: { description: 'The store takes no writes, such as on a full disk.' },
    DELIVERIES_REFUSED: { description: 'The signature of webhook deliveries fits no key.' },
    DELIVERIES_MISSING: { description: 'SpotDraft changes, and no delivery tells of it.' },
    SYSTEM_PAUSED: { description: 'All sync work waits for SpotDraft or for Salesforce.' },
    CONTRACTS_PARKED: { description: 'The sync of contracts was given up.' },
    DELIVERIES_PARKED: { description: 'Work on deliveries was given up.' },
    ARCHIVE_PAUSED: { description: 'Documents wait for a destination of the archive.' },
    DOCUMENTS_PARKED: { description: 'Archiving of documents was given up.' },
    SIGNED_TERMS_OPEN: {
      description: 'Contracts say something else than their deals, and nobody confirmed it.',
    },
    REPAIRS_PAUSED: { description: 'Somebody paused the repair passes.' },
    NOT_BACKFILLED: { description: 'The store was never filled from SpotDraft.' },
    CREDENTIALS_EXPIRING: {
      description: 'A certificate that dealdraft needs ends within 30 days, or is over.',
    },
  },
});

export const NoticeUrgencyEnum = enumValues(['ACT', 'WAIT']);
export type NoticeUrgencyEnum = keyof typeof NoticeUrgencyEnum;

registerEnumType(NoticeUrgencyEnum, {
  name: 'NoticeUrgency',
  description: 'Whether somebody has to do something.',
  valuesConfig: {
    ACT: { description: 'Nothing gets better before a person did what `todo` says.' },
    WAIT: { description: 'It goes on by itself once the cause is gone.' },
  },
});

@ObjectType('Notice', { description: 'Something that is not as it should be, for operators.' })
export class NoticeType {
  @Field(() => NoticeKindEnum, { description: 'What it is.' })
  readonly kind!: NoticeKindEnum;

  @Field(() => NoticeUrgencyEnum, { description: 'Whether somebody has to do something.' })
  readonly urgency!: NoticeUrgencyEnum;

  @Sentence()
  @Field(() => String, { description: 'What is the matter, in a sentence.' })
  readonly title!: string;

  @Sentence()
  @Field(() => String, { nullable: true, description: 'Why, as far as it is known.' })
  readonly cause!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when; null where nobody noted it.',
  })
  readonly since!: Date | null;

  @Sentence()
  @Field(() => String, { description: 'What to do about it.' })
  readonly todo!: string;
}

@ObjectType('RepairOrder', { description: 'What an operator told the repair passes.' })
export class RepairOrderType {
  @Field(() => GraphQLDateTime, { description: 'When.' })
  readonly at!: Date;

  @Field(() => String, { description: 'Who: a user’s name or a key’s.' })
  readonly by!: string;
}

export const RepairPassEnum = enumValues(['CHANGED', 'EVERYTHING', 'BACKFILL']);
export type RepairPassEnum = keyof typeof RepairPassEnum;

registerEnumType(RepairPassEnum, {
  name: 'RepairPass',
  description: 'What a pass does.',
  valuesConfig: {
    CHANGED: { description: 'Compares what SpotDraft changed since the last good pass.' },
    EVERYTHING: { description: 'Compares everything.' },
    BACKFILL: {
      description: 'Reads everything from SpotDraft anew and brings the CRM in line.',
    },
  },
});

@ObjectType('AskedRepair', { description: 'A pass that an operator asked for.' })
export class AskedRepairType extends RepairOrderType {
  @Field(() => RepairPassEnum, { description: 'Which.' })
  readonly pass!: RepairPassEnum;
}

@ObjectType('RepairOrders', { description: 'How operators lead the repair passes.' })
export class RepairOrdersType {
  @Field(() => AskedRepairType, {
    nullable: true,
    description: 'The pass that was asked for, until it was made; null when none is.',
  })
  readonly asked!: AskedRepairType | null;

  @Field(() => RepairOrderType, {
    nullable: true,
    description: 'Since when no pass begins; null while they do.',
  })
  readonly paused!: RepairOrderType | null;
}

@InputType('StartRepairInput', { description: 'What a repair pass compares.' })
export class StartRepairInput {
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Everything, which takes long, rather than what SpotDraft changed since the last good pass.',
  })
  readonly everything?: boolean | null;
}

@InputType('StartBackfillInput', { description: 'How a backfill begins.' })
export class StartBackfillInput {
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Anew, rather than where one stopped that was interrupted within a day.',
  })
  readonly restart?: boolean | null;
}

@InputType('PauseRepairsInput', { description: 'Whether repair passes are paused.' })
export class PauseRepairsInput {
  @Field(() => Boolean, {
    description: 'No pass begins, and one that runs is ended; with false they begin again.',
  })
  readonly paused!: boolean;
}

@ObjectType('RepairPayload', {
  description: 'Outcome of `startRepair`, `startBackfill` and `pauseRepairs`.',
})
export class RepairPayload {
  @Field(() => RepairOrdersType, {
    nullable: true,
    description: 'What is ordered now; null when the request was refused unread.',
  })
  readonly repairs!: RepairOrdersType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@ObjectType('CallAllowance', { description: 'What may be spent on calls of a system.' })
export class CallAllowanceType {
  @Field(() => Int, { description: 'Calls allowed in a period.' })
  readonly limit!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Calls left in it; null where that changes too quickly to tell.',
  })
  readonly left!: number | null;

  @Field(() => Int, { description: 'Length of the period, in seconds.' })
  readonly perSeconds!: number;

  @Field(() => Int, { description: 'Calls of this server that wait for it now.' })
  readonly waiting!: number;
}

@ObjectType('CallFailure', { description: 'A call that failed.' })
export class CallFailureType {
  @Field(() => GraphQLDateTime, { description: 'When it ended.' })
  readonly at!: Date;

  @Sentence()
  @Field(() => String, { description: 'What was called, and what went wrong.' })
  readonly error!: string;
}

@ObjectType('SystemHealth', {
  description: 'How a neighbour did in the last minutes, by the own log.',
})
export class SystemHealthType {
  @Field(() => String, { description: '`spotdraft`, `salesforce` or `archive`.' })
  readonly system!: string;

  @Field(() => GraphQLDateTime, {
    description: 'From when on: 15 minutes ago, or later where there were very many calls.',
  })
  readonly since!: Date;

  @Field(() => Int, { description: 'Calls since then, at most 500.' })
  readonly calls!: number;

  @Field(() => Int, { description: 'Those of them that were refused or not answered.' })
  readonly failed!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Half of the answers took no longer, in milliseconds; null without any.',
  })
  readonly medianMs!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of twenty answers nineteen took no longer, in milliseconds; null without any.',
  })
  readonly slowMs!: number | null;

  @Field(() => CallFailureType, {
    nullable: true,
    description: 'The latest call that failed; null when none did.',
  })
  readonly lastFailure!: CallFailureType | null;

  @Field(() => CallAllowanceType, {
    nullable: true,
    description: 'What may be spent; null where nothing is known of any.',
  })
  readonly allowance!: CallAllowanceType | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Until when all sync work leaves it alone; null while it does not.',
  })
  readonly pausedUntil!: Date | null;
}
