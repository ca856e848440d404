import { Field, ID, InputType } from './decorators.js';

@InputType('LinkContractInput', { description: 'An existing contract to link to a deal.' })
export class LinkContractInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => ID, { description: 'The deal; 15 or 18 characters.' })
  readonly opportunityId!: string;
}
