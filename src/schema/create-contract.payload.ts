import { ContractObjectType } from './contract.type.js';
import { Field, ObjectType } from './decorators.js';
import { UserErrorType } from './user-error.type.js';

@ObjectType('CreateContractPayload', { description: 'Outcome of `createContract`.' })
export class CreateContractPayload {
  @Field(() => ContractObjectType, {
    nullable: true,
    description: 'The contract; null when the request was refused.',
  })
  readonly contract!: ContractObjectType | null;

  @Field(() => Boolean, {
    description: 'False when an earlier request with the same intent had made the contract.',
  })
  readonly created!: boolean;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
