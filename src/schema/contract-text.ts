import { TEXT_STATUSES } from '../domain/contract-text.js';
import type { ContractText, TextStatus } from '../domain/contract-text.js';
import { Field, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

const ContractTextStatusEnum = enumValues(TEXT_STATUSES);

registerEnumType(ContractTextStatusEnum, {
  name: 'ContractTextStatus',
  description: "How far SpotDraft is with reading the text out of a contract's document.",
  valuesConfig: {
    COMPLETED: { description: 'The text is there.' },
    PENDING: { description: 'SpotDraft is reading it.' },
    FAILED: { description: 'SpotDraft could not read it.' },
    NOT_AVAILABLE: {
      description: 'There is none, or the workspace does not have its contracts read.',
    },
  },
});

@ObjectType('ContractText', { description: "The words of a contract's present version." })
export class ContractTextType implements ContractText {
  @Field(() => ContractTextStatusEnum, { description: 'Whether there is a text.' })
  readonly status!: TextStatus;

  @Field(() => String, { nullable: true, description: 'The text; null unless COMPLETED.' })
  readonly text!: string | null;
}
