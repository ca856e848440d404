import type { Recipient } from '../domain/contract.js';
import { Field, ObjectType } from './decorators.js';

@ObjectType('Recipient', { description: 'Somebody a contract was sent to.' })
export class RecipientType implements Recipient {
  @Field(() => String, { nullable: true, description: 'Full name.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Email address.' })
  readonly email!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "SIGNED, DECLINED, PENDING or IN_PROGRESS; SpotDraft's own text where it sends something new.",
  })
  readonly status!: string | null;
}
