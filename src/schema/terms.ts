import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { TERM_STATES } from '../domain/term-check.js';
import type { Severity, TermState } from '../domain/term-check.js';
import { Field, ID, InputType, ObjectType, registerEnumType } from './decorators.js';
import { Sentence } from './sentence.js';
import { enumValues } from './enum-values.js';

const TermStateEnum = enumValues(TERM_STATES);

registerEnumType(TermStateEnum, {
  name: 'TermState',
  description: 'Whether what was signed is what the deal says.',
  valuesConfig: {
    MATCH: { description: 'Both say the same, within the tolerance of the check.' },
    MISMATCH: { description: 'They differ.' },
    MISSING: { description: 'The contract or the deal has no value, so nothing can be compared.' },
  },
});

const SeverityEnum = { BLOCK: 'block', WARN: 'warn' } as const satisfies Record<string, Severity>;

registerEnumType(SeverityEnum, {
  name: 'Severity',
  description: 'What a check that does not match means to its deal.',
  valuesConfig: {
    BLOCK: {
      description: 'The deal should not be closed as won until it matches or is confirmed.',
    },
    WARN: { description: 'People are told of it.' },
  },
});

@ObjectType('TermCheck', {
  description:
    'One check of a signed contract against its deal, as the mapping file has it. Values of a contract are extracted from its document and may be wrong: both are shown, and somebody can confirm a difference.',
})
export class TermCheckType {
  @Field(() => String, { description: 'Name of the check in the mapping file.' })
  readonly name!: string;

  @Field(() => TermStateEnum, { description: 'What came of it.' })
  readonly state!: TermState;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What the signed contract says; null where it says nothing.',
  })
  readonly signed!: unknown;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What the deal says; null where it says nothing.',
  })
  readonly expected!: unknown;

  @Sentence()
  @Field(() => String, {
    nullable: true,
    description:
      'How they differ, such as `2000 USD less (1.67 %)` or which rows of a table do; null where they do not.',
  })
  readonly difference!: string | null;

  @Field(() => SeverityEnum, { description: 'What it means to the deal when it does not match.' })
  readonly severity!: Severity;

  @Field(() => String, {
    description: 'Where the signed value comes from: the expression, or its hint.',
  })
  readonly signedFrom!: string;

  @Field(() => String, {
    description: 'Where the value of the deal comes from: the expression, or its hint.',
  })
  readonly expectedFrom!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When they were last compared.' })
  readonly checkedAt!: string | null;

  @Field(() => Boolean, { description: 'Whether it stands against closing the deal as won.' })
  readonly blocks!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Who confirmed the difference; null where nobody did, or a value changed since.',
  })
  readonly confirmedBy!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When they confirmed it.' })
  readonly confirmedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is right as it is, in their words.' })
  readonly confirmedReason!: string | null;
}

@InputType('ConfirmTermInput', {
  description: 'A difference between a signed contract and its deal that is right as it is.',
})
export class ConfirmTermInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => String, { description: 'Name of the check.' })
  readonly name!: string;

  @Field(() => String, { description: 'Why it is right; people see it beside the check.' })
  readonly reason!: string;
}
