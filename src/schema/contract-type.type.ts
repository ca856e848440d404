import { Field, ID, ObjectType } from './decorators.js';

@ObjectType('ContractType', {
  description: 'A kind of agreement as the workspace defines it, such as NDA or order form.',
})
export class ContractTypeType {
  @Field(() => ID, { description: "SpotDraft's id of the contract type." })
  readonly id!: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
}
