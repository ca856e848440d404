import { GraphQLDateTime } from 'graphql-scalars';
import { RECIPIENT_TYPES } from '../domain/recipient.js';
import type { Recipient, RecipientType as TypeOfRecipient } from '../domain/recipient.js';
import { Field, ID, Int, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

const RecipientTypeEnum = enumValues(RECIPIENT_TYPES);

registerEnumType(RecipientTypeEnum, {
  name: 'RecipientType',
  description: 'What somebody gets a contract for.',
  valuesConfig: {
    SIGNATORY: { description: 'To sign it.' },
    APPROVER: { description: 'To agree to it.' },
    RECEIVER: { description: 'To have it; nothing is asked of them.' },
    UNKNOWN: { description: 'Something that this version of dealdraft does not know.' },
  },
});

@ObjectType('Recipient', { description: 'Somebody a contract was or will be sent to.' })
export class RecipientType implements Recipient {
  @Field(() => ID, {
    description:
      "SpotDraft's id of them among the contract's recipients, not as a user; their place in the list where it has none.",
  })
  readonly id!: string;

  @Field(() => RecipientTypeEnum, { description: 'What they get it for.' })
  readonly type!: TypeOfRecipient;

  @Field(() => String, { nullable: true, description: 'Full name.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Email address.' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'As what they sign, such as CFO.' })
  readonly title!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Whose turn it is: lower numbers come first. Null where there is no order.',
  })
  readonly order!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "SIGNED, DECLINED, PENDING or IN_PROGRESS; SpotDraft's own text where it sends something new.",
  })
  readonly status!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When they signed; null while they have not.',
  })
  readonly signedAt!: string | null;

  @Field(() => Boolean, { description: 'Whether they refused to sign, or to agree.' })
  readonly declined!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why they refused, in their words; null where they did not, or said nothing.',
  })
  readonly declineReason!: string | null;
}
