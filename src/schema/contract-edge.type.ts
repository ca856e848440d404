import { ContractObjectType } from './contract.type.js';
import { Field, ObjectType } from './decorators.js';

@ObjectType('ContractEdge', { description: 'A contract and its place in the list.' })
export class ContractEdgeType {
  @Field(() => String, { description: 'Pass it as `after` to continue behind this contract.' })
  readonly cursor!: string;

  @Field(() => ContractObjectType, { description: 'The contract.' })
  readonly node!: ContractObjectType;
}
