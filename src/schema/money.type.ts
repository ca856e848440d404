import type { Money } from '../domain/money.js';
import { Field, Float, ObjectType } from './decorators.js';

@ObjectType('Money', {
  description: 'An amount as the system that owns it states it: never converted and never rounded.',
})
export class MoneyType implements Money {
  @Field(() => Float, { description: 'The amount in units of the currency, not in cents.' })
  readonly value!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'ISO 4217 code. Null where the CRM has a single currency and nobody configured which one.',
  })
  readonly currency!: string | null;
}
