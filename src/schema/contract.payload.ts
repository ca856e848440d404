import { ContractObjectType } from './contract.type.js';
import { Field, ObjectType } from './decorators.js';
import { UserErrorType } from './user-error.type.js';

@ObjectType('ContractPayload', { description: 'Outcome of an action on a contract.' })
export class ContractPayload {
  @Field(() => ContractObjectType, {
    nullable: true,
    description: 'The contract after the action; null when the action was refused.',
  })
  readonly contract!: ContractObjectType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
