import { Field, ID, InputType } from './decorators.js';

@InputType('VoidContractInput', { description: 'A contract to cancel.' })
export class VoidContractInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => String, { description: 'Why; kept with the contract.' })
  readonly note!: string;
}
